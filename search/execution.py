"""Answers a query over columns and postings: matches, counts, orders and shows.

Engines that can list their postings share this; they differ only in where these come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from search.columns import Bools, Columns
from search.document import Document, Issue, Passage
from search.facets import Facets
from search.listing import listed_only
from search.matching import Matcher, Postings
from search.query import And, Field, Node, Not, Nothing, Or, Phrase, Query, Run
from search.ranking import Ranker, page_of
from search.results import Hit, Message, Results
from search.snippet import excerpt
from search.syntax import parse

#: Gives the passage of a passage number.
Fetch = Callable[[int], Passage]


def answer(
    query: Query, columns: Columns, postings: Postings, fetch: Fetch, issues: Iterable[Issue]
) -> Results:
    """The results of a query; ``issues`` are looked through when no passage answers it."""
    parsed = parse(query.text)
    matcher = Matcher(columns, postings)
    facets = Facets(columns, query)
    found = _match(parsed.node, matcher)
    messages = (*parsed.messages, *found.messages)
    if not found.mask.any():
        messages += tuple(listed_only(parsed.node, issues))
    narrowed = facets.narrow(found.mask)
    extra = None if found.extra is None else int(facets.narrow(found.extra).sum())
    return Results(
        query=query,
        mode=found.mode,
        total=int(narrowed.sum()),
        documents=len(np.unique(columns.document[narrowed])),
        literal_extra=extra,
        hits=_hits(query, found.node, narrowed, columns, Ranker(columns, postings, matcher), fetch),
        facets=facets.count(found.mask),
        messages=messages,
        nothing_asked=isinstance(parsed.node, Nothing),
        literal_query=_literal_query(parsed.node) if extra else None,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What a tree finds before the facets narrow it; ``node`` is what is shown and ranked.

    ``extra`` are the passages that hold a single run literally but were not found by its words.
    """

    node: Node
    mask: Bools
    mode: str
    extra: Bools | None = None
    messages: tuple[Message, ...] = ()


def _match(node: Node, matcher: Matcher) -> _Found:
    mask = matcher.mask(node)
    if not isinstance(node, Run):
        return _Found(node, mask, "literal" if _is_literal(node) else "words")
    phrase = Phrase(node.phrase)
    literal = matcher.mask(phrase)
    if literal.any() and not mask.any():
        said = Message("info", "按词没有找到，以下是逐字包含所输文字的段落。")
        return _Found(phrase, literal, "literal", literal & ~literal, (said,))
    return _Found(node, mask, "words", literal & ~mask)


def _literal_query(node: Node) -> str | None:
    """A query for the passages that hold a run literally but not as words."""
    return f'"{node.text}" -{node.text}' if isinstance(node, Run) else None


def _is_literal(node: Node) -> bool:
    """Whether everything that the query wants of a passage is quoted."""
    if isinstance(node, And | Or):
        wanted = [inner for inner in node.nodes if not isinstance(inner, Not | Field)]
        return bool(wanted) and all(_is_literal(inner) for inner in wanted)
    return isinstance(node, Phrase)


def _hits(
    query: Query, node: Node, found: Bools, columns: Columns, ranker: Ranker, fetch: Fetch
) -> tuple[Hit, ...]:
    scores = ranker.scores(node)
    end = query.page * query.size
    page = page_of(found, scores, columns, query.sort, end)[end - query.size :]
    return tuple(_hit(node, int(n), float(scores[n]), columns, fetch(int(n))) for n in page)


def _hit(node: Node, number: int, score: float, columns: Columns, passage: Passage) -> Hit:
    row = columns.rows[columns.document[number]]
    spans, snippet = excerpt(node, passage.text)
    return Hit(
        document=row.document,
        issue=row.issue,
        anchor=passage.anchor,
        kind=passage.kind,
        headings=passage.headings,
        text=passage.text,
        spans=spans,
        snippet=snippet,
        score=score,
        context=passage.context,
    )


def described(document: Document) -> Document:
    """A document without its text: what hits and facets carry."""
    return replace(document, blocks=(), footnotes=())
