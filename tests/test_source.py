"""Gazettes are found in files and folders, once each, and read within bounds."""

from __future__ import annotations

import os
import socket
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import finding, source
from index.files import folders
from index.finding import Unread, find
from index.source import MAX_BYTES, Place, SourceError, place_named
from tests.packing import tarred, zipped

TAKEN = ("a.txt", "b.TXT", "c.html", "d.Htm", "e.shtml", "f.xhtml", "g.md", "h.markdown", "i.pdf")


def touch(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    return paths


def names(*paths: Path, below: Path) -> list[str]:
    return [place.name.removeprefix(f"{below}/") for place in find(paths).places]


def test_a_folder_is_searched_for_what_is_read(tmp_path: Path) -> None:
    touch(tmp_path, *TAKEN, "x.docx", "y.DOCX", "z.css", "none", "x/v1.2", "全文.全文")
    found = find([tmp_path])
    assert [(p.name, p.path) for p in found.places] == [
        (f"{tmp_path}/{name}", os.fsencode(tmp_path / name)) for name in TAKEN
    ]
    assert found.places[0].read() == b"a.txt"
    assert found.unread == ()
    assert dict(found.ignored) == {"": 1, ".2": 1, ".css": 1, ".docx": 2, ".全文": 1}


def test_the_order_is_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = ["B.txt", "a.txt", "b.txt", "甲.txt", "a/a.txt", "a/b/a.txt", "a.d/a.txt", "b/a.txt"]
    touch(tmp_path, *ordered)
    assert names(tmp_path, below=tmp_path) == ordered
    listed = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: _Backwards(listed(path)))
    assert names(tmp_path, below=tmp_path) == ordered


class _Backwards:
    def __init__(self, entries: Iterable[os.DirEntry[str]]) -> None:
        self.entries = list(entries)

    def __enter__(self) -> list[os.DirEntry[str]]:
        return self.entries[::-1]

    def __exit__(self, *_: object) -> None:
        pass


def test_what_is_named_is_taken_and_each_file_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "odd.docx", ".hidden.txt", "x/b.txt")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    os.symlink(tmp_path / "a.txt", tmp_path / "soft.txt")
    os.symlink(tmp_path / "x", tmp_path / "y")
    files = [tmp_path / name for name in ("odd.docx", ".hidden.txt", "a.txt")]
    assert names(*files, *files, below=tmp_path) == ["odd.docx", ".hidden.txt", "a.txt"]
    both = names(tmp_path / "x", tmp_path, tmp_path / "x", below=tmp_path)
    assert both == ["x/b.txt", "a.txt"]


def test_names_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "x/a.txt", "far/b.txt", "far/z/c.txt")
    os.symlink(tmp_path / "far" / "z", tmp_path / "x" / "link")
    monkeypatch.chdir(tmp_path / "x")
    assert [p.name for p in find(["a.txt"]).places] == [f"{tmp_path}/x/a.txt"]
    assert [p.name for p in find(["../x/./a.txt"]).places] == [f"{tmp_path}/x/a.txt"]
    # link/.. is where the system says: beside z, not in x.
    assert [p.name for p in find(["link/../b.txt"]).places] == [f"{tmp_path}/far/b.txt"]
    assert place_named("a.txt").name == f"{tmp_path}/x/a.txt"
    assert place_named("link/../b.txt").name == f"{tmp_path}/far/b.txt"


def test_hidden_files_and_indexes_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", ".git/a.txt", "._a.txt", "__MACOSX/a.txt", "Thumbs.db", "x/THUMBS.DB")
    touch(tmp_path / "gongbao.index", "gongbao.json", "g1/a.txt", "a.txt")
    found = find([tmp_path])
    assert [place.name for place in found.places] == [f"{tmp_path}/a.txt"]
    assert dict(found.ignored) == {}
    with pytest.raises(SourceError, match="没有公报文件"):
        find([tmp_path / "gongbao.index"])


