"""Reads a saved web page: its document's lines, what the page states of it, and its links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.files.encoding import Decoded, decode
from index.gazette.lettering import compact
from index.gazette.patterns import ISSUE_NUMBER, fold, is_issue_line
from index.html.block import CENTRED, Block
from index.html.body import Found, find_body
from index.html.facts import page_facts
from index.html.furniture import is_day, is_pager, is_source_line
from index.html.labels import metadata
from index.html.lines import body_lines, read_blocks
from index.html.nearby import below, lead, rest
from index.html.style import is_hidden
from index.html.trim import trimmed
from index.markup import Tag, elements, parse
from index.plaintext import Line
from index.transcript import Transcript
from search.sources import ParseWarning

_PROSE = 60
_FEW = 50
_SOURCED = 6
_FRONT = 10


def read_html(data: bytes) -> Transcript:
    """The transcript of a web page in any encoding, saved as a file.

    ``stated`` is never None. Raises nothing, whatever the bytes; what could be read in part is a
    warning.
    """
    decoded = decode(data)
    page = parse(decoded.text)
    blocks, found = _read(page.root)
    about, (first, last) = metadata(blocks[: _prose(blocks, found)])
    if about:
        blocks = [*blocks[:first], *blocks[last:]]
        found = find_body(page.root, blocks)
    inside = _inside(blocks, found.tags)
    start, end = (inside[0], inside[-1] + 1) if inside else (0, 0)
    stated = page_facts(page.root, blocks, start, end, about)
    title = stated.title or ""
    more = rest(blocks, inside, found)
    body = [
        *lead(blocks, start, found, title),
        *trimmed([blocks[i] for i in inside], found, title, _is_sourced(blocks, start)),
        *more,
        *below(blocks, end + len(more)),
    ]
    return Transcript(
        (*_named_issue(title, body), *body_lines(body)),
        stated,
        tuple(link for block in body for link in block.links),
        (*_warnings(decoded, page.complete, found, body), *_other_pages(blocks, start, end)),
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


def _prose(blocks: Sequence[Block], found: Found) -> int:
    """The first line of running text in a body: no metadata stands below it."""
    for i in _inside(blocks, found.tags):
        bare = compact(blocks[i].text)
        if len(bare) >= _PROSE and not blocks[i].line.is_row and "。" in bare:
            return i
    return len(blocks)


def _named_issue(title: str, body: Sequence[Block]) -> list[Line]:
    """The title as a line, where it names an issue and the body does not: a whole issue's page."""
    if not (is_issue_line(title) and ISSUE_NUMBER.search(title)):
        return []
    head = fold("".join(block.text for block in body[:_FRONT]))
    return [] if fold(title) in head else [Line(1, title, CENTRED, gap=True)]


def _is_sourced(blocks: Sequence[Block], start: int) -> bool:
    """True where the line of the source stands above a body, with a label and no mere day."""
    above = blocks[max(0, start - _SOURCED) : start]
    return any(is_source_line(b.text) and not is_day(b.text) for b in above)


def _other_pages(blocks: Sequence[Block], start: int, end: int) -> Iterator[ParseWarning]:
    """A text that its site shows page by page: the others are in other files, if anywhere."""
    for block in blocks[start : end + _SOURCED]:
        if block.links and is_pager(block.text):
            yield ParseWarning(block.line.number, "正文分了页，这个网页里只有一页", "other")
            return


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
