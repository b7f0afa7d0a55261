"""Takes the furniture off the head and the foot of a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import compact
from index.gazette.patterns import AGENCY, fold
from index.html.block import Block
from index.html.body import Found
from index.html.furniture import (
    ends_the_body,
    is_day,
    is_disclaimer,
    is_furniture,
    is_furniture_name,
    is_source_line,
)
from index.html.labels import labelled
from index.html.nearby import is_attachment, is_title, subtitles

_HEAD = 20
_PROSE = 60
_TITLE = 8
# 附件： with nothing behind it: a script would list the files
_NO_FILES = re.compile(r"(?:相关)?附件(?:下载)?[:：]?")


def trimmed(body: Sequence[Block], found: Found, title: str, sourced: bool) -> list[Block]:
    """A body without the furniture at its head and foot.

    ``sourced`` tells that the line of the source stands above it.
    """
    start = _head(body, title, found, sourced)
    end = _foot(body, start, found, title)
    at = next((i for i in range(start - 1, -1, -1) if is_title(body[i], title)), start)
    return [*subtitles(body[at:start], found), *body[start:end]]


def _head(body: Sequence[Block], title: str, found: Found, sourced: bool) -> int:
    """Where the text begins: below the tools and the line of the source, if there are any.

    Above these nothing but the title stands in an element that is named as the body's; in another
    one the names of columns and sites may stand there, too.
    """
    whole, start, top = fold(title), 0, True
    tags = frozenset(map(id, found.tags))
    for i, block in enumerate(body[:_HEAD]):
        bare = compact(block.text)
        signed = is_day(bare) and (sourced or (i > 0 and AGENCY.fullmatch(body[i - 1].text)))
        source = is_source_line(bare) and not signed
        if source or is_furniture(bare) or (top and _is_menu(block, tags)):
            start = i + 1
            sourced = sourced or (source and not is_day(bare))
            continue
        top = top and fold(bare) in whole
        if found.listing and _is_entry(block):
            break
        if fold(bare) not in whole and (
            found.named or signed or len(bare) > _PROSE or bare[-1] in "。：:"
        ):
            break
    return start


def _is_menu(block: Block, tags: frozenset[int]) -> bool:
    """首页 政府公报 政务公开: a line of short links, or one in what a site has around it."""
    if not _is_text(block) and _is_in_furniture(block, tags):
        return True
    linked = block.links and block.linked == len(compact(block.text))
    return bool(linked) and not _is_entry(block)


def _is_entry(block: Block) -> bool:
    """True for a line with a link as long as a title."""
    return any(len(compact(link.text)) >= _TITLE for link in block.links)


def _foot(body: Sequence[Block], start: int, found: Found, title: str) -> int:
    """Where the text ends: above tools, credits and links to other pages."""
    end = _disclaimed(body)
    last = max((i for i in range(end) if _is_text(body[i])), default=start)
    if not found.listing:
        below = range(last + 1, end)
        end = next((i for i in below if ends_the_body(body[i].text)), end)
    tags = frozenset(map(id, found.tags))
    while end > start and _is_below(body[end - 1], found.listing, tags):
        end -= 1
    again = end - start > 1 and fold(title) and fold(body[end - 1].text) == fold(title)
    return end - bool(again)


def _disclaimed(body: Sequence[Block]) -> int:
    """Where a site begins to speak of itself, in the last third of all lines; else the end."""
    first = 2 * len(body) // 3
    return next((i for i in range(first, len(body)) if is_disclaimer(body[i].text)), len(body))


def _is_text(block: Block) -> bool:
    return len(compact(block.text)) >= _PROSE and not block.linked


def _is_below(block: Block, listing: bool, tags: frozenset[int]) -> bool:
    bare = compact(block.text)
    if is_furniture(bare) or _NO_FILES.fullmatch(bare):
        return True
    if not listing and not _is_text(block) and _is_in_furniture(block, tags):
        return True
    if any(each.kind == "origin" for each in labelled([block])) and is_source_line(bare):
        return True
    linked = block.linked > 0.8 * len(bare)
    return linked and not listing and not is_attachment(block)


def _is_in_furniture(block: Block, tags: frozenset[int]) -> bool:
    """True for what stands in furniture inside the body."""
    for tag in (block.owner, *block.owner.parents):
        if id(tag) in tags:
            return False
        if is_furniture_name(tag):
            return True
    return False
