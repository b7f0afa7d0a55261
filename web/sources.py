"""What the sources of a document are called, and where a web page leads."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from search.catalogue import Catalogue, Origin
from search.document import Document, Issue
from search.sentence import plain, say
from search.sources import Source
from web.saying import Text, quoted, said

# What no address holds, and what a browser would drop from one: java\nscript:
_BROKEN = re.compile(r"[\x00-\x20\x7f]")


def web_address(url: str) -> str:
    """The address if it leads to a web page, else empty: javascript: and data: are no addresses."""
    return url if _host(url) else ""


def host(url: str) -> str:
    """The host that an address leads to, without whoever is named before it; empty for none."""
    return _host(url)


def _host(url: str) -> str:
    if _BROKEN.search(url):
        return ""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def site_of(source: Source) -> str:
    """The site that a web page is of: as it says, or the host of its address; empty for neither."""
    return " ".join(source.site.split()) or host(source.url)


def page_name(issue: Issue) -> str:
    """What a web page is called after: its site, or the file that it was read from."""
    sources = issue.sources[:1]
    named = [issue.title or "", *map(site_of, sources), *(source.file for source in sources)]
    return next(filter(None, named), "")


def place_name(issue: Issue) -> str:
    """Where a document stands, in a line of facts: an issue as one cites it, or a site."""
    return page_name(issue) if issue.online else issue.label


def site_said(source: Source) -> Text:
    """A web page's site with the host that a link to it leads to; else its file."""
    site, there = " ".join(source.site.split()), host(source.url)
    if site and there and site != there:
        return said(say("%(site)s（%(host)s）", site=site, host=plain(there)))
    return quoted(site) if site else there or source.file


def origins(document: Document, issue: Issue | None, catalogue: Catalogue) -> tuple[Origin, ...]:
    """All sources that have a document, the one that its text is from first; where copies are
    not told, those of its issue.
    """
    found = catalogue.origins(document.id)
    if found or issue is None:
        return found
    return tuple(Origin(source, issue) for source in issue.sources)
