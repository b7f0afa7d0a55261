"""Finds where the printed contents list of an issue stands, and the page numbers in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.gazette.front import FRONT_LINES
from index.gazette.lettering import width
from index.gazette.patterns import (
    ARTICLE,
    CONTENTS_HEAD,
    ORDER_SERIAL,
    ORDER_TITLE,
    PAGE_NUMBER,
    PERSON_SIGNATURE,
    TERMINAL,
    is_date_line,
    number_line,
)
from index.plaintext import Line
from search.recognise import han_number

LEADERS = " \t\u3000.．…·‥⋯・。_-—"
# … (18) · ……18 · /18 · （封底） · 标题<tab>18
_PAGE = re.compile(
    r"(?:[（(]\s*([0-9０-９]{1,3}|封[底面里一二三四])\s*[)）]|[/／]\s*([0-9０-９]{1,3})|"
    r"(?<=[\s.．…·‥⋯・_—-])([0-9０-９]{1,3}|封[底面里一二三四]))(?:\s*[-—~～]\s*[0-9]{1,3})?\s*$"
)
# 吉林省人民政府公报 2018·6 18 · 18 吉林省人民政府公报 2018年第6期
_RUNNING_HEAD = re.compile(
    r"(?:[0-9]{1,4}\s+)?[\u4e00-\u9fff]{2,24}[公政]报\s*(?:19|20)[0-9]{2}\s*"
    r"(?:[·.．/]\s*[0-9]{1,2}|年?第[0-9]{1,2}期)(?:\s+[0-9]{1,4})?$"
)
# 第一章 总则, below a law's own 目录
_CHAPTER = re.compile(r"第\s*[一1]\s*[编篇章节]")
# 3　江南省人民政府关于甲事项的通知
_LEAD = re.compile(r"([0-9]{1,3})[\s\u3000]+(?=[\u4e00-\u9fff《])")
# 各市、县人民政府，省政府各部门：
_ADDRESSED = re.compile(r"(?=.*各).*[:：]$")


def contents_head(lines: Sequence[Line]) -> int | None:
    """The line of the issue's 目录; a law's own stands above 第一章 or within a document."""
    for i, line in enumerate(lines[:FRONT_LINES]):
        if _is_document_head(lines, i):
            return None
        if CONTENTS_HEAD.match(line.text):
            if i + 1 < len(lines) and _CHAPTER.match(lines[i + 1].text):
                continue
            return i
    return None


def _is_document_head(lines: Sequence[Line], i: int) -> bool:
    """True for a 文号, for 第7号 below 江南省人民政府令, and for a signature with its date."""
    text = lines[i].text
    if len(text) > 80 or lines[i].is_row:
        return False
    below = lines[i + 1].text if i + 1 < len(lines) else ""
    if ORDER_TITLE.match(text):
        return ORDER_SERIAL.match(below) is not None
    signed = PERSON_SIGNATURE.match(text) and is_date_line(below)
    return bool(signed) or number_line(text)


def contents_region(lines: Sequence[Line], start: int) -> Iterator[int]:
    """Line by line to where the text of a document surely begins."""
    for i in range(start, len(lines)):
        if _is_body(lines, i):
            return
        yield i


def _is_body(lines: Sequence[Line], i: int) -> bool:
    text = lines[i].text
    if len(text) > 160 or is_date_line(text) or ARTICLE.match(text):
        return True
    if number_line(text):
        below = lines[i + 1].text if i + 1 < len(lines) else ""
        listed = _LEAD.match(lines[i - 1].text) and not lines[i].gap
        return not (page_at(below) or _LEAD.match(below) or listed)
    if _ADDRESSED.match(text) or (text[-1] == "。" and width(text) > 4):
        return not page_at(text)
    return width(text) > 24 and text[-1] in TERMINAL and not page_at(text)


def is_furniture(text: str) -> bool:
    """True for the number or the running head of a page that the contents list stands on."""
    return len(text) < 40 and bool(
        (len(text) < 24 and PAGE_NUMBER.match(text)) or _RUNNING_HEAD.match(text)
    )


def page_at(text: str) -> re.Match[str] | None:
    """The page at a line's end; ``start()`` is an offset into the whole text."""
    if is_furniture(text):
        return None  # the contents' own page
    return _PAGE.search(text, max(0, len(text) - 24))


def page_value(match: re.Match[str]) -> int | str:
    """The page as a number, or 封底 as it is printed."""
    printed = match[1] or match[2] or match[3]
    return printed if printed.startswith("封") else han_number(printed)


def page_first(lines: Sequence[Line], region: Sequence[int]) -> dict[int, int]:
    """The lines that open with a page, and the page, where pages rise down the list."""
    found = [(i, int(m[1])) for i in region if (m := _LEAD.match(lines[i].text))]
    steps = [b - a for (_, a), (_, b) in pairwise(found)]
    ordinals = len(steps) > 1 and set(steps) == {1}
    return dict(found) if steps and min(steps) >= 0 and not ordinals else {}


def without_lead(text: str) -> str:
    """An entry's line without the page it opens with."""
    return _LEAD.sub("", text, count=1)
