"""What is known of a document beside its text: where it is printed, whom it was sent to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from search.document import Document, Issue
from web import labels
from web.link import Link

# A list up to this length (characters) is shown in the line; a longer one is folded.
_SHORT = 30
_FEW_LINKS = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the document: ``value``, or ``items`` of a list, or ``links``.

    A ``folded`` list shows only its ``value`` until it is opened.
    """

    name: str
    value: str = ""
    items: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    folded: bool = False


def facts(
    document: Document, issue: Issue | None, parts: Iterable[tuple[str, str]]
) -> Iterator[Fact]:
    """The facts in the order of their line; ``parts`` are the titles and anchors of what is
    attached.
    """
    numbered = any(block.kind == "number" for block in document.blocks)
    place = (issue.label if issue else "", labels.page_label(document.page))
    known = {
        _("刊载"): " ".join(filter(None, place)),
        _("文号"): document.number if not numbered else None,
        _("发文机关"): document.issuer,
        _("成文日期"): document.issued.isoformat() if document.issued else None,
    }
    yield from (Fact(name, value) for name, value in known.items() if value)
    for name, bodies in ((_("主送"), document.addressees), (_("抄送"), document.copied)):
        if bodies:
            yield _sent(name, bodies)
    links = tuple(Link(labels.shortened(title), f"#{anchor}") for title, anchor in parts)
    if links:
        count = _("%(count)s 份", count=f"{len(links):,}")
        yield Fact(_("附件"), count, links=links, folded=len(links) > _FEW_LINKS)


def _sent(name: str, bodies: tuple[str, ...]) -> Fact:
    whole = "、".join(bodies)
    if len(whole) <= _SHORT or len(bodies) == 1:
        return Fact(name, whole)
    said = _("%(first)s等 %(count)s 个单位", first=bodies[0], count=f"{len(bodies):,}")
    return Fact(name, said, bodies, folded=True)
