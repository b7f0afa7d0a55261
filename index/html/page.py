"""Reads a saved web page: its document's lines, what the page states of it, and its links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.files.encoding import Decoded, decode
from index.gazette.patterns import compact, fold, is_issue_line
from index.html.block import Block
from index.html.body import Found, find_body
from index.html.facts import page_facts
from index.html.furniture import ends_the_body, is_disclaimer, is_furniture, is_source_line
from index.html.labels import labelled, metadata
from index.html.lines import body_lines, read_blocks
from index.html.notes import is_note_line
from index.html.style import is_hidden
from index.markup import Tag, elements, parse
from index.transcript import Transcript
from search.sources import ParseWarning

_HEAD = 20
_PROSE = 60
_BELOW = 12
_LEAD = 30
_FEW = 50
# 附件：实施细则.docx · ../P020230501.pdf · download.jsp?name=1.xls
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|pptx?|txt|ceb)\b", re.IGNORECASE)
# 附件1：… · 附：名单 · 附件下载
_ATTACHED = re.compile(r"附\s*件?\s*[0-9一二三四五六七八九十]*\s*[:：.、]")


def read_html(data: bytes) -> Transcript:
    """The transcript of a web page in any encoding, saved as a file.

    ``stated`` is never None. Raises nothing, whatever the bytes; what could be read in part is a
    warning.
    """
    decoded = decode(data)
    page = parse(decoded.text)
    blocks, found = _read(page.root)
    about, (first, last) = metadata(labelled(blocks[: _prose(blocks, found)]))
    if about:
        blocks = [*blocks[:first], *blocks[last:]]
        found = find_body(page.root, blocks)
    inside = _inside(blocks, found.tags)
    start, end = (inside[0], inside[-1] + 1) if inside else (0, 0)
    stated = page_facts(page.root, blocks, start, end, about)
    title = stated.title or ""
    body = [
        *_lead(blocks, start, found, title),
        *_trimmed([blocks[i] for i in inside], found, title),
        *_below(blocks, end),
    ]
    return Transcript(
        tuple(body_lines(body)),
        stated,
        tuple(link for block in body for link in block.links),
        tuple(_warnings(decoded, page.complete, found, body)),
    )


def _read(root: Tag) -> tuple[list[Block], Found]:
    """The lines of a page and where its body is; what a style hides only where that is all."""
    blocks = read_blocks(root)
    found = find_body(root, blocks)
    if not (found.prose or found.listing) and any(map(is_hidden, elements(root))):
        shown = read_blocks(root, hidden=True)  # a script may show it
        more = find_body(root, shown)
        if more.prose:
            return shown, more
    return blocks, found


def _inside(blocks: Sequence[Block], tags: Sequence[Tag]) -> list[int]:
    """Which lines of a page stand in the elements of the body."""
    held = set(map(id, tags))
    inside: dict[int, bool] = {}
    for block in blocks:
        owner = block.owner
        if id(owner) not in inside:
            inside[id(owner)] = any(id(tag) in held for tag in (owner, *owner.parents))
    return [i for i, block in enumerate(blocks) if inside[id(block.owner)]]


def _lead(blocks: Sequence[Block], start: int, found: Found, title: str) -> list[Block]:
    """What belongs to a body and stands directly above it.

    These are sentences that are neither title nor furniture, （2005年…通过）, and the name of the
    issue above a contents list.
    """
    first = start
    while first > max(0, start - 3) and _is_lead(blocks[first - 1], title, found.listing):
        first -= 1
    return list(blocks[first:start])


def _is_lead(block: Block, title: str, listing: bool) -> bool:
    bare = compact(block.text)
    if listing and not block.linked and fold(bare):
        return fold(bare) in fold(title) or is_issue_line(block.text)
    if len(bare) < _LEAD or block.linked or block.line.is_row or labelled([block]):
        return False
    return not (is_furniture(bare) or is_source_line(bare) or fold(bare) in fold(title))


def _prose(blocks: Sequence[Block], found: Found) -> int:
    """The first line of running text in a body: no metadata stands below it."""
    for i in _inside(blocks, found.tags):
        bare = compact(blocks[i].text)
        if len(bare) >= _PROSE and not blocks[i].line.is_row and "。" in bare:
            return i
    return len(blocks)


def _trimmed(body: Sequence[Block], found: Found, title: str) -> list[Block]:
    """A body without the furniture at its head and foot."""
    start = _head(body, title, found.named)
    return list(body[start : _foot(body, start, found, title)])


def _head(body: Sequence[Block], title: str, named: bool) -> int:
    """Where the text begins: below the tools and the line of the source, if there are any.

    Above these nothing but the title stands in an element that is named as the body's; in another
    one the names of columns and sites may stand there, too.
    """
    whole, start = fold(title), 0
    for i, block in enumerate(body[:_HEAD]):
        bare = compact(block.text)
        if is_furniture(bare) or is_source_line(bare):
            start = i + 1
        elif fold(bare) not in whole and (named or len(bare) > _PROSE or bare[-1] in "。：:"):
            break
    return start


def _foot(body: Sequence[Block], start: int, found: Found, title: str) -> int:
    """Where the text ends: above tools, credits and links to other pages."""
    end = _disclaimed(body)
    last = max((i for i in range(end) if _is_text(body[i])), default=start)
    for i in range(last + 1, end):
        if ends_the_body(body[i].text) and not found.listing:
            return i
    while end > start and _is_below(body[end - 1], found.listing):
        end -= 1
    again = end - start > 1 and fold(title) and fold(body[end - 1].text) == fold(title)
    return end - bool(again)


def _disclaimed(body: Sequence[Block]) -> int:
    """Where a site begins to speak of itself, in the last third of all lines; else the end."""
    first = 2 * len(body) // 3
    return next((i for i in range(first, len(body)) if is_disclaimer(body[i].text)), len(body))


def _is_text(block: Block) -> bool:
    return len(compact(block.text)) >= _PROSE and not block.linked


def _is_below(block: Block, listing: bool) -> bool:
    bare = compact(block.text)
    if is_furniture(bare):
        return True
    linked = block.linked > 0.8 * len(bare)
    return linked and not listing and not _is_attachment(block)


def _is_attachment(block: Block) -> bool:
    """True for a line that names a file attached to the document."""
    return bool(
        _ATTACHED.match(block.text) or any(_FILE.search(link.target) for link in block.links)
    )


def _below(blocks: Sequence[Block], end: int) -> list[Block]:
    """The lines below a body that belong to it: the names of attached files, and footnotes."""
    files = [block for block in blocks[end : end + _BELOW] if block.links and _is_attachment(block)]
    return files + [block for block in blocks[end:] if is_note_line(block.text)]


def _warnings(
    decoded: Decoded, complete: bool, found: Found, body: Sequence[Block]
) -> list[ParseWarning]:
    warnings = []
    if decoded.bad_line is not None:
        warnings.append(ParseWarning(decoded.bad_line, decoded.warning, "encoding"))
    if not complete:
        warnings.append(ParseWarning(1, "网页元素过多，后半部分只读文字，不分表格", "layout"))
    letters = sum(len(compact(block.text)) for block in body)
    if letters < _FEW and found.prose < _FEW and any(tag.find("img") for tag in found.tags):
        warnings.append(ParseWarning(1, "正文是图片，图中文字没有读", "picture"))
    elif not body:
        warnings.append(ParseWarning(1, "网页里没有可读的正文", "empty"))
    return warnings
