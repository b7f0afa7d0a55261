"""What a chart's template draws: bars beside names, a line over time, columns of counts.

Lengths along a value are percentages of the plot and all that belongs to text is in em, so that
a chart is as wide as its place and its words are as large as the page's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from web.charts.words import spelled
from web.speech import gettext as _

#: label, count, address or None, whether it is chosen.
Count = tuple[str, int, str | None, bool]


@dataclass(frozen=True, slots=True)
class Datum:
    """One named value. ``value`` is None where there is none; ``shown`` is how it is printed.

    What has neither is a heading between the others: it is drawn as a name and not counted.
    """

    label: str
    value: Decimal | None
    shown: str = ""
    href: str | None = None
    selected: bool = False

    @property
    def said(self) -> str:
        """The value as it is read out."""
        return self.shown or ("" if self.value is None else spelled(self.value))


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on an axis, ``at`` per cent of it; a ``minor`` one is left out on a phone."""

    label: str
    at: float
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name in lines, its bar from ``start`` on for ``length`` (per cent).

    ``top``, ``middle`` and ``depth`` are em. A row without a value has no bar (``missing``).
    """

    label: str
    lines: tuple[tuple[float, str], ...]
    shown: str
    top: float
    middle: float
    depth: float
    start: float
    length: float
    negative: bool
    missing: bool
    href: str | None
    selected: bool

    @property
    def end(self) -> float:
        """Where the bar ends, away from the axis."""
        return self.start if self.negative else self.start + self.length


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars under one another; ``zero`` is where they begin (per cent).

    ``height`` is em; ``names``, ``left`` and ``right`` are the em kept for names and values.
    """

    name: str
    description: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    zero: float
    height: float
    names: int
    left: int
    right: int
    linked: bool
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line: its place from the left and the top (per cent).

    ``labelled`` says that its name stands under the axis (``minor``: not on a phone), ``said``
    its value at the point, and ``below`` that the value stands under the point.
    """

    label: str
    shown: str
    x: float
    y: float
    labelled: bool
    minor: bool
    said: bool
    below: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line over time; each of ``paths`` joins points without a gap between them.

    ``left`` and ``right`` are the em kept for the axis and for half of the last name.
    """

    name: str
    description: str
    points: tuple[Point, ...]
    paths: tuple[str, ...]
    ticks: tuple[Tick, ...]
    left: int
    right: int
    linked: bool = False
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """One count: where it stands (per cent of the width) and how high it is (of the height).

    ``labelled`` says that its name stands under the axis (``minor``: not on a phone).
    """

    label: str
    shown: str
    x: float
    width: float
    height: float
    labelled: bool
    minor: bool
    href: str | None
    selected: bool

    @property
    def name(self) -> str:
        """What its link is called."""
        return _("%(label)s：%(value)s", label=self.label, value=self.shown)

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """Where it begins from above."""
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class Histogram:
    """Vertical columns side by side; ``least`` is the width in px below which it scrolls."""

    name: str
    description: str
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    left: int
    least: int
    linked: bool
    kind: Literal["histogram"] = "histogram"


Chart = BarChart | LineChart | Histogram
