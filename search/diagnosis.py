"""Explains why a query found nothing: its words alone and in pairs, its filters, its scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from search.breakdown import Leaf, leaves
from search.query import FACETS, SAME_DOCUMENT, And, Node, Not, Or, Phrase, Query, join
from search.results import Offer
from search.sentence import Sentence, quote, say
from search.syntax import parse
from search.wording import label, wording

#: So many words of a query are tried alone, and in pairs.
_MOST_WORDS = 6
_UNLIMITED = {
    "category": say("不限类别"),
    "kind": say("不限段落类型"),
    "issuer": say("不限发文机关"),
    "year": say("不限年份"),
    "issue": say("不限期号"),
    "document": say("不限文件"),
    "date": say("不限日期"),
    "within": say("不限结果内检索"),
}

Count = Callable[[Query], int]


def diagnosis(node: Node, query: Query, count: Count) -> Iterator[Offer]:
    """Offers around a query that found nothing. Only single words may lead nowhere, too."""
    first = replace(query, page=1)
    wanted = [leaf for leaf in leaves(node) if leaf.role not in ("excluded", "dropped")]
    words = list({leaf.text: leaf for leaf in wanted}.values())[:_MOST_WORDS]
    if len(words) > 1:
        yield from (_offer("word", quote(leaf.text), _text(first, leaf), count) for leaf in words)
    for kind, name, nearby in (*_wider(words, first), *_unquoted(node, first)):
        offer = _offer(kind, name, nearby, count)
        if offer.count:
            yield offer


def _wider(words: list[Leaf], query: Query) -> Iterator[tuple[str, Sentence, Query]]:
    if len(words) > 2:
        for one, other in combinations(words, 2):
            yield "pair", quote(f"{one.text} + {other.text}"), _text(query, one, other)
    yield from _fewer_filters(query)
    if len(words) > 1 and query.scope == "passage":
        yield "scope", say("同篇"), replace(query, scope=SAME_DOCUMENT)
    if not query.expand:
        yield "expanded", say("连同其他写法"), replace(query, expand=True)


def _unquoted(node: Node, query: Query) -> Iterator[tuple[str, Sentence, Query]]:
    """The query with its phrases as words; what is excluded stays as it is."""
    loose = wording(_loose(node))
    if loose != wording(node):
        yield "unquoted", quote(loose), replace(query, text=loose)


def _loose(node: Node) -> Node:
    if isinstance(node, And | Or):
        return join(type(node), map(_loose, node.nodes))
    if isinstance(node, Phrase) and node.quoted:
        excluded = (Not(Phrase(longer)) for longer in node.without)
        return join(And, [parse(label(node)).node, *excluded])
    return node


def _fewer_filters(query: Query) -> Iterator[tuple[str, Sentence, Query]]:
    """The query without each of its filters, and without all of them."""
    chosen = [name for name in FACETS if query.chosen(name)]
    empty: dict[str, dict[str, Any]] = {name: {name: ()} for name in chosen}
    if query.since or query.until:
        empty["date"] = {"since": None, "until": None}
    if query.within:
        empty["within"] = {"within": ()}
    for name, changes in empty.items():
        yield "filter", _UNLIMITED[name], replace(query, **changes)
    if len(empty) > 1:
        every = {key: value for changes in empty.values() for key, value in changes.items()}
        yield "filter", say("去掉全部筛选"), replace(query, **every)


def _text(query: Query, *words: Leaf) -> Query:
    node = And(tuple(leaf.node for leaf in words)) if len(words) > 1 else words[0].node
    return replace(query, text=wording(node))


def _offer(kind: str, said: Sentence, query: Query, count: Count) -> Offer:
    return Offer(kind, said, query, count(query))
