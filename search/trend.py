"""Counts a query's passages by year and category, beside all passages that there are."""

from __future__ import annotations

import numpy as np

from search.columns import Columns, Ints
from search.counts import TrendCell
from search.selection import Selection


def trend(columns: Columns, found: Selection, base: Selection) -> tuple[TrendCell, ...]:
    """A cell for each year and category that has a document, oldest year first.

    ``found`` are the passages that answer the query under its filters, ``base`` those that its
    filters alone leave: what a share is taken of.
    """
    years, year_of = columns.coded["year"]
    categories, category_of = columns.coded["category"]
    # Documents without a year or a category have a row of their own at the end.
    width = len(categories) + 1
    cell = np.where(year_of < 0, len(years), year_of) * width
    cell = cell + np.where(category_of < 0, len(categories), category_of)
    size = (len(years) + 1) * width
    hits, passages = (_sums(each.per_document, cell, size) for each in (found, base))
    return tuple(
        TrendCell(
            year=years[number // width] if number // width < len(years) else "",
            category=categories[number % width] if number % width < len(categories) else "",
            hits=int(hits[number]),
            passages=int(passages[number]),
        )
        for number in np.flatnonzero(passages)
    )


def _sums(counts: Ints, cell: Ints, size: int) -> Ints:
    return np.bincount(cell, weights=counts, minlength=size).astype(np.int64)
