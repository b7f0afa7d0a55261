"""Sorts occurrences of terms into listings, and joins the listings of several batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search.tokenstream import Numbers, within

#: Gives the terms that keys stand for.
Spelling = Callable[[Numbers], list[str]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One field's postings: terms in the order of strings, each with its occurrences.

    Those of ``terms[i]`` are ``offsets[i]:offsets[i + 1]``, by passage and then by position.
    ``passages`` are numbers of passages from 0; a position is the place, among the tokens of the
    passage, of the token that the term begins at.
    """

    terms: list[str]
    offsets: NDArray[np.int64]
    passages: NDArray[np.uint32]
    positions: NDArray[np.uint32]


def listed(
    keys: Numbers,
    passages: NDArray[np.uint32],
    positions: NDArray[np.uint32],
    spell: Spelling,
) -> Listing:
    """A listing of occurrences that are by key, then passage and position.

    Equal keys are equal terms; ``spell`` gives the terms of keys, each once, ascending.
    """
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(starts, append=len(keys))
    terms = spell(keys[starts])
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranked = np.array(order, dtype=np.int64)
    moved = spread(starts[ranked], sizes[ranked])
    return Listing(
        [terms[i] for i in order], _offsets(sizes[ranked]), passages[moved], positions[moved]
    )


def joined(parts: Sequence[Listing], firsts: Sequence[int]) -> Listing:
    """One listing of several; ``firsts`` are the numbers that their first passages get."""
    if len(parts) == 1 and not firsts[0]:
        return parts[0]
    terms = list(dict.fromkeys(sorted(chain.from_iterable(part.terms for part in parts))))
    ranks = dict(zip(terms, range(len(terms)), strict=True))
    rows = [np.array([ranks[term] for term in part.terms], dtype=np.int64) for part in parts]
    sizes = np.zeros(len(terms), dtype=np.int64)
    for part, row in zip(parts, rows, strict=True):
        sizes[row] += np.diff(part.offsets)
    offsets = _offsets(sizes)
    passages, positions = (np.empty(offsets[-1], dtype=np.uint32) for _ in range(2))
    free = offsets[:-1].copy()
    for part, row, first in zip(parts, rows, firsts, strict=True):
        own = np.diff(part.offsets)
        into = spread(free[row], own)
        passages[into] = part.passages + np.uint32(first)
        positions[into] = part.positions
        free[row] += own
    return Listing(terms, offsets, passages, positions)


def spread(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers of stretches that begin at ``starts`` and have these sizes, in one array."""
    return np.repeat(starts, sizes) + within(sizes)


def _offsets(sizes: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
