"""Which columns of a table can be drawn without telling something untrue, and their charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web.charts.draw import BarChart, Datum, LineChart, bars, line
from web.speech import gettext as _
from web.tables.grid import Grid
from web.tables.numbers import number
from web.tables.periods import in_time
from web.tables.units import units

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Drawable:
    """A column of numbers; ``index`` counts from 0, ``units`` are those of its numbers."""

    index: int
    name: str
    units: tuple[str, ...]

    @property
    def is_comparable(self) -> bool:
        """Whether its numbers can stand on one axis."""
        return len(self.units) == 1

    @property
    def unit(self) -> str:
        """The one unit, where the name does not say it already; empty where none is printed."""
        unit = self.units[0] if self.is_comparable else ""
        return "" if unit in self.name.replace("％", "%") else unit


def drawables(grid: Grid) -> tuple[Drawable, ...]:
    """The columns that measure something in at least two rows, those of mixed units as well."""
    return tuple(_drawables(grid))


def chart(grid: Grid, drawn: Drawable, caption: str) -> BarChart | LineChart:
    """A column as a line where its rows are a line of time, else as bars in their order."""
    unit = f"（{drawn.unit}）" if drawn.unit else ""
    name = "：".join(filter(None, (caption, drawn.name + unit)))
    data = [_datum(grid, row, drawn.index) for row in range(len(grid.rows))]
    order = in_time([each.label for each in data])
    return line(name, [data[i] for i in order]) if order else bars(name, data)


def _drawables(grid: Grid) -> Iterator[Drawable]:
    names = grid.name_columns
    for i, name in enumerate(grid.names):
        known = sum(number(cell) is not None for cell in grid.column(i))
        if i in names or grid.is_serial(i) or not grid.is_numeric(i) or known < _FEWEST:
            continue
        yield Drawable(i, name or _("第 %(number)s 列", number=i + 1), units(grid, i))


def _datum(grid: Grid, row: int, column: int) -> Datum:
    label = grid.label(row) or _("第 %(number)s 行", number=row + 1)
    if grid.is_heading(row):
        return Datum(label, None)
    cell = grid.rows[row][column].strip()
    return Datum(label, number(cell), cell or _("无数值"))
