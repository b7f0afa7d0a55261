"""The Chinese words for the names that queries and passages are made of."""

from __future__ import annotations

from search.facets import KIND_LABELS

FACETS = {"category": "类别", "kind": "段落类型", "issuer": "发文机关", "document": "文件"}
KINDS = KIND_LABELS
SORTS = {"relevance": "相关", "newest": "最新", "oldest": "最早", "reading": "版面"}


_LONGEST = 60


def shortened(text: str) -> str:
    """A text that a page repeats, cut where it is very long."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def choice(facet: str, value: str) -> str:
    """How a chosen value of a facet is called when no result names it."""
    if facet == "document":
        return "未知文件"
    return KINDS.get(value, value) if facet == "kind" else value
