"""Years, months and quarters as rows are named by them, and whether they are a line of time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_HAN = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年)"
_MONTH = r"(?P<part>1[0-2]|0?[1-9])月(?:份)?"
#: A form of name -> how many of its parts make a year. 2017 · 2017年度; 2017年3月 · 3月份;
#: 1—3月; 2017-03; 2017年一季度 · 第1季度.
_FORMS = (
    (re.compile(r"(?P<year>(?:19|20)\d\d)年?度?"), 1),
    (re.compile(rf"{_YEAR}?{_MONTH}"), 12),
    (re.compile(rf"{_YEAR}?1[-—–~至]{_MONTH}"), 12),
    (re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<part>1[0-2]|0?[1-9])"), 12),
    (re.compile(rf"{_YEAR}?第?(?P<part>[1-4])季度?"), 4),
)
_FEWEST = 3


def in_time(names: Sequence[str]) -> tuple[int, ...] | None:
    """The order that puts rows in time; None where their names are not a line of time.

    They are one where all have the same form and stand equally far apart, forwards or backwards;
    otherwise a line between them would rise or fall more steeply than what it shows.
    """
    if len(names) < _FEWEST:
        return None
    found = [_period(name) for name in names]
    times = [each[1] for each in found if each]
    steps = {after - before for before, after in pairwise(times)}
    if len(times) < len(names) or len({each[0] for each in found if each}) > 1:
        return None
    if len(steps) != 1 or 0 in steps:
        return None
    order = range(len(names))
    return tuple(order) if steps.pop() > 0 else tuple(reversed(order))


def _period(name: str) -> tuple[tuple[int, bool], int] | None:
    """The form of a period's name and where in time it lies."""
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    plain = _months(plain).translate(_HAN)
    for i, (form, parts) in enumerate(_FORMS):
        if found := form.fullmatch(plain):
            groups = {"year": None, "part": None} | found.groupdict()
            dated = groups["year"] is not None
            return (i, dated), int(groups["year"] or 0) * parts + int(groups["part"] or 0)
    return None


def _months(name: str) -> str:
    """十月 · 十一月 · 十二月 in figures; the others are digits of their own."""
    return re.sub(r"十([一二])?月", lambda m: f"{10 + ' 一二'.index(m[1] or ' ')}月", name)
