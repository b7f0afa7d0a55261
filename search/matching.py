"""Finds the passages that a query's tree asks for, over an engine's postings.

Set algebra on numpy arrays of passage numbers; the same for every engine that can list, for a
term, the passages it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np

from search.archive import Archive
from search.columns import Bools, Ints
from search.places import Locator
from search.query import (
    KIND_FIELDS,
    SAME_DOCUMENT,
    SAME_PASSAGE,
    And,
    Everything,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Run,
    Variants,
    Word,
)


class Matcher:
    """Evaluates trees into masks over the passage numbers.

    ``scope`` is one of SCOPES: whether all that a tree requires has to stand in one passage, or
    anywhere in one document; then those passages are found that have a part in it.
    """

    def __init__(self, archive: Archive, scope: str = SAME_PASSAGE) -> None:
        self._columns = archive.columns
        self._values = archive.values
        self.scope = scope
        self.locator = Locator(archive)
        # What is asked for again: the terms of a query are counted one by one.
        self._known: dict[Node, Bools] = {}

    def mask(self, node: Node) -> Bools:
        """Which passages a tree asks for."""
        return self._in_documents(node) if self.scope == SAME_DOCUMENT else self._mask(node)

    def holds_any(self, nodes: Iterable[Node]) -> Bools:
        """Which passages hold at least one of several trees, whatever the scope."""
        return reduce(np.logical_or, map(self._mask, nodes))

    def held(self, forms: Variants) -> int:
        """How many passages hold one of several forms."""
        return int(np.count_nonzero(self._mask(forms)))

    def _mask(self, node: Node) -> Bools:
        if isinstance(node, Run | And | Or | Not):
            return self._found(node)
        if node not in self._known:
            self._known[node] = self._found(node)
        return self._known[node]

    def _found(self, node: Node) -> Bools:
        if isinstance(node, Word | Phrase | Near):
            return self._of(self.locator.counts(node)[0])
        if isinstance(node, Run | And):
            if not _required(node):
                return self._columns.is_passage
            return reduce(np.logical_and, map(self._mask, _required(node)))
        if isinstance(node, Or | Variants):
            return reduce(np.logical_or, map(self._mask, _alternatives(node)))
        if isinstance(node, Not):
            return without(self._columns.is_passage, self._mask(node.node))
        if isinstance(node, Field) and node.name in KIND_FIELDS:
            return self._mask(node.node) & self._columns.of_kind[node.name]
        if isinstance(node, Field):
            return self._columns.passages_of(self._documents(node))
        if isinstance(node, Everything):
            return self._columns.is_passage
        return np.zeros(self._columns.size, dtype=np.bool_)

    def _of(self, passages: Ints) -> Bools:
        mask = np.zeros(self._columns.size, dtype=np.bool_)
        mask[passages] = True
        return mask

    def _in_documents(self, node: Node) -> Bools:
        """The passages with a part in the answer that their document gives."""
        return self._columns.passages_of(self._documents(node)) & self._taking_part(node)

    def _taking_part(self, node: Node) -> Bools:
        """The passages that hold something a tree wants of them; all where it wants nothing."""
        if isinstance(node, Run | And):
            wanted = _wanted(_required(node))
            if wanted:
                return reduce(np.logical_or, map(self._taking_part, wanted))
        elif isinstance(node, Or):
            return reduce(np.logical_or, map(self._in_documents, node.nodes))
        elif not isinstance(node, Not | Field) or _is_of_kind(node):
            return self._mask(node)
        return self._columns.is_passage

    def _documents(self, node: Node) -> Bools:
        """Which documents hold what a tree requires, each part in any of their passages."""
        all_of_them = np.ones(len(self._columns.rows), dtype=np.bool_)
        if isinstance(node, Run | And):
            return reduce(np.logical_and, map(self._documents, _required(node)), all_of_them)
        if isinstance(node, Or | Variants):
            return reduce(np.logical_or, map(self._documents, _alternatives(node)))
        if isinstance(node, Not):
            return ~self._documents(node.node)
        if isinstance(node, Field) and node.name == "title":
            return self._documents_of(self._mask(node.node) & self._columns.is_title)
        if isinstance(node, Field) and node.name not in KIND_FIELDS:
            return self._field(node)
        return self._documents_of(self._mask(node))

    def _documents_of(self, passages: Bools) -> Bools:
        chosen = np.zeros(len(self._columns.rows), dtype=np.bool_)
        chosen[self._columns.document[np.flatnonzero(passages)]] = True
        return chosen

    def _field(self, node: Field) -> Bools:
        """The documents whose number, category or issuer holds the node."""
        values, codes = self._columns.coded[node.name]
        held = np.zeros(len(values) + 1, dtype=np.bool_)
        held[list(self._values[node.name].holding(node.node))] = True
        chosen: Bools = held[codes]
        return chosen


def without(these: Bools, others: Bools) -> Bools:
    """Those that are not among the others."""
    return np.greater(these, others)


def _wanted(nodes: Iterable[Node]) -> list[Node]:
    """Those that a passage can take part by holding; lone characters where there is no other."""
    held = [node for node in nodes if _is_held(node)]
    return [node for node in held if not _is_lone(node)] or held


def _is_held(node: Node) -> bool:
    """Whether a tree wants something that a passage can hold."""
    if isinstance(node, Run | And | Or):
        return any(map(_is_held, _inner(node)))
    return not isinstance(node, Not | Field) or _is_of_kind(node)


def _is_lone(node: Node) -> bool:
    """Whether all that a tree wants held are lone characters."""
    if isinstance(node, Run | And | Or):
        return all(map(_is_lone, filter(_is_held, _inner(node))))
    return isinstance(node, Phrase) and not node.quoted and len("".join(node.tokens)) == 1


def _inner(node: Run | And | Or) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Or) else _required(node)


def _is_of_kind(node: Node) -> bool:
    return isinstance(node, Field) and node.name in KIND_FIELDS


def _required(node: Run | And) -> tuple[Node, ...]:
    return node.parts if isinstance(node, Run) else node.nodes


def _alternatives(node: Or | Variants) -> tuple[Node, ...]:
    return node.forms if isinstance(node, Variants) else node.nodes
