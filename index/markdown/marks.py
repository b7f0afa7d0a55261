"""Knows the marks of Markdown that stand at a line's start or fill it: headings, lists, pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# <!-- page 3 --> · <!-- PageBreak --> · {3}----------- · <page>3</page> · --- Page 3 --- ·
# <page number="3"> · ## Page 3 · [Page 3] · **Page 3 of 20** · === Page 3 ===
PAGE_BREAK = re.compile(
    r"\s*(?:<!--\s*(?:page(?:\s*break)?|第)\s*[:=#]?\s*\d{0,5}\s*(?:页|/\s*\d+)?\s*-->"
    r"|\{\d{1,5}\}-{3,200}|-{3,9}\s*page\s*\d{1,5}\s*-{3,9}|<page(?:_?break)?\s*/?>(?:\d{1,5}</page>)?"
    r"|<page\s{1,9}n(?:umber|o)?\s{0,9}=\s{0,9}[\"']?\d{1,5}[\"']?\s{0,9}/?>"
    r"|(?:#{1,6}|\[|\*\*|={3,9})\s{0,9}page\s{1,9}\d{1,5}(?:\s{0,9}(?:of|/)\s{0,9}\d{1,5})?\s{0,9}(?:\]|\*\*|={3,9})?)\s*$",
    re.IGNORECASE,
)
# <!-- PageNumber="— 3 —" -->: print that another program has put aside
PRINTED = re.compile(
    r'\s*<!--\s*page(?:number|header|footer)\s*=\s*"([^"\n]{0,500})"\s*-->\s*$', re.IGNORECASE
)
# ## 第一章 总则 · #　标题 · ##一、总体要求 · #（一）目标, but #1楼 and #抗疫# are text
_HAN_NUMBER = "第?[（(]?[〇一二三四五六七八九十百]{1,5}[）)、.．章节条编篇]"
HEADING = re.compile(
    r"\s{0,3}#{1,6}(?:[ \t\u3000]+|$)"
    rf"|\s{{0,3}}(?:#(?={_HAN_NUMBER})|#{{2,6}}(?=[\u4e00-\u9fff（(《“〔【*0-9][^#]{{0,300}}$))"
)
# 标题 {#sec-1} · 标题 {.unnumbered}
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]{0,200}\}$")
# ::: {.center} · :::
FENCED_DIV = re.compile(r"\s{0,3}:{3,20}\s*(?:\{[^{}]{0,200}\}|[A-Za-z][\w-]{0,40})?\s*:{0,20}$")
# --- · * * * · ===: a rule, or what underlines a heading
RULE = re.compile(r"\s{0,3}(?:(?:-[ \t]*){3,999}|(?:\*[ \t]*){3,999}|(?:_[ \t]*){3,3}|={3,999})$")
# ``` · ```html · $$: what stands between such lines is text
FENCE = re.compile(r"\s{0,3}(?:`{3,99}[^`]{0,99}|~{3,99}[^~]{0,99}|\$\$\s*)$")
# > 引文 · > > 引文
_QUOTE = re.compile(r"(?:\s{0,3}>(?:[ \t]+|(?=>)|$))+")
# - 第一项 · + 第二项 · * 第三项
BULLET = re.compile(r"([ \t]*)([-+*])[ \t]+(?=\S)")
# ^[1] 本公报中…: a note's text below a table or at the foot of a page
_NOTE = re.compile(r"\^\[(\d{1,3}|\*)\]\s*(?=[^\s,，。；;、])")
# 总值[^1] · 总值[^注]
NAMED = re.compile(r"\[\^([^\]\s]{1,40})\]")
#: A line's number in its file, counted from 1, and its text.
Numbered = tuple[int, str]
SPACES = " \u3000\xa0\u2000\u2001\u2002\u2003\u2009\u200a\u202f\u205f"


def heading(line: str) -> str:
    """A heading's text, without the signs before and behind it."""
    text = _ATTRIBUTES.sub("", HEADING.sub("", line, count=1).rstrip())
    bare = text.rstrip("#")
    return bare if not bare or bare[-1].isspace() else text


def without_quote(line: str) -> str:
    """A line without the marks of a quotation: > text, but >60分 is text."""
    quoted = _QUOTE.match(line)
    return line[quoted.end() :] if quoted else line


def without_break(line: str) -> str:
    """A line without the backslash that ends it."""
    bare = line.rstrip()
    return bare[:-1] if bare.endswith("\\") and not bare.endswith("\\\\") else line


def noted(text: str) -> str:
    """A note's text, where a raised mark opens a line; a mark within a text follows it."""
    note = _NOTE.match(text)
    return f"[{note[1]}] {text[note.end() :]}" if note else text


def line_at(lines: Sequence[str], at: int) -> str:
    """A line by its place; "" for none."""
    return lines[at] if 0 <= at < len(lines) else ""


def numbers(names: Iterable[str]) -> dict[str, str]:
    """Numbers for the notes whose names are none: [^注] · [^a]."""
    order = list(dict.fromkeys(names))
    taken = {int(name) for name in order if _is_number(name)}
    free = (n for n in range(1, 1000) if n not in taken)
    named = [name for name in order if not _is_number(name) and name not in "*＊"]
    return {name: str(number) for name, number in zip(named, free, strict=False)}


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdecimal() and len(name) <= 3


def without_comments(text: str) -> str:
    """Without comments over several lines, whose line ends stay."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts.append(text[at:start])
        comment = text[start : end + 3]
        parts.append(comment if "\n" not in comment else "\n" * comment.count("\n"))
        at = end + 3
    return "".join([*parts, text[at:]])
