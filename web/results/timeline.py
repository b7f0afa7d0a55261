"""What was found over time, as bars: each is a link that narrows the search to its time."""

from __future__ import annotations

from dataclasses import dataclass

from search.counts import Period
from search.query import Query
from search.results import Results
from web.changes import dated, undated, untimed
from web.link import Link
from web.nearby import Nearby
from web.speech import gettext as _
from web.urls import search_url, trend_url

#: The height of the highest bar, and of the lowest that is not nothing.
HEIGHT = 40
_LEAST = 3
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a month. ``height`` is of HEIGHT; ``href`` is None where it would find nothing.

    ``chosen`` says that the search is narrowed to a time that holds it, ``selected`` that it is
    narrowed to just this one, which its link then takes back.
    """

    label: str
    count: int
    height: int
    href: str | None
    chosen: bool
    selected: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, what stands under the first and the last, and the way out of one year.

    ``timed`` says that the search is narrowed to some of them. ``trend`` leads to the same counts
    in proportion to all there is; empty without a text.
    """

    bars: tuple[Bar, ...]
    first: str
    last: str
    up: Link | None
    timed: bool
    trend: str


def timeline(query: Query, results: Results) -> Timeline | None:
    """The bars of a page of results; None where one time is all there is."""
    periods = results.timeline
    most = max((period.count for period in periods), default=0)
    if len(periods) < 2 or not most:
        return None
    whole = _whole_year(query, periods)
    near = Nearby(query)
    bars = tuple(_bar(query, near, period, most, whole) for period in periods)
    return Timeline(
        bars=bars,
        first=_label(periods[0]),
        last=_label(periods[-1]),
        up=Link(_("全部年份"), search_url(untimed(query))) if whole else None,
        timed=not all(bar.chosen for bar in bars),
        trend=trend_url(query) if query.text else "",
    )


def _bar(query: Query, near: Nearby, period: Period, most: int, whole: Period | None) -> Bar:
    selected = period.selected
    if selected:
        href = search_url(dated(query, whole.first, whole.last) if whole else undated(query))
    else:
        href = near.at(period.first, period.last)
    return Bar(
        label=_label(period),
        count=period.count,
        height=max(_LEAST, round(HEIGHT * period.count / most)) if period.count else 0,
        href=href if period.count or selected else None,
        chosen=_is_chosen(query, period),
        selected=selected,
    )


def _is_chosen(query: Query, period: Period) -> bool:
    """Whether the time that a query is narrowed to reaches into a period."""
    if query.year and str(period.first.year) not in query.year:
        return False
    starts = query.since is None or query.since <= period.last
    ends = query.until is None or query.until >= period.first
    return starts and ends


def _whole_year(query: Query, periods: tuple[Period, ...]) -> Period | None:
    """The year whose months the periods are, where the query is why they are shown."""
    first, last = periods[0].first, periods[-1].last
    zoomed = len(periods) == _MONTHS and first.year == last.year and _is_month(periods[0])
    if not zoomed or not (query.year or query.since):
        return None
    return Period(first, last, sum(period.count for period in periods))


def _is_month(period: Period) -> bool:
    return period.first.month == period.last.month


def _label(period: Period) -> str:
    if _is_month(period):
        return _("%(year)s年%(month)s月", year=period.first.year, month=period.first.month)
    return _("%(year)s年", year=period.first.year)
