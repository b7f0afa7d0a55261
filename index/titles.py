"""Recognises titles of documents in lines, by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.patterns import (
    AGENCY_OPENING,
    ATTACHMENT_MARK,
    CATEGORY_BRACKETS,
    DASH_ITEM,
    FIGURE_CAPTION,
    GENRE_END,
    MASTHEAD_LINE,
    NOTE_DEFINITION,
    TABLE_CAPTION,
    TERMINAL,
    UNIT_LINE,
    compact,
    heading_number,
    is_agency,
    is_issue_line,
    number_line,
    width,
)
from index.plaintext import Line, join
from search.recognise import DATE

#: A title is broken over no more lines than this.
TITLE_LINES = 5
# 关于印发…方案的通知: a title about another title
_ABOUT = re.compile(r"关于(?:印发|转发|批转|公布|发布|颁布|修改|废止|下达)")
_ABOUT_END = re.compile(
    r"(?:通知|决定|公告|通告|令|批复|函|意见|通报|决议)(?:[（(][^（）()]{1,20}[)）])?$"
)
_NO_TITLE = (
    ATTACHMENT_MARK,
    CATEGORY_BRACKETS,
    DASH_ITEM,
    FIGURE_CAPTION,
    MASTHEAD_LINE,
    NOTE_DEFINITION,
    TABLE_CAPTION,
    UNIT_LINE,
)
_SUBJECT = (
    "关于",
    "任免",
    "任职",
    "免职",
    "公告",
    "通告",
    "公报",
    "报告",
    "令",
    "条例",
    "规定",
    "办法",
)


@lru_cache(maxsize=1024)  # neighbouring lines are looked at again and again
def is_titlish(line: Line) -> bool:
    """True for a line that may be (part of) a title: short, unnumbered, no sentence."""
    text = line.text
    if line.is_row or width(text) > 62 or text[-1] in TERMINAL + "、,;" or text[0] in "（([":
        return False
    if "，" in text or "。" in text or is_issue_line(text) or _ends_a_bracket(text):
        return False
    if any(pattern.match(text) for pattern in _NO_TITLE):
        return False
    return not (heading_number(text) or DATE.match(text) or number_line(text))


def _ends_a_bracket(text: str) -> bool:
    """…省质监局、省国家安全厅等部门负责）: the long last line of a paragraph."""
    closed = text.count("）") + text.count(")") - text.count("（") - text.count("(")
    return closed > 0 and text[-1] in "）)" and width(text) > 16


def title_run(lines: Sequence[Line], start: int) -> int:
    """End of the title that opens at ``start``: the line after it; ``start`` where there is none.

    A title ends with a word for its genre (通知, 办法 …); that of a notice about a 方案 ends only
    with the notice's own: 关于印发…方案 goes on to 的通知.
    """
    last, text = start, ""
    for end in range(start, title_span(lines, start)):
        if end > start and lines[end].gap and last > start:
            break
        text += _bare_end(lines[end].text)
        if GENRE_END.search(text):
            last = end + 1
            if _is_complete(text) and not _goes_on(lines, end + 1):
                break
    return last


def title_span(lines: Sequence[Line], start: int) -> int:
    """End of the longest stretch of lines from ``start`` that a title might take up."""
    end = start
    while end < min(start + TITLE_LINES, len(lines)) and is_titlish(lines[end]):
        end += 1
    return end


def _is_complete(text: str) -> bool:
    if text.count("《") > text.count("》") or text.count("（") > text.count("）"):
        return False
    return _ABOUT.search(text) is None or _ABOUT_END.search(text) is not None


def _goes_on(lines: Sequence[Line], end: int) -> bool:
    return end < len(lines) and lines[end].text.startswith("的")


def _bare_end(text: str) -> str:
    return compact(text.partition("^")[0]) or text


def opens_with_agency(text: str) -> bool:
    """True where a title begins with an issuing body's name."""
    return AGENCY_OPENING.match(compact(text[:60])) is not None


def is_strong_title(text: str) -> bool:
    """True for what is a title wherever it stands: issuing body, subject, genre."""
    bare = _bare_end(text)
    return (
        opens_with_agency(bare)
        and GENRE_END.search(bare) is not None
        and any(w in bare for w in _SUBJECT)
    )


def title_above(lines: Sequence[Line], number: int, lower: int) -> int:
    """Start of the title that stands directly above the 文号 at ``number``; ``number`` for none."""
    start = number
    while start > max(lower, number - TITLE_LINES) and is_titlish(lines[start - 1]):
        whole = "".join(compact(line.text) for line in lines[start - 1 : number])
        if start < number and _is_whole(lines, start, number):
            break
        start -= 1
        if len(whole) > 160:
            break
    return start


def numbered_titles(lines: Sequence[Line]) -> dict[int, int]:
    """Where a title opens that has its 文号 below it -> the line of the 文号."""
    found: dict[int, int] = {}
    lower = 0
    for i, line in enumerate(lines):
        if not line.is_row and number_line(line.text):
            start = title_above(lines, i, lower)
            if start < i:
                found[start] = i
            lower = i + 1
    return found


def _is_whole(lines: Sequence[Line], start: int, number: int) -> bool:
    """True where the title from ``start`` on needs no line above it."""
    text = "".join(compact(line.text) for line in lines[start:number])
    above = lines[start - 1]
    if lines[start].gap:
        return opens_with_agency(text) or (len(text) > 8 and not text.startswith(("关于", "的")))
    if not is_strong_title(text) or is_agency(above.text):
        return False
    return GENRE_END.search(_bare_end(above.text)) is not None and _is_complete(above.text)


def joined_title(lines: Sequence[Line]) -> str:
    """The lines of a title as one text, note marks still in it."""
    return join(line.text for line in lines)
