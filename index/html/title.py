"""Finds a document's title in a page that states none: headings, class names, <title>."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.patterns import GENRE_END, TABLE_CAPTION, UNIT_LINE, compact, fold
from index.html.block import CENTRED, Block
from index.html.furniture import is_furniture, is_source_line
from index.html.labels import labelled
from index.html.notes import without_marks
from index.html.text import squeezed
from index.markup import Tag, attribute, text_of

# …_政府信息公开专栏 · … - 乌鲁木齐市人民政府 · …__上海市卫生健康委员会 · 江苏省人民政府 部门资讯 …
_SEPARATOR = re.compile(
    r"\s*(?:_+|\s[-–—|｜·•]+\s|[|｜]|(?<![0-9A-Za-z])-+|-+(?![0-9A-Za-z]))\s*|(?<=\S)\s{2,}(?=\S)|\s*(?:>+|»|›)\s*"
)
# 西安市人民政府 · 教育厅 · 中国政府网 · 政府信息公开专栏 · www.gov.cn
_SITE = re.compile(
    r"(?:政府|办公[厅室]|委员会|管委会|[局厅署]|网|网站|门户|平台|专栏|频道|首页|\.cn|\.com)$"
)
# 部门资讯 · 政务动态 · 政策法规库
_COLUMN = re.compile(
    r".{0,8}(?:动态|资讯|要闻|新闻|公告|栏目|中心|公开|系统|数据库|法规库|文件库|下载|更多)$"
)
# The class that publishing systems give a title.
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:article|art|news|content|con|xxgk|page|doc|info|detail|main|zw|wz|xl|arti|big|text)?[-_]?(?:title|tit|biaoti|bt|headline|caption|subject)(?:[\s_\d-]|$)",
    re.IGNORECASE,
)
# …的通知 ( 2024-05-11)
_DATED = re.compile(
    r"[\s\u3000]*[(（\[【]\s*\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?[\s\d:：]*[)）\]】]$"
)
# …活动在成都举行<br>现场发布…: tags are letters within <title>
_MARKUP = re.compile(r"<[^<>]*>")
_LONGEST = 200
_LINES = 4
_NEAR = 12
_ABOVE = 25


def title_of_page(root: Tag, blocks: Sequence[Block], start: int) -> str:
    """The title of the document whose body begins at line ``start`` of a page; "" for none."""
    named = page_title(root)
    pieces = [piece for piece in _SEPARATOR.split(named) if piece]
    candidates = _candidates(blocks, start, named)
    scored = [(_score(text, i, last, start, blocks, named), text) for i, last, text in candidates]
    best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    own = _without_site(pieces)
    if best[0] > 1 and not (_is_said(best[1], own) and _says_more(own, best[1])):
        return best[1]
    return own or best[1]


def _says_more(own: str, text: str) -> bool:
    """True where <title> ends as titles do and a line that is part of it does not."""
    return bool(GENRE_END.search(own)) and not GENRE_END.search(compact(text))


def is_dated(text: str) -> bool:
    """True for a title with the day behind it in brackets."""
    return len(text) <= 2 * _LONGEST and _DATED.search(text) is not None


def page_title(root: Tag) -> str:
    """What <title> says, in one line."""
    tag = root.find("title")
    if not isinstance(tag, Tag):
        return ""
    return squeezed(_MARKUP.sub("", text_of(tag)[: 4 * _LONGEST]))[: 2 * _LONGEST]


def _without_site(pieces: Sequence[str]) -> str:
    bare = map(compact, pieces)
    own = [piece for piece in bare if not (_SITE.search(piece) or _COLUMN.fullmatch(piece))]
    return max(own, key=lambda piece: len(compact(piece)), default="")


def _candidates(blocks: Sequence[Block], start: int, named: str) -> list[tuple[int, int, str]]:
    """Lines that may be a title, or up to some lines that together are one: first, last, text."""
    found = []
    first = max(0, start - _ABOVE)
    for i, block in enumerate(blocks[first : start + _NEAR], start=first):
        if not _may_be_title(block):
            continue
        text = _DATED.sub("", without_marks(block.text))
        found.append((i, i, text))
        if _SITE.search(compact(text)) or _COLUMN.fullmatch(compact(text)):
            continue
        for last, below in enumerate(blocks[i + 1 : i + _LINES], start=i + 1):
            longer = text + without_marks(below.text)
            if not (
                _may_be_title(below) and (_is_one(block, below) or _are_said(block, longer, named))
            ):
                break
            text = longer
            found.append((i, last, text))
    return found


def _is_one(block: Block, below: Block) -> bool:
    """True for lines of one element, and for two that are centred."""
    return below.owner is block.owner or below.line.indent == block.line.indent == CENTRED


def _are_said(block: Block, text: str, named: str) -> bool:
    """True for lines that <title> says together, unless the first is a link."""
    return not block.linked and _is_said(text, named)


def _is_said(text: str, named: str) -> bool:
    """True for what is part of <title>."""
    folded = fold(text)
    return len(folded) >= 4 and folded in fold(named)


def _may_be_title(block: Block) -> bool:
    bare = compact(block.text)
    if (
        not 2 <= len(bare) <= _LONGEST
        or block.line.is_row
        or block.owner.name == "table"
        or bare[-1] in "。；，：:、"
    ):
        return False
    if UNIT_LINE.match(block.text) or TABLE_CAPTION.match(block.text):
        return False
    return not (is_furniture(bare) or is_source_line(bare) or labelled([block]))


def _score(text: str, i: int, last: int, start: int, blocks: Sequence[Block], named: str) -> float:
    """How much speaks for a title: that <title> says so, heading, class, place, centred."""
    block, bare = blocks[i], compact(text).rstrip("-_|·—:：>")
    folded, whole = fold(text), fold(named)
    sourced = any(is_source_line(below.text) for below in blocks[last + 1 : last + 4])
    evidence = (
        (3 * len(folded) / max(len(whole), 1) + 1, _is_said(text, named)),
        (1.2, block.heading),
        (1.0, _named_title(block.owner)),
        (0.5, block.line.indent == CENTRED),
        (0.6, GENRE_END.search(bare) is not None),
        (1.2, sourced),
        (-2.0, block.linked > len(bare) / 2),
        (-0.5, i > start),
        (-0.8, len(folded) < 6),
        (-4.0, _SITE.search(bare) is not None),
        (-1.0, _COLUMN.fullmatch(bare) is not None),
    )
    return sum(points for points, true in evidence if true) + min(len(folded), 40) / 200


def _named_title(tag: Tag) -> bool:
    """True for an element, or one directly around it, that is called a title."""
    for each in (tag, *list(tag.parents)[:1]):
        names = f"{attribute(each, 'class')} {attribute(each, 'id')}"
        if each.name == "ucaptitle" or _TITLE_CLASS.search(names):
            return True
    return False
