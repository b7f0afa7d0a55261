"""The Whoosh adapter: an archive in a folder. Only the files whoosh_* know whoosh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import RLock

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import IndexWriter

from search import whoosh_index as place
from search.catalogue import Catalogue
from search.counts import Stats, TrendCell
from search.document import Document, Edition, Issue
from search.engine import EngineError, IndexMissing
from search.execution import answer, complete, facet, trend
from search.query import Query
from search.results import Completion, Facet, Results
from search.whoosh_snapshot import Snapshot
from search.whoosh_writing import Batch, FolderLock, delete, replace_all, schema

# How often a reader looks again when an index was swapped while it was being opened.
_TRIES = 5


def connect(path: str, mode: str) -> WhooshEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    folder = Path(path)
    if mode == "read":
        return _open_live(folder)
    with place.translated(folder):
        place.prepare(folder)
        if mode == "write" and place.read_stamp(folder) is not None:
            return _open_live(folder)
        lock = FolderLock(folder).acquire() if mode == "rebuild" else None
        name = place.next_name(folder)
        FileStorage(str(folder)).create_index(schema(), indexname=name)
        return WhooshEngine(folder, name, place.stamp_changed(folder), aside=True, lock=lock)


def _open_live(folder: Path) -> WhooshEngine:
    for left in reversed(range(_TRIES)):
        seen = place.stamp_changed(folder)
        try:
            return WhooshEngine(folder, place.require(folder).name, seen)
        except EngineError:
            if not left or place.stamp_changed(folder) == seen:
                raise
    raise AssertionError("the last try returns or raises")


class WhooshEngine:
    """An archive in a folder. Safe to share between threads.

    While ``aside`` the index is nobody else's: a rebuild until it is published (it holds the
    folder's ``lock``), a new archive until its first batch is committed.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        seen: int,
        aside: bool = False,
        lock: FolderLock | None = None,
    ) -> None:
        self._folder = folder
        self._seen = seen
        self._aside = aside
        self._held = lock
        self._lock = RLock()
        self._open(name)

    def _open(self, name: str) -> None:
        storage = FileStorage(str(self._folder))
        with place.readable(self._folder):
            if not storage.index_exists(name):
                raise IndexMissing(f"{self._folder} 的索引没有建完；请再运行一次 gongbao index")
            self._index: FileIndex = storage.open_index(name, schema=schema())
        self._name = name
        self._snapshot: Snapshot | None = None

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
        with place.translated(self._folder), alone:
            with self._lock:
                self._follow_stamp()
            with Batch(self._index) as writer:
                yield writer
            if not self._held:
                self._publish()

    def publish(self) -> None:
        """Put an index that was built aside in the live one's place."""
        with place.translated(self._folder):
            self._publish()

    def _publish(self) -> None:
        with self._lock:
            if self._aside:
                place.write_stamp(self._folder, self._name)
                place.remove_others(self._folder, self._name)
                self._seen, self._aside = place.stamp_changed(self._folder), False

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
        return Stats(len(now.issues), len(now.columns.rows), now.columns.passages)

    def close(self) -> None:
        """Let go of the files; what was built aside and never published is thrown away."""
        with place.translated(self._folder), self._lock:
            if self._snapshot:
                self._snapshot.reader.close()
                self._snapshot = None
            if self._aside:
                place.remove_index(self._folder, self._name)
            if self._held:
                self._held.release()
                self._held = None

    def _now(self) -> Snapshot:
        """The last committed state; opened anew when there has been a commit."""
        with self._lock:
            for left in reversed(range(_TRIES)):
                try:
                    return self._current()
                except EngineError:
                    if not left or place.stamp_changed(self._folder) == self._seen:
                        raise
        raise AssertionError("the last try returns or raises")

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
            name = place.require(self._folder).name
            if name != self._name:
                self._open(name)
            self._seen, self._aside = seen, False
