"""Recognises the full text of a law or of rules that a 令 or a 决定 carries below itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import compact
from index.gazette.patterns import CONTENTS_HEAD
from index.gazette.titles import is_titlish, joined_title, title_run
from index.plaintext import Line

# 江南省人民政府令 · 关于修改《江南省登记办法》的决定 · 国家税务总局公告
_CARRIES = re.compile(r"(?:令|公告)$|决定|修改|修正|修订")
_AMENDS = re.compile(r"决定|修改|修正|修订")
# （2003年12月17日江南省人民政府令第7号公布　根据2018年6月15日《决定》修正）
_PASSED = re.compile(r"[（(]\s*[0-9０-９一二〇○零]{4}\s*年.*(?:公布|发布|通过|批准|修正|修订|施行)")
# 第一章　总则 · 第一条　为了… but not 第一条第二款修改为
_FIRST = re.compile(r"第\s*[一1]\s*(?:[编篇章]|条(?!第|中|修改|规定|的|、|和|至))")


def carries_text(title: str) -> bool:
    """True for a document whose title lets a full text follow."""
    return _CARRIES.search(compact(title)) is not None


def is_amendment(title: str) -> bool:
    """True for a decision that may be followed by several texts it amends."""
    return _AMENDS.search(title) is not None


def full_text_title(lines: Sequence[Line], start: int) -> int:
    """End of the title of a full text: it ends in 条例, 办法 …, and below stands who passed it
    or its first chapter or article; ``start`` for none.
    """
    if not is_titlish(lines[start]):
        return start
    end = title_run(lines, start)
    if end == start or end >= len(lines) or carries_text(joined_title(lines[start:end])):
        return start
    below = lines[end].text[:200]
    if CONTENTS_HEAD.match(below) and end + 1 < len(lines):
        below = lines[end + 1].text[:200]
    return end if _PASSED.match(below) or _FIRST.match(below) else start
