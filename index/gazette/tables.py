"""Gathers table rows with their caption and unit, over page breaks, and figures' captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import width
from index.gazette.patterns import (
    FIGURE_CAPTION,
    TABLE_CAPTION,
    TERMINAL,
    UNIT_LINE,
    fold,
    heading_number,
    is_date_line,
)
from index.gazette.units import Item, Unit, is_open
from index.plaintext import Line

# 表 2：2017 年主要产品产量 单位：万吨
_CAPTION_WITH_UNIT = re.compile(
    r"(\S.{0,100}?)\s*[（(]?\s*((?:计量|金额|货币|面积)?单\s*位\s*[:：]\s*\S{1,20}?)[)）]?$"
)
# 续表 · （续表1） · 续上表
_CONTINUED = re.compile(r"[（(]?\s*(?:续\s*上?\s*表|表?\s*续)\s*[0-9一二三四五]{0,2}\s*[)）]?$")
# A table that padding would blow up beyond this keeps the uneven rows it has.
_CELLS = 1_000_000
_SENTENCE = re.compile(r"[，。；：！？]")


def gather(lines: Sequence[Line]) -> list[Item]:
    """The lines with their tables and figure captions made into units."""
    items: list[Item] = []
    i = 0
    while i < len(lines):
        if lines[i].is_row:
            i, table = _table(lines, i, _lead(items))
            items.append(table)
        else:
            items.append(_figure(lines[i]) or lines[i])
            i += 1
    return [_lone_caption(item) if isinstance(item, Line) else item for item in items]


def _figure(line: Line) -> Unit | None:
    if FIGURE_CAPTION.match(line.text) and width(line.text) < 60 and line.text[-1] not in TERMINAL:
        return Unit("figure", line.text, line.number)
    return None


def _lone_caption(line: Line) -> Item:
    """A table's caption whose rows are not in the text."""
    if TABLE_CAPTION.match(line.text) and width(line.text) < 60 and line.text[-1] not in "。；，":
        return Unit("table", line.text, line.number, caption=line.text)
    return line


def _lead(items: list[Item]) -> tuple[str, str, int | None]:
    """Take the caption and the unit of a table off the items above it."""
    unit, number = "", None
    last, above = _last(items, 1), _last(items, 2)
    if last and _is_unit(last.text, above):
        unit, number = last.text, last.number
        items.pop()
        last, above = above, _last(items, 2)
    if last and _is_caption(last.text, above):
        items.pop()
        match = None if unit else _CAPTION_WITH_UNIT.match(last.text)
        return (match[1], match[2], last.number) if match else (last.text, unit, last.number)
    return "", unit, number


def _last(items: list[Item], n: int) -> Line | None:
    item = items[-n] if len(items) >= n else None
    return item if isinstance(item, Line) else None


def _is_unit(text: str, above: Line | None) -> bool:
    """单位：万元 anywhere; another short line (上年=100) only below a caption."""
    if UNIT_LINE.match(text) and len(text) < 40:
        return True
    captioned = above is not None and TABLE_CAPTION.match(above.text)
    return (
        bool(captioned)
        and width(text) <= 12
        and text[-1] not in TERMINAL
        and not is_date_line(text)
    )


def _is_caption(text: str, above: Line | None) -> bool:
    """表 1：… · or a short line that is no sentence, no heading and no cut paragraph."""
    if TABLE_CAPTION.match(text):
        return width(text) < 80
    if _SENTENCE.search(text) or width(text) > 36 or heading_number(text) or is_date_line(text):
        return False
    return above is None or not is_open(above.text)


def _table(
    lines: Sequence[Line], start: int, lead: tuple[str, str, int | None]
) -> tuple[int, Unit]:
    caption, unit, number = lead
    rows = [_cells(lines[start])]
    end = start + 1
    while end < len(lines):
        if lines[end].is_row and _goes_on(lines[end], rows):
            if not (lines[end].cut and _cells(lines[end]) == rows[0]):  # the head, once a page
                rows.append(_cells(lines[end]))
            end += 1
        elif follow := _continued(lines, end, caption, unit):
            end = follow + (_cells(lines[follow]) == rows[0])
        else:
            break
    return end, _unit(rows, caption, unit, number or lines[start].number)


def _goes_on(line: Line, rows: list[tuple[str, ...]]) -> bool:
    return not line.gap or len(_cells(line)) == max(len(row) for row in rows[-1:] + rows[:1])


def _continued(lines: Sequence[Line], at: int, caption: str, unit: str) -> int:
    """The first row after 续表 or a repeated caption and unit; 0 where the table ends here."""
    end = at
    while end < min(at + 3, len(lines)) and not lines[end].is_row:
        text = lines[end].text
        again = caption and fold(text).removesuffix("续") == fold(caption)
        if not (again or _CONTINUED.match(text[:20]) or (end > at and text == unit)):
            return 0
        end += 1
    return end if at < end < len(lines) and lines[end].is_row else 0


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.text.split("\t"))


def _unit(rows: list[tuple[str, ...]], caption: str, unit: str, number: int) -> Unit:
    columns = max(map(len, rows))
    if columns * len(rows) > _CELLS:
        columns = 0
    even = tuple(row + ("",) * (columns - len(row)) for row in rows)
    text = "\n".join(filter(None, [caption, unit, *("\t".join(row) for row in even)]))
    return Unit("table", text, number, rows=even, caption=caption, unit=unit)
