"""The Chinese words for the names that queries and passages are made of."""

from __future__ import annotations

FACETS = {"category": "类别", "kind": "段落类型", "issuer": "发文机关", "document": "文件"}
KINDS = {"paragraph": "正文", "heading": "标题", "footnote": "脚注", "table": "表格"}
SORTS = {"relevance": "相关", "newest": "最新", "oldest": "最早", "reading": "版面"}


def choice(facet: str, value: str) -> str:
    """How a chosen value of a facet is called when no result names it."""
    return KINDS.get(value, value) if facet == "kind" else value
