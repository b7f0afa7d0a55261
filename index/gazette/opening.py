"""Knows the lines that open something new wherever they stand: a heading, a person in a list."""

from __future__ import annotations

import re

from index.gazette.names import is_person
from index.gazette.patterns import (
    AFTERWORD,
    ATTACHMENT_TITLE,
    DASH_ITEM,
    heading_number,
)

# 第三条规定的…: a reference within a sentence, not the opening of an article
_CITED_ARTICLE = re.compile(r"第\S{1,9}条(?:规定|的|、|和|第|所|至|中|以)")
# 张三为省教育厅厅长 · 李四的省财政厅副厅长职务
_APPOINTED = re.compile(
    r"([\u4e00-\u9fff·]{2,4}?)(?:[（(][^（）()]{1,12}[)）])?(?:、[\u4e00-\u9fff·]{2,4}?){0,20}"
    r"(?:同志)?(?:为|任|的|不再)[\u4e00-\u9fff]"
)
_POSTS = re.compile(r"任命|免去|任免|职务|不再担任|决定[:：]$")


def opens(text: str) -> bool:
    """True for a line that opens something new wherever it stands."""
    if heading_number(text) and not _CITED_ARTICLE.match(text):
        return True
    if DASH_ITEM.match(text) or AFTERWORD.match(text):
        return True
    return ATTACHMENT_TITLE.match(text) is not None


def opens_clause(tail: str, text: str) -> bool:
    """True for the next person in a list of posts, with ``tail`` above; 于一体的… opens nothing."""
    match = _APPOINTED.match(text) if _POSTS.search(tail) else None
    return match is not None and is_person(match[1]) and len(text) < 60
