"""Archives are listed and read in memory, within bounds, whatever they are made of."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import tarfile
import tempfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.files import archives, entry, tararchive, tarstream, ziparchive
from index.files.entry import ArchiveError, Listing
from index.finding import find
from index.source import MAX_BYTES, Place, SourceError
from tests.packing import Files, tarred, zipped, zipped_by_hand

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
FILES = {"2018/06.txt": "公报".encode(), "2018/07.html": b"<p>", "a.docx": b"x", "b.md": b""}
MIB = 1024 * 1024


def pack(path: Path, files: Files) -> Path:
    return (zipped if path.suffix == ".zip" else tarred)(path, files)


def names(path: Path) -> list[str]:
    """The names in an archive that can be read, and that all of them are read as they were."""
    return [place.name.partition("!/")[2] for place in find([path]).places]


def whys(path: Path) -> dict[str, str]:
    """What cannot be read, by the name in the archive: "" for the archive itself."""
    return {each.name.partition("!/")[2]: each.why for each in find([path]).unread}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("capital", [False, True])
def test_every_kind_is_read(ending: str, capital: bool, tmp_path: Path) -> None:
    path = pack(tmp_path / f"a{ending}", dict(FILES))
    path = path.rename(tmp_path / f"a{ending.upper()}") if capital else path
    found = find([tmp_path])
    assert [(p.name, p.read()) for p in found.places] == [
        (f"{path}!/{name}", data) for name, data in FILES.items() if name != "a.docx"
    ]
    assert (found.unread, dict(found.ignored)) == ((), {".docx": 1})


GBK = "2018年/公报.txt".encode("gbk")
ODD_NAMES = {
    GBK: "2018年/公报.txt",
    "通知.txt".encode("gbk"): "通知.txt",
    "目录.txt".encode(): "目录.txt",
    b"\xff\xff.txt": r"\xff\xff.txt",
    b"a\nb.txt": r"a\x0ab.txt",
    b"./x//y.txt": "x/y.txt",
    b"2018\\06.txt": "2018/06.txt",
}


@pytest.mark.parametrize("ending", [".zip", ".tar", ".tar.gz"])
def test_names_in_any_bytes(ending: str, tmp_path: Path) -> None:
    path = pack(tmp_path / f"a{ending}", {name: name for name in ODD_NAMES})
    assert names(path) == list(ODD_NAMES.values())
    assert [place.read() for place in find([path]).places] == list(ODD_NAMES)


@pytest.mark.parametrize("ending", [".zip", ".tar.gz"])
def test_names_that_look_alike_are_told_apart(ending: str, tmp_path: Path) -> None:
    twins: Files = {"公.txt".encode("gbk"): b"1", "公.txt".encode(): b"2"}
    path = pack(tmp_path / f"a{ending}", twins)
    assert names(path) == [r"\xb9\xab.txt", "公.txt"]
    assert [place.read() for place in find([path]).places] == [b"1", b"2"]


def test_of_two_files_of_one_name_the_later_counts(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", [("a.txt", b"1"), ("b.txt", b"2"), ("a.txt", b"3")])
    assert [place.read() for place in find([path]).places] == [b"2", b"3"]
    assert "同名" in whys(path)["a.txt"]


def test_names_that_lie_about_their_encoding(tmp_path: Path) -> None:
    """GBK under the mark of UTF-8; another name before the file than in the directory."""
    data = zipped_by_hand([(GBK, b"1", {"flags": 0x800}), (b"b.txt", b"2", {})])
    path = tmp_path / "a.zip"
    path.write_bytes(data.replace(b"b.txt", b"x.txt", 1))
    assert [(p.name.partition("!/")[2], p.read()) for p in find([path]).places] == [
        ("2018年/公报.txt", b"1"),
        ("b.txt", b"2"),
    ]


OUTSIDE = ["../a.txt", "x/../../a.txt", "/a.txt", "C:\\a.txt", "..\\a.txt", "\\\\host\\a.txt"]


@pytest.mark.parametrize("ending", [".zip", ".tar.gz"])
def test_paths_that_lead_outside_are_refused(ending: str, tmp_path: Path) -> None:
    files: Files = {name.encode(): b"1" for name in [*OUTSIDE, "in.txt"]}
    path = pack(tmp_path / f"a{ending}", files)
    assert names(path) == ["in.txt"]
    assert set(whys(path)) == set(OUTSIDE)
    assert all("路径指向压缩包之外" in why for why in whys(path).values())


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "b.zip", {"a.txt": b"1"}).read_bytes()
    path = pack(tmp_path / "a.tar.gz", {"b.zip": inner, "c.TAR.GZ": b"", "d.txt": b"1"})
    assert names(path) == ["d.txt"]
    assert whys(path) == dict.fromkeys(["b.zip", "c.TAR.GZ"], "压缩包里的压缩包：请先解开")


def test_what_no_person_put_there_is_passed_over(tmp_path: Path) -> None:
    hidden = ["__MACOSX/._a.txt", "._a.txt", ".git/a.txt", "x/Thumbs.db", "x/.a.txt"]
    path = pack(tmp_path / "a.zip", dict.fromkeys([*hidden, "a.txt"], b"1"))
    assert names(path) == ["a.txt"]
    assert (whys(path), dict(find([path]).ignored)) == ({}, {})


def test_an_archive_without_gazettes_is_said(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", {"a.docx": b""})
    assert "没有公报文件" in whys(path)[""]
    assert "没有公报文件" in whys(tarred(tmp_path / "b.tar", {}))[""]


def test_zips_in_odd_shapes(tmp_path: Path) -> None:
    plain = zipped(tmp_path / "plain.zip", {"a.txt": b"1" * 99, "b/": b""}).read_bytes()
    (tmp_path / "program.zip").write_bytes(b"MZ" + b"#" * 1000 + plain)
    with zipfile.ZipFile(tmp_path / "plain.zip", "a") as archive:
        archive.comment = "第六期".encode("gbk")
    with zipfile.ZipFile(tmp_path / "long.zip", "w") as archive:
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2):
            info = zipfile.ZipInfo(f"{method}.txt")
            info.compress_type = method
            with archive.open(info, "w", force_zip64=True) as file:
                file.write(b"1" * 99)
    (tmp_path / "really-a-tar.zip").write_bytes(tarred(tmp_path / "x.tgz", FILES).read_bytes())
    places = find([tmp_path]).places
    assert len(places) == 3 + 1 + 1 + 3 + 3
    for place in places[:5]:
        assert place.read() == b"1" * 99


def test_tars_in_odd_shapes(tmp_path: Path) -> None:
    one = tarred(tmp_path / "1.tar", {"1.txt": b"1"}).read_bytes()
    two = tarred(tmp_path / "2.tar", {"2.txt": b"2"}).read_bytes()
    (tmp_path / "both.tar").write_bytes(one + two)
    (tmp_path / "both.tar.gz").write_bytes(gzip.compress(one) + gzip.compress(two) + b"\0" * 99)
    (tmp_path / "both.tar.xz").write_bytes(lzma.compress(one) + bytes(8) + lzma.compress(two))
    for name in ("both.tar", "both.tar.gz", "both.tar.xz"):
        assert [place.read() for place in find([tmp_path / name]).places] == [b"1", b"2"]
        assert whys(tmp_path / name) == {}


def test_links_and_devices_are_passed_over(tmp_path: Path) -> None:
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE)
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        for kind in kinds:
            member = tarfile.TarInfo(f"{ord(kind)}.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        archive.addfile(tarfile.TarInfo("a.txt"))
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zip_archive:
        zip_archive.writestr(link, "/etc/passwd")
        zip_archive.writestr("a.txt", "")
    assert names(tmp_path / "a.tar.gz") == names(tmp_path / "a.zip") == ["a.txt"]


SPARSE = {
    "GNU.sparse.major": "1",
    "GNU.sparse.minor": "0",
    "GNU.sparse.name": "a.txt",
    "GNU.sparse.realsize": "2000",
}


@pytest.mark.parametrize("ending", ["tar", "tar.gz"])
def test_sparse_files_are_filled_up(ending: str, tmp_path: Path) -> None:
    member = tarfile.TarInfo("GNUSparseFile.0/a.txt")
    member.pax_headers = SPARSE
    data = b"1\n1000\n512\n".ljust(512, b"\0") + b"1" * 512
    member.size = len(data)
    with tarfile.open(tmp_path / f"a.{ending}", f"w:{ending[4:]}") as archive:  # type: ignore[call-overload]
        archive.addfile(member, io.BytesIO(data))
        archive.addfile(tarfile.TarInfo("b.txt"))
    first, second = find([tmp_path]).places
    assert first.read() == bytes(1000) + b"1" * 512 + bytes(488)
    assert second.read() == b""


ZIP_REFUSALS = {
    "encrypted": ({"flags": 1}, "有密码：请先解开"),
    "Deflate64": ({"method": 9}, "压缩方法 Deflate64 不支持"),
    "an unknown method": ({"method": 77}, "压缩方法 77 不支持"),
    "too large": ({"size": MAX_BYTES + 1, "packed": MAX_BYTES}, "超过 64 MiB"),
    "a bomb": ({"size": 40 * MIB, "method": 8}, "压缩炸弹"),
}


@pytest.mark.parametrize(("said", "why"), ZIP_REFUSALS.values(), ids=ZIP_REFUSALS)
def test_what_a_zip_says_of_a_file_is_enough_to_refuse_it(
    said: dict[str, int], why: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped_by_hand([(b"ok.txt", b"1", {}), (b"a.txt", b"1", said)]))
    assert names(path) == ["ok.txt"]
    assert why in whys(path)["a.txt"]


def deflated(data: bytes) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()


LIES = {
    "larger than it says": (deflated(b"1" * 99), {"method": 8, "size": 9}),
    "smaller than it says": (deflated(b"1" * 99), {"method": 8, "size": 999}),
    "another checksum": (b"1", {"crc": 1}),
    "no deflate": (b"\xff" * 9, {"method": 8}),
    "no bzip2": (b"\xff" * 9, {"method": 12}),
    "cut short": (deflated(b"1" * 999)[:-3], {"method": 8, "size": 999}),
    "not where it says": (b"1", {"at": 1}),
    "beyond the file": (b"1", {"at": 99_999}),
}


@pytest.mark.parametrize(("packed", "said"), LIES.values(), ids=LIES)
def test_what_a_zip_says_of_a_file_is_not_believed(
    packed: bytes, said: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped_by_hand([(b"a.txt", packed, said)]))
    (place,) = find([path]).places
    with pytest.raises(SourceError, match="压缩包已损坏：请重新"):
        place.read()


def test_files_that_overlap_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    twice = [(b"a.txt", b"1" * 99, {}), (b"b.txt", b"1" * 99, {"at": 0}), (b"c.txt", b"1", {})]
    path.write_bytes(zipped_by_hand(twice))
    assert names(path) == ["a.txt", "c.txt"]
    assert "重叠" in whys(path)["b.txt"]


NO_ARCHIVES = {
    "a.zip": (b"PK\3\4 and no end", "不是完整的 zip"),
    "b.zip": (b"text", "不是完整的 zip"),
    "c.zip": (b"Rar!\x1a\x07\x00", "这是 RAR 文件"),
    "d.zip": (b"7z\xbc\xaf\x27\x1c", "这是 7z 文件"),
    "e.zip": (b"", "文件是空的"),
    "a.tar": (b"text", "不是完整的 tar"),
    "a.tar.gz": (gzip.compress(b"text"), "不是完整的 tar"),
    "b.tar.gz": (b"\x1f\x8b", "不是完整的 tar"),
    "a.tar.xz": (b"\xfd7zXZ\0\0", "不是完整的 tar"),
    "a.tar.bz2": (b"BZh9", "不是完整的 tar"),
}


@pytest.mark.parametrize(("name", "case"), NO_ARCHIVES.items(), ids=NO_ARCHIVES)
def test_what_is_no_archive(name: str, case: tuple[bytes, str], tmp_path: Path) -> None:
    data, why = case
    (tmp_path / name).write_bytes(data)
    found = find([tmp_path])
    assert found.places == ()
    assert [each.name for each in found.unread] == [str(tmp_path / name)]
    assert why in found.unread[0].why


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.bz2", ".tar.xz"])
def test_what_lies_before_the_damage_is_read(ending: str, tmp_path: Path) -> None:
    noise = random.Random(1)
    files: Files = {f"{i}.txt": noise.randbytes(400_000) for i in range(5)}
    path = tarred(tmp_path / f"a{ending}", files)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 5])
    found = find([path])
    assert 2 <= len(found.places) <= 4
    assert [place.read() for place in found.places[:2]] == [files["0.txt"], files["1.txt"]]
    with pytest.raises(SourceError, match="损坏"):
        found.places[-1].read()
    assert "压缩包已损坏" in whys(path)[""]
    assert "为止" in whys(path)[""]


def test_a_header_that_is_damaged_is_not_the_end(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.txt": b"1", "b.txt": b"2", "c.txt": b"3"})
    data = bytearray(path.read_bytes())
    data[1024 + 148] ^= 1  # the checksum of the second header
    path.write_bytes(data)
    assert names(path) == ["a.txt"]
    assert "损坏" in whys(path)[""]


def test_a_tar_without_an_end_may_lack_files(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar", {"a.txt": b"1", "b.txt": b"2"})
    path.write_bytes(path.read_bytes()[:1024])
    assert names(path) == ["a.txt"]
    assert "可能不完整" in whys(path)[""]
    path.write_bytes(path.read_bytes() + bytes(1024) + b"rest" * 200)
    assert "还有别的内容" in whys(path)[""]


def test_a_checksum_that_is_wrong_is_said(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.tar.gz", {"a.txt": random.Random(1).randbytes(99_999)})
    data = bytearray(path.read_bytes())
    data[-8] ^= 1
    path.write_bytes(data)
    assert names(path) == ["a.txt"]
    assert "损坏" in whys(path)[""]


def test_headers_that_lead_backwards_end(tmp_path: Path) -> None:
    for size in (-512, -1024, -(2**40)):
        member = tarfile.TarInfo("a.txt")
        member.size = size
        block = member.tobuf(tarfile.GNU_FORMAT)
        (tmp_path / "a.tar").write_bytes(block + bytes(10240))
        assert "损坏" in whys(tmp_path / "a.tar")[""] or "不是完整" in whys(tmp_path / "a.tar")[""]


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ziparchive, tararchive):
        monkeypatch.setattr(module, "MAX_MEMBERS", 3)
    files: Files = {f"{i}.txt": b"" for i in range(4)}
    for path, count in ((tmp_path / "a.zip", 0), (tmp_path / "a.tgz", 3)):
        assert len(names(pack(path, files))) == count
        assert f"文件超过 {entry.MAX_MEMBERS} 个" in whys(path)[""]


def test_too_much_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "MAX_TOTAL", 3 * MIB)
    monkeypatch.setattr(entry, "TOTAL_RATIO", 1)
    files: Files = {f"{i}.txt": bytes(MIB) for i in range(5)}
    zipped(tmp_path / "a.zip", files)
    assert names(tmp_path / "a.zip") == ["0.txt", "1.txt", "2.txt"]
    assert set(whys(tmp_path / "a.zip")) == {"3.txt", "4.txt"}
    tarred(tmp_path / "a.tar.gz", files)
    assert 2 <= len(names(tmp_path / "a.tar.gz")) <= 3
    assert "压缩炸弹" in whys(tmp_path / "a.tar.gz")[""]


def test_an_archive_of_which_nothing_is_packed_may_be_large(tmp_path: Path) -> None:
    """A tar that is not packed unpacks to no more than it is."""
    path = tmp_path / "a.tar"
    member = tarfile.TarInfo("scan.pdf")
    member.size = 6 * 1024 * MIB
    with path.open("wb") as file:
        file.write(member.tobuf())
        file.seek(member.size, io.SEEK_CUR)
        last = tarfile.TarInfo("a.txt")
        last.size = 1
        file.write(last.tobuf() + b"1".ljust(512, b"\0") + bytes(1024))
    assert "超过 64 MiB" in whys(path)["scan.pdf"]
    assert [place.read() for place in find([path]).places] == [b"1"]


@contextmanager
def peak_below(limit: int) -> Iterator[None]:
    """No more memory than that is taken at any time."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()


