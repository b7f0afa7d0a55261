"""A test collection's files: the corpus, the queries and the judgements."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.collection import EDITION_DOCUMENTS, read_corpus
from index.judgements import read_qrels, read_topics
from index.source import SourceError
from search.document import Document, passages
from search.trial import Topic
from tests.material import SAMPLE, sample_edition

LINES = [
    {"id": "d1", "title": "通知", "text": "一\n\n  二  \n", "date": "2024-01-15 17:29:00"},
    {"_id": 2, "text": "甲", "number": "吉政发〔2017〕34号", "date": ""},
    {"id": "d#3", "title": "", "text": "", "date": "去年", "number": None},
]


def written(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def lines(*objects: Any) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)


def documents(path: str) -> list[Document]:
    return [document for edition in read_corpus(path) for document in edition.documents]


def test_json_lines_become_documents(tmp_path: Path) -> None:
    first, second, third = documents(written(tmp_path / "some.jsonl", "\ufeff" + lines(*LINES)))
    assert [(p.anchor, p.kind, p.text) for p in passages(first)] == [
        ("p0", "heading", "通知"),
        ("p1", "paragraph", "一"),
        ("p2", "paragraph", "二"),
    ]
    assert (first.id, first.title, first.issued, first.issue) == (
        "d1",
        "通知",
        date(2024, 1, 15),
        "some-1",
    )
    assert (second.id, second.number, second.issued) == ("2", "吉政发〔2017〕34号", None)
    assert [p.anchor for p in passages(second)] == ["p1"]
    assert (third.id, third.issued, passages(third)) == ("d#3", None, ())


@pytest.mark.parametrize(("ending", "pack"), [(".xz", lzma.compress), (".gz", gzip.compress)])
def test_packed_files_hold_the_same(
    ending: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    text = lines(*LINES)
    (tmp_path / f"some.jsonl{ending}").write_bytes(pack(text.encode()))
    packed = documents(str(tmp_path / f"some.jsonl{ending}"))
    assert packed == documents(written(tmp_path / "some.jsonl", text))


def test_many_documents_are_many_editions(tmp_path: Path) -> None:
    many = [{"id": i, "text": "文"} for i in range(EDITION_DOCUMENTS + 1)]
    editions = read_corpus(written(tmp_path / "many.jsonl", lines(*many)))
    assert [(e.issue.id, len(e.documents)) for e in editions] == [
        ("many-1", EDITION_DOCUMENTS),
        ("many-2", 1),
    ]


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    path = written(tmp_path / "half.jsonl", '{"id": "a", "text": "\\ud800民政"}')
    assert documents(path)[0].blocks[1].text == "?民政"


def test_a_gazette_is_a_corpus(tmp_path: Path) -> None:
    (edition,) = read_corpus(str(SAMPLE))
    assert edition.documents == sample_edition().documents
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    assert documents(str(tmp_path)) == list(edition.documents)


BAD_CORPORA = {
    "no JSON": ('{"id": 1, "text": ""}\nx\n', "第 2 行不是 JSON"),
    "no object": ("[1]\n", "第 1 行不是 JSON 对象"),
    "no id": ('\n{"text": "x"}\n', "第 2 行没有 id 或 _id"),
    "an empty id": ('{"id": "", "text": "x"}\n', "第 1 行的 id 是空的"),
    "no text": ('{"id": "a"}\n', "第 1 行没有 text"),
    "a text that is none": ('{"id": "a", "text": ["x"]}\n', "第 1 行的 text 不是字符串"),
    "an id twice": (
        lines({"id": 1, "text": ""}, {"id": "1", "text": ""}),
        "第 2 行的 id 与第 1 行",
    ),
    "nothing": ("\n", "没有文件"),
}


@pytest.mark.parametrize(("text", "said"), BAD_CORPORA.values(), ids=BAD_CORPORA)
def test_what_is_no_corpus(text: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.jsonl", text)
    refused(lambda: read_corpus(path), path, said)


def refused(read: Callable[[], object], path: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read()
    assert said in str(caught.value)
    assert path in str(caught.value)
    assert "\n" not in str(caught.value)


GOOD = b'{"id": 1, "text": ""}\n'
BAD_FILES = {
    "cut short": ("x.jsonl.xz", lzma.compress(GOOD)[:-9], "压缩数据"),
    "cut short, too": ("x.jsonl.gz", gzip.compress(GOOD)[:-9], "压缩数据"),
    "not packed": ("x.jsonl.gz", GOOD, "压缩数据"),
    "not packed, either": ("x.jsonl.xz", GOOD, "压缩数据"),
    "GB 18030": ("x.jsonl", GOOD + '{"id": "民"}'.encode("gb18030"), "第 2 行不是 UTF-8"),
}


@pytest.mark.parametrize(("name", "data", "said"), BAD_FILES.values(), ids=BAD_FILES)
def test_files_that_cannot_be_read(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    refused(lambda: read_corpus(str(path)), str(path), said)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    missing, folder = str(tmp_path / "没有.jsonl"), tmp_path / "folder.jsonl"
    folder.mkdir()
    for read in (read_corpus, read_topics, read_qrels):
        assert complaint(read, missing) == f"找不到 {missing}：请检查路径"
        assert "是文件夹" in complaint(read, str(folder))


PARAGRAPH = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")).map(
    str.strip
)


@settings(max_examples=40)
@given(st.dictionaries(st.text(min_size=1, max_size=5), st.lists(PARAGRAPH.filter(bool))))
def test_every_text_comes_back(texts: dict[str, list[str]]) -> None:
    texts = {name.encode("utf-8", "replace").decode(): found for name, found in texts.items()}
    made = lines(*({"id": name, "text": "\n\n".join(found)} for name, found in texts.items()))
    with TemporaryDirectory() as folder:
        path = written(Path(folder, "made.jsonl"), made + lines({"id": "its last one", "text": ""}))
        read = {d.id: [p.text for p in passages(d)] for d in documents(path)}
    assert read == {**texts, "its last one": []}


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        for name in ("x.jsonl", "x.jsonl.xz", "x.jsonl.gz", "x.txt"):
            Path(folder, name).write_bytes(data)
            for read in (read_corpus, read_topics, read_qrels):
                assert "\n" not in complaint(read, str(Path(folder, name)))


def complaint(read: Callable[[str], object], path: str) -> str:
    """What a reader says of a file; nothing where it could be read."""
    try:
        read(path)
    except SourceError as error:
        return str(error)
    return ""


def test_topics(tmp_path: Path) -> None:
    made = lines({"id": "q1", "text": "民政", "group": " 短 "}, {"_id": 2, "query": "财政"})
    path = written(tmp_path / "q.jsonl", made)
    assert read_topics(path) == (Topic("q1", "民政", "短"), Topic("2", "财政"))


BAD_TOPICS = {
    "no text": (lines({"id": "a"}), "第 1 行没有 text 或 query"),
    "an id twice": (lines({"id": 1, "text": "x"}, {"id": "1", "text": "y"}), "第 2 行的查询 id"),
    "nothing": ("", "没有查询"),
}


@pytest.mark.parametrize(("text", "said"), BAD_TOPICS.values(), ids=BAD_TOPICS)
def test_what_are_no_topics(text: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.jsonl", text)
    refused(lambda: read_topics(path), path, said)


QRELS = {
    "four columns": ("q1 0 d#p1 2\nq1  0\td2 0\n\nq2 Q0 d2 -1", {"d#p1": 2, "d2": 0}),
    "four columns with tabs": ("q1\t0\ta b.csv#0\t1\nq2\t0\td2\t-1", {"a b.csv#0": 1}),
    "three under a header": ("query-id\tcorpus-id\tscore\r\nq1\td1\t1\r\nq2\td2\t-1", {"d1": 1}),
    "three without one": ("q1\td1\t1\nq2\td2\t-1", {"d1": 1}),
}


@pytest.mark.parametrize(("text", "first"), QRELS.values(), ids=QRELS)
def test_qrels(text: str, first: dict[str, int], tmp_path: Path) -> None:
    assert read_qrels(written(tmp_path / "q", text)) == {"q1": first, "q2": {"d2": -1}}


BAD_QRELS = {
    "too few columns": ("q1 0 d1 1\nq1 d1\n", "第 2 行看不懂"),
    "three that no tab parts": ("q1 d1 1\n", "第 1 行看不懂"),
    "too many": ("q1 0 d 1 1\n", "第 1 行看不懂"),
    "an empty one": ("q1\t\td1\n", "第 1 行看不懂"),
    "no grade": ("q1 0 d1 1\nq1 0 d2 good\n", "第 2 行的等级 'good' 不是整数"),
    "a header of four": ("query 0 id grade\n", "第 1 行的等级"),
    "a header that comes late": ("q1\td1\t1\nq\td\tscore\n", "第 2 行的等级"),
    "a pair twice": ("q1 0 d1 1\nq1 0 d1 0\n", "第 2 行对查询 'q1' 重复判断了 'd1'"),
    "only a header": ("query-id\tcorpus-id\tscore\n", "没有判断"),
    "nothing": ("", "没有判断"),
}


@pytest.mark.parametrize(("text", "said"), BAD_QRELS.values(), ids=BAD_QRELS)
def test_what_are_no_qrels(text: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path / "bad", text)
    refused(lambda: read_qrels(path), path, said)
