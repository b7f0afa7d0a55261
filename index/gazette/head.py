"""Reads the head of a document or attached part: title, 文号, byline, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import compact, drop_han_spaces
from index.gazette.names import is_person
from index.gazette.patterns import (
    ORDER_SERIAL,
    ORDER_TITLE,
    heading_number,
    is_agency,
    is_date_line,
    number_line,
)
from index.gazette.segments import Segment
from index.gazette.titles import joined_title
from index.gazette.units import Unit
from index.plaintext import Line, join
from search.recognise import document_numbers

_HEAD_LINES = 8
_ADDRESSEE_LINES = 12
# （2018年1月1日吉林省人民政府令第265号公布） · （试行）
_IN_BRACKETS = re.compile(r"[（(].{1,200}[)）]$")
# …各直属机构： · 国务院有关部门:
_ADDRESSED = re.compile(
    r"各|政府|委员会|国务院|部门|单位|机构|公司|企业|学校|大学|学院|协会|集团|[厅局委办院行社会部](?:[（(][^（）()]{1,8}[)）])?\s*[:：]$"
)
_NOT_ADDRESSED = re.compile(r"[。；！？]|如下|以下|通知|决定|现将|为了|根据|要求|任命|免去|任免")
_BODY_END = re.compile(
    r"(?:政府|[厅局委办院部行社会处]|机构|部门|单位|公司|企业|学校|大学|学院|中心|集团|组织)(?:[（(][^）)]*[)）])?$"
)

_VERB_OF_TITLE = re.compile(r"关于|印发|转发|公告|通告|令$")


def read_head(segment: Segment) -> tuple[list[Unit], int]:
    """The units of a document's head, and how many of the segment's lines they took."""
    units = [Unit("title", title_text(joined_title(segment.title)), segment.title[0].number, 0)]
    limit = min((part.start for part in segment.parts), default=len(segment.lines))
    below, end = head_lines(segment.lines, 0, limit)
    addressees = _addressees(segment.lines, end, limit)
    if addressees > end:
        text = join(line.text for line in segment.lines[end:addressees])
        below.append(Unit("addressees", text, segment.lines[end].number))
    return units + below, addressees


def title_text(text: str) -> str:
    """A title without the spaces a line break left; those between issuing bodies stay.

    教育部 国家发展改革委关于… keeps its space, …关于落实 新一代… does not.
    """
    pieces = re.split(r"(\s+)", text.strip())
    for i in range(1, len(pieces), 2):
        body = _VERB_OF_TITLE.split(pieces[i + 1], maxsplit=1)[0]
        if is_agency(pieces[i - 1]) and is_agency(body):
            pieces[i] = "\0"
    return drop_han_spaces("".join(pieces)).replace("\0", " ")


def head_lines(lines: Sequence[Line], start: int, limit: int) -> tuple[list[Unit], int]:
    """文号, body and date that stand directly below a title."""
    units = []
    end = start
    while end < min(limit, start + _HEAD_LINES) and (kind := _kind(lines, end, start)):
        last = end + 1 + _is_order(lines, end)
        text = " ".join(line.text for line in lines[end:last])
        units.append(Unit(kind, text, lines[end].number))
        end = last
    return units, end


def _is_order(lines: Sequence[Line], i: int) -> bool:
    """国家税务总局公告 with 2018年第31号 below it: together a 文号."""
    if i + 1 >= len(lines) or lines[i].is_row or len(lines[i].text) > 60:
        return False
    order = ORDER_TITLE.match(lines[i].text)
    return bool(order and not order[2] and ORDER_SERIAL.match(lines[i + 1].text))


def _kind(lines: Sequence[Line], i: int, start: int) -> str | None:
    text = lines[i].text
    if lines[i].is_row or len(text) > 220:
        return None
    if number_line(text) or ORDER_SERIAL.match(text) or _is_order(lines, i):
        return "number"
    if is_date_line(text) or is_agency(text) or is_person(compact(text)):
        return "byline"
    bracketed = _IN_BRACKETS.match(text) and not heading_number(text)
    return "byline" if bracketed and i < start + 2 else None


def _addressees(lines: Sequence[Line], start: int, limit: int) -> int:
    """End of the lines that name the addressees, up to the colon; ``start`` for none."""
    text = ""
    for end in range(start, min(limit, start + _ADDRESSEE_LINES)):
        text += lines[end].text
        if (
            lines[end].is_row
            or len(text) > 500
            or _NOT_ADDRESSED.search(text)
            or heading_number(text)
        ):
            return start
        if text[-1] in "：:":
            return end + 1 if _ADDRESSED.search(text) else start
    return start


def split_addressees(printed: str) -> tuple[str, ...]:
    """The addressees of a printed line: split at ，, and at 、 where each piece names a body.

    各省、自治区、直辖市人民政府 and 市政府各委、办、局 stay one; 省政府各厅委办、各直属机构 are
    two.
    """
    found: list[str] = []
    for chunk in _top_level(compact(printed).rstrip(":："), "，,；;"):
        pieces = _top_level(chunk, "、")
        whole = all(len(p) > 1 and _BODY_END.search(p) for p in pieces)
        found += pieces if whole else [chunk]
    return tuple(filter(None, found))


def _top_level(text: str, marks: str) -> list[str]:
    """Split at marks that stand outside brackets."""
    pieces, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "（([〔") - (char in "）)]〕")
        if char in marks and depth <= 0:
            pieces.append(text[start:i])
            start = i + 1
    return [*pieces, text[start:]]


def canonical_number(title: str, units: Sequence[Unit]) -> str | None:
    """The canonical 文号 of a head: 吉政发〔2017〕34号, or 吉林省人民政府令第265号."""
    order = ORDER_TITLE.match(title[:80])
    for unit in units:
        if unit.kind == "number":
            if found := document_numbers(unit.text):
                return found[0].canonical
            serial = compact(unit.text).strip("（()）")
            return compact(order[1]) + serial if order and serial.startswith("第") else serial
    return compact(order[1] + order[2]) if order and order[2] else None
