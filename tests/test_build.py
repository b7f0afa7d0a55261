"""Building: what has not changed is left alone, what is bad stops nothing, what is gone may go."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from index import build as module
from index import reading
from index.build import Step, build
from index.reading import FAULT
from index.report import Report
from index.source import SourceError
from index.transcript import Transcript
from tests.memory import Memory

NOTICE = """{title}
2019年第{n}期

四川省人民政府关于加强第{n}号供水工作的通知

川府发〔2019〕{n}号

各市人民政府：

{body}

四川省人民政府

2019年1月2日
"""
PAGE = """<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2019-01-16"><meta name="SiteName" content="四川省人民政府">
</head><body><div class="TRS_Editor"><p>{title}</p><p>{number}</p><p>各市人民政府：</p>
<p>{body}</p><p>四川省人民政府</p><p>2019年1月2日</p></div></body></html>"""


def write(folder: Path, n: int, body: str = "请认真贯彻执行。", name: str = "") -> Path:
    file = folder / (name or f"{n:02}.txt")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(NOTICE.format(title="四川省人民政府公报", n=n, body=body), "utf-8")
    return file


def write_page(folder: Path, n: int, body: str, name: str = "") -> Path:
    title = f"四川省人民政府关于加强第{n}号供水工作的通知"
    file = folder / (name or f"{n:02}.html")
    page = PAGE.format(title=title, number=f"川府发〔2019〕{n}号", body=body)
    file.write_text(page, "utf-8")
    return file


def counts(report: Report) -> tuple[int, int, int, int, int]:
    skipped = len(report.skipped)
    return report.added, report.replaced, report.unchanged, report.removed, skipped


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    first = build([tmp_path], engine)
    assert counts(first) == (1, 0, 0, 0, 0)
    assert (first.documents, first.passages) == (1, 6)
    assert counts(build([tmp_path], engine)) == (0, 0, 1, 0, 0)
    assert engine.batches == 1


def test_a_changed_file_replaces_what_it_was(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    build([tmp_path], engine)
    write(tmp_path, 1, "请抓好落实。")
    assert counts(build([tmp_path], engine)) == (0, 1, 0, 0, 0)
    assert len(engine.editions) == 1
    write(tmp_path, 2, name="01.txt")  # another issue in the same file
    assert counts(build([tmp_path], engine)) == (0, 1, 0, 0, 0)
    assert [each.label for each in engine.issues()] == ["四川省人民政府公报 2019年第2期"]


def test_what_is_gone_goes_only_when_asked_to(tmp_path: Path) -> None:
    engine = Memory()
    for n in (1, 2):
        write(tmp_path / "held", n)
    outside = write(tmp_path / "elsewhere", 3)
    build([tmp_path / "held", outside], engine)
    outside.unlink()
    (tmp_path / "held" / "02.txt").unlink()
    assert counts(build([tmp_path / "held"], engine)) == (0, 0, 1, 0, 0)
    assert len(engine.editions) == 3
    assert counts(build([tmp_path / "held"], engine, prune=True)) == (0, 0, 1, 1, 0)
    assert sorted(issue.number or 0 for issue in engine.issues()) == [1, 3]


def test_what_cannot_be_opened_this_time_is_not_gone(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path / "in", 1)
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as archive:
        archive.writestr("2.txt", NOTICE.format(title="四川省人民政府公报", n=2, body="正文。"))
    build([tmp_path / "in"], engine)
    (tmp_path / "in" / "a.zip").write_bytes(b"PK\x03\x04 no more")
    (tmp_path / "in" / "01.txt").write_bytes(b"")
    report = build([tmp_path / "in"], engine, prune=True)
    assert (report.removed, len(engine.editions)) == (0, 2)
    assert {Path(skipped.name).name for skipped in report.skipped} == {"01.txt", "a.zip"}


def test_a_moved_file_is_read_where_it_is_now(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    build([tmp_path], engine)
    (tmp_path / "01.txt").rename(tmp_path / "new.txt")
    assert counts(build([tmp_path], engine, prune=True)) == (1, 0, 0, 1, 0)
    (issue,) = engine.issues()
    assert [source.file for source in issue.sources] == ["new.txt"]
    assert engine.stats().documents == 1


def test_two_files_of_one_issue_are_one_issue(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    write(tmp_path, 1, "请认真贯彻执行，并于年底前将落实情况报告省政府。", name="copy.txt")
    for _ in range(2):
        report = build([tmp_path], engine)
    assert counts(report) == (0, 0, 2, 0, 0)
    (issue,) = engine.issues()
    assert [source.file for source in issue.sources] == ["copy.txt", "01.txt"]
    (edition,) = engine.editions.values()
    assert "年底前" in edition.documents[0].blocks[-3].text


def test_a_page_and_a_gazette_have_one_document(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    write_page(tmp_path, 1, "请认真贯彻执行。")
    report = build([tmp_path], engine)
    (double,) = report.doubles.values()
    assert (Path(double.kept).name, [Path(o).name for o in double.others]) == (
        "01.txt",
        ["01.html"],
    )
    (holding,) = engine.catalogue().holdings
    assert [o.source.file for o in engine.catalogue().origins(holding.document.id)] == [
        "01.txt",
        "01.html",
    ]
    assert [issue.online for issue in engine.catalogue().issues] == [False]


def test_archives_are_read_like_folders(tmp_path: Path) -> None:
    write(tmp_path / "in", 1)
    write(tmp_path / "in" / "sub", 2)
    shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path / "in")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "in", "in")
    for path in ("a.zip", "b.tar.gz"):
        engine = Memory()
        assert counts(build([tmp_path / path], engine)) == (2, 0, 0, 0, 0)
        assert counts(build([tmp_path / path], engine)) == (0, 0, 2, 0, 0)
        assert sorted(issue.number or 0 for issue in engine.issues()) == [1, 2]


def test_a_bad_file_is_skipped_and_said(tmp_path: Path) -> None:
    (tmp_path / "00.txt").write_bytes(b"")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 no more")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    write(tmp_path, 3)
    seen: list[Step] = []
    report = build([tmp_path], Memory(), seen.append)
    assert report.added == 1
    skipped = [(Path(each.name).name, bool(each.why), each.kept) for each in report.skipped]
    assert skipped == [(name, True, False) for name in ("00.txt", "bad.pdf", "binary.txt")]
    assert all("\n" not in each.why for each in report.skipped)
    assert report.ignored == {".docx": 1}
    assert [(step.done, step.total) for step in seen] == [(n, 4) for n in (1, 2, 3, 4)]


def test_a_file_that_became_bad_keeps_what_was_read(tmp_path: Path) -> None:
    engine = Memory()
    file = write(tmp_path, 1)
    build([tmp_path], engine)
    file.write_bytes(b"\x00\x01\x02" * 99)
    (skipped,) = build([tmp_path], engine).skipped
    assert skipped.kept
    assert engine.stats().documents == 1


def test_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Memory()
    for n in range(1, 6):
        write(tmp_path, n)
    monkeypatch.setattr(module, "BATCH_SOURCES", 2)
    assert build([tmp_path], engine).added == 5
    assert engine.batches == 3


def test_unread_bytes_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("正文\n".encode() * 9 + b"\xff\xfe\xff")
    report = build([tmp_path], Memory())
    assert report.kinds["encoding"] == 1
    (found,) = [each for each in report.warnings if each.warning.kind == "encoding"]
    assert (Path(found.name).name, found.warning.line) == ("a.txt", 10)


def test_pages_that_a_contents_page_comes_to_list_become_its_own(tmp_path: Path) -> None:
    engine = Memory()
    for n in (1, 2):
        write_page(tmp_path, n, "请认真贯彻执行。")
    build([tmp_path], engine)
    assert [issue.online for issue in engine.issues()] == [True, True]
    (tmp_path / "index.html").write_text(
        "<title>四川省人民政府公报</title><h1>四川省人民政府公报</h1><p>2019年第1期</p><ul>"
        '<li><a href="01.html">四川省人民政府关于加强第1号供水工作的通知</a>'
        '<li><a href="02.html">四川省人民政府关于加强第2号供水工作的通知</a></ul>',
        "utf-8",
    )
    for _ in range(2):
        build([tmp_path], engine)
        (issue,) = engine.issues()
        assert (issue.online, issue.label) == (False, "四川省人民政府公报 2019年第1期")
        assert engine.stats().documents == 2
    (tmp_path / "index.html").unlink()
    build([tmp_path], engine, prune=True)
    assert [issue.online for issue in engine.issues()] == [True, True]


def test_a_reader_that_fails_loses_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(name: str, data: bytes) -> Transcript:
        if "01" in name:
            raise RecursionError("too\ndeep")
        return real(name, data)

    real = reading.read_transcript
    monkeypatch.setattr(reading, "read_transcript", failing)
    for n in (1, 2, 3):
        write_page(tmp_path, n, "正文。" + f'<a href="0{n}.html">一</a><a href="02.html">二</a>')
    write(tmp_path, 1)
    report = build([tmp_path], Memory())
    assert report.added == 2
    assert [Path(skipped.name).name for skipped in report.skipped] == ["01.html", "01.txt"]
    assert {skipped.why for skipped in report.skipped} == {f"{FAULT}（RecursionError: too deep）"}


def test_an_emptied_folder_and_a_file_that_is_gone_are_pruned(tmp_path: Path) -> None:
    engine = Memory()
    one, two = write(tmp_path / "a", 1), write(tmp_path / "b", 2)
    build([tmp_path / "a", two], engine)
    one.unlink()
    two.unlink()
    for path in (tmp_path / "a", two):
        with pytest.raises(SourceError):
            build([path], engine)
        assert build([path], engine, prune=True).removed == 1
        with pytest.raises(SourceError):  # now it is only a wrong path
            build([path], engine, prune=True)
    assert engine.editions == {}


def test_what_was_named_once_and_is_there_is_not_gone(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path, 1)
    for n, name in ((2, ".hidden.txt"), (3, "letter.dat"), (4, "no ending")):
        build([write(tmp_path, n, name=name)], engine)
    build([tmp_path], engine, prune=True)
    assert len(engine.editions) == 4
    (tmp_path / "letter.dat").unlink()
    assert build([tmp_path], engine, prune=True).removed == 1


def test_the_same_files_by_another_name_take_the_place_of_the_old(tmp_path: Path) -> None:
    engine = Memory()
    write(tmp_path / "real", 1)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    build([tmp_path / "real"], engine)
    report = build([tmp_path / "link", tmp_path / "real"], engine, prune=True)
    assert counts(report) == (1, 0, 0, 1, 0)
    assert len(engine.editions) == 1


def test_a_folder_with_a_name_in_gb18030_is_pruned(tmp_path: Path) -> None:
    engine = Memory()
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "公报".encode("gbk")))
    write(folder, 1)
    gone = write(folder, 2)
    build([folder], engine)
    gone.unlink()
    assert counts(build([folder], engine, prune=True)) == (0, 0, 1, 1, 0)


def test_many_moved_files_are_moved_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Memory()
    for n in range(1, 8):
        write(tmp_path / "old", n)
    build([tmp_path], engine)
    (tmp_path / "old").rename(tmp_path / "new")
    monkeypatch.setattr(module, "BATCH_SOURCES", 2)
    report = build([tmp_path], engine, prune=True)
    assert counts(report) == (7, 0, 0, 7, 0)
    assert report.doubles == {}
    assert engine.stats().documents == 7
    assert {source.name for issue in engine.issues() for source in issue.sources} == {
        f"{tmp_path}/new/{n:02}.txt" for n in range(1, 8)
    }


def test_an_archive_that_is_damaged_says_that_its_files_are_kept(tmp_path: Path) -> None:
    engine = Memory()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2.txt", NOTICE.format(title="四川省人民政府公报", n=2, body="正文。"))
    build([tmp_path], engine)
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no more")
    (skipped,) = build([tmp_path], engine).skipped
    assert skipped.kept


def test_a_file_in_an_archive_is_not_taken_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2.txt", "正文")
    with pytest.raises(SourceError, match="在压缩包里，不能单独收入"):
        build([f"{tmp_path}/a.zip!/2.txt"], Memory())


def test_a_missing_path_is_the_users_error() -> None:
    with pytest.raises(SourceError, match="找不到"):
        build(["没有的文件"], Memory())
