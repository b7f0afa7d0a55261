"""Looks up the 文号 that a query names: the document itself, or the numbers nearest to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from search.archive import Archive
from search.breakdown import leaves
from search.query import Field, Node, Phrase, Query, Variants
from search.results import Held, NumberCard, Offer
from search.sentence import quote
from search.spotting import numbers

#: So many numbers are looked up, and so many neighbours of one are offered.
_MOST = 3

Count = Callable[[Query], int]


def cards(node: Node, query: Query, archive: Archive, count: Count) -> tuple[NumberCard, ...]:
    """A card for each number in a query, where the archive has something to say of it."""
    asked = dict.fromkeys(_asked(node))
    found = (_card(number, query, archive, count) for number in list(asked)[:_MOST])
    return tuple(card for card in found if card.held or card.listed or card.nearest or card.cited)


def _asked(node: Node) -> Iterator[str]:
    """The canonical form of the numbers that a query asks for, quoted or not."""
    for leaf in leaves(node):
        named = leaf.node.node if isinstance(leaf.node, Field) else leaf.node
        if isinstance(named, Phrase | Variants) and leaf.role != "excluded":
            text = named.typed
            whole = (n for n in numbers(text) if (n.start, n.end) == (0, len(text)))
            yield from (number.canonical for number in whole)


def _card(canonical: str, query: Query, archive: Archive, count: Count) -> NumberCard:
    catalogue = archive.catalogue
    held = catalogue.numbered(canonical)
    if held:
        return NumberCard(canonical, held=tuple(Held(h.document, h.issue) for h in held))
    nearest = (_offer(number, query, count) for number in catalogue.near(canonical, _MOST))
    citing = replace(query, text=f'"{canonical}"', page=1)
    return NumberCard(
        canonical,
        listed=archive.listing.numbered(canonical),
        nearest=tuple(nearest),
        cited=count(citing),
    )


def _offer(number: str, query: Query, count: Count) -> Offer:
    nearby = replace(query, text=number, page=1)
    return Offer("number", quote(number), nearby, count(nearby))
