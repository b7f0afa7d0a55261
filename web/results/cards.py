"""What the archive knows of a 文号 that was asked for: its document, or the nearest numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.query import Query
from search.results import Held, Listed, Results
from web import labels
from web.link import Link
from web.results import offers
from web.results.hits import GroupView, card_view, facts
from web.saying import Said
from web.urls import document_url


@dataclass(frozen=True, slots=True)
class HeldView:
    """A document that has the number; the hits that say no more than its card, if any."""

    title: str
    href: str
    facts: tuple[str, ...]
    group: GroupView | None


@dataclass(frozen=True, slots=True)
class ListedView:
    """A line of a contents list whose text is not held, and where it stands."""

    title: str
    place: Said


@dataclass(frozen=True, slots=True)
class CardView:
    """A number with the documents that have it; without any, what comes nearest, and how many
    passages name it.
    """

    number: str
    held: tuple[HeldView, ...]
    listed: tuple[ListedView, ...]
    nearest: tuple[Link, ...]
    cited: int


def cards(query: Query, results: Results, several: bool = False) -> tuple[CardView, ...]:
    """A card for each number that the archive has something to say of, on the first page;
    ``several`` says that it has more than one gazette.
    """
    return tuple(_cards(query, results, several)) if query.page == 1 else ()


def held_by(results: Results) -> frozenset[str]:
    """The documents that cards show."""
    return frozenset(held.document.id for card in results.cards for held in card.held)


def _cards(query: Query, results: Results, several: bool) -> Iterator[CardView]:
    for card in results.cards:
        yield CardView(
            number=card.number,
            held=tuple(_held(query, results, each, several) for each in card.held),
            listed=tuple(map(_listed, card.listed)),
            nearest=tuple(map(offers.link, card.nearest)),
            cited=card.cited,
        )


def _held(query: Query, results: Results, held: Held, several: bool) -> HeldView:
    document = held.document
    return HeldView(
        title=document.title,
        href=document_url(document.id),
        facts=facts(document, held.issue, several),
        group=card_view(query, results, document.id),
    )


def _listed(listed: Listed) -> ListedView:
    place = labels.printed_at(listed.issue.label, listed.entry.page)
    return ListedView(listed.entry.title, place)
