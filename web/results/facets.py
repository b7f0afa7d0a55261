"""Facets as links that toggle a value: beside the results, and on a page of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from search.catalogue import Catalogue
from search.facets import LISTED
from search.folding import holds
from search.query import FACETS, Query
from search.results import Facet, FacetValue, Results
from web import labels
from web.changes import at_page
from web.nearby import Nearby
from web.pager import Pager, pager
from web.results import facetnames
from web.saying import Text
from web.speech import gettext as _
from web.urls import facet_url, kept_beside, search_url

_SHOWN = 8
#: A facet with more values than this can be looked through.
LONG = 12
#: So many values stand on a page of a facet's own.
ON_A_PAGE = 200
#: A value and what it is called.
Named = tuple[FacetValue, Text]


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value with the link that adds it or takes it away."""

    label: Text
    count: int
    selected: bool
    href: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet: the values in view, and the rest behind a fold.

    ``whole`` is the page of all its values, empty where there are few, ``action`` where a form
    looks through them; ``cut`` says that not all of them are listed here.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    whole: str
    action: str
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


def facet_views(query: Query, results: Results, catalogue: Catalogue) -> tuple[FacetView, ...]:
    """The facets that have a value to show, in their fixed order."""
    found = {facet.name: facet for facet in results.facets}
    near = Nearby(query)
    views = (_facet(query, near, found[name], catalogue) for name in FACETS if name in found)
    return tuple(view for view in views if view.choices)


def facet_page(query: Query, facet: Facet, find: str, catalogue: Catalogue) -> FacetPage:
    """A page of a facet's values; which of its pages is the query's own."""
    named = _named(query, facet, catalogue)
    values = [(value, label) for value, label in named if holds(str(label), find)]
    last = max(1, -(-len(values) // ON_A_PAGE))
    at = replace(query, page=min(query.page, last))
    start = (at.page - 1) * ON_A_PAGE
    end, chosen = start + ON_A_PAGE, query.chosen(facet.name)
    return FacetPage(
        name=facet.name,
        label=_(labels.FACETS[facet.name]),
        find=find,
        kept=kept_beside(query),
        action=facet_url(facet.name, Query()),
        total=len(values),
        choices=tuple(_choices(Nearby(query), facet.name, values[start:end], chosen)),
        pager=pager(at.page, last, lambda n: facet_url(facet.name, at_page(at, n), find)),
        whole=facet_url(facet.name, replace(query, page=1)),
        back=search_url(replace(query, page=1)),
    )


def _facet(query: Query, near: Nearby, facet: Facet, catalogue: Catalogue) -> FacetView:
    found = list(_named(query, facet, catalogue))
    chosen = query.chosen(facet.name)
    # Bodies may be a thousand, and each is a link that holds the whole query.
    most = LISTED if facet.name == "issuer" else len(found)
    listed = [each for i, each in enumerate(found) if i < most or each[0].value in chosen]
    values = list(_choices(near, facet.name, listed, chosen))
    # What is chosen stays in view, so that it can be taken back where it was given.
    shown = (*values[:_SHOWN], *(value for value in values[_SHOWN:] if value.selected))
    rest = tuple(value for value in values[_SHOWN:] if not value.selected)
    return FacetView(
        name=facet.name,
        label=_(labels.FACETS[facet.name]),
        choices=shown,
        rest=rest,
        whole=facet_url(facet.name, replace(query, page=1)) if len(values) > LONG else "",
        action=facet_url(facet.name, Query()),
        cut=len(listed) < len(found)
        or (facet.name in ("issue", "document") and len(listed) >= LISTED),
    )


def _named(query: Query, facet: Facet, catalogue: Catalogue) -> Iterator[Named]:
    """The values that would leave something, and those that are chosen, as they are called."""
    names = facetnames.names(facet, catalogue)
    chosen = query.chosen(facet.name)
    for value in facet.values:
        if value.count or value.value in chosen:
            yield value, names[value.value]


def _choices(
    near: Nearby, facet: str, values: Iterable[Named], chosen: Collection[str]
) -> Iterator[Choice]:
    for value, label in values:
        href = near.toggled(facet, value.value)
        yield Choice(label, value.count, value.value in chosen, href)
