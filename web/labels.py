"""The Chinese words for the names that queries and passages are made of."""

from __future__ import annotations

from search.facets import KIND_LABELS
from search.results import FacetValue, Results

FACETS = {
    "category": "类别",
    "kind": "段落类型",
    "issuer": "发文机关",
    "year": "年份",
    "issue": "期号",
    "document": "文件",
}
KINDS = KIND_LABELS
SCOPES = {"passage": "同段", "document": "同篇"}
VIEWS = {"passages": "段落", "documents": "文件"}
MATCHES = {"all": "含全部词", "some": "含部分词"}
EXPAND = {"yes": "连同其他写法", "no": "只按所输文字"}
COMPLETIONS = {
    "number": "文号",
    "title": "标题",
    "issuer": "机关",
    "category": "类别",
    "heading": "小标题",
    "word": "词",
}
SORTS = {"relevance": "相关", "newest": "最新", "oldest": "最早", "reading": "版面"}


_LONGEST = 60


def shortened(text: str) -> str:
    """A text that a page repeats, cut where it is very long."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def choice(facet: str, value: str) -> str:
    """How a chosen value of a facet is called when no result names it."""
    if facet in ("document", "issue"):
        return "未知文件" if facet == "document" else "未知期号"
    return KINDS.get(value, value) if facet == "kind" else value


def values(results: Results) -> dict[tuple[str, str], str]:
    """How the values are called that the results know, by facet and value."""
    return {(f.name, v.value): value(f.name, v) for f in results.facets for v in f.values}


def value(facet: str, found: FacetValue) -> str:
    """The engine's label; for what it does not know, which it calls by the value, our own."""
    return found.label if found.label != found.value else choice(facet, found.value)
