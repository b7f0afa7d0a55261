"""Finds texts by letters that are typed for them: in full, by initials, or some of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from search.lookup import Beginnings
from search.pinyin import BORDER, known_pieces, spellings, spells

# Letters written out say less each than initials do: a syllable has about three.
_LETTERS_A_SYLLABLE = 3
_ENDED = 2
_LOOKED_AT = 60
_ABBREVIATIONS = 24


class Sounds:
    """Texts, best first, with their values; what has no Han character is left out."""

    def __init__(self, texts: Sequence[str], values: Sequence[float]) -> None:
        self._texts = texts
        self._values = values
        spelled = [
            (number, sounds)
            for number, text in enumerate(texts)
            if not text.isascii()
            for sounds in spellings(text)
        ]
        numbers = [number for number, _ in spelled]
        self._full = Beginnings(["".join(sounds) for _, sounds in spelled], numbers)
        self._initials = Beginnings(
            ["".join(sound[0] for sound in sounds) for _, sounds in spelled], numbers
        )

    def spelled(self, letters: str, limit: int, written_out: bool = False) -> list[int]:
        """The numbers of the best texts that the letters begin to spell, best first.

        BORDER may stand between syllables. ``written_out`` leaves out what only the initials
        of the syllables would spell.
        """
        plain = letters.replace(BORDER, "")
        found = {n: self._full_value(plain, n) for n in self._full.best(plain, _LOOKED_AT)}
        if not written_out:
            for number in self._initials.best(plain, _LOOKED_AT):
                found[number] = self._values[number] * _LETTERS_A_SYLLABLE
        if plain != letters:
            found = {n: value for n, value in found.items() if self._spells(letters, n)}
        if not found and not written_out:
            found = {n: self._values[n] for n in self._by_pieces(letters)}
        return sorted(found, key=lambda n: (-found[n], n))[:limit]

    def exactly(self, letters: str) -> list[int]:
        """The numbers of the texts that the letters spell to their end, best first."""
        return self._full.exactly(letters.replace(BORDER, ""))

    def _full_value(self, letters: str, number: int) -> float:
        """More where the letters end with a syllable: xian is 先进 rather than 项目."""
        ended = any(_ends_syllable(letters, each) for each in spellings(self._texts[number]))
        return self._values[number] * (_ENDED if ended else 1)

    def _by_pieces(self, letters: str) -> Iterator[int]:
        """Texts that are spelled partly in full and partly by initials: rengzn."""
        for initials in dict.fromkeys(islice(self._abbreviated(letters), _ABBREVIATIONS)):
            candidates = self._initials.best(initials, _LOOKED_AT * 10)
            yield from (number for number in candidates if self._spells(letters, number))

    def _abbreviated(self, letters: str, at: int = 0, initials: str = "") -> Iterator[str]:
        """The initials of texts held that the letters can be cut into."""
        if at >= len(letters):
            yield initials
        for end in range(at + 1, min(at + 6, len(letters)) + 1):
            piece = letters[at:end]
            longer = initials + piece[0]
            fits = piece in known_pieces(last=end == len(letters))
            if fits and self._initials.any(longer):
                yield from self._abbreviated(letters, end + letters.startswith(BORDER, end), longer)

    def _spells(self, letters: str, number: int) -> bool:
        return any(spells(letters, sounds) for sounds in spellings(self._texts[number]))


def _ends_syllable(letters: str, sounds: Sequence[str]) -> bool:
    return len(letters) in accumulate(map(len, sounds))
