"""Writes editions into a Whoosh index: its fields, one batch, what is deleted and what is added.

An issue is one row, followed by each of its documents: a row, then its passages, so that a
passage is known by its number alone and needs nothing stored.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Positions
from whoosh.index import FileIndex
from whoosh.util.filelock import try_for
from whoosh.writing import IndexWriter

from search.document import Document, Edition, Issue
from search.engine import IndexBusy
from search.entries import Entry, entries
from search.records import described, dump
from search.whoosh_index import LOCK_NAME
from search.whoosh_snapshot import postings

#: How long a writer waits for another one (seconds).
WAIT = 10.0
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
    """Keeps a folder to one writer, whichever of its indexes that writes; not reentrant."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileStorage(str(folder)).lock(LOCK_NAME)

    def acquire(self) -> FolderLock:
        """Wait for the lock; raises IndexBusy."""
        if not try_for(self._lock.acquire, timeout=WAIT):
            raise IndexBusy("另一个程序正在写这个索引；请等它结束后重试")
        return self

    def release(self) -> None:
        """Let the next writer in."""
        self._lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class Batch:
    """One batch: committed when all went well, else as if it had never begun."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index

    def __enter__(self) -> IndexWriter:
        # Compression is for each term's postings by themselves, and most are short: it would take
        # a third of the writing time and save a tenth of the space.
        self._writer = self._index.writer(limitmb=_MEMORY, codec=W3Codec(compression=0))
        return self._writer

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._writer.commit()
        else:
            self._writer.cancel()


def replace_all(writer: IndexWriter, editions: dict[str, Edition]) -> None:
    """Write editions by issue id in place of what has their ids; a document has one home."""
    home = {d.id: issue for issue, edition in editions.items() for d in edition.documents}
    delete(writer, set(editions), set(home))
    for issue, edition in editions.items():
        documents = [d for d in edition.documents if home[d.id] == issue]
        write(writer, edition.issue, [replace(d, issue=issue) for d in documents])


def delete(writer: IndexWriter, issues: set[str], documents: set[str]) -> None:
    """Delete issues by id with all their documents, and documents by id."""
    with writer.reader() as reader:
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
