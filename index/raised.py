"""Reads small raised characters: a footnote's mark is ^[1], a power stays as in m² and 10⁴."""

from __future__ import annotations

import re
from unicodedata import normalize

# [1] · 1 · （12） · ①
_MARK = re.compile(r"\s*[\[［(（〔]?\s*([0-9０-９]{1,3}|[\u2460-\u2473]|[*＊])\s*[\]］)）〕]?\s*$")
# 1.2 万 m, 35 km: the powers 2 and 3 of a length
_LENGTH = re.compile(r"(?:^|[^A-Za-z])[kcdmhμn]?[m]$|[㎜㎝㎞]$")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_POWER = re.compile(r"[+-]?[0-9]{1,3}$")
_WORD = re.compile(r"[A-Za-z]{1,12}$")


def raised(text: str, before: str) -> str:
    """What raised characters mean behind some text, of which the last dozen characters count.

    A figure behind figures or a single letter is a power, behind GDP or 总值 a mark.
    """
    found = _POWER.match(text.strip())
    if found and _is_power(found[0], before):
        return power(found[0])
    mark = _MARK.match(text)
    return f"^[{normalize('NFKC', mark[1])}]" if mark else text


def power(figure: str) -> str:
    """A power as it is written in a line: 10⁸ and no 108; what is no figure stays."""
    return figure.translate(_RAISED) if _POWER.fullmatch(figure) else figure


def _is_power(figure: str, before: str) -> bool:
    if before[-1:].isascii() and before[-1:].isdecimal():
        return True
    word = _WORD.search(before)
    length = _LENGTH.search(before) is not None and figure in ("2", "3", "-1", "-2", "-3")
    return length or (word is not None and len(word[0]) == 1)
