"""Finds texts by how they begin and by what stands in them, the best ones first.

Texts go by their number, and a smaller number is a better text: who orders them before they come
here need not look at all that match.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import numpy as np

from search.folding import fold

_LAST = chr(0x10FFFF)
_SEPARATOR = "\n"
_UNSEEN = re.compile(r"[\W_]+")


def key(text: str) -> str:
    """A text folded, letters and figures only: how it is compared with what is typed."""
    return _UNSEEN.sub("", fold(text).text)


class Beginnings:
    """Keys in order, each with the number of its text; a text may have several keys."""

    def __init__(self, keys: Sequence[str], numbers: Iterable[int] | None = None) -> None:
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._keys = [keys[i] for i in order]
        of_keys = np.fromiter(numbers if numbers is not None else range(len(keys)), np.int32)
        self._numbers = of_keys[order]

    def best(self, prefix: str, limit: int) -> list[int]:
        """The numbers of the best texts that begin with this, ascending; at most ``limit``."""
        start = bisect_left(self._keys, prefix)
        found = self._numbers[start : bisect_left(self._keys, prefix + _LAST, start)]
        if len(found) > limit:
            found = np.partition(found, limit)[:limit]
        return [int(number) for number in np.unique(found)]

    def exactly(self, whole: str) -> list[int]:
        """The numbers of all texts that have this key, ascending."""
        start = bisect_left(self._keys, whole)
        return sorted(self._numbers[start : bisect_right(self._keys, whole, start)].tolist())

    def any(self, prefix: str) -> bool:
        """Whether a key begins with this."""
        at = bisect_left(self._keys, prefix)
        return at < len(self._keys) and self._keys[at].startswith(prefix)


class Insides:
    """Keys one after another in a single text, which is searched as fast as memory is read."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._text = _SEPARATOR.join([*keys, ""])
        self._ends = list(accumulate(len(each) + 1 for each in keys))

    def holding(self, piece: str) -> Iterator[tuple[int, int]]:
        """The numbers of the texts that hold this, ascending, and where it first stands in them."""
        at = self._text.find(piece) if piece else -1
        while at >= 0:
            number = bisect_right(self._ends, at)
            yield number, at - (self._ends[number - 1] if number else 0)
            at = self._text.find(piece, self._ends[number])

    def any(self, piece: str) -> bool:
        """Whether a text holds this."""
        return piece in self._text
