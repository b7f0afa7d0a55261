"""How a page of a PDF is handed from the process that opens it to the one that reads it."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

#: What the first word from the process says, if it is no number of pages.
LOCKED, BROKEN, MISSING = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
#: A page of more characters or drawn objects is not read or has no tables; no page is like that.
MAX_CHARACTERS = 100_000
MAX_OBJECTS = 50_000
#: A file of more pages is no issue.
MAX_PAGES = 5_000
#: x and y of the origin, width, size, angle of a character; the corners of a drawn line.
CHARACTER_NUMBERS, LINE_NUMBERS = 5, 4

_WORD = struct.Struct("<I")
_HEAD = struct.Struct("<5I3f")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is drawn: in points from its top left corner, as it is shown, x to the right.

    ``codes``: a code point for each character, 0 where the file does not tell it. ``numbers``:
    five for each, its origin's x and y, its width, its size, and the direction of its writing in
    degrees counter-clockwise. ``lines``: four for each ruled line, left, top, right, bottom.
    ``pictured``: which part of the page pictures cover; ``drawn``: how many other objects it has.
    ``lost``: the page could not be read; ``crowded``: not all of its lines were looked at.
    """

    page: int
    width: float = 0.0
    height: float = 0.0
    codes: Sequence[int] = ()
    numbers: Sequence[float] = ()
    lines: Sequence[float] = ()
    pictured: float = 0.0
    drawn: int = 0
    lost: bool = False

    @property
    def crowded(self) -> bool:
        """True where a page has more objects than are looked at."""
        return self.drawn >= MAX_OBJECTS


def write_word(stream: IO[bytes], word: int) -> None:
    """Say the number of pages, or LOCKED, BROKEN or MISSING."""
    stream.write(_WORD.pack(word))
    stream.flush()


def read_word(stream: IO[bytes]) -> int | None:
    """The word that was written; None where the process ended without one."""
    data = stream.read(_WORD.size)
    return int(_WORD.unpack(data)[0]) if len(data) == _WORD.size else None


def write_sheet(stream: IO[bytes], sheet: Sheet) -> None:
    """Hand a page on."""
    head = (sheet.page, len(sheet.codes), len(sheet.lines), sheet.drawn, int(sheet.lost))
    stream.write(_HEAD.pack(*head, sheet.width, sheet.height, sheet.pictured))
    stream.write(array("I", sheet.codes).tobytes())
    stream.write(array("f", sheet.numbers).tobytes())
    stream.write(array("f", sheet.lines).tobytes())
    stream.flush()


def read_sheet(stream: IO[bytes]) -> Sheet | None:
    """The next page; None where the process ended before it was whole."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    page, characters, lines, drawn, lost, width, height, pictured = _HEAD.unpack(head)
    codes, numbers, corners = array("I"), array("f"), array("f")
    for numbered, count in ((codes, characters), (numbers, 5 * characters), (corners, lines)):
        data = stream.read(4 * count)
        if len(data) < 4 * count:
            return None
        numbered.frombytes(data)
    return Sheet(page, width, height, codes, numbers, corners, pictured, drawn, bool(lost))