def test_links_in_circles_end(tmp_path: Path) -> None:
    touch(tmp_path, "x/a.txt")
    os.symlink(tmp_path, tmp_path / "x" / "up")
    os.symlink("round.txt", tmp_path / "round.txt")
    os.symlink("round", tmp_path / "round")
    os.symlink("nowhere.txt", tmp_path / "broken.txt")
    found = find([tmp_path])
    assert [place.name for place in found.places] == [f"{tmp_path}/x/a.txt"]
    broken, circle = found.unread
    assert broken == Unread(f"{tmp_path}/broken.txt", "无法打开（文件不在了）：请检查文件")
    assert (circle.name, circle.why[:4]) == (f"{tmp_path}/round.txt", "无法打开")


@pytest.mark.parametrize("ending", [".txt", ".zip", ".tar.gz"])
def test_pipes_and_sockets_do_not_hang(ending: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"pipe{ending}")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / f"socket{ending}"))
        found = find([tmp_path, tmp_path / f"pipe{ending}"])
    assert found.places == ()
    assert {each.why for each in found.unread} == {"不是普通文件：请给出文件或文件夹"}
    with pytest.raises(SourceError, match="不是普通文件"):
        Place("pipe", os.fsencode(tmp_path / f"pipe{ending}")).read()


def test_a_folder_that_cannot_be_listed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.txt", "gone/a.txt", "locked/a.txt", "z/a.txt")
    listed = folders._listed

    def refusing(folder: bytes) -> tuple[list[bytes], list[bytes]]:
        if folder.endswith(b"locked"):
            raise PermissionError(13, "Permission denied")
        if folder.endswith(b"gone"):
            raise FileNotFoundError(2, "No such file or directory")
        return listed(folder)

    monkeypatch.setattr(folders, "_listed", refusing)
    found = find([tmp_path])
    assert [place.name for place in found.places] == [f"{tmp_path}/a.txt", f"{tmp_path}/z/a.txt"]
    assert found.unread == (
        Unread(f"{tmp_path}/gone", "无法打开文件夹（文件不在了）：请检查权限"),
        Unread(f"{tmp_path}/locked", "无法打开文件夹（没有读取权限）：请检查权限"),
    )


