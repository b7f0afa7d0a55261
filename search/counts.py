"""What is counted: over time, by year and category, in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month of a query's timeline: from ``first`` to ``last`` day, and the passages
    of documents of that time; ``selected`` where the query asks for just this time.
    """

    first: date
    last: date
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class TrendCell:
    """The passages of one year and category: those that were found, and all that there are.

    ``year`` and ``category`` are empty for documents that have none.
    """

    year: str
    category: str
    hits: int
    passages: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What an engine holds."""

    issues: int
    documents: int
    passages: int
