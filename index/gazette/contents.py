"""Reads the printed contents list of an issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.gazette.categories import category_name
from index.gazette.contents_entry import contents_entry
from index.gazette.contents_place import (
    LEADERS,
    contents_head,
    contents_region,
    is_furniture,
    page_at,
    page_first,
    page_value,
    without_lead,
)
from index.gazette.lettering import compact
from index.gazette.patterns import (
    AGENCY_OPENING,
    CATEGORY,
    CATEGORY_BRACKETS,
    CONTENTS_HEAD,
    GENRE_END,
    MASTHEAD_LINE,
    fold,
    number_line,
)
from index.plaintext import Line
from search.document import ContentsEntry

# 法律 · 教育部令 · 省政府令: categories where the line below is an entry
_SHORT = re.compile(r"法律|决定|决议|[\u4e00-\u9fff]{2,5}令$")
# 领导讲话
_GROUP = re.compile(r"(?!关于)[\u4e00-\u9fff]{2,8}")
_BULLET = re.compile(r"^[-—–•·●○◆■□★☆▲△※◎＊*]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A contents entry and the line of the source where it ends."""

    entry: ContentsEntry
    line: int
    folded: str


@dataclass(frozen=True, slots=True)
class ContentsList:
    """The entries of a contents list, which lines [start, end) of the file it takes up, and
    the lines among them that are no entries.
    """

    listed: tuple[Listed, ...] = ()
    start: int = 0
    end: int = 0
    strays: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Gathers lines into entries; ``paged`` tells that page numbers close them."""

    paged: bool
    groups: frozenset[int] = frozenset()  # lines that are categories for where they stand
    category: str | None = None
    pending: list[str] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)
    empty: Line | None = None  # the line of a category without entries so far

    def name(self, category: str | None, line: Line | None) -> None:
        """Entries below belong to a category; one that stayed empty is no category."""
        if self.empty is not None:
            self.strays.append(self.empty)
        self.category, self.empty = category, line

    def flush(self, line: int, page: int | str | None = None) -> None:
        lines = [text for text in self.pending if text.strip(LEADERS)]
        self.pending.clear()
        if lines:
            entry = contents_entry(lines, self.category, page)
            self.empty = None
            self.listed.append(Listed(entry, line, fold(entry.title)))


def contents_list(lines: Sequence[Line]) -> ContentsList:
    """Find and read the contents list; an empty one where the file has none."""
    start = contents_head(lines)
    if start is None:
        return ContentsList()
    region = list(contents_region(lines, start + 1))
    paged = [i for i in region if page_at(lines[i].text)]
    if paged:
        region = region[: region.index(paged[-1]) + 1]
    reader = _Reader(bool(paged), frozenset(_heads_of_groups(lines, region) if paged else ()))
    if not paged and (leads := page_first(lines, region)):
        _read_page_first(reader, lines, region, leads)
    else:
        _read(reader, lines, region)
    end = region[-1] + 1 if region else start + 1
    return ContentsList(tuple(reader.listed), start, end, tuple(reader.strays))


def _read(reader: _Reader, lines: Sequence[Line], region: list[int]) -> None:
    seen: set[str] = set()
    for position, i in enumerate(region):
        line = lines[i]
        if CONTENTS_HEAD.match(line.text) or is_furniture(line.text):
            continue
        if MASTHEAD_LINE.match(line.text) and not page_at(line.text):
            if not reader.paged:
                del region[position:]
                break
            reader.strays.append(line)
        elif not reader.paged and fold(line.text) in seen:
            del region[position:]
            break
        else:
            _take(reader, lines, i)
            seen |= {listed.folded for listed in reader.listed[-1:]}
    reader.flush(lines[region[-1]].number if region else 0)
    reader.name(None, None)


def _read_page_first(
    reader: _Reader, lines: Sequence[Line], region: list[int], leads: dict[int, int]
) -> None:
    """Entries that open with their page: 3　江南省人民政府关于甲事项的通知."""
    page, last = None, max(leads)
    for position, i in enumerate(region):
        category = _category(lines, i, lines[i].text) if i not in leads else None
        if i > last and (category or _ends_above(lines[i], reader.pending)):
            del region[position:]
            break
        if i in leads or category:
            reader.flush(lines[i - 1].number, page)
            page = leads.get(i, page)
        if category:
            reader.name(category, lines[i])
        elif page is not None:
            reader.pending.append(without_lead(lines[i].text) if i in leads else lines[i].text)
    reader.flush(lines[region[-1]].number, page)
    reader.name(None, None)


def _heads_of_groups(lines: Sequence[Line], region: Sequence[int]) -> set[int]:
    """Short lines between a page and the next entry, where there are several: 领导讲话."""
    found = {i for i in region if _may_head_group(lines, i)}
    return found if len(found) > 1 else set()


def _may_head_group(lines: Sequence[Line], i: int) -> bool:
    bare = compact(lines[i].text[:40])
    if not _GROUP.fullmatch(bare) or AGENCY_OPENING.match(bare) or i + 1 >= len(lines):
        return False
    above, below = lines[i - 1].text, lines[i + 1].text
    return bool((page_at(above) or CONTENTS_HEAD.match(above)) and len(compact(below)) > 8)


def _take(reader: _Reader, lines: Sequence[Line], i: int) -> None:
    text = _BULLET.sub("", lines[i].text.strip(), count=1)
    category = category_name(text) if i in reader.groups else _category(lines, i, text)
    if category and (not reader.pending or CATEGORY_BRACKETS.match(lines[i].text)):
        reader.flush(lines[i].number)
        reader.name(category, lines[i])
        return
    if not reader.paged and reader.pending and _opens_entry(lines[i], text, reader.pending):
        reader.flush(lines[i - 1].number)
    match = page_at(text)
    reader.pending.append(text[: match.start()].rstrip(LEADERS) if match else text)
    if match:
        reader.flush(lines[i].number, page_value(match))


def _opens_entry(line: Line, text: str, pending: Sequence[str]) -> bool:
    if line.gap or text != line.text or AGENCY_OPENING.match(text):
        return True
    last = pending[-1].rstrip(" )）")
    return bool(GENRE_END.search(last)) or last.endswith("号")


def _ends_above(line: Line, pending: Sequence[str]) -> bool:
    """True for a line below the last entry that is no part of it; its 文号 in brackets is."""
    return line.gap or (_opens_entry(line, line.text, pending) and not number_line(line.text))


def _category(lines: Sequence[Line], i: int, text: str) -> str | None:
    """综合类文件 -> 综合类; 【省政府文件】 -> 省政府文件; None where a line is no category."""
    if page_at(text):
        return None
    if match := CATEGORY_BRACKETS.match(lines[i].text):
        return category_name(match[1])
    bare = compact(text)
    if len(bare) <= 6 and _SHORT.match(bare) and i + 1 < len(lines) and page_at(lines[i + 1].text):
        return category_name(bare)
    if bare.endswith("任免") and AGENCY_OPENING.match(bare):  # the title of a document
        return None
    if len(bare) <= 14 and CATEGORY.match(bare):
        return category_name(bare)
    alone = lines[i].gap and i + 1 < len(lines) and lines[i + 1].gap
    return category_name(bare) if alone and len(bare) <= 10 and bare.isalpha() else None
