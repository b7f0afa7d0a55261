"""Joins the lines of a PDF's page of which their place or their type tells that they are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.gazette.lettering import width
from index.gazette.patterns import (
    ATTACHMENT_TITLE,
    CATEGORY,
    CONTENTS_HEAD,
    FIGURE_CAPTION,
    TABLE_CAPTION,
    TERMINAL,
    heading_number,
    is_date_line,
    is_issue_line,
    number_line,
)
from index.gazette.units import is_open
from index.plaintext import join

TEXT, LIST, ROW, NOTE, EDGE = "text", "list", "row", "note", "edge"
_LARGE = 1.15  # of the usual size: a title
_EVEN, _UNEVEN = 0.03, 0.15  # sizes of one type differ so much at most; on a scan, so much
_SPREAD = 4  # times as far as they usually lie apart
_OPENING = (1.2, 4.5)  # the indentation of a paragraph's first line
_FLUSH = 0.6
_RAGGED = 1.3  # a line so much short of the edge is full
_SHORT = 3.0  # and a line so much short ends a paragraph
_TITLE = 200
_NARROWEST = 9.0  # characters in the narrowest column
_SENTENCE = re.compile(r"[，。；：、,;（(“《]")

# 15288.94 亿元 · COVID-19: what no line break parts, at the start of a line
_WORD = re.compile(r"[\w.,%-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Draft:
    """A line without its number.

    ``indent`` in Han widths; ``gap`` before it. ``room``: how many characters stand free behind
    it in its column; None where that column shows no edge. ``size``: of its type, to the usual.
    ``cut``: another printed page begins here.
    """

    text: str
    indent: float = 0.0
    gap: bool = False
    kind: str = TEXT
    room: float | None = None
    size: float = 1.0
    cut: bool = False


def paragraphs(drafts: Sequence[Draft]) -> list[Draft]:
    """The lines with those of one title or of one paragraph joined.

    A paragraph goes on where a line is full and the next begins at the edge: for sure where
    paragraphs are indented, else in mid-sentence. Over pages nothing is joined here.
    """
    even = _even([draft.size for draft in drafts if draft.kind == TEXT])
    indented = _is_indented(drafts, even)
    found: list[list[Draft]] = []
    for draft in drafts:
        if found and _goes_on(found[-1], draft, indented, even):
            found[-1].append(draft)
        else:
            found.append([draft])
    return [_one(lines) for lines in found]


def _one(lines: Sequence[Draft]) -> Draft:
    if len(lines) == 1:
        return lines[0]
    return replace(lines[0], text=join(line.text for line in lines))


def _even(sizes: Sequence[float]) -> float:
    """How much sizes of one type differ: type that is set not at all, recognised type does."""
    if not sizes:
        return _EVEN
    usual = median(sizes)
    return min(_UNEVEN, max(_EVEN, _SPREAD * median(abs(size - usual) for size in sizes)))


def _is_indented(drafts: Sequence[Draft], even: float) -> bool:
    """True where more paragraphs open with an indentation than without one."""
    low, high = _OPENING
    usual = [d for d in drafts if d.kind == TEXT and abs(d.size - 1) <= even]
    opened = sum(low <= draft.indent <= high for draft in usual)
    ended = (b for a, b in pairwise(usual) if a.text[-1] in TERMINAL and (a.room or 0) > _SHORT)
    return opened > sum(each.indent < _FLUSH and not _is_caption(each.text) for each in ended)


def _goes_on(lines: Sequence[Draft], draft: Draft, indented: bool, even: float) -> bool:
    last = lines[-1]
    if last.kind != TEXT or draft.kind not in (TEXT, LIST) or draft.gap:
        return False
    if abs(last.size - draft.size) > even * max(last.size, draft.size):
        return False
    if last.size >= _LARGE and not any(mark in last.text + draft.text for mark in "，。；"):
        return _is_title(lines, draft)
    if draft.indent >= _FLUSH or not _is_full(last, draft):
        return False
    ended = last.text[-1] in TERMINAL
    if heading_number(draft.text) and (ended or not indented):
        return False
    if _is_caption(draft.text) and (ended or _is_caption(lines[0].text)):
        return False
    return indented or (is_open(last.text) and not _is_list(last.text, draft.text))


def _is_list(text: str, below: str) -> bool:
    """Two lines without any punctuation are entries of a list sooner than one sentence."""
    return not (_SENTENCE.search(text) or _SENTENCE.search(below))


def _is_caption(text: str) -> bool:
    return any(pattern.match(text) for pattern in (TABLE_CAPTION, FIGURE_CAPTION, ATTACHMENT_TITLE))


def _is_full(last: Draft, draft: Draft) -> bool:
    if width(last.text) + last.indent < _NARROWEST:
        return False
    if last.room is None:  # a column of few lines: only its first line's indentation tells
        low, high = _OPENING
        return low <= last.indent <= high and len(last.text) >= 12 and is_open(last.text)
    word = _WORD.match(draft.text)
    return last.room <= max(_RAGGED, len(word[0]) / 2 + 0.5 if word else 0.0)


def _is_title(lines: Sequence[Draft], draft: Draft) -> bool:
    if sum(len(line.text) for line in lines) + len(draft.text) > _TITLE:
        return False
    alone: tuple[Callable[[str], object], ...] = (
        heading_number,
        number_line,
        is_date_line,
        is_issue_line,
        CONTENTS_HEAD.match,
        CATEGORY.match,
    )
    whole = join(line.text for line in lines)
    return not any(stands(text) for stands in alone for text in (whole, draft.text))
