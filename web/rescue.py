"""What else a query that found nothing could ask: each way out is tried before it is offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.engine import Engine
from search.query import FACETS, Query
from search.syntax import parse
from web import labels
from web.terms import terms, words
from web.urls import search_url, with_choice, without_filters

_MOST_WORDS = 6
_LONE_DIGIT = re.compile(r'"?[0-9０-９]"?')
_QUOTES = re.compile(r"[\"＂“”]+")


@dataclass(frozen=True, slots=True)
class WayOut:
    """A nearby query: what it changes, how many passages it finds, and its link."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The ways out by what they give up; only single words may lead nowhere, which says why."""

    filters: tuple[WayOut, ...]
    quotes: tuple[WayOut, ...]
    words: tuple[WayOut, ...]


def ways_out(engine: Engine, query: Query) -> WaysOut:
    """The queries near this one that find something."""
    return WaysOut(
        filters=_that_find(engine, _fewer_filters(query)),
        quotes=_that_find(engine, _fewer_quotes(query)),
        words=_tried(engine, _single_words(query)),
    )


def _that_find(engine: Engine, candidates: Iterator[tuple[str, Query]]) -> tuple[WayOut, ...]:
    return tuple(way for way in _tried(engine, candidates) if way.count)


def _tried(engine: Engine, candidates: Iterator[tuple[str, Query]]) -> tuple[WayOut, ...]:
    found = []
    for label, query in candidates:
        total = engine.search(replace(query, page=1, size=1)).total
        href = search_url(replace(query, page=1))
        found.append(WayOut(labels.shortened(label), total, href))
    return tuple(found)


def _fewer_filters(query: Query) -> Iterator[tuple[str, Query]]:
    chosen = [facet for facet in FACETS if query.chosen(facet)]
    if len(chosen) > 1:
        for facet in chosen:
            yield f"不限{labels.FACETS[facet]}", with_choice(query, facet, ())
    if chosen and query.text:
        yield "去掉全部筛选", without_filters(query)


def _fewer_quotes(query: Query) -> Iterator[tuple[str, Query]]:
    text = " ".join(_QUOTES.sub(" ", query.text).split())
    if text and text != query.text:
        yield text, replace(query, text=text)


def _single_words(query: Query) -> Iterator[tuple[str, Query]]:
    asked = list(terms(parse(query.text).node))
    if len(asked) == 1:
        asked = list(words(parse(_QUOTES.sub(" ", query.text)).node))
    if len(asked) > 1:
        for term in list(dict.fromkeys(asked))[:_MOST_WORDS]:
            if not _LONE_DIGIT.fullmatch(term):
                yield term, Query(text=term)
