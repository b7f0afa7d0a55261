"""Takes running heads and page numbers off a PDF's page, so that no column takes them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.gazette.patterns import BARE_NUMBER, ISSUE_NUMBER, PAGE_NUMBER, is_gazette_title
from index.pdf.beside import Piece
from index.pdf.glyphs import Rule
from index.pdf.grid import Table
from index.pdf.runs import Run, line_of, lines_of
from index.pdf.text import text_of
from index.plaintext import join

_TABLE_RULES = 3  # so many of one length are a table's
_LINES = 2  # so many at most stand at each edge
_APART = 0.7  # in characters: so much free space parts them from the text
_WIDER = 1.25  # or so much more than between lines
_LONGEST = 45
_LEVEL = 5.0  # points: where lines of one table begin and end
_RULE = 0.6  # of the width of the text: a ruled line that parts an edge from it


@dataclass(frozen=True, slots=True)
class Edges:
    """The lines at the head and at the foot of a page, and the pieces between them."""

    head: tuple[str, ...]
    pieces: tuple[Piece, ...]
    tail: tuple[str, ...]


def edges(pieces: Sequence[Piece], rules: Sequence[Rule], em: float, pitch: float) -> Edges:
    """Part a page's edges from its text: lines at the very top or foot, apart from the rest,
    that hold a page number, the gazette's name or number, or are parted by a ruled line.

    ``em``: the size of the text; ``pitch``: from line to line, in characters.
    """
    apart = em * max(_APART, _WIDER * (pitch - 1))
    rest = sorted(pieces, key=lambda piece: piece.top)
    head: list[str] = []
    tail: list[str] = []
    rules = _across(rest, rules)
    for _ in range(_LINES):
        if (line := _outmost(rest, rules, apart, -1)) is not None:
            head.append(_text(line))
            rest = _without(rest, line)
        if (line := _outmost(rest, rules, apart, 1)) is not None:
            tail.insert(0, _text(line))
            rest = _without(rest, line)
    return Edges(tuple(head), tuple(rest), tuple(tail))


def _without(pieces: Sequence[Piece], line: Sequence[Piece]) -> list[Piece]:
    taken = {id(piece) for piece in line}
    return [piece for piece in pieces if id(piece) not in taken]


def _outmost(
    pieces: Sequence[Piece], rules: Sequence[Rule], apart: float, way: int
) -> list[Run] | None:
    """The line at the top (``way`` -1) or the foot (1), where it is no text."""
    if not pieces:
        return None
    first = min(pieces, key=lambda p: p.top) if way < 0 else max(pieces, key=lambda p: p.bottom)
    line = [p for p in pieces if first.top <= (p.top + p.bottom) / 2 <= first.bottom]
    runs = [piece for piece in line if isinstance(piece, Run)]
    rest = _without(pieces, line)
    if len(runs) < len(line) or sum(len(run.glyphs) for run in runs) > _LONGEST:
        return None
    if way < 0:
        start, end = max(p.bottom for p in line), min((p.top for p in rest), default=1e9)
    else:
        start, end = max((p.bottom for p in rest), default=-1e9), min(p.top for p in line)
    ruled = any(start - 2 <= rule.y0 <= end + 2 for rule in rules)
    if end - start < apart and not (ruled and end > start):
        return None
    return runs if ruled or _is_furniture(runs) else None


def _across(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Rule]:
    """The lines across most of the text, but for those of tables."""
    if not pieces:
        return []
    wide = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    long = [rule for rule in rules if rule.is_flat and rule.x1 - rule.x0 > _RULE * wide]
    alike = Counter(_extent(rule) for rule in long)
    return [
        rule
        for rule in long
        if alike[_extent(rule)] < _TABLE_RULES
        and not any(table.top - 2 <= rule.y0 <= table.bottom + 2 for table in tables)
    ]


def _extent(rule: Rule) -> tuple[int, int]:
    return round(rule.x0 / _LEVEL), round(rule.x1 / _LEVEL)


def _is_furniture(runs: Sequence[Run]) -> bool:
    texts = [text_of(run) for run in runs]
    whole = _text(runs)
    if PAGE_NUMBER.match(whole) or ISSUE_NUMBER.search(whole) or is_gazette_title(whole):
        return True
    return any(BARE_NUMBER.match(text) or PAGE_NUMBER.match(text) for text in texts) or (
        len(texts) > 1 and any(is_gazette_title(text) for text in texts)
    )


def _text(runs: Sequence[Run]) -> str:
    return join(text_of(line_of(line)) for line in lines_of(runs))
