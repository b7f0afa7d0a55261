"""The results page's view model: count, order, tags, terms, hits, paging and what else to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.engine import Engine
from search.query import SAME_PASSAGE, SOME_WORDS, Query
from search.results import Results
from search.sentence import say
from web import labels
from web.changes import at_page, matching, untagged
from web.issuename import several_gazettes
from web.link import Link
from web.pager import Pager, pager
from web.results import offers, switches
from web.results.cards import CardView, cards, held_by
from web.results.chips import Chips, chips
from web.results.dates import DateForm, Misread, date_form, problem
from web.results.facets import FacetView, facet_views
from web.results.hits import GroupView, group_views, partial_views
from web.results.leads import Leads, leads
from web.results.notes import Note, notes
from web.results.offers import WayOut
from web.results.tags import Tag, inside, tags
from web.results.timeline import Timeline, timeline
from web.saying import counted, said
from web.speech import gettext as _
from web.urls import can_go_within, kept_beside, search_url


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
    ``narrowing`` are the hidden fields of a form that keeps the query.
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
    views: tuple[Link, ...]
    sizes: tuple[Link, ...]
    timeline: Timeline | None
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
    narrowing: tuple[tuple[str, str], ...]
    dates: DateForm
    pager: Pager | None
    beyond: Link | None


def result_page(
    query: Query, results: Results, engine: Engine, misread: Misread | None = None
) -> ResultPage:
    """The page for a query's results; ``misread`` are dates that could not be heeded."""
    last = -(-switches.listed(query, results) // query.size)
    catalogue = engine.catalogue()
    several = several_gazettes(catalogue)
    chosen, searched = tags(query, catalogue), inside(query)
    held = held_by(results) if query.page == 1 else ()
    before = leads((*results.hits, *results.partial), engine.document)
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
        scopes=switches.scopes(query, results),
        sorts=switches.sorts(query),
        views=switches.views(query),
        sizes=switches.sizes(query, results),
        timeline=timeline(query, results),
        tags=chosen,
        clear=search_url(untagged(query)),
        cards=cards(query, results, several),
        spellings=offers.spellings(results),
        chips=chips(query, results),
        notes=(*_misread(misread), *notes(query, results)),
        filters=offers.filters(results),
        groups=group_views(query, results, held, before, several),
        partial=_partial(query, results, before, several),
        ways_out=offers.ways_out(results),
        facets=facet_views(query, results, catalogue),
        narrowing=kept_beside(query),
        dates=date_form(query, catalogue, misread),
        pager=_pager(query, last),
        beyond=_beyond(query, last),
    )


def _misread(misread: Misread | None) -> Iterator[Note]:
    if misread is not None:
        what = say("%(problem)s。这里没有按日期筛选。", problem=problem(misread.error))
        yield Note("warning", said(what))


def _title(query: Query, chosen: tuple[Tag, ...]) -> str:
    """What the page is of: 民生类 · 发展（第 2 页）."""
    named = " · ".join(filter(None, (*(str(tag.label) for tag in chosen), query.text)))
    page = _("（第 %(page)s 页）", page=query.page) if query.page > 1 else ""
    return labels.shortened(named) + page


def count_line(results: Results) -> str:
    """How much was found: 共 54 段，见于 7 份文件; what holds some of the words is no find."""
    if not results.total:
        return _("没有找到")
    if results.mode != "partial":
        passages = counted("%(count)s 段", results.total)
        documents = counted("%(count)s 份文件", results.documents)
        return _("共 %(passages)s，见于 %(documents)s", passages=passages, documents=documents)
    some = counted("只含部分词的 %(count)s 段", results.total - results.complete)
    return _("%(whole)s，%(some)s", whole=_whole(results), some=some)


def _whole(results: Results) -> str:
    """How many passages hold all words, beside those with some."""
    together = results.query.scope == SAME_PASSAGE
    if not results.complete:
        return _("没有含全部词的段落") if together else _("没有含全部词的文件")
    if together:
        return counted("含全部词的 %(count)s 段", results.complete)
    return counted("同篇含全部词的 %(count)s 段", results.complete)


def _listed(results: Results) -> str:
    """How many passages there are to filter and to look at, found or not."""
    if results.mode == "partial":
        return counted("筛选 · 所列 %(count)s 段", results.total)
    return counted("筛选 · %(count)s 段", results.total)


def _partial(query: Query, results: Results, before: Leads, several: bool) -> Partial | None:
    if not results.partial:
        return None
    shown, total = len(results.partial), results.partial_total
    more = search_url(matching(query, SOME_WORDS)) if total > shown else None
    return Partial(total, partial_views(query, results, before, several), more)


def _pager(query: Query, last: int) -> Pager | None:
    """Behind the last page there is only the way back."""
    if query.page > last:
        return None
    return pager(query.page, last, lambda n: search_url(at_page(query, n)))


def _beyond(query: Query, last: int) -> Link | None:
    """The way back from a page after the last one."""
    if not last or query.page <= last:
        return None
    return Link(_("到最后一页（第 %(page)s 页）", page=last), search_url(at_page(query, last)))
