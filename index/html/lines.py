"""Turns the elements of a web page into lines: paragraphs, rows of tables, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.gazette.lettering import compact, width
from index.html.block import PARAGRAPH, Block, indent
from index.html.links import entry_target, link_target, whole_title
from index.html.notes import LINKED, LOWERED, RAISED, with_notes
from index.html.style import align, is_block, is_hidden, is_preformatted, is_raised
from index.html.tables import Table, Weight, data_table, even_rows, weigh
from index.html.text import BLANK, run_on, squeezed, unmarked
from index.markup import BREAK, Tag, parse, visit
from index.plaintext import Line
from index.transcript import Link

# Never text, wherever they stand. A form's own words are those of its fields and buttons.
_WORDLESS = (
    "applet audio button canvas datalist embed head iframe input map noembed noframes noscript"
    " object rp script select style svg template textarea title video"
)
_UNREAD = frozenset(_WORDLESS.split())
# 某省人民政府关于…的通知2020-02-20: a link and the day beside it
_GLUED_DAY = re.compile(r"(?<=[^\s\d\-/.(（])((?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?)$")


# No title of an entry is longer.
_TITLE = 200


@dataclass(slots=True)
class _Context:
    """What the block that is open says of the lines in it."""

    tag: Tag
    align: str
    pre: bool
    heading: bool
    began: int
    target: str


def read_fragment(html: str, first_line: int = 1) -> tuple[Line, ...]:
    """The lines of a piece of HTML that is all body; its first line counts ``first_line``."""
    lines = body_lines(read_blocks(parse(html).root))
    return tuple(replace(line, number=line.number + first_line - 1) for line in lines)


def body_lines(blocks: list[Block]) -> list[Line]:
    """The lines of blocks, with their footnotes resolved."""
    texts = with_notes([block.text for block in blocks])
    return [
        replace(block.line, text=text) for block, text in zip(blocks, texts, strict=True) if text
    ]


def read_blocks(root: Tag, hidden: bool = False) -> list[Block]:
    """The lines of an element. Raised marks are not resolved yet: see ``body_lines``.

    With ``hidden`` what a style hides is read, too.
    """
    reader = _Reader(weigh(root), hidden)
    visit(root, reader)
    reader.flush()
    return reader.blocks


class _Reader:
    """Collects text until a block begins or ends."""

    def __init__(self, weights: dict[int, Weight] | None, hidden: bool) -> None:
        self.blocks: list[Block] = []
        self._weights = weights  # None within a cell, where tables are text
        self._hidden = hidden
        self._open: list[_Context] = []
        self._parts: list[str] = []
        self._number = 0
        self._linked = 0
        self._links: list[Link] = []
        self._anchors: list[tuple[Tag, int]] = []
        self._raised = 0
        self._gap = self._broken = False

    def enter(self, tag: Tag) -> bool:
        if tag.name in _UNREAD or (is_hidden(tag) and not self._hidden):
            return False
        if tag.name == "table" and self._weights is not None:
            table = data_table(tag, self._weights)
            if table:
                self.flush()
                self._rows(tag, table)
                return False
        if tag.name == "hr":
            self.flush()
            self._gap = True
        elif is_block(tag) or not self._open:
            self.flush()
            self._open.append(self._context(tag))
        else:
            self._enter_inline(tag)
        return True

    def _enter_inline(self, tag: Tag) -> None:
        if tag.name == "a" or "onclick" in tag.attrs:
            self._anchors.append((tag, len(self._parts)))
        if is_raised(tag):
            if not self._raised:
                self._parts.append(RAISED)
            self._raised += 1
            if tag.name == "a":
                self._parts.append(LINKED)

    def leave(self, tag: Tag) -> None:
        if self._open and self._open[-1].tag is tag:
            self.flush()
            context = self._open.pop()
            self._gap = self._gap or (context.began == len(self.blocks) and tag.name == "p")
            return
        if is_raised(tag):
            self._raised -= 1
            if not self._raised:
                self._parts.append(LOWERED)
        if self._anchors and self._anchors[-1][0] is tag:
            self._whole(*self._anchors[-1])
            self._link(*self._anchors.pop())

    def _whole(self, tag: Tag, start: int) -> None:
        """Where a list cuts a title that is whole in the link's own title, that is what it says."""
        said = "".join(self._parts[start:]).strip(BLANK)
        whole = whole_title(tag, said)
        if whole:
            self._linked += len(compact(whole)) - len(compact(said))
            self._parts[start:] = [whole]

    def _link(self, tag: Tag, start: int) -> None:
        text = squeezed("".join(self._parts[start:]))
        target = link_target(tag)
        if text and target and not self._raised:
            self._links.append(Link(unmarked(text), target, tag.sourceline or 1))

    def text(self, text: str, line: int) -> None:
        if self._open and self._open[-1].pre:
            text = text.replace("\n", BREAK + "\n").replace("\t", "  ")
        for i, piece in enumerate(text.split(BREAK)):
            if i:
                self.flush(broken=True)
            if not piece:
                continue
            if not self._number and piece.strip(BLANK):
                blank = len(piece) - len(piece.lstrip(BLANK))
                self._number = line + piece.count("\n", 0, blank)
            line += piece.count("\n")
            self._parts.append(piece)
            if self._anchors:
                self._linked += sum(map(len, piece.split()))

    def flush(self, broken: bool = False) -> None:
        """End the line; ``broken`` tells that the block goes on, and the next line may, too."""
        raw = "".join(self._parts)
        text = squeezed(raw)
        if not unmarked(text):
            self._gap = self._gap or (broken and self._broken)
        elif self._open:
            for tag, start in self._anchors:
                self._link(tag, start)
            self._lines(raw, text)
        self._broken = broken
        if self._anchors:
            self._anchors = [(tag, 0) for tag, _ in self._anchors]
        self._parts = [RAISED] if self._raised else []
        self._number = self._linked = 0
        self._links = []

    def _lines(self, raw: str, text: str) -> None:
        context = self._open[-1]
        pieces = list(run_on(raw))
        for i, piece in enumerate(pieces):
            blank = len(piece) - len(piece.lstrip(BLANK))
            leading = width(piece[:blank].replace("\n", "").replace("\t", ""))
            first = i > 0 or not self._broken
            depth = indent(context.align, leading, first)
            said = text if len(pieces) == 1 else squeezed(piece)
            said = _GLUED_DAY.sub(r" \1", said) if self._links else said
            line = Line(self._number or 1, said, depth, self._gap)
            links = () if i else tuple(self._links)
            linked = 0 if i else self._linked
            if context.target and not links and len(said) <= _TITLE:
                links = (Link(unmarked(said), context.target, line.number),)
                linked = len(compact(said))
            self._add(Block(line, context.tag, linked, links, context.heading))
            self._number += piece.count("\n")

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self._gap = False

    def _rows(self, tag: Tag, table: Table) -> None:
        read = {id(cell): self._cell(cell) for cell in table.captions}
        read |= {id(cell.tag): self._cell(cell.tag) for row in table.rows for cell in row}
        for caption in table.captions:
            self._row(tag, caption, [caption], read, read[id(caption)][0], PARAGRAPH)
        rows = even_rows(table, lambda cell: read[id(cell)][0])
        inner = [i for i, row in enumerate(rows) if not row.whole] or [len(rows)]
        for i, row in enumerate(rows):
            cells = [cell.tag for cell in row.cells]
            if inner[0] <= i <= inner[-1]:
                text = "\t".join(row.texts) if any(row.texts) else ""
                self._row(tag, cells[0], cells, read, text, 0.0)
            else:
                self._row(tag, cells[0], cells, read, "".join(row.texts), PARAGRAPH)
        self._broken = False

    def _row(
        self,
        table: Tag,
        first: Tag,
        cells: list[Tag],
        read: dict[int, tuple[str, int, tuple[Link, ...]]],
        text: str,
        indent: float,
    ) -> None:
        """A line of a table: a row, or a caption or remark over all columns."""
        if text:
            line = Line(first.sourceline or 1, text, indent, self._gap)
            links = [link for cell in cells for link in read[id(cell)][2]]
            self._add(Block(line, table, sum(read[id(c)][1] for c in cells), tuple(links)))

    def _cell(self, tag: Tag) -> tuple[str, int, tuple[Link, ...]]:
        """All that a cell says in one line, how many characters of it are links, and these."""
        inner = _Reader(None, self._hidden)
        visit(tag, inner)
        inner.flush()
        links = tuple(link for block in inner.blocks for link in block.links)
        text = " ".join(block.text for block in inner.blocks)
        return text, sum(block.linked for block in inner.blocks), links

    def _context(self, tag: Tag) -> _Context:
        above = self._open[-1] if self._open else None
        return _Context(
            tag,
            # Where a table is centred, the text in it is not.
            "" if tag.name == "table" else align(tag) or (above.align if above else ""),
            is_preformatted(tag) or (above is not None and above.pre),
            tag.name in ("h1", "h2", "h3") or (above is not None and above.heading),
            len(self.blocks),
            entry_target(tag, above.target if above else ""),
        )
