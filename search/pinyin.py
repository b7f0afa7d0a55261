"""Reads Han text in pinyin without tones, and tells which text typed letters can stand for.

The only file that knows pypinyin: which readings characters have, alone and in phrases. Syllables
are written as they are typed: v for ü (lv, nv), but lue and nue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from threading import Lock

#: Stands between syllables where a reader would else cut them otherwise: xi'an.
BORDER = "'"
#: The most spellings that a text is given.
MOST_SPELLINGS = 4
# Readings beside the first count where the dictionary has so many phrases with them: 行 hang,
# 长 chang, but not 石 dan, which would only bring wrong matches.
_USUAL = 3
_MOST_READINGS = 3
_TWO_LETTER_INITIALS = ("zh", "ch", "sh")
# Sounds that many speakers, mostly in the south, do not tell apart; the same pairs that input
# methods offer as 模糊音.
_NEAR = (
    (re.compile("^([zcs])h"), r"\1"),
    (re.compile("^n"), "l"),
    (re.compile("([aei]n)g$"), r"\1"),
)
_NO_SYLLABLES = frozenset(["m", "n", "ng", "hm", "hng"])

Syllables = tuple[str, ...]


class _Dictionary:
    """pypinyin's dictionary without tones."""

    def __init__(self) -> None:
        # Half a second and 55 MB, which only those who need pinyin should pay.
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
        from pypinyin.contrib.tone_convert import to_normal

        self._toneless = lru_cache(maxsize=None)(lambda toned: typed(to_normal(toned)))
        self._characters = PINYIN_DICT
        self._phrases = PHRASES_DICT
        self.longest = max(map(len, PHRASES_DICT))
        self.others = self._usual_others()
        self.first: dict[str, str] = _Firsts(self)

    def only(self, char: str) -> str:
        """The first reading of a character; the character in lower case where it has none."""
        readings = self._characters.get(ord(char))
        return self._toneless(readings.partition(",")[0]) if readings else char.lower()

    def phrase(self, text: str) -> Syllables | None:
        """How a phrase of the dictionary is read; None for any other text."""
        toned = self._phrases.get(text)
        return tuple(self._toneless(readings[0]) for readings in toned) if toned else None

    def _usual_others(self) -> dict[str, Syllables]:
        """The characters that phrases also read otherwise, with these readings."""
        counts: Counter[tuple[str, str]] = Counter()
        for phrase, toned in self._phrases.items():
            counts.update(zip(phrase, (self._toneless(each[0]) for each in toned), strict=False))
        others: dict[str, Syllables] = {}
        for (char, reading), count in counts.most_common():
            if count >= _USUAL and reading != self.only(char):
                others[char] = (*others.get(char, ()), reading)
        return others


class _Firsts(dict[str, str]):
    """Filled as characters are met, so that most texts need one look-up a character."""

    def __init__(self, dictionary: _Dictionary) -> None:
        self._dictionary = dictionary

    def __missing__(self, char: str) -> str:
        self[char] = reading = self._dictionary.only(char)
        return reading


_loading = Lock()


def _dictionary() -> _Dictionary:
    # pypinyin's modules import each other in a circle: in two threads at once that fails.
    with _loading:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> _Dictionary:
    return _Dictionary()


def typed(letters: str) -> str:
    """Pinyin as it is typed: lower case, v for ü, u where a v says nothing more (lue, ju)."""
    letters = letters.lower().replace("ü", "v").replace("ê", "e").replace("’", BORDER)
    return re.sub("(?<=[jqxy])v|v(?=e)", "u", letters)


def readings(char: str) -> Syllables:
    """The usual readings of a character, the first of the dictionary first; at most three.

    A character that has none, such as a letter, is given in lower case.
    """
    dictionary = _dictionary()
    return (dictionary.first[char], *dictionary.others.get(char, ()))[:_MOST_READINGS]


def syllables(text: str) -> Syllables:
    """One syllable for each character of a text; 重 is chong in 重庆 and zhong in 重要."""
    return spellings(text)[0]


