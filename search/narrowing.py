"""Narrows what a query found by its filters: facets, dates, and the results of other queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce

import numpy as np

from search.columns import Bools, Columns
from search.query import FACETS, Query
from search.selection import Selection


class Choices:
    """The passages behind each choice of a filter; what is chosen again is found once."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._known: dict[tuple[object, ...], Bools] = {}

    def of(self, query: Query) -> dict[str, Bools]:
        """For each facet with a choice, and for ``date``, the passages that a query allows."""
        chosen = {
            name: self._facet(name, query.chosen(name)) for name in FACETS if query.chosen(name)
        }
        if query.since or query.until:
            chosen["date"] = self._dated(query.since, query.until)
        return chosen

    def _facet(self, name: str, values: tuple[str, ...]) -> Bools:
        if (name, values) not in self._known:
            self._known[name, values] = self._passages(name, values)
        return self._known[name, values]

    def _passages(self, name: str, values: tuple[str, ...]) -> Bools:
        columns = self._columns
        if name == "kind":
            return reduce(np.logical_or, (columns.of_kind[kind] for kind in values))
        if name == "document":
            documents = np.zeros(len(columns.rows), dtype=np.bool_)
            documents[[columns.number_of[i] for i in values if i in columns.number_of]] = True
            return columns.passages_of(documents)
        known, codes_of = columns.coded[name]
        codes = [known.index(value) for value in values if value in known]
        documents = np.isin(codes_of, codes)
        if name == "issue":
            issues, shared = columns.shared
            documents[shared[np.isin(issues, codes)]] = True
        return columns.passages_of(documents)

    def _dated(self, since: date | None, until: date | None) -> Bools:
        """The passages of documents with a date from the first to the last day, both included."""
        if ("date", since, until) not in self._known:
            day = self._columns.day
            chosen = day > 0
            if since:
                chosen &= day >= since.toordinal()
            if until:
                chosen &= day <= until.toordinal()
            self._known["date", since, until] = self._columns.passages_of(chosen)
        return self._known["date", since, until]


class Narrowing:
    """The filters of one query over one archive; ``within`` are masks of other queries."""

    def __init__(self, choices: Choices, query: Query, within: Iterable[Bools] = ()) -> None:
        self._chosen = choices.of(query)
        for i, mask in enumerate(within):
            self._chosen[f"within {i}"] = mask

    def names(self, *leave_out: str) -> tuple[str, ...]:
        """What is narrowed by where the choices of some facets (or ``date``) are left out."""
        return tuple(name for name in self._chosen if name not in leave_out)

    def narrow(self, mask: Bools, *leave_out: str) -> Bools:
        """A mask under all choices but those of some facets (or ``date``)."""
        choices = (self._chosen[name] for name in self.names(*leave_out))
        return reduce(np.logical_and, choices, mask)


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
