"""What an archive holds, document by document: by id, issue, 文号 and title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from search.document import Document, Issue
from search.folding import fold

# 吉政干任〔2018〕22—24号, 吉政发〔2017〕34、35号: organ, year, serials.
_CANONICAL = re.compile(r"(.+)〔(\d{4})〕(\d+(?:[—、]\d+)*)号")
# 吉林省人民政府关于印发《…方案》的通知, 国务院办公厅转发…意见的通知: what it carries
_CARRIES = re.compile(r"(?:印发|转发|批转|发布|公布)(?P<what>.+?)的(?:通知|决定|公告|函)$")
# 吉林省人民政府办公厅关于健全…: the issuer before the first 关于 or 印发
_ISSUER = re.compile(r"^.{2,60}?(?=关于)")
_NOT_NAMES = re.compile(r"[\s《》〈〉<>「」『』“”\"'‘’（）()\[\]〔〕【】·,，。、:：;；—-]")
#: A shorter name is nobody's alone: 《意见》, 《实施方案》.
SHORTEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A canonical 文号 taken apart; ``first`` and ``last`` differ for 22—24号."""

    organ: str
    year: int
    first: int
    last: int

    def covers(self, other: Number) -> bool:
        """Whether the other lies in the range that this one stands for."""
        same = (self.organ, self.year) == (other.organ, other.year)
        return same and self.first <= other.first and other.last <= self.last

    def meets(self, other: Number) -> bool:
        """Whether one of the two covers the other."""
        return self.covers(other) or other.covers(self)

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
    serials = [int(serial) for serial in re.findall(r"\d+", match[3])]
    return Number(fold(match[1]).text, int(match[2]), serials[0], serials[-1])


@dataclass(frozen=True, slots=True)
class Holding:
    """A document that is held (without its blocks), its issue, and how many passages it has.

    ``parts`` are the titles of the parts attached to it.
    """

    document: Document
    issue: Issue
    passages: int
    parts: tuple[str, ...] = ()


class Catalogue:
    """All documents of one committed state, as they are printed, and all issues, newest first."""

    def __init__(self, issues: tuple[Issue, ...], holdings: Iterable[Holding]) -> None:
        self.issues = issues
        self.holdings = tuple(holdings)

    def holding(self, document: str) -> Holding | None:
        """A document by its id."""
        return self._by_id.get(document)

    def issue(self, issue: str) -> Issue | None:
        """An issue by its id."""
        return self._issues.get(issue)

    def of_issue(self, issue: str) -> tuple[Holding, ...]:
        """The documents of an issue, as they are printed."""
        return tuple(self._of_issue.get(issue, ()))

    def numbered(self, canonical: str) -> tuple[Holding, ...]:
        """The documents that bear a 文号, or a range that it lies in."""
        wanted = read_number(canonical)
        if wanted is None:
            return ()
        series = self._series.get((wanted.organ, wanted.year), ())
        return tuple(holding for number, holding in series if number.meets(wanted))

    def near(self, canonical: str, most: int) -> tuple[str, ...]:
        """The numbers that are held nearest to one that is not, in its series or a slip away."""
        wanted = read_number(canonical)
        if wanted is None:
            return ()
        like = {n: h for held in self._series.values() for n, h in held if n.is_like(wanted)}
        near = sorted(like, key=lambda number: (number.distance(wanted), number.first))[:most]
        return tuple(like[number].document.number or "" for number in near)

    def titled(self, title: str) -> tuple[Holding, ...]:
        """The documents that a title names: their own, without the issuer, that of what they
        print or pass on, or that of a part; brackets, marks and spaces do not count.
        """
        return tuple(self._names.get(_name(title), ()))

    @cached_property
    def _by_id(self) -> dict[str, Holding]:
        return {holding.document.id: holding for holding in self.holdings}

    @cached_property
    def _issues(self) -> dict[str, Issue]:
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def _of_issue(self) -> dict[str, list[Holding]]:
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault(holding.issue.id, []).append(holding)
        return found

    @cached_property
    def _series(self) -> dict[tuple[str, int], list[tuple[Number, Holding]]]:
        found: dict[tuple[str, int], list[tuple[Number, Holding]]] = {}
        for holding in self.holdings:
            number = read_number(holding.document.number or "")
            if number:
                found.setdefault((number.organ, number.year), []).append((number, holding))
        return found

    @cached_property
    def _names(self) -> dict[str, list[Holding]]:
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            for name in dict.fromkeys(names(holding.document.title, holding.parts)):
                found.setdefault(name, []).append(holding)
        return found


def names(title: str, parts: Iterable[str] = ()) -> Iterator[str]:
    """The names under which other texts may cite a document, as ``titled`` compares them."""
    whole = "".join(title.split())
    for name in (whole, _ISSUER.sub("", whole), *_carried(whole), *parts):
        if len(_name(name)) >= SHORTEST_NAME:
            yield _name(name)


def _carried(title: str) -> Iterator[str]:
    """What a notice prints or passes on, as deep as it goes: 转发X印发Y的通知的通知."""
    match = _CARRIES.search(title)
    if match:
        inner = match["what"]
        yield inner
        yield _ISSUER.sub("", inner)
        yield from _carried(inner)


def _name(title: str) -> str:
    return _NOT_NAMES.sub("", fold(title).text)
