"""Finds the words of a vocabulary that differ from a text by one slip of the keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

#: Shorter words are too many to be told from each other by a slip.
SHORTEST = 3
#: The kinds of slip: two neighbours changed places, one is too many, one is missing, one is
#: another.
SWAPPED, EXTRA, MISSING, WRONG = range(4)
_LOOKED_AT = 8


class Typos:
    """Words of at least SHORTEST characters, the most frequent first.

    Two texts are one slip apart only if they are equal when each loses at most one character.
    The hashes of all words with a character less are kept in one sorted array; what has the
    same hash is then compared.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word for word in words if len(word) >= SHORTEST]
        self._known = frozenset(self._words)
        lengths = np.fromiter(map(len, self._words), np.int64, len(self._words))
        shortened = chain.from_iterable(map(_shortened, self._words))
        hashes = np.fromiter(map(hash, shortened), np.int64, int(lengths.sum()))
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._numbers = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]

    def slips(self, texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
        """For each of the texts, by its place, the words one slip from it and the kind of slip."""
        keys = [(place, key) for place, text in enumerate(texts) for key in _and_shortened(text)]
        found = chain(self._sharing(keys), ((at, key) for at, key in keys if key in self._known))
        for place, word in dict.fromkeys(found):
            kind = slip(texts[place], word)
            if kind is not None:
                yield place, word, kind

    def _sharing(self, keys: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """The words that are one of the keys when they lose a character, with its place."""
        hashes = np.fromiter((hash(key) for _, key in keys), np.int64, len(keys))
        starts = np.searchsorted(self._hashes, hashes, "left")
        ends = np.searchsorted(self._hashes, hashes, "right")
        for index in np.flatnonzero(ends > starts).tolist():
            numbers = self._numbers[starts[index] : ends[index]][:_LOOKED_AT]
            yield from ((keys[index][0], self._words[number]) for number in numbers)


def slip(typed: str, word: str) -> int | None:
    """The one slip that makes a word what was typed; None where it takes more or none.

    A character that is missing or too many at an end counts only where it is doubled: else
    the one is merely a part of the other.
    """
    start, end = _common(typed, word)
    wrong, right = typed[start : len(typed) - end], word[start : len(word) - end]
    if len(wrong) == len(right) == 1:
        return WRONG
    if len(wrong) == 2 and wrong == right[::-1]:
        return SWAPPED
    if len(wrong) + len(right) != 1:
        return None
    inner = (start and end) or (wrong + right) in typed[:start][-1:] + typed[start + len(wrong) :][
        :1
    ]
    return (EXTRA if wrong else MISSING) if inner else None


def _common(first: str, second: str) -> tuple[int, int]:
    """The lengths of the common beginning and of the common end after it."""
    shorter, start, end = min(len(first), len(second)), 0, 0
    while start < shorter and first[start] == second[start]:
        start += 1
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return start, end


def _and_shortened(text: str) -> list[str]:
    return [text, *_shortened(text)]


def _shortened(text: str) -> list[str]:
    return [text[:at] + text[at + 1 :] for at in range(len(text))]
