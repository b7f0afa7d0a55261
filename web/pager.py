"""Links from one page of a list to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from web.link import Link

_PAGES_AROUND = 1


@dataclass(frozen=True, slots=True)
class Pager:
    """Links to other pages; None in ``pages`` is a gap."""

    previous: str | None
    following: str | None
    pages: tuple[Link | None, ...]


def pager(page: int, last: int, url: Callable[[int], str]) -> Pager | None:
    """Links to the pages around one, the first and the last; ``url`` is a page's address. None
    where there is only one page.
    """
    if last < 2:
        return None

    def link(number: int) -> Link:
        return Link(str(number), url(number), number == page)

    around = range(page - _PAGES_AROUND, page + _PAGES_AROUND + 1)
    shown = sorted({1, last} | {number for number in around if 1 <= number <= last})
    pages: list[Link | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            # A gap takes as much room as the one page that it would leave out.
            pages.append(link(before + 1) if number == before + 2 else None)
        pages.append(link(number))
    return Pager(
        previous=url(page - 1) if page > 1 else None,
        following=url(page + 1) if page < last else None,
        pages=tuple(pages),
    )
