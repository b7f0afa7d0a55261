"""Parts what is written on a PDF's page by its direction, and lays vertical lines across."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from index.pdf.frames import Sheet
from index.pdf.glyphs import Frame, Glyph, Rule, clipped, glyphs_of, once, rules_of

_ASKEW = 5  # degrees: a scanned page is rarely more
_VERTICAL = 8  # so many characters below another one are no label
_ASIDE, _ALONE = 0.35, 6.0  # of a size: so near to a vertical line, so far from its ends


def frames(sheet: Sheet) -> list[Frame]:
    """The writing of a page by its directions; that of most characters first."""
    turned: dict[int, list[int]] = defaultdict(list)
    for i in range(len(sheet.codes)):
        turned[_direction(sheet.numbers[5 * i + 4])].append(i)
    written = {
        angle: clipped(list(once(glyphs_of(sheet, places, _turn(angle)))))
        for angle, places in sorted(turned.items(), key=lambda pair: -len(pair[1]))
    }
    found: list[Frame] = []
    while written:
        angle = next(iter(written))
        glyphs = written.pop(angle)
        rules = rules_of(sheet, _turn(angle)) if angle % 90 == 0 else []
        if down := _downwards(glyphs):
            found += _vertical(glyphs, down, written.pop((angle - 90) % 360, []), rules)
        else:
            found.append(Frame(tuple(glyphs), tuple(rules)))
    return sorted(filter(lambda f: f.glyphs, found), key=lambda f: -len(f.glyphs))


def _direction(angle: float) -> int:
    if not math.isfinite(angle):
        return 0
    quarter = round(angle / 90) * 90
    return (quarter if abs(angle - quarter) <= _ASKEW else round(angle)) % 360


def _turn(angle: int) -> tuple[float, float]:
    if angle % 90 == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[angle // 90]
    return math.cos(math.radians(angle)), math.sin(math.radians(angle))


def _vertical(
    glyphs: Sequence[Glyph], down: set[int], lying: Sequence[Glyph], rules: Sequence[Rule]
) -> list[Frame]:
    """Vertical lines, in which Latin letters and figures lie, and what is written across."""
    down = _lined(glyphs, down)
    lines = tuple(Rule(r.y0, -r.x1, r.y1, -r.x0) for r in rules)
    upright = [_lay(glyph) for i, glyph in enumerate(glyphs) if i in down]
    across = tuple(glyph for i, glyph in enumerate(glyphs) if i not in down)
    return [Frame(tuple(_in_lines([*upright, *lying]) if lying else upright), lines), Frame(across)]


def _in_lines(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Characters of lines that were drawn in two goes, in the order in which they stand."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if line and glyph.y - line[-1].y > _ASIDE * glyph.size:
            yield from sorted(line, key=lambda glyph: glyph.x0)
            line = []
        line.append(glyph)
    yield from sorted(line, key=lambda glyph: glyph.x0)


def _downwards(glyphs: Sequence[Glyph]) -> set[int]:
    """Which characters belong to vertical lines, where most Han characters do."""
    shown = [i for i, glyph in enumerate(glyphs) if glyph.text != " "]
    below = [(i, j) for i, j in pairwise(shown) if _is_below(glyphs[i], glyphs[j])]
    pairs = sum(glyphs[i].is_wide and glyphs[j].is_wide for i, j in pairwise(shown))
    if len(below) <= _VERTICAL or 3 * len(below) <= 2 * pairs:
        return set()
    return {i for pair in below for i in pair}


def _lined(glyphs: Sequence[Glyph], down: set[int]) -> set[int]:
    """With the characters that stand alone in a vertical line, between figures laid aside."""
    ends: dict[int, list[float]] = defaultdict(list)
    for i in down:
        ends[round(_center(glyphs[i]))].append(glyphs[i].y)
    alone = (i for i, glyph in enumerate(glyphs) if i not in down and glyph.text != " ")
    return down | {i for i in alone if _is_in_line(glyphs[i], ends)}


def _is_in_line(glyph: Glyph, ends: Mapping[int, Sequence[float]]) -> bool:
    reach, far = max(1, round(_ASIDE * glyph.size)), _ALONE * glyph.size
    center = round(_center(glyph))
    near = (ends[x] for x in range(center - reach, center + reach + 1) if x in ends)
    return any(min(ys) - far <= glyph.y <= max(ys) + far for ys in near)


def _center(glyph: Glyph) -> float:
    return glyph.x0 + glyph.size / 2 if glyph.is_wide else (glyph.x0 + glyph.x1) / 2


def _is_below(a: Glyph, b: Glyph) -> bool:
    wide = a.is_wide and b.is_wide
    return wide and abs(b.x0 - a.x0) < 0.3 * a.size and 0.7 * a.size < b.y - a.y < 1.6 * a.size


def _lay(glyph: Glyph) -> Glyph:
    """A character of a vertical line as it stands when the line is laid across."""
    y = 0.36 * glyph.size - _center(glyph)
    return Glyph(glyph.text, glyph.top, glyph.bottom, y, glyph.size)
