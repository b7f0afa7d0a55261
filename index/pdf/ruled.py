"""Finds the ruled lines and the pictures that are drawn on a page of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from index.pdf.frames import MAX_OBJECTS

_THIN = 3.0  # a filled shape so thin is a line
_SHORT = 4.0  # a shorter line is a dot or a dash
_SEGMENTS = 400
_DEPTH = 4

# x' and y' of a point, by the page's quarter turns: factors of x, y, left, bottom, right, top.
_TURNS = (
    ((1, 0, -1, 0, 0, 0), (0, -1, 0, 0, 0, 1)),
    ((0, 1, 0, -1, 0, 0), (1, 0, -1, 0, 0, 0)),
    ((-1, 0, 0, 0, 1, 0), (0, 1, 0, -1, 0, 0)),
    ((0, -1, 0, 0, 0, 1), (-1, 0, 0, 0, 1, 0)),
)
Rule = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


class Paper:
    """The page's box and how it is turned: points as they are shown, from the top left corner."""

    def __init__(self, raw: Any, page: Any) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        self.turn = int(raw.FPDFPage_GetRotation(page)) % 4
        corners = (box.left, box.bottom, box.right, box.top)
        self._across, self._down = (
            (x, y, sum(f * c for f, c in zip(rest, corners, strict=True)))
            for x, y, *rest in _TURNS[self.turn]
        )
        wide, high = box.right - box.left, box.top - box.bottom
        self.width, self.height = (high, wide) if self.turn % 2 else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is shown."""
        a, b, c = self._across
        d, e, f = self._down
        return a * x + b * y + c, d * x + e * y + f

    def share(self, box: Rule) -> float:
        """Which part of the page a box covers."""
        left, top = max(0.0, box[0]), max(0.0, box[1])
        right, bottom = min(self.width, box[2]), min(self.height, box[3])
        area = self.width * self.height
        return max(0.0, right - left) * max(0.0, bottom - top) / area if area else 0.0


class Drawn:
    """What is drawn on a page beside its text; ``count`` and ``pictured`` grow with ``lines``."""

    def __init__(self, raw: Any, page: Any, paper: Paper) -> None:
        self.raw, self.page, self.paper = raw, page, paper
        self.pictured = 0.0
        self.count = 0

    def lines(self) -> Iterator[Rule]:
        """The ruled lines: left, top, right, bottom."""
        yield from self._lines(None, _IDENTITY, 0)

    def _lines(self, form: Any, matrix: _Matrix, depth: int) -> Iterator[Rule]:
        raw = self.raw
        count = raw.FPDFPage_CountObjects(self.page) if form is None else _count(raw, form)
        for i in range(max(0, count)):
            if self.count >= MAX_OBJECTS:
                return
            found = raw.FPDFPage_GetObject if form is None else raw.FPDFFormObj_GetObject
            drawn = found(self.page if form is None else form, i)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                yield from self._lines(drawn, _times(self._own(drawn), matrix), depth + 1)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self.count += 1
                yield from self._ruled(drawn, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self.count += 1
                self.pictured += self.paper.share(self._bounds(drawn, matrix))

    def _own(self, drawn: Any) -> _Matrix:
        own = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(drawn, own):
            return _IDENTITY
        return (own.a, own.b, own.c, own.d, own.e, own.f)

    def _bounds(self, drawn: Any, matrix: _Matrix) -> Rule:
        ends = [ctypes.c_float() for _ in range(4)]
        self.raw.FPDFPageObj_GetBounds(drawn, *ends)
        left, bottom, right, top = (end.value for end in ends)
        return self._shown(matrix, (left, bottom), (right, top))

    def _shown(self, matrix: _Matrix, a: Sequence[float], b: Sequence[float]) -> Rule:
        (ax, ay), (bx, by) = (self.paper.point(*_apply(matrix, x, y)) for x, y in (a, b))
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _ruled(self, drawn: Any, matrix: _Matrix) -> Iterator[Rule]:
        box = self._bounds(drawn, matrix)
        if _is_line(box):
            yield box
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self.raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        if stroke.value:
            yield from self._edges(drawn, _times(self._own(drawn), matrix))

    def _edges(self, path: Any, matrix: _Matrix) -> Iterator[Rule]:
        """The straight edges of an outline that run along or across the page."""
        raw = self.raw
        at: tuple[float, float] | None = None
        first: tuple[float, float] | None = None
        for i in range(min(_SEGMENTS, raw.FPDFPath_CountSegments(path))):
            segment = raw.FPDFPath_GetPathSegment(path, i)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            here = (x.value, y.value)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                first = here
            elif at and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
                yield from filter(_is_line, [self._shown(matrix, at, here)])
            if first and raw.FPDFPathSegment_GetClose(segment):
                yield from filter(_is_line, [self._shown(matrix, here, first)])
            at = here


def _count(raw: Any, form: Any) -> int:
    return int(raw.FPDFFormObj_CountObjects(form))


def _is_line(box: Rule) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return min(wide, high) <= _THIN and max(wide, high) >= _SHORT


def _times(a: _Matrix, b: _Matrix) -> _Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _apply(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
