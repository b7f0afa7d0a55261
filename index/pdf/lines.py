"""Makes lines of what stands on a page of a PDF: text, indentation, gaps, tables, notes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import neg
from statistics import median

from index.pdf.aligned import GAP, LEADING, aligned
from index.pdf.beside import Piece
from index.pdf.columns import Column, columns
from index.pdf.directions import frames
from index.pdf.edges import Edges, edges
from index.pdf.frames import Sheet
from index.pdf.glyphs import Frame, Glyph, Rule
from index.pdf.grid import Table, tables
from index.pdf.notes import foot
from index.pdf.paragraphs import EDGE, LIST, NOTE, ROW, TEXT, Draft, paragraphs
from index.pdf.runs import Run, line_of, lines_of, runs
from index.pdf.skew import straight
from index.pdf.spread import printed_pages
from index.pdf.text import text_of
from index.pdf.tracking import tracked

_WIDER = 1.35  # than from line to line: the space before a new paragraph
_PITCH = (1.0, 3.0)
_USUAL_PITCH = 1.6
_MANY = 0.6  # of the characters of the size that most have
_HANGING = "，。、；：！？,.;:"
_FULL = 3  # so many lines that end at one place show where that is
_EDGE = 0.35  # of those that end where most do
_LEVEL = 5.0  # points: ruled lines that begin and end so near are of one table
_TABLE_RULES = 3


def page_lines(sheet: Sheet) -> list[Draft]:
    """The lines of a page as they are read. What runs in another direction comes last."""
    settled = (Frame(tuple(tracked(straight(f.glyphs))), f.rules) for f in frames(sheet))
    pages = ((page, i) for frame in settled for i, page in enumerate(printed_pages(frame)))
    return [draft for page, i in pages for draft in _cut(paragraphs(_frame_lines(page)), i > 0)]


def _cut(drafts: list[Draft], cut: bool) -> list[Draft]:
    return [replace(drafts[0], cut=True), *drafts[1:]] if cut and drafts else drafts


def _frame_lines(frame: Frame) -> list[Draft]:
    found, glyphs = tables(frame)
    pieces = runs(glyphs)
    labels = _edge([text_of(run) for run in pieces if run.vertical])
    flat: list[Piece] = [run for run in pieces if not run.vertical]
    em = _usual(frame.glyphs)
    pitch = _pitch(flat)
    page = edges([*flat, *found], frame.rules, em, pitch)
    setting = _Setting(em, pitch, frame.rules)
    return [*_edge(page.head), *setting.body(page), *_edge(page.tail), *labels]


def _edge(lines: Sequence[str]) -> list[Draft]:
    return [Draft(text, gap=True, kind=EDGE) for text in lines]


def _usual(glyphs: Sequence[Glyph]) -> float:
    """The size of the text: the largest that many characters have, as notes are smaller."""
    sizes = Counter(round(glyph.size, 1) for glyph in glyphs)
    most = max(sizes.values())
    return max(size for size, count in sizes.items() if count >= _MANY * most)


def _pitch(pieces: Sequence[Piece]) -> float:
    """From one line to the next, in characters, as it usually is."""
    by_left: dict[int, list[Run]] = defaultdict(list)
    for piece in pieces:
        if isinstance(piece, Run):
            by_left[round(piece.x0 / 4)].append(piece)
    steps = [
        (b.y - a.y) / max(a.size, b.size) for line in by_left.values() for a, b in pairwise(line)
    ]
    low, high = _PITCH
    return median([step for step in steps if low <= step <= high] or [_USUAL_PITCH])


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set: the size of its type, the distance of its lines, its ruled lines."""

    em: float
    pitch: float
    rules: Sequence[Rule]

    def body(self, page: Edges) -> Iterator[Draft]:
        """The lines between the page's edges."""
        above = float("inf")  # a column that begins beside another one follows no gap
        for column in columns(page.pieces, self.em, self.rules):
            top = min(piece.top for piece in column.pieces)
            gap = top > above + (self.pitch * _WIDER - 1) * self.em
            for draft in self._column(column):
                yield replace(draft, gap=draft.gap or gap)
                gap = False
            above = max(piece.bottom for piece in column.pieces)

    def _column(self, column: Column) -> Iterator[Draft]:
        flat = lines_of(piece for piece in column.pieces if isinstance(piece, Run))
        ruled = [piece for piece in column.pieces if isinstance(piece, Table)]
        items: list[list[Run] | Table] = sorted([*flat, *ruled], key=_height)
        right = _edge_of([line_of(line) for line in flat])
        groups = [list(group) for _, group in groupby(items, lambda item: isinstance(item, Table))]
        for i, group in enumerate(groups):
            if isinstance(group[0], Table):
                tables = [item for item in group if isinstance(item, Table)]
                yield from (d for table in tables for d in _rows(table.rows))
                continue
            lines = [item for item in group if not isinstance(item, Table)]
            drafts = self._lines(lines, column.left, right, last=i == len(groups) - 1)
            yield from _gapped(drafts) if i else drafts

    def _lines(
        self, lines: list[list[Run]], left: float, right: float | None, last: bool
    ) -> Iterator[Draft]:
        """Lines of text, with the notes at their foot and the tables among them."""
        whole = [line_of(line) for line in lines]
        texts = [text_of(run) for run in whole]
        notes = foot(whole, texts, self.em, self.rules) if last else None
        end = notes.start if notes else len(lines)
        found = {rows.start: rows for rows in aligned(lines[:end], self.em, self._ruled())}
        i = 0
        while i < end:
            if rows := found.get(i):
                yield from _rows(rows.cells)
                i = rows.end
                continue
            gap = i > 0 and self._is_apart(whole[i - 1], whole[i])
            yield self._draft(lines[i], texts[i], gap, left, right)
            i += 1
        yield from (Draft(text, gap=True, kind=NOTE) for _, text in (notes.notes if notes else ()))

    def _draft(
        self, line: list[Run], text: str, gap: bool, left: float, right: float | None
    ) -> Draft:
        run = line_of(line)
        indent = max(0.0, (run.x0 - left) / self.em)
        room = None if right is None else (right - run.x1) / self.em
        parted = any(b.x0 - a.x1 >= GAP * self.em for a, b in pairwise(line))
        kind = LIST if parted or LEADING.search(text) else TEXT
        return Draft(text, indent, gap, kind, room, run.size / self.em)

    def _is_apart(self, a: Run, b: Run) -> bool:
        return b.y - a.y > _WIDER * self.pitch * max(a.size, b.size)

    def _ruled(self) -> list[tuple[float, float]]:
        """From where to where ruled lines of one length lie above each other."""
        heights: dict[tuple[int, int], list[float]] = defaultdict(list)
        for rule in self.rules:
            if rule.is_flat and rule.x1 - rule.x0 > 8 * self.em:
                heights[round(rule.x0 / _LEVEL), round(rule.x1 / _LEVEL)].append(rule.y0)
        return [(min(ys), max(ys)) for ys in heights.values() if len(ys) >= _TABLE_RULES]


