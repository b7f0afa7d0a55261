"""The view models of the list of sites, and of one site: the documents that its pages have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.catalogue import Holding
from web.browsing.sites import Site, WebPage
from web.browsing.urls import COVERAGE, site_url
from web.days import iso_day, year_span
from web.pager import Pager, pager
from web.saying import counted
from web.speech import gettext as _
from web.urls import ISSUES, document_url, issue_url

#: So many documents are listed on one page.
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site in the list: its pages, the documents that these have, the years they are of.

    ``host`` is empty where the site is called by it.
    """

    name: str
    host: str
    href: str
    pages: int
    documents: int
    years: str


@dataclass(frozen=True, slots=True)
class Line:
    """A document of a site; ``elsewhere``: its text is from another source. Of a page without a
    document, ``title`` is its file and ``unread`` is set.
    """

    title: str
    href: str
    more: str
    elsewhere: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class SitePage:
    """Everything that the page of one site shows."""

    name: str
    host: str
    facts: tuple[str, ...]
    lines: tuple[Line, ...]
    pager: Pager | None
    coverage: str


def site_name(name: str) -> str:
    """A site's name, or what stands for it."""
    return name or _("网站不明")


def site_rows(found: Iterable[Site]) -> tuple[SiteRow, ...]:
    """A row a site."""
    return tuple(_row(site) for site in found)


def _row(site: Site) -> SiteRow:
    return SiteRow(
        name=site_name(site.name),
        host=_host(site),
        href=site_url(ISSUES, site.name),
        pages=len(site.pages),
        documents=len(site.holdings),
        years=year_span({day.year for day in site.days}),
    )


def _host(site: Site) -> str:
    return "" if site.host == site.name else site.host


def site_page(site: Site, page: int) -> SitePage:
    """A page of the list of a site's documents, newest first."""
    lines = tuple(_lines(site))
    last = max(1, -(-len(lines) // PAGE_SIZE))
    page = min(page, last)
    return SitePage(
        name=site_name(site.name),
        host=_host(site),
        facts=tuple(_facts(site)),
        lines=lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        pager=pager(page, last, lambda number: site_url(ISSUES, site.name, number)),
        coverage=site_url(COVERAGE, site.name),
    )


def _facts(site: Site) -> Iterator[str]:
    yield counted("%(count)s 个网页", len(site.pages))
    yield counted("%(count)s 份文件", len(site.holdings))
    span = year_span({day.year for day in site.days})
    if span:
        yield _("%(year)s 年", year=span)


def _lines(site: Site) -> Iterator[Line]:
    own = {holding.document.id for holding in site.own}
    shown: set[str] = set()
    for page in site.pages:
        if not page.held:
            yield _unread(page)
        for holding in page.held:
            if holding.document.id not in shown:
                shown.add(holding.document.id)
                yield document_line(holding, holding.document.id not in own)


def document_line(holding: Holding, elsewhere: bool = False) -> Line:
    """A line for a document."""
    document = holding.document
    day = iso_day(document.issued or holding.issue.published)
    more = " · ".join(filter(None, (document.issuer, document.number, day)))
    return Line(document.title, document_url(document.id), more, elsewhere)


def _unread(page: WebPage) -> Line:
    name = page.source.file or page.issue.id
    return Line(name, issue_url(page.issue.id), iso_day(page.issue.published), unread=True)
