"""The form that asks for a stretch of time: two dates, and what is usually asked for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from search.catalogue import Catalogue
from search.numerals import read_days
from search.query import Query
from search.sentence import Sentence, say
from web.arguments import BadParameter
from web.changes import dated, undated
from web.link import Link
from web.saying import Said, said
from web.speech import gettext as _
from web.urls import kept_beside, search_url

# So many presets are shown: the longest that leave something out.
_SHOWN = 4
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DateForm:
    """What stands in the two fields, and the hidden fields that keep the rest of the query.

    ``wrong`` names the field (since, until) that could not be read and ``problem`` says why.
    ``from_newest`` names the day from which the presets count back.
    """

    since: str
    until: str
    kept: tuple[tuple[str, str], ...]
    from_newest: str
    presets: tuple[Link, ...]
    wrong: str = ""
    problem: Said | None = None


@dataclass(frozen=True, slots=True)
class Misread:
    """Dates as they were typed, and what is the matter with one of them."""

    since: str
    until: str
    error: BadParameter


def date_form(query: Query, catalogue: Catalogue, misread: Misread | None = None) -> DateForm:
    """The form for a query; after a date that could not be read, with what was typed."""
    newest = catalogue.newest
    form = DateForm(
        since=str(query.since or ""),
        until=str(query.until or ""),
        kept=kept_beside(query, "since", "until"),
        from_newest=_newest(catalogue) if newest else "",
        presets=tuple(_presets(query, catalogue.oldest, newest)) if newest else (),
    )
    if misread is None:
        return form
    return replace(
        form,
        since=misread.since,
        until=misread.until,
        wrong=misread.error.parameter,
        problem=said(problem(misread.error)),
    )


def _newest(catalogue: Catalogue) -> str:
    """The day of the newest issue, or of the newest web page."""
    newest = next(issue for issue in catalogue.issues if issue.published)
    if newest.online:
        return _("截至最新的网页（%(day)s）", day=newest.published)
    return _("截至最新一期（%(day)s）", day=newest.published)


def problem(error: BadParameter) -> Sentence:
    """What is the matter with a date, for who typed it."""
    if error.parameter == "since" and read_days(error.value):
        return say("起始日期晚于截止日期，请对调")
    return say("“%(value)s”不是日期，可写 2017、2017-12 或 2017-12-24", value=error.value)


def _presets(query: Query, oldest: date | None, newest: date) -> Iterator[Link]:
    """Stretches of time up to the newest issue; an archive of old gazettes has its last year, too.

    One that holds the whole archive would narrow nothing.
    """
    names = {
        1: _("近一月"),
        3: _("近三月"),
        6: _("近半年"),
        12: _("近一年"),
        36: _("近三年"),
        60: _("近五年"),
        120: _("近十年"),
    }
    starts = ((name, _before(newest, months)) for months, name in names.items())
    fitting = [(name, first) for name, first in starts if oldest and first and first > oldest]
    for name, first in fitting[-_SHOWN:]:
        current = (query.since, query.until) == (first, None)
        asked = undated(query) if current else dated(query, first, None)
        yield Link(name, search_url(asked), current)


def _before(day: date, months: int) -> date | None:
    """The first day of so many months that end with a day; None before the calendar begins."""
    place = day.year * _MONTHS + day.month - 1 - months
    year, month = divmod(place, _MONTHS)
    if year < date.min.year:
        return None
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=1)
