"""The titles, headings and issuers of an archive, found by what is typed of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from search.analysis import cut
from search.lookup import Beginnings, Insides, key
from search.pinyin import spells, syllables
from search.sounds import Sounds

#: How near a text is to what is typed: it begins so, a word in it does, or it holds it somewhere.
START, WORD, MIDDLE = range(3)
_LOOKED_AT = 300
_CUT = 24
_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A text by its place in what was given, and how near it is: START, WORD or MIDDLE."""

    index: int
    nearness: int


class HeldTexts:
    """Texts with their weights; found first where nearest, then by weight times closeness."""

    def __init__(self, texts: Sequence[tuple[str, float]]) -> None:
        keys = [key(text) for text, _ in texts]
        values = [weight / max(len(of), 1) for of, (_, weight) in zip(keys, texts, strict=True)]
        self._order = sorted(range(len(texts)), key=values.__getitem__, reverse=True)
        self._keys = [keys[index] for index in self._order]
        self._values = [values[index] for index in self._order]
        self._texts = [texts[index][0] for index in self._order]
        self._beginnings = Beginnings(self._keys)

    def found(self, piece: str, limit: int, also: Sequence[str] = ()) -> list[Found]:
        """Texts that hold a piece and what is asked for also; all are keys."""
        starts = self._beginnings.best(piece, _LOOKED_AT) if piece else []
        firsts = [n for n in starts if self._holds(n, also)][:limit]
        found = [Found(self._order[number], START) for number in firsts]
        if len(found) < limit and len(piece) > 1:
            found += self._inside(piece, limit - len(found), also)
        return found

    def spelled(self, letters: str, limit: int) -> list[Found]:
        """Texts that the letters begin to spell."""
        return [Found(self._order[n], START) for n in self._sounds.spelled(letters, limit)]

    def going_on(
        self, head: str, letters: str, limit: int, also: Sequence[str] = ()
    ) -> list[Found]:
        """Texts that hold a head and go on after it as the letters spell."""
        places = islice(self._insides.holding(head), _LOOKED_AT)
        held = (place for place in places if self._holds(place[0], also))
        fitting = (place for place in held if self._goes_on(place, head, letters))
        found = [Found(self._order[n], WORD if at else START) for n, at in fitting]
        return sorted(found, key=lambda each: each.nearness)[:limit]

    def ahead(self, piece: str) -> Iterator[str]:
        """How the texts that hold a piece go on from it, for some characters."""
        for number, at in islice(self._insides.holding(piece), _LOOKED_AT):
            yield self._keys[number][at : at + len(piece) + _AHEAD]

    def any(self, piece: str) -> bool:
        """Whether one of the texts holds this."""
        return self._insides.any(piece)

    def _inside(self, piece: str, limit: int, also: Sequence[str]) -> list[Found]:
        places = islice(self._insides.holding(piece), _LOOKED_AT)
        fitting = ((n, at) for n, at in places if at and self._holds(n, also))
        words: list[int] = []
        middles: list[int] = []
        for number, at in islice(fitting, _CUT):
            begins = at in borders(self._texts[number])
            (words if begins else middles).append(number)
            if len(words) == limit:
                break
        found = [Found(self._order[number], WORD) for number in words]
        return (found + [Found(self._order[number], MIDDLE) for number in middles])[:limit]

    def _holds(self, number: int, also: Sequence[str]) -> bool:
        return all(each in self._keys[number] for each in also)

    def _goes_on(self, place: tuple[int, int], head: str, letters: str) -> bool:
        start = place[1] + len(head)
        ahead = self._keys[place[0]][start : start + _AHEAD]
        return bool(ahead) and spells(letters, syllables(ahead))

    @cached_property
    def _insides(self) -> Insides:
        return Insides(self._keys)

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._keys, self._values)


def borders(text: str) -> set[int]:
    """Where the words of a text begin and end, in characters of its key."""
    return {0, *accumulate(len(key(word)) for word in cut(text))}
