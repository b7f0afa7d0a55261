"""A printed table as the rows of a CSV file, and the file's name."""

from __future__ import annotations

from search.document import Block, Document
from web.tables.grid import Grid, grid
from web.tables.head import Row


def csv_rows(block: Block) -> list[Row]:
    """One line of names, then the rows as printed, all of one width.

    The head rows become one where it is certain which column each names (产量 吨); otherwise
    they stay as many lines as are printed. Caption, unit and notes are in no row.
    """
    found = grid(block)
    return [*_head(found), *found.rows]


def csv_name(document: Document, block: Block) -> str:
    """The caption and the unit; of a table without one, its document's title and its number."""
    unit = f"（{block.unit}）" if block.unit else ""
    return (block.caption or f"{document.title} {number_of(document, block)}") + unit


def number_of(document: Document, block: Block) -> int:
    """Which table of its document this is, from 1."""
    anchors = [each.anchor for each in document.blocks if each.kind == "table"]
    return anchors.index(block.anchor) + 1


def _head(found: Grid) -> tuple[Row, ...]:
    certain = len(found.head) < 2 or all(found.names[1:])
    return (found.names,) if found.head and certain else found.head
