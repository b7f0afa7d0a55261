"""What is known of a document beside its text: where it stands, whom it was sent to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search.catalogue import Origin
from search.document import Document, Issue
from search.query import DOCUMENTS, NEWEST, Query
from web import labels
from web.days import iso_day
from web.link import Link
from web.reading.provenance import FEW_LINKS, Fact, provenance, published
from web.saying import Text, counted, quoted, said_of
from web.speech import gettext as _
from web.urls import search_url

# A list up to this length (characters) is shown in the line; a longer one is folded.
_SHORT = 30


def facts(
    document: Document,
    issue: Issue | None,
    parts: Iterable[tuple[str, str]],
    origins: Sequence[Origin] = (),
) -> Iterator[Fact]:
    """The facts in the order of their line; ``parts`` are the titles and anchors of what is
    attached, ``origins`` the sources that have the document, the one its text is from first.
    """
    yield from provenance(document, issue, origins)
    numbered = any(block.kind == "number" for block in document.blocks)
    known: dict[str, Text] = {
        _("文号"): quoted("" if numbered else document.number or ""),
        _("发文机关"): quoted(document.issuer or ""),
        _("成文日期"): iso_day(document.issued),
    }
    ways = {_("发文机关"): _issued_by(document)}
    for name, value in known.items():
        if str(value):
            yield Fact(name, value, href=ways.get(name, ""))
    yield from published(document)
    for name, bodies in ((_("主送"), document.addressees), (_("抄送"), document.copied)):
        if bodies:
            yield _sent(name, bodies)
    links = tuple(Link(quoted(labels.shortened(title)), f"#{anchor}") for title, anchor in parts)
    if links:
        count = counted("%(count)s 份", len(links))
        yield Fact(_("附件"), count, links=links, folded=len(links) > FEW_LINKS)


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
