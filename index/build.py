"""Brings an archive up to date with the files under some paths, and reports what it did."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from index.bundles import Bundle, bundles
from index.formats import read_transcript
from index.reading import Taken, read, take
from index.report import Report, Skipped, Warned
from index.settle import Settler
from index.source import SourceError, find
from search.engine import Engine

#: So many sources, or so many passages, go to the engine in one atomic batch.
BATCH_SOURCES = 200
BATCH_PASSAGES = 60_000


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build has come: sources done, of how many, and the name of the one in hand."""

    done: int
    total: int
    name: str


#: Told after every source.
Progress = Callable[[Step], None]


def build(
    paths: Iterable[str | os.PathLike[str]],
    engine: Engine,
    progress: Progress | None = None,
    prune: bool = False,
) -> Report:
    """Read all gazette files under the paths into an engine; the same file twice changes nothing.

    A file that cannot be read is skipped and reported; what was read of it before stays. With
    ``prune`` what was read before from under the paths, and is not there any more, is removed.
    Raises SourceError where a path is not there or holds no gazette, and EngineError where the
    engine fails: what was committed stays.
    """
    named = [os.fspath(path) for path in paths]
    found = find(named)
    run = _Build(engine)
    run.report.ignored = found.ignored
    for each in found.unread:
        run.skip(each.name, each.why)
    sources = bundles(found.places, read_transcript)
    for done, bundle in enumerate(sources, start=1):
        run.take(bundle)
        if progress is not None:
            progress(Step(done, len(sources), bundle.name))
    if prune:
        run.prune(named, {bundle.name for bundle in sources}, {u.name for u in found.unread})
    run.settler.commit()
    return run.report


class _Build:
    """One run: what has changed so far, and the report."""

    def __init__(self, engine: Engine) -> None:
        self.report = Report()
        self.settler = Settler(engine, self.report)

    def take(self, bundle: Bundle) -> None:
        """Read a source if it has changed, or note why not."""
        known = self.settler.ledger.source(bundle.name)
        try:
            taken = take(bundle)
            if known is not None and known.digest == taken.digest:
                self.report.unchanged += 1
                return
            self._keep(taken, known is not None)
        except SourceError as error:
            self.skip(bundle.name, str(error))

    def skip(self, name: str, why: str) -> None:
        """Note that a source was not read."""
        self.report.skipped.append(Skipped(name, why, kept=name in self.settler.ledger))

    def _keep(self, taken: Taken, again: bool) -> None:
        edition = read(taken)
        source = edition.issue.sources[0]
        self.report.warnings += [Warned(source.name, warning) for warning in source.warnings]
        self.report.added += not again
        self.report.replaced += again
        self.settler.put(edition)
        # Pages that were sources of their own before their contents page was there.
        for name in taken.names[1:]:
            self.settler.drop(name)
        if self.settler.changes >= BATCH_SOURCES or self.settler.waiting >= BATCH_PASSAGES:
            self.settler.commit()

    def prune(self, paths: Iterable[str], present: set[str], unread: set[str]) -> None:
        """Remove the sources that lie under the paths and are not there any more.

        What lies under something that could not be opened this time may well be there.
        """
        roots = [Path(os.path.abspath(path)).as_posix() for path in paths]
        for name in self.settler.ledger.names:
            if name in present or any(_is_under(name, each) for each in unread):
                continue
            if any(_is_under(name, root) for root in roots):
                self.settler.drop(name)
                self.report.removed += 1


def _is_under(name: str, root: str) -> bool:
    return name == root or name.startswith((f"{root.rstrip('/')}/", f"{root}!/"))
