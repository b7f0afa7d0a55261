"""Finds the tables that ruled lines draw on a page of a PDF, and reads their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.pdf.glyphs import Frame, Glyph, Rule
from index.pdf.runs import line_of, lines_of, runs
from index.pdf.text import text_of
from index.plaintext import join

_NEAR = 3.0  # points: lines so near meet
_MOST = 800  # a page with more lines, once pieces are joined, shows a drawing
_CELLS = 5_000  # a grid of more cells is squared paper
_PROSE = 12  # a cell of more lines is a column of text between rules
_ROW = 4  # and where it is all of one row, already so many
_WIDE = 5.0
_CORNERS = 2  # steep lines that end there close a table


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its rows, every one as many cells, and where it stands."""

    rows: tuple[tuple[str, ...], ...]
    x0: float
    x1: float
    top: float
    bottom: float


def tables(frame: Frame) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page, and the characters that stand in none."""
    flat, steep = _whole(frame.rules)
    glyphs, found = list(frame.glyphs), []
    if len(flat) + len(steep) > _MOST:
        return [], glyphs
    for group in _groups(flat, steep):
        grid = _grid(group)
        if grid is None:
            continue
        inside = [glyph for glyph in glyphs if grid.holds(glyph)]
        if table := grid.read(inside):
            found.append(table)
            glyphs = [glyph for glyph in glyphs if not grid.holds(glyph)]
    return found, glyphs


def _whole(rules: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The flat and the steep lines, with those that were drawn in pieces or twice joined."""
    flat = [Rule(a, (r.y0 + r.y1) / 2, b, 0) for r in rules if r.is_flat for a, b in [(r.x0, r.x1)]]
    steep = [
        Rule(r.y0, (r.x0 + r.x1) / 2, r.y1, 0) for r in rules if not r.is_flat
    ]  # laid across, so that both are joined alike
    return (
        [Rule(r.x0, r.y0, r.x1, r.y0) for r in _joined(flat)],
        [Rule(r.y0, r.x0, r.y0, r.x1) for r in _joined(steep)],
    )


def _joined(rules: Sequence[Rule]) -> Iterator[Rule]:
    levels = _clusters(rule.y0 for rule in rules)
    lines: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        lines[_nearest(levels, rule.y0)].append(rule)
    for level, line in lines.items():
        start, end = None, 0.0
        for rule in sorted(line, key=lambda rule: rule.x0):
            if start is not None and rule.x0 <= end + _NEAR:
                end = max(end, rule.x1)
                continue
            if start is not None:
                yield Rule(start, level, end, level)
            start, end = rule.x0, rule.x1
        if start is not None:
            yield Rule(start, level, end, level)


def _clusters(values: Iterable[float]) -> list[float]:
    """The values without those that stand near the one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _nearest(levels: Sequence[float], value: float) -> float:
    return levels[max(0, bisect_right(levels, value) - 1)]


def _groups(flat: Sequence[Rule], steep: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The lines that meet."""
    every = [*flat, *steep]
    above = list(range(len(every)))

    def root(i: int) -> int:
        while above[i] != i:
            above[i] = above[above[i]]
            i = above[i]
        return i

    for i, a in enumerate(flat):
        for j, b in enumerate(steep, start=len(flat)):
            if _meet(a, b):
                above[root(i)] = root(j)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for i, rule in enumerate(every):
        groups[root(i)].append(rule)
    yield from groups.values()


def _meet(flat: Rule, steep: Rule) -> bool:
    return (
        flat.x0 - _NEAR <= steep.x0 <= flat.x1 + _NEAR
        and steep.y0 - _NEAR <= flat.y0 <= steep.y1 + _NEAR
    )


def _grid(group: Sequence[Rule]) -> _Grid | None:
    flat = [rule for rule in group if rule.is_flat]
    steep = [rule for rule in group if not rule.is_flat]
    if not flat or not steep:
        return None
    steep = _between(flat, steep)
    if not steep:
        return None
    # Many tables have no lines at their sides, some none at the top or the foot.
    xs = [*(rule.x0 for rule in steep), *_ends((rule.x0, rule.x1) for rule in flat)]
    ys = [*(rule.y0 for rule in flat), *_ends((rule.y0, rule.y1) for rule in steep)]
    columns, rows = _clusters(xs), _clusters(ys)
    columns = [x for i, x in enumerate(columns) if i == 0 or x - columns[i - 1] > _WIDE]
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > _CELLS:
        return None
    return _Grid(columns, rows, flat, steep)


