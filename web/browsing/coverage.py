"""The coverage page's view model: what is in, what is not, and what nobody can know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from search.document import ContentsEntry, Issue
from search.engine import Engine
from search.query import Query
from web.browsing.archive import gap_label, title, year_anchor, year_label
from web.browsing.contentslist import EntryView
from web.browsing.covered import Count, Covered, Part, covered, total
from web.browsing.lacks import Lack, lacks
from web.browsing.runs import Gazette, Year, gazettes
from web.browsing.sitelist import site_name
from web.browsing.sites import Site
from web.browsing.urls import COVERAGE, GazetteYear, gazette_year_url, site_url
from web.browsing.warned import Warnings, warnings
from web.issuename import issue_name
from web.labels import choice, page_label
from web.saying import counted, grouped, joined
from web.speech import gettext as _
from web.urls import ISSUES, issue_url

#: So much is listed of the whole archive; the page of one year of a gazette has all of it.
MOST_ISSUES = 20
MOST_LINES = 8
MOST_LINKS = 40
MOST_GAPS = 60
#: The most lines of one issue, or links of one list, that any page shows.
MOST = 500


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the totals."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """A year of a gazette: what there is, its page of coverage, and its place among all issues."""

    label: str
    href: str
    issues_href: str
    count: Count


@dataclass(frozen=True, slots=True)
class GapsOf:
    """The numbers missing in a year's run."""

    label: str
    numbers: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class GazetteView:
    """A gazette: a row a year, and the years whose run has gaps (``rest`` more of them)."""

    title: str
    rows: tuple[Row, ...]
    total: Count
    gaps: tuple[GapsOf, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class ListedOnly:
    """The entries of an issue's contents list whose text is not held."""

    name: str
    href: str
    entries: tuple[EntryView, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site: its page of coverage, its place among all sources, and what there is of it."""

    name: str
    href: str
    list_href: str
    count: Count


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything that the coverage page shows; of one year or site alone if ``part`` names it.

    ``listed_rest`` counts the issues that are not shown here.
    """

    part: str
    facts: tuple[Fact, ...]
    gazettes: tuple[GazetteView, ...]
    sites: tuple[SiteView, ...]
    pages: Count
    lacks: tuple[Lack, ...]
    listed: tuple[ListedOnly, ...]
    listed_rest: int
    warned: Warnings


def coverage_page(engine: Engine, part: Part) -> CoveragePage:
    """The coverage of an archive, or of one year of a gazette, or of a site."""
    found = covered(engine, part)
    issues, lines, links = (MOST,) * 3 if part else (MOST_ISSUES, MOST_LINES, MOST_LINKS)
    views = tuple(_gazettes(found))
    listed = [_listed(issue, entries, lines, found) for issue, entries in found.listed()]
    pages = tuple(_site(site, found) for site in found.sites)
    online = total(view.count for view in pages)
    return CoveragePage(
        part=_part(part),
        facts=tuple(_facts(engine, found, total(view.total for view in views), online, part)),
        gazettes=views,
        sites=pages,
        pages=online,
        lacks=tuple(lacks(found, links)),
        listed=tuple(listed[:issues]),
        listed_rest=len(listed[issues:]),
        warned=warnings(found, issues, lines),
    )


def _part(part: Part) -> str:
    if isinstance(part, Site):
        return site_name(part.name)
    return f"{title(part.title)} {year_label(part.year)}" if part else ""


def _facts(
    engine: Engine, found: Covered, printed: Count, online: Count, part: Part
) -> Iterator[Fact]:
    """Of an archive of web pages alone nothing is said of issues."""
    count = printed + online
    has_issues = bool(printed.issues or not online.issues)
    if has_issues:
        yield Fact(_("刊期"), counted("%(count)s 期", printed.issues))
    if online.issues:
        yield Fact(_("网页"), counted("%(count)s 个", online.issues))
    yield Fact(_("文件"), counted("%(count)s 份", count.documents))
    yield Fact(_("段落"), _passages(engine, found, count, part))
    days = (issue.published for issue in found.issues)
    yield from _span(_("出刊日期"), (day for day in days if day))
    yield from _span(_("发布日期"), (day for site in found.sites for day in site.days))
    days = (holding.document.issued for holding in found.holdings)
    yield from _span(_("成文日期"), (day for day in days if day))
    if has_issues:
        yield Fact(_("缺号"), counted("%(count)s 期", printed.missing))
        yield Fact(_("缺正文"), counted("%(count)s 项", printed.listed))
    yield Fact(_("读入提示"), counted("%(count)s 条", count.warnings))


def _passages(engine: Engine, found: Covered, count: Count, part: Part) -> str:
    """How many passages there are, and of which kinds."""
    homes = dict.fromkeys(holding.issue.id for holding in found.holdings)
    chosen = Query(issue=tuple(homes) if part else ())
    kinds = engine.facet(chosen, "kind").values if count.documents else ()
    each = joined([f"{choice('kind', kind.value)} {grouped(kind.count)}" for kind in kinds], "，")
    said = counted("%(count)s 段", count.passages)
    return _("%(whole)s（%(parts)s）", whole=said, parts=each) if kinds else said


def _span(name: str, days: Iterable[date]) -> Iterator[Fact]:
    known = sorted(days)
    if known:
        first, last = known[0].isoformat(), known[-1].isoformat()
        both = _("%(first)s 至 %(last)s", first=first, last=last)
        yield Fact(name, first if first == last else both)


def _gazettes(found: Covered) -> Iterator[GazetteView]:
    """The gazettes, each called by its place among all of them as on the page of all issues."""
    places = {g.title: i for i, g in enumerate(gazettes(found.catalogue.issues), 1)}
    for gazette in found.gazettes:
        rows = tuple(_row(year, gazette, places[gazette.title], found) for year in gazette.years)
        gaps = [_gaps(year, row) for year, row in zip(gazette.years, rows, strict=True)]
        gaps = [each for each in gaps if each.count]
        yield GazetteView(
            title(gazette.title),
            rows,
            total(row.count for row in rows),
            tuple(gaps[:MOST_GAPS]),
            len(gaps[MOST_GAPS:]),
        )


def _row(year: Year, gazette: Gazette, place: int, found: Covered) -> Row:
    return Row(
        label=year_label(year.year),
        href=gazette_year_url(COVERAGE, GazetteYear(gazette.title, year.year)),
        issues_href=f"{ISSUES}#{year_anchor(place, year.year)}",
        count=found.count(year),
    )


def _gaps(year: Year, row: Row) -> GapsOf:
    said = _("第%(numbers)s期", numbers=joined(map(gap_label, year.gaps), "、"))
    return GapsOf(row.label, said, year.missing, row.issues_href)


def _site(site: Site, found: Covered) -> SiteView:
    return SiteView(
        name=site_name(site.name),
        href=site_url(COVERAGE, site.name),
        list_href=site_url(ISSUES, site.name),
        count=found.count_site(site),
    )


def _listed(
    issue: Issue, entries: Sequence[ContentsEntry], most: int, found: Covered
) -> ListedOnly:
    shown = tuple(
        EntryView(e.title, e.author or "", e.number or "", page_label(e.page), None)
        for e in entries[:most]
    )
    name = issue_name(issue, found.catalogue)
    return ListedOnly(name, issue_url(issue.id), shown, len(entries[most:]))
