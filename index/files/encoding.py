"""Turns the bytes of a text into text, whatever encoding they are in.

A byte order mark decides; then UTF-16, where every second byte is often zero; then UTF-8,
strictly. What is left is weighed: of what is not ASCII, how much would be common letters in UTF-8
(with broken bytes), GB 18030, Big5 or UTF-16? GB 18030, in which most older gazettes are kept,
counts unless another is clearly better: Big5 shares most of its bytes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
_UTF16 = ("utf-16-le", "utf-16-be")
# So many bytes are weighed, from the first that is not ASCII.
_SAMPLE = 256 * 1024
# By so much another encoding has to be more likely than GB 18030, in so many letters at least.
_CLEARLY = 0.25
_ENOUGH = 8
_LINE_END = re.compile("\r\n|\r|\n")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# 中 in UTF-8: e4 b8 ad
_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
# 中 in GBK: d6 d0, one of the common letters (first level of GB 2312); 圳: db da; a lone byte.
_GBK_LETTER = re.compile(
    rb"([\xa1-\xa3\xb0-\xd7][\xa1-\xfe])"
    rb"|([\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9]))|[\x80-\xff]"
)
# 中 in Big5: a4 a4, one of the common letters (first level); 鮨: f9 d5; a lone byte.
_BIG5_LETTER = re.compile(
    rb"([\xa1-\xa3][\x40-\x7e\xa1-\xfe]|[\xa4-\xc6][\x40-\x7e\xa1-\xfe])"
    rb"|([\x81-\xfe][\x40-\x7e\xa1-\xfe])|[\x80-\xff]"
)
# What Chinese text in UTF-16 is made of: 公 a 1 、 （ “ — · ○
_COMMON = re.compile(
    "[\t\n\r\f -~\u00b7\u2014-\u201d\u2026\u25cb\u25cf\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and the first line (from 1) with bytes that are none."""

    text: str
    encoding: str
    bad_line: int | None = None

    @property
    def warning(self) -> str:
        """What to say of bytes that could not be read; "" where all could."""
        if self.bad_line is None:
            return ""
        return f"有 {self.text.count(REPLACED)} 处字节无法识别编码，已用 {REPLACED} 代替"


#: Stands for bytes that are no text.
REPLACED = "\ufffd"


def decode(data: bytes) -> Decoded:
    """The text of some bytes. It never fails: what cannot be read is U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :] if encoding == "gb18030" else data, encoding)
    if b"\0" in data and (wide := _wide(data, 0.7)):
        return _decoded(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _likeliest(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        line = len(_LINE_END.findall(before)) + 1
        return Decoded(data.decode(encoding, "replace"), encoding, line)


def _likeliest(data: bytes) -> str:
    first = _NOT_ASCII.search(data)
    start = first.start() if first else 0
    sample = data[start : start + _SAMPLE]
    gbk = _weigh(_GBK_LETTER, sample)
    if _utf8_share(sample) > gbk.common + gbk.rare / 2:
        return "utf-8"
    if gbk.letters >= _ENOUGH and _weigh(_BIG5_LETTER, sample).common > gbk.common + _CLEARLY:
        return _fewest_errors(data, "big5hkscs", "cp950")
    if gbk.common < 0.6 and (wide := _wide(data, 0.95)):
        return wide
    return "gb18030"


def _utf8_share(sample: bytes) -> float:
    """How much of what is not ASCII is UTF-8, by bytes."""
    whole = len(_NOT_ASCII.findall(sample))
    return sum(map(len, _UTF8_LETTER.findall(sample))) / max(whole, 1)


@dataclass(frozen=True, slots=True)
class _Weight:
    """The letters that are not ASCII, and which shares of them are common and rare ones."""

    letters: int
    common: float
    rare: float


def _weigh(letter: re.Pattern[bytes], sample: bytes) -> _Weight:
    found = letter.findall(sample)
    whole = max(len(found), 1)
    common = sum(bool(each) for each, _ in found)
    return _Weight(len(found), common / whole, sum(bool(each) for _, each in found) / whole)


def _fewest_errors(data: bytes, *encodings: str) -> str:
    counts = {each: data.decode(each, "replace").count(REPLACED) for each in encodings}
    return min(encodings, key=counts.__getitem__)


def _wide(data: bytes, least: float) -> str | None:
    """The UTF-16 in which at least such a share of the letters are common ones; None for none."""
    sample = data[: _SAMPLE // 2 * 2]
    shares = {}
    for encoding in _UTF16:
        text = sample.decode(encoding, "replace")
        shares[encoding] = len(_COMMON.findall(text)) / max(len(text), 1)
    best = max(_UTF16, key=shares.__getitem__)
    return best if shares[best] >= least else None
