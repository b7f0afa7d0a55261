"""Charts of values: bars beside their names, a line over time, columns of counts.

A template draws them: ``{% import "chart.html" as charts %}{{ charts.draw(chart) }}``, with
``charts.css`` among its styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from math import ceil

from web.charts.scale import Scale, bar_scale, count_scale, line_scale
from web.charts.shapes import (
    Bar,
    BarChart,
    Chart,
    Column,
    Count,
    Datum,
    Histogram,
    LineChart,
    Point,
    Tick,
)
from web.charts.words import em_width, room, spelled, wrapped
from web.saying import counted, grouped, joined
from web.speech import gettext as _

__all__ = ["BarChart", "Chart", "Count", "Datum", "Histogram", "LineChart"]
__all__ += ["bars", "histogram", "line"]

#: A name is broken over lines of so many em, and cut behind so many of them.
NAME_WIDTH, NAME_LINES = 8, 3
_LINE, _GAP = 1.25, 0.5
# A column of counts is never so narrow that a finger misses it: px.
_COLUMN = 24
# The plot on a phone and on a wide screen, and a letter of it: px.
_PHONE, _WIDE, _LETTER = 220, 560, 13
# Up to so many points each carry their value; of more only the ends and the extremes.
_ALL_SAID = 6
# Between a point so low (per cent) and the axis there is no room for its value.
_LOW = 15


def bars(name: str, values: Sequence[Datum]) -> BarChart:
    """Named values as bars, in their order; the axis includes zero."""
    scale = bar_scale(_known(values))
    rows = tuple(_bars(values, scale))
    shown = [each for each in rows if not each.missing]
    return BarChart(
        name=name,
        description=_description(_("条形图"), values),
        bars=rows,
        ticks=_ticks(scale),
        zero=scale.place(Decimal(0)),
        height=sum(bar.depth for bar in rows),
        names=room(line for bar in rows for _top, line in bar.lines),
        left=room(bar.shown for bar in shown if bar.negative),
        right=room(bar.shown for bar in rows if not bar.negative),
        linked=any(bar.href for bar in rows),
    )


def line(name: str, values: Sequence[Datum], from_zero: bool = False) -> LineChart:
    """Values in the order of time as a line; what has no value is a gap in it.

    ``from_zero`` is for shares, none of them negative: half the height is then half as many.
    """
    known = _known(values)
    most = max(known, default=Decimal(0)) or Decimal(1)
    scale = line_scale([Decimal(0), most] if from_zero else known)
    points = tuple(_points(values, scale))
    ticks = _ticks(scale)
    return LineChart(
        name=name,
        description=_description(_("折线图"), values),
        points=points,
        paths=tuple(_paths(points)),
        ticks=ticks,
        left=room(tick.label for tick in ticks),
        right=int(_widest(values) / 2) + 1,
    )


def histogram(name: str, values: Sequence[Count], unit: str = "") -> Histogram:
    """Counts side by side; ``unit`` is what is counted (段), as it is read out behind them."""
    scale = count_scale([Decimal(count) for _label, count, _href, _selected in values])
    ticks = _ticks(scale)
    said = [
        Datum(label, Decimal(count), f"{grouped(count)} {unit}".strip())
        for label, count, *_ in values
    ]
    return Histogram(
        name=name,
        description=_description(_("柱形图"), said),
        columns=tuple(_columns(values, said, scale)),
        ticks=ticks,
        left=room(tick.label for tick in ticks),
        least=len(values) * _COLUMN,
        linked=any(href for _label, _count, href, _selected in values),
    )


def _bars(values: Iterable[Datum], scale: Scale) -> Iterable[Bar]:
    top, zero = 0.0, scale.place(Decimal(0))
    for each in values:
        lines = wrapped(each.label, NAME_WIDTH, NAME_LINES)
        depth = len(lines) * _LINE + _GAP
        at = zero if each.value is None else scale.place(each.value)
        yield Bar(
            label=each.label,
            lines=tuple((top + _GAP / 2 + (i + 0.5) * _LINE, text) for i, text in enumerate(lines)),
            shown=each.said,
            top=top,
            middle=top + depth / 2,
            depth=depth,
            start=min(at, zero),
            length=abs(at - zero),
            negative=each.value is not None and each.value < 0,
            missing=each.value is None,
            href=each.href,
            selected=each.selected,
        )
        top += depth


def _points(values: Sequence[Datum], scale: Scale) -> Iterable[Point]:
    wide, phone = _labelled(values), _labelled(values, _PHONE)
    places = [scale.place(each.value) if each.value is not None else 0.0 for each in values]
    below = {i for i, at in enumerate(places) if _is_valley(values, i) and at > _LOW}
    said = _said(values, below)
    for i, each in enumerate(values):
        yield Point(
            label=each.label,
            shown=each.said,
            x=(i + 0.5) * 100 / len(values),
            y=100 - places[i],
            labelled=i in wide,
            minor=i not in phone,
            said=i in said,
            below=i in below,
            missing=each.value is None,
        )


def _said(values: Sequence[Datum], below: set[int]) -> set[int]:
    """Which points carry their value; it stands ``below`` some of them, above the others."""
    known = {i: each.value for i, each in enumerate(values) if each.value is not None}
    if len(values) <= _ALL_SAID or not known:
        return set(known)
    extremes = (min(known, key=known.__getitem__), max(known, key=known.__getitem__))
    kept: list[int] = []
    for i in (*extremes, min(known), max(known)):
        beside = (k for k in kept if abs(i - k) * _ALL_SAID < len(values))
        if all((i in below) != (other in below) for other in beside):
            kept.append(i)
    return set(kept)


def _is_valley(values: Sequence[Datum], i: int) -> bool:
    """Whether a value lies lower than its neighbours: the line then goes up on both sides."""
    around = [values[n].value for n in (i - 1, i + 1) if 0 <= n < len(values)]
    beside = [value for value in around if value is not None]
    value = values[i].value
    return value is not None and bool(beside) and all(value < other for other in beside)


def _paths(points: Iterable[Point]) -> Iterable[str]:
    for missing, members in groupby(points, key=lambda point: point.missing):
        places = [f"{point.x:.3f} {point.y:.3f}" for point in members]
        if not missing and len(places) > 1:
            yield "M" + "L".join(places)


def _columns(values: Sequence[Count], said: Sequence[Datum], scale: Scale) -> Iterable[Column]:
    width = 100 / max(len(values), 1)
    wide = _labelled(said, max(_WIDE, _COLUMN * len(said)))
    phone = _labelled(said, max(_PHONE, _COLUMN * len(said)))
    for i, (label, count, href, selected) in enumerate(values):
        yield Column(
            label=label,
            shown=said[i].said,
            x=i * width,
            width=width,
            height=scale.place(Decimal(count)),
            labelled=i in wide,
            minor=i not in phone,
            href=href,
            selected=selected,
        )


def _labelled(values: Sequence[Datum], plot: float = _WIDE) -> range:
    """Which of evenly spaced values there is room to name in a plot; the last always has it."""
    if not values:
        return range(0)
    needed = (_widest(values) + 1) * _LETTER * len(values) / plot
    step = next((step for step in (1, 2, 3, 5, 10, 20, 50) if step >= needed), ceil(needed))
    return range((len(values) - 1) % step, len(values), step)


def _widest(values: Iterable[Datum]) -> float:
    return max((em_width(each.label) for each in values), default=0.0)


def _known(values: Iterable[Datum]) -> list[Decimal]:
    return [each.value for each in values if each.value is not None]


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    zero = Decimal(0) in scale.ticks
    first = scale.ticks.index(Decimal(0)) if zero else 0
    return tuple(
        Tick(spelled(value), scale.place(value), minor=(i - first) % 2 == 1)
        for i, value in enumerate(scale.ticks)
    )


def _description(kind: str, values: Sequence[Datum]) -> str:
    """What is drawn, in words: how many values, the least and the greatest, what is missing."""
    told = [each for each in values if each.said]
    known = [(each.value, each) for each in values if each.value is not None]
    parts = [kind, counted("%(count)s 项", len(told))]
    if known:
        least = min(known, key=lambda pair: pair[0])[1]
        most = max(known, key=lambda pair: pair[0])[1]
        parts.append(_("最大 %(value)s（%(label)s）", value=most.said, label=most.label))
        parts.append(_("最小 %(value)s（%(label)s）", value=least.said, label=least.label))
    if missing := len(told) - len(known):
        parts.append(counted("%(count)s 项没有数值", missing))
    return str(joined(parts, "，"))
