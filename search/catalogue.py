"""What an archive holds, document by document: by id, issue, 文号 and name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from search.copies import placed, resolve
from search.document import Document, Issue
from search.folding import fold
from search.naming import Name, bare, names
from search.sources import Source

# 吉政干任〔2018〕22—24号, 吉政发〔2017〕34、36号: organ, year, serials.
_CANONICAL = re.compile(r"(.+)〔(\d{4})〕(\d+(?:[—、]\d+)*)号")
# So many serials of one number are looked at.
_MOST_SERIALS = 10


@dataclass(frozen=True, slots=True)
class Number:
    """A canonical 文号 taken apart. ``serials`` are ranges, first and last: one of one number
    for 34号, one for 22—24号, two for 34、36号.
    """

    organ: str
    year: int
    serials: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """The first serial."""
        return self.serials[0][0]

    @property
    def figures(self) -> tuple[int, ...]:
        """The serials that are written: 22 and 24 for 22—24号."""
        return tuple(dict.fromkeys(each for pair in self.serials for each in pair))

    def has(self, serial: int) -> bool:
        """Whether a serial is one of this number's."""
        return any(first <= serial <= last for first, last in self.serials)

    def names(self, other: Number) -> bool:
        """Whether a serial that is written in this number is one of the other's."""
        return self.series == other.series and any(map(other.has, self.figures))

    def meets(self, other: Number) -> bool:
        """Whether a serial that is written in one of the two is the other's as well."""
        return self.names(other) or other.names(self)

    @property
    def series(self) -> tuple[str, int]:
        """The organ's sign and the year."""
        return self.organ, self.year

    def distance(self, other: Number) -> tuple[int, int, int]:
        """How far apart two numbers are: in the organ's sign, in years, then in serials."""
        sign = 0 if self.organ == other.organ else 1
        return sign, abs(self.year - other.year), abs(self.first - other.first)

    def is_like(self, other: Number) -> bool:
        """Whether the other's series is this one's, or its sign is this one's with a slip:
        吉政办 or 吉政发字 for 吉政办发 and 吉政发, of the same year and serial.
        """
        same = (self.year, self.first) == (other.year, other.first)
        near = self.organ in other.organ or other.organ in self.organ
        return self.organ == other.organ or (same and near)


def read_number(canonical: str) -> Number | None:
    """A canonical 文号 taken apart; None for anything else."""
    match = _CANONICAL.fullmatch(canonical)
    if match is None:
        return None
    ranges = [[int(serial) for serial in part.split("—")] for part in match[3].split("、")]
    serials = tuple((min(each), max(each)) for each in ranges[:_MOST_SERIALS])
    return Number(fold(match[1]).text, int(match[2]), serials)


@dataclass(frozen=True, slots=True)
class Holding:
    """A document that is held (without its blocks), its issue, and how many passages it has.

    ``parts`` are the titles of the parts attached to it.
    """

    document: Document
    issue: Issue
    passages: int
    parts: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day under which a search counts it: its own, or that of its issue."""
        return self.document.issued or self.issue.published

    @property
    def names(self) -> tuple[Name, ...]:
        """The names under which other texts cite it, best first."""
        return names(self.document.title, self.document.issuer, self.parts)


@dataclass(frozen=True, slots=True)
class Named:
    """A document that bears a name."""

    name: Name
    holding: Holding


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that has a document, and the issue that the source belongs to."""

    source: Source
    issue: Issue


class Catalogue:
    """All documents of one committed state, as they are printed, and all issues, newest first.

    An issue without a number that has nothing but what is held from elsewhere is left out.
    """

    def __init__(self, issues: tuple[Issue, ...], holdings: Iterable[Holding]) -> None:
        self.holdings = tuple(holdings)
        self._all = issues
        self.issues = tuple(issue for issue in issues if not self._is_empty(issue))

    def _is_empty(self, issue: Issue) -> bool:
        told = issue.number is not None or issue.contents or issue.id in self._of_issue
        return not told and any(source.copies for source in issue.sources)

    def holding(self, document: str) -> Holding | None:
        """A document by its id."""
        return self._by_id.get(document)

    def issue(self, issue: str) -> Issue | None:
        """An issue by its id."""
        return self._issues.get(issue)

    def of_issue(self, issue: str) -> tuple[Holding, ...]:
        """The documents of an issue, as they are printed."""
        return tuple(self._of_issue.get(issue, ()))

    def shared(self, issue: str) -> tuple[Holding, ...]:
        """The documents that an issue has and whose text is held from another one's source."""
        known = self._issues.get(issue)
        found = map(self.holding, known.shared) if known else ()
        return tuple(holding for holding in found if holding)

    def numbered(self, canonical: str) -> tuple[Holding, ...]:
        """The documents that bear a 文号, a range that it lies in, or one of those it names."""
        wanted = read_number(canonical)
        if wanted is None:
            return ()
        series = self._series.get(wanted.series, ())
        return tuple(holding for number, holding in series if number.meets(wanted))

    def near(self, canonical: str, most: int) -> tuple[str, ...]:
        """The numbers that are held nearest to one that is not, in its series or a slip away."""
        wanted = read_number(canonical)
        if wanted is None:
            return ()
        like = {n: h for held in self._series.values() for n, h in held if n.is_like(wanted)}
        near = sorted(like, key=lambda number: (number.distance(wanted), number.first))[:most]
        return tuple(like[number].document.number or "" for number in near)

    def named(self, title: str) -> tuple[Named, ...]:
        """The documents that a title may name, also those that it names only behind their
        issuer; brackets, marks and spaces do not count.
        """
        return tuple(self._named.get(bare(title), ()))

    def origins(self, document: str) -> tuple[Origin, ...]:
        """All sources that have a document, the one that its text is from first."""
        return self._origins.get(document, ())

    @cached_property
    def oldest(self) -> date | None:
        """The earliest date of a document, or of its issue where it has none itself."""
        days = (held.day for held in self.holdings)
        return min((day for day in days if day), default=None)

    @property
    def newest(self) -> date | None:
        """The day on which the latest issue came out."""
        return next((issue.published for issue in self.issues if issue.published), None)

    @cached_property
    def _by_id(self) -> dict[str, Holding]:
        return {holding.document.id: holding for holding in self.holdings}

    @cached_property
    def _issues(self) -> dict[str, Issue]:
        return {issue.id: issue for issue in self._all}

    @cached_property
    def _of_issue(self) -> dict[str, list[Holding]]:
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault(holding.issue.id, []).append(holding)
        return found

    @cached_property
    def _origins(self) -> dict[str, tuple[Origin, ...]]:
        known = {s.name: Origin(s, issue) for issue in self._all for s in issue.sources}
        copies = (each for o in known.values() for each in placed(o.issue.id, o.source))
        return {
            document: tuple({each.source: known[each.source] for each in them}.values())
            for document, them in resolve(copies).items()
        }

    @cached_property
    def _series(self) -> dict[tuple[str, int], list[tuple[Number, Holding]]]:
        found: dict[tuple[str, int], list[tuple[Number, Holding]]] = {}
        for holding in self.holdings:
            number = read_number(holding.document.number or "")
            if number:
                found.setdefault(number.series, []).append((number, holding))
        return found

    @cached_property
    def _named(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for holding in self.holdings:
            for name in holding.names:
                found.setdefault(name.text, []).append(Named(name, holding))
        return found
