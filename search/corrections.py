"""Offers better spellings of a query: only those that find more than what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from search.breakdown import leaves
from search.filters import required_runs
from search.lookup import key
from search.query import Node, Query
from search.results import Offer
from search.sentence import quote
from search.spelling import Speller
from search.syntax import parse
from search.wording import wording

#: A query that finds more passages than this is taken as it is meant.
_FEW = 2
#: A spelling has to find so many times what was typed finds.
_TIMES = 5
#: A second one may find so many times less than the first.
_TIMES_LESS = 5
_TRIED = 12
_OFFERED = 2


def corrections(
    node: Node, query: Query, complete: int, speller: Speller, count: Callable[[Query], int]
) -> list[Offer]:
    """Spellings that find more, the likeliest first; ``complete`` is what the query as it was
    typed finds.
    """
    if complete > _FEW:
        return []
    offers: list[Offer] = []
    least: float = complete * _TIMES + 1
    for text, exact in islice(_texts(node, speller), _TRIED):
        better = replace(query, text=text, page=1)
        # As words its characters may stand strewn: a spelling has to stand as it is.
        found = count(better) if count(replace(better, text=exact)) else 0
        if found >= least:
            offers.append(Offer("spelling", quote(text), better, found))
            least = max(least, found / _TIMES_LESS)
        if len(offers) == _OFFERED:
            break
    return offers


def _texts(node: Node, speller: Speller) -> Iterator[tuple[str, str]]:
    """The query with one of its runs spelt otherwise, where that asks for something else; and
    this spelling alone as a phrase.
    """
    seen = {_asked_for(node)}
    for run, rebuild in required_runs(node):
        for candidate in speller.candidates(run.text):
            text = wording(rebuild(parse(candidate).node))
            asked_for = _asked_for(parse(text).node)
            if asked_for not in seen:
                seen.add(asked_for)
                yield text, f'"{candidate}"'


def _asked_for(node: Node) -> str:
    """All that a query looks for, whatever stands between and whichever words are left out."""
    return "".join(key(leaf.text) for leaf in leaves(node) if leaf.role != "dropped")
