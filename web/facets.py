"""Facets as links that toggle a value."""

from __future__ import annotations

from dataclasses import dataclass

from search.query import FACETS, Query
from search.results import Facet, FacetValue, Results
from web import labels
from web.changes import toggled
from web.urls import search_url

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value with the link that adds it or takes it away."""

    label: str
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: the values in view, and the rest behind a fold."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...]


def facet_views(query: Query, results: Results) -> tuple[FacetView, ...]:
    """The facets that have a value to show, in their fixed order."""
    found = {facet.name: facet for facet in results.facets}
    views = (_facet(query, found[name]) for name in FACETS if name in found)
    return tuple(view for view in views if view.choices)


def _facet(query: Query, facet: Facet) -> FacetView:
    chosen = query.chosen(facet.name)
    values = [value for value in facet.values if value.count or value.value in chosen]
    # What is chosen stays in view, so that it can be taken back where it was given.
    shown = [v for i, v in enumerate(values) if i < _SHOWN or v.value in chosen]
    rest = [v for v in values if v not in shown]
    return FacetView(
        facet.name,
        labels.FACETS[facet.name],
        tuple(_choice(query, facet.name, value) for value in shown),
        tuple(_choice(query, facet.name, value) for value in rest),
    )


def _choice(query: Query, facet: str, value: FacetValue) -> Choice:
    href = search_url(toggled(query, facet, value.value))
    return Choice(labels.value(facet, value), value.count, value.value in query.chosen(facet), href)
