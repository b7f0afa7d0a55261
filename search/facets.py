"""Counts the passages behind each value of each facet, the facet's own choice left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from search.columns import Bools, Columns, Ints
from search.document import PASSAGE_KINDS
from search.narrowing import Narrowing
from search.query import FACETS, Query
from search.results import Facet, FacetValue
from search.sentence import N_

KIND_LABELS = {
    "paragraph": N_("正文"),
    "heading": N_("标题"),
    "footnote": N_("脚注"),
    "table": N_("表格"),
}
#: Values listed of a facet that may have thousands: those with the most passages, and those
#: chosen. ``Facets.whole`` gives the rest.
LISTED = 50
_LONG = ("issue", "document")


class Facets:
    """The facets of one query over one archive."""

    def __init__(self, columns: Columns, query: Query, narrowing: Narrowing) -> None:
        self._columns = columns
        self._query = query
        self._narrowing = narrowing

    def count(self, mask: Bools) -> tuple[Facet, ...]:
        """All facets for the passages that the query itself found; long ones cut short."""
        return tuple(
            Facet(name, self._values(name, mask, LISTED if name in _LONG else None))
            for name in FACETS
        )

    def whole(self, name: str, mask: Bools) -> Facet:
        """One facet with all of its values."""
        return Facet(name, self._values(name, mask))

    def _values(self, name: str, mask: Bools, most: int | None = None) -> tuple[FacetValue, ...]:
        left = self._narrowing.narrow(mask, name)
        if name == "kind":
            counts = np.bincount(self._columns.kind[left], minlength=len(PASSAGE_KINDS))
            return self._listed(name, PASSAGE_KINDS, counts, most)
        documents = self._columns.rows
        counts = np.bincount(self._columns.document[left], minlength=len(documents))
        if name == "document":
            return self._listed(name, self._columns.ids, counts, most)
        values, codes = self._columns.coded[name]
        known = codes >= 0
        sums = np.bincount(codes[known], weights=counts[known], minlength=len(values))
        if name == "issue":
            issues, shared = self._columns.shared
            np.add.at(sums, issues, counts[shared])
        return self._listed(name, values, sums.astype(np.int64), most)

    def _listed(
        self, name: str, values: Sequence[str], counts: Ints, most: int | None
    ) -> tuple[FacetValue, ...]:
        chosen = self._query.chosen(name)
        found = np.flatnonzero(counts)
        if name == "issue":
            # A web page has one document, so that it narrows no more than the document does.
            issues = self._columns.issues
            found = np.array([i for i in map(int, found) if not issues[values[i]].online], int)
        # Cut before anything is made of them: a frequent word is in thousands of documents.
        held = {int(i) for i in found[np.lexsort((found, -counts[found]))][:most]}
        held |= {i for i, value in enumerate(values) if value in chosen} if chosen else set()
        listed = [self._value(name, values[i], int(counts[i]), chosen) for i in held]
        known = {each.value for each in listed}
        missing = [FacetValue(v, v, 0, True) for v in dict.fromkeys(chosen) if v not in known]
        return (*sorted(listed, key=self._order(name)), *missing)

    def _value(self, name: str, value: str, count: int, chosen: tuple[str, ...]) -> FacetValue:
        return FacetValue(value, self._label(name, value), count, value in chosen)

    def _label(self, name: str, value: str) -> str:
        if name == "kind":
            return KIND_LABELS[value]
        if name == "document":
            return self._columns.rows[self._columns.number_of[value]].document.title
        return self._columns.issues[value].label or value if name == "issue" else value

    def _order(self, name: str) -> Callable[[FacetValue], Any]:
        """By count, then by label; years and issues by time, the latest first."""
        if name == "year":
            return lambda each: -int(each.value)
        if name == "issue":
            return lambda each: (-self._columns.issue_day(each.value), each.label)
        return lambda each: (-each.count, each.label)
