"""The Whoosh adapter: an archive in a folder. Only the files whoosh_* know whoosh."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock, RLock
from typing import TypeVar

from whoosh.filedb.filestore import RamStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.writing import IndexWriter

from search import whoosh_index as place
from search.catalogue import Catalogue
from search.counts import Stats, TrendCell, stats
from search.document import Document, Edition, Issue
from search.engine import EngineError
from search.execution import answer, complete, facet, trend
from search.query import Query
from search.results import Completion, Facet, Results
from search.whoosh_mapped import MappingStorage
from search.whoosh_snapshot import Snapshot
from search.whoosh_writing import Batch, FolderLock, create, delete, replace_all, schema, turn

# How often, and after what pause (seconds), a reader looks again when a commit took a file away
# that it was about to open.
_TRIES = 5
_PAUSE = 0.02

_T = TypeVar("_T")


def connect(path: str, mode: str) -> WhooshEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    folder = Path(path)
    if mode == "read":
        return _settled(lambda: WhooshEngine(folder))
    with place.translated(folder):
        place.prepare(folder)
        # A folder that cannot be written is known here and not after an hour of reading.
        lock = FolderLock(folder).acquire()
    try:
        if mode == "rebuild":
            return _rebuilding(folder, lock)
        stamped = place.read_stamp(folder) is not None
    except BaseException:
        lock.release()
        raise
    lock.release()
    return _settled(lambda: WhooshEngine(folder)) if stamped else WhooshEngine(folder, new=True)


def _rebuilding(folder: Path, lock: FolderLock) -> WhooshEngine:
    with place.translated(folder):
        place.sweep(folder, place.live_names(folder))
        name = place.next_name(folder)
        create(folder, name)
    return WhooshEngine(folder, name, lock=lock)


def _settled(read: Callable[[], _T]) -> _T:
    """What a read gives, once no commit takes a file away under it."""
    for left in reversed(range(_TRIES)):
        try:
            return read()
        except EngineError as error:
            if not left or not isinstance(error.__cause__, FileNotFoundError | EmptyIndexError):
                raise
            time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")


class WhooshEngine:
    """An archive in a folder. Safe to share between threads and with other processes.

    It opens the live index; or one of a given name, a rebuild, that is nobody else's until it is
    published, and holds the folder's ``lock``; or, if ``new``, nothing: the first batch makes the
    index.
    """

    def __init__(
        self,
        folder: Path,
        name: str | None = None,
        new: bool = False,
        lock: FolderLock | None = None,
    ) -> None:
        self._folder = folder
        self._held = lock
        self._lock = RLock()
        self._turn = Lock()
        self._aside = lock is not None
        self._name: str | None = None
        self._snapshot: Snapshot | None = None
        self._seen = place.stamp_changed(folder)
        if new:
            self._seen = (0, 0)
            self._index: FileIndex = RamStorage().create_index(schema())
        else:
            self._open(name or place.require(folder).name)

    def _open(self, name: str) -> None:
        with place.readable(self._folder):
            storage = MappingStorage(str(self._folder))
            self._index = storage.open_index(name, schema=schema())
        self._name = name
        self._snapshot = None

    def add(self, editions: Iterable[Edition]) -> None:
        """Store editions in one atomic batch; an issue of the same id is replaced whole."""
        batch = {edition.issue.id: edition for edition in editions}
        with self._writing() as writer:
            replace_all(writer, batch)

    def remove(self, issues: Iterable[str]) -> None:
        """Drop issues by id, in one atomic batch; unknown ids are passed over."""
        with self._writing() as writer:
            delete(writer, set(issues), set())

    @contextmanager
    def _writing(self) -> Iterator[IndexWriter]:
        """One writer at a time in a folder, and always to the live index."""
        alone = nullcontext() if self._held else FolderLock(self._folder)
        with place.translated(self._folder), turn(self._turn), alone:
            with self._lock:
                self._follow_stamp()
            place.sweep(self._folder, self._kept())
            if self._name:
                with Batch(self._folder, self._name) as writer:
                    yield writer
            else:
                with self._beginning() as writer:
                    yield writer

    def _kept(self) -> set[str]:
        """The names of the indexes that are not to be swept away."""
        return place.live_names(self._folder) | ({self._name} if self._name else set())

    @contextmanager
    def _beginning(self) -> Iterator[IndexWriter]:
        """The first batch of all: with it the index comes to life, or is not there."""
        name = place.next_name(self._folder)
        try:
            create(self._folder, name)
            with Batch(self._folder, name) as writer:
                yield writer
            place.write_stamp(self._folder, name)
        except BaseException:
            place.sweep(self._folder, self._kept())
            raise
        with self._lock:
            self._follow_stamp()

    def publish(self) -> None:
        """Put an index that was built aside in the live one's place."""
        with place.translated(self._folder), turn(self._turn), self._lock:
            if self._aside and self._name:
                place.write_stamp(self._folder, self._name)
                self._seen, self._aside = place.stamp_changed(self._folder), False
                place.sweep(self._folder, {self._name})

    def search(self, query: Query) -> Results:
        """Answer a query over the last committed state."""
        now = self._now()
        return answer(query, now)

    def complete(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        """What the text that is being typed in a search box could become, best first."""
        return complete(text, limit, self._now())

    def document(self, document_id: str) -> Document | None:
        """A whole document, or None."""
        now = self._now()
        number = now.columns.number_of.get(document_id)
        return None if number is None else now.document(number)

    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first."""
        return self._now().issues

    def catalogue(self) -> Catalogue:
        """What is held, document by document."""
        return self._now().catalogue

    def facet(self, query: Query, name: str) -> Facet:
        """All values of one of FACETS for what a query finds, its own choice left out."""
        return facet(query, name, self._now())

    def trend(self, query: Query) -> tuple[TrendCell, ...]:
        """What a query finds by year and category, beside all that its filters leave."""
        return trend(query, self._now())

    def stats(self) -> Stats:
        """How much the archive holds."""
        now = self._now()
        listed = now.catalogue.issues
        return stats(now.issues, listed, len(now.columns.rows), now.columns.passages)

    def close(self) -> None:
        """Let go of the files; what was built aside and never published is thrown away."""
        with place.translated(self._folder), self._lock:
            if self._snapshot:
                self._snapshot.reader.close()
                self._snapshot = None
            if self._held:
                if self._aside:
                    place.sweep(self._folder, place.live_names(self._folder))
                self._held.release()
                self._held = None

    def _now(self) -> Snapshot:
        """The last committed state; opened anew when there has been a commit."""
        with self._lock:
            return _settled(self._current)

    def _current(self) -> Snapshot:
        self._follow_stamp()
        with place.readable(self._folder):
            last = self._index.latest_generation()
            if self._snapshot is None or self._snapshot.reader.generation() != last:
                self._snapshot = Snapshot(self._index.reader(), self._folder)
            return self._snapshot

    def _follow_stamp(self) -> None:
        """Go over to an index that has come to life beside the one that is open."""
        seen = place.stamp_changed(self._folder)
        if self._held is None and seen != self._seen:
            self._open(place.require(self._folder).name)
            self._seen = seen
