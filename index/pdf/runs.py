"""Puts the characters of a PDF's page together to pieces of lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.pdf.glyphs import Glyph

#: A wider gap, in characters, parts a line into pieces.
PART = 0.95
_BACK = -0.5
_LEVEL = 0.2  # base lines of one line lie so near
_SAME_LINE = 0.35
#: Of the size beside it: what stands high may be a mark.
SMALL = 0.85
_STACK = (0.7, 1.45)  # from one character of a vertical label to the next
_LABEL = 3
_MARK, _MARKS, _NEAR = 5, 400, 60  # characters of a mark, marks of a page, lines to look at


@dataclass(frozen=True, slots=True)
class Run:
    """Characters side by side; ``vertical`` ones are a label whose characters stand in a stack.

    ``order`` tells which was drawn first.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    y: float
    size: float
    top: float
    bottom: float
    vertical: bool = False
    order: int = 0

    @classmethod
    def of(cls, glyphs: Sequence[Glyph], order: int = 0, vertical: bool = False) -> Run:
        """The run of some characters, one of them no space."""
        shown = [glyph for glyph in glyphs if glyph.text != " "]
        main = _main(shown)
        return cls(
            tuple(glyphs),
            min(glyph.x0 for glyph in shown),
            max(glyph.x1 for glyph in shown),
            main.y,
            main.size,
            min(glyph.top for glyph in shown),
            max(glyph.bottom for glyph in shown),
            vertical,
            order,
        )


def _main(glyphs: Sequence[Glyph]) -> Glyph:
    """A character of the size that most of a line is set in, on its base line."""
    weights: dict[tuple[float, float], float] = defaultdict(float)
    for glyph in glyphs:
        weights[round(glyph.size, 1), round(glyph.y, 1)] += glyph.x1 - glyph.x0 + 0.01
    size, y = max(weights, key=lambda key: (weights[key], key))
    return Glyph("", 0, 0, y, size)


def runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """The pieces of lines on a page, by their base lines; vertical labels last."""
    pieces = _joined([Run.of(each, order) for order, each in enumerate(_in_order(glyphs))])
    pieces = _with_marks(pieces)
    flat, labels = _labels(pieces)
    return [*sorted(flat, key=lambda run: (run.y, run.x0)), *labels]


def _in_order(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Characters that follow each other as they are drawn; spaces go with those before."""
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == " ":
            if run:
                run.append(glyph)
            continue
        if last is None or not _follows(last, glyph):
            if run:
                yield run
            run = []
        run.append(glyph)
        last = glyph
    if run:
        yield run


def _follows(a: Glyph, b: Glyph) -> bool:
    size = max(a.size, b.size)
    return _is_level(a, b) and _BACK * size < b.x0 - a.x1 < PART * size


def _is_level(a: Glyph | Run, b: Glyph | Run) -> bool:
    """True where two stand in one line, one of them perhaps as a small mark."""
    big, small = (a, b) if a.size >= b.size else (b, a)
    apart = abs(a.y - b.y)
    return apart <= _LEVEL * big.size or (
        small.size <= SMALL * big.size and apart <= 0.6 * big.size and small.y <= big.y
    )


def _joined(pieces: Sequence[Run]) -> list[Run]:
    """Pieces that stand side by side but were not drawn one after the other put together."""
    found = []
    for _, band in groupby(_banded(pieces), key=lambda pair: pair[0]):
        line = sorted((run for _, run in band), key=lambda run: run.x0)
        group = [line[0]]
        for run in line[1:]:
            size = max(group[-1].size, run.size)
            if _BACK * size < run.x0 - group[-1].x1 < PART * size:
                group.append(run)
            else:
                found.append(_merged(group))
                group = [run]
        found.append(_merged(group))
    return found


def _merged(group: Sequence[Run]) -> Run:
    if len(group) == 1:
        return group[0]
    order = min(run.order for run in group)
    return Run.of([glyph for run in group for glyph in run.glyphs], order)


def _banded(pieces: Sequence[Run]) -> Iterator[tuple[int, Run]]:
    """Pieces by their base lines, each with the number of its band."""
    number, last = 0, None
    for run in sorted(pieces, key=lambda run: run.y):
        if last and abs(run.y - last.y) > _LEVEL * min(run.size, last.size):
            number += 1
        last = run
        yield number, run


def _with_marks(pieces: Sequence[Run]) -> list[Run]:
    """The runs, with small raised ones that were drawn apart in the lines that they belong to."""
    ordered = sorted(pieces, key=lambda run: run.y)
    heights = [run.y for run in ordered]
    small = [run for run in ordered if len(run.glyphs) <= _MARK][:_MARKS]
    added: dict[int, list[Run]] = defaultdict(list)
    for mark in small:
        near = ordered[bisect_right(heights, mark.y) : bisect_right(heights, mark.y + 40)][:_NEAR]
        host = next((run for run in near if _is_mark_of(mark, run)), None)
        if host is not None:
            added[id(host)].append(mark)
    used = {id(mark) for marks in added.values() for mark in marks}
    return [_marked(run, added[id(run)]) for run in pieces if id(run) not in used]


def _is_mark_of(mark: Run, run: Run) -> bool:
    raised = 0.15 * run.size < run.y - mark.y < 0.7 * run.size and mark.size <= SMALL * run.size
    return raised and run.x0 < mark.x0 < run.x1 + 0.6 * run.size and len(run.glyphs) > 1


def _marked(run: Run, marks: Sequence[Run]) -> Run:
    if not marks:
        return run
    glyphs = [glyph for each in (run, *marks) for glyph in each.glyphs]
    return Run.of(sorted(glyphs, key=lambda glyph: glyph.x0), run.order)


def _labels(pieces: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The runs, and the labels that single characters in a stack make up."""
    stacks: list[list[Run]] = []
    single = sorted(
        (run for run in pieces if len(run.glyphs) == 1 and run.glyphs[0].is_wide),
        key=lambda run: (round(run.x0), run.y),
    )
    for run in single:
        if stacks and _is_stacked(stacks[-1][-1], run):
            stacks[-1].append(run)
        else:
            stacks.append([run])
    levels = Counter(round(run.y) for run in pieces)
    stacks = [each for each in stacks if len(each) >= _LABEL and not _is_column(each, levels)]
    used = {id(run) for stack in stacks for run in stack}
    labels = [
        Run.of([run.glyphs[0] for run in stack], stack[0].order, vertical=True) for stack in stacks
    ]
    return [run for run in pieces if id(run) not in used], labels


def _is_column(stack: Sequence[Run], levels: Counter[int]) -> bool:
    """True where the characters stand in lines with others, as cells of a table do."""
    return sum(levels[round(run.y)] > 1 for run in stack) > 0.6 * len(stack)


def _is_stacked(a: Run, b: Run) -> bool:
    low, high = _STACK
    return abs(a.x0 - b.x0) < 0.3 * a.size and low * a.size < b.y - a.y < high * a.size


def lines_of(pieces: Iterable[Run]) -> list[list[Run]]:
    """The runs of a column by lines from the top, each from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(pieces, key=lambda run: run.y):
        if lines and abs(run.y - lines[-1][0].y) <= _SAME_LINE * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda run: run.x0) for line in lines]


def line_of(pieces: Sequence[Run]) -> Run:
    """The runs of one line as one."""
    return _merged(pieces)
