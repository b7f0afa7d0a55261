"""Where words and phrases stand in an archive: places of tokens as numpy arrays.

A place is a passage's number and a token's position in one integer, so that one sorted array
holds a whole archive and a distance inside a passage is a difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.analysis import BORDER, pair, size
from search.columns import Bools, Floats, Ints
from search.folding import SENTENCE_END
from search.query import WILD, WILD_LONGEST, Near, Node, Or, Phrase, Run, Variants, Word

#: In a place, the passage number stands above these bits and the token's position below.
PLACE_BITS = 32


class Postings(Protocol):
    """What an engine lists of its terms. The fields are ``words``, ``tokens`` and ``pairs``."""

    def counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        """The passages that hold a term, ascending, and how often."""

    def places(self, field: str, term: str) -> Ints:
        """Where a term begins, ascending: passage number << PLACE_BITS | position."""

    def begins(self, field: str, term: str, places: Ints) -> Bools:
        """At which of some places a term begins."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Stretches of tokens, [starts, ends) as places, by where they start."""

    starts: Ints
    ends: Ints

    def only(self, chosen: Bools) -> Occurrences:
        """Those that are chosen."""
        return Occurrences(self.starts[chosen], self.ends[chosen])


class Locator:
    """Finds where the leaves of a query's tree stand."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._chains: dict[Near, list[Occurrences]] = {}
        self._counted_once: dict[Phrase | Near, tuple[Ints, Floats]] = {}

    def counts(self, leaf: Word | Phrase | Near) -> tuple[Ints, Floats]:
        """The passages that hold a leaf, ascending, and how often (occurrences may overlap)."""
        if isinstance(leaf, Word):
            return self._postings.counts("words", leaf.text)
        if isinstance(leaf, Phrase) and len(leaf.tokens) == 1 and not (leaf.without or leaf.whole):
            return self._postings.counts("tokens", leaf.tokens[0])
        if isinstance(leaf, Phrase) and _is_pair(leaf):
            return self.pair_counts(pair(*leaf.tokens))
        if leaf not in self._counted_once:
            found = self.chain(leaf)[-1] if isinstance(leaf, Near) else self.occurrences(leaf)
            self._counted_once[leaf] = per_passage(found.starts)
        return self._counted_once[leaf]

    def pair_counts(self, term: str) -> tuple[Ints, Floats]:
        """The passages that hold a token pair, ascending, and how often."""
        return self._postings.counts("pairs", term)

    def occurrences(self, node: Node) -> Occurrences:
        """Where a word, a phrase, or one of several of them stands."""
        if isinstance(node, Word):
            starts = self._postings.places("words", node.text)
            return Occurrences(starts, starts + size(node.text))
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Run) and len(node.parts) == 1:
            return self.occurrences(node.parts[0])
        if isinstance(node, Variants | Or):
            forms = node.forms if isinstance(node, Variants) else node.nodes
            return _union(self.occurrences(form) for form in forms)
        raise TypeError(f"{type(node).__name__} has no single place")

    def _phrase(self, phrase: Phrase) -> Occurrences:
        if WILD in phrase.tokens:
            return self._wild(pieces(phrase.tokens))
        starts = self._sequence(phrase.tokens)
        for longer in phrase.without:
            for offset in inside(phrase.tokens, longer):
                taken = self._sequence(longer) + offset
                starts = np.setdiff1d(starts, taken, assume_unique=True)
        found = Occurrences(starts, starts + len(phrase.tokens))
        return self._between_borders(found) if phrase.whole and len(starts) else found

    def _between_borders(self, found: Occurrences) -> Occurrences:
        begins, ends = (
            self._postings.begins("words", BORDER, places) for places in (found.starts, found.ends)
        )
        return found.only(begins & ends)

    def _sequence(self, tokens: tuple[str, ...]) -> Ints:
        """Where tokens stand one after another: an intersection of the pairs they make."""
        if len(tokens) == 1:
            return self._postings.places("tokens", tokens[0])
        lists: list[tuple[Ints, int]] = []
        for offset in _cover(len(tokens)):
            places = self._postings.places("pairs", pair(tokens[offset], tokens[offset + 1]))
            if not len(places):
                return places
            lists.append((places, offset))
        # From the rarest pair: what is left of it is looked up in the others.
        (found, begin), *others = sorted(lists, key=lambda each: len(each[0]))
        for places, offset in others:
            found = found[in_passages_of(found, places)]
            found = found[among(found + (offset - begin), places)]
        return found - begin

    def _wild(self, parts: list[tuple[str, ...]]) -> Occurrences:
        """Pieces that follow each other at a short distance within a sentence.

        From the last piece to the first: what stands before a piece has to reach one from which
        the rest can be reached.
        """
        *before, rest = _in_shared_passages([self._piece(part) for part in parts])
        for piece in reversed(before):
            limit = np.minimum(piece.ends + WILD_LONGEST, self._next_sentence_end(piece.ends))
            at = np.searchsorted(rest.starts, piece.ends)
            reached = at < len(rest.starts)
            reached[reached] = rest.starts[at[reached]] <= limit[reached]
            rest = Occurrences(piece.starts[reached], rest.ends[at[reached]])
        return rest

    def _piece(self, tokens: tuple[str, ...]) -> Occurrences:
        starts = self._sequence(tokens)
        return Occurrences(starts, starts + len(tokens))

    def _next_sentence_end(self, places: Ints) -> Ints:
        ends = self._postings.places("tokens", SENTENCE_END)
        at = np.searchsorted(ends, places)
        following = np.full(len(places), np.iinfo(np.int64).max)
        following[at < len(ends)] = ends[at[at < len(ends)]]
        return following

    def chain(self, node: Near) -> list[Occurrences]:
        """For each node of a chain the occurrences that are part of a whole chain."""
        if node not in self._chains:
            self._chains[node] = self._links(node)
        return self._chains[node]

    def _links(self, node: Near) -> list[Occurrences]:
        found = _in_shared_passages([self.occurrences(inner) for inner in node.nodes])
        for i, gap in enumerate(node.gaps):
            found[i + 1] = found[i + 1].only(self._near(found[i + 1], found[i], gap))
        for i in reversed(range(len(node.gaps))):
            found[i] = found[i].only(self._near(found[i], found[i + 1], node.gaps[i]))
        return found

    def _near(self, these: Occurrences, others: Occurrences, gap: int) -> Bools:
        """Which of these have one of the others before or behind them, not overlapping."""
        starts, ends = self._counted(these.starts), self._counted(these.ends)
        behind = _any_between(np.sort(self._counted(others.starts)), ends, ends + gap)
        before = _any_between(np.sort(self._counted(others.ends)), starts - gap, starts)
        near: Bools = behind | before
        return near

    def _counted(self, places: Ints) -> Ints:
        """The places as they would be if sentence ends were no tokens."""
        ends = self._postings.places("tokens", SENTENCE_END)
        first = places >> PLACE_BITS << PLACE_BITS
        counted: Ints = places - (np.searchsorted(ends, places) - np.searchsorted(ends, first))
        return counted


def _is_pair(phrase: Phrase) -> bool:
    plain = not (phrase.without or phrase.whole or WILD in phrase.tokens)
    return plain and len(phrase.tokens) == 2


def _any_between(values: Ints, low: Ints, high: Ints) -> Bools:
    """For each pair of bounds, both included, whether a sorted value lies between them."""
    found: Bools = np.searchsorted(values, low) < np.searchsorted(values, high, side="right")
    return found


def among(values: NDArray[np.integer], ascending: NDArray[np.integer]) -> Bools:
    """Which values are in an ascending array; quick also where that is long, as np.isin is not."""
    if not len(ascending):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    found: Bools = ascending[at] == values
    return found


def in_passages_of(these: Ints, others: Ints) -> Bools:
    """Which of some places lie in passages that others lie in as well; both ascending."""
    if not len(these) or not len(others):
        return np.zeros(len(these), dtype=np.bool_)
    last = max(int(these[-1]), int(others[-1])) >> PLACE_BITS
    held = np.zeros(last + 1, dtype=np.bool_)
    held[others >> PLACE_BITS] = True
    found: Bools = held[these >> PLACE_BITS]
    return found


def _in_shared_passages(found: list[Occurrences]) -> list[Occurrences]:
    """What lies in passages that each of several lies in: no chain leaves its passage."""
    rarest = min(found, key=lambda each: len(each.starts))
    for each in found:
        rarest = rarest.only(in_passages_of(rarest.starts, each.starts))
    return [each.only(in_passages_of(each.starts, rarest.starts)) for each in found]


def _union(found: Iterable[Occurrences]) -> Occurrences:
    both = list(found)
    starts = np.concatenate([each.starts for each in both])
    ends = np.concatenate([each.ends for each in both])
    order = np.lexsort((ends, starts))
    return Occurrences(starts[order], ends[order])


def per_passage(places: Ints) -> tuple[Ints, Floats]:
    """The passages that places lie in, ascending, and how many lie in each."""
    passages = places >> PLACE_BITS
    begins = np.flatnonzero(np.diff(passages, prepend=-1))
    counts = np.diff(begins, append=len(passages))
    return passages[begins], counts.astype(np.float64)


def _cover(count: int) -> list[int]:
    """The offsets of the pairs that together cover a phrase of two tokens or more."""
    return sorted({*range(0, count - 1, 2), count - 2})


def pieces(tokens: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands between the wildcards of a phrase."""
    found: list[list[str]] = [[]]
    for token in tokens:
        if token == WILD:
            found.append([])
        else:
            found[-1].append(token)
    return [tuple(piece) for piece in found if piece]


def inside(short: tuple[str, ...], long: tuple[str, ...]) -> list[int]:
    """The offsets at which a phrase stands inside another: 民政 in 人民政府 at 1."""
    last = len(long) - len(short)
    return [i for i in range(last + 1) if long[i : i + len(short)] == short]
