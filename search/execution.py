"""Answers a query over columns and postings: matches, counts, orders and shows.

Engines that can list their postings share this; they differ only in where these come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

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
    node, messages = parsed.node, list(parsed.messages)
    matcher = Matcher(columns, postings)
    facets = Facets(columns, query)
    mask = matcher.mask(node)
    mode = "literal" if _is_literal(node) else "words"
    extra = None
    if isinstance(node, Run):
        literal = matcher.mask(Phrase(node.phrase))
        if literal.any() and not mask.any():
            mask, node, mode = literal, Phrase(node.phrase), "literal"
            messages.append(Message("info", "按词没有找到，以下是逐字包含所输文字的段落。"))
        extra = int(facets.narrow(literal & ~mask).sum())
    found = facets.narrow(mask)
    if not mask.any():
        messages += listed_only(node, issues)
    return Results(
        query=query,
        mode=mode,
        total=int(found.sum()),
        documents=len(np.unique(columns.document[found])),
        literal_extra=extra,
        hits=_hits(query, node, found, columns, Ranker(columns, postings, matcher), fetch),
        facets=facets.count(mask),
        messages=tuple(messages),
        nothing_asked=isinstance(node, Nothing),
    )


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
