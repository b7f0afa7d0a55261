"""Reads a query's tree against one text, without an index: what it holds, and where.

A passage that is shown, an entry of a contents list and a document's 文号 are read like this.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from search.analysis import analyse, borders
from search.cutter import lexicon
from search.folding import SENTENCE_END, Token, is_han, tokens
from search.places import inside, pieces
from search.query import (
    WILD,
    WILD_LONGEST,
    And,
    Field,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Run,
    Variants,
    Word,
)

#: [start, end) of characters of the text, or of its tokens.
Span = tuple[int, int]


# So many texts are kept with their tokens: those that were shown come again for the next query.
_KEPT = 1024
# Where a text may be cut without changing its words: in front of a Han character that follows a
# sign no word runs over.
_CUTS = re.compile(r"(?<=[，。；：、！？）》\n])(?=[\u4e00-\u9fff])")


def read(text: str) -> Reading:
    """A reading of a text; those of the passages shown last are kept, since they come again."""
    return _read(text, lexicon().digest)


@lru_cache(maxsize=_KEPT)
def _read(text: str, _lists: str) -> Reading:
    return Reading(text)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a text: its words with the tokens they begin at, and the borders of these."""

    words: frozenset[tuple[str, int]]
    borders: frozenset[int]


class Reading:
    """A text with its tokens and words, cut when they are first asked for.

    Cutting words takes longest, so that only the stretches of the text are cut in which the
    characters of a word stand.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._stretches: dict[int, _Stretch] = {}

    @cached_property
    def _sequence(self) -> list[Token]:
        return tokens(self._text)

    @cached_property
    def _tokens(self) -> list[str]:
        return [token.text for token in self._sequence]

    @cached_property
    def _cut_at(self) -> list[int]:
        return [0, *(match.start() for match in _CUTS.finditer(self._text))]

    def _stretch(self, token: int) -> _Stretch:
        """The stretch of the text that a token stands in."""
        place = bisect_right(self._cut_at, self._sequence[token].start) - 1
        if place not in self._stretches:
            start, end = [*self._cut_at, len(self._text)][place : place + 2]
            first = bisect_left(self._sequence, start, key=lambda each: each.start)
            found = analyse(self._text[start:end]).words
            self._stretches[place] = _Stretch(
                frozenset((word.text, first + word.at) for word in found),
                frozenset(first + border for border in borders(found)),
            )
        return self._stretches[place]

    def _word(self, text: str) -> list[Span]:
        """Where a word stands, in tokens."""
        found = self._places_of(_word_tokens(text))
        return [span for span in found if (text, span[0]) in self._stretch(span[0]).words]

    def _is_border(self, at: int) -> bool:
        """Whether a word or a part of one begins or ends in front of a token."""
        beside = (token for token in (at - 1, at) if 0 <= token < len(self._sequence))
        return any(at in self._stretch(token).borders for token in beside)

    def holds(self, node: Node) -> bool:
        """Whether the text by itself answers a tree."""
        if isinstance(node, Run | And):
            return all(map(self.holds, node.parts if isinstance(node, Run) else node.nodes))
        if isinstance(node, Or | Variants):
            return any(map(self.holds, node.forms if isinstance(node, Variants) else node.nodes))
        if isinstance(node, Not):
            return not self.holds(node.node)
        if isinstance(node, Field):
            return self.holds(node.node)
        if isinstance(node, Word | Phrase | Near):
            return bool(self._places(node))
        return not isinstance(node, Nothing)

    def spans(self, node: Node) -> list[Span]:
        """The characters in which a word, a phrase, one of several, or a chain stands."""
        return self._characters(self._places(node))

    def links(self, node: Near) -> list[list[Span]]:
        """The characters in which each node of a chain stands."""
        return [self._characters(places) for places in self._chain(node)]

    def _characters(self, places: list[Span]) -> list[Span]:
        sequence = self._sequence
        return [(sequence[start].start, sequence[end - 1].end) for start, end in places]

    def _places(self, node: Node) -> list[Span]:
        """The same in tokens; a phrase's do not overlap."""
        if isinstance(node, Word):
            return self._word(node.text)
        if isinstance(node, Phrase):
            return _apart(self._phrase(node))
        if isinstance(node, Near):
            return sorted({place for places in self._chain(node) for place in places})
        if isinstance(node, Run | And):
            parts = node.parts if isinstance(node, Run) else node.nodes
            return self._any(parts) if self.holds(node) else []
        if isinstance(node, Or | Variants):
            return self._any(node.forms if isinstance(node, Variants) else node.nodes)
        return []

    def _any(self, nodes: tuple[Node, ...]) -> list[Span]:
        return sorted({place for node in nodes for place in self._places(node)})

    def _phrase(self, phrase: Phrase) -> list[Span]:
        """All occurrences of a phrase; they may overlap."""
        if WILD in phrase.tokens:
            return self._wild(pieces(phrase.tokens))
        taken = {
            (start + offset, start + offset + len(phrase.tokens))
            for longer in phrase.without
            for start, _ in self._places_of(longer)
            for offset in inside(phrase.tokens, longer)
        }
        found = [place for place in self._places_of(phrase.tokens) if place not in taken]
        return [p for p in found if all(map(self._is_border, p))] if phrase.whole else found

    def _places_of(self, wanted: tuple[str, ...]) -> list[Span]:
        texts, count, at = self._tokens, len(wanted), 0
        found: list[Span] = []
        while True:
            try:
                at = texts.index(wanted[0], at, max(len(texts) - count + 1, 0))
            except ValueError:
                return found
            if tuple(texts[at : at + count]) == wanted:
                found.append((at, at + count))
            at += 1

    def _wild(self, parts: list[tuple[str, ...]]) -> list[Span]:
        """As search.places joins them: each piece to the nearest that can go on to the end."""
        rest = dict(self._places_of(parts[-1]))
        for piece in reversed(parts[:-1]):
            reach = [(start, self._reached(end, rest)) for start, end in self._places_of(piece)]
            rest = {start: rest[at] for start, at in reach if at is not None}
        return sorted(rest.items())

    def _reached(self, at: int, starts: dict[int, int]) -> int | None:
        for place in range(at, min(at + WILD_LONGEST, len(self._tokens)) + 1):
            if place in starts:
                return place
            if place < len(self._tokens) and self._tokens[place] == SENTENCE_END:
                return None
        return None

    def _chain(self, node: Near) -> list[list[Span]]:
        """For each node of a chain the places that are part of a whole chain."""
        found = [self._loose(inner) for inner in node.nodes]
        for i, gap in enumerate(node.gaps):
            found[i + 1] = self._near(found[i + 1], found[i], gap)
        for i in reversed(range(len(node.gaps))):
            found[i] = self._near(found[i], found[i + 1], node.gaps[i])
        return found

    def _loose(self, node: Node) -> list[Span]:
        """All occurrences, those of a phrase that overlap too."""
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Run | Or | Variants):
            inner = {Run: "parts", Or: "nodes", Variants: "forms"}[type(node)]
            return [place for each in getattr(node, inner) for place in self._loose(each)]
        return self._places(node)

    def _near(self, these: list[Span], others: list[Span], gap: int) -> list[Span]:
        """Those that have one of the others before or behind them, not overlapping."""
        count = self._counted
        starts = sorted(count[start] for start, _ in others)
        ends = sorted(count[end] for _, end in others)
        return [
            (start, end)
            for start, end in these
            if _any_between(starts, count[end], count[end] + gap)
            or _any_between(ends, count[start] - gap, count[start])
        ]

    @cached_property
    def _counted(self) -> list[int]:
        """For each token how many stand before it, sentence ends not counted; and the total."""
        return [0, *accumulate(token != SENTENCE_END for token in self._tokens)]


@lru_cache(maxsize=_KEPT)
def _word_tokens(word: str) -> tuple[str, ...]:
    """The tokens of a word: a Han character is one, a number or a Latin word is one."""
    return tuple(word) if is_han(word[0]) else (word,)


def _any_between(values: list[int], low: int, high: int) -> bool:
    """Whether a sorted value lies between two bounds, both included."""
    return bisect_left(values, low) < bisect_right(values, high)


def _apart(places: list[Span]) -> list[Span]:
    """From the left, none overlapping."""
    kept: list[Span] = []
    for start, end in places:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
