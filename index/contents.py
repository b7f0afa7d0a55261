"""Reads the printed contents list of an issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.categories import category_name
from index.contents_place import LEADERS, contents_head, contents_region, page_at, page_value
from index.names import is_person
from index.patterns import (
    AGENCY_OPENING,
    CATEGORY,
    CATEGORY_BRACKETS,
    CONTENTS_HEAD,
    GENRE_END,
    MASTHEAD_LINE,
    PAGE_NUMBER,
    compact,
    fold,
)
from index.plaintext import Line, join
from search.document import ContentsEntry
from search.recognise import document_numbers

# （省政府令第265号）
_ORDER_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}令\s*第?\s*[0-9０-９]{1,5}\s*号")
_BULLET = re.compile(r"[-—–•·●○◆■□★☆▲△※◎＊*]\s*(?=\S)")
_BYLINE = re.compile(r"本刊\S{0,10}|新华社\S{0,6}")


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
        text = join(self.pending).strip(LEADERS)
        self.pending.clear()
        if text:
            entry = _entry(text, self.category, page)
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
    reader = _Reader(bool(paged))
    _read(reader, lines, region)
    end = region[-1] + 1 if region else start + 1
    return ContentsList(tuple(reader.listed), start, end, tuple(reader.strays))


def _read(reader: _Reader, lines: Sequence[Line], region: list[int]) -> None:
    seen: set[str] = set()
    for position, i in enumerate(region):
        line = lines[i]
        if CONTENTS_HEAD.match(line.text) or PAGE_NUMBER.match(line.text[:24]):
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


def _take(reader: _Reader, lines: Sequence[Line], i: int) -> None:
    text = _BULLET.sub("", lines[i].text.strip(), count=1)
    category = _category(lines, i, text)
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


def _category(lines: Sequence[Line], i: int, text: str) -> str | None:
    """综合类文件 -> 综合类; 【省政府文件】 -> 省政府文件; None where a line is no category."""
    if page_at(text):
        return None
    if match := CATEGORY_BRACKETS.match(lines[i].text):
        return category_name(match[1])
    bare = compact(text)
    if bare.endswith("任免") and AGENCY_OPENING.match(bare):  # the title of a document
        return None
    if len(bare) <= 14 and CATEGORY.match(bare):
        return category_name(bare)
    alone = lines[i].gap and i + 1 < len(lines) and lines[i + 1].gap
    return category_name(bare) if alone and len(bare) <= 10 and bare.isalpha() else None


def _entry(text: str, category: str | None, page: int | str | None) -> ContentsEntry:
    title, number = _split_number(text)
    title, author = _split_author(title)
    return ContentsEntry(category, title, author, number, page)


def _split_number(text: str) -> tuple[str, str | None]:
    if found := document_numbers(text):
        start, end, number = found[-1].start, found[-1].end, found[-1].canonical
    elif match := _ORDER_NUMBER.search(text):
        start, end, number = match.start(), match.end(), compact(match[0])
    else:
        return text, None
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before.endswith(("（", "(")) and after.startswith(("）", ")")):
        before, after = before[:-1], after[1:]
    elif after.strip(LEADERS) or not before:
        return text, number
    return (before.strip() + after).strip(LEADERS), number


def _split_author(title: str) -> tuple[str, str | None]:
    head, _, last = title.rpartition(" ") if " " in title else title.rpartition("\u3000")
    if len(compact(head)) >= 4 and (is_person(last) or _BYLINE.fullmatch(last)):
        return head.strip(), last
    return title, None
