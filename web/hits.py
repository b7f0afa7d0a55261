"""Hits as a results page shows them: title, facts, heading path, snippet, links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.document import Document, Issue
from search.query import Query
from search.results import Fragment, Hit, Piece, Results
from web import labels
from web.startpage import page_label
from web.urls import document_url, mark_id, search_url, with_choice

Cell = tuple[Piece, ...]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit. ``fragments`` are rows of cells; only a table has more than one of each."""

    title: str
    href: str
    kind: str
    shape: str
    facts: tuple[str, ...]
    headings: tuple[str, ...]
    context: str
    fragments: tuple[tuple[Row, ...], ...]
    cut_before: bool
    cut_after: bool
    siblings: int
    siblings_href: str


def hit_views(query: Query, results: Results) -> tuple[HitView, ...]:
    """The page's hits."""
    counts = _passages_by_document(results)
    return tuple(_hit(query, hit, counts.get(hit.document.id, 0)) for hit in results.hits)


def facts(document: Document, issue: Issue) -> tuple[str, ...]:
    """What identifies a document: category, 文号, issuer, date, where it is printed."""
    # The gazette's name would be the same on nearly every hit: year and number are enough.
    short = replace(issue, title=None).label or issue.label
    place = " ".join(filter(None, (short, page_label(document.page))))
    issued = document.issued.isoformat() if document.issued else ""
    known = (document.category, document.number, document.issuer, issued, place)
    return tuple(fact for fact in known if fact)


def passage_url(hit: Hit, text: str) -> str:
    """The place in its document that shows a hit: its first mark, or the passage."""
    place = mark_id(hit.anchor) if hit.spans else hit.anchor
    return document_url(hit.document.id, text, place)


def _passages_by_document(results: Results) -> dict[str, int]:
    facets = (facet for facet in results.facets if facet.name == "document")
    return {value.value: value.count for facet in facets for value in facet.values}


def _hit(query: Query, hit: Hit, in_document: int) -> HitView:
    document = hit.document
    return HitView(
        title=document.title,
        href=passage_url(hit, query.text),
        kind=labels.KINDS.get(hit.kind, hit.kind),
        shape="table" if hit.kind == "table" else "text",
        facts=facts(document, hit.issue),
        headings=hit.headings,
        context=hit.context,
        fragments=tuple(_rows(fragment) for fragment in hit.snippet.fragments),
        cut_before=hit.snippet.cut_before,
        cut_after=hit.snippet.cut_after,
        siblings=max(in_document - 1, 0) if query.document != (document.id,) else 0,
        siblings_href=search_url(with_choice(query, "document", (document.id,))),
    )


def _rows(fragment: Fragment) -> tuple[Row, ...]:
    """A fragment cut into lines, and these into cells."""
    return tuple(tuple(_split(row, "\t")) for row in _split(fragment, "\n"))


def _split(pieces: Iterable[Piece], at: str) -> list[tuple[Piece, ...]]:
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split(at)
        parts[-1].append(Piece(first, piece.matched))
        parts.extend([Piece(text, piece.matched)] for text in others)
    return [tuple(piece for piece in part if piece.text) for part in parts]
