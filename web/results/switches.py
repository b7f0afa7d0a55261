"""How results are listed: which scope, what order, passages or documents, how many a page."""

from __future__ import annotations

from search.query import PASSAGES, SAME_PASSAGE, SCOPES, SORTS, VIEWS, Query
from search.results import Results
from web import labels
from web.changes import scoped, sized, sorted_by, viewed
from web.link import Link
from web.results.chips import has_several
from web.speech import gettext as _
from web.urls import search_url

SIZES = (10, 20, 50, 100)


def scopes(query: Query, results: Results) -> tuple[Link, ...]:
    """The switch between 同段 and 同篇, where it makes a difference or has been used."""
    if query.scope == SAME_PASSAGE and not (results.total and has_several(results)):
        return ()
    return tuple(
        Link(_(labels.SCOPES[scope]), search_url(scoped(query, scope)), scope == query.scope)
        for scope in SCOPES
    )


def sorts(query: Query) -> tuple[Link, ...]:
    """The orders."""
    return tuple(
        Link(_(labels.SORTS[sort]), search_url(sorted_by(query, sort)), sort == query.sort)
        for sort in SORTS
    )


def views(query: Query) -> tuple[Link, ...]:
    """Passages, or documents with their best passages."""
    return tuple(
        Link(_(labels.VIEWS[view]), search_url(viewed(query, view)), view == query.view)
        for view in VIEWS
    )


def sizes(query: Query, results: Results) -> tuple[Link, ...]:
    """How many are listed on a page, where one page of the fewest does not hold them all."""
    if listed(query, results) <= SIZES[0]:
        return ()
    return tuple(
        Link(str(size), search_url(sized(query, size)), size == query.size) for size in SIZES
    )


def listed(query: Query, results: Results) -> int:
    """How many there are of what the query's view lists: passages or documents."""
    return results.total if query.view == PASSAGES else results.documents
