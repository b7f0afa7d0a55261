"""Reads the days that web pages state, in any of the ways that sites write them."""

from __future__ import annotations

import re
from datetime import date

from search.recognise import ISO_DAY, parse_date

# 2023-05-01T10:00:00+08:00 · 2023-05-0110:00, where two elements stand without a space
_RUN_ON = re.compile(
    r"((?:19|20)\d{2}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:[0-2]\d|3[01]|[1-9]))(?=T|\d{1,2}[:：])"
)
# 20230501 · 20230501103000
_COMPACT = re.compile(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6})?\s*$")
# …/202305/t20230501_123.html · …/2023-05/01/content_5.htm · /art/2023/5/1/art_1_2.html
_ADDRESS = re.compile(
    r"/t((?:19|20)\d{2})(\d{2})(\d{2})_|/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})/"
)
_FIRST = 1949


def day_of(text: str) -> date | None:
    """The first day in a text: 2023-05-01 10:00 · 2023年5月1日 · 20230501; None for none."""
    text = _RUN_ON.sub(r"\1 ", text)
    found = [ISO_DAY.search(text), _COMPACT.match(text)]
    days = [_day(*match.group("year", "month", "day")) for match in found[:1] if match]
    days += [_day(*match.groups()) for match in found[1:] if match]
    days.append(parse_date(text))
    return next((day for day in days if day and day.year >= _FIRST), None)


def day_of_address(url: str) -> date | None:
    """The day that a publishing system writes into an address; None where there is none."""
    match = _ADDRESS.search(url)
    return _day(*filter(None, match.groups())) if match else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
