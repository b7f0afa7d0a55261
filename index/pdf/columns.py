"""Puts what stands on a page of a PDF into reading order: columns, and what lies across them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.pdf.beside import GAP, Gap, Piece, Setting, columns_at
from index.pdf.glyphs import Rule

# In characters of the page's usual size.
_ACROSS = 0.3  # what reaches so far to both sides of a gap lies across it
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


def columns(pieces: Sequence[Piece], em: float, rules: Sequence[Rule] = ()) -> list[Column]:
    """The columns of a page as they are read; ``em`` is the width of a usual character."""
    if not pieces:
        return []
    left, right = _edges(pieces, em)
    if len(pieces) > MOST:
        return [Column(tuple(pieces), left, right)]
    return list(_read(Setting(em, rules), list(pieces), left, right, _DEPTH))


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


def _read(
    page: Setting, pieces: list[Piece], left: float, right: float, depth: int
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
    page: Setting, pieces: Sequence[Piece]
) -> tuple[list[Piece], list[Piece], list[Piece], list[Piece]] | None:
    """What stands above two columns, in each of them, and below; None for one column."""
    gaps = list(_gaps(page, pieces))
    for _ in range(_TRIES):
        free = _common(gaps)
        if free is None:
            return None
        # Where a last column has few lines, others may reach far into the space before it.
        x = max(sum(free) / 2, free[1] - GAP * page.em)
        if found := _parted_at(page, pieces, [gap for gap in gaps if gap.has(x)], x):
            return found
        gaps = [gap for gap in gaps if not gap.has(x)]
    return None


def _parted_at(
    page: Setting, pieces: Sequence[Piece], here: Sequence[Gap], x: float
) -> tuple[list[Piece], list[Piece], list[Piece], list[Piece]] | None:
    for top, bottom in _stretches(page, pieces, here, x):
        inside = [p for p in pieces if top < _middle(p) < bottom]
        across = [gap for gap in here if top < _middle(gap.before) < bottom]
        if parted := columns_at(page, inside, across, x):
            first, second = parted
            top = max(top, min(piece.top for piece in (*first, *second)))
            taken = {id(piece) for piece in (*first, *second)}
            rest = [piece for piece in pieces if id(piece) not in taken]
            above = [piece for piece in rest if _middle(piece) <= top]
            return above, first, second, [p for p in rest if _middle(p) > top]
    return None


def _gaps(page: Setting, pieces: Sequence[Piece]) -> Iterator[Gap]:
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
            gap = Gap(piece, other) if after else Gap(other, piece)
            if gap.after.x0 - gap.before.x1 >= GAP * page.em:
                yield gap


def _common(gaps: Sequence[Gap]) -> tuple[float, float] | None:
    """From where to where most gaps overlap."""
    ends = sorted([(gap.before.x1, 0, 1) for gap in gaps] + [(gap.after.x0, 1, -1) for gap in gaps])
    count, most, best = 0, 0, None
    for (x, _, step), (following, _, _) in pairwise(ends):
        count += step
        if count > most:
            most, best = count, (x, following)
    return best


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _stretches(
    page: Setting, pieces: Sequence[Piece], gaps: Sequence[Gap], x: float
) -> list[tuple[float, float]]:
    """From where to where nothing lies across, those with the most gaps first."""
    reach = _ACROSS * page.em
    lying = sorted(_middle(p) for p in pieces if p.x0 < x - reach and p.x1 > x + reach)
    bounds = [float("-inf"), *lying, float("inf")]
    count = Counter(bisect_left(lying, _middle(gap.before)) for gap in gaps)
    return [(bounds[at], bounds[at + 1]) for at, _ in count.most_common(_TRIES)]
