"""An archive's blocks in a tantivy index: an entry for each term of a block, and each record."""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp

import tantivy

from search.store import Changes, Put, Store, View
from search.tantivy_checksum import META, Checker

# What tantivy renames when it is written, and forgets where it was killed before.
_PROBE = ".tmp"
_UNFINISHED = f"{_PROBE}*"
_GONE = re.compile("DoesNotExist|does not exist")
_THREAD = re.compile("[Ww]orker thread|writer was killed")
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_TRIES, _PAUSE = 5, 0.02  # seconds
_MEMORY = 128_000_000  # bytes, before a segment is written
_SYSTEM = re.compile(r"\(os error (\d+)\)|code: (\d+)")


def schema() -> tantivy.Schema:
    """The fields: a term's field or ``key`` names an entry, ``data`` is what it holds."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("block", indexed=True, fast=True)
    for name in ("key", "words", "tokens", "pairs"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("data", stored=True)
    return builder.build()


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """tantivy tells of the system's errors in words, of those in its threads without a reason."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        if found := _SYSTEM.search(str(error)):
            code = int(found[1] or found[2])
            raise OSError(code, os.strerror(code)) from error
        if _GONE.search(str(error)):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
        if _THREAD.search(str(error)):
            _ask_the_disk(folder)
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
        raise
    except BaseException as error:
        # A panic of Rust, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError("tantivy gave up on what it read") from error


def _ask_the_disk(folder: Path) -> None:
    """Write a little, which fails for the reason for which a thread has failed."""
    with NamedTemporaryFile(dir=folder, prefix=_PROBE) as file:
        file.write(bytes(1 << 16))
        file.flush()
        os.fsync(file.fileno())


class TantivyView(View):
    """What the segments of one commit hold."""

    def __init__(self, folder: Path, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._folder, self._schema, self._searcher = folder, schema, searcher

    def record(self, block: int, key: str) -> bytes:
        """A record of a block; raises KeyError where there is none."""
        for _, data in self._found("key", f"{block} {key}"):
            return data
        raise KeyError(block, key)

    def packed(self, field: str, term: str) -> list[tuple[int, bytes]]:
        """What each block has packed of a term."""
        return self._found(field, term)

    def _found(self, field: str, term: str) -> list[tuple[int, bytes]]:
        """The entries of a term, each with its block."""
        with _translated(self._folder):
            held = self._searcher.doc_freq(field, term)
            if not held:
                return []
            query = tantivy.Query.term_query(self._schema, field, term)
            found = self._searcher.search(query, held, count=False, order_by_field="block").hits
            return [(int(block), self._data(address)) for block, address in found]

    def _data(self, address: tantivy.DocAddress) -> bytes:
        return bytes(self._searcher.doc(address).get_first("data") or b"")

    def close(self) -> None:
        """tantivy lets go of files by itself."""


class TantivyStore(Store):
    """One index in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = schema()
        self._checker = Checker(folder)
        self._index: tantivy.Index | None = None
        self.version()

    def version(self) -> Hashable:
        """The file that names the segments; it counts what was ever written."""
        return (self._folder / META).read_bytes()

    def view(self) -> View:
        """The last committed state."""
        self._checker.check()
        try:
            searcher = self._reloaded().searcher()
        except OSError as error:
            if error.errno not in _READ_ONLY:
                raise
            searcher = self._linked()
        return TantivyView(self._folder, self._schema, searcher)

    def _reloaded(self) -> tantivy.Index:
        with _translated(self._folder):
            if self._index is None:
                index = tantivy.Index.open(str(self._folder))
                # Not told of commits in the background: who reads asks for the version first.
                index.config_reader("manual")
                self._index = index
            self._index.reload()
            return self._index

    def _linked(self) -> tantivy.Searcher:
        """Through links in another folder: tantivy writes a lock beside what it reads."""
        aside = Path(mkdtemp(prefix="gongbao-"))
        try:
            for path in self._folder.iterdir():
                if not path.name.endswith(".lock"):
                    (aside / path.name).symlink_to(path.absolute())
            with _translated(self._folder):
                return tantivy.Index.open(str(aside)).searcher()
        finally:
            _clear(aside)

    def commit(self, changes: Changes) -> None:
        """Make changes at once or not at all."""
        for left in self._folder.glob(_UNFINISHED):
            left.unlink()
        self._checker.check()
        with _translated(self._folder), self._writer() as writer:
            # What a killed writer left would be in the way of files of the same name.
            writer.garbage_collect_files()
            for block in changes.drop:
                # By term it would look for a signed number and find none.
                query = tantivy.Query.term_query(self._schema, "block", block)
                writer.delete_documents_by_query(query)
            for put in changes.put:
                _put(writer, put)
            writer.commit()
            committed = self.version()
        if self.version() != committed:
            # Segments were merged in the background: those that they were are not needed.
            with suppress(Exception), self._writer() as writer:
                writer.garbage_collect_files()

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        writer = tantivy.Index.open(str(self._folder)).writer(_MEMORY, num_threads=1)
        try:
            yield writer
            writer.garbage_collect_files()
        except BaseException:
            with suppress(BaseException):
                writer.rollback()
                writer.garbage_collect_files()
            raise
        finally:
            writer.wait_merging_threads()


def create(folder: Path) -> None:
    """Begin an index without an entry."""
    folder.mkdir()
    with _translated(folder):
        tantivy.Index(schema(), path=str(folder))


def _clear(folder: Path) -> None:
    """Delete a folder in which a thread of tantivy may still make its lock once."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE)


def _put(writer: tantivy.IndexWriter, put: Put) -> None:
    records = (("key", f"{put.number} {key}", data) for key, data in put.records())
    for field, name, data in chain(put.terms(), records):
        entry = tantivy.Document()
        entry.add_unsigned("block", put.number)
        entry.add_text(field, name)
        entry.add_bytes("data", data)
        writer.add_document(entry)
