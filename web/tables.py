"""A printed table as a page shows it: caption, unit, head rows, body rows, aligned cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.document import Block
from web.inline import Line, Run, Span

# 1,234.5 · -5.4 · 13.19% · — (nothing to report)
_NUMERIC = re.compile(r"[-+−－—–…~±]*\s*(?:[\d０-９][\d０-９,，.．\s]*[%％‰]?)?")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's text, and whether it is set to the right like the numbers of its column."""

    runs: tuple[Run, ...]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; every row has the same number of cells."""

    name: str
    caption: tuple[Run, ...]
    unit: tuple[Run, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]


def table_view(block: Block, line: Line) -> TableView:
    """The view of a table block whose text ``line`` holds with its marks."""
    if line.text != _printed(block):
        line = Line(_printed(block))
    heads = head_rows(block.rows)
    numeric = _numeric_columns(block.rows[heads:])
    places = _places(block)
    caption, unit = next(places), next(places)
    rows = [_cells(line, row, numeric) for row in _by_rows(block.rows, places)]
    return TableView(
        name=block.caption or "表格",
        caption=line.runs(*caption) if block.caption else (),
        unit=line.runs(*unit) if block.unit else (),
        head=tuple(rows[:heads]),
        body=tuple(rows[heads:]),
    )


def _printed(block: Block) -> str:
    """Caption, unit and rows, a line each with tabs between cells."""
    rows = ("\t".join(row) for row in block.rows)
    return "\n".join([*filter(None, (block.caption, block.unit)), *rows])


def head_rows(rows: tuple[Row, ...]) -> int:
    """How many leading rows name the columns: those without a number beyond the first cell."""
    for i, row in enumerate(rows):
        if any(is_numeric(cell) for cell in row[1:]):
            return i
    return 1 if len(rows) > 1 else 0


def is_numeric(text: str) -> bool:
    """Whether a cell holds a number or the dash that stands for one."""
    text = text.strip()
    return bool(text) and _NUMERIC.fullmatch(text) is not None


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
