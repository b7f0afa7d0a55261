"""Which rows of a printed table name its columns, and which column each name stands over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# 1,234.5 · -5.4 · 13.19% · — (nothing to report)
_NUMERIC = re.compile(r"[-+−－—–…~±]*\s*(?:[\d０-９][\d０-９,，.．\s]*[%％‰]?)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONGEST_STEP = 10

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a head row's cell is set: ``source`` is its number in the row as it was read.

    It spans ``down`` rows and ``across`` columns; ``names`` says that it names what is below.
    """

    source: int | None
    down: int = 1
    across: int = 1
    names: bool = True


def head_rows(rows: tuple[Row, ...]) -> int:
    """How many leading rows name the columns: those without a number beyond the first cell.

    Years in a row (指标 | 2016 | 2017) are names where they open the table.
    """
    for i, row in enumerate(rows):
        if any(is_numeric(cell) for cell in row[1:]) and (i or not _names_years(row)):
            return i
    return 1 if len(rows) > 1 else 0


def _names_years(row: Row) -> bool:
    """Whether the numbers of a row are years at even steps: 2016 2017 · 2010 2015 2020."""
    numbers = [cell.strip() for cell in row[1:] if is_numeric(cell)]
    if len(numbers) < 2 or not all(map(_YEAR.fullmatch, numbers)):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(numbers)}
    return len(steps) == 1 and 0 < abs(steps.pop()) <= _LONGEST_STEP


def is_numeric(text: str) -> bool:
    """Whether a cell holds a number or the dash that stands for one."""
    text = text.strip()
    return bool(text) and _NUMERIC.fullmatch(text) is not None


def head_places(head: tuple[Row, ...], width: int) -> tuple[tuple[Place, ...], ...]:
    """Where the cells of head rows are set.

    A cell names its column only where no head row has gaps, or where a second row continues
    the first; a ragged head is left as it is printed and names nothing.
    """
    filled = [[i for i, cell in enumerate(row) if cell.strip()] for row in head]
    if all(cells in (list(range(width)), list(range(1, width))) for cells in filled):
        return tuple(tuple(map(Place, range(width))) for _ in head)
    return _continued(filled, width) or tuple(
        tuple(Place(i, names=False) for i in range(width)) for _ in head
    )


def _continued(filled: list[list[int]], width: int) -> tuple[tuple[Place, ...], ...]:
    """Two rows of which the second, with an empty first cell, goes on where the first ends.

    指标 | 全省 |      |            指标 | 全省 |      |
         | 城市 | 农村 |      is         |      | 城市 | 农村
    """
    if len(filled) != 2:
        return ()
    first, second = filled
    kept, moved = len(first), len(second)
    starts = second and second[0] > 0 and second == list(range(second[0], second[0] + moved))
    if not starts or first != list(range(kept)) or kept + moved != width:
        return ()
    gap = Place(None, across=moved, names=False)
    return (*(Place(i, down=2) for i in first), gap), tuple(map(Place, second))


def column_names(head: tuple[Row, ...], width: int) -> tuple[str, ...]:
    """The names of the columns, those of several head rows after one another: 产量 吨.

    Empty where no head row names a column, or where it is not certain which does.
    """
    names: list[list[str]] = [[] for _ in range(width)]
    taken: set[tuple[int, int]] = set()
    for y, (row, placed) in enumerate(zip(head, head_places(head, width), strict=True)):
        x = 0
        for place in placed:
            while (y, x) in taken:
                x += 1
            taken |= {(y + dy, x) for dy in range(place.down)}
            if place.names and place.source is not None and place.source < len(row):
                names[x].append(row[place.source].strip())
            x += place.across
    return tuple(" ".join(dict.fromkeys(filter(None, each))) for each in names)
