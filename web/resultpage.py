"""The results page's view model: count, order, tags, hits, paging and what else to say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.query import SORTS, Query
from search.results import Message, Results
from web import labels
from web.facets import FacetView, Tag, facet_views, tags
from web.hits import GroupView, group_views
from web.urls import at_page, search_url, sorted_by, without_filters

_PAGES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``current`` where it leads to what is already shown."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A line about the query, with a link that mends it or shows the rest."""

    level: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to other pages; None in ``pages`` is a gap."""

    previous: str | None
    following: str | None
    pages: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the results page shows."""

    title: str
    text: str
    count: str
    total: int
    asked: bool
    sorts: tuple[Link, ...]
    tags: tuple[Tag, ...]
    clear: str
    notes: tuple[Note, ...]
    groups: tuple[GroupView, ...]
    facets: tuple[FacetView, ...]
    pager: Pager | None
    beyond: Link | None


def result_page(query: Query, results: Results) -> ResultPage:
    """The page for a query's results."""
    last = -(-results.total // query.size)
    chosen = tags(query, results)
    return ResultPage(
        title=_title(query, chosen),
        text=query.text,
        count=count_line(results),
        total=results.total,
        asked=not results.nothing_asked,
        sorts=tuple(_sort(query, sort) for sort in SORTS),
        tags=chosen,
        clear=search_url(without_filters(query)),
        notes=notes(results),
        groups=group_views(query, results),
        facets=facet_views(query, results),
        pager=pager(query, last) if last > 1 and query.page <= last else None,
        beyond=_beyond(query, last),
    )


def _title(query: Query, chosen: tuple[Tag, ...]) -> str:
    """What the page is of: 民生类 · 发展（第 2 页）."""
    named = " · ".join(filter(None, (*(tag.label for tag in chosen), query.text)))
    return labels.shortened(named) + (f"（第 {query.page} 页）" if query.page > 1 else "")


def count_line(results: Results) -> str:
    """How much was found: 共 54 段，见于 7 份文件."""
    if not results.total:
        return "没有找到"
    return f"共 {results.total:,} 段，见于 {results.documents:,} 份文件"


def _sort(query: Query, sort: str) -> Link:
    return Link(labels.SORTS[sort], search_url(sorted_by(query, sort)), sort == query.sort)


def _beyond(query: Query, last: int) -> Link | None:
    """The way back from a page after the last one."""
    if not last or query.page <= last:
        return None
    return Link(f"到最后一页（第 {last} 页）", search_url(at_page(query, last)))


def notes(results: Results) -> tuple[Note, ...]:
    """The engine's messages, then what the words hide."""
    said = [_message(results.query, message) for message in results.messages]
    if results.literal_extra and results.literal_query:
        said.append(_literal(results.query, results.literal_extra, results.literal_query))
    return tuple(said)


def _message(query: Query, message: Message) -> Note:
    link = Link("采用改后的查询", _asking(query, message.query)) if message.query else None
    return Note(message.level, message.text.removesuffix("。") + "。", link)


def _literal(query: Query, count: int, text: str) -> Note:
    # The literal query quotes the run that was searched, without what was left out of it.
    run = labels.shortened(text.split('"')[1])
    link = Link(f"查看这 {count:,} 段", _asking(query, text))
    return Note("info", f"另有 {count:,} 段含有“{run}”，但不是作为词出现。", link)


def _asking(query: Query, text: str) -> str:
    """Another text under the same filters."""
    return search_url(replace(query, text=text, page=1))


def pager(query: Query, last: int) -> Pager:
    """Links to the pages around this one, the first and the last."""
    around = range(query.page - _PAGES_AROUND, query.page + _PAGES_AROUND + 1)
    shown = sorted({1, last} | {number for number in around if 1 <= number <= last})
    pages: list[Link | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            pages.append(None)
        pages.append(Link(str(number), search_url(at_page(query, number)), number == query.page))
    return Pager(
        previous=search_url(at_page(query, query.page - 1)) if query.page > 1 else None,
        following=search_url(at_page(query, query.page + 1)) if query.page < last else None,
        pages=tuple(pages),
    )
