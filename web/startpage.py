"""The start page's view model: what is in, examples, the newest issue's contents list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from search.document import ContentsEntry, Issue
from search.engine import Engine
from search.results import Stats
from web.examples import Example, Showcase
from web.urls import document_url


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of a contents list; ``href`` is None where the text is not in the archive."""

    title: str
    author: str
    number: str
    page: str
    href: str | None


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The lines under one category of a contents list."""

    category: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class ContentsView:
    """An issue's contents list."""

    label: str
    published: str
    groups: tuple[EntryGroup, ...]


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything that the start page shows."""

    holdings: tuple[str, ...]
    examples: tuple[Example, ...]
    contents: ContentsView | None


def start_page(engine: Engine, showcase: Showcase) -> StartPage:
    """The start page of an archive."""
    issues = engine.issues()
    return StartPage(
        holdings=_holdings(engine.stats(), issues),
        examples=showcase.examples(),
        contents=contents_view(issues[0]) if issues else None,
    )


def contents_view(issue: Issue) -> ContentsView:
    """An issue's contents list by category, in printed order."""
    groups = groupby(issue.contents, key=lambda entry: entry.category or "")
    return ContentsView(
        label=issue.label or issue.id,
        published=issue.published.isoformat() if issue.published else "",
        groups=tuple(EntryGroup(name, tuple(map(_entry, lines))) for name, lines in groups),
    )


def page_label(page: int | str | None) -> str:
    """A page number with its unit, or the words printed in its place."""
    if page is None:
        return ""
    return f"第{page}页" if isinstance(page, int) or page.isdigit() else page


def _entry(entry: ContentsEntry) -> EntryView:
    return EntryView(
        title=entry.title,
        author=entry.author or "",
        number=entry.number or "",
        page=page_label(entry.page),
        href=document_url(entry.document) if entry.document else None,
    )


def _holdings(stats: Stats, issues: Iterable[Issue]) -> tuple[str, ...]:
    """What is in, in a few words: 1 期 · 2018 年 · 8 份文件 · 734 个段落."""
    if not stats.issues:
        return ()
    years = sorted({issue.year for issue in issues if issue.year is not None})
    span = f"{years[0]}—{years[-1]} 年" if len(years) > 1 else "".join(f"{y} 年" for y in years)
    counts = (f"{stats.issues:,} 期", span, f"{stats.documents:,} 份文件")
    return tuple(filter(None, (*counts, f"{stats.passages:,} 个段落")))
