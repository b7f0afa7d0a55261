"""A document's blocks as its page shows them, and the outline that their headings make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.document import Block, Document
from web.labels import page_label, shortened
from web.saying import Text, in_quotes
from web.speech import gettext as _
from web.tables.view import TableView, body_start, table_view
from web.text.footnotes import Footnotes
from web.text.inline import Line, Run, Spans, TextLink
from web.text.places import Place, mark_names, places

_DEEPEST = 6
# 一、 · （二） · (三) · 1. · 2．
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]")


@dataclass(frozen=True, slots=True)
class PageSign:
    """A printed page that begins; ``id`` is empty where one with this number stood before."""

    label: str
    id: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block; ``name`` tells it from others.

    ``depth`` is the depth of its heading element (h1 … h6), 0 for other blocks; ``run_in`` the
    depth that the numbered heading has which opens a paragraph, else 0. ``page`` is set where
    it is on another printed page than the block before; ``places`` are those marked in it.
    """

    kind: str
    anchor: str
    name: Text
    part: str
    depth: int
    run_in: int
    text: str
    runs: tuple[Run, ...]
    table: TableView | None
    page: PageSign | None
    places: tuple[Place, ...]


def block_views(
    document: Document,
    spans: Spans,
    footnotes: Footnotes,
    links: Mapping[str, tuple[TextLink, ...]],
) -> Iterator[BlockView]:
    """The blocks of a document in order, with the marks of a query; ``links`` are those in the
    text, by the anchors of its passages.
    """
    outline, pages = Outline(), Pages()
    for number, block in enumerate(document.blocks, 1):
        marks = spans(block.text)
        body = body_start(block) if block.kind == "table" else 0
        names = mark_names(marks, block.anchor, body)
        line = Line(block.text, marks, footnotes.links(block), names, links.get(block.anchor, ()))
        yield BlockView(
            kind=block.kind,
            anchor=block.anchor,
            name=_name(block, number),
            part=block.part or "",
            depth=outline.depth(block),
            run_in=outline.run_in(block),
            text=block.text,
            runs=() if block.kind == "table" else line.runs(),
            table=table_view(block, line, document.id) if block.kind == "table" else None,
            page=pages.sign(block),
            places=places(block.text, marks, names),
        )


def _name(block: Block, number: int) -> Text:
    """What tells a block's link from the others."""
    text = shortened(block.text) if block.kind in ("title", "heading") else block.caption
    return in_quotes(text) if text else _("第 %(number)s 段", number=number)


class Pages:
    """Says where the printed pages begin: with the first block that is known to be on another."""

    def __init__(self) -> None:
        self._page: int | None = None
        self._seen: set[int] = set()

    def sign(self, block: Block) -> PageSign | None:
        """The sign of the page that begins with a block, if one does."""
        if block.page is None or block.page == self._page:
            return None
        self._page = block.page
        name = "" if block.page in self._seen else f"page-{block.page}"
        self._seen.add(block.page)
        return PageSign(page_label(block.page), name)


class Outline:
    """Gives headings their depth in the page, so that none is skipped on the way down."""

    def __init__(self) -> None:
        self._titles = 0
        self._part: str | None = None
        self._base = 1
        self._open: list[int] = []

    def depth(self, block: Block) -> int:
        """The depth of a block's heading element; 0 for a block that is no heading."""
        if block.part != self._part:
            self._part, self._base, self._open = block.part, 1, []
        if block.kind == "title":
            return self._title()
        return self._heading(block.level or 1) if block.kind == "heading" else 0

    def run_in(self, block: Block) -> int:
        """The depth of the numbered heading that opens a paragraph; 0 where there is none."""
        opens = block.kind == "paragraph" and _NUMBERED.match(block.text)
        return self._heading(block.level) if opens and block.level else 0

    def _title(self) -> int:
        self._titles += 1
        self._base, self._open = min(self._titles, 2), []
        return self._base

    def _heading(self, level: int) -> int:
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return min(self._base + len(self._open), _DEEPEST)
