"""Finds what belongs to a body and stands above or below its element: subtitles, who signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.gazette.lettering import compact
from index.gazette.patterns import AGENCY, fold, is_issue_line
from index.html.block import Block
from index.html.body import Found
from index.html.furniture import is_day, is_disclaimer, is_furniture, is_source_line
from index.html.labels import labelled
from index.html.notes import is_note_line
from index.html.title import is_number

_BELOW = 12
_LEAD = 30
_TITLE_ABOVE = 8
_ADDRESS = 5
_SENTENCE = 15
# 附件：实施细则.docx · ../P020230501.pdf · download.jsp?name=1.xls
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|pptx?|txt|ceb)\b", re.IGNORECASE)
# 附件1：… · 附：名单 · 附件下载 · 附件【分工表.xlsx】
_ATTACHED = re.compile(r"附\s*件?\s*[0-9一二三四五六七八九十]*\s*[:：.、【\[]")
# 附件 · 附件1: an annex stands below
_ANNEX = re.compile(r"附件[0-9一二三四五六七八九十]*")
# 附件【分工表.xlsx】已下载12次
_DOWNLOADS = re.compile(r"\s*已?下载\s*(?:次数\s*[:：])?\s*\d*\s*次?$")
# ——2021年1月20日在市人民代表大会上 · （2005年3月1日…通过） · (试行)
_SUBTITLE = re.compile(r"\s*(?:[-—─]{1,3}\S|[（(].*[)）]\s*$)")


def lead(blocks: Sequence[Block], start: int, found: Found, title: str) -> list[Block]:
    """What belongs to a body that begins at ``start`` and stands above it.

    These are a subtitle, sentences directly above that are neither title nor furniture, and the
    name of the issue above a contents list.
    """
    first = start
    while first > max(0, start - 3) and _is_lead(blocks[first - 1], title, found.listing):
        first -= 1
    above = range(max(0, start - _TITLE_ABOVE), first)
    at = next((i for i in reversed(above) if is_title(blocks[i], title)), first)
    kept = [] if found.listing else subtitles(blocks[at:first], found)
    return [*kept, *blocks[first:start]]


def is_title(block: Block, title: str) -> bool:
    """True for a line that is the title, or the end of it."""
    folded, whole = fold(block.text), fold(title)
    if block.linked or not folded:
        return False
    return folded == whole or (len(folded) >= 4 and whole.endswith(folded))


def _is_lead(block: Block, title: str, listing: bool) -> bool:
    bare = compact(block.text)
    if listing and not block.linked and fold(bare):
        return fold(bare) in fold(title) or is_issue_line(block.text)
    addressed = bare.endswith(("：", ":")) and len(bare) >= _ADDRESS
    if not (addressed or len(bare) >= _LEAD) or block.linked or block.line.is_row:
        return False
    if labelled([block]):
        return False
    return not (is_furniture(bare) or is_source_line(bare) or fold(bare) in fold(title))


def subtitles(below: Sequence[Block], found: Found) -> list[Block]:
    """What stands below the first line, a title, and goes on with it; no names of columns.

    A name stands in an element of its own with the title, apart from the text.
    """
    around = {id(tag) for held in found.tags for tag in (held, *held.parents)}
    return [
        block
        for block in below[1:]
        if len(compact(block.text)) >= 4
        and (
            _SUBTITLE.match(block.text)
            or is_number(block.text)
            or (
                block.owner.parent is below[0].owner.parent and id(block.owner.parent) not in around
            )
        )
        and not (block.linked or block.line.is_row or labelled([block]))
        and not (is_furniture(block.text) or is_source_line(block.text))
    ]


def is_attachment(block: Block) -> bool:
    """True for a line that names a file attached to the document."""
    return bool(
        _ATTACHED.match(block.text)
        or any(_FILE.search(link.target) or _FILE.search(link.text) for link in block.links)
    )


def rest(blocks: Sequence[Block], body: Sequence[int], found: Found) -> list[Block]:
    """What goes on below a body in the element around it: who signed, the day, further text.

    It ends above the first line that is neither a sentence, a row nor a signature; below 附件
    any line is text.
    """
    if not body or found.listing or found.tags[-1].parent is None:
        return []
    held, seen = found.tags[-1].parent, {blocks[i].text for i in body}
    kept: list[Block] = []
    annexed = False
    for block in blocks[body[-1] + 1 :]:
        inside = any(tag is held for tag in (block.owner, *block.owner.parents))
        annexed = annexed or _is_annex(block)
        if not inside or block.text in seen or not _goes_on(block, annexed):
            break
        kept.append(block)
    while kept and _is_annex(kept[-1]):
        kept.pop()
    return kept


def _is_annex(block: Block) -> bool:
    return not block.linked and _ANNEX.fullmatch(compact(block.text)) is not None


def _goes_on(block: Block, annexed: bool) -> bool:
    bare = compact(block.text)
    if _is_annex(block):
        return True
    if block.linked or is_furniture(bare) or labelled([block]) or is_disclaimer(bare):
        return False
    if annexed or is_day(bare) or AGENCY.fullmatch(bare) or block.line.is_row:
        return True
    return len(bare) >= _SENTENCE and bare[-1] in "。；" and not is_source_line(bare)


def below(blocks: Sequence[Block], end: int) -> list[Block]:
    """The lines below a body that belong to it: the names of attached files, and footnotes."""
    files = [_file(block) for block in blocks[end : end + _BELOW] if _names_file(block)]
    return files + [block for block in blocks[end:] if is_note_line(block.text)]


def _names_file(block: Block) -> bool:
    return bool(block.links) and is_attachment(block)


def _file(block: Block) -> Block:
    return replace(block, line=replace(block.line, text=_DOWNLOADS.sub("", block.text)))
