"""Words that an archive holds, to make example queries with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.analysis import cut
from search.document import Document, Issue
from search.engine import Engine
from search.folding import is_han
from search.query import Query
from search.results import Facet
from web.guide.specimens import Specimens, specimens

_DOCUMENTS_READ = 12
# Words of titles that say what sort of paper it is, not what it is about.
_FORMAL_WORDS = """
关于 印发 转发 通知 意见 实施 实施意见 指导 指导意见 方案 工作 工作方案 办法 规定 决定 公告 公报
加快 推进 进一步 深入 落实 贯彻 做好 支持 提供 强化 健全 完善 开展 加强 促进 全省 全国
人民政府 办公厅 办公室 国务院 人民代表大会 发展 规划 建设 管理 统计 国民经济 社会
"""
# 重点产业是指… · 民生支出：指…
_TERM = re.compile(r"(?P<term>[\u4e00-\u9fff]{3,8}?)(?:：|是指|指)")
_FORMAL = frozenset(_FORMAL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of the archive that examples are made with; empty where it has none."""

    phrase: str = ""
    other: str = ""
    beside: str = ""  # stands in many passages with the phrase
    number: str = ""
    category: str = ""
    issuer: str = ""
    kind: str = ""
    note: str = ""  # what a footnote explains
    specimens: Specimens = field(default_factory=Specimens)


def draw(engine: Engine, issues: tuple[Issue, ...]) -> Vocabulary:
    """Pick words from the newest documents, and facets from the whole archive."""
    documents = _newest_documents(engine, issues)
    topics = sorted(filter(None, map(_topic, documents)), reverse=True)
    phrases = [*dict.fromkeys(word for _, word in topics), "", ""]
    facets = {facet.name: facet for facet in engine.search(Query(size=1)).facets}
    return Vocabulary(
        phrase=phrases[0],
        other=phrases[1],
        beside=_beside(phrases[0], documents) if phrases[0] else "",
        number=next((d.number for d in documents if d.number), ""),
        category=_about(phrases[1], documents).category or _first(facets.get("category")),
        issuer=_about(phrases[0], documents).issuer or _first(facets.get("issuer")),
        kind=_rarest_kind(facets.get("kind")),
        note=_explained(documents),
        specimens=specimens(engine, documents, phrases[0]),
    )


def _newest_documents(engine: Engine, issues: tuple[Issue, ...]) -> list[Document]:
    """Those of the newest issue that has any; before it those of the web pages that are newer."""
    catalogue = engine.catalogue()
    documents: list[Document] = []
    for issue in issues:
        listed = [entry.document for entry in issue.contents if entry.document]
        held = [holding.document.id for holding in catalogue.of_issue(issue.id)]
        ids = list(dict.fromkeys(listed or held))[: _DOCUMENTS_READ - len(documents)]
        documents += [found for name in ids if (found := engine.document(name))]
        if len(documents) == _DOCUMENTS_READ or (documents and not issue.online):
            break
    return documents


def _topic(document: Document) -> tuple[int, str] | None:
    """The words of a document's title that its text repeats most, and how much they weigh."""
    text = "\n".join(block.text for block in document.blocks)
    counted = [(text.count(words), words) for words in set(_neighbours(document))]
    weighed = [(count * len(words), words) for count, words in counted if count > 2]
    return max(weighed, default=None)


def _neighbours(document: Document) -> Iterator[str]:
    """Words of the title, and two that stand together, of four characters or more."""
    words = cut(document.title.replace(document.issuer or "\n", ""))
    for i, word in enumerate(words):
        if word in _FORMAL or len(word) < 2 or not all(map(is_han, word)):
            continue
        if len(word) >= 4:
            yield word
        following = words[i + 1] if i + 1 < len(words) else ""
        if len(following) > 1 and following not in _FORMAL and word + following in document.title:
            yield word + following


def _beside(phrase: str, documents: list[Document]) -> str:
    """The word that most passages with the phrase also hold."""
    texts = (b.text for d in documents for b in d.blocks if phrase in b.text)
    counts = Counter(
        word
        for text in texts
        for word in set(cut(text)) - _FORMAL
        if len(word) > 1 and all(map(is_han, word)) and word not in phrase and phrase not in word
    )
    return max(counts, key=lambda word: (counts[word], word), default="")


def _about(words: str, documents: list[Document]) -> Document:
    """The document whose title has these words, or an empty one."""
    found = (document for document in documents if words and words in document.title)
    return next(found, Document("", "", ""))


def _explained(documents: list[Document]) -> str:
    """The first term that a footnote opens with: 重点产业 in 重点产业是指…."""
    notes = (_TERM.match(note.text) for d in documents for note in d.footnotes)
    return next((found["term"] for found in notes if found), "")


def _first(facet: Facet | None) -> str:
    return facet.values[0].value if facet and facet.values else ""


def _rarest_kind(facet: Facet | None) -> str:
    """Footnotes if there are any, else the kind that is hardest to come by."""
    counts = {value.value: value.count for value in facet.values if value.count} if facet else {}
    if "footnote" in counts:
        return "footnote"
    return min(counts, key=lambda kind: counts[kind], default="")
