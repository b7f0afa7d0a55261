"""Finds the footnotes at the foot of a PDF's column, and writes them as [1] and their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from index.pdf.glyphs import Rule
from index.pdf.runs import Run
from index.plaintext import join

_SMALLER = 0.93  # of the size of the text: the type of notes
_RULE = (2.0, 0.75)  # the rule above them: so many characters at least, so much of the column

# ^[1]本公报 · [1] 同上 · ［2］ · ① 指 · 〔3〕
_MARKED = re.compile(
    r"(?:\^[\[［]([0-9*]{1,3})[\]］]|[\[［〔(（]\s*([0-9０-９]{1,3})\s*[\]］〕)）]|([\u2460-\u2473])|([*＊]))\s*(?=\S)"
)
# 1 本公报中 · 1．指 · 注1：
_BARE = re.compile(r"注?\s*([0-9０-９]{1,2})\s*[.．、:：]?\s*(?=[^\s0-9０-９.．%％年月日])")


@dataclass(frozen=True, slots=True)
class Foot:
    """Where the notes of a column begin among its lines, and each note's first line and text."""

    start: int
    notes: tuple[tuple[int, str], ...]


def foot(
    lines: Sequence[Run], texts: Sequence[str], size: float, rules: Sequence[Rule]
) -> Foot | None:
    """The footnotes that end a column; None for none.

    They are set in smaller type than ``size``, or stand below a short rule, and the first opens
    with a mark. A line that opens with none goes on with the note above.
    """
    start = _start(lines, size, rules)
    while start < len(lines) and _mark(texts[start], lines[start].size <= _SMALLER * size) is None:
        start += 1
    if start >= len(lines):
        return None
    notes: list[tuple[int, list[str]]] = []
    for i in range(start, len(lines)):
        found = _mark(texts[i], lines[i].size <= _SMALLER * size)
        if found:
            notes.append((i, [f"[{found[0]}] ", texts[i][found[1] :]]))
        else:
            notes[-1][1].append(texts[i])
    return Foot(start, tuple((i, join(parts)) for i, parts in notes))


def _start(lines: Sequence[Run], size: float, rules: Sequence[Rule]) -> int:
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * size:
        start -= 1
    ruled = _below_rule(lines, size, rules)
    return min(start, ruled)


def _below_rule(lines: Sequence[Run], size: float, rules: Sequence[Rule]) -> int:
    """The first line below the last short rule at the column's left edge."""
    if not lines:
        return 0
    left, right = min(run.x0 for run in lines), max(run.x1 for run in lines)
    least, share = _RULE
    at = [
        rule.y0
        for rule in rules
        if rule.is_flat
        and abs(rule.x0 - left) <= 2.5 * size
        and least * size <= rule.x1 - rule.x0 <= share * (right - left)
        and not any(0 <= rule.y0 - run.y < 0.4 * run.size for run in lines)
    ]
    heights = [y for y in at if y > lines[0].y]
    if not heights:
        return len(lines)
    return next((i for i, run in enumerate(lines) if run.y > max(heights)), len(lines))


def _mark(text: str, small: bool) -> tuple[str, int] | None:
    """The mark that a note opens with, in plain figures, and where its text begins.

    A figure alone is one in small type only; else it may number a heading.
    """
    found = _MARKED.match(text) or (_BARE.match(text) if small else None)
    if found is None:
        return None
    mark = next(filter(None, found.groups()))
    return normalize("NFKC", mark), found.end()
