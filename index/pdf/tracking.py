"""Takes the space that a line is set wide with as its characters' own: 2 0 1 9 年 is 2019年."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.pdf.glyphs import Glyph

# In characters: from where to where a gap may be such a space, and how unlike they may be.
_LEAST, _MOST, _EVEN = 0.08, 0.95, 0.06
_LEVEL = 0.05
_GAPS, _FEWEST = 4, 2  # so many, at least, tell by themselves, and so many beside others
_ALIKE = 0.7  # such a part of a line's gaps
_HAN = 2  # a line with so many Han characters shows it by itself


def tracked(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters, those of lines that are set wide with the space behind them.

    A line without Han characters may be figures that stand apart: it counts as set wide only
    where lines with such characters on its page are, by the same space.
    """
    lines = [(line, _space(line)) for line in _lines(glyphs)]
    known = {
        round(space / _EVEN)
        for line, space in lines
        if space and _is_han(line) and len(line) > _GAPS
    }
    found: list[Glyph] = []
    for line, space in lines:
        near = round(space / _EVEN)
        by_itself = _is_han(line) and len(line) > _GAPS
        told = space and (by_itself or known & {near - 1, near, near + 1})
        found.extend(_widened(line, space) if told else line)
    return found


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Characters that follow each other on one base line, in one size; spaces are their own."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and not _is_level(line[-1], glyph):
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _is_level(a: Glyph, b: Glyph) -> bool:
    level = abs(a.y - b.y) <= _LEVEL * a.size and abs(a.size - b.size) <= _LEVEL * a.size
    return level and -0.5 * a.size < b.x0 - a.x1 < 2 * a.size


def _is_han(line: Sequence[Glyph]) -> bool:
    return sum(glyph.is_wide for glyph in line) >= _HAN


def _space(line: Sequence[Glyph]) -> float:
    """The space between all neighbours of a line, in characters; 0 for a line that has none."""
    gaps = [_gap(a, b) for a, b in pairwise(line) if " " not in (a.text, b.text)]
    if len(gaps) < _FEWEST:
        return 0.0
    usual = median(gaps)
    alike = sum(abs(gap - usual) <= _EVEN for gap in gaps)
    return usual if _LEAST <= usual < _MOST and alike >= _ALIKE * len(gaps) else 0.0


def _gap(a: Glyph, b: Glyph) -> float:
    # Some files give a comma its ink's width only.
    return (b.x0 - (max(a.x1, a.x0 + a.size) if a.is_wide else a.x1)) / a.size


def _widened(line: Sequence[Glyph], space: float) -> Iterator[Glyph]:
    for a, b in pairwise(line):
        near = a.text != " " and b.text != " " and _gap(a, b) >= space - _EVEN
        yield replace(a, x1=a.x1 + space * a.size) if near else a
    yield line[-1]
