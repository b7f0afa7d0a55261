"""The results page's view model: count, order, tags, terms, hits, paging and what else to say."""

from __future__ import annotations

from dataclasses import dataclass

from search.query import MATCHES, SCOPES, SORTS, Query
from search.results import Results
from web import labels, offers
from web.cards import CardView, cards, held_by
from web.changes import at_page, bare, matching, scoped, sorted_by
from web.chips import Chips, chips, has_several
from web.facets import FacetView, facet_views
from web.hits import GroupView, group_views, partial_views
from web.link import Link
from web.notes import Note, notes
from web.offers import WayOut
from web.tags import Tag, inside, tags
from web.urls import can_go_within, search_url

_PAGES_AROUND = 1


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to other pages; None in ``pages`` is a gap."""

    previous: str | None
    following: str | None
    pages: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """What holds some of the words, behind few hits: the best of ``total``, and a link to all."""

    total: int
    groups: tuple[GroupView, ...]
    all: str | None


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything that the results page shows.

    ``listed`` says how many passages the page is one of, ``complete`` leads to those with all
    words where others are listed too. ``within`` is the text that a further search can be made
    within the results of, or empty; ``inside`` are those that are searched within already.
    ``ways_out`` are there where no passage answers the whole query, found or not.
    """

    title: str
    text: str
    count: str
    total: int
    listed: str
    complete: Link | None
    asked: bool
    within: str
    inside: tuple[Tag, ...]
    scopes: tuple[Link, ...]
    sorts: tuple[Link, ...]
    tags: tuple[Tag, ...]
    clear: str
    cards: tuple[CardView, ...]
    spellings: tuple[Link, ...]
    chips: Chips
    notes: tuple[Note, ...]
    filters: tuple[Link, ...]
    groups: tuple[GroupView, ...]
    partial: Partial | None
    ways_out: tuple[WayOut, ...]
    facets: tuple[FacetView, ...]
    pager: Pager | None
    beyond: Link | None


def result_page(query: Query, results: Results) -> ResultPage:
    """The page for a query's results."""
    last = -(-results.total // query.size)
    chosen, searched = tags(query, results), inside(query)
    held = held_by(results) if query.page == 1 else ()
    return ResultPage(
        title=_title(query, (*searched, *chosen)),
        text=query.text,
        count=count_line(results),
        total=results.total,
        listed=_listed(results),
        complete=offers.complete(results),
        asked=not results.nothing_asked,
        within=query.text if results.total and can_go_within(query) else "",
        inside=searched,
        scopes=_scopes(query, results),
        sorts=tuple(_sort(query, sort) for sort in SORTS),
        tags=chosen,
        clear=search_url(bare(query)),
        cards=cards(query, results),
        spellings=offers.spellings(results),
        chips=chips(query, results),
        notes=notes(query, results),
        filters=offers.filters(results),
        groups=group_views(query, results, held),
        partial=_partial(query, results),
        ways_out=offers.ways_out(results),
        facets=facet_views(query, results),
        pager=pager(query, last) if last > 1 and query.page <= last else None,
        beyond=_beyond(query, last),
    )


def _title(query: Query, chosen: tuple[Tag, ...]) -> str:
    """What the page is of: 民生类 · 发展（第 2 页）."""
    named = " · ".join(filter(None, (*(tag.label for tag in chosen), query.text)))
    return labels.shortened(named) + (f"（第 {query.page} 页）" if query.page > 1 else "")


def count_line(results: Results) -> str:
    """How much was found: 共 54 段，见于 7 份文件; what holds some of the words is no find."""
    if not results.total:
        return "没有找到"
    if results.mode != "partial":
        return f"共 {results.total:,} 段，见于 {results.documents:,} 份文件"
    some = f"只含部分词的 {results.total - results.complete:,} 段"
    together = results.query.scope == SCOPES[0]
    if not results.complete:
        return f"没有含全部词的{'段落' if together else '文件'}，{some}"
    return f"{'' if together else '同篇'}含全部词的 {results.complete:,} 段，{some}"


def _listed(results: Results) -> str:
    """How many passages there are to filter and to look at, found or not."""
    return f"{'所列 ' if results.mode == 'partial' else ''}{results.total:,} 段"


def _sort(query: Query, sort: str) -> Link:
    return Link(labels.SORTS[sort], search_url(sorted_by(query, sort)), sort == query.sort)


def _scopes(query: Query, results: Results) -> tuple[Link, ...]:
    """The switch between 同段 and 同篇, where it makes a difference or has been used."""
    if query.scope == SCOPES[0] and not (results.total and has_several(results)):
        return ()
    return tuple(
        Link(labels.SCOPES[scope], search_url(scoped(query, scope)), scope == query.scope)
        for scope in SCOPES
    )


def _partial(query: Query, results: Results) -> Partial | None:
    if not results.partial:
        return None
    shown, total = len(results.partial), results.partial_total
    more = search_url(matching(query, MATCHES[1])) if total > shown else None
    return Partial(total, partial_views(query, results), more)


def _beyond(query: Query, last: int) -> Link | None:
    """The way back from a page after the last one."""
    if not last or query.page <= last:
        return None
    return Link(f"到最后一页（第 {last} 页）", search_url(at_page(query, last)))


def pager(query: Query, last: int) -> Pager:
    """Links to the pages around this one, the first and the last."""
    around = range(query.page - _PAGES_AROUND, query.page + _PAGES_AROUND + 1)
    shown = sorted({1, last} | {number for number in around if 1 <= number <= last})
    pages: list[Link | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            # A gap takes as much room as the one page that it would leave out.
            pages.append(_page(query, before + 1) if number == before + 2 else None)
        pages.append(_page(query, number))
    return Pager(
        previous=search_url(at_page(query, query.page - 1)) if query.page > 1 else None,
        following=search_url(at_page(query, query.page + 1)) if query.page < last else None,
        pages=tuple(pages),
    )


def _page(query: Query, number: int) -> Link:
    return Link(str(number), search_url(at_page(query, number)), number == query.page)
