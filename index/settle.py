"""Brings an engine to what its sources say: editions are merged, written and removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from index.ledger import Ledger, keys
from index.merge import Shares, merged, shares
from index.reading import read, take_again
from index.report import Double, Report, Skipped
from index.source import SourceError
from search.copies import PlacedCopy
from search.document import Edition, Issue, passage_count
from search.engine import Engine
from search.sources import Source

_RECALLED = "另一来源有同一文件，这里的原文件已不在或已改动：先保留索引里的内容"
_LOST = "；其中{titles}的文本索引里没有，已无从取得"


class Settler:
    """Takes changes of sources and, when told to, writes what follows from them in one batch."""

    def __init__(self, engine: Engine, report: Report) -> None:
        self._engine = engine
        self._report = report
        self.ledger = Ledger(engine.issues())
        self._fresh: dict[str, Edition] = {}
        self._gone: set[str] = set()
        self._leaving: frozenset[str] = frozenset()
        self._recalled: dict[str, Skipped] = {}
        self._touched = set(self.ledger.torn)  # issues to write
        self.waiting = 0  # passages

    def leave(self, names: Iterable[str]) -> None:
        """These sources will be dropped before the end: what is needed of one, and cannot be read
        any more, is not kept.
        """
        self._leaving = frozenset(names)

    def put(self, edition: Edition) -> None:
        """A source was read: new, or in place of what it was."""
        self.unsay(edition.issue.sources[0].name)
        self._fresh[edition.issue.sources[0].name] = edition
        self.waiting += sum(map(passage_count, edition.documents))

    def drop(self, name: str) -> None:
        """A source is gone; nothing happens where it is not known."""
        if name in self.ledger:
            self.unsay(name)
            self._gone.add(name)

    def unsay(self, name: str) -> None:
        """More is known of a source than that it was needed and not there."""
        if said := self._recalled.pop(name, None):
            self._report.skipped.remove(said)

    @property
    def changes(self) -> int:
        """How many sources have changed since the last commit."""
        return len(self._fresh) + len(self._gone)

    def commit(self) -> None:
        """Write all that has changed, then remove the issues that are left without a source."""
        while self.changes or self._touched:
            self._account()
            issues = sorted(self._touched)
            editions, lost = self._editions(issues)
            if lost:
                self._recall(lost)
                continue
            if self._empties():
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
        found: list[list[Edition]] = []
        lost: list[str] = []
        every: list[Source] = []
        for sources in filter(None, map(self.ledger.of_issue, issues)):
            every += sources
            own = {source.name: self._edition(source) for source in sources}
            lost += [name for name, edition in own.items() if edition is None]
            found.append([edition for edition in own.values() if edition])
        if lost:
            return [], lost
        known = shares(self.ledger, every)
        return [merged(editions, known) for editions in found], []

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
        issues = {issue.id: issue for issue in self._engine.issues()}
        before = Ledger(issues.values())
        for name in lost:
            source, issue = self.ledger.source(name), self.ledger.issue(name)
            if source is None or issue is None or name in self._leaving:
                self.drop(name)
                continue
            known = shares(before, [source])
            self._fresh[name] = self._held(source, issues.get(issue, Issue(issue)), known)
            kept = self._fresh[name].issue.sources[0].copies
            self._say(name, [copy.title for copy in source.copies if copy not in kept])

    def _empties(self) -> bool:
        """Take away the copies of recalled sources whose text nobody has, now that it would be
        theirs; another's turn may come then.
        """
        found = False
        for name, edition in self._fresh.items():
            source = edition.issue.sources[0]
            here = {document.id for document in edition.documents}
            known = shares(self.ledger, [source])
            empty = [
                copy
                for copy in source.copies
                if copy.document not in here and known.is_home(name, copy.document)
            ]
            if empty:
                found = True
                copies = tuple(copy for copy in source.copies if copy not in empty)
                left = replace(edition.issue, sources=(replace(source, copies=copies),))
                self._fresh[name] = replace(edition, issue=left)
                self.unsay(name)
                self._say(name, [copy.title for copy in empty])
        return found

    def _say(self, name: str, titles: Sequence[str]) -> None:
        named = "".join(f"《{title}》" for title in titles[:3]) + ("等" if titles[3:] else "")
        why = _RECALLED + (_LOST.format(titles=named) if titles else "")
        if all(each.name != name for each in self._report.skipped):
            self._recalled[name] = Skipped(name, why, kept=True)
            self._report.skipped.append(self._recalled[name])

    def _held(self, source: Source, issue: Issue, before: Shares) -> Edition:
        """A source as far as its texts are in the engine, as of the last commit."""
        own = {
            document: copy.document
            for copy in source.copies
            if (document := before.ids.get((source.name, copy.document)))
        }
        at_home = [d for d, name in own.items() if before.is_home(source.name, name)]
        texts = [
            replace(document, id=own[document.id])
            for document in map(self._engine.document, at_home)
            if document
        ]
        here, now = {document.id for document in texts}, shares(self.ledger, [source])
        copies = tuple(
            copy
            for copy in source.copies
            if copy.document in here or not now.is_home(source.name, copy.document)
        )
        contents = (replace(e, document=own.get(e.document or "")) for e in issue.contents)
        # Without a digest it is read again as soon as it can be.
        kept = replace(source, digest="", copies=copies)
        issue = replace(issue, contents=tuple(contents), sources=(kept,))
        return Edition(issue, tuple(texts))

    def _note(self, editions: Iterable[Edition]) -> None:
        """Remember which documents of what was written several sources have."""
        wanted = keys(source for each in editions for source in each.issue.sources)
        for document, copies in self.ledger.resolve(wanted).items():
            names = tuple(dict.fromkeys(copy.source for copy in copies))
            self._report.doubles.pop(document, None)
            if len(names) > 1:
                title = copies[0].copy.title
                self._report.doubles[document] = Double(document, title, names[0], names[1:])

    def _count(self, editions: Iterable[Edition]) -> None:
        for edition in editions:
            self._report.documents += len(edition.documents)
            self._report.passages += sum(map(passage_count, edition.documents))


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
