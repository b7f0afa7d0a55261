"""Puts what stands on a page of a PDF into reading order: columns, and what lies across them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.pdf.glyphs import Rule
from index.pdf.grid import Table
from index.pdf.runs import Run

Piece = Run | Table

# In characters of the page's usual size.
_GAP = 1.0  # the narrowest space between columns
_COLUMN = 7.0  # the narrowest column of running text
_ACROSS = 0.3  # what reaches so far to both sides of a gap lies across it
_RAGGED = 2.0  # most lines end so near the end of the column
_INDENT = 2.6  # and begin so near its beginning
_WIDE, _FEW = 0.5, 0.15  # such a part of the lines is wide; of columns drawn one after the other
_TRIES = 6
_DEPTH = 12
#: A page with more pieces is a drawing or a map; its lines are read across.
MOST = 1_500


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in one column, or across all, and where that begins and ends."""

    pieces: tuple[Piece, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Gap:
    """The space between a piece and the one beside it."""

    before: Piece
    after: Piece

    def has(self, x: float) -> bool:
        return self.before.x1 <= x <= self.after.x0


def columns(pieces: Sequence[Piece], em: float, rules: Sequence[Rule] = ()) -> list[Column]:
    """The columns of a page as they are read; ``em`` is the width of a usual character."""
    if not pieces:
        return []
    left, right = _edges(pieces, em)
    if len(pieces) > MOST:
        return [Column(tuple(pieces), left, right)]
    return list(_read(_Page(em, rules), list(pieces), left, right, _DEPTH))


def _edges(pieces: Sequence[Piece], em: float) -> tuple[float, float]:
    """Where a column's lines begin and end; a few lines may hang out."""
    starts = sorted(piece.x0 for piece in pieces)
    enough = min(max(2, len(starts) // 10), len(starts))
    first = next(
        (a for a, b in zip(starts, starts[enough - 1 :], strict=False) if b <= a + em), starts[0]
    )
    near = Counter(round(x) for x in starts if first <= x <= first + em)
    usual = near.most_common(1)[0][0]
    left = min(x for x in starts if round(x) == usual)
    return left, max(piece.x1 for piece in pieces)


@dataclass(frozen=True, slots=True)
class _Page:
    em: float
    rules: Sequence[Rule]


def _read(
    page: _Page, pieces: list[Piece], left: float, right: float, depth: int
) -> Iterator[Column]:
    found = _parted(page, pieces) if depth else None
    if found is None:
        if pieces:
            yield Column(tuple(pieces), left, right)
        return
    above, first, second, below = found
    yield from _read(page, above, left, right, depth - 1)
    yield from _read(page, first, left, max(piece.x1 for piece in first), depth - 1)
    yield from _read(page, second, *_edges(second, page.em), depth - 1)
    yield from _read(page, below, left, right, depth - 1)


def _parted(
    page: _Page, pieces: Sequence[Piece]
) -> tuple[list[Piece], list[Piece], list[Piece], list[Piece]] | None:
    """What stands above two columns, in each of them, and below; None for one column."""
    gaps = list(_gaps(page, pieces))
    for _ in range(_TRIES):
        x = _common(gaps)
        if x is None:
            return None
        here = [gap for gap in gaps if gap.has(x)]
        for top, bottom in _stretches(page, pieces, here, x):
            inside = [p for p in pieces if top < _middle(p) < bottom]
            across = [gap for gap in here if top < _middle(gap.before) < bottom]
            if parted := _columns_at(page, inside, across, x):
                first, second = parted
                top = min(piece.top for piece in (*first, *second))
                taken = {id(piece) for piece in (*first, *second)}
                rest = [piece for piece in pieces if id(piece) not in taken]
                above = [piece for piece in rest if _middle(piece) <= top]
                return above, first, second, [p for p in rest if _middle(p) > top]
        gaps = [gap for gap in gaps if not gap.has(x)]
    return None


def _gaps(page: _Page, pieces: Sequence[Piece]) -> Iterator[_Gap]:
    """The spaces between neighbours that are wide enough to part columns."""
    ordered = sorted(pieces, key=lambda piece: piece.top)
    for i, piece in enumerate(ordered):
        nearest: dict[bool, Piece] = {}
        for other in ordered[i + 1 :]:
            if other.top >= piece.bottom - 0.3 * min(page.em, piece.bottom - piece.top):
                break
            if (after := other.x0 >= piece.x1 - 0.1 * page.em) or other.x1 <= piece.x0:
                known = nearest.get(after)
                if known is None or (other.x0 < known.x0 if after else other.x1 > known.x1):
                    nearest[after] = other
        for after, other in nearest.items():
            gap = _Gap(piece, other) if after else _Gap(other, piece)
            if gap.after.x0 - gap.before.x1 >= _GAP * page.em:
                yield gap


def _common(gaps: Sequence[_Gap]) -> float | None:
    """The middle of where most gaps overlap."""
    ends = sorted([(gap.before.x1, 0, 1) for gap in gaps] + [(gap.after.x0, 1, -1) for gap in gaps])
    count, most, best = 0, 0, None
    for (x, _, step), (following, _, _) in pairwise(ends):
        count += step
        if count > most:
            most, best = count, (x + following) / 2
    return best


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _stretches(
    page: _Page, pieces: Sequence[Piece], gaps: Sequence[_Gap], x: float
) -> list[tuple[float, float]]:
    """From where to where nothing lies across, those with the most gaps first."""
    reach = _ACROSS * page.em
    lying = sorted(_middle(p) for p in pieces if p.x0 < x - reach and p.x1 > x + reach)
    bounds = [float("-inf"), *lying, float("inf")]
    count = Counter(bisect_left(lying, _middle(gap.before)) for gap in gaps)
    return [(bounds[at], bounds[at + 1]) for at, _ in count.most_common(_TRIES)]


def _columns_at(
    page: _Page, inside: Sequence[Piece], gaps: Sequence[_Gap], x: float
) -> tuple[list[Piece], list[Piece]] | None:
    """The pieces to the left and to the right, where both are running text."""
    first = [p for p in inside if (p.x0 + p.x1) / 2 < x]
    second = _without_heads(page, first, [p for p in inside if (p.x0 + p.x1) / 2 >= x])
    if not first or not second or len(first) + len(second) < 5:
        return None
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


def _without_heads(page: _Page, first: Sequence[Piece], second: Sequence[Piece]) -> list[Piece]:
    """Without what stands at the right above both columns: a date, the mark of a rubric."""
    if not first or not second:
        return list(second)
    start = min(piece.top for piece in first)
    heads = [piece for piece in second if piece.bottom < start]
    rest = [piece for piece in second if piece.bottom >= start]
    lowest = max((piece.bottom for piece in heads), default=start)
    if rest and min(piece.top for piece in rest) - lowest > _GAP * page.em:
        return rest
    return list(second)


def _is_prose(page: _Page, pieces: Sequence[Piece], least: float) -> bool:
    """True where many lines are too long for the cells of a table."""
    wide = sum(piece.x1 - piece.x0 >= _COLUMN * page.em for piece in pieces)
    return wide >= least * len(pieces)


def _is_drawn_in_turn(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    """True where one column was drawn before the other: tables are drawn row by row."""
    drawn = [(p.order, side) for side in (first, second) for p in side if isinstance(p, Run)]
    sides = [id(side) for _, side in sorted(drawn, key=lambda pair: pair[0])]
    return sum(a != b for a, b in pairwise(sides)) <= max(2, len(sides) // 10)


def _is_ruled(page: _Page, inside: Sequence[Piece], x: float) -> bool:
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
