"""Spells years, dates and percentages in Chinese and in Arabic figures: 2017年 is 二〇一七年.

Chinese figures for dates and percentages after GB/T 15835—2011; 〇 is also printed ○ and 零.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from unicodedata import normalize

from search.recognise import (
    DATE,
    HAN_DATE_SHORT,
    ISO_DAY,
    ISO_MONTH,
    MONTH_OR_YEAR,
    PERCENT,
    han_number,
)

_DIGITS = "〇一二三四五六七八九"
_ZEROS = "〇○零"
_RATES = {"%": "百分之", "‰": "千分之"}
_SIGNS = {"百": "%", "千": "‰"}

#: (year, month or None, day or None)
Moment = tuple[int, int | None, int | None]


def spellings(text: str) -> tuple[str, ...]:
    """The other ways to write a year, a date or a percentage; none for anything else."""
    moment = read_moment(text)
    if moment:
        return (*_arabic(moment), *_han(moment))
    return tuple(_rates(normalize("NFKC", text)))


def read_moment(text: str) -> Moment | None:
    """A year, a month of a year or a day that the whole text names; None where it does not."""
    text = normalize("NFKC", text).strip()
    for pattern in (DATE, HAN_DATE_SHORT, MONTH_OR_YEAR, ISO_DAY, ISO_MONTH):
        match = pattern.fullmatch(text)
        if match:
            groups = match.groupdict()
            try:
                return _checked(*(_number(groups.get(p)) for p in ("year", "month", "day")))
            except ValueError:
                return None
    return None


def read_days(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day, a bare year (2017) included."""
    moment = read_moment(text) or read_moment(f"{text.strip()}年")
    if moment is None:
        return None
    year, month, day = moment
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def _number(figures: str | None) -> int | None:
    return None if figures is None else han_number(figures)


def _checked(year: int | None, month: int | None, day: int | None) -> Moment:
    """Raises ValueError for a date that no calendar has."""
    date(year or 0, month or 1, day or 1)
    return year or 0, month, day


def _arabic(moment: Moment) -> Iterator[str]:
    year, month, day = moment
    text = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    yield text


def _han(moment: Moment) -> Iterator[str]:
    year, month, day = moment
    rest = (f"{_below_hundred(month)}月" if month else "") + (
        f"{_below_hundred(day)}日" if day else ""
    )
    figures = "".join(_DIGITS[int(digit)] for digit in str(year))
    for zero in _ZEROS if "〇" in figures else "〇":
        yield f"{figures.replace('〇', zero)}年{rest}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _rates(text: str) -> Iterator[str]:
    match = PERCENT.fullmatch(text.replace(" ", ""))
    if match and match["figures"]:
        yield from (f"{_RATES[match['sign']]}{han}" for han in _han_rate(match["figures"]))
    elif match:
        figures = _arabic_rate(match["han"])
        if figures:
            yield figures + _SIGNS[match["base"]]


def _han_rate(figures: str) -> Iterator[str]:
    """5.3 as 五点三, 100 as 百 and 一百; nothing above that."""
    whole, _, decimals = figures.partition(".")
    tail = "点" + "".join(_DIGITS[int(d)] for d in decimals).replace("〇", "零") if decimals else ""
    number = int(whole)
    if number < 100:
        yield (_below_hundred(number).replace("〇", "零")) + tail
    elif number == 100:
        yield from ("百" + tail, "一百" + tail)


def _arabic_rate(han: str) -> str | None:
    whole, _, decimals = han.partition("点")
    if whole in ("百", "一百"):
        number = 100
    else:
        try:
            number = han_number(whole)
        except ValueError:
            return None
    digits = "".join(str(han_number(figure)) for figure in decimals)
    return f"{number}.{digits}" if digits else str(number)
