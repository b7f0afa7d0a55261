"""Reads a page that PDFium has opened: each character with its place, and what is drawn."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from index.pdf.frames import MAX_CHARACTERS, MAX_OBJECTS, Sheet
from index.pdf.ruled import Drawn, Paper

_SQUARE = 1.5  # degrees: so much may a page be askew

_Place = tuple[float, float, float, float, float]


class Page:
    """One page: its characters, its ruled lines and its pictures, turned as the page is shown."""

    def __init__(self, raw: Any, page: Any, text: Any) -> None:
        self.raw, self.page, self.text = raw, page, text
        self.paper = Paper(raw, page)
        self.key, self.size_and_angle = 0, (0.0, 0.0)
        # What the library writes to, made once: a page has thousands of characters.
        self.box, self.matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.box_to = ctypes.byref(self.box)
        self.origin = (ctypes.c_double(), ctypes.c_double())
        self.origin_to = [ctypes.byref(each) for each in self.origin]

    def sheet(self, number: int) -> Sheet:
        """The page as a sheet; lost where it has more characters than any page."""
        shown = (self.paper.width, self.paper.height)
        count = max(0, self.raw.FPDFText_CountChars(self.text))
        if count > MAX_CHARACTERS:
            return Sheet(number, *shown, lost=True)
        codes, numbers = self._characters(count)
        drawn = Drawn(self.raw, self.page, self.paper)
        lines = [n for line in islice(drawn.lines(), MAX_OBJECTS) for n in line]
        return Sheet(number, *shown, codes, numbers, lines, min(1.0, drawn.pictured), drawn.count)

    def _characters(self, count: int) -> tuple[list[int], list[float]]:
        codes: list[int] = []
        places: list[_Place] = []
        keys: list[int] = []
        for i in range(count):
            if self.raw.FPDFText_IsGenerated(self.text, i) == 1:
                continue
            code, place = self._code(i), self._place(i)
            again = places and self.key and keys[-1] == self.key and places[-1][:2] == place[:2]
            if again and 0xDC00 <= code < 0xE000 and 0xD800 <= codes[-1] < 0xDC00:
                codes[-1] = 0x10000 + ((codes[-1] - 0xD800) << 10) + code - 0xDC00
                continue
            codes.append(code)
            places.append(place)
            keys.append(self.key)
        return codes, [number for place in _spread(places, keys) for number in place]

    def _code(self, i: int) -> int:
        if self.raw.FPDFText_HasUnicodeMapError(self.text, i) == 1:
            return 0
        return int(self.raw.FPDFText_GetUnicode(self.text, i))

    def _place(self, i: int) -> _Place:
        box = self.box
        self.raw.FPDFText_GetCharOrigin(self.text, i, *self.origin_to)
        self.raw.FPDFText_GetLooseCharBox(self.text, i, self.box_to)
        size, angle = self._set(i)
        x, y = self.origin[0].value, self.origin[1].value
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        # Writing runs downwards where the origin stands above the middle of a character.
        upright = angle == 0 and right - left > 0.6 * size
        if upright and abs(2 * x - left - right) < 0.2 * size:
            x, y = left, bottom + 0.12 * size
        width = right - left if angle == 0 else _along(right - left, top - bottom, angle, size)
        return (*self.paper.point(x, y), width, size, math.degrees(angle) - 90 * self.paper.turn)

    def _set(self, i: int) -> tuple[float, float]:
        """Size and angle of a character; all of one text object have the same."""
        drawn = self.raw.FPDFText_GetTextObject(self.text, i)
        key = ctypes.addressof(drawn.contents) if drawn else 0
        if not key or key != self.key:
            matrix = self.matrix
            self.raw.FPDFText_GetMatrix(self.text, i, matrix)
            scale = math.hypot(matrix.c, matrix.d) or math.hypot(matrix.a, matrix.b)
            size = self.raw.FPDFText_GetFontSize(self.text, i) * scale
            self.key, self.size_and_angle = key, (size, math.atan2(matrix.b, matrix.a))
        return self.size_and_angle


def _spread(places: Sequence[_Place], keys: Sequence[int]) -> Iterator[_Place]:
    """The places, where one glyph is several letters (the ligature ffi) each with its share."""
    at = 0
    while at < len(places):
        x, y, width, size, angle = places[at]
        end = at + 1
        while (
            end < len(places) and keys[at] and keys[end] == keys[at] and places[end][:2] == (x, y)
        ):
            end += 1
        if end - at > 1 and end < len(places) and places[end][1] == y:
            # Some files give a ligature its ink's width; the next letter tells more.
            width = max(width, min(places[end][0] - x, 0.62 * size * (end - at)))
        part = width / (end - at)
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        for k in range(end - at):
            yield x + k * part * cos, y - k * part * sin, part, size, angle
        at = end


def _along(wide: float, high: float, angle: float, size: float) -> float:
    """How far a character reaches in its direction of writing."""
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    slack = math.radians(_SQUARE)
    if sin <= slack or cos <= slack:
        return wide if cos > sin else high
    reach = (wide - size * sin) / cos if cos > sin else (high - size * cos) / sin
    return min(max(reach, 0.3 * size), size)
