"""Offers better spellings of a query: only those that find more than what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from search.breakdown import Rebuild
from search.filters import required_runs
from search.query import Node, Query
from search.results import Offer
from search.spelling import Speller
from search.syntax import parse
from search.wording import wording

#: A query that finds more passages than this is taken as it is meant.
_FEW = 2
#: A spelling has to find so many times what was typed finds.
_TIMES = 5
_TRIED = 12
_OFFERED = 2


def corrections(
    node: Node, query: Query, complete: int, speller: Speller, count: Callable[[Query], int]
) -> list[Offer]:
    """Spellings that find more; ``complete`` is what the query as it was typed finds."""
    if complete > _FEW:
        return []
    offers = []
    for text in list(_texts(node, speller))[:_TRIED]:
        better = replace(query, text=text, page=1)
        found = count(better)
        if found > complete * _TIMES and text != query.text:
            offers.append(Offer("spelling", text, better, found))
    return offers[:_OFFERED]


def _texts(node: Node, speller: Speller) -> Iterator[str]:
    """The query with one of its runs spelt otherwise."""
    for run, rebuild in required_runs(node):
        for candidate in speller.candidates(run.text):
            yield _respelt(candidate, rebuild)


def _respelt(candidate: str, rebuild: Rebuild) -> str:
    return wording(rebuild(parse(candidate).node))
