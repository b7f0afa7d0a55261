"""Reads what page furniture says: where the pages of an issue break, and under which numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from index.gazette.patterns import BARE_NUMBER, CUMULATIVE, ISSUE_NUMBER, PAGE_NUMBER
from index.plaintext import Line
from search.recognise import DATE

#: A page's number stands below its text, or above it.
FOOT, HEAD = "foot", "head"
_FIGURES = re.compile(r"[0-9０-９]+")
# 2018·6 · 2018.12 · 2018年: which issue this is, in a running head
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\s*[·•.．/年—–-]\s*[0-9]{1,2}(?![0-9]))?\s*年?")
_EDGES = "第页期 \t\u3000·•.．|｜/—–－―─-~～*()（）"
#: Four figures from here on are a year.
_YEARS = 1900


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page number as printed. ``beside``: in the line of a running head, else alone in its own;
    ``bare``: a number and nothing else. ``below``: a running head stands right above it.
    """

    page: int
    beside: bool = False
    bare: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page. ``fed``: a form feed stands there, and ``foot`` and ``head`` are the
    numbers before and behind it; without one they are all there are, both times.
    """

    foot: tuple[PageMark, ...] = ()
    head: tuple[PageMark, ...] = ()
    fed: bool = False

    @property
    def marks(self) -> tuple[PageMark, ...]:
        """All numbers that stand there."""
        return self.foot + self.head if self.fed else self.foot

    def number(self, side: str) -> PageMark | None:
        """The one number on a side; one alone in its line before one in a running head."""
        marks = self.foot if side == FOOT else self.head
        marks = tuple(mark for mark in marks if not mark.beside) or marks
        return marks[0] if len({mark.page for mark in marks}) == 1 else None


@dataclass(frozen=True, slots=True)
class Sheets:
    """The lines of text between the breaks: ``breaks[k]`` follows ``texts[k]``."""

    texts: tuple[tuple[Line, ...], ...]
    breaks: tuple[Break, ...]

    @property
    def fed(self) -> bool:
        """True where form feeds tell all pages apart: within the text no number lacks one."""
        inner = self.breaks[not self.texts[0] : len(self.breaks) - (not self.texts[-1])]
        return any(each.fed for each in inner) and all(each.fed for each in inner if each.marks)

    def size(self, k: int) -> int:
        """How many characters a sheet holds."""
        return sum(len(line.text) for line in self.texts[k])


def sheets(lines: Sequence[Line], furniture: Set[int]) -> Sheets:
    """Cut lines where form feeds or furniture stand; ``furniture`` holds indices of the lines."""
    texts: list[list[Line]] = [[]]
    breaks: list[Break] = []
    between: list[Line] = []
    for i, line in enumerate(lines):
        if i in furniture:
            between.append(line)
            continue
        if between or line.cut:
            breaks.append(_break(between, line.cut))
            texts.append([])
            between = []
        texts[-1].append(line)
    if between:
        breaks.append(_break(between, False))
        texts.append([])
    return Sheets(tuple(map(tuple, texts)), tuple(breaks))


def _break(lines: Sequence[Line], cut_below: bool) -> Break:
    feeds = [k for k, line in enumerate(lines) if line.cut] + [len(lines)] * cut_below
    marks = [(k, page_mark(line.text, k > 0)) for k, line in enumerate(lines)]
    if not feeds:
        every = tuple(mark for _, mark in marks if mark)
        return Break(every, every)
    foot = tuple(mark for k, mark in marks if mark and k < feeds[0])
    head = tuple(mark for k, mark in marks if mark and k >= feeds[-1])
    return Break(foot, head, fed=True)


def page_mark(text: str, below: bool = False) -> PageMark | None:
    """The page number that a line of furniture says, None where it says none: — 18 — · 18 ·
    第18页 共50页 · 吉林省人民政府公报 2018·6 18.

    ``below``: another line of furniture stands right above.
    """
    bare = BARE_NUMBER.match(text) is not None
    alone = bare or PAGE_NUMBER.match(text) is not None
    figures = _FIGURES.search(text) if alone else _beside(text)
    page = int(figures[0]) if figures and len(figures[0]) <= 4 else 0
    return PageMark(page, not alone, bare, below and alone) if 0 < page < _YEARS else None


def _beside(text: str) -> re.Match[str] | None:
    """The one number at an end of a running head that does not tell which issue this is."""
    for pattern in (DATE, CUMULATIVE, ISSUE_NUMBER, _YEAR):
        text = pattern.sub(" ", text)
    rest = text.strip(_EDGES)
    found = list(_FIGURES.finditer(rest))
    at_end = len(found) == 1 and (found[0].start() == 0 or found[0].end() == len(rest))
    return found[0] if at_end else None
