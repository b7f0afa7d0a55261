"""Finding files and reading their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import source
from index.source import SourceError, decode, find_sources, read_source

TEXT = "吉林省人民政府公报\n一、综合"
ENCODED = ["utf-8", "utf-8-sig", "utf-16", "gb18030"]


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert read_source(file) == source.Source(str(file), TEXT)


def test_big_endian_utf16() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, "")


@pytest.mark.parametrize("data", [b"\xff\xff\xfe\x81", b"\xff\xfea", b"\xef\xbb\xbf\xff"])
def test_bytes_of_no_encoding_are_marked(data: bytes) -> None:
    text, warning = decode(data)
    assert "\ufffd" in text
    assert warning


def test_folders_are_walked_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "e.pdf"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("文")
    found = find_sources([tmp_path, tmp_path / "a.txt", tmp_path / "e.pdf"])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == [
        "a.txt",
        "b.txt",
        "sub/c.TXT",
        "e.pdf",
    ]


def test_what_the_user_can_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 4)
    (tmp_path / "big.txt").write_bytes(b"12345")
    (tmp_path / "empty").mkdir()
    cases = [
        (lambda: find_sources([tmp_path / "none"]), "找不到"),
        (lambda: find_sources([tmp_path / "empty"]), "没有公报文件"),
        (lambda: find_sources(["a\0b"]), "无法打开|找不到"),
        (lambda: read_source(tmp_path / "none"), "找不到"),
        (lambda: read_source(tmp_path), "是文件夹"),
        (lambda: read_source(tmp_path / "big.txt"), "超过"),
        (lambda: read_source("a\0b"), "无法读取|找不到"),
    ]
    for call, message in cases:
        with pytest.raises(SourceError, match=message) as caught:
            call()
        assert "\n" not in str(caught.value)
