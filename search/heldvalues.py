"""The values that a field can have, found by what is typed of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from search.heldtexts import borders
from search.lookup import key
from search.pinyin import spellings, spells
from search.sounds import Sounds
from search.typed import Typed

_LOOKED_AT = 60


class HeldValues:
    """Values with the number of passages in their documents; those with the most come first."""

    def __init__(self, values: Sequence[tuple[str, int]]) -> None:
        ordered = sorted(values, key=lambda value: (-value[1], value[0]))
        self._names = [name for name, _ in ordered]
        self._counts = [count for _, count in ordered]
        self._keys = list(map(key, self._names))

    def found(self, typed: Typed, limit: int) -> list[str]:
        """The values that begin with what is typed, then those that hold it; all for nothing."""
        places = self._holding(typed.key)
        if typed.letters:
            places += self._spelled(typed.stem, typed.letters)
        return [self._names[place] for place in dict.fromkeys(places)][:limit]

    def _holding(self, piece: str) -> list[int]:
        held = [(of.find(piece), place) for place, of in enumerate(self._keys)]
        return [place for _, place in sorted((at > 0, place) for at, place in held if at >= 0)]

    def _spelled(self, stem: str, letters: str) -> list[int]:
        """The values in which a word begins as the letters spell, behind a stem if there is one."""
        if stem:
            return [place for place in self._holding(stem) if self._goes_on(place, stem, letters)]
        found = [self._tails[number] for number in self._sounds.spelled(letters, _LOOKED_AT)]
        return [place for _, place in sorted((at > 0, place) for at, place in found)]

    def _goes_on(self, place: int, stem: str, letters: str) -> bool:
        rest = self._keys[place].partition(stem)[2]
        return bool(rest) and any(spells(letters, sounds) for sounds in spellings(rest))

    @cached_property
    def _tails(self) -> list[tuple[int, int]]:
        """Where words begin, each with the place of its value."""
        values = zip(range(len(self._names)), self._names, self._keys, strict=True)
        return [
            (at, place) for place, name, of in values for at in sorted(borders(name)) if of[at:]
        ]

    @cached_property
    def _sounds(self) -> Sounds:
        texts = [self._keys[place][at:] for at, place in self._tails]
        return Sounds(texts, [self._counts[place] for _, place in self._tails])
