"""One committed state of an archive, read from what its engine holds of each block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from threading import Lock, RLock, Thread
from typing import TypeVar

import numpy as np

from search.archive import Archive
from search.block import (
    WORDS,
    Block,
    lines,
    read_document,
    read_passage,
    read_passages,
    read_vocabulary,
    term_key,
    whole,
)
from search.columns import Bools, Columns, Floats, Ints, Row
from search.document import Document, Issue, Passage
from search.engine import EngineError
from search.folder import Place
from search.parts import Part, parts
from search.places import per_passage
from search.recent import Recent
from search.spelling import Speller
from search.state import STATE, STATE_BLOCK, State
from search.store import View

_POSTINGS_KEPT = 256 * 2**20  # bytes, of counts and of places each
_PACKED_KEPT = 128 * 2**20  # bytes
_DOCUMENTS_KEPT = 512

# What blocks have packed of a term.
_Packed = list[tuple[int, bytes]]

# The blocks whose words were counted, and in how many passages of these each word stands.
_Counted = tuple[frozenset[int], Counter[str]]

T = TypeVar("T")


class Snapshot(Archive):
    """One committed state, with what has been read of it so far.

    What an ``earlier`` state of the same files has read of blocks is not read again: a block never
    changes. No value that is kept may refer to the snapshot, so that it goes, with its files, as
    soon as nobody uses it.
    """

    def __init__(self, view: View, place: Place, earlier: Snapshot | None = None) -> None:
        self._view, self._place, self._lock = view, place, RLock()
        known = earlier.blocks if earlier else {}
        with place.readable():
            self.state = State.load(view.record(STATE_BLOCK, STATE))
            self.parts = dict(parts(self.state, view, known))
            found = (issue for part in self.parts.values() for _, issue in part.issues())
            self.issues = tuple(sorted(found, key=_newest_first))
            size = sum(part.block.size for part in self.parts.values())
            self.columns = Columns(self._rows(), size, self.issues)
        self._counts: Recent[tuple[Ints, Floats]] = Recent(_POSTINGS_KEPT, _size)
        self._places: Recent[Ints] = Recent(_POSTINGS_KEPT, lambda places: places.nbytes)
        self._packed: Recent[_Packed] = Recent(_PACKED_KEPT, _packed_size)
        self._counted: _Counted = earlier._counted if earlier else (frozenset(), Counter())
        self._documents: Recent[Document] = _kept(earlier._documents if earlier else None)
        self._lines: Recent[list[bytes]] = _kept(earlier._lines if earlier else None)
        self._speller: Speller | None = earlier._speller if earlier else None
        self._learnt = self._speller is None
        self._learning: Lock = earlier._learning if earlier else Lock()

    @property
    def blocks(self) -> dict[int, Block]:
        """The blocks that have been read, by number."""
        return {number: part.block for number, part in self.parts.items()}

    def _rows(self) -> Iterator[Row]:
        issues = {issue.id: issue for issue in self.issues}
        for part in self.parts.values():
            for _, held in part.documents():
                yield Row(
                    held.document,
                    issues[held.document.issue],
                    part.base + held.first,
                    held.kinds,
                    held.lengths,
                    held.headings,
                    held.parts,
                )

    def counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        """The passages that hold a term, ascending, and how often."""
        return self._counts.get((field, term), lambda: per_passage(self._listed(field, term)))

    def places(self, field: str, term: str) -> Ints:
        """Where a term begins, as ``search.places`` has it."""
        return self._places.get((field, term), lambda: self._listed(field, term))

    def begins(self, field: str, term: str, places: Ints) -> Bools:
        """At which of some places a term begins: asked of terms that begin everywhere."""
        packed = self._packed.get((field, term), lambda: self._pack(field, term))
        found = np.zeros(len(places), dtype=np.bool_)
        with self._place.readable():
            for number, data in packed:
                part = self.parts[number]
                found |= part.block.begins(data, part.base, places)
        return found

    def passage(self, number: int) -> Passage:
        """The passage of a passage number."""
        document = int(self.columns.document[number])
        part, place = self.homes[self.columns.ids[document]]

        def read() -> list[bytes]:
            with self._lock, self._place.readable():
                return read_passages(self._view.record(part.block.number, lines(place)))

        found = self._lines.get((part.block.number, place), read)
        with self._place.readable():
            return read_passage(found[number - self.columns.rows[document].first])

    @property
    def shown(self) -> Callable[[int], Passage]:
        """``passage``, which keeps what it has read."""
        return self.passage

    def vocabulary(self) -> list[tuple[str, int]]:
        """All words, each with the number of passages that hold it.

        Those of documents that are gone count until their block is written anew.
        """
        numbers, known = self._counted
        if not numbers <= self.parts.keys():
            numbers, known = frozenset(), Counter()
        counted = Counter(known)
        with self._lock, self._place.readable():
            for number in self.parts.keys() - numbers:
                counted.update(read_vocabulary(self._view.record(number, WORDS)))
        self._counted = frozenset(self.parts), counted
        return sorted(counted.items())

    @property
    def speller(self) -> Speller:
        """Guesses by the words of this state, or for a moment by those of the one before: to learn
        them takes half a second, for which no reader should wait. What it guesses is tried.
        """
        if self._speller is None:
            self._speller = Speller(self._words)
        # One state at a time, however quickly commits follow one another.
        elif not self._learnt and self._learning.acquire(blocking=False):
            self._learnt = True
            self._begin_to_learn()
        return self._speller

    def _begin_to_learn(self) -> None:
        try:
            Thread(target=self._learn, daemon=True).start()
        except RuntimeError:
            # The system gives no more threads: who asks for guesses waits for them.
            self._learning.release()
            self._speller = Speller(self._words)

    def _learn(self) -> None:
        try:
            with suppress(EngineError):
                fresh = Speller(self._words)
                fresh.learn()
                self._speller = fresh
        finally:
            self._learning.release()

    def document(self, number: int) -> Document:
        """A document by its place in the columns' rows, with its text."""
        part, place = self.homes[self.columns.ids[number]]
        return self._documents.get((part.block.number, place), lambda: self.text(part, place))

    @cached_property
    def homes(self) -> dict[str, tuple[Part, int]]:
        """Document id -> the block that it is in, and its place there."""
        every = ((part, *each) for part in self.parts.values() for each in part.documents())
        return {held.document.id: (part, place) for part, place, held in every}

    def text(self, part: Part, place: int) -> Document:
        """A document of a block by its place, with its text."""
        with self._lock, self._place.readable():
            return read_document(self._view.record(part.block.number, whole(place)))

    def _listed(self, field: str, term: str) -> Ints:
        with self._place.readable():
            parts = ((self.parts[number], data) for number, data in self._pack(field, term))
            read = [part.block.places(data, part.base, part.alive) for part, data in parts]
        return np.concatenate(read) if read else np.zeros(0, dtype=np.int64)

    def _pack(self, field: str, term: str) -> _Packed:
        with self._lock, self._place.readable():
            return sorted(self._view.packed(field, term_key(term)))

    def close(self) -> None:
        """Let go of files, once for all."""
        with self._lock:
            self._view.close()
            del self._view  # what is mapped is closed when nothing refers to it


def _kept(earlier: Recent[T] | None) -> Recent[T]:
    """What was read of documents, by block and place."""
    return Recent(_DOCUMENTS_KEPT, lambda _: 1) if earlier is None else earlier


def _packed_size(packed: _Packed) -> int:
    return sum(len(data) for _, data in packed)


def _size(counts: tuple[Ints, Floats]) -> int:
    return sum(part.nbytes for part in counts)


def _newest_first(issue: Issue) -> tuple[int, str]:
    day = issue.published.toordinal() if issue.published else 0
    return -day, issue.id
