"""What is counted: over time, by year and category, in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from search.document import Issue


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
    """What an engine holds: issues of gazettes, web pages, documents and passages."""

    issues: int
    pages: int
    documents: int
    passages: int


def stats(every: Iterable[Issue], listed: Iterable[Issue], documents: int, passages: int) -> Stats:
    """How much there is. A web page counts also where its document is held from another source;
    ``listed`` are the issues that are more than that.
    """
    pages = sum(len(issue.sources) or 1 for issue in every if issue.online)
    return Stats(sum(not issue.online for issue in listed), pages, documents, passages)
