"""Which rows of a printed table name its columns, and which column each name stands over."""

from __future__ import annotations

import re
from dataclasses import dataclass

# 1,234.5 · -5.4 · 13.19% · — (nothing to report)
_NUMERIC = re.compile(r"[-+−－—–…~±]*\s*(?:[\d０-９][\d０-９,，.．\s]*[%％‰]?)?")

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
    """How many leading rows name the columns: those without a number beyond the first cell."""
    for i, row in enumerate(rows):
        if any(is_numeric(cell) for cell in row[1:]):
            return i
    return 1 if len(rows) > 1 else 0


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
