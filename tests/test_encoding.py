"""Bytes become text, whatever encoding they are in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.files.encoding import REPLACED, decode

SIMPLE = "吉林省人民政府公报\n一、综合\n关于深圳市2018年“放管服”改革的通知（吉政发〔2018〕6号）。\n"
TRADITIONAL = "臺北市政府公報\n發文字號：府授人考字第10730號\n主旨：修正「臺北市政府組織規程」。\n"
WORD = "通知"

SAME = [
    (SIMPLE, "utf-8"),
    (SIMPLE, "utf-8-sig"),
    (SIMPLE, "utf-16"),
    (SIMPLE, "utf-32"),
    (SIMPLE, "utf-16-le"),
    (SIMPLE, "utf-16-be"),
    (SIMPLE, "gb18030"),
    (SIMPLE, "gbk"),
    ("\ufeff" + SIMPLE, "gb18030"),
    (SIMPLE.replace("\n", ""), "utf-16-le"),
    ("关于国民经济和社会发展的报告", "utf-16-le"),  # no zero byte at all
    ("关于国民经济和社会发展的报告", "utf-16-be"),
    (TRADITIONAL, "utf-8"),
    (TRADITIONAL, "utf-16-le"),
    (TRADITIONAL, "gbk"),
    (TRADITIONAL, "big5"),
    (TRADITIONAL, "big5hkscs"),
    ("plain ASCII\n", "ascii"),
    ("中", "gbk"),
    ("一、", "gbk"),
    ("", "utf-8"),
    ("x" * 3000 + SIMPLE, "gbk"),
    ("龘㐀𠀀", "gb18030"),
    ("圳喀浔鄱" * 9, "gbk"),  # the second level of GB 2312
]


@pytest.mark.parametrize(("text", "encoding"), SAME)
def test_texts_come_back(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text.removeprefix("\ufeff")
    assert (found.bad_line, found.warning) == (None, "")


BROKEN = [
    # A few broken bytes in UTF-8 leave the rest UTF-8.
    (SIMPLE.encode() + b"\xff" + SIMPLE.encode(), "utf-8", 4),
    (SIMPLE.encode()[:-2], "utf-8", 3),
    (b"\xb9\xab\n" + (SIMPLE * 3).encode(), "utf-8", 1),
    (SIMPLE.replace("\n", "\r\n").encode() + b"\xe5\r\n", "utf-8", 4),
    (SIMPLE.replace("\n", "\r").encode() + b"\xe5\r", "utf-8", 4),
    # The same of GBK.
    (SIMPLE.encode("gbk") + b"\xff\n" + SIMPLE.encode("gbk"), "gb18030", 4),
    (SIMPLE.encode("gbk")[:-2], "gb18030", 3),
    (b"\xef\xbb\xbf\xff", "utf-8-sig", 1),
    (b"\xff\xfea", "utf-16", 1),
    (SIMPLE.encode("utf-16-le") + b"a", "utf-16-le", 4),
    (TRADITIONAL.encode("big5") + b"\xff", "big5hkscs", 4),
    (b"\xff\xff\xfe\x81", "gb18030", 1),
    ("正文\n".encode() + b"\xff\xfe\xff", "utf-8", 2),
]


@pytest.mark.parametrize(("data", "encoding", "line"), BROKEN)
def test_bytes_of_no_encoding_are_said_with_their_line(
    data: bytes, encoding: str, line: int
) -> None:
    found = decode(data)
    assert (found.encoding, found.bad_line) == (encoding, line)
    assert REPLACED in found.text
    assert f"有 {found.text.count(REPLACED)} 处字节无法识别编码" in found.warning


@given(st.binary())
def test_any_bytes_are_decoded(data: bytes) -> None:
    found = decode(data)
    assert (found.bad_line is not None) == bool(found.warning)
    assert found.bad_line is None or 1 <= found.bad_line <= found.text.count("\n") + 1 + (
        found.text.count("\r")
    )


HAN = st.text(st.sampled_from(sorted(set(SIMPLE))), min_size=20)


@given(HAN, st.sampled_from(["utf-8", "gb18030", "utf-8-sig", "utf-16"]))
def test_chinese_in_any_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


PAGE = "<meta charset={}>\n<p>关于加强管理的通知，请认真贯彻执行。</p>"
CHARSETS = ["utf-8", "gb2312", "big5", "iso-8859-1", "", "nonsense"]


@pytest.mark.parametrize("declared", CHARSETS)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_a_page_is_read_for_what_it_is_whatever_it_declares(encoding: str, declared: str) -> None:
    text = PAGE.format(declared)
    found = decode(text.encode(encoding))
    assert (found.text, found.bad_line) == (text, None)


def test_a_page_in_big5() -> None:
    text = "<meta charset=Big5><p>關於加強管理的通知</p>"
    assert decode(text.encode("big5")).text == text
