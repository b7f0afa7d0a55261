"""gongbao evaluate as a person and as a script use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.collection import read_corpus
from web.cli import main

FILES = {
    "corpus.jsonl": '{"id": "a", "title": "通知", "text": "民政工作\\n财政"}\n'
    '{"id": "b", "title": "公告", "text": "天气"}\n',
    "queries.jsonl": '{"id": "1", "text": "民政", "group": "单词"}\n'
    '{"id": "2", "text": "航天", "group": "none found"}\n{"id": "3", "text": "财政"}\n',
    "qrels.txt": "1 0 a 1\n2 0 b 1\n2 0 gone 1\n9 0 a 1\n",
    "broken.jsonl": "{}\nx\n",
    "other.txt": "7 0 a 1\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, *more: str, **other: str) -> Result:
    names = {"corpus": "corpus.jsonl", "queries": "queries.jsonl", "qrels": "qrels.txt", **other}
    options = [part for key, name in names.items() for part in (f"--{key}", str(folder / name))]
    return CliRunner().invoke(main, ["evaluate", *options, *more])


@pytest.mark.slow
def test_the_table(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0, result.output
    table = [line.split() for line in result.stdout.splitlines()]
    assert table[0] == ["2", "documents,", "5", "passages;", "documents", "are", "ranked"]
    assert table[2] == ["nDCG@10", "MRR", "recall@10"]
    assert table[3] == ["group", "queries", *["gongbao", "plain", "ratio"] * 3]
    assert table[4] == ["单词", "1", *["1.000", "1.000", "1.00"] * 3]
    assert table[5] == ["none", "found", "1", *["0.000", "0.000", "–"] * 3]
    assert table[6] == ["all", "2", *["0.500", "0.500", "1.00"] * 3]


@pytest.mark.slow
def test_what_a_reader_of_the_figures_has_to_know(folder: Path) -> None:
    assert run(folder).stderr.splitlines() == [
        "判断所列的 3 个 id 中，有 1 个不是语料中的文件：仍按已判断计算，任何排序都找不到",
        "有 1 个查询没有相关的判断，未计入",
        "有 1 个查询只见于判断而不在查询文件中，未计入",
    ]


@pytest.mark.slow
def test_json(folder: Path) -> None:
    content = json.loads(run(folder, "--json").stdout)
    facts = {name: content[name] for name in content if name not in ("groups", "all")}
    assert facts == {
        "unit": "document",
        "documents": 2,
        "passages": 5,
        "judged": 3,
        "absent": 1,
        "left_out": 1,
        "unasked": 1,
    }
    assert [row["group"] for row in content["groups"]] == ["单词", "none found"]
    assert content["all"]["group"] is None
    assert content["all"]["queries"] == 2
    for measure in ("nDCG@10", "MRR", "recall@10"):
        assert content["all"][measure] == {"gongbao": 0.5, "plain": 0.5, "ratio": 1.0}
        assert content["groups"][1][measure] == {"gongbao": 0.0, "plain": 0.0, "ratio": None}


@pytest.mark.slow
def test_a_gazettes_passages(folder: Path) -> None:
    text = "关于加强财政工作的通知\n各市人民政府：\n为做好财政工作，现将有关事项通知如下。\n"
    (folder / "gazette.txt").write_text(text, "utf-8")
    ((document,),) = (edition.documents for edition in read_corpus(str(folder / "gazette.txt")))
    named = [f"{document.id}#{block.anchor}" for block in document.blocks if "财政" in block.text]
    (folder / "passages.txt").write_text("".join(f"3 0 {name} 1\n" for name in named), "utf-8")
    result = run(folder, corpus="gazette.txt", qrels="passages.txt")
    assert "passages are ranked" in result.stdout
    assert len(named) == 2
    assert result.stdout.splitlines()[-1].split() == ["all", "1", *["1.000", "1.000", "1.00"] * 3]


MENDABLE = {
    "a corpus that is not there": {"corpus": "none.jsonl"},
    "queries that are not there": {"queries": "none.jsonl"},
    "judgements that are not there": {"qrels": "none.txt"},
    "a broken line": {"corpus": "broken.jsonl"},
    "another broken line": {"queries": "broken.jsonl"},
    "a file of another sort": {"qrels": "corpus.jsonl"},
    "files that do not belong together": {"qrels": "other.txt"},
}


@pytest.mark.parametrize("names", MENDABLE.values(), ids=MENDABLE)
def test_what_the_user_can_mend(names: dict[str, str], folder: Path) -> None:
    result = run(folder, **names)
    assert result.exit_code == 2
    assert result.output.startswith("gongbao: ")
    assert len(result.output.strip().splitlines()) == 1, result.output


def test_all_three_files_are_needed(folder: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", "--corpus", str(folder / "corpus.jsonl")])
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1
