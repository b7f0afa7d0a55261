"""Hits as a results page shows them: grouped by document, with heading path, snippet, links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from search.document import Document, Issue
from search.query import Query
from search.results import Fragment, Hit, Results
from search.snippet import pieces
from web import labels
from web.changes import with_choice
from web.hittables import HitTable, hit_table
from web.startpage import page_label
from web.urls import document_url, mark_id, search_url


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit: the part of a table, or fragments of text; neither for a document's title.

    ``missing`` are the words of the query that it does not hold.
    """

    href: str
    kind: str
    is_title: bool
    headings: tuple[str, ...]
    context: str
    table: HitTable | None
    fragments: tuple[Fragment, ...]
    cut_before: bool
    cut_after: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Hits of one document that follow one another, and how many more it has."""

    title: Fragment
    href: str
    facts: tuple[str, ...]
    hits: tuple[HitView, ...]
    siblings: int
    siblings_href: str


def group_views(query: Query, results: Results) -> tuple[GroupView, ...]:
    """The page's hits."""
    counts = _passages_by_document(results) if results.documents > 1 else {}
    return _groups(query, results.hits, counts)


def partial_views(query: Query, results: Results) -> tuple[GroupView, ...]:
    """The hits with some of the words behind those with all of them."""
    return _groups(query, results.partial, {})


def _groups(query: Query, hits: tuple[Hit, ...], counts: dict[str, int]) -> tuple[GroupView, ...]:
    groups = groupby(hits, key=lambda hit: hit.document.id)
    return tuple(_group(query, tuple(found), counts.get(name, 0)) for name, found in groups)


def _group(query: Query, hits: tuple[Hit, ...], in_document: int) -> GroupView:
    document = hits[0].document
    title = next((pieces(hit.text, hit.spans) for hit in hits if _is_title(hit)), None)
    return GroupView(
        title=title or pieces(document.title, ()),
        href=_passage_url(hits[0], query),
        facts=facts(document, hits[0].issue),
        hits=tuple(_hit(query, hit) for hit in hits),
        siblings=max(in_document - len(hits), 0),
        siblings_href=search_url(with_choice(query, "document", (document.id,))),
    )


def _is_title(hit: Hit) -> bool:
    """Whether a hit is the title that stands above it already."""
    return hit.kind == "heading" and hit.text.split() == hit.document.title.split()


def facts(document: Document, issue: Issue) -> tuple[str, ...]:
    """What identifies a document: category, 文号, issuer, date, where it is printed."""
    # The gazette's name would be the same on nearly every hit: year and number are enough.
    short = replace(issue, title=None).label or issue.label
    place = " ".join(filter(None, (short, page_label(document.page))))
    issued = document.issued.isoformat() if document.issued else ""
    known = (document.category, document.number, document.issuer, issued, place)
    return tuple(fact for fact in known if fact)


def _passage_url(hit: Hit, query: Query) -> str:
    """The place in its document that shows a hit: its first mark, or the passage."""
    place = mark_id(hit.anchor) if hit.spans else hit.anchor
    return document_url(hit.document.id, query.text, place, query.expand, query.within)


def _passages_by_document(results: Results) -> dict[str, int]:
    facets = (facet for facet in results.facets if facet.name == "document")
    return {value.value: value.count for facet in facets for value in facet.values}


def _hit(query: Query, hit: Hit) -> HitView:
    is_title = _is_title(hit)
    return HitView(
        href=_passage_url(hit, query),
        kind="文件标题" if is_title else labels.KINDS.get(hit.kind, hit.kind),
        is_title=is_title,
        headings=hit.headings,
        context=hit.context,
        table=hit_table(hit),
        fragments=() if is_title else hit.snippet.fragments,
        cut_before=hit.snippet.cut_before,
        cut_after=hit.snippet.cut_after,
        missing=tuple(map(labels.shortened, hit.missing)),
    )