def _edge_of(lines: Sequence[Run]) -> float | None:
    """Where full lines end: the farthest place where many do; None where too few do.

    In narrow columns a few lines are longer, by a figure or a mark that was squeezed in.
    """
    if len(lines) < _FULL:
        return None
    ends = sorted(map(_end, lines), reverse=True)
    near = 0.5 * median(run.size for run in lines)
    counts = [bisect_right(ends, near - end, i, key=neg) - i for i, end in enumerate(ends)]
    enough = max(_FULL, _EDGE * max(counts))
    return next((end for end, count in zip(ends, counts, strict=True) if count >= enough), None)


def _end(line: Run) -> float:
    """Where a line ends; a mark of punctuation at its end may hang out."""
    last = max(line.glyphs, key=lambda glyph: glyph.x1)
    return last.x0 if last.text in _HANGING else line.x1


def _height(item: list[Run] | Table) -> float:
    return item.top if isinstance(item, Table) else item[0].top


def _rows(rows: Sequence[Sequence[str]]) -> list[Draft]:
    cells = (("\t".join(cell.replace("\t", " ") for cell in row)) for row in rows)
    return [Draft(text, gap=i == 0, kind=ROW) for i, text in enumerate(cells)]


def _gapped(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Below a table something new begins."""
    for i, draft in enumerate(drafts):
        yield replace(draft, gap=True) if i == 0 else draft
