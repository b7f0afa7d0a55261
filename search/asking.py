"""Reads a query over an archive: what it was read into, what that finds, under which filters."""

from __future__ import annotations

from dataclasses import dataclass

from search.archive import Archive
from search.columns import Bools
from search.found import Found, find
from search.matching import Matcher
from search.narrowing import Narrowing
from search.query import And, Node, Query, join
from search.syntax import Parsed, parse


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was read, what it found, and its filters."""

    query: Query
    parsed: Parsed
    matcher: Matcher
    found: Found
    narrowing: Narrowing
    shown: Node

    def left(self, mask: Bools) -> int:
        """The number of passages of a mask that the filters leave."""
        return int(self.narrowing.narrow(mask).sum())


def ask(query: Query, archive: Archive) -> Asked:
    """Read a query and find its passages."""
    parsed = parse(query.text, query.expand)
    matcher = Matcher(archive.columns, archive, query.scope)
    found = find(parsed.node, matcher, query.match)
    texts = (parse(text, query.expand).node for text in query.within)
    within = [find(node, matcher, query.match) for node in texts]
    narrowing = Narrowing(archive.columns, query, [each.mask for each in within])
    shown = join(And, [found.node, *(each.node for each in within)])
    return Asked(query, parsed, matcher, found, narrowing, shown)


def complete_total(query: Query, archive: Archive) -> int:
    """How many passages answer a query with all that it asks for, or literally."""
    found = (asked := ask(query, archive)).found
    return asked.left(found.complete if found.mode == "partial" else found.mask)


def total(query: Query, archive: Archive) -> int:
    """How many passages a query finds."""
    asked = ask(query, archive)
    return asked.left(asked.found.mask)
