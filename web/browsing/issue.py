"""An issue's page: its contents as printed, what is missing, appointments, facts, neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from search.catalogue import Catalogue
from search.document import Appointment, Issue
from search.query import DOCUMENTS, READING, Query
from web.browsing.archive import year_anchor, year_label
from web.browsing.contentslist import ContentsView, contents_view, without_text
from web.browsing.runs import around, gazettes, year_of
from web.browsing.urls import issue_api_url
from web.days import iso_day
from web.issuename import issue_name
from web.link import Link
from web.saying import counted
from web.speech import gettext as _
from web.urls import ISSUES, document_url, issue_url, search_url


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """Who was appointed to what, or relieved of it."""

    person: str
    act: str
    post: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The appointments of one decision; ``href`` is empty where its document is not held."""

    number: str
    day: str
    href: str
    appointments: tuple[AppointmentView, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """Everything that an issue's page shows; ``previous`` and ``following`` are issues.

    ``shared`` counts the documents whose text is held from another source.
    """

    id: str
    name: str
    facts: tuple[str, ...]
    contents: ContentsView
    missing: int
    shared: int
    decisions: tuple[Decision, ...]
    masthead: tuple[str, ...]
    previous: Link | None
    following: Link | None
    year: str
    year_href: str
    all_href: str
    json: str


def issue_page(issue: Issue, catalogue: Catalogue) -> IssuePage:
    """The page of an issue that the catalogue knows."""
    previous, following = around(issue, catalogue.issues)
    year = year_of(issue)
    return IssuePage(
        id=issue.id,
        name=issue_name(issue, catalogue),
        facts=tuple(_facts(issue, catalogue)),
        contents=contents_view(issue, catalogue),
        missing=len(without_text(issue, catalogue)),
        shared=len(catalogue.shared(issue.id)),
        decisions=tuple(_decisions(issue, catalogue)),
        masthead=issue.masthead,
        previous=_next(previous, catalogue),
        following=_next(following, catalogue),
        year=year_label(year),
        year_href=_place(issue, catalogue),
        all_href=search_url(Query(issue=(issue.id,), view=DOCUMENTS, sort=READING)),
        json=issue_api_url(issue.id),
    )


def _place(issue: Issue, catalogue: Catalogue) -> str:
    """Where the issue stands among all; without a place of its own, its year does not tell it."""
    titles = [gazette.title for gazette in gazettes(catalogue.issues)]
    title = issue.title or ""
    known = title in titles
    return f"{ISSUES}#{year_anchor(titles.index(title) + 1, year_of(issue))}" if known else ISSUES


def _next(issue: Issue | None, catalogue: Catalogue) -> Link | None:
    return Link(issue_name(issue, catalogue), issue_url(issue.id)) if issue else None


def _facts(issue: Issue, catalogue: Catalogue) -> Iterator[str]:
    held = (*catalogue.of_issue(issue.id), *catalogue.shared(issue.id))
    if issue.published:
        yield _("%(day)s 出刊", day=iso_day(issue.published))
    if issue.cumulative is not None:
        yield _("总第%(number)s期", number=issue.cumulative)
    yield counted("%(count)s 份文件", len(held))
    yield counted("%(count)s 个段落", sum(each.passages for each in held))


def _decisions(issue: Issue, catalogue: Catalogue) -> Iterator[Decision]:
    def decision(each: Appointment) -> tuple[str, str]:
        return each.number or "", iso_day(each.date)

    here = (*catalogue.of_issue(issue.id), *catalogue.shared(issue.id))
    for (number, day), members in groupby(issue.appointments, key=decision):
        held = [h for h in catalogue.numbered(number) if h in here]
        href = document_url(held[0].document.id) if held else ""
        views = tuple(AppointmentView(each.person, each.act, each.post) for each in members)
        yield Decision(number, day, href, views)
