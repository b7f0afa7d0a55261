"""Brings an archive up to date with the files under some paths, and reports what it did."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from index.bundles import Bundle, bundles
from index.finding import Found, find
from index.reading import Taken, read, take, transcript
from index.report import Report, Skipped, Warned
from index.settle import Settler
from index.source import SourceError
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
    Raises SourceError where a path is not there or holds no gazette (unless it did and ``prune``
    is set), and EngineError where the engine fails: what was committed stays.
    """
    run = _Build(engine)
    found = find(paths, run.knows_under) if prune else find(paths)
    run.report.ignored = found.ignored
    for each in found.unread:
        run.skip(each.name, each.why, run.knows_under(each.name))
    sources = bundles(found.places, transcript)
    gone = run.gone(found, {bundle.name for bundle in sources}) if prune else []
    run.settler.leave(gone)
    for done, bundle in enumerate(sources, start=1):
        run.take(bundle)
        if progress is not None:
            progress(Step(done, len(sources), bundle.name))
    run.prune(gone)
    run.settler.commit()
    return run.report


class _Build:
    """One run: what has changed so far, and the report."""

    def __init__(self, engine: Engine) -> None:
        self.report = Report()
        self.settler = Settler(engine, self.report)
        self._known = self.settler.ledger.names

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
            self.skip(bundle.name, str(error), known is not None)

    def skip(self, name: str, why: str, kept: bool) -> None:
        """Note that a source was not read, and whether what was read before is kept."""
        self.settler.unsay(name)
        self.report.skipped.append(Skipped(name, why, kept))

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
        self._commit_in_batches()

    def _commit_in_batches(self) -> None:
        if self.settler.changes >= BATCH_SOURCES or self.settler.waiting >= BATCH_PASSAGES:
            self.settler.commit()

    def knows_under(self, root: str) -> bool:
        """Whether something was read before from a file, or from under a folder or archive."""
        return root in self._known_above

    @cached_property
    def _known_above(self) -> set[str]:
        """Where the sources lie that were known when the run began."""
        return {above for name in self._known for above in _above(name)}

    def gone(self, found: Found, present: set[str]) -> list[str]:
        """The sources that lie under the paths and are not there any more.

        What lies under something that could not be opened this time may well be there.
        """
        roots, unread = set(found.roots), {each.name for each in found.unread}
        return [
            name
            for name in self.settler.ledger.names
            if name not in present
            and not roots.isdisjoint(above := _above(name))
            and unread.isdisjoint(above)
            and not found.passed_over(name)
        ]

    def prune(self, names: Iterable[str]) -> None:
        """Remove sources, as many at once as are read at once."""
        for name in names:
            self.settler.drop(name)
            self.report.removed += 1
            self._commit_in_batches()


def _above(name: str) -> set[str]:
    """A source's name, and those of the archives and folders that it is in."""
    ends = [at for at, char in enumerate(name) if char == "/"]
    folders = {name[:at] or "/" for at in ends}
    return {name} | folders | {each[:-1] for each in folders if each.endswith("!")}
