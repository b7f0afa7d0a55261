"""Turns OCR'd text into lines that know where they stood: number, indentation, gap, page break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.gazette.lettering import width
from index.gazette.patterns import TERMINAL

# What shows nothing and means nothing: controls, zero-width marks, soft hyphens, BOM.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_OTHER_BREAKS = re.compile("[\x0b\x1c-\x1f\x85\u2028\u2029]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PIPE_ROW = re.compile(r"\|.*\|$")
_PIPE_RULE = re.compile(r"[|\s:+-]+$")


# A paragraph opens two characters in, a signature stands at the right.
_FAR = 4.5


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``number`` counts from 1 in the source; ``indent`` is in Han widths.

    ``gap`` tells that a blank line, ``cut`` that a page or column break stands before it.
    A table row keeps its tabs; other text has none.
    """

    number: int
    text: str
    indent: float = 0.0
    gap: bool = False
    cut: bool = False

    @property
    def is_row(self) -> bool:
        """True for a table row: a line with tabs between its cells."""
        return "\t" in self.text


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file shows where a paragraph ends.

    ``measure`` is the width of a full line in Han widths where lines are hard-wrapped, else
    None. ``indented``: paragraphs open with an indentation. ``gapped``: with a blank line.
    """

    measure: float | None = None
    indented: bool = False
    gapped: bool = False


def clean(text: str) -> str:
    """Text with ``\\n`` line ends and without control characters, BOM and lone surrogates.

    Tabs, form feeds and all kinds of space stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _LONE_SURROGATE.sub("\ufffd", text)
    return _OTHER_BREAKS.sub(" ", _INVISIBLE.sub("", text))


def read_lines(text: str) -> list[Line]:
    """All lines that are not blank, in order. A form feed breaks a line, but is not counted."""
    return list(_settle_tabs(_number(clean(text))))


def _number(text: str) -> Iterator[Line]:
    gap = cut = False
    for number, raw in enumerate(text.split("\n"), start=1):
        for i, piece in enumerate(raw.split("\f")):
            cut = cut or i > 0
            if not piece.strip():
                gap = True
                continue
            yield _line(number, piece, gap, cut)
            gap = cut = False


def _line(number: int, raw: str, gap: bool, cut: bool) -> Line:
    body = raw.strip(" \u3000\xa0\u2000\u2001\u2002\u2003\u2009\u200a\u202f\u205f")
    if _PIPE_RULE.match(body) and "|" in body:
        body = "\t"
    elif _PIPE_ROW.match(body) and body.count("|") > 2:
        body = "\t".join(cell.strip() for cell in body[1:-1].split("|"))
    blank = len(raw) - len(raw.lstrip())
    return Line(number, body, width(raw[:blank].replace("\t", "\u3000\u3000")), gap, cut)


def _settle_tabs(lines: Iterable[Line]) -> Iterator[Line]:
    """Tabs between words make a row; at a line's ends they do so only within a table."""
    in_table = False
    for line in lines:
        inner = line.text.strip()
        if not inner:  # the rule below a Markdown table's head
            continue
        row = "\t" in inner or (in_table and "\t" in line.text and not line.gap)
        in_table = row
        same = row or inner == line.text
        yield line if same else Line(line.number, inner, line.indent, line.gap, line.cut)


def layout(lines: Sequence[Line]) -> Layout:
    """Find out how the lines of a body show where a paragraph ends."""
    prose = [line for line in lines if not line.is_row]
    if len(prose) < 4:
        return Layout()
    measure = _measure(prose)
    return Layout(measure, _is_indented(prose, measure), _is_gapped(prose, measure))


def _measure(prose: Sequence[Line]) -> float | None:
    """The width of a full line, where many lines end there, in mid-sentence, and none beyond."""
    widths = [(width(ln.text) + ln.indent, ln.text[-1] not in TERMINAL) for ln in prose]
    ordered = sorted(w for w, _ in widths)
    full = ordered[int(0.95 * (len(ordered) - 1))]
    near = [cut for w, cut in widths if full - 3 <= w <= full + 3]
    beyond = sum(w > full + 4 for w, _ in widths)
    wrapped = len(near) >= max(3, 0.1 * len(widths)) and sum(near) >= 0.5 * len(near)
    return full if 12 <= full <= 70 and wrapped and beyond <= 0.04 * len(widths) else None


def _is_gapped(prose: Sequence[Line], measure: float | None) -> bool:
    """Blank lines mark paragraphs where many lines have one before them; in narrow columns, where
    most of those do that follow a short finished line.
    """
    if sum(line.gap for line in prose[1:]) >= 0.15 * len(prose):
        return True
    after = _after_finished(prose, measure)
    return measure is not None and sum(line.gap for line in after) >= max(4, 0.9 * len(after))


def _after_finished(prose: Sequence[Line], measure: float | None) -> list[Line]:
    """The lines below one that ends a sentence and is not full; a page break says nothing."""
    full = (measure or 1e9) - 3
    ended = [(a, b) for a, b in pairwise(prose) if a.text[-1] in TERMINAL and not b.cut]
    return [b for a, b in ended if width(a.text) + a.indent < full and b.indent <= _FAR]


def _is_indented(prose: Sequence[Line], measure: float | None) -> bool:
    """Indentation marks paragraphs where most lines that follow a finished one have it.

    A line that ends in 。 at the full measure finishes nothing for sure; a line far to the right
    is a signature.
    """
    full = (measure or 1e9) - 3
    ended = [(a, b) for a, b in pairwise(prose) if a.text[-1] in TERMINAL]
    after = [b for a, b in ended if width(a.text) + a.indent < full and b.indent <= _FAR]
    indented = sum(line.indent >= 1 for line in after)
    return len(after) >= 2 and indented >= 0.7 * len(after)


def join(parts: Iterable[str]) -> str:
    """Pieces of one paragraph put together: a space only between two Latin letters."""
    joined: list[str] = []
    for part in parts:
        if joined and _is_latin(joined[-1][-1:]) and _is_latin(part[:1]):
            joined.append(" ")
        joined.append(part)
    return "".join(joined)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
