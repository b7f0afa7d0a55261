"""What a search gives back: hits with their spans and snippets, facets, counts and messages."""

from __future__ import annotations

from dataclasses import dataclass

from search.document import Document, Issue
from search.query import Query


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is either matched by the query or not."""

    text: str
    matched: bool = False


#: Pieces that follow one another in the passage; a snippet is one or more of these.
Fragment = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """The fragments of a passage that show the query; where the passage goes on, it is said."""

    fragments: tuple[Fragment, ...]
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``spans`` are [start, end) characters of ``text``.

    ``document`` carries no blocks here, only what describes it. ``context`` is the sentence that
    a footnote hangs on, else empty.
    """

    document: Document
    issue: Issue
    anchor: str
    kind: str
    headings: tuple[str, ...]
    text: str
    spans: tuple[tuple[int, int], ...]
    snippet: Snippet
    score: float
    context: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and the number of passages it would leave."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's values, most passages first; the facet's own choice does not narrow them."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What happened to the query that its writer would want to know; ``query`` mends it.

    ``level`` is ``info`` or ``warning``. ``query`` is a corrected query to offer, or None.
    """

    level: str
    text: str
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits with everything that is said about all of them.

    ``mode`` tells how passages were matched: ``words`` or ``literal`` (exactly as typed).
    ``total`` counts passages, ``documents`` the documents they stand in. ``literal_extra`` is
    the number of passages that hold the query's run exactly but not as words; None where the
    query is not one unquoted run; ``literal_query`` finds just these. ``nothing_asked`` says
    that the query has no word, number or sign in it that could be searched.
    """

    query: Query
    mode: str
    total: int
    documents: int
    literal_extra: int | None
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    messages: tuple[Message, ...]
    nothing_asked: bool = False
    literal_query: str | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """What an engine holds."""

    issues: int
    documents: int
    passages: int
