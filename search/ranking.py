"""Scores passages: BM25 over words, helped by whole runs, titles, token pairs and coverage.

BM25 after Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with k1 = 1.2
and b = 0.75.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import numpy as np

from search.analysis import pairs
from search.columns import Floats, Ints
from search.folding import SENTENCE_END
from search.matching import Matcher
from search.places import pieces
from search.query import (
    KIND_FIELDS,
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
from search.selection import Selection
from search.slots import Slots

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
    """Scores the passages of a selection for trees."""

    def __init__(self, selection: Selection, matcher: Matcher) -> None:
        columns = self._columns = selection.columns
        self._selection = selection
        self._matcher = matcher
        self._slots = Slots(selection)
        length = columns.length[selection.passages]
        self._norm = _K1 * (1 - _B + _B * length / columns.average_length)

    def scores(self, node: Node) -> Floats:
        """A score for each passage of the selection; 0 where nothing of the query stands."""
        total = np.zeros(self._selection.total)
        covered = np.zeros(self._selection.total)
        asked = 0.0
        for leaf in _leaves(node):
            if isinstance(leaf, Run):
                self._add_run(total, leaf)
            else:
                asked += self._add(total, covered, leaf)
        if asked:
            total *= 1 - _COVERED + _COVERED * covered / asked
        self._weigh_kinds(total)
        rounded: Floats = total.round(_DECIMALS)
        return rounded

    def _weigh_kinds(self, total: Floats) -> None:
        columns = self._columns
        slots = np.flatnonzero(columns.is_odd[self._selection.passages])
        passages = self._selection.passages[slots]
        total[slots[columns.of_kind["heading"][passages]]] *= _HEADING_FACTOR
        total[slots[columns.is_title[passages]]] *= _TITLE_FACTOR
        total[slots[columns.is_formal[passages]]] *= _FORMAL_FACTOR

    def _add(self, total: Floats, covered: Floats, leaf: Word | Phrase | Variants | Near) -> float:
        """Add what a leaf is worth where it stands; returns its rarity."""
        if isinstance(leaf, Variants):
            each = self._of_forms(leaf)
            slots = np.flatnonzero(each)
            counts, rarity = each[slots], self._rarity(self._matcher.held(leaf))
        else:
            passages, all_counts = self._matcher.locator.counts(leaf)
            slots, counts = self._slots.of(passages, all_counts)
            rarity = self._rarity(len(passages))
        self._gain(total, slots, counts, rarity)
        covered[slots] += rarity
        if isinstance(leaf, Phrase):
            for piece in pieces(leaf.tokens):
                self._add_pairs(total, piece)
        return rarity

    def _add_run(self, total: Floats, run: Run) -> None:
        if len(run.parts) > 1:
            whole = self._matcher.locator.counts(Phrase(run.phrase))
            self._add_postings(total, *whole, weight=_WHOLE_WEIGHT)
        self._add_pairs(total, run.phrase)

    def _of_forms(self, leaf: Variants) -> Floats:
        """How often each passage of the selection holds one of several forms, added up."""
        each = np.zeros(len(self._selection.passages))
        for form in leaf.forms:
            if isinstance(form, And):
                each = np.maximum(each, self._together(form))
            else:
                each += self._counts(form)
        return each

    def _together(self, form: And) -> Floats:
        """How often words of one form stand in a passage that has them all: as the rarest."""
        return reduce(np.minimum, map(self._counts, form.nodes))

    def _counts(self, leaf: Node) -> Floats:
        """How often each passage of the selection holds a leaf."""
        if isinstance(leaf, Variants):
            return self._of_forms(leaf)
        assert isinstance(leaf, Word | Phrase | Near)
        each = np.zeros(len(self._selection.passages))
        slots, counts = self._slots.of(*self._matcher.locator.counts(leaf))
        each[slots] = counts
        return each

    def _add_pairs(self, total: Floats, sequence: tuple[str, ...]) -> None:
        for term in dict.fromkeys(pairs(sequence)):
            if SENTENCE_END not in term:
                held = self._matcher.locator.pair_counts(term)
                self._add_postings(total, *held, weight=_PAIR_WEIGHT)

    def _add_postings(
        self, total: Floats, passages: Ints, counts: Floats, weight: float = 1.0
    ) -> None:
        worth = weight * self._rarity(len(passages))
        self._gain(total, *self._slots.of(passages, counts), worth)

    def _gain(self, total: Floats, slots: Ints, counts: Floats, worth: float) -> None:
        total[slots] += worth * (counts * (_K1 + 1) / (counts + self._norm[slots]))

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
