"""An archive in a folder, over whichever engine's files: opened, followed, written, published."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock, RLock
from typing import TypeVar

from search.catalogue import Catalogue
from search.counts import Stats, TrendCell, stats
from search.crew import Crew
from search.document import Document, Edition, Issue
from search.engine import EngineError
from search.execution import answer, complete, facet, trend
from search.folder import Place
from search.folderlock import FolderLock, turn
from search.nothing import EmptyStore
from search.query import Query
from search.results import Completion, Facet, Results
from search.snapshot import Snapshot
from search.store import Store, Stores
from search.writing import Writing, beginning

# How often, and after what pause (seconds), a reader looks again when a commit took a file away
# that it was about to open.
_TRIES = 5
_PAUSE = 0.02

_T = TypeVar("_T")


def connect(stores: Stores, path: str, mode: str) -> StoredEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    place = Place(stores.prefix, Path(path))
    if mode == "read":
        return _settled(lambda: StoredEngine(stores, place))
    with place.translated():
        place.prepare()
        # A folder that cannot be written is known here and not after an hour of reading.
        lock = FolderLock(place.folder).acquire()
    try:
        if mode == "rebuild":
            return _rebuilding(stores, place, lock)
        stamped = place.read_stamp() is not None
    except BaseException:
        lock.release()
        raise
    lock.release()
    return _settled(lambda: StoredEngine(stores, place, new=not stamped))


def _rebuilding(stores: Stores, place: Place, lock: FolderLock) -> StoredEngine:
    with place.translated():
        place.sweep(place.live_names())
        name = place.next_name()
        stores.create(place.folder, name)
        stores.open(place.folder, name).commit(beginning())
    return StoredEngine(stores, place, name, lock=lock)


def _settled(read: Callable[[], _T]) -> _T:
    """What a read gives, once no commit takes a file away under it."""
    for left in reversed(range(_TRIES)):
        try:
            return read()
        except EngineError as error:
            if not left or not isinstance(error.__cause__, FileNotFoundError):
                raise
            time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")


class StoredEngine:
    """An archive in a folder. Safe to share between threads and with other processes.

    It opens the live index; or one of a given name, a rebuild, that is nobody else's until it is
    published, and holds the folder's ``lock``; or, if ``new``, nothing: the first batch makes the
    index.
    """

    def __init__(
        self,
        stores: Stores,
        place: Place,
        name: str | None = None,
        new: bool = False,
        lock: FolderLock | None = None,
    ) -> None:
        self._stores, self._place = stores, place
        self._held = lock
        self._lock, self._turn = RLock(), Lock()
        self._crew = Crew()
        self._aside = lock is not None
        self._name: str | None = None
        self._store: Store = EmptyStore()
        self._snapshot: Snapshot | None = None
        self._version: object = None
        self._seen = (0, 0) if new else place.stamp_changed()
        if not new:
            self._open(name or place.require().name)

    def _open(self, name: str) -> None:
        with self._place.readable():
            self._store = self._stores.open(self._place.folder, name)
        self._name = name
        self._snapshot = None

    def add(self, editions: Iterable[Edition]) -> None:
        """Store editions in one atomic batch; an issue of the same id is replaced whole."""
        batch = {edition.issue.id: edition for edition in editions}
        with self._writing() as writing:
            writing.replace_all(batch)

    def remove(self, issues: Iterable[str]) -> None:
        """Drop issues by id, in one atomic batch; unknown ids are passed over."""
        with self._writing() as writing:
            writing.remove(set(issues), set())

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        """One writer at a time in a folder, and always to the live index."""
        alone = nullcontext() if self._held else FolderLock(self._place.folder)
        with self._place.translated(), turn(self._turn), alone:
            with self._lock:
                self._follow_stamp()
            self._place.sweep(self._kept())
            writing = Writing(self._now(), self._crew.invert)
            yield writing
            if self._name:
                self._commit(self._store, writing)
            else:
                self._begin(writing)
            self._tidy()

    def _commit(self, store: Store, writing: Writing) -> None:
        with self._place.readable():
            store.commit(writing.changes())

    def _begin(self, writing: Writing) -> None:
        """The first batch of all: with it the index comes to life, or is not there."""
        name = self._place.next_name()
        try:
            with self._place.readable():
                self._stores.create(self._place.folder, name)
                store = self._stores.open(self._place.folder, name)
            self._commit(store, writing)
            self._place.write_stamp(name)
        except BaseException:
            self._place.sweep(self._kept())
            raise
        with self._lock:
            self._follow_stamp()

    def _tidy(self) -> None:
        """Make one of many small blocks; what was asked for is committed, so that this may wait."""
        with suppress(EngineError):
            while blocks := self._now().state.untidy():
                writing = Writing(self._now(), self._crew.invert)
                writing.merge(blocks)
                self._commit(self._store, writing)

    def _kept(self) -> set[str]:
        """The names of the indexes that are not to be swept away."""
        return self._place.live_names() | ({self._name} if self._name else set())

    def publish(self) -> None:
        """Put an index that was built aside in the live one's place."""
        with self._place.translated(), turn(self._turn), self._lock:
            if self._aside and self._name:
                self._place.write_stamp(self._name)
                self._seen, self._aside = self._place.stamp_changed(), False
                self._place.sweep({self._name})

    def search(self, query: Query) -> Results:
        """Answer a query over the last committed state."""
        return answer(query, self._now())

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
        with self._place.translated(), self._lock:
            self._crew.close()
            if self._snapshot:
                self._snapshot.close()
            self._snapshot, self._store, self._name = None, EmptyStore(), None
            # Who asks once more is answered from the live index.
            self._seen = (0, 0)
            if self._held:
                if self._aside:
                    self._place.sweep(self._place.live_names())
                self._held.release()
                self._held, self._aside = None, False

    def _now(self) -> Snapshot:
        """The last committed state; opened anew when there has been a commit."""
        with self._lock:
            return _settled(self._current)

    def _current(self) -> Snapshot:
        self._follow_stamp()
        with self._place.readable():
            version = self._store.version()
            if self._snapshot is None or self._version != version:
                self._snapshot = Snapshot(self._store.view(), self._place, self._snapshot)
                self._version = version
            return self._snapshot

    def _follow_stamp(self) -> None:
        """Go over to an index that has come to life beside the one that is open."""
        seen = self._place.stamp_changed()
        if self._held is None and seen != self._seen:
            self._open(self._place.require().name)
            self._seen = seen
