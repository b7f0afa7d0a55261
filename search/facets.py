"""Counts the passages behind each value of each facet, the facet's own choice left out."""

from __future__ import annotations

import numpy as np

from search.columns import Bools, Columns, Ints
from search.document import PASSAGE_KINDS
from search.narrowing import Narrowing
from search.query import FACETS, Query
from search.results import Facet, FacetValue

KIND_LABELS = {"paragraph": "正文", "heading": "标题", "footnote": "脚注", "table": "表格"}
#: Documents listed in their facet: those with the most passages, and those chosen.
DOCUMENTS_LISTED = 50


class Facets:
    """The facets of one query over one archive."""

    def __init__(self, columns: Columns, query: Query, narrowing: Narrowing) -> None:
        self._columns = columns
        self._query = query
        self._narrowing = narrowing

    def count(self, mask: Bools) -> tuple[Facet, ...]:
        """All facets for the passages that the query itself found."""
        narrow = self._narrowing.narrow
        return tuple(Facet(name, self._values(name, narrow(mask, name))) for name in FACETS)

    def _values(self, name: str, mask: Bools) -> tuple[FacetValue, ...]:
        if name == "kind":
            counts = np.bincount(self._columns.kind[mask], minlength=len(PASSAGE_KINDS))
            labels = {kind: KIND_LABELS[kind] for kind in PASSAGE_KINDS}
            return self._listed(name, labels, counts)
        documents = self._columns.rows
        counts = np.bincount(self._columns.document[mask], minlength=len(documents))
        if name == "document":
            labels = {row.document.id: row.document.title for row in documents}
            return self._listed(name, labels, counts, DOCUMENTS_LISTED)
        values, codes = self._columns.coded[name]
        known = codes >= 0
        sums = np.bincount(codes[known], weights=counts[known], minlength=len(values))
        return self._listed(name, {value: value for value in values}, sums.astype(np.int64))

    def _listed(
        self, name: str, labels: dict[str, str], counts: Ints, most: int | None = None
    ) -> tuple[FacetValue, ...]:
        chosen = self._query.chosen(name)
        listed = [
            FacetValue(value, label, int(count), value in chosen)
            for (value, label), count in zip(labels.items(), counts, strict=True)
            if count or value in chosen
        ]
        missing = [FacetValue(v, v, 0, True) for v in dict.fromkeys(chosen) if v not in labels]
        listed.sort(key=lambda each: (-each.count, each.label))
        kept = [each for i, each in enumerate(listed) if most is None or i < most or each.selected]
        return tuple(kept + missing)
