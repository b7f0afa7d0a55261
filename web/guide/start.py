"""The start page's view model: what is in, examples, the newest issue and the newest pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from search.catalogue import Catalogue
from search.counts import Stats
from search.document import Issue
from search.engine import Engine
from web.browsing.contentslist import ContentsView, contents_view
from web.browsing.runs import year_of
from web.browsing.sitelist import Line, document_line
from web.days import iso_day, year_span
from web.guide.examples import Example, Showcase
from web.issuename import issue_name
from web.saying import counted
from web.speech import gettext as _
from web.urls import issue_url

#: So many of the newest web pages are listed.
MOST_PAGES = 8


@dataclass(frozen=True, slots=True)
class NewestIssue:
    """The newest issue with its contents; ``published`` is empty where it is not known."""

    name: str
    href: str
    published: str
    contents: ContentsView


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything that the start page shows."""

    holdings: tuple[str, ...]
    examples: tuple[Example, ...]
    newest: NewestIssue | None
    pages: tuple[Line, ...]


def start_page(engine: Engine, showcase: Showcase) -> StartPage:
    """The start page of an archive."""
    catalogue = engine.catalogue()
    printed = next((issue for issue in catalogue.issues if not issue.online), None)
    return StartPage(
        holdings=_holdings(engine.stats(), catalogue.issues),
        examples=showcase.examples(),
        newest=_newest(printed, catalogue) if printed else None,
        pages=tuple(islice(_pages(catalogue), MOST_PAGES)),
    )


def _pages(catalogue: Catalogue) -> Iterator[Line]:
    """The documents of web pages, those published last first."""
    for issue in catalogue.issues:
        if issue.online:
            yield from map(document_line, catalogue.of_issue(issue.id))


def _newest(issue: Issue, catalogue: Catalogue) -> NewestIssue:
    return NewestIssue(
        name=issue_name(issue, catalogue),
        href=issue_url(issue.id),
        published=iso_day(issue.published),
        contents=contents_view(issue, catalogue),
    )


def _holdings(stats: Stats, issues: Iterable[Issue]) -> tuple[str, ...]:
    """What is in, in a few words: 1 期 · 3 个网页 · 2018 年 · 8 份文件 · 734 个段落."""
    if not stats.issues + stats.pages:
        return ()
    # A gazette's year is the one it is of, however late it came out.
    years = (year_of(issue) if issue.online else issue.year for issue in issues)
    span = year_span({year for year in years if year is not None})
    return tuple(
        filter(
            None,
            (
                counted("%(count)s 期", stats.issues) if stats.issues else "",
                counted("%(count)s 个网页", stats.pages) if stats.pages else "",
                _("%(year)s 年", year=span) if span else "",
                counted("%(count)s 份文件", stats.documents),
                counted("%(count)s 个段落", stats.passages),
            ),
        )
    )
