"""What a query finds in one document: which text is marked, and what its page says of it."""

from __future__ import annotations

from dataclasses import dataclass

from search.document import Document
from search.engine import Engine
from search.query import Phrase, Query, Run
from search.results import Results
from search.snippet import marker_of
from search.syntax import parse
from web.inline import Spans
from web.terms import terms
from web.urls import mark_id, text_url


@dataclass(frozen=True, slots=True)
class Marks:
    """The line above a document: what the query finds there, the first of it, all results."""

    text: str
    said: str
    first: str
    results: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one document that answer a query, the first in reading order at hand."""

    results: Results

    def spans(self) -> Spans:
        """Where a text is marked: as the hits of the same query are."""
        node = parse(self.results.query.text).node
        if isinstance(node, Run) and self.results.mode == "literal":
            node = Phrase(node.phrase)
        return marker_of(node)

    def marks(self, marked: tuple[str, ...]) -> Marks | None:
        """The line for the anchors of what is marked; None where the query marks nothing."""
        text, total = self.results.query.text, self.results.total
        if not marked and not any(terms(parse(text).node)):
            return None
        return Marks(
            text=text,
            said=said(total, max(len(marked) - total, 0)),
            first=self._first() or (mark_id(marked[0]) if marked else ""),
            results=text_url(text),
        )

    def _first(self) -> str:
        for hit in self.results.hits:
            return mark_id(hit.anchor) if hit.spans else hit.anchor
        return ""


def find_in(engine: Engine, document: Document, text: str) -> Found:
    """Ask for a text in one document."""
    query = Query(text, document=(document.id,), sort="reading", size=1)
    return Found(engine.search(query))


def said(matching: int, others: int) -> str:
    """How many passages answer the query, and how many only hold a word of it."""
    if matching and others:
        return f"符合查询的 {matching:,} 段，另有 {others:,} 段含其中的词"
    if matching:
        return f"符合查询的 {matching:,} 段"
    if others:
        return f"没有符合查询的段落，有 {others:,} 段含其中的词"
    return "没有符合查询的段落"
