"""Folds a text for matching and cuts it into tokens, each with its span in the original text.

What is equal here is equal everywhere: the rules are those of the contract of matching
(NFKC, lower case, traditional to simplified; one Han character, one number, one run of letters
or one symbol is a token; a sentence end is a token of its own; all else is nothing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, is_normalized, normalize

import opencc

#: The token that a sentence end leaves: no phrase runs over it unnoticed.
SENTENCE_END = "¶"

_SENTENCE_ENDS = frozenset("。｡;!?")
# Commas that NFKC would fold to the ASCII one never group digits; and the digits that it makes
# of ① ² ⒈ ㎡ never join the digits beside them: 见①2017年 has 2017 in it, not 12017.
_BREAK = "、"

_HAN_RANGES = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x2E80, 0x2FD5),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

# Patterns run over the classes of the characters, not the characters: Han, digit, letter, mark,
# symbol, end; what is invisible (i), space and all other punctuation (x) is nothing.
#: Tokens that may have several characters: numbers and runs of letters.
LONG_TOKEN = r"d{1,3}(?:,d{3})+(?!d)(?:\.d+)*|d+(?:\.d+)*|l[lm]*"
#: Classes whose characters are a token each.
ONE_TOKEN = "hs"
_TOKENS = re.compile(f"[{ONE_TOKEN}e]|{LONG_TOKEN}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and the [start, end) characters of the original text that it came from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``starts[i]`` and ``ends[i]`` are the original span of its character i.

    Both are None where folding kept every character in its place.
    """

    text: str
    classes: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original [start, end) of a stretch of the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=1 << 16)
def is_han(char: str) -> bool:
    """Whether a character is written as one unit of Chinese text (〇 and 々 included)."""
    code = ord(char)
    return any(low <= code <= high for low, high in _HAN_RANGES)


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _fold_cluster(cluster: str) -> str:
    lowered = normalize("NFKC", normalize("NFKC", cluster).lower())
    if lowered == "," != cluster:
        return _BREAK
    folded = "".join(_simplify(c) if is_han(c) else c for c in lowered)
    hides_digits = category(cluster[0]) != "Nd" and any(c.isdecimal() for c in folded)
    return f"{_BREAK}{folded}{_BREAK}" if hides_digits else folded


def _simplify(char: str) -> str:
    simple: str = _simplifier().convert(char)
    return simple if len(simple) == 1 else char


class _FoldTable(dict[int, str]):
    """Filled as characters are met, so that str.translate can do the folding in C."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_cluster(chr(code))
        return folded


class _ClassTable(dict[int, str]):
    """Character -> the letter of its class, one for one."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _class(chr(code))
        return letter


def _class(char: str) -> str:
    if is_han(char):
        return "h"
    if char in ".,":
        return char
    if char in _SENTENCE_ENDS:
        return "e"
    if char in "%‰":
        return "s"
    kind = category(char)
    if kind == "Nd":
        return "d"
    if kind[0] in "LN":
        return "l"
    if char.isspace():
        return "\n" if char in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" else " "
    if kind == "Cf" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return "i"
    return {"M": "m", "S": "s"}.get(kind[0], "x")


_FOLD = _FoldTable()
_CLASSES = _ClassTable()


def fold(text: str) -> Folded:
    """Fold a text, keeping where each folded character came from."""
    folded = text.translate(_FOLD)
    if len(folded) == len(text) and is_normalized("NFKC", folded):
        return Folded(folded, folded.translate(_CLASSES))
    return _fold_clusters(text)


def _fold_clusters(text: str) -> Folded:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = _fold_cluster(text[start:end])
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))
    folded = "".join(parts)
    return Folded(folded, folded.translate(_CLASSES), tuple(starts), tuple(ends))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that NFKC folds together: a base character and what composes with it."""
    start = 0
    for i in range(1, len(text)):
        if not _composes(text[i]):
            yield start, i
            start = i
    if text:
        yield start, len(text)


@lru_cache(maxsize=65536)
def _composes(char: str) -> bool:
    """Whether a character may join the one before it under NFKC (marks, Hangul vowels)."""
    first = normalize("NFKC", char)[:1]
    return category(first)[0] == "M" or "\u1161" <= first <= "\u11c2"


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order. Sentence ends in a row are one token."""
    return tokens_in(fold(text))[0]


def tokens_in(folded: Folded) -> tuple[list[Token], dict[int, int]]:
    """The tokens of a folded text, and its character a token begins at -> the token's place."""
    found: list[Token] = []
    places: dict[int, int] = {}
    for match in _TOKENS.finditer(folded.classes):
        start, end = folded.span(*match.span())
        if match.group() == "e" and found and found[-1].text == SENTENCE_END:
            found[-1] = Token(SENTENCE_END, found[-1].start, end)
            continue
        places[match.start()] = len(found)
        text = SENTENCE_END if match.group() == "e" else token_text(folded.text, *match.span())
        found.append(Token(text, start, end))
    return found, places


def token_text(folded: str, start: int, end: int) -> str:
    """The token that stands at [start, end) of a folded text: a number without its commas."""
    return folded[start:end].replace(",", "")


def holds(text: str, words: str) -> bool:
    """Whether a text holds each word of another; width, case and script do not count."""
    folded = fold(text).text
    return all(fold(word).text in folded for word in words.split())


def spell(sequence: Iterable[str]) -> str:
    """A text that has these tokens: Han characters close up, all else apart."""
    text = ""
    for token in sequence:
        apart = text and not (is_han(text[-1]) and is_han(token[0]))
        text += "。" if token == SENTENCE_END else f"{' ' if apart else ''}{token}"
    return text


def phrase_tokens(text: str) -> tuple[str, ...]:
    """The tokens that an exact phrase asks for: without sentence ends at either side."""
    return trimmed([token.text for token in tokens(text)])


def trimmed(sequence: Iterable[str]) -> tuple[str, ...]:
    """Tokens without the sentence ends at either side."""
    found = list(sequence)
    while found and found[-1] == SENTENCE_END:
        found.pop()
    while found and found[0] == SENTENCE_END:
        found.pop(0)
    return tuple(found)
