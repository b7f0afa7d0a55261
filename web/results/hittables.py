"""A table hit: the caption, the column names and the rows that show the query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.document import Block
from search.results import Hit
from web.tables.view import Cell, TableView, table_view
from web.text.inline import Line

# Of a table that is found by its caption or its head, so many rows show what it holds.
_FIRST = 3


@dataclass(frozen=True, slots=True)
class HitTable:
    """The part of a table that is shown; None in ``rows`` stands for rows left out."""

    view: TableView
    rows: tuple[tuple[Cell, ...] | None, ...]
    width: int


def hit_table(hit: Hit) -> HitTable | None:
    """The table of a hit; None for a passage that is not set in columns."""
    block = _block(hit.text) if hit.kind == "table" else None
    if block is None:
        return None
    view = table_view(block, Line(hit.text, hit.spans))
    first = hit.text.count("\n") + 1 - len(view.body)
    found = {line - first for line in _lines(hit) if line >= first}
    shown = sorted(found) or list(range(min(_FIRST, len(view.body))))
    return HitTable(view, tuple(_with_gaps(view, shown)), max(map(len, block.rows)))


def _block(text: str) -> Block | None:
    """The table that a passage's text is: what has no tabs before the rows is its caption."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if "\t" in line), len(lines))
    if start > 2 or start == len(lines):
        return None
    caption, unit = [*lines[:start], "", ""][:2]
    rows = tuple(tuple(line.split("\t")) for line in lines[start:])
    return Block("table", "", text, rows=rows, caption=caption, unit=unit)


def _lines(hit: Hit) -> Iterator[int]:
    """The numbers of the lines that the hit's snippet shows."""
    at = 0
    for fragment in hit.snippet.fragments:
        text = "".join(piece.text for piece in fragment)
        at = max(hit.text.find(text, at), 0)
        line = hit.text.count("\n", 0, at)
        yield from range(line, line + text.count("\n") + 1)
        at += len(text)


def _with_gaps(view: TableView, shown: list[int]) -> Iterator[tuple[Cell, ...] | None]:
    before = -1
    for number in shown:
        if number > before + 1:
            yield None
        yield view.body[number]
        before = number
    if before + 1 < len(view.body):
        yield None
