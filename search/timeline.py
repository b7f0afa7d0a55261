"""Counts what was found over time: by year, or by month where the documents lie in few years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import numpy as np

from search.columns import Columns, Ints
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
    periods = list(_periods(query, days))
    starts = np.searchsorted(days, [first.toordinal() for first, _ in periods])
    ends = np.searchsorted(days, [last.toordinal() for _, last in periods], side="right")
    return tuple(
        Period(first, last, int(count), (first, last) == (query.since, query.until))
        for (first, last), count in zip(periods, found[ends] - found[starts], strict=True)
    )


def _periods(query: Query, days: Ints) -> Iterator[tuple[date, date]]:
    first, last = date.fromordinal(int(days[0])), date.fromordinal(int(days[-1]))
    one = _one_year(query)
    if last.year - first.year < _FEW_YEARS:
        start, end = first.year * _MONTHS + first.month - 1, last.year * _MONTHS + last.month
        yield from (_month(each // _MONTHS, each % _MONTHS + 1) for each in range(start, end))
    elif one is not None:
        yield from (_month(one, number) for number in range(1, _MONTHS + 1))
    else:
        yield from ((date(y, 1, 1), date(y, _MONTHS, 31)) for y in range(first.year, last.year + 1))


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
