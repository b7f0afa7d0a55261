"""Narrows what a query found by its filters: facets, dates, and the results of other queries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np

from search.columns import Bools, Columns
from search.document import PASSAGE_KINDS
from search.query import FACETS, Query


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

    def narrow(self, mask: Bools, *leave_out: str) -> Bools:
        """A mask under all choices but those of some facets (or ``date``)."""
        choices = [choice for name, choice in self._chosen.items() if name not in leave_out]
        return reduce(np.logical_and, choices, mask)

    def _choice(self, name: str) -> Bools:
        chosen = self._query.chosen(name)
        columns = self._columns
        if name == "kind":
            codes = [PASSAGE_KINDS.index(kind) for kind in chosen]
            return np.isin(columns.kind, codes)
        if name == "document":
            numbers = [columns.number_of[each] for each in chosen if each in columns.number_of]
            return np.isin(columns.document, numbers)
        values, codes_of = columns.coded[name]
        codes = [values.index(value) for value in chosen if value in values]
        documents = np.isin(codes_of, codes)
        if name == "issue":
            issues, shared = columns.shared
            documents[shared[np.isin(issues, codes)]] = True
        return self._passages_of(documents)

    def _dated(self) -> Bools:
        """The passages of documents with a date from the first to the last day, both included."""
        day = self._columns.day
        chosen = day > 0
        if self._query.since:
            chosen &= day >= self._query.since.toordinal()
        if self._query.until:
            chosen &= day <= self._query.until.toordinal()
        return self._passages_of(chosen)

    def _passages_of(self, documents: Bools) -> Bools:
        passages: Bools = np.append(documents, False)[self._columns.document]
        return passages
