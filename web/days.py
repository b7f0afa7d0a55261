"""Days and years as pages write them: 2018-03-24, 2016—2018."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date


def iso_day(day: date | None) -> str:
    """A day after ISO 8601; empty where it is not known."""
    return day.isoformat() if day else ""


def year_span(years: Collection[int]) -> str:
    """The first year and the last, or the only one; empty for none."""
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}—{last}"
