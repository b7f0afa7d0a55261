"""The view model of a web page that has no one document: none could be read, or several."""

from __future__ import annotations

from dataclasses import dataclass

from search.catalogue import Catalogue
from search.document import Issue
from search.sources import ParseWarning
from web.browsing.sitelist import Line, document_line
from web.browsing.urls import issue_api_url, site_url
from web.days import iso_day
from web.link import Link
from web.sources import page_name, site_of, site_said, web_address
from web.urls import ISSUES


@dataclass(frozen=True, slots=True)
class WebPagePage:
    """What is shown of it: where it is, the documents it has, what its reader could not place.

    ``files`` are the names of the files that it was read from, but for the one that it is called
    after; ``site`` leads to its site.
    """

    name: str
    published: str
    site: Link
    originals: tuple[Link, ...]
    files: tuple[str, ...]
    lines: tuple[Line, ...]
    warnings: tuple[ParseWarning, ...]
    json: str


def web_page_page(issue: Issue, catalogue: Catalogue) -> WebPagePage:
    """The page of a web page."""
    held = (*catalogue.of_issue(issue.id), *catalogue.shared(issue.id))
    site = site_of(issue.sources[0]) if issue.sources else ""
    files = dict.fromkeys(source.file for source in issue.sources)
    found = (Link(site_said(each), web_address(each.url)) for each in issue.sources)
    return WebPagePage(
        name=page_name(issue),
        published=iso_day(issue.published),
        site=Link(site, site_url(ISSUES, site)),
        originals=tuple(link for link in found if link.href),
        files=tuple(file for file in files if file not in ("", page_name(issue))),
        lines=tuple(document_line(each, each.issue.id != issue.id) for each in held),
        warnings=issue.warnings,
        json=issue_api_url(issue.id),
    )


def only_document(issue: Issue, catalogue: Catalogue) -> str | None:
    """The document that stands for an issue: a web page's, or the one of an issue that has nothing
    else and is not listed.
    """
    held = (*catalogue.of_issue(issue.id), *catalogue.shared(issue.id))
    stands = issue.online or all(each.id != issue.id for each in catalogue.issues)
    return held[0].document.id if stands and len(held) == 1 else None
