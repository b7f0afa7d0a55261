"""Reads the sources of an archive again and tells where it differs from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from index.ledger import Ledger
from index.merge import merged, shares
from index.reading import read, take_again
from index.source import SourceError
from search.document import Document, Edition, Issue, passages
from search.engine import Engine
from search.query import Query
from search.sources import Source

_AGAIN = "请运行 gongbao index"
# Characters of Chinese one after another: each is a token, so that any of them can be searched.
_PHRASE = re.compile(r"[\u4e00-\u9fff]{4,16}")
_PHRASES = 5  # of a document are looked for


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
        now = merged(editions, shares(ledger, ledger.of_issue(issue.id)))
        yield from _compared(engine, issue, now)
    elif not issue.sources:
        yield Difference(issue.id, "没有记下来源，无法核对")
    for source in issue.sources:
        if ledger.issue(source.name) != issue.id:
            yield Difference(source.name, f"索引里还有它以前的内容（{issue.id}）：{_AGAIN}")


def _again(source: Source) -> Edition:
    taken = take_again(source)
    if taken.digest != source.digest:
        raise SourceError(f"原文件已改动，索引里还是旧的：{_AGAIN}")
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
    """Whether phrases of its passages, from the first to the last, find all that hold them."""
    texts = [passage.text for passage in passages(document)]
    phrases = [match[0] for text in texts if (match := _PHRASE.search(text))]
    some = dict.fromkeys([*phrases[:: len(phrases) // _PHRASES + 1], *phrases[-1:]])
    return all(
        _total(engine, document, phrase) >= sum(phrase in text for text in texts) for phrase in some
    )


def _total(engine: Engine, document: Document, phrase: str) -> int:
    query = Query(f'"{phrase}"', document=(document.id,), size=1, expand=False)
    return engine.search(query).total
