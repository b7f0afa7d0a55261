"""What is known of a document beside its text: where it is printed, whom it was sent to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from search.document import Document, Issue
from search.query import DOCUMENTS, NEWEST, Query
from web import labels
from web.days import iso_day
from web.link import Link
from web.saying import Text, counted, quoted, said_of
from web.urls import issue_url, search_url

# A list up to this length (characters) is shown in the line; a longer one is folded.
_SHORT = 30
_FEW_LINKS = 3


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


def facts(
    document: Document, issue: Issue | None, parts: Iterable[tuple[str, str]]
) -> Iterator[Fact]:
    """The facts in the order of their line; ``parts`` are the titles and anchors of what is
    attached.
    """
    numbered = any(block.kind == "number" for block in document.blocks)
    known: dict[str, Text] = {
        _("刊载"): labels.printed_at(issue.label if issue else "", document.page, begins=True),
        _("文号"): quoted("" if numbered else document.number or ""),
        _("发文机关"): quoted(document.issuer or ""),
        _("成文日期"): iso_day(document.issued),
    }
    ways = {_("刊载"): issue_url(issue.id) if issue else "", _("发文机关"): _issued_by(document)}
    for name, value in known.items():
        if str(value):
            yield Fact(name, value, href=ways.get(name, ""))
    for name, bodies in ((_("主送"), document.addressees), (_("抄送"), document.copied)):
        if bodies:
            yield _sent(name, bodies)
    links = tuple(Link(quoted(labels.shortened(title)), f"#{anchor}") for title, anchor in parts)
    if links:
        count = counted("%(count)s 份", len(links))
        yield Fact(_("附件"), count, links=links, folded=len(links) > _FEW_LINKS)


def _issued_by(document: Document) -> str:
    """What else the same body has issued, newest first."""
    if not document.issuer:
        return ""
    return search_url(Query(issuer=(document.issuer,), view=DOCUMENTS, sort=NEWEST))


def _sent(name: str, bodies: tuple[str, ...]) -> Fact:
    whole = "、".join(bodies)
    if len(whole) <= _SHORT or len(bodies) == 1:
        return Fact(name, quoted(whole))
    value = said_of("%(first)s等 %(count)s 个单位", len(bodies), first=bodies[0])
    return Fact(name, value, bodies, folded=True)
