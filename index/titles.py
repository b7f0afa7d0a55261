"""Recognises titles of documents in lines: by shape, and by the contents list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from index.contents import Listed
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
    fold,
    heading_number,
    is_agency,
    is_issue_line,
    number_line,
    width,
)
from index.plaintext import Line, join
from search.recognise import DATE, document_numbers

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
    if "，" in text or "。" in text or is_issue_line(text):
        return False
    if any(pattern.match(text) for pattern in _NO_TITLE):
        return False
    return not (heading_number(text) or DATE.match(text) or number_line(text))


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


class TitleList:
    """The titles of a contents list, each to be found once in the body."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self._open: dict[int, Listed] = dict(enumerate(listed))
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for key, item in self._open.items():
            self._heads[item.folded[:2]].append(key)
            self._numbers[item.entry.number or ""].append(key)
        self._budget = 4000  # comparisons: keeps a hostile file from taking quadratic time

    def take_number(self, text: str) -> Listed | None:
        """The entry of the 文号 in a text, where just one still open has it."""
        found = document_numbers(text)
        keys = (
            [k for k in self._numbers.get(found[0].canonical, ()) if k in self._open]
            if found
            else []
        )
        return self._open.pop(keys[0]) if len(keys) == 1 else None

    def take_title(self, title: str) -> Listed | None:
        """The entry with this very title."""
        folded = fold(title)
        for key in self._heads.get(folded[:2], ()):
            if key in self._open and self._open[key].folded == folded:
                return self._open.pop(key)
        return None

    def match(self, lines: Sequence[Line], start: int) -> tuple[int, int] | None:
        """Key and end line of the entry whose title opens at ``start``; it stays open."""
        if (
            not self._open
            or self._budget < -300_000
            or len(lines[start].text) > 120
            or lines[start].is_row
        ):
            return None
        first = fold(lines[start].text)
        for key in self._heads.get(first[:2], ()):
            if key in self._open and (
                end := self._end(lines, start, first, self._open[key].folded)
            ):
                return key, end
        return None

    def take(self, key: int) -> Listed:
        """Close the entry that ``match`` gave, and give it."""
        return self._open.pop(key)

    def _end(self, lines: Sequence[Line], start: int, first: str, title: str) -> int:
        self._budget -= 1
        if not first or len(first) > len(title) * 1.1 + 1:
            return 0
        text, end = first, start + 1
        while len(text) < len(title) - len(title) // 12 and end < min(
            start + TITLE_LINES, len(lines)
        ):
            if not is_titlish(lines[end]):
                break
            text += fold(lines[end].text)
            end += 1
        return end if text == title or self._is_near(text, title) else 0

    def _is_near(self, text: str, title: str) -> bool:
        if len(title) < 10 or abs(len(text) - len(title)) > len(title) // 8 or self._budget < 0:
            return False
        self._budget -= 20
        return SequenceMatcher(None, text, title, autojunk=False).ratio() >= 0.9


def joined_title(lines: Sequence[Line]) -> str:
    """The lines of a title as one text, note marks still in it."""
    return join(line.text for line in lines)
