"""Tells whether what stands at both sides of a gap is running text: two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.pdf.glyphs import Rule
from index.pdf.grid import Table
from index.pdf.runs import Run
from index.pdf.text import text_of

Piece = Run | Table

# In characters of the page's usual size.
GAP = 1.0  # the narrowest space between columns
_COLUMN = 7.0  # the narrowest column of running text
_RAGGED = 2.0  # most lines end so near the end of the column
_INDENT = 2.6  # and begin so near its beginning
_WIDE, _FEW = 0.5, 0.15  # such a part of the lines is wide; of columns drawn one after the other
# The last column: so much shorter than the first, whose lines are full; its lines are near.
_LONG, _FULL, _NEXT, _SHORTEST = 1.6, 0.4, 3.2, 3.0
# 18 · ……（25） · .... 3
_PAGES = re.compile(r"[\s.．…·・‥⋯_—-]*[（(]?\s*[0-9０-９]{1,4}\s*[)）]?$")
_LISTED = 0.6


@dataclass(frozen=True, slots=True)
class Gap:
    """The space between a piece and the one beside it."""

    before: Piece
    after: Piece

    def has(self, x: float) -> bool:
        """True where it lies over ``x``."""
        return self.before.x1 <= x <= self.after.x0


@dataclass(frozen=True, slots=True)
class Setting:
    """The size of a page's text and its ruled lines."""

    em: float
    rules: Sequence[Rule]


def columns_at(
    page: Setting, inside: Sequence[Piece], gaps: Sequence[Gap], x: float
) -> tuple[list[Piece], list[Piece]] | None:
    """The pieces to the left and to the right of ``x``, where both are running text; else None."""
    first = [p for p in inside if (p.x0 + p.x1) / 2 < x]
    second = _without_heads(page, first, [p for p in inside if (p.x0 + p.x1) / 2 >= x])
    if not first or not second or len(first) + len(second) < 5:
        return None
    if _are_pages(second):
        return None
    if _is_last(page, first, second) and not _is_ruled(page, inside, x):
        return first, second
    in_turn = _is_drawn_in_turn(first, second)
    least = _FEW if in_turn else _WIDE
    if not (_is_prose(page, first, least) and _is_prose(page, second, least)):
        return None
    ends = [gap.before.x1 for gap in gaps]
    starts = [gap.after.x0 for gap in gaps]
    full = sum(end >= max(ends) - _RAGGED * page.em for end in ends)
    level = sum(start <= min(starts) + _INDENT * page.em for start in starts)
    if (
        (2.5 * full < len(ends) and not in_turn)
        or level < 0.6 * len(starts)
        or _is_ruled(page, inside, x)
    ):
        return None
    return first, second


def _without_heads(page: Setting, first: Sequence[Piece], second: Sequence[Piece]) -> list[Piece]:
    """Without what stands at the right above both columns: a date, the mark of a rubric."""
    if not first or not second:
        return list(second)
    start = min(piece.top for piece in first)
    heads = [piece for piece in second if piece.bottom < start]
    rest = [piece for piece in second if piece.bottom >= start]
    lowest = max((piece.bottom for piece in heads), default=start)
    if rest and min(piece.top for piece in rest) - lowest > GAP * page.em:
        return rest
    return list(second)


def _are_pages(pieces: Sequence[Piece]) -> bool:
    """True for the page numbers of a contents list, with their leaders."""
    short = [p for p in pieces if isinstance(p, Run) and not any(g.is_wide for g in p.glyphs[:3])]
    numbers = sum(_PAGES.match(text_of(run)) is not None for run in short)
    return numbers > _LISTED * len(pieces)


def _is_last(page: Setting, first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    """True where the second is the short rest of the text: a signature and a date, say, beside the
    head of a long column whose lines are full.
    """
    ends = [piece.x1 for piece in first]
    full = sum(end >= max(ends) - _RAGGED * page.em for end in ends)
    if len(first) < _LONG * len(second) or full < _FULL * len(first):
        return False
    tops = [min(piece.top for piece in first), *sorted(piece.top for piece in second)]
    near = all(b - a <= _NEXT * page.em for a, b in pairwise(tops))
    short = any(piece.x1 - piece.x0 < _SHORTEST * page.em for piece in second)
    return near and not short and len(first) >= 5 and _is_prose(page, first, _WIDE)


def _is_prose(page: Setting, pieces: Sequence[Piece], least: float) -> bool:
    """True where many lines are too long for the cells of a table."""
    wide = sum(piece.x1 - piece.x0 >= _COLUMN * page.em for piece in pieces)
    return wide >= least * len(pieces)


def _is_drawn_in_turn(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    """True where one column was drawn before the other: tables are drawn row by row."""
    drawn = [(p.order, side) for side in (first, second) for p in side if isinstance(p, Run)]
    sides = [id(side) for _, side in sorted(drawn, key=lambda pair: pair[0])]
    return sum(a != b for a, b in pairwise(sides)) <= max(2, len(sides) // 10)


def _is_ruled(page: Setting, inside: Sequence[Piece], x: float) -> bool:
    """True where lines are drawn across the gap within the text: it parts cells of a table."""
    top, bottom = min(p.bottom for p in inside), max(p.top for p in inside)
    reach = _COLUMN * page.em
    return (
        sum(
            rule.is_flat and rule.x0 < x - reach and rule.x1 > x + reach and top < rule.y0 < bottom
            for rule in page.rules
        )
        > 1
    )
