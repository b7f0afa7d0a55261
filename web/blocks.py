"""A document's blocks as its page shows them, and the outline that their headings make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.document import Block, Document
from web.footnotes import Footnotes
from web.inline import Line, Run, Spans, landing
from web.labels import shortened
from web.tables import TableView, body_start, table_view
from web.urls import mark_id

_DEEPEST = 6
# 一、 · （二） · (三) · 1. · 2．
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]")


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block; ``name`` tells it from others.

    ``depth`` is the depth of its heading element (h1 … h6), 0 for other blocks; ``run_in`` the
    depth that the numbered heading has which opens a paragraph, else 0.
    """

    kind: str
    anchor: str
    name: str
    part: str
    depth: int
    run_in: int
    text: str
    runs: tuple[Run, ...]
    table: TableView | None
    marked: bool


def block_views(document: Document, spans: Spans, footnotes: Footnotes) -> Iterator[BlockView]:
    """The blocks of a document in order, with the marks of a query."""
    outline = Outline()
    for number, block in enumerate(document.blocks, 1):
        marks = spans(block.text)
        body = body_start(block) if block.kind == "table" else 0
        aim = landing(marks, mark_id(block.anchor), body)
        line = Line(block.text, marks, footnotes.links(block), aim)
        yield BlockView(
            kind=block.kind,
            anchor=block.anchor,
            name=_name(block, number),
            part=block.part or "",
            depth=outline.depth(block),
            run_in=outline.run_in(block),
            text=block.text,
            runs=() if block.kind == "table" else line.runs(),
            table=table_view(block, line) if block.kind == "table" else None,
            marked=bool(marks),
        )


def _name(block: Block, number: int) -> str:
    """What tells a block's link from the others."""
    if block.kind in ("title", "heading"):
        return f"“{shortened(block.text)}”"
    return f"“{block.caption}”" if block.caption else f"第 {number} 段"


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
