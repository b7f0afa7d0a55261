"""By which columns the rows of a table may stand in another order than the printed one."""

from __future__ import annotations

import re

from web.tables.grid import Grid
from web.tables.units import units

_FEWEST = 3
# 其中：粮食 · #国有企业 · （一） below 一、: a row that belongs to the one above
_PART = re.compile(r"其中|[#＃*]|[　\s]|[-－—·]")
_OUTLINE = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d+[.．、]"),
    re.compile(r"[（(]\d+[）)]"),
)


def sortable_columns(grid: Grid) -> tuple[int, ...]:
    """The columns that give an order: numbers of different units (万吨, 亿件) give none."""
    columns = range(len(grid.names)) if is_sortable(grid) else ()
    return tuple(i for i in columns if not grid.is_numeric(i) or len(units(grid, i)) < 2)


def is_sortable(grid: Grid) -> bool:
    """Whether each row says all of itself, so that no order tears apart what belongs together.

    It does not where a row is a part of the one above it (其中：…, indented, numbered one level
    deeper), where a row heads others, where a name comes twice (two groups with the same
    members), where an empty cell repeats the one above, and where the head has several rows.
    """
    if len(grid.head) != 1 or len(grid.rows) < _FEWEST or not all(grid.names):
        return False
    labels = [grid.label(i) for i in range(len(grid.rows))]
    grouped = any(map(grid.is_heading, range(len(grid.rows)))) or _is_outlined(labels)
    distinct = all(labels) and len(set(labels)) == len(labels)
    return distinct and not grouped and not _has_gaps(grid) and not any(map(_is_part, grid.rows))


def _is_part(row: tuple[str, ...]) -> bool:
    return any(_PART.match(cell) for cell in row[:1])


def _is_outlined(labels: list[str]) -> bool:
    """Whether names are numbered on two levels, or only some of them are."""
    levels = {next((i for i, f in enumerate(_OUTLINE) if f.match(each)), None) for each in labels}
    return len(levels - {None}) > 1


def _has_gaps(grid: Grid) -> bool:
    words = (i for i in range(len(grid.names)) if not grid.is_numeric(i))
    return any(not cell for i in words for cell in grid.column(i))
