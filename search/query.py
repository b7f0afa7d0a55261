"""What a person asks for: the query as it was typed, its filters, and the tree it is read into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SORTS = ("relevance", "newest", "oldest", "reading")
FACETS = ("category", "kind", "issuer", "document")
#: The fields that may stand before a colon; each looks at the document a passage stands in.
FIELDS = ("title", "number", "category", "issuer")
MAX_SIZE = 100
DEFAULT_SIZE = 20


@dataclass(frozen=True, slots=True)
class Query:
    """A search request. ``page`` counts from 1; ``size`` is hits a page, at most MAX_SIZE.

    Values of one facet are alternatives, the facets together all hold.
    """

    text: str = ""
    category: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    sort: str = "relevance"
    page: int = 1
    size: int = DEFAULT_SIZE

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one of FACETS."""
        values: tuple[str, ...] = getattr(self, facet)
        return values


@dataclass(frozen=True, slots=True)
class Word:
    """One cut of unquoted text: found where a passage has it as a word or as a word's part."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that stand one after another. ``quoted`` is False where gongbao recognised it."""

    tokens: tuple[str, ...]
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """One unquoted run of characters: all its parts are required; ``text`` is as typed.

    ``phrase`` is the same run as tokens: where it stands whole, the passage ranks higher.
    """

    text: str
    parts: tuple[Word | Phrase, ...]
    phrase: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All nodes hold in one passage."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one node holds."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The node does not hold."""

    node: Node


@dataclass(frozen=True, slots=True)
class Field:
    """Passages of documents whose title, number, category or issuer (``name``) matches."""

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """No restriction: what an empty query asks for."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a query asks for that holds nothing to search, such as a lone comma."""


Node = Word | Phrase | Run | And | Or | Not | Field | Everything | Nothing


def join(kind: type[And] | type[Or], nodes: Iterable[Node]) -> Node:
    """A node over those nodes that hold something to search; the node itself where it is one."""
    held = tuple(node for node in nodes if not isinstance(node, Nothing))
    if not held:
        return Nothing()
    return held[0] if len(held) == 1 else kind(held)
