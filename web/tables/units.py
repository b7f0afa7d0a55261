"""In which unit the numbers of a table's column are, as far as the table says."""

from __future__ import annotations

import re
from functools import lru_cache

from web.tables.grid import Grid
from web.tables.numbers import number, sign

_SCALE = "[十百千万亿]"
_MEASURE = (
    r"(?:个?百分点|吨标准煤|平方公里|平方千米|平方米|立方米|吨公里|人公里|车公里|千瓦时|千瓦|公斤|千克"
    r"|公顷|公里|千米|厘米|毫米|小时|分钟|重量箱|标准?箱|[美欧港日]元|人次|人天|周岁|人民币|"
    r"[元吨亩米克升人户家个项件台辆艘架张所座处名只头枚种部条套门股岁天日月年次倍册份箱双匹床分度幅卷]|[%％‰℃])"
)
# 亿元 · 万千瓦时 · % · 元/人 · 人/平方公里 · 万
_UNIT = rf"(?:{_SCALE}*{_MEASURE}|{_SCALE}+)"
_UNITS = re.compile(rf"{_UNIT}(?:[/每]{_UNIT})*")
# 上年=100
_BASE = re.compile(r".*[=＝]\s*100")
_IN_BRACKETS = re.compile(r"[（(]([^（()）]+)[)）]\s*$")
# A column of such a name is of one kind whatever its rows are; a row of such a name is in %.
_RATE = re.compile(r"(?:增长|增幅|增速|降幅|比重|占比|比例|率|指数)$")
_PER_CENT = re.compile(r"(?:增长|增幅|增速|降幅|比重|占比|率)$")
_DITTO = ("〃", "″", '"', "”", "同上")


def units(grid: Grid, column: int) -> tuple[str, ...]:
    """The distinct units of a column's numbers in their order; more than one: not comparable.

    A sign of per cent at a number says most; then what stands in the column's own name
    (投资额（亿元）), or that it names a rate (比上年增长), whose unit may be left unsaid (empty);
    then the row's cell in the column 单位; then the brackets in the row's name, which hold for
    the rows below that have none, while a rate among them (城镇化率) is one of its own; then the
    line above the table, of which columns that name their unit take theirs away.
    """
    rows = [i for i, row in enumerate(grid.rows) if number(row[column]) is not None]
    own = _own(grid.names[column])
    by_row = [(own,)] * len(grid.rows) if own is not None else _by_row(grid)
    signs = (sign(grid.rows[i][column]) for i in rows)
    found = [(seen,) if seen else by_row[i] for i, seen in zip(rows, signs, strict=True)]
    return tuple(dict.fromkeys(unit for each in found for unit in each))


# The same for all columns of a table, which are asked for one after another.
@lru_cache(maxsize=1)
def _by_row(grid: Grid) -> list[tuple[str, ...]]:
    column = next((i for i in range(len(grid.names)) if grid.is_of_units(i)), None)
    if column is not None:
        return [(unit,) for unit in _carried(grid.column(column))]
    last, found = _line(grid), []
    for label in map(grid.label, range(len(grid.rows))):
        unit = _bracketed(label)
        last = (unit,) if unit else last
        found.append(("%",) if _PER_CENT.search(label) else last)
    return found


def _line(grid: Grid) -> tuple[str, ...]:
    """What the line above the table leaves to the columns that do not name their own."""
    owned = {unit for name in grid.names if (unit := _own(name)) is not None}
    listed = _listed(grid.unit)
    left = [unit for unit in listed if unit not in owned | ({"%", "‰"} if owned else set())]
    return tuple(left or listed[:1] or [""])


def _carried(cells: list[str]) -> list[str]:
    """An empty cell, or a ditto, repeats what stands above it."""
    last, found = "", []
    for cell in ("".join(cell.split()) for cell in cells):
        last = last if cell in ("", *_DITTO) else cell
        found.append(last)
    return found


def _own(name: str) -> str | None:
    """The unit that a column's name says; None where it says none."""
    if unit := _bracketed(name) or _last_word(name) or _sign_behind(name):
        return unit
    bare = _IN_BRACKETS.sub("", name).strip()
    return "" if _RATE.search(bare) else None


def _bracketed(name: str) -> str:
    found = _IN_BRACKETS.search(name)
    return _unit(found[1]) if found else ""


def _last_word(name: str) -> str:
    """A second head row may hold the unit alone: 产量 万吨."""
    words = name.split()
    return _unit(words[-1]) if len(words) > 1 else ""


def _sign_behind(name: str) -> str:
    """比上年增长% · 比上年±％"""
    last = name.strip()[-1:].replace("％", "%")
    return last if last in ("%", "‰") else ""


def _unit(text: str) -> str:
    plain = "".join(text.split()).removeprefix("±")
    known = _UNITS.fullmatch(plain) or _BASE.fullmatch(plain)
    return plain.replace("％", "%") if known else ""


def _listed(line: str) -> list[str]:
    """单位：亿元、% -> 亿元 and %."""
    bare = re.sub(r"^\s*[（(]?\s*(?:计量)?单位\s*[:：]|[)）]\s*$", "", line)
    return [part.replace("％", "%") for part in re.split(r"[、，,；;\s]+", bare) if part]
