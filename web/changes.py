"""Queries near a query: with other words, another choice, order or scope, from the first page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from search.query import ALL_WORDS, FACETS, Query


def asking(query: Query, text: str) -> Query:
    """Another text under the same filters."""
    return replace(query, text=text, page=1)


def with_choice(query: Query, facet: str, values: tuple[str, ...]) -> Query:
    """The query with other values chosen in one facet."""
    changes: dict[str, Any] = {facet: values, "page": 1}
    return replace(query, **changes)


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with a value added to its facet's choice, or taken from it."""
    chosen = query.chosen(facet)
    if value in chosen:
        return with_choice(query, facet, tuple(v for v in chosen if v != value))
    return with_choice(query, facet, (*chosen, value))


def dated(query: Query, since: date | None, until: date | None) -> Query:
    """The query for documents dated from one day to another."""
    return replace(query, since=since, until=until, page=1)


def untimed(query: Query) -> Query:
    """The query for documents of any date and any year."""
    return replace(undated(query), year=())


def undated(query: Query) -> Query:
    """The query for documents of any date."""
    return replace(query, since=None, until=None, page=1)


def out_of(query: Query, text: str) -> Query:
    """The query without one of the searches within which it searches."""
    return replace(query, within=tuple(each for each in query.within if each != text), page=1)


def untagged(query: Query) -> Query:
    """The query's text alone with its scope, order and size: all tags taken off."""
    for facet in FACETS:
        query = with_choice(query, facet, ())
    return replace(undated(query), within=(), match=ALL_WORDS, expand=True)


def expanding(query: Query, expand: bool) -> Query:
    """The query with or without other forms of what was typed."""
    return replace(query, expand=expand, page=1)


def matching(query: Query, match: str) -> Query:
    """The query for passages that hold all of its words, or some."""
    return replace(query, match=match, page=1)


def scoped(query: Query, scope: str) -> Query:
    """The query with its words in one passage, or in one document."""
    return replace(query, scope=scope, page=1)


def sorted_by(query: Query, sort: str) -> Query:
    """The query in another order."""
    return replace(query, sort=sort, page=1)


def viewed(query: Query, view: str) -> Query:
    """The query's passages, or its documents."""
    return replace(query, view=view, page=1)


def sized(query: Query, size: int) -> Query:
    """So many on a page; the page is the one that holds the first of those now in view."""
    first = (query.page - 1) * query.size
    return replace(query, size=size, page=first // size + 1)


def at_page(query: Query, page: int) -> Query:
    """Another page of the same results."""
    return replace(query, page=page)
