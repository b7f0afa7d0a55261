"""The word lists: what is bundled, what an operator adds, and what is wrong with a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from search import analysis, cutter, lexicon
from search.folding import phrase_tokens
from search.lexicon import LexiconError, load
from web.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "abbreviations.txt").write_text(
        "# 一行一义\n吉智 = 人工智能  # 说明\n\n双创 = 创新创业\n", "utf-8"
    )
    (tmp_path / "dictionary.txt").write_text("\ufeff数字吉林 100 n\n長白山保護\n", "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def bundled_lists() -> Iterator[None]:
    yield
    cutter.use(load())


def test_the_bundled_list_is_sound() -> None:
    bundled = load()
    assert len(bundled.groups) > 200
    for group in bundled.groups:
        assert len({phrase_tokens(form) for form in group}) > 1, group
        assert len(set(group)) == len(group), group


def test_forms_lead_to_each_other_but_not_beyond_their_line() -> None:
    forms = lexicon.Lexicon((("甲乙", "丙丁"), ("甲乙", "戊己"))).forms
    assert forms[("甲", "乙")] == ("丙丁", "戊己")
    assert forms[("丙", "丁")] == ("甲乙",)


@pytest.mark.slow
def test_an_operator_s_lists_come_in_addition(folder: Path) -> None:
    lists = load(folder)
    assert lists.forms[phrase_tokens("人工智能")][-1] == "吉智"
    assert set(lists.forms[phrase_tokens("双创")]) == {"大众创业、万众创新", "创新创业"}
    cutter.use(lists)
    assert analysis.cut("建设数字吉林和长白山保护") == ["建设", "数字吉林", "和", "长白山保护"]
    assert analysis.cut("发展吉智产业") == ["发展", "吉智", "产业"]


@pytest.mark.slow
def test_a_change_of_either_list_changes_the_stamp(folder: Path) -> None:
    stamps = set()
    for change in ("", "甲乙 = 丙丁\n", "数字长春\n"):
        name = "dictionary.txt" if change.startswith("数") else "abbreviations.txt"
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(change)
        cutter.use(load(folder))
        stamps.add(cutter.stamp())
    cutter.use(load())
    assert len(stamps | {cutter.stamp()}) == 4


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("abbreviations.txt", "甲乙 = 丙丁\n甲乙\n", "第 2 行不是缩略语"),
        ("abbreviations.txt", "甲 = 甲乙\n", "第 1 行不是缩略语"),
        ("abbreviations.txt", "甲乙 = \n", "第 1 行不是缩略语"),
        ("dictionary.txt", "好词 多\n", "第 1 行不是词"),
        ("dictionary.txt", "PM2.5\n", "第 1 行不是词"),
        ("dictionary.txt", b"\xff\xfe\x00", "不是 UTF-8 文本"),
        ("other.txt", "甲乙 = 丙丁\n", "里没有 abbreviations.txt 或 dictionary.txt"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LexiconError, match=said):
        load(tmp_path)


@pytest.mark.slow
def test_an_index_says_that_its_words_are_outdated(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    gazette = tmp_path / "gazette.txt"
    gazette.write_text(
        "吉林省人民政府关于人工智能的通知\n吉政发〔2017〕1号\n发展人工智能产业。\n", "utf-8"
    )
    address = ["--index", f"whoosh:{tmp_path / 'index'}"]
    words = ["--words", str(folder)]
    assert run(main, ["index", *address, *words, str(gazette)]).exit_code == 0
    found = run(main, ["search", *address, *words, "吉智"])
    assert "一并检索其他写法：“吉智”也作“人工智能”" in found.output
    for outdated in ([], words):
        if outdated:
            (folder / "dictionary.txt").write_text("新的词\n", "utf-8")
        refused = run(main, ["search", *address, *outdated, "吉智"])
        assert refused.exit_code == 2
        assert "已经过时；请重建：gongbao index --rebuild" in refused.output
    assert run(main, ["index", "--rebuild", *address, *words, str(gazette)]).exit_code == 0
    assert run(main, ["search", *address, *words, "吉智"]).exit_code == 0
    (folder / "abbreviations.txt").write_text("甲\n", "utf-8")
    bad = run(main, ["search", *address, *words, "吉智"])
    assert (bad.exit_code, "第 1 行不是缩略语" in bad.output) == (2, True)
