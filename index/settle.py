"""Brings an engine to what its sources say: editions are merged, written and removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.ledger import Ledger, keys
from index.merge import merged
from index.reading import read, take_again
from index.report import Double, Report, Skipped
from index.source import SourceError
from search.copies import PlacedCopy
from search.document import Edition, Issue, passages
from search.engine import Engine
from search.sources import Source

_RECALLED = "另一来源有同一文件，这里的原文件已不在或已改动：先保留上次读入的内容"


class Settler:
    """Takes changes of sources and, when told to, writes what follows from them in one batch."""

    def __init__(self, engine: Engine, report: Report) -> None:
        self._engine = engine
        self._report = report
        issues = engine.issues()
        self.ledger = Ledger(issues)
        self._fresh: dict[str, Edition] = {}
        self._gone: set[str] = set()
        self._touched: set[str] = set()  # issues to write
        self.waiting = 0  # passages

    def put(self, edition: Edition) -> None:
        """A source was read: new, or in place of what it was."""
        self._fresh[edition.issue.sources[0].name] = edition
        self.waiting += sum(len(passages(document)) for document in edition.documents)

    def drop(self, name: str) -> None:
        """A source is gone; nothing happens where it is not known."""
        if name in self.ledger:
            self._gone.add(name)

    @property
    def changes(self) -> int:
        """How many sources have changed since the last commit."""
        return len(self._fresh) + len(self._gone)

    def commit(self) -> None:
        """Write all that has changed, then remove the issues that are left without a source."""
        while self.changes:
            self._account()
            issues = sorted(self._touched)
            editions, lost = self._editions(issues)
            if lost:
                self._recall(lost)
                continue
            if editions:
                self._engine.add(editions)
            emptied = [issue for issue in issues if not self.ledger.of_issue(issue)]
            if emptied:
                self._engine.remove(emptied)
            self._count(editions)
            self._note(editions)
            self._touched.clear()
            self._fresh.clear()
            self._gone.clear()
            self.waiting = 0

    def _account(self) -> None:
        """Put the changes on the account, and find the issues that have to be written anew."""
        changed = [*self._fresh, *self._gone]
        old = [source for name in changed if (source := self.ledger.source(name))]
        self._touched |= {issue for name in changed if (issue := self.ledger.issue(name))}
        wanted = keys([*old, *(e.issue.sources[0] for e in self._fresh.values())])
        before = self.ledger.resolve(wanted)
        for name in self._gone:
            self.ledger.drop(name)
        for edition in self._fresh.values():
            self.ledger.put(edition.issue.sources[0], edition.issue.id)
            self._touched.add(edition.issue.id)
        self._touched |= _moved(before, self.ledger.resolve(wanted))

    def _editions(self, issues: Iterable[str]) -> tuple[list[Edition], list[str]]:
        """The issues' editions, and the sources that are needed and cannot be read again."""
        found, lost = [], []
        for issue in issues:
            sources = self.ledger.of_issue(issue)
            if not sources:
                continue
            own = {source.name: self._edition(source) for source in sources}
            lost += [name for name, edition in own.items() if edition is None]
            found.append([edition for edition in own.values() if edition])
        if lost:
            return [], lost
        return [merged(editions, self.ledger) for editions in found], []

    def _edition(self, source: Source) -> Edition | None:
        """What a source holds: as it was just read, else as it says when it is read again."""
        if known := self._fresh.get(source.name):
            return known
        try:
            taken = take_again(source)
            return read(taken) if taken.digest == source.digest else None
        except SourceError:
            return None

    def _recall(self, lost: Iterable[str]) -> None:
        """A source that is needed is gone or has changed: what the engine holds of it stands for
        it until it is read again.
        """
        for name in lost:
            source, issue = self.ledger.source(name), self.ledger.issue(name)
            if source is not None and issue is not None:
                self._fresh[name] = self._held(source, issue)
                self._report.skipped.append(Skipped(name, _RECALLED, kept=True))

    def _held(self, source: Source, issue_id: str) -> Edition:
        """A source as far as its texts are in the engine."""
        resolved = self.ledger.resolve(keys([source]))
        here = {d: c[0].copy for d, c in resolved.items() if c[0].source == source.name}
        documents = {d: self._engine.document(d) for d in here}
        found = {d: document for d, document in documents.items() if document}
        issue = next((i for i in self._engine.issues() if i.id == issue_id), Issue(issue_id))
        # Without a digest it is read again as soon as it can be.
        kept = replace(source, digest="", copies=tuple(here[d] for d in found))
        own = tuple(replace(document, id=here[d].document) for d, document in found.items())
        return Edition(replace(issue, sources=(kept,)), own)

    def _note(self, editions: Iterable[Edition]) -> None:
        """Remember which documents of what was written several sources have."""
        wanted = keys(source for each in editions for source in each.issue.sources)
        for document, copies in self.ledger.resolve(wanted).items():
            names = tuple(dict.fromkeys(copy.source for copy in copies))
            if len(names) > 1:
                title = copies[0].copy.title
                self._report.doubles[document] = Double(document, title, names[0], names[1:])

    def _count(self, editions: Iterable[Edition]) -> None:
        for edition in editions:
            self._report.documents += len(edition.documents)
            self._report.passages += sum(len(passages(d)) for d in edition.documents)


def _moved(
    before: Mapping[str, tuple[PlacedCopy, ...]], after: Mapping[str, tuple[PlacedCopy, ...]]
) -> set[str]:
    """The issues with a copy of a document whose text is another source's now, or whose id is
    another one.
    """
    found: set[str] = set()
    for document in {*before, *after}:
        old, new = before.get(document, ()), after.get(document, ())
        if old[:1] != new[:1]:
            found |= {copy.issue for copy in (*old, *new)}
    return found
