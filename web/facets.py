"""Facets as links that toggle a value: beside the results, and on a page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.facets import LISTED
from search.folding import fold
from search.query import FACETS, Query
from search.results import Facet, FacetValue, Results
from web import labels
from web.changes import toggled
from web.pager import Pager, pager
from web.urls import facet_url, kept_beside, search_url

_SHOWN = 8
#: A facet with more values than this can be looked through.
LONG = 12
#: So many values stand on a page of a facet's own.
ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value with the link that adds it or takes it away."""

    label: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: the values in view, and the rest behind a fold.

    ``whole`` is the page of all its values, empty where there are few; ``cut`` says that not
    all of them are listed here.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    whole: str
    cut: bool


@dataclass(frozen=True, slots=True)
class FacetPage:
    """All values of a facet whose names hold the text ``find``; ``total`` is their number.

    ``kept`` are the hidden fields of the form that looks for another text.
    """

    name: str
    label: str
    find: str
    kept: tuple[tuple[str, str], ...]
    action: str
    total: int
    choices: tuple[Choice, ...]
    pager: Pager | None
    whole: str
    back: str


def facet_views(query: Query, results: Results) -> tuple[FacetView, ...]:
    """The facets that have a value to show, in their fixed order."""
    found = {facet.name: facet for facet in results.facets}
    views = (_facet(query, found[name]) for name in FACETS if name in found)
    return tuple(view for view in views if view.choices)


def facet_page(query: Query, facet: Facet, find: str) -> FacetPage:
    """A page of a facet's values; which of its pages is the query's own."""
    values = [value for value in _choices(query, facet) if _holds(value.label, find)]
    last = max(1, -(-len(values) // ON_A_PAGE))
    at = replace(query, page=min(query.page, last))
    start = (at.page - 1) * ON_A_PAGE
    return FacetPage(
        name=facet.name,
        label=labels.FACETS[facet.name],
        find=find,
        kept=kept_beside(query),
        action=facet_url(facet.name, Query()),
        total=len(values),
        choices=tuple(values[start : start + ON_A_PAGE]),
        pager=pager(at, last, lambda other: facet_url(facet.name, other, find))
        if last > 1
        else None,
        whole=facet_url(facet.name, replace(query, page=1)),
        back=search_url(replace(query, page=1)),
    )


def _facet(query: Query, facet: Facet) -> FacetView:
    values = list(_choices(query, facet))
    # What is chosen stays in view, so that it can be taken back where it was given.
    shown = [value for i, value in enumerate(values) if i < _SHOWN or value.selected]
    rest = [value for value in values if value not in shown]
    return FacetView(
        name=facet.name,
        label=labels.FACETS[facet.name],
        choices=tuple(shown),
        rest=tuple(rest),
        whole=facet_url(facet.name, replace(query, page=1)) if len(values) > LONG else "",
        cut=facet.name in ("issue", "document") and len(values) >= LISTED,
    )


def _choices(query: Query, facet: Facet) -> Iterable[Choice]:
    """The values that would leave something, and those that are chosen."""
    names = labels.names(facet)
    chosen = query.chosen(facet.name)
    for value in facet.values:
        if value.count or value.value in chosen:
            yield _choice(query, facet.name, value, names[value.value])


def _choice(query: Query, facet: str, value: FacetValue, label: str) -> Choice:
    href = search_url(toggled(query, facet, value.value))
    return Choice(label, value.count, value.value in query.chosen(facet), href)


def _holds(label: str, find: str) -> bool:
    """Whether a name holds all words of a text, width, case and script not counted."""
    folded = fold(label).text
    return all(fold(word).text in folded for word in find.split())
