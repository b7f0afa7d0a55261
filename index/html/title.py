"""Finds a document's title in a page that states none: headings, class names, <title>."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import compact
from index.gazette.patterns import (
    CONTENTS_HEAD,
    GENRE_END,
    ISSUE_NUMBER,
    TABLE_CAPTION,
    UNIT_LINE,
    fold,
    is_gazette_title,
)
from index.html.block import CENTRED, Block
from index.html.furniture import is_furniture, is_source_line
from index.html.labels import labelled
from index.html.notes import without_marks
from index.html.text import squeezed
from index.markup import Tag, attribute, text_of
from search.recognise import document_numbers

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
    r".{0,8}(?:动态|资讯|要闻|新闻|公告|公示|栏目|中心|公开|系统|数据库|法规库|文件库|下载|更多|详情页?|内容页|"
    r"(?:信息|文章|内容)(?:查看|浏览|显示)|正文页?)$"
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
# 第128号 · 2021年第5号
_DECREE = re.compile(r"(?:\d{4}年)?第?[0-9０-９〇○零一二三四五六七八九十百]+号")
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
    issue = _issue_name(pieces)
    if issue and (CONTENTS_HEAD.match(best[1]) or _is_said(best[1], issue) or not best[1]):
        return issue
    own = _without_site(pieces)
    if best[0] > 1 and not (_is_said(best[1], own) and _says_more(own, best[1])):
        return best[1]
    return own or best[1]


def _issue_name(pieces: Sequence[str]) -> str:
    """2020年第4期_江南省人民政府公报_…: which issue of which gazette <title> names; "" for none."""
    names = [p for p in pieces if "公报" in p or "政报" in p]
    number = next((p for p in pieces if len(p) < 40 and ISSUE_NUMBER.search(p)), "")
    gazette = next((p for p in names if is_gazette_title(p) or p == number), "")
    if not number or not gazette:
        return ""
    return gazette if number == gazette else f"{gazette} {number}"


def _says_more(own: str, text: str) -> bool:
    """True where <title> ends as titles do and a line that is part of it does not."""
    return bool(GENRE_END.search(own)) and not GENRE_END.search(compact(text))


def is_site(title: str) -> bool:
    """True for what names a site or a column and no document: 平原市人民政府 · 通知公告."""
    bare = compact(title)
    return bool(_SITE.search(bare) or _COLUMN.fullmatch(bare)) and not GENRE_END.search(bare)


def is_number(text: str) -> bool:
    """True for what is a 文号 or the number of a decree, whole: 平政发〔2020〕3号 · 第128号."""
    bare = compact(text).strip("（()）")
    found = document_numbers(bare)
    whole = bool(found) and len(compact(found[0].canonical)) >= len(bare) - 2
    return whole or _DECREE.fullmatch(bare) is not None


def is_cut(title: str) -> bool:
    """True for a title that a system has cut: 关于加强城市供水管理…"""
    return title.rstrip().endswith(("…", "...", "．．．"))


def completes(text: str, cut: str) -> bool:
    """True for a title that goes on where another one was cut."""
    return len(fold(cut)) < len(fold(text)) <= _LONGEST and fold(text).startswith(fold(cut))


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
    bare = [compact(" ".join(_from_own(piece.split()))) for piece in pieces]
    own = [piece for piece in bare if not (is_site(piece) or is_number(piece))]
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
        named_so = _is_named(block)
        alone = bool(_SITE.search(compact(text)) or _COLUMN.fullmatch(compact(text)))
        for last, below in enumerate(blocks[i + 1 : i + _LINES], start=i + 1):
            if alone and not (named_so and below.owner is block.owner) and not _goes_on(below):
                break
            longer = text + without_marks(below.text)
            if not (
                _may_be_title(below) and (_is_one(block, below) or _are_said(block, longer, named))
            ):
                break
            text = longer
            found.append((i, last, text))
    return found


def _from_own(words: Sequence[str]) -> Sequence[str]:
    """平原市人民政府 通知公告 关于…的通知: without the site and the column before a title."""
    first = 0
    while first < len(words) - 1 and (
        _SITE.search(words[first]) or _COLUMN.fullmatch(words[first])
    ):
        first += 1
    if first == 1 and not _COLUMN.fullmatch(words[first]):
        return words  # a name and what it did: 平原市教育局 举办书画展
    return words[first:]


def _goes_on(block: Block) -> bool:
    """True for the second line of a title whose first names who issued it: 关于…的通知."""
    return compact(block.text).startswith("关于")


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
        (-3.0, is_number(text)),
        (-3.0, _is_named(block) and _is_torn(i, last, blocks)),
        (-0.8, len(folded) < 6),
        (-4.0, _SITE.search(bare) is not None),
        (-1.0, _COLUMN.fullmatch(bare) is not None),
    )
    return sum(points for points, true in evidence if true) + min(len(folded), 40) / 200


def _is_named(block: Block) -> bool:
    """True for a line of a heading, or of an element that is called a title."""
    return block.heading or _named_title(block.owner)


def _is_torn(first: int, last: int, blocks: Sequence[Block]) -> bool:
    """True for lines that leave out some of their element's: a title with <br> in it."""
    owner = blocks[first].owner
    above = first > 0 and blocks[first - 1].owner is owner and _may_be_title(blocks[first - 1])
    below = blocks[last + 1 : last + 2]
    return above or any(b.owner is owner and _may_be_title(b) for b in below)


def _named_title(tag: Tag) -> bool:
    """True for an element, or one directly around it, that is called a title."""
    for each in (tag, *list(tag.parents)[:1]):
        names = f"{attribute(each, 'class')} {attribute(each, 'id')}"
        if each.name == "ucaptitle" or _TITLE_CLASS.search(names):
            return True
    return False
