"""Counts the passages behind each value of each facet, the facet's own choice left out."""

from __future__ import annotations

from functools import reduce

import numpy as np

from search.columns import Bools, Columns, Ints
from search.document import PASSAGE_KINDS
from search.query import FACETS, Query
from search.results import Facet, FacetValue

KIND_LABELS = {"paragraph": "正文", "heading": "标题", "footnote": "脚注", "table": "表格"}
#: Documents listed in their facet: those with the most passages, and those chosen.
DOCUMENTS_LISTED = 50


class Facets:
    """The facets of one query over one archive."""

    def __init__(self, columns: Columns, query: Query) -> None:
        self._columns = columns
        self._query = query
        self._chosen = {name: self._choice(name) for name in FACETS if query.chosen(name)}

    def narrow(self, mask: Bools, leave_out: str | None = None) -> Bools:
        """A mask under all choices, or under all but one facet's."""
        choices = [choice for name, choice in self._chosen.items() if name != leave_out]
        return reduce(np.logical_and, choices, mask)

    def count(self, mask: Bools) -> tuple[Facet, ...]:
        """All facets for the passages that the query itself found."""
        return tuple(Facet(name, self._values(name, self.narrow(mask, name))) for name in FACETS)

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
        wanted = np.append(np.isin(codes_of, codes), False)
        choice: Bools = wanted[columns.document]
        return choice

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
