"""Tells tables of data from tables that only lay a page out, and evens out their spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.html.style import style
from index.markup import BLOCKS, Tag, attribute, visit

#: HTML bounds a colspan so; a rowspan ends with the table in any case.
MOST_SPAN = 1000
# A table whose spans would take more work than this for each of its cells keeps uneven rows.
_WORK = 50
_PROSE = 200
_SECTIONS = {"thead": 0, "tbody": 1, "tfoot": 2}
# border-top:1.0000pt solid windowtext · border: 1px solid #000
_RULED = re.compile(
    r"border(?:-\w+)?\s*:[^;]*\b(?:solid|double|dashed|dotted|inset|ridge|groove)\b"
)
_LAYOUT = frozenset(
    ["h1", "h2", "h3", "hr", "form", "input", "select", "textarea", "button", "iframe"]
)
_ROLES = ("presentation", "none")


@dataclass(slots=True)
class Weight:
    """What lies in an element: characters that are not white space, blocks, tables, and what
    only the layout of a page has: headings, lines across, fields to fill in.
    """

    chars: int = 0
    blocks: int = 0
    tables: int = 0
    layout: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the columns and rows that it spans."""

    tag: Tag
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: its captions and its rows of cells, from the head to the foot."""

    captions: tuple[Tag, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row and the cells that they are of.

    ``whole`` tells that it is one cell over all columns: a caption, a remark, a heading between.
    """

    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    whole: bool = False


class _Weigher:
    def __init__(self) -> None:
        self.weights: dict[int, Weight] = {}
        self._open: list[Weight] = []

    def enter(self, tag: Tag) -> bool:
        self._open.append(self.weights.setdefault(id(tag), Weight()))
        return tag.name not in ("script", "style")

    def leave(self, tag: Tag) -> None:
        weight = self._open.pop()
        if self._open:
            above = self._open[-1]
            above.chars += weight.chars
            above.blocks += weight.blocks + (tag.name in BLOCKS and weight.chars > 0)
            above.tables += weight.tables + (tag.name == "table")
            above.layout += weight.layout + (tag.name in _LAYOUT)

    def text(self, text: str, line: int) -> None:
        if self._open:
            self._open[-1].chars += sum(map(len, text.split()))


def weigh(root: Tag) -> dict[int, Weight]:
    """The weight of every element of a tree, by the ``id`` of its Tag."""
    weigher = _Weigher()
    visit(root, weigher)
    return weigher.weights


def data_table(table: Tag, weights: dict[int, Weight]) -> Table | None:
    """A table of data; None for one that lays out a page, whose cells are to be read as text."""
    captions, rows = _parts(table)
    if attribute(table, "role").lower() in _ROLES or max(map(len, rows), default=0) < 2:
        return None
    whole = weights.get(id(table), Weight())
    cells = [cell.tag for row in rows for cell in row]
    longest = max((weights.get(id(cell), Weight()) for cell in cells), key=lambda w: w.chars)
    filled = sum(any(weights.get(id(c.tag), Weight()).chars for c in row) for row in rows)
    if longest.tables and (len(rows) < 3 or longest.chars > whole.chars / 2):
        return None
    if filled < 2 and not _is_ruled(table, cells):
        return None
    if whole.layout and not _is_ruled(table, cells):
        return None
    fills = longest.chars > _PROSE and longest.chars > 0.6 * whole.chars and longest.blocks > 1
    if fills and not _is_ruled(table, cells):
        return None
    return Table(captions, rows)


def _is_ruled(table: Tag, cells: Sequence[Tag]) -> bool:
    """True where lines are drawn between the cells, or some of them are heads."""
    if attribute(table, "border").strip().rstrip("px") not in ("", "0"):
        return True
    if any(cell.name == "th" for cell in cells[:50]):
        return True
    styles = [style(tag) for tag in (table, *cells[:8])]
    return sum(_RULED.search(each) is not None for each in styles) > len(styles) / 2


def _parts(table: Tag) -> tuple[tuple[Tag, ...], tuple[tuple[Cell, ...], ...]]:
    captions: list[Tag] = []
    rows: tuple[list[Tag], ...] = ([], [], [])
    for tag, section in _own(table, ("tr", "caption")):
        (captions if tag.name == "caption" else rows[section]).append(tag)
    ordered = [row for section in rows for row in section]
    return tuple(captions), tuple(filter(None, map(_cells, ordered)))


def _cells(row: Tag) -> tuple[Cell, ...]:
    return tuple(
        Cell(tag, _span(tag, "colspan", MOST_SPAN), _span(tag, "rowspan", 65534))
        for tag, _ in _own(row, ("td", "th"))
    )


def _own(root: Tag, names: tuple[str, ...]) -> Iterator[tuple[Tag, int]]:
    """The elements of these names within ``root``, but not within each other or inner tables."""
    stack: list[tuple[Tag, int]] = [(root, 1)]
    while stack:
        tag, section = stack.pop()
        if tag is not root and tag.name in names:
            yield tag, section
        elif tag is root or tag.name != "table":
            section = _SECTIONS.get(tag.name, section)
            inner = [child for child in tag.contents if isinstance(child, Tag)]
            stack.extend((child, section) for child in reversed(inner))


def _span(cell: Tag, name: str, most: int) -> int:
    """A span as HTML bounds it; a rowspan of 0 reaches the end of the table."""
    value = attribute(cell, name).strip()[:9]
    if not (value.isascii() and value.isdigit()):
        return 1
    return min(int(value), most) or (most if name == "rowspan" else 1)


def even_rows(table: Table, read: Callable[[Tag], str]) -> list[Row]:
    """The rows of a table, all of one length; what a cell spans besides its corner is empty.

    Where the spans of a table are out of all proportion to its cells they are disregarded.
    """
    placed = _placed(table)
    starts = sorted({at for row in placed or () for at, _ in row})
    if placed is None or len(starts) * len(placed) > _WORK * sum(map(len, placed)):
        return [Row(tuple(read(cell.tag) for cell in row), row) for row in table.rows]
    column = {at: i for i, at in enumerate(starts)}
    rows = []
    for cells, row in zip(placed, table.rows, strict=True):
        texts = [""] * len(starts)
        for at, cell in cells:
            texts[column[at]] = read(cell.tag)
        whole = len(starts) > 1 and len(cells) == 1 and cells[0][1].columns > starts[-1]
        rows.append(Row(tuple(texts), row, whole))
    return rows


def _placed(table: Table) -> list[list[tuple[int, Cell]]] | None:
    """Every cell with the column it begins in; None where that takes too much work."""
    work = _WORK * (100 + sum(map(len, table.rows)))
    placed: list[list[tuple[int, Cell]]] = []
    above: list[tuple[int, int, int]] = []  # first column, column after the last, rows left
    for row in table.rows:
        work -= len(above) + len(row)
        if work < 0:
            return None
        cells = _beside(row, above)
        placed.append(cells)
        below = [(start, end, left - 1) for start, end, left in above if left > 1]
        new = [(at, at + c.columns, c.rows - 1) for at, c in cells if c.rows > 1]
        above = sorted(below + new)
    return placed


def _beside(row: Sequence[Cell], above: Sequence[tuple[int, int, int]]) -> list[tuple[int, Cell]]:
    """The cells of a row in the columns that cells from above leave free."""
    cells, at, i = [], 0, 0
    for cell in row:
        while i < len(above) and above[i][0] <= at:
            at = max(at, above[i][1])
            i += 1
        cells.append((at, cell))
        at += cell.columns
    return cells