def _between(flat: Sequence[Rule], steep: Sequence[Rule]) -> list[Rule]:
    """The steep lines without what reaches beyond a table whose head or foot is closed: a line
    between two columns of text may end on the table below them, or go on under it.
    """
    top, bottom = _ends((rule.y0, rule.y0) for rule in flat)
    if sum(abs(rule.y0 - top) <= _NEAR for rule in steep) < _CORNERS:
        top = min(rule.y0 for rule in steep)
    if sum(abs(rule.y1 - bottom) <= _NEAR for rule in steep) < _CORNERS:
        bottom = max(rule.y1 for rule in steep)
    kept = [r for r in steep if r.y1 > top + _NEAR and r.y0 < bottom - _NEAR]
    return [Rule(r.x0, max(r.y0, top), r.x1, min(r.y1, bottom)) for r in kept]


def _ends(spans: Iterable[tuple[float, float]]) -> tuple[float, float]:
    starts, ends = zip(*spans, strict=True)
    return min(starts), max(ends)


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: list[float]
    rows: list[float]
    flat: list[Rule]
    steep: list[Rule]

    def holds(self, glyph: Glyph) -> bool:
        x, y = _middle(glyph)
        return self.columns[0] <= x < self.columns[-1] and self.rows[0] <= y < self.rows[-1]

    def read(self, glyphs: Sequence[Glyph]) -> Table | None:
        """The table; None for what is a frame around text, or a drawing."""
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        first = self._firsts()
        for glyph in glyphs:
            x, y = _middle(glyph)
            row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
            cells[first[row, column]].append(glyph)
        texts = {place: _lines(inside) for place, inside in cells.items()}
        texts = {place: lines for place, lines in texts.items() if lines}
        if not _is_table(texts):
            return None
        rows = tuple(
            tuple(join(texts.get((row, column), ())) for column in range(len(self.columns) - 1))
            for row in range(len(self.rows) - 1)
        )
        shown = tuple(row for row in rows if any(row))
        return Table(shown, self.columns[0], self.columns[-1], self.rows[0], self.rows[-1])

    def _firsts(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The cell of a grid -> the first of those that it is one with: no line parts them."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                place = (row, column)
                left, above = first.get((row, column - 1)), first.get((row - 1, column))
                if left and not self._parted_across(row, column):
                    place = left
                elif above and not self._parted_down(row, column):
                    place = above
                first[row, column] = place
        return first

    def _parted_across(self, row: int, column: int) -> bool:
        x, y = self.columns[column], (self.rows[row] + self.rows[row + 1]) / 2
        return any(abs(r.x0 - x) <= _WIDE and r.y0 - _NEAR <= y <= r.y1 + _NEAR for r in self.steep)

    def _parted_down(self, row: int, column: int) -> bool:
        y, x = self.rows[row], (self.columns[column] + self.columns[column + 1]) / 2
        return any(abs(r.y0 - y) <= _NEAR and r.x0 - _NEAR <= x <= r.x1 + _NEAR for r in self.flat)


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, glyph.y - 0.36 * glyph.size


def _lines(glyphs: Sequence[Glyph]) -> list[str]:
    if all(glyph.text == " " for glyph in glyphs):
        return []
    pieces = runs(glyphs)
    flat = [text_of(line_of(line)) for line in lines_of(p for p in pieces if not p.vertical)]
    return flat + [text_of(label) for label in pieces if label.vertical]


def _is_table(texts: dict[tuple[int, int], list[str]]) -> bool:
    """At least two columns hold text, and no two cells hold columns of prose."""
    rows, columns = {row for row, _ in texts}, {column for _, column in texts}
    most = _PROSE if len(rows) > 1 else _ROW
    prose = sum(len(lines) > most for lines in texts.values())
    return len(columns) > 1 and not (prose > 1 and len(rows) <= 3)
