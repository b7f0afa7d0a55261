"""Words in charts: how wide they are, how they are broken over lines, how values are spelled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Context, Decimal

_NARROW_EM = 0.58
# Beyond so many digits a number is written with its power of ten.
_LONG = 15
_CONTEXT = Context(prec=40)
# What does not begin a line but hangs behind it, by so many em at most.
_HANGING = 1
_CLOSING = "，。、；：？！）》〉」』】〕”’,.;:?!)]}%％"
#: No room for text is wider than this, in em.
WIDEST = 9


def spelled(value: Decimal) -> str:
    """A value for an axis: 1,000 · -0.5 · 2E+20."""
    value = value.normalize(_CONTEXT)
    if value == 0:
        return "0"
    return str(value) if abs(value.adjusted()) >= _LONG else f"{value:,f}"


def em_width(text: str) -> float:
    """About how many em a text is wide."""
    return sum(map(_em, text))


def room(texts: Iterable[str]) -> int:
    """The em that the longest of some texts needs, with a space beside it; 0 for none."""
    widest = max(map(em_width, texts), default=0.0)
    return min(int(widest + 1.5), WIDEST) if widest else 0


def wrapped(text: str, width: int, most: int) -> list[str]:
    """A text in lines of ``width`` em; what does not fit into ``most`` of them is cut with …."""
    lines: list[str] = [""]
    for char in text:
        over = em_width(lines[-1]) + _em(char) - width
        if over > (_HANGING if char in _CLOSING else 0):
            lines.append("")
        lines[-1] += char
        if len(lines) > most:
            break
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1][:-1] + "…"
    return lines


def _em(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else _NARROW_EM
