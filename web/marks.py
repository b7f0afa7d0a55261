"""What a query finds in one document: which text is marked, and what its page says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.document import Document
from search.engine import Engine
from search.query import Query
from search.results import Results
from search.snippet import marker_of
from web.inline import Spans
from web.urls import mark_id, search_url

# Terms of these roles are not looked for in a passage's text.
_NOT_MARKED = ("dropped", "excluded", "field")


@dataclass(frozen=True, slots=True)
class Marks:
    """The line above a document: what the query finds there, the first of it, all results.

    Of a query without words to mark only the way back is given.
    """

    text: str
    said: str
    first: str
    results: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one document that answer a query, the first in reading order at hand."""

    query: Query
    results: Results

    def spans(self) -> Spans:
        """Where a text is marked: as the hits of the same query are."""
        return marker_of(self.results.shown)

    def marks(self, marked: tuple[str, ...]) -> Marks:
        """The line for the anchors of what is marked."""
        text, results = self.query.text or "、".join(self.query.within), search_url(self.query)
        if not marked and all(term.role in _NOT_MARKED for term in self.results.terms):
            return Marks(text, "", "", results)
        first = self._first() or (mark_id(marked[0]) if marked else "")
        return Marks(text, self._said(len(marked)), first, results)

    def _said(self, marked: int) -> str:
        partial = self.results.mode == "partial"
        matching = self.results.complete if partial else self.results.total
        if partial and not matching:
            return f"有 {marked:,} 段含其中的词"
        return said(matching, max(marked - matching, 0))

    def _first(self) -> str:
        for hit in self.results.hits:
            return mark_id(hit.anchor) if hit.spans else hit.anchor
        return ""


def find_in(engine: Engine, document: Document, query: Query) -> Found:
    """Ask a query in one document."""
    asked = replace(query, document=(document.id,), sort="reading", page=1, size=1)
    return Found(query, engine.search(asked))


def said(matching: int, others: int) -> str:
    """How many passages answer the query, and how many only hold a word of it."""
    if matching and others:
        return f"符合查询的 {matching:,} 段，另有 {others:,} 段含其中的词"
    if matching:
        return f"符合查询的 {matching:,} 段"
    if others:
        return f"没有符合查询的段落，有 {others:,} 段含其中的词"
    return "没有符合查询的段落"
