"""Tells how likely a text is as a row of an archive's words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter

#: The longest word that is looked for (characters).
LONGEST = 8
# In natural logarithms: a character that is no part of a known word. The rarest word of a
# large archive has about as little.
_UNKNOWN = -14.0

#: A likelihood as a natural logarithm, and the text that has it.
Scored = tuple[float, str]


class Likelihood:
    """Words, each as likely as it is frequent and independent of its neighbours."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        total = math.log(sum(counts.values()) + 1)
        self._logs = {word: math.log(max(count, 1)) - total for word, count in counts.items()}

    def word(self, text: str) -> float:
        """The likelihood of one word; of what is no word, that of its characters."""
        return self._logs.get(text, _UNKNOWN * len(text))

    def until(self, text: str) -> list[float]:
        """For each place of a text, its end included, the likelihood of what stands before it."""
        return [score for score, _ in likeliest(len(text), lambda a, b: self._known(text[a:b]))]

    def after(self, text: str) -> list[float]:
        """For each place of a text, its end included, the likelihood of what stands after it."""
        n = len(text)
        found = likeliest(n, lambda a, b: self._known(text[n - b : n - a]))
        return [score for score, _ in reversed(found)]

    def _known(self, text: str) -> Iterator[Scored]:
        if len(text) == 1 or text in self._logs:
            yield self.word(text), text


def likeliest(length: int, pieces: Callable[[int, int], Iterable[Scored]]) -> list[Scored]:
    """For each place up to a length, the best row of pieces from 0 to it.

    ``pieces`` gives what may stand from one place to another. A place that no row reaches has
    the likelihood -inf.
    """
    best: list[Scored] = [(0.0, "")] + [(-math.inf, "")] * length
    for end in range(1, length + 1):
        for start in range(max(0, end - LONGEST), end):
            before, text = best[start]
            if before > -math.inf:
                ways = [(before + score, text + piece) for score, piece in pieces(start, end)]
                best[end] = max([best[end], *ways], key=itemgetter(0))
    return best
