"""Finds the tables among the lines of a PDF's column whose cells only stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.pdf.runs import Run, line_of
from index.pdf.text import text_of

#: In characters: cells stand so far apart, within three ruled lines half as far.
GAP, RULED_GAP = 2.0, 1.0
_KEPT = 1.0  # what all rows leave free is at least so wide
_ROWS = 3
_TITLE = 4  # characters at least of the titles in a contents list

#: 关于甲事项的通知……… 3 · 人事任免 ····（47）: an entry of a contents list
LEADING = re.compile(
    r"[.．…·・‥⋯_—-]{3,}\s*[（(]?\s*(?:[0-9０-９]{1,4}|封[二三四底面]+)\s*[)）]?$"
    r"|[\s)）][（(][0-9]{1,4}[)）]$"
)
# 18 · （25） · 封三: the last column of a contents list
_PAGE = re.compile(r"[（(·.…\s]*([0-9０-９]{1,4})[)）]?$|[（(]?封[二三四底面]+[)）]?$")

_Space = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines that are a table: the first and one past the last, and the cells of each."""

    start: int
    end: int
    cells: tuple[tuple[str, ...], ...]


def aligned(lines: Sequence[Sequence[Run]], em: float, ruled: Sequence[_Space]) -> list[Rows]:
    """The tables among the lines of a column.

    ``em``: the width of a usual character; ``ruled``: from where to where ruled lines of one
    length lie above each other, so that the lines between them are a table's.
    """
    found: list[Rows] = []
    i = 0
    while i < len(lines):
        rows = _rows(lines, i, em, ruled)
        if rows:
            found.append(rows)
        i = rows.end if rows else i + 1
    return found


def _rows(
    lines: Sequence[Sequence[Run]], start: int, em: float, ruled: Sequence[_Space]
) -> Rows | None:
    free = _spaces(lines[start], _gap(lines[start], em, ruled))
    counted = end = start
    several = 0
    for i in range(start, len(lines) if free else start):
        left = _left_free(free, lines[i], _KEPT * em)
        parted = _is_parted(lines[i], left, _gap(lines[i], em, ruled))
        if not left or (len(left) < len(free) and several >= _ROWS):
            break
        free, end = left, i + 1
        if parted:
            several, counted = several + 1, end
    if several < _ROWS or not free:
        return None
    cells = tuple(_cells(line, free) for line in lines[start:counted])
    if _is_contents(cells) and not _gap(lines[start], em, ruled) < GAP * em:
        return None
    return Rows(start, counted, cells)


def _gap(line: Sequence[Run], em: float, ruled: Sequence[_Space]) -> float:
    inside = any(top < line[0].y < bottom for top, bottom in ruled)
    return (RULED_GAP if inside else GAP) * em


def _spaces(line: Sequence[Run], least: float) -> list[_Space]:
    """The gaps between the pieces of a line."""
    return [(a.x1, b.x0) for a, b in pairwise(line) if b.x0 - a.x1 >= least]


def _left_free(free: Sequence[_Space], line: Sequence[Run], least: float) -> list[_Space]:
    """What of some spaces a line leaves free too."""
    left = []
    for start, end in free:
        # The pieces stand in order and apart: one lies in a space, or reaches into it.
        for run in line:
            if run.x1 <= start or run.x0 >= end:
                continue
            if run.x0 - start >= end - run.x1:
                end = run.x0
            else:
                start = run.x1
        if end - start >= least:
            left.append((start, end))
    return left


def _is_parted(line: Sequence[Run], free: Sequence[_Space], least: float) -> bool:
    """True where a line has cells on both sides of a space."""
    return any(
        a.x1 <= start and end <= b.x0 and b.x0 - a.x1 >= least
        for a, b in pairwise(line)
        for start, end in free
    )


def _cells(line: Sequence[Run], free: Sequence[_Space]) -> tuple[str, ...]:
    cells: list[list[Run]] = [[] for _ in range(len(free) + 1)]
    for run in line:
        middle = (run.x0 + run.x1) / 2
        cells[sum(end <= middle for _, end in free)].append(run)
    return tuple(text_of(line_of(cell)) if cell else "" for cell in cells)


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    """True for titles and their pages: a list whose entries are lines, not rows."""
    pages = [_PAGE.match(row[-1]) for row in rows if row[-1]]
    figures = [int(page[1]) for page in pages if page and page[1]]
    titled = sum(len(row[0]) for row in rows) >= _TITLE * len(rows)
    listed = titled and sum(page is not None for page in pages) >= max(2, 0.7 * len(pages))
    return listed and figures == sorted(figures)