def zeros(path: Path, size: int) -> Path:
    """A gzip file of a tar that says it holds one file of so many zeros."""
    member = tarfile.TarInfo("a.txt")
    member.size = size
    with gzip.open(path, "wb", 6) as file:
        file.write(member.tobuf(tarfile.GNU_FORMAT))
        for _ in range(size // MIB):
            file.write(bytes(MIB))
    return path


@pytest.mark.slow
def test_a_zip_bomb(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w") as file,
    ):
        for _ in range(1024):
            file.write(bytes(MIB))
    packed = (tmp_path / "a.zip").read_bytes()
    assert len(packed) < 2 * MIB
    with peak_below(16 * MIB):
        assert "压缩炸弹" in whys(tmp_path / "a.zip")["a.txt"]
    # One that says it is small is found out while it is unpacked.
    raw = packed[30 + 5 : -200]
    lie = zipped_by_hand([(b"a.txt", raw, {"method": 8, "size": 7 * MIB})])
    (tmp_path / "b.zip").write_bytes(lie)
    with peak_below(32 * MIB):
        (place,) = find([tmp_path / "b.zip"]).places
        with pytest.raises(SourceError, match="损坏"):
            place.read()


@pytest.mark.slow
def test_a_tar_bomb(tmp_path: Path) -> None:
    path = zeros(tmp_path / "a.tar.gz", 1024 * MIB)
    with peak_below(16 * MIB):
        assert "压缩炸弹" in whys(path)[""]


@pytest.mark.slow
def test_a_bzip2_bomb_in_a_zip(tmp_path: Path) -> None:
    """45 bytes of bzip2 are 45 MB of zeros."""
    raw = bz2.compress(bytes(100 * MIB))
    assert len(raw) < 200
    path = tmp_path / "a.zip"
    path.write_bytes(zipped_by_hand([(b"a.txt", raw, {"method": 12, "size": 7 * MIB})]))
    (place,) = find([path]).places
    with peak_below(32 * MIB), pytest.raises(SourceError, match="损坏"):
        place.read()


def extended(name: str, size: int, kind: bytes) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.type = size, kind
    return member.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_headers_that_are_bombs(kind: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    header = extended("x", 100 * MIB, kind)
    path.write_bytes(gzip.compress(header + bytes(100 * MIB), 1))
    with peak_below(16 * MIB):
        assert "tar 压缩包" in whys(path)[""]
    path.write_bytes(gzip.compress(extended("x", 9000, kind) + b"9" * 9216 + bytes(9999), 1))
    assert set(whys(path)) == {""}


def test_headers_without_end(tmp_path: Path) -> None:
    """One header announces the next: tarfile calls itself for each."""
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress((extended("x", 512, tarfile.XHDTYPE) + bytes(512)) * 5000))
    assert set(whys(path)) == {""}


def test_an_xz_file_that_claims_much_memory(tmp_path: Path) -> None:
    tar = tarred(tmp_path / "a.tar", {"a.txt": b"1"}).read_bytes()
    (tmp_path / "a.tar").unlink()
    data = bytearray(lzma.compress(tar, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096}]))
    path = tmp_path / "a.tar.xz"
    path.write_bytes(data)
    assert names(path) == ["a.txt"]
    length = (data[12] + 1) * 4 - 4  # of the block's header, without its checksum
    assert data[14:16] == b"\x21\x01"  # LZMA2, and one byte for the size of its dictionary
    data[16] = 40  # 4 GiB
    checksum = zlib.crc32(data[12 : 12 + length]).to_bytes(4, "little")
    data[12 + length : 16 + length] = checksum
    path.write_bytes(data)
    assert names(path) == []
    assert "不是完整的 tar" in whys(path)[""]


