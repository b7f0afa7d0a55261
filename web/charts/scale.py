"""Scales of charts: where they begin and end, their round ticks, places in per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

# Enough for every printed number; more digits make no difference to a drawing.
_CONTEXT = Context(prec=40)
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_WANTED = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high``, which differ; ``ticks`` are round values between them."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def place(self, value: Decimal) -> float:
        """Where a value stands: 0 at ``low``, 100 at ``high``."""
        with localcontext(_CONTEXT):
            return float((value - self.low) / (self.high - self.low) * 100)


def bar_scale(values: Sequence[Decimal]) -> Scale:
    """From the least to the greatest, zero included."""
    low, high = min((Decimal(0), *values)), max((Decimal(0), *values))
    if low == high:
        high = Decimal(1)
    return Scale(low, high, _within(low, high, _round_step(low, high)))


def count_scale(counts: Sequence[Decimal]) -> Scale:
    """From zero to the greatest; ticks are whole numbers."""
    high = max((Decimal(1), *counts))
    step = max(_round_step(Decimal(0), high), Decimal(1))
    return Scale(Decimal(0), high, _within(Decimal(0), high, step))


def line_scale(values: Sequence[Decimal]) -> Scale:
    """Between the round values around the least and the greatest; zero need not be there."""
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    with localcontext(_CONTEXT):
        if low == high:
            around = abs(low) / 2 or Decimal(1)
            low, high = low - around, high + around
        step = _round_step(low, high)
        first = (low / step).to_integral_value(ROUND_FLOOR) * step
        last = (high / step).to_integral_value(ROUND_CEILING) * step
        return Scale(first, last, _within(first, last, step))


def _round_step(low: Decimal, high: Decimal) -> Decimal:
    """The least of 1, 2, 5 × 10ⁿ that makes no more steps than wanted."""
    with localcontext(_CONTEXT):
        rough = (high - low) / _WANTED
        base = Decimal(10) ** rough.adjusted()
        return next(step * base for step in _STEPS if step * base >= rough)


def _within(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    with localcontext(_CONTEXT):
        first = int((low / step).to_integral_value(ROUND_CEILING))
        last = int((high / step).to_integral_value(ROUND_FLOOR))
        return tuple(step * n for n in range(first, last + 1))
