"""An archive's blocks in a Whoosh index: a row for all terms of a block, a row for each record.

Never open an index that strangers made: Whoosh unpickles its segment list and stored rows.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Hashable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence
from whoosh.index import TOC, EmptyIndexError, FileIndex, clean_files
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import SegmentWriter

from search.store import Changes, Put, Store, View
from search.whoosh_codec import PackedCodec
from search.whoosh_mapped import MappingStorage
from search.whoosh_storage import DurableStorage

_MEMORY = 256  # megabytes
_TERMS = "terms"  # the key of a block's row of terms


class _Packed(FieldType):  # type: ignore[misc]
    """Terms, each with what was packed of it."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(
        self, value: list[tuple[str, bytes]], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes for one block."""
        for term, data in value:
            yield term.encode(), 1, 1.0, data


def schema() -> Schema:
    """The fields; an index is always opened with these and never with those it has pickled."""
    return Schema(
        block=ID(),
        key=ID(),
        data=STORED(),
        words=_Packed(),
        tokens=_Packed(),
        pairs=_Packed(),
    )


class WhooshView(View):
    """What the segments of one commit hold."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._leaves = [leaf for leaf, _ in reader.leaf_readers()]
        # The rows of terms in each segment, and the blocks they are of.
        self._blocks = [
            {row: int(leaf.stored_fields(row)["data"]) for row in _rows(leaf, "key", _TERMS)}
            for leaf in self._leaves
        ]

    def record(self, block: int, key: str) -> bytes:
        """A record of a block; raises KeyError where there is none."""
        for row in _rows(self._reader, "key", f"{block} {key}"):
            text: str = self._reader.stored_fields(row)["data"]
            return text.encode("utf-8", "surrogatepass")
        raise KeyError(block, key)

    def packed(self, field: str, term: str) -> list[tuple[int, bytes]]:
        """What each block has packed of a term."""
        found: list[tuple[int, bytes]] = []
        for leaf, blocks in zip(self._leaves, self._blocks, strict=True):
            if not blocks:
                continue
            try:
                matcher = leaf.postings(field, term)
            except TermNotFound:
                continue
            while matcher.is_active():
                found.append((blocks[matcher.id()], matcher.value()))
                matcher.next()
        return found

    def close(self) -> None:
        """Let go of files."""
        self._reader.close()


def _rows(reader: IndexReader, field: str, term: str) -> list[int]:
    """The rows that have a term, ascending; none where the term is unknown."""
    try:
        return list(reader.postings(field, term).all_ids())
    except TermNotFound:
        return []


class WhooshStore(Store):
    """One index of a name in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        try:
            self._index: FileIndex = MappingStorage(str(folder)).open_index(name, schema=schema())
        except EmptyIndexError as error:
            raise _missing(folder / name) from error

    def version(self) -> Hashable:
        """The number of the last commit."""
        return int(self._index.latest_generation())

    def view(self) -> View:
        """The last committed state."""
        try:
            return WhooshView(self._index.reader())
        except EmptyIndexError as error:
            raise _missing(self._folder / self._name) from error

    def commit(self, changes: Changes) -> None:
        """Make changes at once or not at all."""
        storage = DurableStorage(str(self._folder))
        try:
            index = storage.open_index(self._name, schema=schema())
            _clean(storage, self._name)
            # Whoosh needs no lock of its own beside the folder's.
            writer = SegmentWriter(index, limitmb=_MEMORY, codec=PackedCodec(), _lk=False)
            _drop(writer, changes.drop)
            for put in changes.put:
                _put(writer, put)
            writer.commit(mergetype=_living)
        except BaseException:
            # Not Whoosh's cancel, which writes the segment first, and fails where writing failed.
            storage.abandon()
            with suppress(Exception):
                _clean(storage, self._name)
            raise


def _missing(path: Path) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def create(folder: Path, name: str) -> None:
    """Begin an index without a row."""
    DurableStorage(str(folder)).create_index(schema(), indexname=name)


def _clean(storage: DurableStorage, name: str) -> None:
    """Delete what the last commit does not name: left by a batch that failed or was killed."""
    toc = TOC.read(storage, name, schema=schema())
    clean_files(storage, name, toc.generation, toc.segments)


def _drop(writer: SegmentWriter, blocks: frozenset[int]) -> None:
    with writer.reader() as reader:
        for block in blocks:
            for row in _rows(reader, "block", str(block)):
                writer.delete_document(row)


def _put(writer: SegmentWriter, put: Put) -> None:
    block = str(put.number)
    fields = {field: list(them) for field, them in groupby(put.terms(), key=lambda each: each[0])}
    if fields:
        terms = {field: [(term, data) for _, term, data in them] for field, them in fields.items()}
        writer.add_document(block=block, key=_TERMS, data=block, **terms)
    for key, data in put.records():
        # Whoosh pickles text in less space than bytes.
        text = data.decode("utf-8", "surrogatepass")
        writer.add_document(block=block, key=f"{block} {key}", data=text)


def _living(_: SegmentWriter, segments: list[Any]) -> list[Any]:
    """The segments that are kept as they are; those of which nothing is left go."""
    return [each for each in segments if each.deleted_count() < each.doc_count_all()]
