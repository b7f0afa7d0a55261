"""Which documents of an archive cite a document, passage by passage.

A query finds the documents that may, and those are read whole, for a short name is given once
and used often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.catalogue import Catalogue, Holding, read_number
from search.citations import Citation, cites, same
from search.document import Document
from search.engine import Engine
from search.naming import Name, pieces
from search.query import DOCUMENTS, MAX_SIZE, NEWEST, Query

# Less than search.syntax.MAX_LENGTH, behind which a query is cut; some documents have many names.
_LONGEST_QUERY = 900
# Of 22—400号 so many serials are looked for.
_MOST_SERIALS = 20


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites another, and the references in it that do, in reading order."""

    holding: Holding
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The documents that cite one, newest first.

    ``query`` finds all passages that may cite it. Of the documents that have such, the newest
    MAX_SIZE are read; ``unread`` are left.
    """

    documents: tuple[Citing, ...]
    query: str
    unread: int = 0

    @property
    def complete(self) -> bool:
        """Whether these are all."""
        return not self.unread

    @property
    def passages(self) -> int:
        """How many passages cite it."""
        return sum(len({c.passage.anchor for c in each.citations}) for each in self.documents)


NOBODY = CitedBy((), "")


def cited_by(document: Document, engine: Engine) -> CitedBy:
    """The documents that cite one, each read whole: a short name is given once and used often."""
    catalogue = engine.catalogue()
    holding = catalogue.holding(document.id)
    query = citing_query(holding) if holding else ""
    if not query:
        return NOBODY
    asked = Query(query, view=DOCUMENTS, sort=NEWEST, size=MAX_SIZE, expand=False)
    results = engine.search(asked)
    candidates = dict.fromkeys(hit.document.id for hit in results.hits)
    found = (_citing(document, each, engine, catalogue) for each in candidates)
    return CitedBy(
        tuple(each for each in found if each),
        query,
        results.documents - len(candidates),
    )


def _citing(document: Document, other: str, engine: Engine, catalogue: Catalogue) -> Citing | None:
    holding, whole = catalogue.holding(other), engine.document(other)
    if holding is None or whole is None or same(document, whole):
        return None
    found = tuple(
        citation
        for citation in cites(whole, catalogue)
        if any(same(document, held.document) for held in citation.held)
    )
    return Citing(holding, found) if found else None


def citing_query(holding: Holding) -> str:
    """A query that finds a passage of every document that cites one; empty where nothing tells
    it from others. Not all that it finds does cite it.
    """
    query = ""
    for term in (*_numbers(holding), *_names(holding)):
        longer = f"{query} OR {term}" if query else term
        query = longer if len(longer) <= _LONGEST_QUERY else query
    return query


def _numbers(holding: Holding) -> Iterator[str]:
    """34号 is cited by 33、34号 as well: what stands before and behind the serial is left open."""
    number = read_number(holding.document.number or "")
    for first, last in number.serials if number else ():
        for serial in range(first, min(last, first + _MOST_SERIALS) + 1):
            yield f'"{number.organ}〔{number.year}〕*{serial}"' if number else ""


def _names(holding: Holding) -> Iterator[str]:
    """The shortest names: the others hold them."""
    shortest: list[Name] = []
    for name in sorted(holding.names, key=lambda each: len(each.text)):
        if not any(other.text in name.text for other in shortest):
            shortest.append(name)
            yield "(" + " ".join(f'"{piece}"' for piece in pieces(name.printed)) + ")"
