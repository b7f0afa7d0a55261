"""Reads the metadata block above a document in a web page: 索引号, 发文机关, 成文日期 and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from index.gazette.lettering import compact
from index.html.block import Block
from index.html.furniture import SITE_NAME
from index.markup import Tag

#: What is stated -> how sites call it.
_LABELS: Mapping[str, str] = {
    "index_number": "索引号|索取号|信息索引号|索引编号|信息索引|公开目录编号",
    "topic": "主题分类|信息分类|所属主题|公文主题|主题类别|内容分类",
    "issuer": "发文机关|发文单位|发文机构|发文部门|制发机关|制定机关|颁布机关|发布机关|"
    "印发机关|公开主体|发布机构|发布单位|公开单位|公开机构|信息提供单位|"
    "文件来源",
    "issued": "成文日期|成文时间|生成日期|生成时间|发文日期|发文时间|签发日期|印发日期|"
    "制发日期|形成日期|产生日期",
    "title": "标题|名称|文件名称|信息名称|公文名称|文件标题|信息标题|文名",
    "number": "发文字号|文号|发文文号|文件编号|公文字号|文件字号|发文号|公文文号|文件文号",
    "published": "发布日期|发布时间|时间发布|公开日期|公开时间|发表时间|发表日期|上网日期|上网时间|"
    "信息发布日期|公布日期",
    "origin": "来源|信息来源|文章来源|稿件来源",
}
# Labels whose values are not kept, but which end the value before them.
_OTHERS = (
    "主题词|关键词|关键字|有效性|是否有效|时效性|效力状态|有效状态|文件状态|公文时效|体裁分类|体裁|组配分类|"
    "服务对象|公开方式|公开形式|公开范围|公开类别|公开程序|公开时限|公开属性|责任部门|责任处室|失效日期|失效时间|"
    "废止日期|废止时间|生效日期|实施日期|施行日期|语种|载体类型|载体形式|载体|内容概述|内容概要|摘要|文种|"
    "文件类型|公文种类|公文类型|信息类别|有效期|统一编号|登记号|统一登记号|规范性文件登记号|浏览次数|点击次数|"
    "点击数|访问量|阅读量|阅读次数|浏览量|作者|文章作者|责任编辑|编辑|字体|字号|打印|分享|保存|附件|信息公开目录|"
    "公开目录|所属目录|信息目录|公开责任部门|有效性/截止日期|截止日期|分类|类别|信息类型|"
    "所属机构|联合发文单位|联合发文|备注|记录形式|报送单位|时间|日期|更新时间|更新日期|修改时间"
)
_KIND = {name: kind for kind, names in _LABELS.items() for name in names.split("|")}
_ALL = sorted([*_KIND, *_OTHERS.split("|")], key=len, reverse=True)
_SPACED = "|".join(r"[\s\u3000]*".join(name) for name in _ALL)
# 索 引 号： · 【发文机关】 · [成文日期]： · 标　　题:
_LABEL = re.compile(rf"[\[【]?[\s\u3000]*({_SPACED})[\s\u3000]*(?:[\]】][\s\u3000]*[:：]?|[:：])")
_BARE_LABEL = re.compile(rf"[\s\u3000]*[\[【]?({_SPACED})[\]】]?[\s\u3000]*[:：]?[\s\u3000]*")
_OPENING = re.compile(rf"[\s\u3000]*({_SPACED})[\s\u3000]*(?=\S)")
# 2023-05-01 10:00　来源：新华社 · 全文有效 成文日期：2023-12-29 · 平原市政府网 发布时间：2023-05-01
_BEFORE = re.compile(
    r"(?:[\s\u3000]*[\[【(（]?\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?[\d:：\s\u3000\]】)）|｜]*|[\u4e00-\u9fff]{1,6}[\s\u3000]+"
    rf"|[\s\u3000]*{SITE_NAME}[\s\u3000|｜]*)?"
)
# What is written where there is nothing to state.
_NOTHING = ("无", "暂无", "没有", "空", "/", "-", "--", "—", "——", "null", "NULL", "未知")
# What also stands in the line of tools beside a title.
_TOOLS = (
    "published|origin|字体|字号|打印|分享|保存|浏览次数|点击次数|点击数|访问量|阅读量|阅读次数|浏览量|"
    "作者|编辑|责任编辑"
)
_LOOSE = frozenset(_TOOLS.split("|"))
# 信息格式：HTML · 信息格式\tHTML: a label that nobody knows
_VALUE = re.compile(r"^.{1,12}[:：]|\t")
_LONGEST = 300
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value, and the lines that it was read from: [start, end)."""

    kind: str
    value: str
    start: int
    end: int


