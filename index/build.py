"""Reads gazette files and hands their editions to an engine, in batches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.parse import digest, parse_text
from index.source import Source, SourceError, find_sources, read_source
from search.document import Edition, ParseWarning, passages
from search.engine import Engine

#: So many issues, or so many passages, go to the engine in one atomic batch.
BATCH_ISSUES = 200
BATCH_PASSAGES = 100_000

#: Told after every file: how many are done, and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. ``skipped`` holds (source, why), ``warnings`` (source, warning)."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    documents: int = 0
    passages: int = 0
    warnings: tuple[tuple[str, ParseWarning], ...] = ()


def build(
    paths: Iterable[str | os.PathLike[str]], engine: Engine, progress: Progress | None = None
) -> Report:
    """Read all gazette files under the paths into an engine; the same file twice changes nothing.

    A file that cannot be read is skipped and reported. Raises SourceError where a path is not
    there or holds no gazette, and EngineError where the engine fails: what was committed stays.
    """
    files = find_sources(paths)
    run = _Build(engine)
    for done, file in enumerate(files, start=1):
        run.take(file)
        if progress is not None:
            progress(done, len(files))
    run.commit()
    return run.report


@dataclass(slots=True)
class _Build:
    """One run: what the engine holds, the batch that is being gathered, and the report."""

    engine: Engine
    report: Report = field(default_factory=Report)
    held: dict[str, str] = field(init=False)  # digest -> issue
    before: set[str] = field(init=False)
    batch: dict[str, Edition] = field(default_factory=dict)
    waiting: int = 0
    sources: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        issues = self.engine.issues()
        self.held = {issue.digest: issue.id for issue in issues}
        self.before = {issue.id for issue in issues}

    def take(self, file: Path) -> None:
        """Read a file into the batch, or note why not."""
        name = str(file)
        try:
            source = read_source(file)
        except SourceError as error:
            self._skip(name, str(error))
            return
        if known := self.held.get(digest(source.text)):
            self.sources.setdefault(known, name)
            self.report = replace(self.report, unchanged=self.report.unchanged + 1)
        else:
            self._keep(name, source)

    def commit(self) -> None:
        """Hand the batch to the engine."""
        if self.batch:
            self.engine.add(list(self.batch.values()))
        self.batch.clear()
        self.waiting = 0

    def _keep(self, name: str, source: Source) -> None:
        edition = parse_text(source.text, name)
        self._warn(name, source, edition)
        if not edition.documents and not edition.issue.contents:
            self._skip(name, "文件里没有可读的正文")
            return
        if edition.issue.id in self.sources:
            self._skip(name, f"与 {self.sources[edition.issue.id]} 是同一期，未收入")
            return
        self._count(edition)
        self.sources[edition.issue.id] = name
        self.held[edition.issue.digest] = edition.issue.id
        self.batch[edition.issue.id] = edition
        if len(self.batch) >= BATCH_ISSUES or self.waiting >= BATCH_PASSAGES:
            self.commit()

    def _count(self, edition: Edition) -> None:
        count = sum(len(passages(document)) for document in edition.documents)
        self.waiting += count
        again = edition.issue.id in self.before
        self.report = replace(
            self.report,
            added=self.report.added + (not again),
            replaced=self.report.replaced + again,
            documents=self.report.documents + len(edition.documents),
            passages=self.report.passages + count,
        )

    def _warn(self, name: str, source: Source, edition: Edition) -> None:
        unread = [ParseWarning(1, source.warning)] if source.warning else []
        found = tuple((name, w) for w in (*unread, *edition.issue.warnings))
        self.report = replace(self.report, warnings=self.report.warnings + found)

    def _skip(self, name: str, why: str) -> None:
        self.report = replace(self.report, skipped=(*self.report.skipped, (name, why)))
