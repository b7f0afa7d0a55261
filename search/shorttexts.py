"""Finds those of many short texts, such as titles, that answer a tree.

Only those are read that have the characters of what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce

from search.folding import tokens
from search.query import WILD, And, Field, Near, Node, Nothing, Or, Phrase, Run, Variants, Word
from search.reading import Reading


class ShortTexts:
    """Texts in an order, found by their characters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts: Sequence[str] = tuple(texts)

    def holding(self, node: Node) -> Iterator[int]:
        """The numbers of the texts that by themselves answer a tree, ascending."""
        for number in sorted(self._maybe(node)):
            if Reading(self.texts[number]).holds(node):
                yield number

    @cached_property
    def _all(self) -> frozenset[int]:
        return frozenset(range(len(self.texts)))

    @cached_property
    def _holding(self) -> dict[str, set[int]]:
        """Folded character -> the texts that have it in a token."""
        found: dict[str, set[int]] = {}
        for number, text in enumerate(self.texts):
            for char in {char for token in tokens(text) for char in token.text}:
                found.setdefault(char, set()).add(number)
        return found

    def _maybe(self, node: Node) -> frozenset[int]:
        """The texts that have the characters of what a tree requires."""
        if isinstance(node, Run | And):
            nodes = node.parts if isinstance(node, Run) else node.nodes
            return reduce(frozenset.intersection, map(self._maybe, nodes), self._all)
        if isinstance(node, Near):
            return reduce(frozenset.intersection, map(self._maybe, node.nodes), self._all)
        if isinstance(node, Or | Variants):
            forms = node.forms if isinstance(node, Variants) else node.nodes
            return frozenset().union(*map(self._maybe, forms))
        if isinstance(node, Field):
            return self._maybe(node.node)
        if isinstance(node, Word | Phrase):
            wanted = node.text if isinstance(node, Word) else "".join(node.tokens)
            return self._with(set(wanted) - {WILD})
        return frozenset() if isinstance(node, Nothing) else self._all

    def _with(self, characters: Iterable[str]) -> frozenset[int]:
        held = sorted((self._holding.get(char, set()) for char in characters), key=len)
        return frozenset(held[0].intersection(*held[1:])) if held else self._all
