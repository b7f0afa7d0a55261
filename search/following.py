"""Counts how often words stand right behind another word in an archive."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.analysis import pair
from search.columns import Ints
from search.folding import phrase_tokens
from search.places import PLACE_BITS, Postings, among


def following(
    postings: Postings, before: str, words: Sequence[str], longer: Sequence[str] = ()
) -> list[int]:
    """For each of the words the number of passages in which it stands right behind ``before``.

    A single character stands for itself unless one of the ``longer`` words ends with it.
    """
    firsts = set(map(_first, words))
    starts = {token: _behind(postings, before, token, longer) for token in firsts}
    return [_passages(starts[_first(word)], postings, word) for word in words]


def _first(word: str) -> str:
    return (*phrase_tokens(word), "")[0]


def _behind(postings: Postings, before: str, first: str, longer: Sequence[str]) -> Ints:
    """The places right behind a word at which a token stands."""
    tokens = phrase_tokens(before)
    if not tokens or not first:
        return np.empty(0, dtype=np.int64)
    places = postings.places("pairs", pair(tokens[-1], first)) + 1
    if len(tokens) > 1 or len(before) > 1:
        return places[among(places, postings.places("words", before) + len(tokens))]
    for word in longer if len(places) else ():
        places = places[~among(places, postings.places("words", word) + len(phrase_tokens(word)))]
    return places


def _passages(places: Ints, postings: Postings, word: str) -> int:
    if not len(places):
        return 0
    return len(np.unique(places[among(places, postings.places("words", word))] >> PLACE_BITS))
