"""Finds the words of a vocabulary that sound like a text, and rows of words that sound like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from search.likelihood import Likelihood, Scored, likeliest
from search.lookup import Beginnings
from search.pinyin import Syllables, near, spellings

# How many words that sound alike are looked at, and what a character that is another than was
# typed takes from the likelihood of a row.
_LOOKED_AT = 8
_CHANGED = -3.0
# A stretch of a run is looked up alone and again as a part of rows.
_REMEMBERED = 1024


class Homophones:
    """Words with Han characters, the most frequent first, and how likely they are."""

    def __init__(self, words: Sequence[str], likelihood: Likelihood) -> None:
        self._words = words
        self._likelihood = likelihood
        self._letters = _Letters()
        spelled = [(self._code(s), n) for n, word in enumerate(words) for s in spellings(word)]
        self._codes = Beginnings([code for code, _ in spelled], [number for _, number in spelled])
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._find)

    def sounding(self, text: str) -> dict[str, bool]:
        """Other words that sound like this, and whether exactly so; frequent ones first."""
        return dict(self._remembered(text))

    def _find(self, text: str) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for sounds in spellings(text):
            for word, exact in self.spoken(sounds):
                if word != text:
                    found[word] = found.get(word, False) or exact
        return found

    def spoken(self, sounds: Syllables) -> list[tuple[str, bool]]:
        """The words of these syllables or of ones near to them, and whether exactly these."""
        numbers = self._codes.exactly(self._code(sounds))[:_LOOKED_AT]
        words = (self._words[number] for number in numbers)
        return [(word, sounds in spellings(word)) for word in words]

    def respelt(self, run: str) -> str:
        """The likeliest row of known words that sounds exactly like a run; it may be the same."""

        def pieces(start: int, end: int) -> Iterator[Scored]:
            typed = run[start:end]
            yield self._likelihood.word(typed), typed
            for word, exact in self.sounding(typed).items() if len(typed) > 1 else ():
                if exact:
                    changed = sum(a != b for a, b in zip(word, typed, strict=False))
                    yield self._likelihood.word(word) + _CHANGED * changed, word

        return likeliest(len(run), pieces)[-1][1]

    def written(self, sounds: Syllables) -> Scored:
        """The likeliest row of words of these syllables and how likely it is; -inf for none."""

        def pieces(start: int, end: int) -> Iterator[Scored]:
            for word, exact in self.spoken(sounds[start:end]):
                if exact:
                    yield self._likelihood.word(word), word

        return likeliest(len(sounds), pieces)[-1]

    def _code(self, sounds: Syllables) -> str:
        """One character for each syllable, the same for syllables that are near."""
        return "".join(map(self._letters.__getitem__, sounds))


class _Letters(dict[str, str]):
    """Syllable -> the character that stands for it and its near ones."""

    def __missing__(self, syllable: str) -> str:
        common = near(syllable)
        self[syllable] = letter = chr(0x100 + len(self)) if common == syllable else self[common]
        return letter
