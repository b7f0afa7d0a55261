"""Looks up the 文号 that a query names: the document itself, or the numbers nearest to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.archive import Archive
from search.breakdown import leaves
from search.columns import Columns
from search.folding import fold
from search.query import Field, Node, Phrase, Query, Variants
from search.results import Held, Listed, NumberCard, Offer
from search.spotting import numbers

# 吉政干任〔2018〕22—24号, 吉政发〔2017〕34、35号: organ, year, serials.
_CANONICAL = re.compile(r"(.+)〔(\d{4})〕(\d+(?:[—、]\d+)*)号")
#: So many numbers are looked up, and so many neighbours of one are offered.
_MOST = 3

Count = Callable[[Query], int]


@dataclass(frozen=True, slots=True)
class _Number:
    organ: str
    year: int
    first: int
    last: int

    def covers(self, other: _Number) -> bool:
        """Whether one number lies in a range that a document stands for, or that was typed."""
        same = (self.organ, self.year) == (other.organ, other.year)
        return same and self.first <= other.first and other.last <= self.last

    def distance(self, other: _Number) -> tuple[int, int, int]:
        """How far apart two numbers are: in the organ's sign, in years, then in serials."""
        sign = 0 if self.organ == other.organ else 1
        return sign, abs(self.year - other.year), abs(self.first - other.first)

    def is_like(self, other: _Number) -> bool:
        """Whether the other's series is this one's, or its sign is this one's with a slip:
        吉政办 or 吉政发字 for 吉政办发 and 吉政发, of the same year and serial.
        """
        same = (self.year, self.first) == (other.year, other.first)
        near = self.organ in other.organ or other.organ in self.organ
        return self.organ == other.organ or (same and near)


def cards(node: Node, query: Query, archive: Archive, count: Count) -> tuple[NumberCard, ...]:
    """A card for each number in a query, where the archive has something to say of it."""
    asked = dict.fromkeys(_asked(node))
    found = (_card(number, query, archive, count) for number in list(asked)[:_MOST])
    return tuple(card for card in found if card.held or card.listed or card.nearest or card.cited)


def _asked(node: Node) -> Iterator[str]:
    """The canonical form of the numbers that a query asks for, quoted or not."""
    for leaf in leaves(node):
        named = leaf.node.node if isinstance(leaf.node, Field) else leaf.node
        if isinstance(named, Phrase | Variants) and leaf.role != "excluded":
            text = named.typed
            whole = (n for n in numbers(text) if (n.start, n.end) == (0, len(text)))
            yield from (number.canonical for number in whole)


def _card(canonical: str, query: Query, archive: Archive, count: Count) -> NumberCard:
    wanted = _read(canonical)
    if wanted is None:
        return NumberCard(canonical)
    known = _known(archive.columns)
    held = [row for number, rows in known.items() if _meets(number, wanted) for row in rows]
    if held:
        return NumberCard(canonical, held=tuple(_held(archive.columns, row) for row in held))
    listed = tuple(_listed(wanted, archive))
    series = (number for number in known if number.is_like(wanted))
    near = sorted(series, key=lambda number: (number.distance(wanted), number.first))[:_MOST]
    nearest = (_offer(archive.columns, known[number][0], query, count) for number in near)
    citing = replace(query, text=f'"{canonical}"', page=1)
    return NumberCard(canonical, listed=listed, nearest=tuple(nearest), cited=count(citing))


def _read(text: str) -> _Number | None:
    match = _CANONICAL.fullmatch(text)
    if match is None:
        return None
    serials = [int(serial) for serial in re.findall(r"\d+", match[3])]
    return _Number(fold(match[1]).text, int(match[2]), serials[0], serials[-1])


def _meets(one: _Number, other: _Number) -> bool:
    return one.covers(other) or other.covers(one)


def _known(columns: Columns) -> dict[_Number, list[int]]:
    """The numbers of all documents, each with the rows that bear it."""
    found: dict[_Number, list[int]] = {}
    for row, each in enumerate(columns.rows):
        number = _read(each.document.number or "")
        if number:
            found.setdefault(number, []).append(row)
    return found


def _held(columns: Columns, row: int) -> Held:
    return Held(columns.rows[row].document, columns.rows[row].issue)


def _listed(wanted: _Number, archive: Archive) -> Iterator[Listed]:
    for issue in archive.issues:
        for entry in issue.contents:
            number = _read(entry.number or "") if entry.document is None else None
            if number and _meets(number, wanted):
                yield Listed(entry, issue)


def _offer(columns: Columns, row: int, query: Query, count: Count) -> Offer:
    number = columns.rows[row].document.number or ""
    nearby = replace(query, text=number, page=1)
    return Offer("number", number, nearby, count(nearby))
