"""The pages of categories and of issuing bodies: each with what the archive holds of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from search.catalogue import Catalogue, Holding
from search.folding import holds
from search.query import DOCUMENTS, NEWEST, Query
from web.arguments import MAX_CHOICES, MAX_CHOICES_TEXT
from web.browsing.contentslist import without_text
from web.browsing.urls import BY_NAME, ORDERS, IssuerList, issuers_url
from web.days import year_span
from web.link import Link
from web.pager import Pager, pager
from web.speech import gettext as _
from web.urls import search_url

#: Issuers on one page.
PAGE_SIZE = 100
#: Stands between the names of bodies that issued a document together.
JOINT = "、"


@dataclass(frozen=True, slots=True)
class Value:
    """A category or a body: the documents that bear it, their passages and years.

    ``listed`` counts entries of contents lists under it whose text is not held, ``joint`` the
    documents that it issued with others, ``joint_href`` leads to all that it had a part in.
    ``href`` is empty where there is nothing to lead to.
    """

    name: str
    href: str
    documents: int
    passages: int
    years: str
    listed: int = 0
    joint: int = 0
    joint_href: str = ""


@dataclass(frozen=True, slots=True)
class CategoriesPage:
    """All categories; ``without`` are the documents that have none."""

    values: tuple[Value, ...]
    without: int


@dataclass(frozen=True, slots=True)
class IssuersPage:
    """A page of issuing bodies; ``found`` of ``total`` hold what was looked for."""

    values: tuple[Value, ...]
    asked: IssuerList
    total: int
    found: int
    without: int
    orders: tuple[Link, ...]
    pager: Pager | None


def categories_page(catalogue: Catalogue) -> CategoriesPage:
    """The categories with the most documents first, then those that are only listed."""
    held = _by(catalogue.holdings, lambda holding: holding.document.category)
    listed = Counter(
        entry.category
        for issue in catalogue.issues
        for entry in without_text(issue, catalogue)
        if entry.category
    )
    names = dict.fromkeys([*held, *listed])
    values = (replace(_value("category", n, held.get(n, [])), listed=listed[n]) for n in names)
    ordered = sorted(values, key=lambda v: (-v.documents, -v.listed, _spelt(v.name)))
    return CategoriesPage(tuple(ordered), _without(catalogue, held))


def issuers_page(catalogue: Catalogue, asked: IssuerList) -> IssuersPage:
    """The bodies that are asked for, and the joint ones as they are printed."""
    held = _by(catalogue.holdings, lambda holding: holding.document.issuer)
    values = tuple(_issuers(held))
    found = sorted((v for v in values if holds(v.name, asked.find)), key=_order(asked.order))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(asked.page, pages)
    return IssuersPage(
        values=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        asked=replace(asked, page=page),
        total=len(values),
        found=len(found),
        without=_without(catalogue, held),
        orders=tuple(_orders(asked)),
        pager=pager(page, pages, lambda n: issuers_url(replace(asked, page=n))),
    )


def _orders(asked: IssuerList) -> Iterator[Link]:
    for order, label in ORDERS.items():
        href = issuers_url(replace(asked, order=order, page=1))
        yield Link(_(label), href, order == asked.order)


def _by(
    holdings: Iterable[Holding], value: Callable[[Holding], str | None]
) -> dict[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    for holding in holdings:
        name = value(holding)
        if name:
            found.setdefault(name, []).append(holding)
    return found


def _without(catalogue: Catalogue, held: dict[str, list[Holding]]) -> int:
    return len(catalogue.holdings) - sum(map(len, held.values()))


def _issuers(held: dict[str, list[Holding]]) -> Iterator[Value]:
    """Each value as documents bear it, and each body that issued only together with others."""
    together: dict[str, list[str]] = {}
    for name in held:
        for body in dict.fromkeys(filter(None, name.split(JOINT) if JOINT in name else ())):
            together.setdefault(body, []).append(name)
    for name in dict.fromkeys([*held, *together]):
        value = _value("issuer", name, held.get(name, []))
        joint = sum(len(held[each]) for each in together.get(name, ()))
        yield replace(value, joint=joint, joint_href=_joint_href(name, held, together))


def _joint_href(name: str, held: dict[str, list[Holding]], together: dict[str, list[str]]) -> str:
    """All documents that a body had a part in; none where a search cannot name them all."""
    names = tuple(filter(held.get, (name, *together.get(name, ()))))
    fits = len(names) <= MAX_CHOICES and sum(map(len, names)) <= MAX_CHOICES_TEXT
    return _documents_url(Query(issuer=names)) if name in together and fits else ""


def _value(facet: str, name: str, holdings: list[Holding]) -> Value:
    # The year under which a search counts a document.
    span = year_span({holding.day.year for holding in holdings if holding.day})
    query = Query(category=(name,)) if facet == "category" else Query(issuer=(name,))
    passages = sum(holding.passages for holding in holdings)
    return Value(name, _documents_url(query) if holdings else "", len(holdings), passages, span)


def _documents_url(query: Query) -> str:
    return search_url(replace(query, view=DOCUMENTS, sort=NEWEST))


def _order(order: str) -> Callable[[Value], tuple[int, int, bytes]]:
    if order == BY_NAME:
        return lambda value: (0, 0, _spelt(value.name))
    return lambda value: (-value.documents, -value.joint, _spelt(value.name))


def _spelt(name: str) -> bytes:
    """A key for sorting by sound: the common characters of GB 2312 stand in pinyin order."""
    return name.encode("gb18030", "replace")
