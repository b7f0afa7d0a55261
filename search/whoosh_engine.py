"""The Whoosh adapter: an archive in a folder. Only the files whoosh_* know whoosh."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from threading import RLock

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshError

from search import whoosh_index as place
from search.document import Document, Edition, Issue
from search.engine import IndexMissing
from search.execution import answer
from search.query import Query
from search.results import Results, Stats
from search.whoosh_snapshot import Snapshot
from search.whoosh_writing import Batch, delete, replace_all, schema

_FOREIGN = (WhooshError, pickle.UnpicklingError, struct.error, zlib.error, EOFError, KeyError)


def connect(path: str, mode: str) -> WhooshEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    folder = Path(path)
    with place.translated(folder, *_FOREIGN):
        if mode == "read":
            return WhooshEngine(folder, place.require(folder).name)
        place.prepare(folder)
        if mode == "rebuild":
            name = place.next_name(folder)
            _storage(folder).create_index(schema(), indexname=name)
            return WhooshEngine(folder, name, aside=True)
        return WhooshEngine(folder, _made(folder))


def _storage(folder: Path) -> FileStorage:
    return FileStorage(str(folder))


def _made(folder: Path) -> str:
    """The name of the live index, made if there is none."""
    if place.read_stamp(folder) is None:
        # The stamp first: a folder with files but no stamp is taken for somebody else's.
        place.write_stamp(folder, place.next_name(folder))
    name = place.require(folder).name
    if not _storage(folder).index_exists(name):
        _storage(folder).create_index(schema(), indexname=name)
    return name


class WhooshEngine:
    """An archive in a folder. Safe to share between threads."""

    def __init__(self, folder: Path, name: str, aside: bool = False) -> None:
        self._folder = folder
        self._name = name
        self._aside = aside
        self._lock = RLock()
        self._snapshot: Snapshot | None = None
        self._seen = place.stamp_changed(folder)
        if not _storage(folder).index_exists(name):
            raise IndexMissing(f"{folder} 的索引没有建完；请再运行一次 gongbao index")
        self._index: FileIndex = _storage(folder).open_index(name, schema=schema())

    def add(self, editions: Iterable[Edition]) -> None:
        """Store editions in one atomic batch; an issue of the same id is replaced whole."""
        batch = {edition.issue.id: edition for edition in editions}
        with place.translated(self._folder, *_FOREIGN), Batch(self._index) as writer:
            replace_all(writer, batch)

    def remove(self, issues: Iterable[str]) -> None:
        """Drop issues by id, in one atomic batch; unknown ids are passed over."""
        with place.translated(self._folder, *_FOREIGN), Batch(self._index) as writer:
            delete(writer, set(issues), set())

    def search(self, query: Query) -> Results:
        """Answer a query over the last committed state."""
        with place.translated(self._folder, *_FOREIGN):
            now = self._now()
            return answer(query, now.columns, now, now.passage, now.issues)

    def document(self, document_id: str) -> Document | None:
        """A whole document, or None."""
        with place.translated(self._folder, *_FOREIGN):
            now = self._now()
            number = now.columns.number_of.get(document_id)
            return None if number is None else now.document(number)

    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first."""
        with place.translated(self._folder, *_FOREIGN):
            return self._now().issues

    def stats(self) -> Stats:
        """How much the archive holds."""
        with place.translated(self._folder, *_FOREIGN):
            now = self._now()
            return Stats(len(now.issues), len(now.columns.rows), now.columns.passages)

    def close(self) -> None:
        """Let go of the files; an index that was built aside takes the live one's place."""
        with place.translated(self._folder, *_FOREIGN), self._lock:
            if self._snapshot:
                self._snapshot.reader.close()
                self._snapshot = None
            if self._aside:
                place.write_stamp(self._folder, self._name)
                place.remove_others(self._folder, self._name)
                self._aside = False

    def _now(self) -> Snapshot:
        """The last committed state; opened anew when there has been a commit."""
        with self._lock:
            self._follow_stamp()
            stale = self._snapshot is None or (
                self._snapshot.reader.generation() != self._index.latest_generation()
            )
            if stale:
                self._snapshot = Snapshot(self._index.reader())
            assert self._snapshot is not None
            return self._snapshot

    def _follow_stamp(self) -> None:
        """Go over to an index that was rebuilt beside the one that is open."""
        if not self._aside and place.stamp_changed(self._folder) != self._seen:
            self._seen = place.stamp_changed(self._folder)
            name = place.require(self._folder).name
            if name != self._name:
                self._name, self._snapshot = name, None
                self._index = _storage(self._folder).open_index(name, schema=schema())
