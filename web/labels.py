"""The words for the names that queries and passages are made of; translated where shown."""

from __future__ import annotations

import re

from search.facets import KIND_LABELS
from search.results import Facet, FacetValue
from search.sentence import N_, plain, quote, series
from search.sources import WARNINGS
from web.saying import Said, Text, quoted, said
from web.speech import gettext as _

FACETS = {
    "category": N_("类别"),
    "kind": N_("段落类型"),
    "issuer": N_("发文机关"),
    "year": N_("年份"),
    "issue": N_("期号"),
    "document": N_("文件"),
}
KINDS = KIND_LABELS
SCOPES = {"passage": N_("同段"), "document": N_("同篇")}
VIEWS = {"passages": N_("段落"), "documents": N_("文件")}
MATCHES = {"all": N_("含全部词"), "some": N_("含部分词")}
EXPAND = {"yes": N_("连同其他写法"), "no": N_("只按所输文字")}
COMPLETIONS = {
    "number": N_("文号"),
    "title": N_("文件标题"),
    "issuer": N_("机关"),
    "category": N_("类别"),
    "heading": N_("小标题"),
    "word": N_("词"),
}
#: Pieces of a passage's page.
PIECES = {"page": N_("整页"), "around": N_("上下文"), "ways": N_("引用")}
SORTS = {"relevance": N_("相关"), "newest": N_("最新"), "oldest": N_("最早"), "reading": N_("版面")}


_LONGEST = 60
# 吉林省人民政府公报 2018年第6期: a gazette, and which of its issues
_ISSUE = re.compile(r"(?P<gazette>.+) (?P<number>\d+年(?:第\d+期)?|第\d+期)")


def shortened(text: str) -> str:
    """A text that a page repeats, cut where it is very long."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def heading_label(text: str) -> str:
    """A heading where it is named: without the full stop that ends a run-in heading."""
    return text.removesuffix("。")


def page_label(page: int | str | None) -> str:
    """A page number with its unit, or the words printed in its place."""
    if page is None:
        return ""
    return str(_("第%(page)s页", page=page)) if _is_number(page) else str(page)


def first_page_label(page: int | str | None) -> str:
    """第18页起: where a document begins, which says nothing of the page of a passage."""
    label = page_label(page)
    return _("%(page)s起", page=label) if page is not None and _is_number(page) else label


def _is_number(page: int | str) -> bool:
    return isinstance(page, int) or page.isdigit()


def printed_at(issue: str, page: int | str | None, begins: bool = False) -> Said:
    """An issue's label and a page, either of which may be lacking; the page is where it is
    printed, or where it ``begins`` to be.
    """
    label = first_page_label(page) if begins else page_label(page)
    place = plain(label) if page is not None and _is_number(page) else quote(label)
    return said(series([part for part in (quote(issue), place) if str(part)], " "))


def warning_kind(kind: str) -> str:
    """What a kind of warning is called; one that is not known is another one."""
    return _(WARNINGS.get(kind, WARNINGS["other"]))


def choice(facet: str, value: str) -> Text:
    """How a chosen value of a facet is called when no result names it."""
    if facet in ("document", "issue"):
        return _("未知文件") if facet == "document" else _("未知期号")
    return _(KINDS[value]) if facet == "kind" and value in KINDS else quoted(value)


def names(facet: Facet, whole: bool = False) -> dict[str, Text]:
    """How a facet's values are called; issues without their gazette's name where all are of one,
    unless the ``whole`` name is wanted.
    """
    found = {each.value: value(facet.name, each) for each in facet.values}
    if facet.name != "issue" or whole:
        return found
    parts = {v: match for v, label in found.items() if (match := _ISSUE.fullmatch(str(label)))}
    if len({match["gazette"] for match in parts.values()}) > 1:
        return found
    return found | {v: quoted(match["number"]) for v, match in parts.items()}


def value(facet: str, found: FacetValue) -> Text:
    """The engine's label; for what it does not know, which it calls by the value, our own."""
    if facet == "year":
        return found.label
    known = facet != "kind" and found.label != found.value
    return quoted(found.label) if known else choice(facet, found.value)
