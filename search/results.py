"""What a search gives back: hits with their spans and snippets, facets, counts and messages."""

from __future__ import annotations

from dataclasses import dataclass

from search.counts import Period
from search.document import ContentsEntry, Document, Issue
from search.query import NOTHING, Node, Query
from search.sentence import Sentence

#: How passages were matched: by words; exactly as typed; by some of the words only.
MODES = ("words", "literal", "partial")
#: What a message may be about: the syntax was mended; function words were dropped; other forms
#: count too; the exact hits are shown; partial hits are shown; the text is only listed in
#: contents; an occurrence inside a longer phrase does not count; how an operand was read; a
#: star has no effect; an exclusion is of one alternative only.
MESSAGE_CODES = (
    "syntax", "nothing", "dropped", "expanded", "literal", "partial", "listed", "neighbour", "near",
    "wildcard", "sided",
)  # fmt: skip
#: What an offer is: a filter that the query names (date, amount, issuer, category); a number
#: near the one asked for; a better spelling; only what holds all words; and where nothing was
#: found, what was searched with less: one word, two words, without a filter, in the wider
#: scope, without quotes, with other forms of what was typed.
OFFER_KINDS = (
    "date", "amount", "issuer", "category", "number", "spelling", "complete",
    "word", "pair", "filter", "scope", "unquoted", "expanded",
)  # fmt: skip
#: What a term is: a word, one Han character or symbol, an exact phrase, a recognised number or
#: date, a chain of NEAR, a field, what was left out, what may not be there.
TERM_ROLES = (
    "word", "character", "phrase", "number", "near", "field", "dropped", "excluded"
)  # fmt: skip
COMPLETION_KINDS = ("number", "title", "issuer", "category", "heading", "word")


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
    a footnote hangs on, else empty. ``missing`` are the words of the query that a partial hit
    does not hold. ``page`` is the printed page that the passage begins on, None where the text
    does not tell. ``found`` is how many passages of its document were found, this one included.
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
    missing: tuple[str, ...] = ()
    page: int | None = None
    found: int = 1


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
    """What happened to the query that its writer would want to know.

    ``code`` names the sort of message for programs (one of MESSAGE_CODES), ``level`` is
    ``info`` or ``warning``. ``query`` is the text of a corrected query to offer, or None.
    """

    code: str
    level: str
    said: Sentence
    query: str | None = None

    @property
    def text(self) -> str:
        """The message in Chinese."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Offer:
    """Another query and the number of passages it finds; ``kind`` is one of OFFER_KINDS.

    ``said`` is what the offer is called: what it would change, or the words of its query.
    """

    kind: str
    said: Sentence
    query: Query
    count: int

    @property
    def label(self) -> str:
        """What the offer is called in Chinese."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Term:
    """One of the things that a query was cut into. ``role`` is one of TERM_ROLES.

    ``variants`` are the other forms that count as well, ``count`` the passages that hold it by
    itself under the same filters (None for what was dropped). ``exact``, ``without`` and
    ``excluded`` are the texts of the queries in which it is taken to the letter, left out, or
    not allowed; None where that would be no other query.
    """

    text: str
    role: str
    variants: tuple[str, ...] = ()
    count: int | None = None
    exact: str | None = None
    without: str | None = None
    excluded: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A document (without its blocks) and the issue it stands in."""

    document: Document
    issue: Issue


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a contents list whose text the archive lacks, and its issue."""

    entry: ContentsEntry
    issue: Issue


@dataclass(frozen=True, slots=True)
class NumberCard:
    """What the archive knows of a 文号 that was asked for, in its canonical form.

    Of a number whose document is not held, ``nearest`` are offers of the numbers that exist
    nearest to it, and ``cited`` is the number of passages that name it.
    """

    number: str
    held: tuple[Held, ...] = ()
    listed: tuple[Listed, ...] = ()
    nearest: tuple[Offer, ...] = ()
    cited: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """What a text that is being typed could become; ``kind`` is one of COMPLETION_KINDS.

    ``count`` is the number of passages that hold it where that is known. ``document`` is the
    id of the document whose title or number it is.
    """

    text: str
    kind: str
    count: int | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits with everything that is said about all of them.

    ``mode`` is one of MODES. ``total`` counts passages, ``documents`` the documents they stand
    in; ``complete`` of the passages answer the query itself, the others are what a partial or a
    literal mode adds. ``literal_extra`` is the number of passages that hold the query's run
    exactly but not as words; None where the query is not one unquoted run; ``literal_query``
    finds just these. Where few passages hold all words, ``partial`` are the best of the
    ``partial_total`` that hold some; they are not among the hits and not counted with them.
    ``nothing_asked`` says that the query has no word, number or sign in it that could be
    searched. ``searched`` is the text that was searched: the query's, or a corrected one, and
    ``shown`` the tree whose places are marked in the hits. ``timeline`` counts the passages
    over time. Where the query's view is of documents, ``hits`` are the best of each document
    on the page, one document after another.
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
    complete: int = 0
    partial: tuple[Hit, ...] = ()
    partial_total: int = 0
    searched: str = ""
    shown: Node = NOTHING
    terms: tuple[Term, ...] = ()
    cards: tuple[NumberCard, ...] = ()
    offers: tuple[Offer, ...] = ()
    timeline: tuple[Period, ...] = ()
