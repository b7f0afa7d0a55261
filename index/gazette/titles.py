"""Recognises titles of documents in lines, by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.gazette.imprint import is_imprint
from index.gazette.lettering import compact, width
from index.gazette.patterns import (
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
    heading_number,
    is_agency,
    is_issue_line,
    number_line,
)
from index.plaintext import Line, join
from search.recognise import DATE

#: A title is broken over no more lines than this, not counting those of joint issuers.
TITLE_LINES = 5
_MOST_LINES = 20
# 关于印发…方案的通知: a title about another title
_ABOUT = re.compile(r"关于(?:印发|转发|批转|公布|发布|颁布|修改|废止|下达)")
_ABOUT_END = re.compile(
    r"(?:通知|决定|公告|通告|令|批复|函|意见|通报|决议)(?:[（(][^（）()]{1,20}[)）])?$"
)
# （试行） · （2018年版） · （2016—2020年）
_BRACKET = re.compile(r"[（(]([^（）()]{1,16})[)）]")
_EDITION = re.compile(r"^(?:试行|暂行|草案|修订|征求意见稿)$|(?:版|本|稿|[0-9]{4}年)$")
# 办公厅, cut off from the body it belongs to, is no second issuer
_OFFICE = re.compile(r"办公[厅室]")
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
    if any(mark in text for mark in "，。："):
        return False
    if is_issue_line(text) or is_imprint(text) or _ends_a_bracket(text):
        return False
    if any(pattern.match(text) for pattern in _NO_TITLE):
        return False
    return not (heading_number(text) or DATE.match(text) or number_line(text))


def _ends_a_bracket(text: str) -> bool:
    """…省质监局、省国家安全厅等部门负责）: the long last line of a paragraph."""
    closed = text.count("）") + text.count(")") - text.count("（") - text.count("(")
    return closed > 0 and text[-1] in "）)" and width(text) > 16


@lru_cache(maxsize=1024)
def is_title_bracket(line: Line) -> bool:
    """True for a line in brackets that belongs to the title above it: （2018年版）》的通知."""
    match = None if line.is_row or width(line.text) > 40 else _BRACKET.match(line.text)
    if match is None or heading_number(line.text) or number_line(line.text):
        return False
    rest = line.text[match.end() :]
    if not rest:
        return _EDITION.search(match[1]) is not None
    return rest[0] in "》〉" or (GENRE_END.search(rest) is not None and not set(rest) & set("，。"))


def may_go_on(line: Line) -> bool:
    """True for a line that a title above it may go on with."""
    return is_titlish(line) or is_title_bracket(line)


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
        if not is_agency(lines[end].text) and GENRE_END.search(text):
            last = end + 1
            if _is_complete(text) and not _goes_on(lines, end + 1):
                break
    return last


def title_span(lines: Sequence[Line], start: int) -> int:
    """End of the longest stretch of lines from ``start`` that a title might take up."""
    end, room = start, TITLE_LINES
    while end < min(start + _MOST_LINES, len(lines)) and room:
        if not (may_go_on(lines[end]) if end > start else is_titlish(lines[end])):
            break
        room -= not is_agency(lines[end].text)
        end += 1
    return end


def _is_complete(text: str) -> bool:
    if text.count("《") > text.count("》") or text.count("（") > text.count("）"):
        return False
    return _ABOUT.search(text) is None or _ABOUT_END.search(text) is not None


def _goes_on(lines: Sequence[Line], end: int) -> bool:
    return end < len(lines) and (lines[end].text.startswith("的") or is_title_bracket(lines[end]))


def _bare_end(text: str) -> str:
    return compact(text.partition("^")[0]) or text


def opens_with_agency(text: str) -> bool:
    """True where a title begins with an issuing body's name."""
    text = text[:60]
    return bool(AGENCY_OPENING.match(compact(text)) or AGENCY_OPENING.match(text))


def is_strong_title(text: str) -> bool:
    """True for what is a title wherever it stands: issuing body, subject, genre."""
    bare = _bare_end(text)
    return (
        (opens_with_agency(bare) or opens_with_agency(text))
        and GENRE_END.search(bare) is not None
        and any(w in bare for w in _SUBJECT)
    )


def title_above(lines: Sequence[Line], number: int, lower: int) -> int:
    """Start of the title that stands directly above the 文号 at ``number``; ``number`` for none."""
    start, room = number, TITLE_LINES
    while start > max(lower, number - _MOST_LINES) and room and may_go_on(lines[start - 1]):
        whole = "".join(compact(line.text) for line in lines[start - 1 : number])
        if start < number and _is_whole(lines, start, number):
            break
        start -= 1
        room -= not is_agency(lines[start].text)
        if len(whole) > 240:
            break
    while start < number and not is_titlish(lines[start]):
        start += 1
    return start


def numbered_titles(lines: Sequence[Line]) -> dict[int, int]:
    """Where a title opens that has its 文号 below it -> the line of the 文号."""
    found: dict[int, int] = {}
    lower = 0
    for i, line in enumerate(lines):
        if not line.is_row and number_line(line.text):
            start = title_above(lines, i, lower)
            if start < i and not _belongs_below(lines, start, i):
                found[start] = i
            lower = i + 1
    return found


def _belongs_below(lines: Sequence[Line], start: int, number: int) -> bool:
    """True where a 文号 has its title below it, and what stands above is none."""
    above = joined_title(lines[start:number])
    if is_strong_title(above) or ("关于" in above and GENRE_END.search(_bare_end(above))):
        return False
    end = title_run(lines, number + 1)
    return end > number + 1 and is_strong_title(joined_title(lines[number + 1 : end]))


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
    """The lines of a title as one text, note marks still in it; a space between joint issuers."""
    pieces: list[str] = []
    for above, line in zip([None, *lines], lines, strict=False):
        joint = above and is_agency(above.text) and _is_second_issuer(line.text)
        pieces.append(f" {line.text}" if joint else line.text)
    return join(pieces)


def _is_second_issuer(text: str) -> bool:
    body = text.partition("关于")[0]
    return is_agency(body) and not _OFFICE.match(body)