def test_names_in_any_bytes_are_found_again(tmp_path: Path) -> None:
    for name in ("公报".encode("gbk") + b"/" + "目录.txt".encode(), b"\xff.txt", b"a\nb.txt"):
        path = os.path.join(os.fsencode(tmp_path), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        Path(os.fsdecode(path)).write_bytes(name)
    zipped(tmp_path / "z.zip", {"通知.txt".encode("gbk"): b"1", "./b.txt": b"2"})
    places = find([tmp_path]).places
    assert [place.name.removeprefix(f"{tmp_path}/") for place in places] == [
        r"a\x0ab.txt",
        "z.zip!/通知.txt",
        "z.zip!/b.txt",
        r"\xff.txt",
        "公报/目录.txt",
    ]
    for place in places:
        assert place_named(place.name) == place
        assert place_named(place.name).read() == place.read()


def test_a_folder_that_looks_like_an_archive(tmp_path: Path) -> None:
    touch(tmp_path, "a.zip!/b.txt", "x!/b.txt", "folder.zip/c.txt")
    zipped(tmp_path / "a.zip", {"b.txt": b"1"})
    places = find([tmp_path]).places
    assert [place.name.removeprefix(f"{tmp_path}/") for place in places] == [
        "a.zip!/b.txt",
        r"a.zip\x21/b.txt",
        "folder.zip/c.txt",
        "x!/b.txt",
    ]
    assert [place_named(place.name) for place in places[1:]] == list(places[1:])


def test_paths_that_are_not_there(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt", "b/x.docx")
    zipped(tmp_path / "a.zip", {"b.txt": b"1", "../c.txt": b""})
    (tmp_path / "bad.zip").write_bytes(b"PK\3\4")
    (tmp_path / "empty").mkdir()
    there = str(tmp_path)
    cases: list[tuple[Callable[[], object], str]] = [
        (lambda: find([tmp_path / "none"]), f"找不到 {there}/none：请检查路径"),
        (lambda: find([tmp_path / "a.txt" / "x"]), f"找不到 {there}/a.txt/x：请检查路径"),
        (lambda: find([""]), "找不到 ：请检查路径"),
        (lambda: find(["a\0b"]), r"找不到 a\x00b：请检查路径"),
        (lambda: find(["\ud800"]), "找不到 ?：请检查路径"),
        (lambda: find(["x" * 5000]), "无法打开 x"),
        (lambda: find([tmp_path / "empty"]), f"文件夹 {there}/empty 里没有公报文件：请放入 .txt"),
        (lambda: find([tmp_path / "b"]), "没有公报文件（只有 .docx 1 个）：请放入 .txt、.html、"),
        (lambda: place_named(f"{there}/none"), f"找不到 {there}/none：请检查路径"),
        (lambda: place_named("a\0b"), r"找不到 a\x00b：请检查路径"),
        (lambda: place_named("\ud800"), "找不到 ?：请检查路径"),
        (lambda: place_named(there), f"{there} 是文件夹：请给出其中的文件"),
        (lambda: place_named(f"{there}/a.zip"), "是压缩包：请给出其中的文件，如"),
        (lambda: place_named(f"{there}/a.zip!/x.txt"), "/a.zip 里找不到 x.txt：请检查路径"),
        (lambda: place_named(f"{there}/bad.zip!/x.txt"), "/bad.zip：不是完整的 zip"),
        (lambda: place_named(f"{there}/none.zip!/x.txt"), "找不到"),
        (lambda: place_named(f"{there}/a.zip!/../c.txt").read(), "路径指向压缩包之外"),
    ]
    for call, said in cases:
        with pytest.raises(SourceError) as caught:
            call()
        assert said in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    os.truncate(tmp_path / "a.txt", 200 * 1024 * 1024)
    (place,) = find([tmp_path]).places
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="超过 64 MiB：请拆分成单期文件"):
            place.read()
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()


def test_the_largest_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, finding):
        monkeypatch.setattr(module, "MAX_BYTES", 4)
    (tmp_path / "a.txt").write_bytes(b"1234")
    (tmp_path / "b.txt").write_bytes(b"12345")
    tarred(tmp_path / "c.tar", {"a.txt": b"1234", "b.txt": b"12345"})
    found = find([tmp_path])
    assert [place.name.removeprefix(f"{tmp_path}/") for place in found.places] == [
        "a.txt",
        "b.txt",
        "c.tar!/a.txt",
    ]
    assert [found.places[0].read(), found.places[2].read()] == [b"1234", b"1234"]
    assert [each.name for each in found.unread] == [f"{tmp_path}/c.tar!/b.txt"]
    with pytest.raises(SourceError, match="超过"):
        found.places[1].read()


def test_what_happens_between_finding_and_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = touch(tmp_path, "a.txt")
    (place,) = find([path]).places
    path.unlink()
    assert complaint(place) == "无法读取（文件不在了）：请检查文件"
    path.mkdir()
    assert complaint(place) == "无法读取（是文件夹）：请检查文件"
    path.rmdir()
    os.mkfifo(path)
    assert complaint(place) == "无法读取（不是普通文件）：请检查文件"

    def locked(path: bytes) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(source, "open_regular", locked)
    assert complaint(place) == "无法读取（没有读取权限）：请检查文件"


def complaint(place: Place) -> str:
    with pytest.raises(SourceError) as caught:
        place.read()
    return str(caught.value)


NAME = st.binary(min_size=1, max_size=20).filter(lambda raw: not set(raw) & {0, 0x2F, 0x2E})


@given(st.lists(NAME, max_size=4, unique=True))
def test_every_name_is_unique_and_leads_back(raws: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for raw in raws:
            Path(folder, os.fsdecode(raw + b".txt")).write_bytes(raw)
        places = find([folder]).places if raws else ()
        assert sorted(place.read() for place in places) == sorted(raws)
        assert len({place.name for place in places}) == len(raws)
        for place in places:
            place.name.encode("utf-8")
            assert "\n" not in place.name
            assert place_named(place.name) == place


def test_the_limit_is_64_mib() -> None:
    assert MAX_BYTES == 64 * 1024 * 1024
