"""Copies an archive from one engine into another, without reading the sources again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.build import BATCH_PASSAGES
from search.document import Edition, Issue
from search.engine import Engine

#: Told after every batch: issues done.
Progress = Callable[[int], None]


def copy(source: Engine, target: Engine, progress: Progress | None = None) -> None:
    """Put all issues of one engine into another, with all that is known of their sources.

    What the other one holds besides stays. Raises EngineError; what was committed stays.
    """
    done = 0
    for batch in _batches(source):
        target.add(batch)
        done += len(batch)
        if progress is not None:
            progress(done)


def _batches(source: Engine) -> Iterator[list[Edition]]:
    """All issues in the order in which they came out, so many at once as an index run takes."""
    batch: list[Edition] = []
    waiting = 0
    for issue in reversed(source.issues()):
        batch.append(_edition(source, issue))
        waiting += sum(held.passages for held in source.catalogue().of_issue(issue.id))
        if waiting >= BATCH_PASSAGES:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch


def _edition(source: Engine, issue: Issue) -> Edition:
    held = source.catalogue().of_issue(issue.id)
    documents = (source.document(each.document.id) for each in held)
    return Edition(issue, tuple(document for document in documents if document))
