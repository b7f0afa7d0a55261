"""What is not known of some documents, issues and web pages, and in which searches that is felt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.catalogue import Holding
from search.document import Issue
from search.sentence import N_n
from web.browsing.covered import Covered
from web.browsing.sites import WebPage
from web.issuename import issue_name
from web.link import Link
from web.saying import counted
from web.sources import site_of, web_address
from web.urls import document_url, issue_url

#: What a document may lack, in the order in which it is told.
_DOCUMENTS: dict[str, Callable[[Holding], bool]] = {
    "day": lambda h: _only_its_issue_s(h) and not h.issue.online,
    "day online": lambda h: _only_its_issue_s(h) and h.issue.online,
    "any day": lambda h: h.day is None,
    "issuer": lambda h: not h.document.issuer,
    "category": lambda h: not h.document.category,
    "number": lambda h: not h.document.number,
}
#: What an issue may lack.
_ISSUES: dict[str, Callable[[Issue], bool]] = {
    "title": lambda issue: not issue.title,
    "place": lambda issue: issue.year is None or issue.number is None,
    "published": lambda issue: issue.published is None,
    "contents": lambda issue: not issue.contents,
}
#: What a web page may lack.
_PAGES: dict[str, Callable[[WebPage], bool]] = {
    "site": lambda page: not site_of(page.source),
    "address": lambda page: not web_address(page.source.url),
    "published online": lambda page: page.issue.published is None,
    "document": lambda page: not page.held,
}
_SAID = {
    "day": N_n("%(count)s 份文件没有成文日期，检索时按刊期的日期算"),
    "day online": N_n("%(count)s 份文件没有成文日期，检索时按网页的发布日期算"),
    "any day": N_n("%(count)s 份文件没有任何日期，按日期或年份筛选时找不到"),
    "issuer": N_n("%(count)s 份文件没有认出发文机关，按机关筛选时找不到"),
    "category": N_n("%(count)s 份文件没有类别，按类别筛选时找不到"),
    "number": N_n("%(count)s 份文件没有文号（有的本来就没有），按文号找不到"),
    "title": N_n("%(count)s 期没有认出刊名"),
    "place": N_n("%(count)s 期没有认出年份或期号，不能计入各年的期号"),
    "published": N_n("%(count)s 期没有认出出刊日期"),
    "contents": N_n("%(count)s 期没有目录，或没有认出，无从知道是否缺文件"),
    "site": N_n("%(count)s 个网页没有认出是哪个网站的"),
    "address": N_n("%(count)s 个网页没有写明网址，不能链接到原页"),
    "published online": N_n("%(count)s 个网页没有认出发布日期"),
    "document": N_n("%(count)s 个网页没有读出文件"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """What is not known of some documents, issues or pages, with the first of them."""

    said: str
    links: tuple[Link, ...]
    rest: int


def lacks(found: Covered, most: int) -> Iterator[Lack]:
    """What is not known, each with the searches in which that is felt."""
    for name, lacking in _DOCUMENTS.items():
        held = [holding.document for holding in found.holdings if lacking(holding)]
        yield from _lack(name, [Link(d.title, document_url(d.id)) for d in held], most)
    for name, without in _ISSUES.items():
        issues = [issue for issue in found.issues if without(issue)]
        links = [Link(issue_name(i, found.catalogue), issue_url(i.id)) for i in issues]
        yield from _lack(name, links, most)
    pages = [page for site in found.sites for page in site.pages]
    for name, wanting in _PAGES.items():
        yield from _lack(name, [page_link(page) for page in pages if wanting(page)], most)


def page_link(page: WebPage) -> Link:
    """A web page by its document, else by its file."""
    held = page.held[:1]
    title = held[0].document.title if held else page.source.file or page.issue.id
    return Link(title, document_url(held[0].document.id) if held else issue_url(page.issue.id))


def _only_its_issue_s(holding: Holding) -> bool:
    """Whether a document is dated by its issue alone."""
    return holding.document.issued is None and holding.issue.published is not None


def _lack(name: str, links: Sequence[Link], most: int) -> Iterator[Lack]:
    if links:
        said = counted(_SAID[name], len(links))
        yield Lack(said, tuple(links[:most]), len(links[most:]))