def test_a_directory_that_claims_to_be_large(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    end = b"PK\5\6" + bytes(4) + b"\1\0\1\0" + (200 * MIB).to_bytes(4, "little") + bytes(6)
    with path.open("wb") as file:
        file.write(b"PK\3\4")
        file.seek(200 * MIB)
        file.write(end)
    with peak_below(16 * MIB):
        assert "超过" in whys(path)[""] or "zip" in whys(path)[""]


def test_a_packed_tar_is_read_in_one_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bytes] = []
    whole = tararchive.TarReader.__init__

    def counted(self: tararchive.TarReader, path: bytes) -> None:
        opened.append(path)
        whole(self, path)

    monkeypatch.setattr(tararchive.TarReader, "__init__", counted)
    files: Files = {f"{i}.txt": b"%d" % i * 99 for i in range(2000)}
    places = find([tarred(tmp_path / "a.tar.gz", files)]).places
    assert [place.read() for place in places] == list(files.values())
    # Backwards too, as what was passed is remembered: pages come before what lists them.
    assert [place.read() for place in reversed(places)] == [*files.values()][::-1]
    assert len(opened) == 2  # listing and reading


def test_what_was_passed_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tararchive, "_ROOM", 1000)
    files: Files = {f"{i}.txt": b"%d" % i * 400 for i in range(9)}
    places = find([tarred(tmp_path / "a.tar.gz", files)]).places
    assert [place.read() for place in reversed(places)] == [*files.values()][::-1]
    reader = archives._kept.reader
    assert reader is not None
    assert sum(len(data) for _, data in reader._passed.values()) <= 1000


