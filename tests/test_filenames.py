"""Names of files in any bytes are shown, told apart, and found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.files.filenames import as_gb18030, escaped, find_path, shown, shown_path, within

SHOWN = [
    (b"a.txt", "a.txt"),
    ("公报.txt".encode(), "公报.txt"),
    ("公报.txt".encode("gb18030"), "公报.txt"),
    ("通知.txt".encode("gb18030"), "通知.txt"),  # also UTF-8: U+05AA U+0368
    ("联通".encode("gb18030"), "联通"),
    ("résumé.txt".encode(), "résumé.txt"),
    ("приказ.txt".encode(), "приказ.txt"),
    ("שלום.txt".encode(), "שלום.txt"),
    ("㐀𠀀.txt".encode("gb18030"), "㐀𠀀.txt"),
    (b"a\xff.txt", r"a\xff.txt"),
    (b"a\nb.txt", r"a\x0ab.txt"),
    ("a\u202eb.txt".encode(), r"a\xe2\x80\xaeb.txt"),
    ("第一期\u3000目录.txt".encode(), "第一期\u3000目录.txt"),
    (rb"a\xff.txt", r"a\x5cxff.txt"),
    (rb"a\b.txt", r"a\b.txt"),
    (b"a.zip!", r"a.zip\x21"),
    (b"a.TAR.GZ!", r"a.TAR.GZ\x21"),
    (b"a!", "a!"),
]


@pytest.mark.parametrize(("raw", "name"), SHOWN)
def test_names_are_shown_and_found(raw: bytes, name: str, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + raw
    Path(os.fsdecode(path)).touch()
    assert shown(raw) == name
    assert shown_path(path) == f"{tmp_path}/{name}"
    assert find_path(f"{tmp_path}/{name}") == path
    assert find_path(os.fsdecode(path)) == path


def test_twins_in_two_encodings_are_told_apart(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    paths = [folder + b"/" + "公报".encode(each) for each in ("utf-8", "gb18030")]
    for path in paths:
        os.mkdir(path)
        Path(os.fsdecode(path), "目录.txt").touch()
    names = [shown_path(path + "/目录.txt".encode()) for path in paths]
    assert names == [f"{tmp_path}/公报/目录.txt", rf"{tmp_path}/\xb9\xab\xb1\xa8/目录.txt"]
    assert [find_path(name) for name in names] == [p + "/目录.txt".encode() for p in paths]


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert find_path(f"{tmp_path}/无.txt") is None
    assert find_path(f"{tmp_path}/a\0b") is None
    assert find_path("/") == b"/"


def test_escapes_only_what_is_no_text() -> None:
    assert escaped("公".encode() + b"\xff") == r"公\xff"
    assert as_gb18030(b"\xff\xff") is None
    assert as_gb18030("公".encode()) is None


WITHIN = [
    ("2018/06.txt", "2018/06.txt"),
    ("./2018//06.txt", "2018/06.txt"),
    (r"2018\06.txt", "2018/06.txt"),
    ("a/../06.txt", "06.txt"),
    ("../06.txt", None),
    ("a/../../06.txt", None),
    (r"..\06.txt", None),
    ("/etc/06.txt", None),
    (r"\06.txt", None),
    (r"\\host\share\06.txt", None),
    (r"C:\06.txt", None),
    ("c:06.txt", None),
    (r"甲\06.txt", "甲/06.txt"),
    ("", None),
    ("..", None),
]


@pytest.mark.parametrize(("text", "path"), WITHIN)
def test_paths_that_lead_out_of_an_archive(text: str, path: str | None) -> None:
    assert within(text.encode("gb18030")) == within(text.encode()) == path


@given(st.lists(st.binary(min_size=1), min_size=2, max_size=2, unique=True))
def test_no_two_names_look_alike_unless_one_is_the_others_twin(raws: list[bytes]) -> None:
    first, second = map(shown, raws)
    for name in (first, second):
        name.encode("utf-8")
        assert "\n" not in name
    twins = {as_gb18030(raw) for raw in raws} - {None}
    assert first != second or first in twins
