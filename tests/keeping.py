"""An archive in memory: batches are written as an engine writes them, and it is read whole."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from search.document import passages
from search.folder import Place
from search.inversion import FIELDS, invert
from search.snapshot import Snapshot
from search.writing import Writing, beginning
from tests.memory_store import MemoryStore
from tests.test_inversion import expected
from tests.tiny_archive import State, Step

NOWHERE = Place("memory", Path("nowhere"))


class Keeping:
    """A store, and the last state that was read of it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.store.commit(beginning())
        self.now = Snapshot(self.store.view(), NOWHERE)

    def run(self, step: Step) -> None:
        """Write one batch."""
        writing = Writing(self.now, invert)
        if step.add:
            writing.replace_all({each.issue.id: each for each in step.add})
        else:
            writing.remove(set(step.remove), set())
        self._commit(writing)

    def tidy(self) -> int:
        """Make one of blocks until all are tidy; how often that was."""
        merges = 0
        while blocks := self.now.state.untidy():
            writing = Writing(self.now, invert)
            writing.merge(blocks)
            self._commit(writing)
            merges += 1
            assert merges < 50
        return merges

    def _commit(self, writing: Writing) -> None:
        self.store.commit(writing.changes())
        self.now = Snapshot(self.store.view(), NOWHERE, self.now)


def holds(now: Snapshot, state: State) -> None:
    """An archive has what is held and no more."""
    columns = now.columns
    documents = [now.document(number) for number in range(len(columns.rows))]
    assert {each.id: each for each in documents} == state.documents
    assert len(documents) == len(state.documents)
    assert {issue.id: issue for issue in now.issues} == state.issues
    assert len(now.issues) == len(state.issues)
    assert columns.passages == sum(len(passages(each)) for each in documents)
    for number, each in enumerate(documents):
        first = columns.rows[number].first
        for place, passage in enumerate(passages(each)):
            assert columns.document[first + place] == number
            assert now.passage(first + place) == passage
    assert int((columns.document >= 0).sum()) == columns.passages


def finds(now: Snapshot, *ever: State) -> None:
    """Each term of what is held stands where a reading of all finds it; what was held before, and
    is gone, stands nowhere.
    """
    documents = [now.document(number) for number in range(len(now.columns.rows))]
    fields, lengths = expected(documents)
    numbers = list(
        chain.from_iterable(range(r.first, r.first + len(r.kinds)) for r in now.columns.rows)
    )
    known = expected([each for state in ever for each in state.documents.values()])[0]
    for name in FIELDS:
        for term in {*fields[name], *known[name]}:
            found = sorted((numbers[n], at) for n, at in fields[name].get(term, ()))
            places = now.places(name, term)
            assert [(p >> 32, p & 0xFFFFFFFF) for p in places.tolist()] == found, term
            counts: dict[int, int] = {}
            for passage, _ in found:
                counts[passage] = counts.get(passage, 0) + 1
            held, often = now.counts(name, term)
            assert dict(zip(held.tolist(), often.tolist(), strict=True)) == counts, term
    assert now.columns.length[numbers].tolist() == list(chain.from_iterable(lengths))
