"""A passage's own page: the passage between its neighbours, and the ways to cite it.

A document has such a page, too: without a passage, with the ways to cite it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from search.document import Block, Document, Footnote, Issue, Passage, passages
from search.permalink import codes
from search.query import Query
from web.citing.citation import Source, Way, gbt7714, ways
from web.labels import heading_label
from web.results.hits import facts
from web.speech import gettext as _
from web.tables.view import TableView, table_view
from web.text.inline import Line, mark_label
from web.urls import around_url, cite_url, document_url, found_url, passage_url


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as it is shown: its lines, or its table; ``role`` says why it is there.

    ``mark`` is a footnote's. A table beside the passage is named by its caption, with ``rows``,
    how many it has, in place of the table.
    """

    role: str
    href: str
    here: bool
    heading: bool
    mark: str
    lines: tuple[str, ...]
    table: TableView | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Everything that a passage's page shows; ``address`` is its own, without the site."""

    title: str
    document: str
    facts: tuple[str, ...]
    headings: tuple[str, ...]
    shown: tuple[Shown, ...]
    ways: tuple[Way, ...]
    address: str


@dataclass(frozen=True, slots=True)
class DocumentCitation:
    """What a document's own page has for citing: its line after GB/T 7714—2015 with its address,
    the page of all ways, and what its passages' anchors are put behind to cite one.
    """

    line: str
    href: str
    around: str


def passage_page(
    document: Document, issue: Issue | None, anchor: str, site: str, day: date
) -> PassagePage:
    """The page of a passage. ``site`` is what absolute addresses begin with, ``day`` is today.

    Raises KeyError for an anchor that the document does not have.
    """
    found = {passage.anchor: passage for passage in passages(document)}
    passage, code = found[anchor], codes(document)[anchor]
    source = Source(document, issue, f"{site}{passage_url(document.id, code)}", passage.page)
    return PassagePage(
        title=document.title,
        document=found_url(document.id, Query(), anchor),
        facts=facts(document, issue, several=True) if issue else (),
        headings=tuple(map(heading_label, passage.headings)),
        shown=tuple(_around(document, passage, tuple(found.values()))),
        ways=ways(source, day, _block(document, passage)),
        address=cite_url(document.id, code),
    )


def document_cite_page(
    document: Document, issue: Issue | None, site: str, day: date
) -> PassagePage:
    """The page that cites a whole document."""
    return PassagePage(
        title=document.title,
        document=document_url(document.id),
        facts=facts(document, issue, several=True) if issue else (),
        headings=(),
        shown=(),
        ways=ways(document_source(document, issue, site), day),
        address=cite_url(document.id),
    )


def document_citation(
    document: Document, issue: Issue | None, site: str, day: date
) -> DocumentCitation:
    """The citation of a document, ``day`` being today."""
    line = gbt7714(document_source(document, issue, site), day)
    return DocumentCitation(line, cite_url(document.id), around_url(document.id, ""))


def document_source(document: Document, issue: Issue | None, site: str) -> Source:
    """A whole document as a source; its page's address lasts as long as its id does."""
    return Source(document, issue, f"{site}{document_url(document.id)}")


def _block(document: Document, passage: Passage) -> Block:
    """The block that a passage is; a footnote reads like a paragraph."""
    blocks = {block.anchor: block for block in document.blocks}
    return blocks.get(passage.anchor) or Block("paragraph", passage.anchor, passage.text)


def _around(
    document: Document, passage: Passage, all_of_it: tuple[Passage, ...]
) -> Iterator[Shown]:
    """A passage between the one before and the one after it; a footnote behind what cites it."""
    note = next((n for n in document.footnotes if n.anchor == passage.anchor), None)
    at = all_of_it.index(passage)
    if note:
        cited = [each for each in all_of_it if each.anchor in note.cited_at]
        before, after = cited[:1], []
    else:
        text = [each for each in all_of_it if each.kind != "footnote"]
        before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    roles = (_("引用处"), _("脚注")) if note else (_("上文"), _("这一段"))
    yield from (_shown(document, each, roles[0]) for each in before)
    yield _shown(document, passage, roles[1], note, here=True)
    yield from (_shown(document, each, _("下文")) for each in after)


def _shown(
    document: Document,
    passage: Passage,
    role: str,
    note: Footnote | None = None,
    here: bool = False,
) -> Shown:
    block = _block(document, passage)
    lines = tuple(filter(None, map(str.strip, passage.text.splitlines())))
    if block.rows:
        lines = tuple(filter(None, (block.caption, block.unit)))
    return Shown(
        role=role,
        href=found_url(document.id, Query(), passage.anchor),
        here=here,
        heading=passage.kind == "heading",
        mark=mark_label(note.mark) if note else "",
        lines=lines,
        table=table_view(block, Line(block.text)) if block.rows and here else None,
        rows=len(block.rows),
    )
