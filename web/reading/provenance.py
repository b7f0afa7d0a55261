"""Where a document was read: the issues and web pages that have it, and what a page says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.catalogue import Origin
from search.document import Document, Issue, Publication
from search.sentence import N_
from web import labels
from web.days import iso_day
from web.link import Link
from web.saying import Text, counted, joined, quoted
from web.sources import site_said, web_address
from web.speech import gettext as _
from web.urls import issue_url

#: More links than this are folded.
FEW_LINKS = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the document: ``value``, or ``items`` of a list, or ``links``.

    A ``folded`` list shows only its ``value`` until it is opened. ``href`` is where the value
    leads, if anywhere.
    """

    name: str
    value: Text = ""
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    folded: bool = False
    href: str = ""


def provenance(
    document: Document, issue: Issue | None, origins: Sequence[Origin]
) -> Iterator[Fact]:
    """Where it is printed; or its source; or which of its sources the text is from, and the rest.

    The files of one issue are told by their names alone, below where that issue is named.
    """
    if not origins or _in_one_gazette(origins):
        yield from _printed(document, issue)
        if len(origins) > 1:
            yield from _sources(tuple(dict.fromkeys(Link(o.source.file, "") for o in origins)))
    else:
        yield from _sources(_links(document, origins))


def _in_one_gazette(origins: Sequence[Origin]) -> bool:
    first = origins[0].issue
    same = all(each.issue.id == first.id for each in origins)
    return same and bool(first.label) and not first.online


def _printed(document: Document, issue: Issue | None) -> Iterator[Fact]:
    place = labels.printed_at(issue.label if issue else "", document.page, begins=True)
    if str(place):
        yield Fact(_("刊载"), place, href=issue_url(issue.id) if issue else "")


def _sources(links: Sequence[Link]) -> Iterator[Fact]:
    if len(links) == 1:
        yield Fact(_("来源"), links=(links[0],))
    elif links:
        first, *others = links
        yield Fact(_("本文据"), links=(first,))
        said = counted("%(count)s 处", len(others))
        yield Fact(_("另见"), said, links=tuple(others), folded=len(others) > FEW_LINKS)


def _links(document: Document, origins: Sequence[Origin]) -> list[Link]:
    """A link for each source; those of one name are told apart by their files."""
    named = [(each, _name(document, each)) for each in origins]
    counts = Counter(str(name) for _each, name in named)
    links = []
    for each, name in named:
        if counts[str(name)] > 1 and each.source.file != str(name):
            name = joined([name, each.source.file], N_(" "))
        links.append(Link(name, _href(each)))
    return list(dict.fromkeys(links))


def _name(document: Document, origin: Origin) -> Text:
    if origin.issue.online:
        return site_said(origin.source)
    place = labels.printed_at(origin.issue.label, _page(document, origin.issue), begins=True)
    return place if origin.issue.label else origin.source.file


def _page(document: Document, issue: Issue) -> int | str | None:
    """The printed page that it begins on in an issue: as its contents list says, if not its own."""
    if document.issue == issue.id:
        return document.page
    listed = (entry.page for entry in issue.contents if entry.document == document.id)
    return next(listed, None)


def _href(origin: Origin) -> str:
    if origin.issue.online:
        return web_address(origin.source.url)
    return issue_url(origin.issue.id)


def published(document: Document) -> Iterator[Fact]:
    """What a web page states of its publication, but for what is said of the document already."""
    page = document.publication
    if page is None:
        return
    if page.published:
        yield Fact(_("发布日期"), iso_day(page.published))
    for name, value in _stated(page).items():
        if value and value not in (document.category, document.issuer, page.site):
            yield Fact(name, quoted(value))


def _stated(page: Publication) -> dict[str, str]:
    return {
        _("索引号"): page.index_number,
        _("主题分类"): page.topic,
        _("栏目"): page.column,
        _("网页所注来源"): page.origin,
    }
