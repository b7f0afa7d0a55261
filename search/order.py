"""Puts what a query left in order: the first passages, or the first documents with their best.

Passages that an order leaves equal stand as they are read, those of the newer document first, so
that an order is total and repeatable.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.columns import Columns, Floats, Ints
from search.query import NEWEST, OLDEST, RELEVANCE
from search.selection import Selection


def first_passages(selection: Selection, scores: Floats | None, sort: str, end: int) -> Ints:
    """The slots of the first ``end`` passages of a selection in one of SORTS.

    A slot is a passage's place in ``selection.passages``. ``scores`` are by slots; only an order
    by relevance looks at them.
    """
    places, passages = _places(selection.columns, sort), selection.passages
    if sort != RELEVANCE:
        return _lowest(places[passages], end)
    assert scores is not None
    slots = _highest(scores, passages, places, end)
    return slots[np.lexsort((places[passages[slots]], -scores[slots]))]


def _places(columns: Columns, sort: str) -> Ints:
    """The place of each passage of the archive in an order that does not look at scores."""
    if sort in (NEWEST, RELEVANCE):
        return columns.newest
    return columns.oldest if sort == OLDEST else columns.reading


def _lowest(values: Ints, count: int) -> Ints:
    """Where the lowest values are, ascending; no two are equal."""
    if len(values) <= count:
        return np.argsort(values)
    found = np.argpartition(values, count)[:count]
    return found[np.argsort(values[found])]


def _highest(scores: Floats, passages: Ints, places: Ints, count: int) -> Ints:
    """Where the highest scores are, in no order; of equal ones those with the lowest places."""
    if len(scores) <= count:
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    better, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
    equal = equal[_lowest(places[passages[equal]], count - len(better))]
    return np.concatenate([better, equal])


def first_documents(
    selection: Selection, scores: Floats | None, sort: str, start: int, end: int
) -> list[Ints]:
    """The slots of the passages of each document from one place to another in one of SORTS.

    A document stands where the first of its passages would.
    """
    passages = selection.passages
    if not len(passages):
        return []
    documents = selection.columns.document[passages]
    # A document's passages are numbered one after another.
    begins = np.append(0, np.flatnonzero(np.diff(documents)) + 1)
    ends = np.append(begins[1:], len(passages))
    places = _places(selection.columns, sort)[passages[begins]]
    if sort == RELEVANCE:
        assert scores is not None
        order = np.lexsort((places, -np.maximum.reduceat(scores, begins)))
    else:
        order = np.argsort(places)
    return [np.arange(begins[each], ends[each]) for each in order[start:end]]


def best_of(own: Ints, scores: Floats, sort: str, most: int) -> Iterator[int]:
    """The slots with the best scores among some, ascending; the best first, or as printed."""
    best = own[np.argsort(-scores[own], kind="stable")][:most]
    yield from (best if sort == RELEVANCE else np.sort(best)).tolist()
