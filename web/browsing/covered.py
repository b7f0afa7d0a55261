"""Counts what an archive holds and what it lacks, by gazette and year, and by site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import TypeAlias

from search.catalogue import Catalogue, Holding
from search.document import ContentsEntry, Issue
from search.engine import Engine
from web.browsing.contentslist import without_text
from web.browsing.runs import Gazette, Year, gazettes
from web.browsing.sites import Site, sites
from web.browsing.urls import GazetteYear

#: What may be looked at alone.
Part: TypeAlias = "GazetteYear | Site | None"


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is: issues or web pages held, numbers missing in the run, documents held,
    entries of contents lists without their text, passages, and warnings of the reader.
    """

    issues: int = 0
    missing: int = 0
    documents: int = 0
    listed: int = 0
    passages: int = 0
    warnings: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Covered:
    """The gazettes and sites that are looked at, a gazette as a whole or with one year, their
    issues, newest first, and the documents whose text is from these.
    """

    catalogue: Catalogue
    gazettes: tuple[Gazette, ...]
    sites: tuple[Site, ...]
    issues: tuple[Issue, ...]
    holdings: tuple[Holding, ...]

    def count(self, year: Year) -> Count:
        """What there is of one year."""
        held = [h for issue in year.issues for h in self.catalogue.of_issue(issue.id)]
        return Count(
            issues=len(year.issues),
            missing=year.missing,
            documents=len(held),
            listed=sum(len(without_text(issue, self.catalogue)) for issue in year.issues),
            passages=sum(holding.passages for holding in held),
            warnings=sum(len(issue.warnings) for issue in year.issues),
        )

    def count_site(self, site: Site) -> Count:
        """What there is of one site."""
        return Count(
            issues=len(site.pages),
            documents=len(site.own),
            passages=sum(holding.passages for holding in site.own),
            warnings=sum(len(page.source.warnings) for page in site.pages),
        )

    def listed(self) -> Iterator[tuple[Issue, tuple[ContentsEntry, ...]]]:
        """Each issue whose contents list names what is not held, and what that is."""
        found = ((issue, without_text(issue, self.catalogue)) for issue in self.issues)
        return ((issue, entries) for issue, entries in found if entries)


def covered(engine: Engine, part: Part) -> Covered:
    """All of an archive, or one year of a gazette, or one site."""
    catalogue = engine.catalogue()
    known = gazettes(catalogue.issues)
    if part is None:
        printed = tuple(issue for issue in catalogue.issues if not issue.online)
        found = sites(engine.issues(), catalogue)
        return Covered(catalogue, known, found, printed, catalogue.holdings)
    if isinstance(part, Site):
        return Covered(catalogue, (), (part,), (), part.own)
    return _year(catalogue, known, part)


def _year(catalogue: Catalogue, known: Iterable[Gazette], part: GazetteYear) -> Covered:
    found = tuple(
        Gazette(gazette.title, (year,))
        for gazette in known
        for year in gazette.years
        if (gazette.title, year.year) == (part.title, part.year)
    )
    kept = {issue.id for gazette in found for issue in gazette.issues}
    issues = tuple(issue for issue in catalogue.issues if issue.id in kept)
    holdings = tuple(held for issue in issues for held in catalogue.of_issue(issue.id))
    return Covered(catalogue, found, (), issues, holdings)


def total(counts: Iterable[Count]) -> Count:
    """All counts together."""
    return sum(counts, Count())
