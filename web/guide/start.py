"""The start page's view model: what is in, examples, the newest issue's contents list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from search.catalogue import Catalogue
from search.counts import Stats
from search.document import Issue
from search.engine import Engine
from web.browsing.contentslist import ContentsView, contents_view
from web.days import iso_day, year_span
from web.guide.examples import Example, Showcase
from web.issuename import issue_name
from web.saying import counted
from web.urls import issue_url


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


def start_page(engine: Engine, showcase: Showcase) -> StartPage:
    """The start page of an archive."""
    issues = engine.issues()
    return StartPage(
        holdings=_holdings(engine.stats(), issues),
        examples=showcase.examples(),
        newest=_newest(issues[0], engine.catalogue()) if issues else None,
    )


def _newest(issue: Issue, catalogue: Catalogue) -> NewestIssue:
    return NewestIssue(
        name=issue_name(issue, catalogue),
        href=issue_url(issue.id),
        published=iso_day(issue.published),
        contents=contents_view(issue, catalogue),
    )


def _holdings(stats: Stats, issues: Iterable[Issue]) -> tuple[str, ...]:
    """What is in, in a few words: 1 期 · 2018 年 · 8 份文件 · 734 个段落."""
    if not stats.issues:
        return ()
    span = year_span({issue.year for issue in issues if issue.year is not None})
    return tuple(
        filter(
            None,
            (
                counted("%(count)s 期", stats.issues),
                _("%(year)s 年", year=span) if span else "",
                counted("%(count)s 份文件", stats.documents),
                counted("%(count)s 个段落", stats.passages),
            ),
        )
    )
