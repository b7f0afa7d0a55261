"""Copies an archive from one engine into another, without reading the sources again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.build import BATCH_PASSAGES
from search.catalogue import Holding
from search.document import Edition, Issue
from search.engine import Engine

#: Told after every batch: issues done.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Listed:
    """An issue as the source lists it."""

    issue: Issue
    holdings: tuple[Holding, ...]

    @property
    def passages(self) -> int:
        return sum(held.passages for held in self.holdings)


def copy(source: Engine, target: Engine, progress: Progress | None = None) -> None:
    """Put all issues of one engine into another, with all that is known of their sources.

    What the other one holds besides stays. What changes in the source meanwhile is copied once
    more: a document may have gone from an issue that was to come to one that was done. Raises
    EngineError; what was committed stays.
    """
    copied: dict[str, _Listed] = {}
    while changed := _changed(source, copied):
        for batch in _batches(changed):
            target.add([_edition(source, each) for each in batch])
            copied.update((each.issue.id, each) for each in batch)
            if progress is not None:
                progress(len(copied))
    if gone := copied.keys() - {issue.id for issue in source.issues()}:
        target.remove(gone)


def _changed(source: Engine, copied: dict[str, _Listed]) -> list[_Listed]:
    """The issues that were not copied as they are, in the order in which they came out."""
    # Not the catalogue's issues: it leaves out those whose documents are all held elsewhere.
    issues, now = source.issues(), source.catalogue()
    listed = (_Listed(issue, now.of_issue(issue.id)) for issue in reversed(issues))
    return [each for each in listed if copied.get(each.issue.id) != each]


def _batches(listed: Iterable[_Listed]) -> Iterator[list[_Listed]]:
    """So many issues at once as an index run takes."""
    batch: list[_Listed] = []
    waiting = 0
    for each in listed:
        batch.append(each)
        waiting += each.passages
        if waiting >= BATCH_PASSAGES:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch


def _edition(source: Engine, listed: _Listed) -> Edition:
    documents = (source.document(held.document.id) for held in listed.holdings)
    return Edition(listed.issue, tuple(document for document in documents if document))
