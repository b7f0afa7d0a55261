"""The plain baseline that gongbao's ranking is measured against: jieba's search mode and BM25.

It is what one would write without gongbao: texts and queries cut for search by jieba with no
word left out, any word of a query will do, and BM25 after Robertson and Zaragoza, The
Probabilistic Relevance Framework (2009), with the constants that gongbao's own ranking has.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from search import cutter
from search.columns import Floats, Ints

_K1 = 1.2
_B = 0.75
# Scores that differ by less are equal: the order must not hang on the last bit of a float.
_DECIMALS = 6


def tokens(text: str) -> list[str]:
    """The lower-cased words of a text, those inside longer ones included; no punctuation."""
    cut = cutter.search_mode(text)
    return [token.lower() for token in cut if any(char.isalnum() for char in token)]


class PlainIndex:
    """Texts by their ids, in memory. Several texts may share an id: the passages of a document."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Index (id, text) pairs, in the order that decides between equal scores."""
        self._ids: list[str] = []
        # For each token the numbers of the texts that hold it, and how often each does.
        self._postings: defaultdict[str, tuple[array[int], array[int]]]
        self._postings = defaultdict(lambda: (array("q"), array("q")))
        lengths = [self._add(name, tokens(text)) for name, text in texts]
        length = np.array(lengths, dtype=np.float64)
        average = length.sum() / max(len(lengths), 1)
        self._norm: Floats = _K1 * (1 - _B + _B * length / max(average, 1.0))

    def _add(self, name: str, found: list[str]) -> int:
        for token, count in Counter(found).items():
            numbers, counts = self._postings[token]
            numbers.append(len(self._ids))
            counts.append(count)
        self._ids.append(name)
        return len(found)

    def search(self, text: str) -> list[str]:
        """The ids of the texts that hold any word of a query, best first; one id for each text.

        A word that stands twice in the query counts twice.
        """
        scores: Floats = np.zeros(len(self._ids))
        for token in tokens(text):
            if token in self._postings:
                self._gain(scores, *map(_whole_numbers, self._postings[token]))
        found = np.flatnonzero(scores)
        order = np.argsort(-scores[found].round(_DECIMALS), kind="stable")
        return [self._ids[number] for number in found[order].tolist()]

    def _gain(self, scores: Floats, numbers: Ints, counts: Ints) -> None:
        absent = len(self._ids) - len(numbers)
        rarity = np.log1p((absent + 0.5) / (len(numbers) + 0.5))
        scores[numbers] += rarity * counts * (_K1 + 1) / (counts + self._norm[numbers])


def _whole_numbers(column: array[int]) -> Ints:
    return np.frombuffer(column, dtype=np.int64)
