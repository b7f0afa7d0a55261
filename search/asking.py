"""Reads queries over an archive: what they were read into, what that finds, what filters leave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.archive import Archive
from search.columns import Bools
from search.found import Found, find
from search.matching import Matcher
from search.narrowing import Narrowed, Narrowing
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
        return int(np.count_nonzero(self.narrowing.narrow(mask)))


class Asking:
    """Reads one query after another over an archive; what they have in common is matched once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._matchers: dict[str, Matcher] = {}

    def ask(self, query: Query) -> Asked:
        """Read a query and find its passages."""
        columns, matcher = self.archive.columns, self._matcher(query.scope)
        parsed = parse(query.text, query.expand)
        found = find(parsed.node, matcher, query.match)
        texts = (parse(text, query.expand).node for text in query.within)
        within = [find(node, matcher, query.match) for node in texts]
        narrowing = Narrowing(columns, query, [each.mask for each in within])
        narrowed = Narrowed(columns, narrowing, found.mask)
        shown = join(And, [found.node, *(each.node for each in within)])
        return Asked(query, parsed, matcher, found, narrowing, narrowed, shown)

    def _matcher(self, scope: str) -> Matcher:
        if scope not in self._matchers:
            self._matchers[scope] = Matcher(self.archive, scope)
        return self._matchers[scope]

    def complete_total(self, query: Query) -> int:
        """How many passages answer a query with all that it asks for, or literally."""
        found = (asked := self.ask(query)).found
        return asked.left(found.complete if found.mode == "partial" else found.mask)

    def total(self, query: Query) -> int:
        """How many passages a query finds."""
        asked = self.ask(query)
        return asked.left(asked.found.mask)
