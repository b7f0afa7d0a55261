"""Counts what was found over time: by year, or by month where the documents lie in few years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

import numpy as np

from search.columns import Columns
from search.counts import Period
from search.narrowing import Narrowed
from search.query import Query

#: In an archive of so many years or fewer, months are told apart.
_FEW_YEARS = 2
_MONTHS = 12
_YEAR_DIGITS = 4


def timeline(columns: Columns, query: Query, narrowed: Narrowed) -> tuple[Period, ...]:
    """The periods from the archive's first document to its last, each with the passages found.

    The query's dates and years do not narrow it, as a facet's own choice does not. Where periods
    are years, the months of one chosen year take their place.
    """
    documents, days = columns.by_day
    if not len(days):
        return ()
    found = np.append(0, np.cumsum(narrowed.left("date", "year").per_document[documents]))
    periods = _periods(int(days[0]), int(days[-1]), _one_year(query))
    starts = np.searchsorted(days, [first.toordinal() for first, _ in periods])
    ends = np.searchsorted(days, [last.toordinal() for _, last in periods], side="right")
    chosen = query.since, query.until
    return tuple(
        Period(*period, count, period == chosen)
        for period, count in zip(periods, (found[ends] - found[starts]).tolist(), strict=True)
    )


@lru_cache(maxsize=64)
def _periods(oldest: int, newest: int, one: int | None) -> list[tuple[date, date]]:
    """The first and last days of the periods between two days; ``one`` is the year chosen."""
    first, last = date.fromordinal(oldest), date.fromordinal(newest)
    if last.year - first.year < _FEW_YEARS:
        start, end = first.year * _MONTHS + first.month - 1, last.year * _MONTHS + last.month
        return [_month(each // _MONTHS, each % _MONTHS + 1) for each in range(start, end)]
    if one is not None:
        return [_month(one, number) for number in range(1, _MONTHS + 1)]
    years = range(first.year, last.year + 1)
    return [(date(year, 1, 1), date(year, _MONTHS, 31)) for year in years]


def _one_year(query: Query) -> int | None:
    """The year that the query's dates lie in, or that is chosen alone; None where there is none."""
    if len(query.year) == 1 and query.year[0].isdigit() and len(query.year[0]) == _YEAR_DIGITS:
        return max(int(query.year[0]), date.min.year)
    if query.since and query.until and query.since.year == query.until.year:
        return query.since.year
    return None


def _month(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])
