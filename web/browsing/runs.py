"""The gazettes of an archive, their years, and the numbers missing in each year's run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from search.document import Issue

# A weekly has 53 numbers a year. Where the lowest that is held is above, the gazette may count
# on over the years, and nobody knows with which number the year began.
_LATEST_BEGINNING = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are not held, ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many numbers are missing."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Year:
    """The issues of a gazette in one year (None: unknown), in order.

    ``numbered`` has one issue for each number; ``others`` have no number, or one that another
    issue bears as well. ``gaps`` are only those numbers that must have been printed: those
    below the highest one that is held.
    """

    year: int | None
    numbered: tuple[Issue, ...]
    others: tuple[Issue, ...]
    gaps: tuple[Gap, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues of the year, those without a number of their own last."""
        return (*self.numbered, *self.others)

    @property
    def missing(self) -> int:
        """How many numbers are missing in the run."""
        return sum(gap.size for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Gazette:
    """The issues under one title (empty: unknown), newest year first, an unknown year last."""

    title: str
    years: tuple[Year, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest year first."""
        return tuple(issue for year in self.years for issue in year.issues)


def year_of(issue: Issue) -> int | None:
    """The year that an issue is of, or else came out in."""
    if issue.year is not None:
        return issue.year
    return issue.published.year if issue.published else None


def gazettes(issues: Iterable[Issue]) -> tuple[Gazette, ...]:
    """Issues by title, the title with the most issues first, those without a title last. Web pages
    are none of them.
    """
    titled: dict[str, list[Issue]] = {}
    for issue in issues:
        if not issue.online:
            titled.setdefault(issue.title or "", []).append(issue)
    order = sorted(titled, key=lambda title: (not title, -len(titled[title]), title))
    return tuple(Gazette(title, tuple(_years(titled[title]))) for title in order)


def around(issue: Issue, issues: Iterable[Issue]) -> tuple[Issue | None, Issue | None]:
    """The issues before and after one under the same title; none where its year is unknown, or
    where it is not among the issues.
    """
    found = (gazette for gazette in gazettes(issues) if gazette.title == (issue.title or ""))
    dated = (each for gazette in found for each in gazette.issues if year_of(each) is not None)
    same = sorted(dated, key=_order)
    at = next((i for i, each in enumerate(same) if each.id == issue.id), None)
    if at is None:
        return None, None
    return (same[at - 1] if at else None), (same[at + 1] if at + 1 < len(same) else None)


def _order(issue: Issue) -> tuple[int, bool, int, date, str]:
    number = issue.number or 0
    day = issue.published or date.max
    return year_of(issue) or 0, number < 1, number, day, issue.id


def _years(issues: Iterable[Issue]) -> Iterator[Year]:
    dated: dict[int | None, list[Issue]] = {}
    for issue in sorted(issues, key=_order):
        dated.setdefault(year_of(issue), []).append(issue)
    for year in sorted(dated, key=lambda year: -(year or 0)):
        numbered: dict[int, Issue] = {}
        others = []
        for issue in dated[year]:
            if (issue.number or 0) < 1 or numbered.setdefault(issue.number or 0, issue) != issue:
                others.append(issue)
        # Of issues without a year nobody knows whether they are of the same one.
        gaps = () if year is None else tuple(_gaps(list(numbered)))
        yield Year(year, tuple(numbered.values()), tuple(others), gaps)


def _gaps(numbers: list[int]) -> Iterator[Gap]:
    """The gaps in ascending numbers, from the first of the year on where it can be known."""
    if numbers and numbers[0] <= _LATEST_BEGINNING:
        numbers = [0, *numbers]
    for before, after in pairwise(numbers):
        if after - before > 1:
            yield Gap(before + 1, after - 1)
