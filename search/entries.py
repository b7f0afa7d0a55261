"""Turns a document into what an index holds of it: terms for each passage and one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search.analysis import pairs, words
from search.columns import KIND_LETTERS, TITLE_LETTER
from search.document import Document, Passage, passages
from search.folding import SENTENCE_END, is_han, tokens


@dataclass(frozen=True, slots=True)
class Entry:
    """The terms of one passage. ``length`` is its number of words, parts not counted.

    ``pairs`` has for each pair of neighbouring tokens the positions it begins at, as
    little-endian unsigned 32-bit integers.
    """

    letter: str
    length: int
    words: dict[str, int]
    tokens: dict[str, int]
    pairs: dict[str, bytes]


def entries(document: Document) -> Iterator[Entry]:
    """An entry for each passage of a document, in reading order."""
    for number, passage in enumerate(passages(document)):
        yield _entry(_letter(document, number, passage), passage.text)


def _letter(document: Document, number: int, passage: Passage) -> str:
    title = number == 0 and passage.kind == "heading" and document.blocks[0].kind == "title"
    return TITLE_LETTER if title else KIND_LETTERS[passage.kind]


def _entry(letter: str, text: str) -> Entry:
    cut = words(text)
    sequence = [token.text for token in tokens(text)]
    return Entry(
        letter=letter,
        length=sum(not word.part for word in cut),
        words=dict(Counter(w.text for w in cut if len(w.text) > 1 or not is_han(w.text))),
        tokens=dict(Counter(token for token in sequence if token != SENTENCE_END)),
        pairs=_placed(sequence),
    )


def _placed(sequence: list[str]) -> dict[str, bytes]:
    places: dict[str, list[int]] = {}
    for position, term in enumerate(pairs(sequence)):
        places.setdefault(term, []).append(position)
    return {term: np.array(at, dtype="<u4").tobytes() for term, at in places.items()}
