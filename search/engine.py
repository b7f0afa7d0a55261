"""The engine port: what every engine can do, how one is opened, and how it fails."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Protocol

from search.catalogue import Catalogue
from search.counts import Stats, TrendCell
from search.document import Document, Edition, Issue
from search.query import Query
from search.results import Completion, Facet, Results

#: Address prefix -> the module that holds ``connect(place, mode)``. One line an engine.
ENGINES = {"whoosh": "search.whoosh_engine", "tantivy": "search.tantivy_engine"}

#: How an index is opened: to read it, to write it (made if missing), or to build it anew
#: beside the old one, which serves until publish() puts the new one in its place.
MODES = ("read", "write", "rebuild")


class EngineError(Exception):
    """An engine could not do what it was asked; the message tells the reader what to do."""


class IndexMissing(EngineError):
    """There is no index at the address."""


class IndexOutdated(EngineError):
    """The index was built by another version of gongbao or with another dictionary."""


class IndexBroken(EngineError):
    """The index is there but cannot be read or written."""


class IndexBusy(EngineError):
    """Another process is writing to the index."""


class Engine(Protocol):
    """The port. All methods raise EngineError and nothing of the engine's own."""

    def add(self, editions: Iterable[Edition]) -> None:
        """Store editions in one atomic batch; an issue of the same id is replaced whole."""

    def remove(self, issues: Iterable[str]) -> None:
        """Drop issues by id, in one atomic batch; unknown ids are passed over."""

    def search(self, query: Query) -> Results:
        """Answer a query. A query that cannot be read is answered with a message."""

    def complete(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        """What the text that is being typed in a search box could become, best first."""

    def document(self, document_id: str) -> Document | None:
        """A whole document, or None."""

    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first."""

    def catalogue(self) -> Catalogue:
        """What is held, document by document."""

    def facet(self, query: Query, name: str) -> Facet:
        """All values of one of FACETS for what a query finds, its own choice left out."""

    def trend(self, query: Query) -> tuple[TrendCell, ...]:
        """What a query finds by year and category, beside all that its filters leave."""

    def stats(self) -> Stats:
        """How much the engine holds."""

    def publish(self) -> None:
        """Put what was rebuilt in the old index's place; nothing to do in the other modes."""

    def close(self) -> None:
        """Let go of files and connections; a rebuild that was not published is thrown away."""


def open_engine(address: str, mode: str = "read") -> Engine:
    """Open the engine at an address such as ``whoosh:PATH``; a bare path is a Whoosh index.

    Raises EngineError with a message that says what to do.
    """
    if mode not in MODES:
        raise ValueError(f"mode must be one of {MODES}, not {mode!r}")
    name, colon, place = address.partition(":")
    if not colon:
        name, place = "whoosh", address
    if name not in ENGINES:
        known = "、".join(ENGINES)
        raise EngineError(f"不认识的索引地址 {address}：可用的前缀是 {known}，例如 whoosh:目录")
    if not place:
        raise EngineError(f"索引地址 {address} 缺少位置，例如 {name}:目录")
    engine: Engine = importlib.import_module(ENGINES[name]).connect(place, mode)
    return engine
