"""Tells the entries of a roster or a form, one per line, from the lines of a paragraph."""

from __future__ import annotations

import re

from index.gazette.lettering import width
from index.gazette.names import is_person

_MID_SENTENCE = "，、,；;“《（("
# 组　长：马兴瑞 · 完成单位：中山大学
_LABEL = re.compile(r"(?:[\u4e00-\u9fff]\s*){1,6}[:：]\s*(?=\S)")
# 纳税人盖章：
_BLANK = re.compile(r"[^，。；：“”《》]{2,12}[:：]$")
_ANNOUNCES = re.compile(r"[如以]下|下列|[:：].*[:：]")
# 王大明（省水利厅厅长） · 戴运龙　省财政厅厅长 · 张  明  青岛海洋大学教授
_PERSON = re.compile(r"([\u4e00-\u9fff·]{2,12}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff])(\s+|[（(])(?=\S)")
_SENTENCE = re.compile(r"[，。；,;]")
_ENTRY = 40


def is_entry(above: str, text: str, full: bool) -> bool:
    """True where a line is an entry of its own below the line above: 成员：葛长伟, a person and
    his post, a blank to be filled in; and for any line below a person and his post.

    ``full``: the line above fills the measure, so that only an entry is sure to end there.
    """
    if above[-1] in _MID_SENTENCE:
        return False
    if full and not (_LABEL.match(above) or _is_holder(above, spaced=False)):
        return False
    if _is_holder(_LABEL.sub("", above[:_ENTRY], count=1) + above[_ENTRY:], spaced=True):
        return True
    if width(text) > _ENTRY:
        return False
    if _LABEL.match(text) or _is_holder(text, spaced=False):
        return True
    return _BLANK.match(text) is not None and not _ANNOUNCES.search(text)


def _is_holder(text: str, spaced: bool) -> bool:
    """True for a person and what he is; ``spaced``: with a space between the two."""
    match = _PERSON.match(text) if width(text) <= _ENTRY else None
    if match is None or (spaced and match[2] in "（("):
        return False
    rest = re.sub(r"[（(][^（）()]*[)）]", "", text)
    return is_person("".join(match[1].split())) and not _SENTENCE.search(rest)
