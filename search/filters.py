"""Offers the filters that a query names: dates, amounts, agencies and categories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from search.breakdown import Rebuild, leaves
from search.columns import Columns
from search.folding import phrase_tokens
from search.numerals import read_days
from search.query import And, Node, Nothing, Phrase, Query, Run, join
from search.reading import Reading
from search.results import Offer
from search.sentence import Sentence, say
from search.spotting import spots
from search.syntax import parse
from search.wording import wording

#: So many agencies or categories of one query are offered.
_MOST = 3
_MOST_OFFERED = 6
# A query's run names an agency by the end of its name if it has so many characters: 办公厅.
_SHORTEST_END = 3
Count = Callable[[Query], int]


def filters(node: Node, query: Query, columns: Columns, count: Count) -> Iterator[Offer]:
    """A filter in place of the words that name it, with what would be left."""
    named = (*_of_leaves(node, query), *_of_facets(node, query, columns))
    found = {said: (kind, narrowed) for kind, said, narrowed in named}
    for said, (kind, narrowed) in list(found.items())[:_MOST_OFFERED]:
        offer = Offer(kind, said, narrowed, count(narrowed))
        if offer.count:
            yield offer


def _of_leaves(node: Node, query: Query) -> Iterator[tuple[str, Sentence, Query]]:
    for leaf in leaves(node):
        if leaf.role != "number" or leaf.optional:
            continue
        kind = next((spot.kind for spot in spots(leaf.text).values()), None)
        if kind is None:
            continue
        days = read_days(leaf.text)
        text = leaf.without or ""
        if days and not (query.since or query.until):
            dated = replace(query, text=text, since=days[0], until=days[1], page=1)
            yield "date", say("日期：%(date)s", date=leaf.text), dated
        elif kind in ("amount", "rate") and text:
            within = (*query.within, leaf.text)
            held = replace(query, text=text, within=within, page=1)
            yield "amount", say("含“%(text)s”", text=leaf.text), held


def _of_facets(node: Node, query: Query, columns: Columns) -> Iterator[tuple[str, Sentence, Query]]:
    runs = list(required_runs(node))
    for name in ("issuer", "category"):
        if query.chosen(name):
            continue
        for value, text in _named(name, columns.coded[name][0], runs):
            chosen: dict[str, Any] = {name: (value,)}
            narrowed = replace(query, text=text, page=1, **chosen)
            yield name, _named_filter(name, value), narrowed


def _named_filter(name: str, value: str) -> Sentence:
    if name == "issuer":
        return say("发文机关：%(name)s", name=value)
    return say("类别：%(name)s", name=value)


def _named(
    name: str, values: list[str], runs: list[tuple[Run, Rebuild]]
) -> Iterator[tuple[str, str]]:
    """The values that a run names, the longest first, each with the query's other words."""
    found: dict[str, str] = {}
    for run, rebuild in runs:
        whole = [value for value in values if _holds(run.phrase, _tokens(value))]
        for value in sorted(whole, key=len, reverse=True):
            if not any(value in longer for longer in found):
                found[value] = _rest(run, _tokens(value), rebuild)
        if not whole:
            short = (v for v in values if _is_short_for(name, run.phrase, _tokens(v)))
            found |= {value: wording(rebuild(Nothing())) for value in short}
    yield from list(found.items())[:_MOST]


_tokens = lru_cache(maxsize=1 << 14)(phrase_tokens)


def required_runs(node: Node, rebuild: Rebuild = lambda new: new) -> Iterator[tuple[Run, Rebuild]]:
    """The runs that a query requires, each with the tree around it."""
    if isinstance(node, Run):
        yield node, rebuild
    elif isinstance(node, And):
        for i, inner in enumerate(node.nodes):
            if isinstance(inner, Run):
                yield inner, _around(node.nodes, i, rebuild)


def _around(nodes: tuple[Node, ...], i: int, rebuild: Rebuild) -> Rebuild:
    return lambda new: rebuild(join(And, [*nodes[:i], new, *nodes[i + 1 :]]))


def _holds(tokens: tuple[str, ...], name: tuple[str, ...]) -> bool:
    return len(name) > 1 and _joined(name) in _joined(tokens)


def _joined(tokens: tuple[str, ...]) -> str:
    return "\0" + "".join(f"{token}\0" for token in tokens)


def _is_short_for(name: str, tokens: tuple[str, ...], value: tuple[str, ...]) -> bool:
    """Whether a whole run is how a value is called for short: 办公厅, 民生 for 民生类."""
    if name == "category":
        return tokens == value[:-1]
    return len(tokens) >= _SHORTEST_END and value[-len(tokens) :] == tokens


def _rest(run: Run, name: tuple[str, ...], rebuild: Rebuild) -> str:
    """The query without the name that stands in one of its runs."""
    start, end = Reading(run.text).spans(Phrase(name))[0]
    text = f"{run.text[:start]} {run.text[end:]}".strip()
    return wording(rebuild(parse(text).node if text else Nothing()))
