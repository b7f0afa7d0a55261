"""Orders passages: BM25 over words, helped by whole runs, titles and token pairs.

BM25 after Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with k1 = 1.2
and b = 0.75. Equal scores: the newer document first, then reading order, so that an order is
total and repeatable.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.columns import Bools, Columns, Floats, Ints
from search.document import PASSAGE_KINDS
from search.folding import SENTENCE_END
from search.matching import Matcher, Postings, phrase_pairs
from search.query import And, Node, Or, Phrase, Run, Word

_K1 = 1.2
_B = 0.75
#: What a pair of neighbouring characters counts beside a word.
_PAIR_WEIGHT = 0.3
#: What a run that stands whole counts beside a word.
_WHOLE_WEIGHT = 1.0
#: Headings name what their section is about, titles what the document is about.
_HEADING_FACTOR = 1.15
_TITLE_FACTOR = 1.3
# Scores that differ by less are equal: the order must not hang on the last bit of a float.
_DECIMALS = 6


class Ranker:
    """Scores passages for a tree."""

    def __init__(self, columns: Columns, postings: Postings, matcher: Matcher) -> None:
        self._columns = columns
        self._postings = postings
        self._matcher = matcher
        average = columns.length.sum() / max(columns.passages, 1)
        self._norm = _K1 * (1 - _B + _B * columns.length / max(average, 1.0))

    def scores(self, node: Node) -> Floats:
        """A score for each passage number; 0 where nothing of the query stands."""
        total = np.zeros(self._columns.size)
        for leaf in _leaves(node):
            self._add(total, leaf)
        heading = self._columns.kind == PASSAGE_KINDS.index("heading")
        total[heading] *= _HEADING_FACTOR
        total[self._columns.is_title] *= _TITLE_FACTOR
        rounded: Floats = total.round(_DECIMALS)
        return rounded

    def _add(self, total: Floats, leaf: Word | Phrase | Run) -> None:
        if isinstance(leaf, Word):
            self._gain(total, *self._postings.counts("words", leaf.text))
        elif isinstance(leaf, Phrase):
            self._gain(total, *self._matcher.phrase(leaf.tokens))
            self._add_pairs(total, leaf.tokens)
        else:
            if len(leaf.parts) > 1:
                self._gain(total, *self._matcher.phrase(leaf.phrase), _WHOLE_WEIGHT)
            self._add_pairs(total, leaf.phrase)

    def _add_pairs(self, total: Floats, sequence: tuple[str, ...]) -> None:
        for term in phrase_pairs(sequence):
            if SENTENCE_END not in term:
                self._gain(total, *self._matcher.pair_counts(term), _PAIR_WEIGHT)

    def _gain(self, total: Floats, passages: Ints, counts: Floats, weight: float = 1.0) -> None:
        if len(passages):
            absent = self._columns.passages - len(passages)
            rarity = np.log1p((absent + 0.5) / (len(passages) + 0.5))
            gain = counts * (_K1 + 1) / (counts + self._norm[passages])
            total[passages] += weight * rarity * gain


def _leaves(node: Node) -> Iterator[Word | Phrase | Run]:
    """What may be present in a hit: the tree without exclusions and fields."""
    if isinstance(node, Run):
        yield node
        yield from node.parts
    elif isinstance(node, Word | Phrase):
        yield node
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _leaves(inner)


def page_of(mask: Bools, scores: Floats, columns: Columns, sort: str, end: int) -> Ints:
    """The first ``end`` passage numbers of a mask, best first, in one of SORTS."""
    passages: Ints = np.flatnonzero(mask)
    if sort == "relevance" and len(passages) > end:
        best = scores[passages]
        least = np.partition(best, len(best) - end)[len(best) - end]
        passages = passages[best >= least]
    reading = columns.reading[passages]
    day = columns.day[columns.document[passages]]
    keys = {
        "relevance": (reading, -day, -scores[passages]),
        "newest": (reading, -day),
        # Documents without a date come last both ways.
        "oldest": (reading, day, day == 0),
        "reading": (reading,),
    }
    ordered: Ints = passages[np.lexsort(keys[sort])][:end]
    return ordered
