"""The Whoosh adapter: keeps editions in a Whoosh index. The only file that knows whoosh.

An issue is one row, followed by each of its documents: a row, then its passages, so that a
passage is known by its number alone and needs nothing stored.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence, Positions
from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshError
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import IndexWriter, LockError

from search import whoosh_index as place
from search.columns import Columns, Floats, Ints, Row
from search.document import Document, Edition, Issue, Passage, passages
from search.engine import EngineError, IndexBusy, IndexMissing
from search.entries import Entry, entries
from search.execution import answer, described
from search.matching import PLACE_BITS
from search.query import Query
from search.records import dump, load_document, load_issue
from search.results import Results, Stats

_FOREIGN = (WhooshError, pickle.UnpicklingError, struct.error, zlib.error, EOFError, KeyError)
_WAIT_FOR_WRITER = 10.0  # seconds
_WRITER_MEMORY = 256  # megabytes
_TERMS_KEPT = 8192
_DOCUMENTS_KEPT = 512


class _Counted(FieldType):  # type: ignore[misc]
    """Terms that come with how often they stand in the passage."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: dict[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes for one passage."""
        for term, count in value.items():
            yield term.encode(), count, float(count), b""


class _Placed(FieldType):  # type: ignore[misc]
    """Terms that come with their positions, packed by us and unpacked by us."""

    def __init__(self) -> None:
        super().__init__(Positions(), None)

    def index(self, value: dict[str, bytes], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes for one passage."""
        for term, places in value.items():
            yield term.encode(), 1, 1.0, places


def _schema() -> Schema:
    return Schema(
        row=ID(),
        issue=ID(),
        key=ID(),
        data=STORED(),
        words=_Counted(),
        tokens=_Counted(),
        pairs=_Placed(),
    )


def connect(path: str, mode: str) -> WhooshEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    folder = Path(path)
    with place.translated(folder, *_FOREIGN):
        if mode == "read":
            return WhooshEngine(folder, place.require(folder).name)
        place.prepare(folder)
        if mode == "rebuild":
            name = place.next_name(place.read_stamp(folder))
            _storage(folder).create_index(_schema(), indexname=name)
            return WhooshEngine(folder, name)
        return WhooshEngine(folder, _made(folder))


def _storage(folder: Path) -> FileStorage:
    return FileStorage(str(folder))


def _made(folder: Path) -> str:
    """The name of the live index, made if there is none."""
    if place.read_stamp(folder) is None:
        # The stamp first: a folder with files but no stamp is taken for somebody else's.
        place.write_stamp(folder, place.next_name(None))
    name = place.require(folder).name
    if not _storage(folder).index_exists(name):
        _storage(folder).create_index(_schema(), indexname=name)
    return name


class WhooshEngine:
    """An archive in a folder. Safe to share between threads."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._lock = RLock()
        self._snapshot: _Snapshot | None = None
        self._seen = place.stamp_changed(folder) if place.read_stamp(folder) else 0
        if not _storage(folder).index_exists(name):
            raise IndexMissing(f"{folder} 的索引没有建完；请再运行一次 gongbao index")
        self._index: FileIndex = _storage(folder).open_index(name, schema=_schema())

    def add(self, editions: Iterable[Edition]) -> None:
        """Store editions in one atomic batch; an issue of the same id is replaced whole."""
        batch = {edition.issue.id: edition for edition in editions}
        home = {d.id: issue for issue, edition in batch.items() for d in edition.documents}
        with place.translated(self._folder, *_FOREIGN), self._writing() as writer:
            _delete(writer, set(batch), set(home))
            for issue, edition in batch.items():
                kept = [d for d in edition.documents if home[d.id] == issue]
                _write(writer, edition.issue, kept)

    def remove(self, issues: Iterable[str]) -> None:
        """Drop issues by id, in one atomic batch; unknown ids are passed over."""
        with place.translated(self._folder, *_FOREIGN), self._writing() as writer:
            _delete(writer, set(issues), set())

    def _writing(self) -> _Writing:
        return _Writing(self._index)

    def search(self, query: Query) -> Results:
        """Answer a query over the last committed state."""
        with place.translated(self._folder, *_FOREIGN):
            now = self._now()
            return answer(query, now.columns, now, now.passage)

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
            live = place.read_stamp(self._folder)
            if live is None or live.name != self._name:
                place.write_stamp(self._folder, self._name)
                if live:
                    place.remove_index(self._folder, live.name)

    def _now(self) -> _Snapshot:
        """The last committed state; opened anew when there has been a commit."""
        with self._lock:
            self._follow_stamp()
            stale = self._snapshot is None or (
                self._snapshot.reader.generation() != self._index.latest_generation()
            )
            if stale:
                self._snapshot = _Snapshot(self._index.reader())
            assert self._snapshot is not None
            return self._snapshot

    def _follow_stamp(self) -> None:
        """Go over to an index that was rebuilt beside the one that is open."""
        if self._seen and place.stamp_changed(self._folder) != self._seen:
            self._seen = place.stamp_changed(self._folder)
            name = place.require(self._folder).name
            if name != self._name:
                self._name, self._snapshot = name, None
                self._index = _storage(self._folder).open_index(name, schema=_schema())


class _Writing:
    """One batch: committed when all went well, else as if it had never begun."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index

    def __enter__(self) -> IndexWriter:
        try:
            self._writer = self._index.writer(timeout=_WAIT_FOR_WRITER, limitmb=_WRITER_MEMORY)
        except LockError as error:
            raise IndexBusy("另一个程序正在写这个索引；请等它结束后重试") from error
        return self._writer

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._writer.commit()
        else:
            self._writer.cancel()


def _delete(writer: IndexWriter, issues: set[str], documents: set[str]) -> None:
    with writer.reader() as reader:
        rows = [n for issue in issues for n in _postings(reader, "issue", issue)]
        rows += [n for document in documents for n in _postings(reader, "key", document)]
        for row in set(rows):
            count = len(reader.stored_fields(row)["data"].get("kinds", ""))
            for number in range(row, row + 1 + count):
                writer.delete_document(number)


def _postings(reader: IndexReader, field: str, term: str) -> list[int]:
    try:
        return list(reader.postings(field, term).all_ids())
    except TermNotFound:
        return []


def _write(writer: IndexWriter, issue: Issue, documents: list[Document]) -> None:
    writer.add_document(row="issue", issue=issue.id, data={"issue": dump(issue)})
    for document in documents:
        found = list(entries(document))
        writer.add_document(
            row="document", issue=issue.id, key=document.id, data=_row_data(document, found)
        )
        for entry in found:
            writer.add_document(words=entry.words, tokens=entry.tokens, pairs=entry.pairs)


def _row_data(document: Document, found: list[Entry]) -> dict[str, Any]:
    return {
        "about": dump(described(document)),
        "whole": zlib.compress(dump(document).encode("utf-8", "surrogatepass")),
        "kinds": "".join(entry.letter for entry in found),
        "lengths": array("I", (entry.length for entry in found)).tobytes(),
    }


class _Snapshot:
    """One committed state, with what has been read of it so far."""

    def __init__(self, reader: IndexReader) -> None:
        self.reader = reader
        self._lock = RLock()
        stored = [reader.stored_fields(n)["data"] for n in _postings(reader, "row", "issue")]
        by_id = {issue.id: issue for issue in (load_issue(each["issue"]) for each in stored)}
        self.issues = tuple(sorted(by_id.values(), key=_newest_first))
        self.columns = Columns(_rows(reader, by_id), reader.doc_count_all())
        self.counts = lru_cache(_TERMS_KEPT)(self._counts)
        self.places = lru_cache(_TERMS_KEPT)(self._places)
        self.document = lru_cache(_DOCUMENTS_KEPT)(self._document)
        self._passages = lru_cache(_DOCUMENTS_KEPT)(lambda n: passages(self.document(n)))

    def passage(self, number: int) -> Passage:
        """The passage of a passage number."""
        document = int(self.columns.document[number])
        return self._passages(document)[number - self.columns.rows[document].first]

    def _document(self, number: int) -> Document:
        with self._lock:
            data = self.reader.stored_fields(self.columns.rows[number].first - 1)["data"]
        return load_document(zlib.decompress(data["whole"]).decode("utf-8", "surrogatepass"))

    def _counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        numbers, weights, _ = self._read(field, term)
        return np.array(numbers, dtype=np.int64), np.array(weights, dtype=np.float64)

    def _places(self, term: str) -> Ints:
        numbers, _, values = self._read("pairs", term)
        sizes = [len(value) // 4 for value in values]
        positions = np.frombuffer(b"".join(values), dtype="<u4").astype(np.int64)
        passage = np.repeat(np.array(numbers, dtype=np.int64), sizes)
        return (passage << PLACE_BITS) | positions

    def _read(self, field: str, term: str) -> tuple[list[int], list[float], list[bytes]]:
        numbers: list[int] = []
        weights: list[float] = []
        values: list[bytes] = []
        # Matchers of one reader share a file position.
        with self._lock:
            try:
                matcher = self.reader.postings(field, term)
            except TermNotFound:
                return numbers, weights, values
            while matcher.is_active():
                numbers.append(matcher.id())
                weights.append(matcher.weight())
                if field == "pairs":
                    values.append(matcher.value())
                matcher.next()
        return numbers, weights, values


def _rows(reader: IndexReader, issues: dict[str, Issue]) -> Iterator[Row]:
    for number in _postings(reader, "row", "document"):
        data = reader.stored_fields(number)["data"]
        document = load_document(data["about"])
        lengths = tuple(array("I", data["lengths"]))
        yield Row(document, issues[document.issue], number + 1, data["kinds"], lengths)


def _newest_first(issue: Issue) -> tuple[int, str]:
    day = issue.published.toordinal() if issue.published else 0
    return -day, issue.id


__all__ = ["EngineError", "WhooshEngine", "connect"]
