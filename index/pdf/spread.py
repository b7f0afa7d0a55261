"""Parts a sheet on which two printed pages lie side by side: each has a page number of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from index.gazette.patterns import BARE_NUMBER, PAGE_NUMBER
from index.pdf.glyphs import Frame, Glyph
from index.pdf.runs import Run, lines_of, runs
from index.pdf.text import text_of

_WIDE = 0.25  # of the width: so far from the middle, and the numbers so far from each other
_NUMBER = re.compile(r"[0-9]+")


def printed_pages(frame: Frame) -> list[Frame]:
    """The printed pages of what is written on a sheet, from left to right; mostly it is one.

    Two numbers that follow each other stand in one line at the head or the foot, apart, and
    nothing lies across the middle between the pages.
    """
    lines = lines_of(run for run in runs(frame.glyphs) if not run.vertical)
    if len(lines) < 2:
        return [frame]
    left, right = min(run.x0 for line in lines for run in line), _right(lines)
    for line in (lines[0], lines[-1]):
        for middle in _between_numbers(line, right - left):
            if not _lies_across(frame, lines, middle):
                return [_half(frame, middle, -1), _half(frame, middle, 1)]
    return [frame]


def _right(lines: Sequence[Sequence[Run]]) -> float:
    return max(run.x1 for line in lines for run in line)


def _between_numbers(line: Sequence[Run], wide: float) -> Iterator[float]:
    """The middles between two page numbers that follow each other."""
    numbers = [(run, number) for run in line if (number := _page_number(run)) is not None]
    for (a, first), (b, second) in pairwise(numbers):
        if second == first + 1 and b.x0 - a.x1 > _WIDE * wide:
            yield from _middles(a, b)


def _middles(a: Run, b: Run) -> Iterator[float]:
    """Where pages may meet: in the middle between the numbers, or nearer to one of them."""
    for share in (0.5, 0.4, 0.6):
        yield a.x1 + share * (b.x0 - a.x1)


def _page_number(run: Run) -> int | None:
    text = normalize("NFKC", text_of(run).strip())
    if not (BARE_NUMBER.match(text) or PAGE_NUMBER.match(text)):
        return None
    found = _NUMBER.search(text)
    return int(found[0]) if found else None


def _lies_across(frame: Frame, lines: Sequence[Sequence[Run]], x: float) -> bool:
    if any(run.x0 < x < run.x1 for line in lines for run in line):
        return True
    return any(rule.is_flat and rule.x0 < x < rule.x1 for rule in frame.rules)


def _half(frame: Frame, x: float, side: int) -> Frame:
    glyphs = tuple(glyph for glyph in frame.glyphs if _side(glyph, x) == side)
    rules = tuple(r for r in frame.rules if ((r.x0 + r.x1) / 2 < x) == (side < 0))
    return Frame(glyphs, rules)


def _side(glyph: Glyph, x: float) -> int:
    return -1 if (glyph.x0 + glyph.x1) / 2 < x else 1
