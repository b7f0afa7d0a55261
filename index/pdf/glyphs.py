"""Turns what is drawn on a page of a PDF into characters that stand upright, each one once."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from index.pdf.frames import Sheet
from index.plaintext import clean

#: What stands for a character whose code the file does not tell.
UNKNOWN = "\ufffd"
# Shapes that have a code of their own and mean the usual letter: Kangxi radicals (⼈ for 人),
# compatibility ideographs, the ligatures fi and ffl, punctuation as it is set in vertical lines.
_SHAPES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe4f]")
# 国 · ，· 〔 · ２, whatever box the file's font gives them
_HAN = re.compile("[\u3001-\u3029\u3030-\u303f\u3400-\u9fff\uff01-\uff60\U00020000-\U0003ffff]")
# Private use: only the file's own font knows what it shows.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Radicals that no normalisation makes letters: ⺠ for 民, as some programs print them.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰",
    "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙",
)
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
_AGAIN = 0.2  # of a character's size: the same character so near is bold, not a second one


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: where it begins and ends, the height of its base line, and its size, in points
    from the top left corner. A space is one, too.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y - 0.86 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + 0.14 * self.size

    @property
    def is_wide(self) -> bool:
        """True for Han characters and what is as wide; their punctuation may be set narrower."""
        wide = self.x1 - self.x0 >= 0.8 * self.size and not self.text.isascii()
        return wide or _HAN.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: from its left or upper end to the other."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_flat(self) -> bool:
        """True where it runs across."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Frame:
    """What is written in one direction on a page, turned so that it runs from left to right."""

    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()


def unknown(sheet: Sheet) -> int:
    """How many characters of a page have no code that means something."""
    texts = (_text(code) for code in sheet.codes)
    return sum(text == UNKNOWN or _PRIVATE.match(text) is not None for text in texts)


@lru_cache(maxsize=1 << 16)  # the same few thousand characters come again and again
def _text(code: int) -> str:
    """The character of a code; control characters and lone surrogates mean nothing."""
    char = chr(code) if 0 < code <= 0x10FFFF else UNKNOWN
    if char in _HYPHENS:
        return _HYPHENS[char]
    if char < " " and not char.isspace():
        return UNKNOWN
    if _SHAPES.match(char):
        char = normalize("NFKC", char).strip().translate(_RADICALS) or char
    return " " if char.isspace() else clean(char)


def glyphs_of(sheet: Sheet, places: Iterable[int], turn: tuple[float, float]) -> Iterator[Glyph]:
    """The characters at some places of a page, whose direction has this cosine and sine."""
    cos, sin = turn
    for i in places:
        x, y, width, size, _ = sheet.numbers[5 * i : 5 * i + 5]
        text = _text(sheet.codes[i])
        shown = 0 <= x <= sheet.width and 0 <= y <= sheet.height
        # A number may be anything; what stands beside the page is for the printer.
        if text and shown and 0.5 <= size <= 10_000 and abs(width) <= 10 * size:
            x0 = x * cos - y * sin
            yield Glyph(text, x0, x0 + max(0.0, width), x * sin + y * cos, size)


def rules_of(sheet: Sheet, turn: tuple[float, float]) -> list[Rule]:
    """The ruled lines of a page, turned in the same way."""
    cos, sin = turn
    found = []
    for at in range(0, len(sheet.lines), 4):
        left, top, right, bottom = sheet.lines[at : at + 4]
        if not all(map(math.isfinite, (left, top, right, bottom))):
            continue
        xs = sorted((left * cos - top * sin, right * cos - bottom * sin))
        ys = sorted((left * sin + top * cos, right * sin + bottom * cos))
        found.append(Rule(xs[0], ys[0], xs[1], ys[1]))
    return found


def once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Without the copies that make a character bold or give it a shadow."""
    seen: dict[tuple[str, float, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        near = _AGAIN * min(glyph.size, 2 * (glyph.x1 - glyph.x0) or glyph.size)
        corners = ((x, y) for x in (glyph.x0 - near, glyph.x0 + near) for y in _reach(glyph, near))
        cells = {_cell(glyph, x, y) for x, y in corners}
        if glyph.text == " " or not any(
            abs(other.x0 - glyph.x0) <= near and abs(other.y - glyph.y) <= near
            for cell in cells
            for other in seen.get(cell, ())
        ):
            seen[_cell(glyph, glyph.x0, glyph.y)].append(glyph)
            yield glyph


def clipped(glyphs: list[Glyph]) -> list[Glyph]:
    """With widths that end where the next character begins: a font that is not in the file may
    have wider ones.
    """
    for i, (a, b) in enumerate(pairwise(glyphs)):
        if a.y == b.y and a.x0 + 0.4 * (a.x1 - a.x0) <= b.x0 < a.x1:
            glyphs[i] = Glyph(a.text, a.x0, b.x0, a.y, a.size)
    return glyphs


def _reach(glyph: Glyph, near: float) -> tuple[float, float]:
    return glyph.y - near, glyph.y + near


def _cell(glyph: Glyph, x: float, y: float) -> tuple[str, float, int, int]:
    edge = 0.5 * glyph.size
    return glyph.text, round(glyph.size), math.floor(x / edge), math.floor(y / edge)
