"""Writes editions into a Whoosh index: its fields, one batch, what is deleted and what is added.

An issue is one row, followed by each of its documents: a row, then its passages, so that a
passage is known by its number alone and needs nothing stored.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.filelock import try_for
from whoosh.writing import IndexWriter, SegmentWriter

from search.document import Document, Edition, Issue
from search.engine import IndexBusy
from search.entries import Entry, entries
from search.records import described, dump
from search.whoosh_index import LOCK_NAME, readable
from search.whoosh_snapshot import postings
from search.whoosh_storage import DurableStorage

#: How long a writer waits for another one (seconds).
WAIT = 10.0
_BUSY = "另一个程序正在写这个索引；请等它结束后重试"
_MEMORY = 256  # megabytes


class _Placed(FieldType):  # type: ignore[misc]
    """Terms that come with their positions, packed by us and unpacked by us."""

    def __init__(self) -> None:
        # Scorable not for scores: a field without lengths makes Whoosh look for their file on
        # disk once for every posting.
        super().__init__(Positions(), None, scorable=True)

    def index(self, value: dict[str, bytes], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes for one passage."""
        for term, places in value.items():
            yield term.encode(), 1, 1.0, places


def schema() -> Schema:
    """The fields; an index is always opened with these and never with those it has pickled."""
    return Schema(
        row=ID(),
        issue=ID(),
        key=ID(),
        data=STORED(),
        words=_Placed(),
        tokens=_Placed(),
        pairs=_Placed(),
    )


class FolderLock:
    """Keeps a folder to one writer, whichever of its indexes that writes; not reentrant.

    The system lets go of the lock of a process that dies.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FileStorage(str(folder)).lock(LOCK_NAME)

    def acquire(self) -> FolderLock:
        """Wait for the lock; raises IndexBusy."""
        if not try_for(self._lock.acquire, timeout=WAIT):
            raise IndexBusy(_BUSY)
        return self

    def release(self) -> None:
        """Let the next writer in."""
        self._lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


@contextmanager
def turn(lock: Lock) -> Iterator[None]:
    """Among threads what FolderLock is among processes; raises IndexBusy."""
    if not lock.acquire(timeout=WAIT):
        raise IndexBusy(_BUSY)
    try:
        yield
    finally:
        lock.release()


def create(folder: Path, name: str) -> None:
    """Begin an index without a row."""
    DurableStorage(str(folder)).create_index(schema(), indexname=name)


class Batch:
    """One batch: committed when all went well, else as if it had never begun.

    For who holds the folder's lock, so that Whoosh needs none of its own.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._storage = DurableStorage(str(folder))
        with readable(folder):
            self._index: FileIndex = self._storage.open_index(name, schema=schema())

    def __enter__(self) -> IndexWriter:
        self._clean()
        # Compression is for each term's postings by themselves, and most are short: it would take
        # a third of the writing time and save a tenth of the space.
        codec = W3Codec(compression=0)
        with self._abandoned_on_error():
            self._writer = SegmentWriter(self._index, limitmb=_MEMORY, codec=codec, _lk=False)
        return self._writer

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._abandon()
            return
        with self._abandoned_on_error():
            self._writer.commit()

    @contextmanager
    def _abandoned_on_error(self) -> Iterator[None]:
        try:
            with readable(self._folder):
                yield
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        """Not Whoosh's cancel, which writes the segment first, and fails where writing failed."""
        self._storage.abandon()
        with suppress(OSError):
            self._clean()

    def _clean(self) -> None:
        """Delete what the last commit does not name: left by a batch that failed or was killed."""
        with readable(self._folder):
            toc = TOC.read(self._storage, self._index.indexname, schema=schema())
        clean_files(self._storage, self._index.indexname, toc.generation, toc.segments)


def replace_all(writer: IndexWriter, editions: dict[str, Edition]) -> None:
    """Write editions by issue id in place of what has their ids; a document has one home."""
    home = {d.id: issue for issue, edition in editions.items() for d in edition.documents}
    delete(writer, set(editions), set(home))
    for issue, edition in editions.items():
        documents = [d for d in edition.documents if home[d.id] == issue]
        write(writer, edition.issue, [replace(d, issue=issue) for d in documents])


def delete(writer: IndexWriter, issues: set[str], documents: set[str]) -> None:
    """Delete issues by id with all their documents, and documents by id."""
    with readable(Path(writer.storage.folder)), writer.reader() as reader:
        rows = [n for issue in issues for n in postings(reader, "issue", issue)]
        rows += [n for document in documents for n in postings(reader, "key", document)]
        for row in set(rows):
            count = len(reader.stored_fields(row)["data"].get("kinds", ""))
            for number in range(row, row + 1 + count):
                writer.delete_document(number)


def write(writer: IndexWriter, issue: Issue, documents: list[Document]) -> None:
    """Add an issue's row, and for each document its row and its passages."""
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
        "headings": [block.text for block in document.blocks if block.kind == "heading"],
        "parts": list(dict.fromkeys(block.part for block in document.blocks if block.part)),
    }
