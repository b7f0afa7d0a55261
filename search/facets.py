"""Counts the passages behind each value of each facet, the facet's own choice left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from search.columns import Columns, Ints
from search.document import PASSAGE_KINDS
from search.narrowing import Narrowed
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

    def __init__(self, columns: Columns, query: Query, narrowed: Narrowed) -> None:
        self._columns = columns
        self._query = query
        self._narrowed = narrowed

    def count(self) -> tuple[Facet, ...]:
        """All facets for the passages that the query itself found; long ones cut short."""
        return tuple(
            Facet(name, self._values(name, LISTED if name in _LONG else None)) for name in FACETS
        )

    def whole(self, name: str) -> Facet:
        """One facet with all of its values."""
        return Facet(name, self._values(name))

    def _values(self, name: str, most: int | None = None) -> tuple[FacetValue, ...]:
        left = self._narrowed.left(name)
        if name == "kind":
            kinds = self._columns.kind[left.passages]
            counts = np.bincount(kinds, minlength=len(PASSAGE_KINDS))
            return self._listed(name, PASSAGE_KINDS, counts, most)
        if name == "document":
            return self._listed(name, self._columns.ids, left.per_document, most)
        values, codes = self._columns.coded[name]
        if not values:
            return self._listed(name, values, np.zeros(0, dtype=np.int64), most)
        # Documents that have no value are counted before the first.
        slots, counts = codes[left.documents] + 1, left.per_document[left.documents]
        sums = np.bincount(slots, weights=counts, minlength=len(values) + 1)[1:].astype(np.int64)
        if name == "issue":
            issues, shared = self._columns.shared
            np.add.at(sums, issues, left.per_document[shared])
        return self._listed(name, values, sums, most)

    def _listed(
        self, name: str, values: Sequence[str], counts: Ints, most: int | None
    ) -> tuple[FacetValue, ...]:
        chosen = self._query.chosen(name)
        # A web page has one document, so that it narrows no more than the document does.
        listable = np.where(self._columns.is_online, 0, counts) if name == "issue" else counts
        # Cut before anything is made of them: a frequent word is in thousands of documents.
        held = set(_most_counted(listable, most).tolist())
        held |= {i for i, value in enumerate(values) if value in chosen} if chosen else set()
        label = self._labels(name)
        listed = [
            FacetValue(values[i], label(i), int(counts[i]), values[i] in chosen) for i in held
        ]
        known = {each.value for each in listed}
        missing = [FacetValue(v, v, 0, True) for v in dict.fromkeys(chosen) if v not in known]
        return (*sorted(listed, key=self._order(name)), *missing)

    def _labels(self, name: str) -> Callable[[int], str]:
        """From the place of a value to its label."""
        if name == "kind":
            return lambda i: KIND_LABELS[PASSAGE_KINDS[i]]
        if name == "document":
            return lambda i: self._columns.rows[i].document.title
        values = self._columns.coded[name][0]
        issues = self._columns.issues
        if name == "issue":
            return lambda i: issues[values[i]].label or values[i]
        return values.__getitem__

    def _order(self, name: str) -> Callable[[FacetValue], Any]:
        """By count, then by label; years and issues by time, the latest first."""
        if name == "year":
            return lambda each: -int(each.value)
        if name == "issue":
            return lambda each: (-self._columns.issue_day(each.value), each.label)
        return lambda each: (-each.count, each.label)


def _most_counted(counts: Ints, most: int | None) -> Ints:
    """The places of the highest counts that are not 0, the highest first, then the first."""
    found = np.flatnonzero(counts)
    if most is not None and len(found) > most:
        held = counts[found]
        found = found[held >= np.partition(held, len(held) - most)[len(held) - most]]
    return found[np.argsort(-counts[found], kind="stable")][:most]
