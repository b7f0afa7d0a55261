"""Finds page numbers and running heads among the lines, and takes them out of the text's way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from index.gazette.imprint import is_imprint
from index.gazette.lettering import compact, width
from index.gazette.patterns import (
    BARE_NUMBER,
    PAGE_NUMBER,
    TERMINAL,
    fold,
    heading_number,
    is_date_line,
    number_line,
)
from index.plaintext import Line
from search.recognise import han_number

_FIGURES = re.compile(r"[0-9]+")
# 吉林省人民政府公报 2018年第6期 · 2018·6 · 总第770期 · 第18页, folded
_ISSUE_MARKS = re.compile(r"[0-9]+年?|第[0-9]+[期页号]|[复总第累计]+[0-9]+期?|月|日|出版")

# 教育部公报, where the issue says 中华人民共和国教育部公报
_SHORT_TITLE = re.compile(r".{1,20}(?:公报|政报)")


def find(lines: Sequence[Line], title: str | None, fronted: bool = False) -> Set[int]:
    """The indices of the lines that are page furniture.

    ``title`` is the gazette's own title: it stands as a running head with the issue's number.
    ``fronted``: the lines are below front pages that name the issue, and open with no masthead.
    """
    marks = _page_numbers(lines)
    return marks | _running_heads(lines, marks, title, fronted)


def without(lines: Sequence[Line], furniture: Set[int]) -> list[Line]:
    """The lines that are no furniture; the line after some has ``cut`` set."""
    kept, cut = [], False
    for i, line in enumerate(lines):
        if i in furniture:
            cut = True
        else:
            kept.append(replace(line, cut=True, gap=True) if cut else line)
            cut = False
    return kept


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    marks = {
        i for i, line in enumerate(lines) if len(line.text) < 24 and PAGE_NUMBER.match(line.text)
    }
    bare = [
        (i, han_number(line.text))
        for i, line in enumerate(lines)
        if len(line.text) <= 4 and BARE_NUMBER.match(line.text)
    ]
    for (i, n), (j, m) in pairwise(bare):
        if 1 <= m - n <= 2 and j - i > 2:  # figures of a list stand closer than pages
            marks |= {i, j}
    marks |= {i for i, _ in bare if _at_page_break(lines, i)}
    return marks


def _at_page_break(lines: Sequence[Line], i: int) -> bool:
    return lines[i].cut or (i + 1 < len(lines) and lines[i + 1].cut)


def _running_heads(
    lines: Sequence[Line], pages: set[int], title: str | None, fronted: bool
) -> set[int]:
    own = fold(title) if title else ""
    first = 0 if fronted else _first_text(lines) + 1
    marks = {
        i for i, line in enumerate(lines) if i >= first and own and _is_own_head(line.text, own)
    }
    known = pages | marks
    beside = [i for i in range(len(lines)) if _may_repeat(lines, i) and _beside(lines, i, known)]
    seen = Counter(_head_key(lines[i].text) for i in beside)
    return marks | {i for i in beside if seen[_head_key(lines[i].text)] > 1}


def _first_text(lines: Sequence[Line]) -> int:
    """The masthead ends where the first 文号 or the first sentence stands."""
    return next((i for i, line in enumerate(lines) if _is_text(line)), len(lines))


def _is_text(line: Line) -> bool:
    return number_line(line.text) or (width(line.text) > 20 and line.text[-1] in TERMINAL)


def _is_own_head(text: str, own: str) -> bool:
    if len(text) > 60:
        return False
    folded = fold(text)
    rest = _ISSUE_MARKS.sub("", folded.replace(own, "", 1))
    if own in folded:
        return not rest
    return rest != folded and _SHORT_TITLE.fullmatch(rest) is not None and own.endswith(rest)


def _beside(lines: Sequence[Line], i: int, marks: set[int]) -> bool:
    return i - 1 in marks or i + 1 in marks or lines[i].cut


def _may_repeat(lines: Sequence[Line], i: int) -> bool:
    """A date, a 文号, a heading, a sentence, a signature, an imprint is never a running head."""
    text = lines[i].text
    if len(text) > 40 or lines[i].is_row or text[-1] in TERMINAL + "，、":
        return False
    if any(mark in text for mark in "，；。"):
        return False
    if heading_number(text) or is_date_line(text) or number_line(text) or is_imprint(text):
        return False
    return not (i + 1 < len(lines) and is_date_line(lines[i + 1].text))


def _head_key(text: str) -> str:
    return _FIGURES.sub("", compact(text))
