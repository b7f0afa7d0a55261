"""Reads queries over an archive: what they were read into, what that finds, what filters leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.archive import Archive
from search.columns import Bools
from search.found import Found, complete, find
from search.matching import Matcher
from search.narrowing import Choices, Narrowed, Narrowing
from search.query import And, Node, Query, join
from search.syntax import Parsed, parse


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was read, what it found, and what its filters leave of it."""

    query: Query
    parsed: Parsed
    matcher: Matcher
    found: Found
    narrowing: Narrowing
    narrowed: Narrowed
    shown: Node

    def left(self, mask: Bools) -> int:
        """The number of passages of a mask that the filters leave."""
        if mask is self.found.mask:
            return self.narrowed.left().total
        return int(np.count_nonzero(self.narrowing.narrow(mask)))


class Asking:
    """Reads one query after another over an archive; what they have in common is matched once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._choices = Choices(archive.columns)
        self._matchers: dict[str, Matcher] = {}

    def ask(self, query: Query) -> Asked:
        """Read a query and find its passages."""
        matcher = self._matcher(query.scope)
        parsed = parse(query.text, query.expand)
        found = find(parsed.node, matcher, query.match)
        within = self._within(query)
        narrowing = self._narrowing(query, within)
        narrowed = Narrowed(self.archive.columns, narrowing, found.mask)
        shown = join(And, [found.node, *(each.node for each in within)])
        return Asked(query, parsed, matcher, found, narrowing, narrowed, shown)

    def _within(self, query: Query) -> list[Found]:
        matcher = self._matcher(query.scope)
        nodes = (parse(text, query.expand).node for text in query.within)
        return [find(node, matcher, query.match) for node in nodes]

    def _narrowing(self, query: Query, within: Iterable[Found]) -> Narrowing:
        return Narrowing(self._choices, query, [each.mask for each in within])

    def _matcher(self, scope: str) -> Matcher:
        if scope not in self._matchers:
            self._matchers[scope] = Matcher(self.archive, scope)
        return self._matchers[scope]

    def complete_total(self, query: Query) -> int:
        """How many passages answer a query with all that it asks for, or literally."""
        node, matcher = parse(query.text, query.expand).node, self._matcher(query.scope)
        return self._left(query, complete(node, matcher, query.match))

    def total(self, query: Query) -> int:
        """How many passages a query finds."""
        node, matcher = parse(query.text, query.expand).node, self._matcher(query.scope)
        return self._left(query, find(node, matcher, query.match).mask)

    def _left(self, query: Query, mask: Bools) -> int:
        narrowing = self._narrowing(query, self._within(query))
        return int(np.count_nonzero(narrowing.narrow(mask)))
