"""The view model of the page of all sources: gazettes with each year's numbers, and sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.catalogue import Catalogue
from search.document import Issue
from web.browsing.runs import Gap, Gazette, Year, gazettes
from web.browsing.sitelist import SiteRow, site_rows
from web.browsing.sites import Site
from web.browsing.urls import GazetteYear, gazette_year_url
from web.days import iso_day, year_span
from web.issuename import own_name
from web.saying import counted
from web.speech import gettext as _
from web.urls import ISSUES, issue_url

#: A gap of more numbers than this is one cell: 4—11.
LONGEST_GAP = 6
#: So many issues without a number of their own are listed of a year; its own page has them all.
MOST_OTHERS = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a year's run, or a stretch of numbers; ``href`` is empty where it is missing."""

    label: str
    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class OtherIssue:
    """An issue without a number of its own."""

    name: str
    day: str
    href: str


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of a gazette; ``rest`` others are on the page of this year alone, at ``href``."""

    label: str
    anchor: str
    cells: tuple[Cell, ...]
    others: tuple[OtherIssue, ...]
    rest: int
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class GazetteView:
    """A gazette with its years, newest first."""

    title: str
    anchor: str
    said: str
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """Everything that the page of all sources shows; of one year alone if ``part`` names it.

    ``pages`` says how many web pages the sites have.
    """

    gazettes: tuple[GazetteView, ...]
    part: str
    gaps: bool
    sites: tuple[SiteRow, ...] = ()
    pages: str = ""


def archive_page(
    catalogue: Catalogue, part: GazetteYear | None, sites: Sequence[Site] = ()
) -> ArchivePage:
    """All issues and sites, or the issues of one year of a gazette."""
    views, gaps = [], False
    for number, gazette in enumerate(gazettes(catalogue.issues), 1):
        if part is not None and gazette.title != part.title:
            continue
        years = [year for year in gazette.years if part is None or year.year == part.year]
        most = MOST_OTHERS if part is None else len(gazette.issues)
        shown = tuple(_year(year, gazette, number, catalogue, most) for year in years)
        gaps = gaps or any(year.gaps for year in years)
        if shown:
            views.append(
                GazetteView(title(gazette.title), f"g{number}", _said(gazette, part), shown)
            )
    pages = counted("%(count)s 个网页", sum(len(site.pages) for site in sites))
    label = "" if part is None else year_label(part.year)
    return ArchivePage(tuple(views), label, gaps, site_rows(sites), pages)


def title(known: str) -> str:
    """A gazette's title, or what stands for it."""
    return known or _("刊名不明")


def year_label(year: int | None) -> str:
    """A year with its unit, or what stands for it."""
    return _("年份不明") if year is None else _("%(year)s 年", year=year)


def gap_label(gap: Gap) -> str:
    """The numbers of a gap: 3, or 4—11."""
    return str(gap.first) if gap.size == 1 else f"{gap.first}—{gap.last}"


def year_anchor(number: int, year: int | None) -> str:
    """The id of a year of a gazette, which is called by its place in the list of gazettes."""
    return f"g{number}-{year or 'unknown'}"


def _said(gazette: Gazette, part: GazetteYear | None) -> str:
    if part is not None:
        return ""
    years = [year.year for year in gazette.years if year.year is not None]
    span = year_span(years)
    held = counted("%(count)s 期", len(gazette.issues))
    return " · ".join(filter(None, (_("%(year)s 年", year=span) if span else "", held)))


def _year(year: Year, gazette: Gazette, number: int, catalogue: Catalogue, most: int) -> YearView:
    return YearView(
        label=year_label(year.year),
        anchor=year_anchor(number, year.year),
        cells=tuple(_cells(year)),
        others=tuple(_other(issue, catalogue) for issue in year.others[:most]),
        rest=max(0, len(year.others) - most),
        href=gazette_year_url(ISSUES, GazetteYear(gazette.title, year.year)),
        said=_kept(year),
    )


def _kept(year: Year) -> str:
    held = counted("收录 %(count)s 期", len(year.issues))
    if not year.missing:
        return held
    missing = counted("缺 %(count)s 期", year.missing)
    return _("%(whole)s，%(some)s", whole=held, some=missing)


def _cells(year: Year) -> Iterator[Cell]:
    """The numbers of a year one after another, held or missing."""
    held = [(issue.number or 0, _held(issue)) for issue in year.numbered]
    missing = [(cell_at, cell) for gap in year.gaps for cell_at, cell in _missing(gap)]
    yield from (cell for _at, cell in sorted(held + missing, key=lambda pair: pair[0]))


def _held(issue: Issue) -> Cell:
    return Cell(str(issue.number), _("第%(number)s期", number=issue.number), issue_url(issue.id))


def _missing(gap: Gap) -> Iterator[tuple[int, Cell]]:
    stretches = [gap]
    if gap.size <= LONGEST_GAP:
        stretches = [Gap(number, number) for number in range(gap.first, gap.last + 1)]
    for each in stretches:
        label = gap_label(each)
        yield each.first, Cell(label, _("第%(number)s期未收录", number=label))


def _other(issue: Issue, catalogue: Catalogue) -> OtherIssue:
    name = own_name(issue, catalogue)
    day = iso_day(issue.published)
    return OtherIssue(name, "" if day == name else day, issue_url(issue.id))
