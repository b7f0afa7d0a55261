"""Reads the sources of an archive again and tells where it differs from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from index.ledger import Ledger
from index.merge import merged
from index.reading import read, take_again
from index.source import SourceError
from search.document import Document, Edition, Issue, passages
from search.engine import Engine
from search.query import Query
from search.sources import Source

# Characters of Chinese one after another: each is a token, so that any of them can be searched.
_PHRASE = re.compile(r"[\u4e00-\u9fff]{4,16}")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an archive and its sources differ: the source or document, and how."""

    name: str
    what: str


#: Told after every issue how many are done.
Progress = Callable[[int], None]


def verify(engine: Engine, progress: Progress | None = None) -> Iterator[Difference]:
    """All differences between an archive and what its sources say now, issue by issue.

    Every document is compared with what is read anew, and has to be found by its own words.
    Raises EngineError where the archive cannot be read.
    """
    issues = engine.issues()
    ledger = Ledger(issues)
    for done, issue in enumerate(issues, start=1):
        yield from _issue(engine, ledger, issue)
        if progress is not None:
            progress(done)


def _issue(engine: Engine, ledger: Ledger, issue: Issue) -> Iterator[Difference]:
    editions = []
    for source in ledger.of_issue(issue.id):
        try:
            editions.append(_again(source))
        except SourceError as error:
            yield Difference(source.name, str(error))
    if editions and len(editions) == len(issue.sources):
        yield from _compared(engine, issue, merged(editions, ledger))
    elif not issue.sources:
        yield Difference(issue.id, "没有记下来源，无法核对")


def _again(source: Source) -> Edition:
    taken = take_again(source)
    if taken.digest != source.digest:
        raise SourceError("原文件已改动，索引里还是旧的：请运行 gongbao index")
    return read(taken)


def _compared(engine: Engine, issue: Issue, now: Edition) -> Iterator[Difference]:
    if issue != now.issue:
        yield Difference(issue.sources[0].name, f"刊期信息不一致（{_fields(issue, now.issue)}）")
    held = {h.document.id for h in engine.catalogue().of_issue(issue.id)}
    for document in now.documents:
        known = engine.document(document.id) if document.id in held else None
        if known is None:
            yield Difference(document.id, f"索引里没有《{document.title}》")
        elif known != document:
            what = _fields(known, document)
            yield Difference(document.id, f"《{document.title}》与来源不一致（{what}）")
        elif not _is_found(engine, document):
            yield Difference(document.id, f"《{document.title}》检索不到自己的正文")
    for extra in sorted(held - {document.id for document in now.documents}):
        yield Difference(extra, "索引里有，来源里没有")


def _fields(one: Issue | Document, other: Issue | Document) -> str:
    names = [f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name)]
    return "、".join(names)


def _is_found(engine: Engine, document: Document) -> bool:
    """Whether a phrase of its longest passage finds it; True where it has none."""
    longest = max((p.text for p in passages(document)), key=len, default="")
    phrase = _PHRASE.search(longest)
    if phrase is None:
        return True
    query = Query(f'"{phrase[0]}"', document=(document.id,), size=1, expand=False)
    return engine.search(query).total > 0
