"""A printed table as a page shows it: caption, unit, head rows, body rows, aligned cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.document import Block
from web.speech import gettext as _
from web.tables.charts import drawables
from web.tables.grid import grid
from web.tables.head import Place, Row, head_places, head_rows, is_numeric
from web.tables.order import sortable_columns
from web.tables.urls import table_csv_url, table_url
from web.text.inline import Line, Run, Span

# A cell this short is not broken over lines.
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's text; ``numeric`` is set to the right like the numbers of its column."""

    runs: tuple[Run, ...]
    numeric: bool = False
    down: int = 1
    across: int = 1
    names: bool = False

    @property
    def text(self) -> str:
        """What the cell says, without the footnotes' marks."""
        return "".join(run.text for run in self.runs)

    @property
    def look(self) -> str:
        """The classes that set it."""
        short = len(self.text) <= _SHORT
        return " ".join(filter(None, ("number" if self.numeric else "", "short" if short else "")))


@dataclass(frozen=True, slots=True)
class Tools:
    """Where a table in its document leads: its CSV, and its page, which ``draws`` charts."""

    csv: str
    page: str
    draws: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; every row fills the same number of columns.

    ``sortable`` are the columns (from 0) by which its rows may stand in another order.
    """

    name: str
    caption: tuple[Run, ...]
    unit: tuple[Run, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    sortable: tuple[int, ...] = ()
    tools: Tools | None = None


def table_view(block: Block, line: Line, document_id: str = "") -> TableView:
    """The view of a table block whose text ``line`` holds with its marks.

    It has tools where the document is named that it is shown in.
    """
    if line.text != _printed(block):
        line = Line(_printed(block))
    heads = head_rows(block.rows)
    numeric = _numeric_columns(block.rows[heads:])
    places = _places(block)
    caption, unit = next(places), next(places)
    rows = [_cells(line, row, numeric) for row in _by_rows(block.rows, places)]
    return TableView(
        name=block.caption or _("表格"),
        caption=line.runs(*caption) if block.caption else (),
        unit=line.runs(*unit) if block.unit else (),
        head=_head(block.rows[:heads], rows[:heads]),
        body=tuple(rows[heads:]),
        sortable=sortable_columns(grid(block)),
        tools=_tools(block, document_id) if document_id and block.rows else None,
    )


def body_start(block: Block) -> int:
    """Where in a table's text its body rows begin."""
    places = list(_by_rows(block.rows, _body_places(block)))[head_rows(block.rows) :]
    return next((place[0] for row in places for place in row if place), 0)


def _tools(block: Block, document_id: str) -> Tools:
    return Tools(
        csv=table_csv_url(document_id, block.anchor),
        page=table_url(document_id, block.anchor),
        draws=any(each.is_comparable for each in drawables(grid(block))),
    )


def _body_places(block: Block) -> Iterator[Span]:
    places = _places(block)
    next(places), next(places)
    return places


def _head(rows: tuple[Row, ...], cells: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    places = head_places(rows, len(cells[0])) if cells else ()
    return tuple(
        tuple(_placed(row, place) for place in placed)
        for row, placed in zip(cells, places, strict=True)
    )


def _placed(row: tuple[Cell, ...], place: Place) -> Cell:
    cell = Cell(()) if place.source is None else row[place.source]
    return Cell(cell.runs, cell.numeric, place.down, place.across, place.names)


def _printed(block: Block) -> str:
    """Caption, unit and rows, a line each with tabs between cells."""
    rows = ("\t".join(row) for row in block.rows)
    return "\n".join([*filter(None, (block.caption, block.unit)), *rows])


def _numeric_columns(rows: tuple[Row, ...]) -> tuple[bool, ...]:
    width = max(map(len, rows), default=0)
    columns = ([row[i].strip() for row in rows if i < len(row)] for i in range(width))
    return tuple(
        any(map(is_numeric, column)) and all(not cell or is_numeric(cell) for cell in column)
        for column in columns
    )


def _places(block: Block) -> Iterator[Span]:
    """Where caption, unit and each cell stand in the printed text."""
    start = 0
    for text in (block.caption, block.unit):
        yield start, start + len(text)
        start += len(text) + 1 if text else 0
    for row in block.rows:
        for cell in row:
            yield start, start + len(cell)
            start += len(cell) + 1
        start += 0 if row else 1


def _by_rows(rows: tuple[Row, ...], places: Iterator[Span]) -> Iterator[list[Span | None]]:
    width = max(map(len, rows), default=0)
    for row in rows:
        found: list[Span | None] = [next(places) for _ in row]
        yield found + [None] * (width - len(row))


def _cells(line: Line, row: list[Span | None], numeric: tuple[bool, ...]) -> tuple[Cell, ...]:
    flags = numeric + (False,) * (len(row) - len(numeric))
    return tuple(
        Cell(line.runs(*place) if place else (), right)
        for place, right in zip(row, flags, strict=True)
    )
