"""The one analyser: cuts text into words, their parts, tokens and token pairs.

Passages and queries are cut by the same code, for every engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.cutter import cut_run, parts
from search.folding import LONG_TOKEN, Folded, Token, fold, is_han, token_text, tokens_in

#: The term that stands wherever a word or a part of one begins or ends; no word is spelt so.
BORDER = "|"

#: Classes of what may stand inside a run of Han characters and is nothing there.
INVISIBLE = " i"
# Runs that are cut, and tokens that are words as such.
_RUNS = re.compile(f"(?P<han>h(?:[h{INVISIBLE}]*h)?)|(?P<plain>{LONG_TOKEN})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its [start, end) in the original text; ``part`` if it stands inside another.

    ``at`` is the place of its first token among the tokens of the text.
    """

    text: str
    start: int
    end: int
    at: int
    part: bool = False


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text cut both ways: its tokens in order, and its words with their parts."""

    tokens: list[Token]
    words: list[Word]


def analyse(text: str) -> Analysed:
    """A text's tokens and words; the words by where they begin, the longer of two first."""
    folded = fold(text)
    sequence, places = tokens_in(folded)
    found: list[Word] = []
    for cut, start, end in _cuts(folded):
        at = places[start]
        found.append(Word(cut, *folded.span(start, end), at))
        found.extend(_parts_in(sequence, cut, at))
    return Analysed(sequence, found)


def words(text: str) -> list[Word]:
    """The words of a text and their parts."""
    return analyse(text).words


def borders(words: list[Word]) -> list[int]:
    """The places where words or their parts begin or end, ascending."""
    return sorted({place for word in words for place in (word.at, word.at + size(word.text))})


def size(word: str) -> int:
    """How many tokens a word has: a Han character is one, a number or a Latin word is one."""
    return len(word) if is_han(word[0]) else 1


def cut(text: str) -> list[str]:
    """The cuts of a query's text: its words without their parts."""
    return [cut for cut, _, _ in _cuts(fold(text))]


def starts(text: str) -> list[int]:
    """Where the words of a text begin, in characters of the text, ascending."""
    folded = fold(text)
    return sorted({folded.span(start, end)[0] for _, start, end in _cuts(folded)})


def _cuts(folded: Folded) -> Iterator[tuple[str, int, int]]:
    """Cuts with their [start, end) in the folded text."""
    for match in _RUNS.finditer(folded.classes):
        if match.lastgroup == "plain":
            yield (token_text(folded.text, *match.span()), *match.span())
        else:
            yield from _cut_han(folded, *match.span())


def _cut_han(folded: Folded, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    places = _visible(folded, start, end)
    begin = 0
    for cut in cut_run("".join(folded.text[i] for i in places)):
        end = begin + len(cut)
        yield cut, places[begin], places[end - 1] + 1
        begin = end


def _visible(folded: Folded, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if folded.classes[i] not in INVISIBLE]


def _parts_in(sequence: list[Token], cut: str, at: int) -> Iterator[Word]:
    for first, last in parts(cut):
        start, end = sequence[at + first].start, sequence[at + last - 1].end
        yield Word(cut[first:last], start, end, at + first, part=True)


def pairs(found: Sequence[str]) -> list[str]:
    """Every two neighbouring tokens as one term; entry i begins at token i."""
    return [pair(a, b) for a, b in pairwise(found)]


def pair(first: str, second: str) -> str:
    """The term for two neighbouring tokens, told apart where tokens have several characters."""
    return f"{first} {second}" if len(first) > 1 or len(second) > 1 else first + second
