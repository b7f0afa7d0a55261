"""A query's terms as chips: what was searched, how often it is found, what can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.query import Query
from search.results import Results, Term
from search.sentence import N_
from web import labels
from web.changes import asking
from web.link import Link
from web.speech import gettext as _
from web.urls import search_url

# Each chip repeats the query in its links: without a limit a page would grow with its square.
_MOST = 12
# What can be done with a term, and what it is called.
_CHANGES = (
    ("exact", N_("逐字检索")),
    ("without", N_("去掉它")),
    ("excluded", N_("排除含它的段落")),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """A term: as typed, its other forms, the passages that hold it, and its changes as links.

    ``role`` is one of search.results.TERM_ROLES.
    """

    text: str
    role: str
    also: str
    count: int | None
    changes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Chips:
    """The terms in the order of the query; ``more`` of them are not shown."""

    shown: tuple[Chip, ...] = ()
    more: int = 0


def chips(query: Query, results: Results) -> Chips:
    """The query's terms; none where they have nothing to say that is not said elsewhere."""
    terms = results.terms
    # Where nothing is found, each word is offered by itself with its count.
    offered = not results.total and any(offer.kind == "word" for offer in results.offers)
    if (len(terms) < 2 or offered) and not any(term.variants for term in terms):
        return Chips()
    shown = tuple(_chip(query, term) for term in terms[:_MOST])
    return Chips(shown, len(terms) - len(shown))


def has_several(results: Results) -> bool:
    """Whether the words of a query can stand apart: there are two or more of them."""
    return sum(term.role not in ("dropped", "excluded", "field") for term in results.terms) > 1


def _chip(query: Query, term: Term) -> Chip:
    return Chip(
        text=labels.shortened(term.text),
        role=term.role,
        also="；".join(term.variants),
        count=None if term.role == "dropped" else term.count,
        changes=tuple(_changes(query, term)),
    )


def _changes(query: Query, term: Term) -> Iterator[Link]:
    for name, label in _CHANGES:
        text: str | None = getattr(term, name)
        if text is not None:
            label = N_("要求它") if term.role == "dropped" else label
            yield Link(_(label), search_url(asking(query, text)))
