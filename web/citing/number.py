"""Where a 文号 leads that is written in any form: to its document, or to what comes nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.catalogue import Catalogue, Holding
from search.engine import Engine
from search.query import Query
from search.spotting import numbers
from web.issuename import several_gazettes
from web.link import Link
from web.results.cards import ListedView, cards
from web.results.hits import facts
from web.urls import document_url, number_url, search_url

#: No 文号 is longer, however it is written (characters).
LONGEST = 100
_NEAREST = 5
# 吉政发_2017_34, 吉政发-2017-34, 吉政发/2017/34: what an address may have in place of a bracket.
_JOINTS = re.compile(r"[_+/\\]+|(?<=[\u4e00-\u9fff])-+(?=\d)")
# 吉政发「2017」34号, 吉政发《2017》34号: what quotes or titles in a sentence, but not here.
_OTHER_BRACKETS = re.compile(r"[「『《«‹⟦〘〚⟨“‘\"']\s*(\d{4})\s*[」』》»›⟧〙〛⟩”’\"']")


@dataclass(frozen=True, slots=True)
class HeldNumber:
    """A document that bears the number, or a range that it lies in."""

    title: str
    href: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberPage:
    """What is known of a number: the documents that bear it; without any, where contents lists
    print it, the nearest numbers, and the passages that name it.
    """

    number: str
    held: tuple[HeldNumber, ...]
    listed: tuple[ListedView, ...] = ()
    nearest: tuple[Link, ...] = ()
    naming: Link | None = None


def canonical(text: str) -> str | None:
    """The 文号 that a text is, in its canonical form; None where it is none, or several."""
    if len(text) > LONGEST:
        return None
    text = _OTHER_BRACKETS.sub(r"〔\1〕", _JOINTS.sub(" ", text)).strip()
    found = numbers(text)
    whole = [each for each in found if (each.start, each.end) == (0, len(text))] or found
    named = {each.canonical for each in whole}
    return named.pop() if len(named) == 1 else None


def example(catalogue: Catalogue) -> str:
    """A 文号 that leads somewhere, to show how one is written; empty where there is none."""
    numbered = (holding.document.number for holding in catalogue.holdings)
    return next((number for number in numbered if number), "")


def number_page(number: str, engine: Engine) -> NumberPage:
    """The page of a canonical 文号."""
    catalogue = engine.catalogue()
    several = several_gazettes(catalogue)
    held = tuple(_held(each, several) for each in catalogue.numbered(number))
    return NumberPage(number, held) if held else _missing(number, engine, catalogue)


def _held(held: Holding, several: bool) -> HeldNumber:
    document = held.document
    about = facts(document, held.issue, several)
    return HeldNumber(document.title, document_url(document.id), about)


def _missing(number: str, engine: Engine, catalogue: Catalogue) -> NumberPage:
    asked = Query(text=number, size=1)
    found = cards(asked, engine.search(asked))
    naming = Query(text=f'"{number}"')
    count = engine.search(naming).total
    return NumberPage(
        number,
        held=(),
        listed=found[0].listed if found else (),
        nearest=tuple(Link(n, number_url(n)) for n in catalogue.near(number, _NEAREST)),
        naming=Link(number, search_url(naming), count=count) if count else None,
    )
