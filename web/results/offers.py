"""Other queries that the engine offers: better spellings, filters, and ways out of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.results import Offer, Results
from search.sentence import N_, Part, Sentence
from web import labels
from web.link import Link
from web.saying import Said, said
from web.speech import gettext as _
from web.urls import search_url

_FILTERS = ("date", "amount", "issuer", "category")
# The ways out by what they give up, and what is written before them.
_WAYS = {
    "word": N_("单独检索"),
    "pair": N_("两词同检"),
    "filter": N_("放宽筛选"),
    "scope": N_("放宽范围"),
    "unquoted": N_("去掉引号"),
    "expanded": N_("放宽写法"),
}
_LABELS = {"scope": N_("同篇即可")}
# Pairs grow with the square of the words: those that find most are shown.
_MOST_PAIRS = 6


@dataclass(frozen=True, slots=True)
class WayOut:
    """Queries that give up the same; only single words may lead nowhere, which says why."""

    name: str
    links: tuple[Link, ...]


def spellings(results: Results) -> tuple[Link, ...]:
    """What may have been meant."""
    return tuple(link(offer) for offer in results.offers if offer.kind == "spelling")


def complete(results: Results) -> Link | None:
    """Only what holds all words, where hits with some of them are listed as well."""
    found = (offer for offer in results.offers if offer.kind == "complete")
    return next(map(link, found), None)


def filters(results: Results) -> tuple[Link, ...]:
    """Filters in place of the words that name them."""
    offers = (offer for offer in results.offers if offer.kind in _FILTERS)
    return tuple(link(offer) for offer in offers if not _says_the_same(offer))


def ways_out(results: Results) -> tuple[WayOut, ...]:
    """What was searched with less where nothing was found.

    Over partial hits the wider scope is offered beside the message that says what they are.
    """
    kinds = [kind for kind in _WAYS if kind != "scope" or results.mode != "partial"]
    return tuple(_ways(results.offers, kinds))


def link(offer: Offer, label: str = "") -> Link:
    """An offer as a link with its count, under its own name or another that is translated."""
    name = _(label) if label else _shortened(offer.said)
    return Link(name, search_url(offer.query), count=offer.count)


def _shortened(sentence: Sentence) -> Said:
    parts = said(sentence).parts
    return Said(tuple(Part(labels.shortened(part.text), part.quoted) for part in parts))


def _says_the_same(offer: Offer) -> bool:
    """Whether a filter is all that would be left: an amount is found as well without it."""
    return offer.kind == "amount" and not offer.query.text


def _ways(offers: tuple[Offer, ...], kinds: Iterable[str]) -> Iterator[WayOut]:
    for kind in kinds:
        found = [offer for offer in offers if offer.kind == kind]
        if kind == "pair":
            found = sorted(found, key=lambda offer: -offer.count)[:_MOST_PAIRS]
        if found:
            yield WayOut(
                _(_WAYS[kind]), tuple(link(offer, _LABELS.get(kind, "")) for offer in found)
            )
