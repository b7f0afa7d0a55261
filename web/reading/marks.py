"""What a query finds in one document: which text is marked, and what its page says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search.document import Document
from search.engine import Engine
from search.query import READING, Query
from search.results import Results
from search.snippet import marker_of
from web.link import Link
from web.saying import counted
from web.speech import gettext as _
from web.text.inline import Spans
from web.text.places import Place
from web.urls import mark_id, search_url

# Terms of these roles are not looked for in a passage's text.
_NOT_MARKED = ("dropped", "excluded", "field")
#: As many places are listed one by one.
MAX_LISTED = 300


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said above a document of the text that is marked in it.

    ``first`` is the id of the first place to go to, ``count`` how many places there are and
    ``listed`` the first of them; ``ways`` lead to other marks and results. Where there are no
    words to mark only the ways are given.
    """

    text: str
    said: str
    first: str
    count: int
    listed: tuple[Place, ...]
    ways: tuple[Link, ...]


class Marking(Protocol):
    """What is to be marked in a document."""

    def spans(self) -> Spans:
        """Where a text is marked."""

    def marks(self, marked: Sequence[tuple[Place, ...]]) -> Marks:
        """What is said of it; ``marked`` are the places of each passage that has some."""


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one document that answer a query, the first in reading order at hand."""

    query: Query
    results: Results

    def spans(self) -> Spans:
        """Where a text is marked: as the hits of the same query are."""
        return marker_of(self.results.shown)

    def marks(self, marked: Sequence[tuple[Place, ...]]) -> Marks:
        """How many passages answer the query, and the way back to all its results."""
        text = self.query.text or "、".join(self.query.within)
        ways = (Link(_("全部结果"), search_url(self.query)),)
        if not marked and all(term.role in _NOT_MARKED for term in self.results.terms):
            return Marks(text, "", "", 0, (), ways)
        places = [place for each in marked for place in each]
        first = self._first({place.id for place in places})
        listed = tuple(places[:MAX_LISTED])
        said = self._said(len(marked))
        return Marks(text, said, first or _first_id(places), len(places), listed, ways)

    def _said(self, marked: int) -> str:
        partial = self.results.mode == "partial"
        matching = self.results.complete if partial else self.results.total
        if partial and not matching:
            return counted("有 %(count)s 段含其中的词", marked)
        return _said_of(matching, max(marked - matching, 0))

    def _first(self, known: set[str]) -> str:
        """The first passage that answers the query: its mark, where it has one."""
        for hit in self.results.hits:
            mark = mark_id(hit.anchor)
            return mark if mark in known else hit.anchor
        return ""


def find_in(engine: Engine, document: Document, query: Query) -> Found:
    """Ask a query in one document."""
    asked = replace(query, document=(document.id,), sort=READING, page=1, size=1)
    return Found(query, engine.search(asked))


def _said_of(matching: int, others: int) -> str:
    """How many passages answer the query, and how many only hold a word of it."""
    if matching and others:
        whole = counted("符合查询的 %(count)s 段", matching)
        return _(
            "%(whole)s，%(some)s", whole=whole, some=counted("另有 %(count)s 段含其中的词", others)
        )
    if matching:
        return counted("符合查询的 %(count)s 段", matching)
    if others:
        return counted("没有符合查询的段落，有 %(count)s 段含其中的词", others)
    return _("没有符合查询的段落")


def _first_id(places: Sequence[Place]) -> str:
    return places[0].id if places else ""
