"""What tells a facet's values apart where what they are called does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from search.catalogue import Catalogue, Holding
from search.results import Facet
from web import labels
from web.days import iso_day
from web.issuename import issue_name, several_gazettes
from web.saying import Text, quoted
from web.sources import place_name

# What may tell documents of one title apart, the first that does is said.
_MARKS: tuple[Callable[[Holding], str], ...] = (
    lambda held: held.document.number or "",
    lambda held: iso_day(held.document.issued),
    lambda held: place_name(held.issue),
)


def names(facet: Facet, catalogue: Catalogue) -> dict[str, Text]:
    """How a facet's values are called, each by a name of its own where there is one: issues with
    their gazette where the archive has several, documents of one title with what differs.
    """
    if facet.name == "issue":
        found = labels.names(facet, whole=several_gazettes(catalogue))
        return found | dict(_pages(found, catalogue))
    found = labels.names(facet)
    return found | dict(_told_apart(found, catalogue)) if facet.name == "document" else found


def _pages(found: Iterable[str], catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    """Web pages among the issues, which are there where they are chosen."""
    for value in found:
        issue = catalogue.issue(value)
        if issue and issue.online:
            yield value, quoted(issue_name(issue, catalogue))


def _told_apart(found: dict[str, Text], catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    titled: dict[str, list[str]] = {}
    for value, label in found.items():
        titled.setdefault(str(label), []).append(value)
    for title, ids in titled.items():
        held = [holding for i in ids if (holding := catalogue.holding(i))]
        if len(held) > 1:
            marks = _marks(held)
            yield from (
                (h.document.id, quoted(f"{title}（{mark}）"))
                for h, mark in zip(held, marks, strict=True)
                if mark
            )


def _marks(held: Iterable[Holding]) -> list[str]:
    """What differs between documents of one title; nothing where all else is the same."""
    found: list[str] = []
    for mark in _MARKS:
        found = [mark(each) for each in held]
        if all(found) and len(set(found)) == len(found):
            return found
    return found if len(set(found)) > 1 else [""] * len(found)
