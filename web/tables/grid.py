"""A table as columns with names: what its CSV, its charts and its sorting start from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from search.document import Block
from web.tables.head import Row, column_names, head_rows, is_numeric

#: How the column is headed that names the unit of each row.
_UNIT_COLUMN = ("单位", "计量单位", "计算单位")
# A column of numbers that count or name the rows instead of measuring something.
_SERIAL = re.compile(r"(?:序号|编号|代码|编码|号码|邮编|电话|No\.?)$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Grid:
    """The body rows, all as wide as ``names``; a name is empty where no head is certain of it.

    ``head`` is the head rows as printed; ``unit`` is the line of the unit. What is asked for each
    row or column is looked up once: a table may have 200,000 cells.
    """

    names: tuple[str, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    unit: str

    def column(self, index: int) -> list[str]:
        """The cells of a column from above."""
        return [row[index].strip() for row in self.rows]

    def is_numeric(self, index: int) -> bool:
        """Whether a column holds numbers and nothing else."""
        if index not in self._numeric:
            cells = [cell for cell in self.column(index) if cell]
            self._numeric[index] = bool(cells) and all(map(is_numeric, cells))
        return self._numeric[index]

    @cached_property
    def _numeric(self) -> dict[int, bool]:
        return {}

    def is_serial(self, index: int) -> bool:
        """Whether its numbers are those of the rows: headed so, or 1, 2, 3 … in front."""
        counts = not index and len(self.rows) > 1 and self._counts_rows
        return counts or bool(_SERIAL.search("".join(self.names[index].split())))

    @cached_property
    def _counts_rows(self) -> bool:
        return self.column(0) == [str(i) for i in range(1, len(self.rows) + 1)]

    def is_of_units(self, index: int) -> bool:
        """Whether a column names the unit of each row."""
        return "".join(self.names[index].split()) in _UNIT_COLUMN

    @cached_property
    def name_columns(self) -> tuple[int, ...]:
        """The columns that name the rows: the first that is no number of the row, and the words
        that follow it.
        """
        first = next((i for i in range(len(self.names)) if not self.is_serial(i)), 0)
        found = [first]
        for i in range(first + 1, len(self.names)):
            if self.is_numeric(i) or self.is_of_units(i):
                break
            found.append(i)
        return tuple(found) if self.names else ()

    def label(self, row: int) -> str:
        """What a row is called."""
        cells = (self.rows[row][i].strip() for i in self.name_columns)
        return " ".join(filter(None, cells))

    def is_heading(self, row: int) -> bool:
        """Whether a row only names those below it: all else is empty."""
        names = self.name_columns
        rest = (cell for i, cell in enumerate(self.rows[row]) if i not in names)
        return len(names) < len(self.names) and not any(cell.strip() for cell in rest)


def grid(block: Block) -> Grid:
    """The grid of a table block; uneven rows are filled up with empty cells."""
    heads = head_rows(block.rows)
    width = max(map(len, block.rows), default=0)
    filled = tuple(row + ("",) * (width - len(row)) for row in block.rows)
    return Grid(column_names(block.rows[:heads], width), filled[:heads], filled[heads:], block.unit)
