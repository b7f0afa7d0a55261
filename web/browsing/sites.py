"""The web pages of an archive by the sites that they are of, and what is held of each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from search.catalogue import Catalogue, Holding
from search.document import Issue
from search.sources import Source
from web.sources import host, site_of


@dataclass(frozen=True, slots=True)
class WebPage:
    """A web page that was read, with its documents; the text of ``own`` is from this very page,
    that of the others from another source.
    """

    source: Source
    issue: Issue
    held: tuple[Holding, ...]
    own: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a site, newest first; its name is empty where no page tells it."""

    name: str
    pages: tuple[WebPage, ...]

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """The documents that its pages have."""
        held = {h.document.id: h for page in self.pages for h in page.held}
        return tuple(held.values())

    @property
    def own(self) -> tuple[Holding, ...]:
        """The documents whose texts are from its pages."""
        return tuple(holding for page in self.pages for holding in page.own)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which its pages were published, as far as they say so."""
        return tuple(page.issue.published for page in self.pages if page.issue.published)

    @property
    def host(self) -> str:
        """The host that its pages lead to; empty for none, or where they lead to several."""
        hosts = {host(page.source.url) for page in self.pages} - {""}
        return hosts.pop() if len(hosts) == 1 else ""


def sites(issues: Iterable[Issue], catalogue: Catalogue) -> tuple[Site, ...]:
    """The sites of all issues, also of pages whose document is held from elsewhere; the site with
    the most pages first, pages of unknown sites last.
    """
    found: dict[str, list[WebPage]] = {}
    for page in _pages(issues, catalogue):
        found.setdefault(site_of(page.source), []).append(page)
    order = sorted(found, key=lambda name: (not name, -len(found[name]), name))
    return tuple(Site(name, tuple(found[name])) for name in order)


def _pages(issues: Iterable[Issue], catalogue: Catalogue) -> Iterator[WebPage]:
    for issue in issues:
        if not issue.online:
            continue
        held = (*catalogue.of_issue(issue.id), *catalogue.shared(issue.id))
        for place, source in enumerate(issue.sources or (Source(""),)):
            own = tuple(h for h in held if _is_from(h, issue, source, place, catalogue))
            yield WebPage(source, issue, held, own)


def _is_from(
    holding: Holding, issue: Issue, source: Source, place: int, catalogue: Catalogue
) -> bool:
    """Whether a document's text is from a source; where copies are not told, from the first."""
    origins = catalogue.origins(holding.document.id)
    if origins:
        return origins[0].source.name == source.name
    return holding.issue.id == issue.id and place == 0
