"""Turns a document into what an index holds of it: terms for each passage and one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from search.analysis import BORDER, analyse, borders, pairs
from search.columns import FORMAL_LETTER, KIND_LETTERS, TITLE_LETTER
from search.document import Document, Passage, passages
from search.folding import is_han

#: Blocks that sign or date a document and say nothing of its matter.
_FORMAL = frozenset({"byline", "signature", "date"})


@dataclass(frozen=True, slots=True)
class Entry:
    """The terms of one passage. ``length`` is its number of words, parts not counted.

    ``words``, ``tokens`` and ``pairs`` (of neighbouring tokens) have for each term the places of
    the tokens it begins at, as little-endian unsigned 32-bit integers.
    """

    letter: str
    length: int
    words: dict[str, bytes]
    tokens: dict[str, bytes]
    pairs: dict[str, bytes]


def entries(document: Document) -> Iterator[Entry]:
    """An entry for each passage of a document, in reading order."""
    kinds = {block.anchor: block.kind for block in document.blocks}
    for number, passage in enumerate(passages(document)):
        yield _entry(_letter(number, passage, kinds.get(passage.anchor)), passage.text)


def _letter(number: int, passage: Passage, block: str | None) -> str:
    if number == 0 and block == "title":
        return TITLE_LETTER
    return FORMAL_LETTER if block in _FORMAL else KIND_LETTERS[passage.kind]


def _entry(letter: str, text: str) -> Entry:
    analysed = analyse(text)
    sequence = [token.text for token in analysed.tokens]
    words = [word for word in analysed.words if len(word.text) > 1 or not is_han(word.text)]
    return Entry(
        letter=letter,
        length=sum(not word.part for word in analysed.words),
        words=_placed((word.text, word.at) for word in words)
        | _placed((BORDER, place) for place in borders(analysed.words)),
        tokens=_placed((token, at) for at, token in enumerate(sequence)),
        pairs=_placed((pair, at) for at, pair in enumerate(pairs(sequence))),
    )


def _placed(found: Iterable[tuple[str, int]]) -> dict[str, bytes]:
    places: dict[str, list[int]] = {}
    for term, at in found:
        places.setdefault(term, []).append(at)
    return {term: np.array(sorted(at), dtype="<u4").tobytes() for term, at in places.items()}
