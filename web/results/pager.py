"""Links from one page of a list to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search.query import Query
from web.changes import at_page
from web.link import Link
from web.urls import search_url

_PAGES_AROUND = 1


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to other pages; None in ``pages`` is a gap."""

    previous: str | None
    following: str | None
    pages: tuple[Link | None, ...]


def pager(query: Query, last: int, url: Callable[[Query], str] = search_url) -> Pager:
    """Links to the pages around a query's, the first and the last; ``url`` makes an address."""

    def link(number: int) -> Link:
        return Link(str(number), url(at_page(query, number)), number == query.page)

    around = range(query.page - _PAGES_AROUND, query.page + _PAGES_AROUND + 1)
    shown = sorted({1, last} | {number for number in around if 1 <= number <= last})
    pages: list[Link | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            # A gap takes as much room as the one page that it would leave out.
            pages.append(link(before + 1) if number == before + 2 else None)
        pages.append(link(number))
    return Pager(
        previous=url(at_page(query, query.page - 1)) if query.page > 1 else None,
        following=url(at_page(query, query.page + 1)) if query.page < last else None,
        pages=tuple(pages),
    )
