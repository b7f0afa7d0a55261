"""What the archive knows of a 文号 that was asked for: its document, or the nearest numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.results import Held, Listed, NumberCard, Results
from web import offers
from web.hits import facts
from web.link import Link
from web.startpage import page_label
from web.urls import document_url


@dataclass(frozen=True, slots=True)
class HeldView:
    """A document that has the number."""

    title: str
    href: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedView:
    """A line of a contents list whose text is not held, and where it stands."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class CardView:
    """A number with the documents that have it; without any, what comes nearest."""

    number: str
    held: tuple[HeldView, ...]
    listed: tuple[ListedView, ...]
    nearest: tuple[Link, ...]


def cards(results: Results) -> tuple[CardView, ...]:
    """A card for each number that the archive has something to say of."""
    return tuple(_cards(results.cards))


def _cards(found: tuple[NumberCard, ...]) -> Iterator[CardView]:
    for card in found:
        yield CardView(
            number=card.number,
            held=tuple(map(_held, card.held)),
            listed=tuple(map(_listed, card.listed)),
            nearest=tuple(map(offers.link, card.nearest)),
        )


def _held(held: Held) -> HeldView:
    document = held.document
    return HeldView(document.title, document_url(document.id), facts(document, held.issue))


def _listed(listed: Listed) -> ListedView:
    place = (listed.issue.label, page_label(listed.entry.page))
    return ListedView(listed.entry.title, " ".join(filter(None, place)))