def test_no_file_stays_open(tmp_path: Path) -> None:
    for ending in (".zip", ".tar", ".tar.gz", ".tar.xz"):
        for place in find([pack(tmp_path / f"a{ending}", dict(FILES))]).places:
            place.read()
    open_now = [os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")]
    assert not [path for path in open_now if path.startswith(str(tmp_path))]


def test_an_archive_that_is_written_anew_between_find_and_read(tmp_path: Path) -> None:
    for ending in (".tar", ".tar.gz", ".zip"):
        path = pack(tmp_path / f"a{ending}", {"a.txt": b"12", "b.txt": b"34"})
        first, second = find([path]).places
        assert first.read() == b"12"
        pack(path, {"c.txt": b"1" * 5000})
        with pytest.raises(SourceError, match="压缩包"):
            second.read()
        path.unlink()
        with pytest.raises(SourceError, match="文件不在了"):
            second.read()


def test_an_archive_that_is_replaced_by_a_folder(tmp_path: Path) -> None:
    for ending in (".tar", ".tar.gz", ".zip"):
        path = pack(tmp_path / f"a{ending}", {"a.txt": b"12"})
        (place,) = find([path]).places
        path.unlink()
        path.mkdir()
        with pytest.raises(SourceError, match="是文件夹"):
            place.read()


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tarred(tmp_path / "a.tar.gz", {f"{i}.txt": os.urandom(300_000) for i in range(9)})
    monkeypatch.setattr(tarstream, "_BUFFER", 4096)
    reader = tararchive.TarReader(os.fsencode(path))
    os.truncate(path, 400_000)
    with pytest.raises(ArchiveError, match="变了"):
        list(iter(reader.next, None))


BASES: dict[str, Callable[[Path], Path]] = {
    ending: lambda path: pack(path, {"a.txt": b"1" * 999, GBK: bytes(99), "../c.txt": b"3"})
    for ending in (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz")
}


@pytest.mark.slow
@settings(max_examples=150)
@given(
    st.sampled_from(sorted(BASES)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=9)), max_size=4),
    st.floats(0, 1.2),
)
def test_archives_of_any_bytes_are_read_or_refused(
    ending: str, changes: list[tuple[float, bytes]], cut: float
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = BASES[ending](Path(folder, f"a{ending}"))
        data = bytearray(path.read_bytes())
        data = data[:2048] if ending == ".tar" else data
        for share, put in changes:
            at = int(share * len(data))
            data[at : at + len(put)] = put
        path.write_bytes(data[: int(cut * len(data))])
        found = find([path])
        said = [read_or_refused(place) for place in found.places]
        assert all("\n" not in each for each in [*said, *(u.why for u in found.unread)])
        assert found.places or found.unread


def read_or_refused(place: Place) -> str:
    """Why a place cannot be read; "" where it can."""
    try:
        assert len(place.read()) <= MAX_BYTES
    except SourceError as error:
        return str(error)
    return ""


@given(st.sampled_from(ENDINGS), st.sampled_from([b"", b"PK\3\4", b"\x1f\x8b\x08", b"BZh9"]))
def test_nothing_much(ending: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a{ending}").write_bytes(data)
        found = find([folder])
        assert (found.places, len(found.unread)) == ((), 1)


def test_a_listing_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = os.fsencode(pack(tmp_path / "a.zip", dict(FILES)))
    first = archives.list_archive(path)
    monkeypatch.setattr(archives, "list_zip", lambda _: Listing((), "again"))
    assert archives.list_archive(path) is first
    os.utime(path, (1, 1))
    assert archives.list_archive(path).problem == "again"
