"""Orders passages: BM25 over words, helped by whole runs, titles, token pairs and coverage.

BM25 after Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with k1 = 1.2
and b = 0.75. Equal scores: the newer document first, then reading order, so that an order is
total and repeatable.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.analysis import pairs
from search.columns import Bools, Columns, Floats, Ints
from search.document import PASSAGE_KINDS
from search.folding import SENTENCE_END
from search.matching import Matcher
from search.places import pieces
from search.query import (
    KIND_FIELDS,
    NEWEST,
    OLDEST,
    READING,
    RELEVANCE,
    And,
    Field,
    Near,
    Node,
    Or,
    Phrase,
    Run,
    Variants,
    Word,
)

_K1 = 1.2
_B = 0.75
#: What a pair of neighbouring characters counts beside a word.
_PAIR_WEIGHT = 0.5
#: What a run that stands whole counts beside a word.
_WHOLE_WEIGHT = 1.0
#: How much of a score hangs on the share of the query that a passage holds, by rarity.
_COVERED = 0.75
#: Headings name what their section is about, titles what the document is about.
_HEADING_FACTOR = 1.05
_TITLE_FACTOR = 1.1
#: A line that only dates or signs is short and so would lead every search for a date or an agency.
_FORMAL_FACTOR = 0.4
# Scores that differ by less are equal: the order must not hang on the last bit of a float.
_DECIMALS = 6

Leaf = Word | Phrase | Variants | Near | Run


class Ranker:
    """Scores passages for a tree."""

    def __init__(self, columns: Columns, matcher: Matcher) -> None:
        self._columns = columns
        self._locator = matcher.locator
        average = columns.length.sum() / max(columns.passages, 1)
        self._norm = _K1 * (1 - _B + _B * columns.length / max(average, 1.0))

    def scores(self, node: Node) -> Floats:
        """A score for each passage number; 0 where nothing of the query stands."""
        total = np.zeros(self._columns.size)
        covered = np.zeros(self._columns.size)
        asked = 0.0
        for leaf in _leaves(node):
            if isinstance(leaf, Run):
                self._add_run(total, leaf)
            else:
                asked += self._add(total, covered, leaf)
        if asked:
            total *= 1 - _COVERED + _COVERED * covered / asked
        total[self._columns.kind == PASSAGE_KINDS.index("heading")] *= _HEADING_FACTOR
        total[self._columns.is_title] *= _TITLE_FACTOR
        total[self._columns.is_formal] *= _FORMAL_FACTOR
        rounded: Floats = total.round(_DECIMALS)
        return rounded

    def _add(self, total: Floats, covered: Floats, leaf: Word | Phrase | Variants | Near) -> float:
        """Add what a leaf is worth where it stands; returns its rarity."""
        passages, counts = self._counts(leaf)
        rarity = self._rarity(len(passages))
        self._gain(total, passages, counts)
        covered[passages] += rarity
        if isinstance(leaf, Phrase):
            for piece in pieces(leaf.tokens):
                self._add_pairs(total, piece)
        return rarity

    def _add_run(self, total: Floats, run: Run) -> None:
        if len(run.parts) > 1:
            self._gain(total, *self._locator.counts(Phrase(run.phrase)), weight=_WHOLE_WEIGHT)
        self._add_pairs(total, run.phrase)

    def _counts(self, leaf: Word | Phrase | Variants | Near) -> tuple[Ints, Floats]:
        """The passages that hold a leaf and how often; the forms of one thing together."""
        if not isinstance(leaf, Variants):
            return self._locator.counts(leaf)
        each = np.zeros(self._columns.size)
        for form in leaf.forms:
            if isinstance(form, And):
                each = np.maximum(each, self._together(form))
            else:
                passages, counts = self._locator.counts(form)
                each[passages] += counts
        found = np.flatnonzero(each)
        return found, each[found]

    def _together(self, form: And) -> Floats:
        """How often words of one form stand in a passage that has them all: as the rarest."""
        least = np.full(self._columns.size, np.inf)
        for part in form.nodes:
            counts = np.zeros(self._columns.size)
            passages, found = self._counts(part)  # type: ignore[arg-type]
            counts[passages] = found
            least = np.minimum(least, counts)
        return least

    def _add_pairs(self, total: Floats, sequence: tuple[str, ...]) -> None:
        for term in dict.fromkeys(pairs(sequence)):
            if SENTENCE_END not in term:
                self._gain(total, *self._locator.pair_counts(term), weight=_PAIR_WEIGHT)

    def _gain(self, total: Floats, passages: Ints, counts: Floats, weight: float = 1.0) -> None:
        if len(passages):
            gain = counts * (_K1 + 1) / (counts + self._norm[passages])
            total[passages] += weight * self._rarity(len(passages)) * gain

    def _rarity(self, held: int) -> float:
        """The weight of what stands in so many passages; a little even where it is in all."""
        absent = self._columns.passages - held
        return float(np.log1p((absent + 0.5) / (held + 0.5)))


def _leaves(node: Node) -> Iterator[Leaf]:
    """What may be present in a hit: the tree without exclusions and fields."""
    if isinstance(node, Run):
        yield node
        yield from node.parts
    elif isinstance(node, Word | Phrase | Variants | Near):
        yield node
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _leaves(inner)
    elif isinstance(node, Field) and node.name in KIND_FIELDS:
        yield from _leaves(node.node)


def page_of(mask: Bools, scores: Floats, columns: Columns, sort: str, end: int) -> Ints:
    """The first ``end`` passage numbers of a mask, best first, in one of SORTS."""
    passages: Ints = np.flatnonzero(mask)
    if sort == RELEVANCE and len(passages) > end:
        best = scores[passages]
        least = np.partition(best, len(best) - end)[len(best) - end]
        passages = passages[best >= least]
    reading = columns.reading[passages]
    day = columns.day[columns.document[passages]]
    keys = {
        RELEVANCE: (reading, -day, -scores[passages]),
        NEWEST: (reading, -day),
        # Documents without a date come last both ways.
        OLDEST: (reading, day, day == 0),
        READING: (reading,),
    }
    ordered: Ints = passages[np.lexsort(keys[sort])][:end]
    return ordered
