"""What is not known of some documents and issues, and in which searches that is felt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.catalogue import Holding
from search.document import Issue
from search.sentence import N_n
from web.browsing.covered import Covered
from web.issuename import issue_name
from web.link import Link
from web.saying import counted
from web.urls import document_url, issue_url

#: What a document may lack, in the order in which it is told.
_DOCUMENTS: dict[str, Callable[[Holding], bool]] = {
    "day": lambda h: h.document.issued is None and h.issue.published is not None,
    "any day": lambda h: h.document.issued is None and h.issue.published is None,
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
_DOCUMENTS_SAID = {
    "day": N_n("%(count)s 份文件没有成文日期，检索时按刊期的日期算"),
    "any day": N_n("%(count)s 份文件没有任何日期，按日期或年份筛选时找不到"),
    "issuer": N_n("%(count)s 份文件没有认出发文机关，按机关筛选时找不到"),
    "category": N_n("%(count)s 份文件没有类别，按类别筛选时找不到"),
    "number": N_n("%(count)s 份文件没有文号（有的本来就没有），按文号找不到"),
}
_ISSUES_SAID = {
    "title": N_n("%(count)s 期没有认出刊名"),
    "place": N_n("%(count)s 期没有认出年份或期号，不能计入各年的期号"),
    "published": N_n("%(count)s 期没有认出出刊日期"),
    "contents": N_n("%(count)s 期没有目录，或没有认出，无从知道是否缺文件"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """What is not known of some documents or issues, with the first of them."""

    said: str
    links: tuple[Link, ...]
    rest: int


def lacks(found: Covered, most: int) -> Iterator[Lack]:
    """What is not known, each with the searches in which that is felt."""
    for name, lacking in _DOCUMENTS.items():
        held = [holding.document for holding in found.holdings if lacking(holding)]
        said = counted(_DOCUMENTS_SAID[name], len(held))
        yield from _lack(said, [Link(d.title, document_url(d.id)) for d in held], most)
    for name, without in _ISSUES.items():
        issues = [issue for issue in found.issues if without(issue)]
        links = [Link(issue_name(i, found.catalogue), issue_url(i.id)) for i in issues]
        yield from _lack(counted(_ISSUES_SAID[name], len(links)), links, most)


def _lack(said: str, links: Sequence[Link], most: int) -> Iterator[Lack]:
    if links:
        yield Lack(said, tuple(links[:most]), len(links[most:]))
