"""Sets straight the lines of a page that was scanned askew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from index.pdf.glyphs import Glyph

_FAR = 8  # characters: from one to the one that tells how much the line between them leans
_WIDE = 4.0  # so many sizes lie between them at least
_MOST = 0.09  # a line leans five degrees at most
_ENOUGH = 24
_LEAST = 0.001  # less does not matter over the width of a page


def straight(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters with base lines that are level, where most lines lean by one angle."""
    leaning = list(_slopes([glyph for glyph in glyphs if glyph.text != " "]))
    slope = median(leaning) if len(leaning) >= _ENOUGH else 0.0
    if abs(slope) < _LEAST:
        return list(glyphs)
    return [replace(glyph, y=glyph.y - slope * glyph.x0) for glyph in glyphs]


def _slopes(glyphs: Sequence[Glyph]) -> Iterator[float]:
    for a, b in zip(glyphs, glyphs[_FAR:], strict=False):
        wide = b.x0 - a.x0
        if wide >= _WIDE * a.size and abs(b.y - a.y) <= _MOST * wide:
            yield (b.y - a.y) / wide
