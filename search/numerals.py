"""Spells dates, rates, ordinals and amounts in Chinese and in Arabic figures: 5% is 百分之五.

Chinese figures for dates and percentages after GB/T 15835—2011; 〇 is also printed ○ and 零.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from unicodedata import normalize

from search.recognise import (
    DATE,
    HAN_AMOUNT,
    HAN_DATE_SHORT,
    ISO_DAY,
    ISO_MONTH,
    MONTH_DAY,
    MONTH_OR_YEAR,
    ORDINAL,
    PERCENT,
    han_number,
)

_DIGITS = "〇一二三四五六七八九"
_ZEROS = "〇○零"
_RATES = {"%": "百分之", "‰": "千分之"}
_SIGNS = {"百": "%", "千": "‰"}
_ARABIC_AMOUNT = re.compile(r"(?P<figures>\d{1,4})(?P<rest>\D+)")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS, _DAYS = 12, 31

#: (year, month or None, day or None)
Moment = tuple[int, int | None, int | None]


def spellings(text: str) -> tuple[str, ...]:
    """The other ways to write a date, a rate, an ordinal or an amount; none for anything else."""
    moment = read_moment(text)
    if moment:
        return (*_arabic(moment), *_han(moment))
    text = normalize("NFKC", text).replace(" ", "")
    try:
        found = (tuple(dict.fromkeys(read(text))) for read in _READERS)
        return next(filter(None, found), ())
    except ValueError:
        return ()  # 第二十三十七条: figures that make no number


def _month_day(text: str) -> Iterator[str]:
    match = MONTH_DAY.fullmatch(text)
    if match:
        month, day = han_number(match["month"]), han_number(match["day"])
        if month <= _MONTHS and day <= _DAYS:
            yield f"{month}月{day}日"
            yield f"{_below_hundred(month)}月{_below_hundred(day)}日"


def _ordinals(text: str) -> Iterator[str]:
    match = ORDINAL.fullmatch(text)
    if match and match["figures"].isdigit():
        yield f"第{_below_ten_thousand(int(match['figures']))}{match['unit']}"
    elif match:
        yield f"第{han_number(match['figures'])}{match['unit']}"


def _amounts(text: str) -> Iterator[str]:
    """A whole number before 万, 亿 or the unit: 一千万元 is 1000万元."""
    han, arabic = HAN_AMOUNT.fullmatch(text), _ARABIC_AMOUNT.fullmatch(text)
    if han:
        yield f"{han_number(han['figures'])}{han['scale']}{han['unit']}"
    elif arabic and HAN_AMOUNT.fullmatch(f"十{arabic['rest']}") and int(arabic["figures"]):
        yield _below_ten_thousand(int(arabic["figures"])) + arabic["rest"]


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
    moment = read_moment(text) or read_moment(f"{text.strip()}年") or _iso_day(text)
    if moment is None:
        return None
    year, month, day = moment
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def _iso_day(text: str) -> Moment | None:
    """A day of any year, as links write it; in running text only those of our times are read."""
    try:
        day = date.fromisoformat(text.strip()) if _ISO.fullmatch(text.strip()) else None
    except ValueError:
        return None
    return (day.year, day.month, day.day) if day else None


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


def _below_ten_thousand(number: int) -> str:
    """325 as 三百二十五, 1005 as 一千零五, 12 as 十二."""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def _rates(text: str) -> Iterator[str]:
    match = PERCENT.fullmatch(text)
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


_READERS = (_month_day, _rates, _ordinals, _amounts)