def labelled(blocks: Sequence[Block]) -> list[Labelled]:
    """All labels with values among the lines of a page."""
    return list(_labelled(blocks))


def _labelled(blocks: Sequence[Block]) -> Iterator[Labelled]:
    cells = [(cell, i) for i, b in enumerate(blocks) for cell in b.text.split("\t") if cell]
    heads = _head_rows([block.text for block in blocks])
    for at, (cell, i) in enumerate(cells):
        if i in heads or i - 1 in heads or len(cell) > 2 * _LONGEST:
            continue
        bare = _BARE_LABEL.fullmatch(cell)
        if bare:
            value, below = cells[at + 1] if at + 1 < len(cells) else ("", i)
            stated = not _opens_with_label(value) and _beside(blocks[i], blocks[below])
            yield _made(bare[1], value if stated else "", i, (below if stated else i) + 1)
        else:
            pairs = list(_within(cell)) or _by_element(cell, blocks[i].owner)
            yield from (_made(name, value, i, i + 1) for name, value in pairs)
    for i in heads:
        rows = blocks[i].text.split("\t"), blocks[i + 1].text.split("\t")
        for name, value in zip(*rows, strict=False):
            if _BARE_LABEL.fullmatch(name):
                yield _made(name.strip("：: "), value, i, i + 2)


def _beside(label: Block, value: Block) -> bool:
    """True where a value stands in the same row or list as its label."""
    if label.line.is_row or value.line.is_row:
        return label is value
    one, other = label.owner, value.owner
    if other is one or other.parent in (one, one.parent):
        return True
    return _row(one) is not None and _row(one) is _row(other)


def _row(tag: Tag) -> Tag | None:
    return next((each for each in tag.parents if each.name in ("tr", "dl", "ul")), None)


def _head_rows(texts: Sequence[str]) -> set[int]:
    """Rows that hold labels only, with their values in the row below."""
    rows = [i for i in range(len(texts) - 1) if "\t" in texts[i] and "\t" in texts[i + 1]]
    return {
        i for i in rows if sum(map(bool, map(_BARE_LABEL.fullmatch, texts[i].split("\t")))) >= 3
        and not any(map(_opens_with_label, texts[i + 1].split("\t")))
    }  # fmt: skip


def _opens_with_label(text: str) -> bool:
    return bool(_LABEL.match(text) or _BARE_LABEL.fullmatch(text))


def _within(text: str) -> Iterator[tuple[str, str]]:
    """索引号：000014349 主题分类：科技: labels and values in one line."""
    found = list(_LABEL.finditer(text))
    if not found or not _BEFORE.fullmatch(text[: found[0].start()]):
        return
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match[1], text[match.end() : end]


def _by_element(text: str, owner: Tag) -> list[tuple[str, str]]:
    """<label>索引号</label><span>A-1</span>: a label without a colon, in an element of its own."""
    first = next((child for child in owner.contents if isinstance(child, Tag)), None)
    match = _OPENING.match(text)
    if first is None or match is None:
        return []
    said = "".join(each for each in islice(first.descendants, _NEAR) if isinstance(each, str))
    if compact(said) != compact(match[1]):
        return []
    return [(match[1], text[match.end() :])]


def _made(name: str, value: str, start: int, end: int) -> Labelled:
    name = compact(name)
    value = value.strip(" \u3000\xa0|｜;；")
    if value in _NOTHING or len(value) > _LONGEST:
        value = ""
    return Labelled(_KIND.get(name, name), value, start, end)


def metadata(blocks: Sequence[Block]) -> tuple[list[Labelled], tuple[int, int]]:
    """The labels of the metadata block, and its lines: [start, end); [] and (0, 0) for none.

    A block is labels of an official document close to each other, at least three sorts of them,
    one of which only documents have.
    """
    for group in _groups(labelled(blocks), blocks):
        kinds = {each.kind for each in group}
        own = kinds & {"index_number", "number", "issuer", "issued", "topic"}
        if len(kinds) >= 3 and own and (len(own) >= 2 or "title" in kinds):
            return group, (group[0].start, group[-1].end)
    return [], (0, 0)


def _groups(found: Sequence[Labelled], blocks: Sequence[Block]) -> Iterator[list[Labelled]]:
    group: list[Labelled] = []
    for each in found:
        if group and _is_apart(group[-1], each, blocks):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _is_apart(one: Labelled, other: Labelled, blocks: Sequence[Block]) -> bool:
    """True for labels far from each other, and for one beside a title, below the title or above
    it: 索引号：… / 关于…的通知 / 字号：大 中 小.
    """
    between = blocks[one.end : other.start]
    if len(between) > _NEAR:
        return True
    loose = one.kind in _LOOSE or other.kind in _LOOSE
    return loose and any(_VALUE.search(block.text) is None for block in between)