def initials(text: str) -> str:
    """The first letters of the syllables: rgzn for 人工智能."""
    return "".join(syllable[0] for syllable in syllables(text))


def spellings(text: str) -> tuple[Syllables, ...]:
    """How a text may be read, the likeliest first; at most MOST_SPELLINGS.

    Inside the longest phrase that the dictionary knows a character has one reading; outside,
    one that has several is read in all of them.
    """
    dictionary = _dictionary()
    if dictionary.others.keys().isdisjoint(text):
        return (tuple(map(dictionary.first.__getitem__, text)),)
    return tuple(islice(product(*_options(text)), MOST_SPELLINGS))


def _options(text: str) -> Iterator[Syllables]:
    at = 0
    while at < len(text):
        known = _phrase_at(text, at)
        if known:
            yield from ((syllable,) for syllable in known)
        else:
            yield readings(text[at])
        at += len(known) or 1


def _phrase_at(text: str, at: int) -> Syllables:
    dictionary = _dictionary()
    for end in range(min(len(text), at + dictionary.longest), at + 1, -1):
        known = dictionary.phrase(text[at:end])
        if known:
            return known
    return ()


def near(syllable: str) -> str:
    """The same for syllables that sound alike to many: zh and z, n and l, ing and in."""
    for pattern, common in _NEAR:
        syllable = pattern.sub(common, syllable)
    return syllable


def spells(letters: str, sounds: Sequence[str], at: int = 0) -> bool:
    """Whether letters (from ``at`` on) are what one types on the way to these syllables.

    Each syllable is written out or by its initial, the last one perhaps not to its end; a
    BORDER in the letters is where a syllable ends.
    """
    if at >= len(letters):
        return True
    if not sounds:
        return False
    if sounds[0].startswith(letters[at:]):
        return True
    ends = [at + len(way) for way in _ways(sounds[0]) if letters.startswith(way, at)]
    return any(spells(letters, sounds[1:], e + letters.startswith(BORDER, e)) for e in ends)


@lru_cache(maxsize=4096)
def _ways(sound: str) -> tuple[str, ...]:
    """How one writes a syllable that is not the last: zhi, zh, z."""
    short = (sound[:2],) if sound.startswith(_TWO_LETTER_INITIALS) else ()
    return (sound, *short, sound[:1])


@lru_cache(maxsize=1)
def known_syllables() -> frozenset[str]:
    """Every syllable of common characters."""
    common = map(chr, range(0x4E00, 0x9FA6))
    spoken = {syllable for char in common for syllable in readings(char) if syllable.isascii()}
    return frozenset(spoken - _NO_SYLLABLES)


@lru_cache(maxsize=2)
def known_pieces(last: bool) -> frozenset[str]:
    """What may be typed for one syllable; the ``last`` one need not be typed to its end."""
    if last:
        return frozenset(s[:end] for s in known_syllables() for end in range(1, len(s) + 1))
    return frozenset(way for syllable in known_syllables() for way in _ways(syllable))


def segmentations(letters: str, limit: int) -> list[Syllables]:
    """The ways to cut letters into whole syllables, long ones first: xian, xi an."""
    good = [False] * len(letters) + [True]
    for at in range(len(letters) - 1, -1, -1):
        good[at] = any(good[end] for _, end in _next_syllables(letters, at))
    return list(islice(_segment(letters, 0, good), limit)) if good[0] and letters else []


def _segment(letters: str, at: int, good: list[bool]) -> Iterator[Syllables]:
    if at == len(letters):
        yield ()
    for syllable, end in _next_syllables(letters, at):
        if good[end]:
            yield from ((syllable, *rest) for rest in _segment(letters, end, good))


def _next_syllables(letters: str, at: int) -> Iterator[tuple[str, int]]:
    """Syllables that begin at a place, with where the next one does."""
    for end in range(min(len(letters), at + 6), at, -1):
        if letters[at:end] in known_syllables():
            yield letters[at:end], end + letters.startswith(BORDER, end)
