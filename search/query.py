"""What a person asks for: the query as it was typed, its filters, and the tree it is read into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

RELEVANCE, NEWEST, OLDEST, READING = SORTS = ("relevance", "newest", "oldest", "reading")
FACETS = ("category", "kind", "issuer", "year", "issue", "document")
#: The fields that may stand before a colon: those that look at the document a passage stands in,
#: and those that look at passages of one kind.
FIELDS = ("title", "number", "category", "issuer")
KIND_FIELDS = ("footnote", "table", "paragraph")
#: Where all words of a query have to stand: in one passage (同段) or in one document (同篇).
SAME_PASSAGE, SAME_DOCUMENT = SCOPES = ("passage", "document")
#: Whether a passage has to hold all words of a query or at least one.
ALL_WORDS, SOME_WORDS = MATCHES = ("all", "some")
#: What a page of results lists: passages, or documents with their best passages.
PASSAGES, DOCUMENTS = VIEWS = ("passages", "documents")
MAX_SIZE = 100
DEFAULT_SIZE = 20

#: In a phrase's tokens: up to WILD_LONGEST tokens stand here, and no sentence end.
WILD = "*"
WILD_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Query:
    """A search request. ``page`` counts from 1; ``size`` is at most MAX_SIZE and is counted in
    what ``view`` lists, passages or documents.

    Values of one facet are alternatives, the facets together all hold. ``year`` is that of the
    document's date (of its issue's, where it has none), ``issue`` an issue's id. ``since`` and
    ``until`` are the first and the last day on which a document may be dated. ``within`` holds
    the texts of queries whose results are searched. ``match`` says whether a passage that holds
    some of the unquoted words will do. ``expand`` is False where only what was typed counts,
    not other forms of it (放管服 for 简政放权、放管结合、优化服务).
    """

    text: str = ""
    category: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    within: tuple[str, ...] = ()
    scope: str = SAME_PASSAGE
    match: str = ALL_WORDS
    expand: bool = True
    sort: str = RELEVANCE
    view: str = PASSAGES
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
    """Tokens that stand one after another; WILD stands for some that are not known.

    ``quoted`` is False where gongbao recognised it. An occurrence inside one of ``without``
    does not count (民政 in 人民政府). ``whole`` asks for borders of words at both its ends (no
    应急管理部 in 应急管理部门). ``typed`` is how it was written.
    """

    tokens: tuple[str, ...]
    quoted: bool = True
    without: tuple[tuple[str, ...], ...] = ()
    whole: bool = False
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Variants:
    """Forms of the same thing, any of which will do; the first is as it was ``typed``."""

    forms: tuple[Word | Phrase | And, ...]
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Run:
    """One unquoted run of characters: all its parts are required; ``text`` is as typed.

    ``phrase`` is the same run as tokens: where it stands whole, the passage ranks higher.
    ``dropped`` are the words that were left out of the parts. A ``question`` asks for passages
    that hold some of its words.
    """

    text: str
    parts: tuple[Word | Phrase | Variants, ...]
    phrase: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    question: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Nodes that stand near each other, in any order: a chain, each with the next.

    ``gaps[i]`` is how many tokens at most stand between node i and node i + 1, sentence ends
    not counted. The nodes are words, phrases, variants or alternatives of these.
    """

    nodes: tuple[Node, ...]
    gaps: tuple[int, ...]


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
    """Passages of documents whose title, number, category or issuer (``name``) matches, or
    passages of the kind ``name`` that match.
    """

    name: str
    node: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """No restriction: what an empty query asks for."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a query asks for that holds nothing to search, such as a lone comma."""


Node = Word | Phrase | Variants | Run | Near | And | Or | Not | Field | Everything | Nothing


NOTHING = Nothing()


def join(kind: type[And] | type[Or], nodes: Iterable[Node]) -> Node:
    """A node over those nodes that hold something to search; the node itself where it is one."""
    held = tuple(node for node in nodes if not isinstance(node, Nothing))
    if not held:
        return Nothing()
    return held[0] if len(held) == 1 else kind(held)
