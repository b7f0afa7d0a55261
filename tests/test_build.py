"""Building: the same file twice changes nothing, a bad file stops nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from index import build as module
from index.build import build
from index.source import SourceError
from search.counts import Stats
from search.document import Document, Edition, Issue
from search.query import Query
from search.results import Results

NOTICE = """{title}
2019年第{n}期

四川省人民政府关于加强供水工作的通知

川府发〔2019〕{n}号

各市人民政府：

{body}

四川省人民政府

2019年1月2日
"""


class Memory:
    """An engine that only remembers, and counts its batches."""

    def __init__(self) -> None:
        self.editions: dict[str, Edition] = {}
        self.batches = 0

    def add(self, editions: Iterable[Edition]) -> None:
        self.editions |= {edition.issue.id: edition for edition in editions}
        self.batches += 1

    def issues(self) -> tuple[Issue, ...]:
        return tuple(edition.issue for edition in self.editions.values())

    def remove(self, issues: Iterable[str]) -> None:
        raise NotImplementedError

    def search(self, query: Query) -> Results:
        raise NotImplementedError

    def document(self, document_id: str) -> Document | None:
        raise NotImplementedError

    def stats(self) -> Stats:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def write(folder: Path, n: int, body: str = "请认真贯彻执行。", name: str = "") -> Path:
    file = folder / (name or f"{n:02}.txt")
    file.write_text(NOTICE.format(title="四川省人民政府公报", n=n, body=body), "utf-8")
    return file


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    first = build([tmp_path], engine)
    assert (first.added, first.replaced, first.unchanged, first.documents) == (1, 0, 0, 1)
    assert first.passages == 6
    again = build([tmp_path], engine)
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 1)
    assert engine.batches == 1


def test_a_changed_file_replaces_its_issue(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    build([tmp_path], engine)
    write(tmp_path, 1, "请抓好落实。")
    report = build([tmp_path], engine)
    assert (report.added, report.replaced) == (0, 1)
    assert len(engine.editions) == 1


def test_two_files_of_one_issue_do_not_take_turns(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    write(tmp_path, 1, "另一种文字。", name="copy.txt")
    for _ in range(2):
        report = build([tmp_path], engine)
        assert [why for _, why in report.skipped] == [f"与 {tmp_path / '01.txt'} 是同一期，未收入"]
    assert report.unchanged == 1
    assert engine.batches == 1


def test_a_bad_file_is_skipped_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Memory()
    (tmp_path / "00.txt").write_bytes(b"")
    (tmp_path / "big.txt").write_bytes(b"x" * 2000)
    write(tmp_path, 3)
    monkeypatch.setattr("index.source.MAX_BYTES", 1000)
    seen: list[tuple[int, int]] = []
    report = build([tmp_path], engine, lambda done, total: seen.append((done, total)))
    assert report.added == 1
    assert [Path(name).name for name, _ in report.skipped] == ["00.txt", "big.txt"]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Memory()
    for n in range(1, 6):
        write(tmp_path, n)
    monkeypatch.setattr(module, "BATCH_ISSUES", 2)
    assert build([tmp_path], engine).added == 5
    assert engine.batches == 3


def test_unread_bytes_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("正文\n".encode() + b"\xff\xfe\xff")
    report = build([tmp_path], Memory())
    assert any("编码" in warning.message for _, warning in report.warnings)


def test_a_missing_path_is_the_users_error() -> None:
    with pytest.raises(SourceError, match="找不到"):
        build(["没有的文件"], Memory())
