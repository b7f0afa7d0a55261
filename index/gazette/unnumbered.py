"""Tells a title that has no 文号 from a line of running text that looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import compact, width
from index.gazette.patterns import (
    ORDER_SERIAL,
    heading_number,
    is_agency,
    is_date_line,
    number_line,
)
from index.gazette.titles import is_strong_title, is_titlish, joined_title
from index.plaintext import Line

# …关于开展…的通知 · …人事任免 · 青海省人民政府公告 · 吉林省2017年…统计公报
_SAID = re.compile(r"关于|任免|任职|免职|(?:令|公告|通告|公报|报告)(?:[（(][^（）()]{1,20}[)）])?$")
# 的职责，做好保护工作。 · 和其他有关部门…
_MID_SENTENCE = re.compile(r"[的和与及或并、，；。）》”)]")
_PARAGRAPH_INDENT = (1.5, 2.5)


def stands_alone(
    lines: Sequence[Line], start: int, end: int, measure: float | None, first: bool
) -> bool:
    """True where lines [start, end) are a title on their own: they begin with a body, say what
    they are about and stand neither as a paragraph's first line nor before the rest of one.

    ``first``: no document is open yet, so that a title without a body may open a bare one.
    """
    text = joined_title(lines[start:end])
    if not (is_strong_title(text) and _SAID.search(compact(text))):
        return first and text.startswith("关于")
    below = lines[end]
    if is_titlish(below) and is_strong_title(below.text):
        return False  # a list of titles
    return is_head_line(below) or not _runs_on(lines[start], lines[end - 1], below, measure)


def is_head_line(line: Line) -> bool:
    """True for what stands below a title: a 文号, a byline, a date, addressees, a heading."""
    text = line.text
    if line.is_row or line.gap or text[-1] in "：:" or number_line(text) or is_date_line(text):
        return True
    if ORDER_SERIAL.match(text) or heading_number(text) or is_agency(text):
        return True
    return text[0] in "（(" and text[-1] in "）)"


def _runs_on(first: Line, last: Line, below: Line, measure: float | None) -> bool:
    """True where a title's last line and the line below it look like one paragraph."""
    if _MID_SENTENCE.match(below.text):
        return True
    low, high = _PARAGRAPH_INDENT
    if first is last and low <= first.indent <= high and below.indent < low:
        return True
    full = measure is not None and width(last.text) + last.indent >= measure - 1.5
    return full and below.indent < low
