"""Finds the passages that a query's tree asks for, over an engine's postings.

Set algebra on numpy arrays of passage numbers; the same for every engine that can list, for a
term, the passages it stands in.
"""

from __future__ import annotations

from functools import reduce
from typing import Protocol

import numpy as np

from search.analysis import pair, pairs, words
from search.columns import Bools, Columns, Floats, Ints
from search.folding import tokens
from search.query import And, Everything, Field, Node, Not, Nothing, Or, Phrase, Run, Word
from search.snippet import phrase_spans

#: In a place, the passage number stands above these bits and the token's position below.
PLACE_BITS = 32


class Postings(Protocol):
    """What an engine lists of its terms."""

    def counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        """The passages that hold a term (``words`` or ``tokens``), ascending, and how often."""

    def places(self, term: str) -> Ints:
        """Where a token pair stands, ascending: passage number << PLACE_BITS | position."""


class Matcher:
    """Evaluates trees into masks over the passage numbers."""

    def __init__(self, columns: Columns, postings: Postings) -> None:
        self._columns = columns
        self._postings = postings

    def mask(self, node: Node) -> Bools:
        """Which passages a tree asks for."""
        return self._mask(node) & self._columns.is_passage

    def _mask(self, node: Node) -> Bools:
        if isinstance(node, Word):
            return self._of(self._postings.counts("words", node.text)[0])
        if isinstance(node, Phrase):
            return self._of(self.phrase(node.tokens)[0])
        if isinstance(node, Run):
            return self._all(node.parts)
        if isinstance(node, And):
            return self._all(node.nodes)
        if isinstance(node, Or):
            return reduce(np.logical_or, (self._mask(inner) for inner in node.nodes))
        if isinstance(node, Not):
            return ~self._mask(node.node)
        if isinstance(node, Field):
            return self._field(node)
        return np.full(self._columns.size, isinstance(node, Everything))

    def _all(self, nodes: tuple[Node, ...]) -> Bools:
        masks = (self._mask(node) for node in nodes)
        result: Bools = reduce(np.logical_and, masks)
        return result

    def _of(self, passages: Ints) -> Bools:
        mask = np.zeros(self._columns.size, dtype=np.bool_)
        mask[passages] = True
        return mask

    def phrase(self, sequence: tuple[str, ...]) -> tuple[Ints, Floats]:
        """The passages that hold a phrase, ascending, and how often (occurrences may overlap)."""
        if len(sequence) == 1:
            return self._postings.counts("tokens", sequence[0])
        found: Ints | None = None
        for offset in _cover(len(sequence)):
            term = pair(sequence[offset], sequence[offset + 1])
            places = self._postings.places(term) - offset
            found = places if found is None else np.intersect1d(found, places, assume_unique=True)
            if not len(found):
                break
        assert found is not None
        return _per_passage(found)

    def pair_counts(self, term: str) -> tuple[Ints, Floats]:
        """The passages that hold a token pair, ascending, and how often."""
        return _per_passage(self._postings.places(term))

    def _field(self, node: Field) -> Bools:
        """Passages of the documents whose title, number, category or issuer holds the node."""
        columns = self._columns
        if node.name == "title":
            titles = self._mask(node.node) & columns.is_title
            chosen = np.zeros(len(columns.rows), dtype=np.bool_)
            chosen[columns.document[titles]] = True
        else:
            values, codes = columns.coded[node.name]
            held = np.array([*(holds(value, node.node) for value in values), False], dtype=np.bool_)
            chosen = held[codes]
        mask: Bools = np.append(chosen, False)[columns.document]
        return mask


def _per_passage(places: Ints) -> tuple[Ints, Floats]:
    passages, counts = np.unique(places >> PLACE_BITS, return_counts=True)
    return passages, counts.astype(np.float64)


def _cover(size: int) -> list[int]:
    """The offsets of the pairs that together cover a phrase of two tokens or more."""
    return sorted({*range(0, size - 1, 2), size - 2})


def holds(text: str, node: Node) -> bool:
    """Whether a short text by itself answers a tree; a plain reading, without an index."""
    if isinstance(node, Word):
        return any(word.text == node.text for word in words(text))
    if isinstance(node, Phrase):
        return bool(phrase_spans(tokens(text), node.tokens))
    if isinstance(node, Run):
        return all(holds(text, part) for part in node.parts)
    if isinstance(node, And):
        return all(holds(text, inner) for inner in node.nodes)
    if isinstance(node, Or):
        return any(holds(text, inner) for inner in node.nodes)
    if isinstance(node, Not):
        return not holds(text, node.node)
    if isinstance(node, Field):
        return holds(text, node.node)
    return not isinstance(node, Nothing)


def phrase_pairs(sequence: tuple[str, ...]) -> list[str]:
    """The distinct pairs of neighbouring tokens in a phrase."""
    return list(dict.fromkeys(pairs(sequence)))
