"""Narrows what a query found by its filters: facets, dates, and the results of other queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np

from search.columns import Bools, Columns
from search.query import FACETS, Query
from search.selection import Selection


class Narrowing:
    """The filters of one query over one archive; ``within`` are masks of other queries."""

    def __init__(self, columns: Columns, query: Query, within: Iterable[Bools] = ()) -> None:
        self._columns = columns
        self._query = query
        self._chosen = {name: self._choice(name) for name in FACETS if query.chosen(name)}
        if query.since or query.until:
            self._chosen["date"] = self._dated()
        for i, mask in enumerate(within):
            self._chosen[f"within {i}"] = mask

    def names(self, *leave_out: str) -> tuple[str, ...]:
        """What is narrowed by where the choices of some facets (or ``date``) are left out."""
        return tuple(name for name in self._chosen if name not in leave_out)

    def narrow(self, mask: Bools, *leave_out: str) -> Bools:
        """A mask under all choices but those of some facets (or ``date``)."""
        choices = (self._chosen[name] for name in self.names(*leave_out))
        return reduce(np.logical_and, choices, mask)

    def _choice(self, name: str) -> Bools:
        chosen = self._query.chosen(name)
        columns = self._columns
        if name == "kind":
            return reduce(np.logical_or, (columns.of_kind[kind] for kind in chosen))
        if name == "document":
            documents = np.zeros(len(columns.rows), dtype=np.bool_)
            documents[[columns.number_of[i] for i in chosen if i in columns.number_of]] = True
            return columns.passages_of(documents)
        values, codes_of = columns.coded[name]
        codes = [values.index(value) for value in chosen if value in values]
        documents = np.isin(codes_of, codes)
        if name == "issue":
            issues, shared = columns.shared
            documents[shared[np.isin(issues, codes)]] = True
        return columns.passages_of(documents)

    def _dated(self) -> Bools:
        """The passages of documents with a date from the first to the last day, both included."""
        day = self._columns.day
        chosen = day > 0
        if self._query.since:
            chosen &= day >= self._query.since.toordinal()
        if self._query.until:
            chosen &= day <= self._query.until.toordinal()
        return self._columns.passages_of(chosen)


class Narrowed:
    """What a query's filters leave of what it found; each selection is made once."""

    def __init__(self, columns: Columns, narrowing: Narrowing, mask: Bools) -> None:
        self._columns = columns
        self._narrowing = narrowing
        self._mask = mask
        self._made: dict[tuple[str, ...], Selection] = {}

    def left(self, *leave_out: str) -> Selection:
        """What all filters leave but those of some facets (or ``date``)."""
        names = self._narrowing.names(*leave_out)
        if names not in self._made:
            mask = self._narrowing.narrow(self._mask, *leave_out)
            self._made[names] = Selection(self._columns, mask)
        return self._made[names]
