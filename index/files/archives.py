"""Lists the files in an archive and reads them, in memory: nothing is unpacked to disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.files import endings
from index.files.entry import TWICE, ArchiveError, Entry, Listing, damaged, too_large
from index.files.filenames import as_gb18030, escaped
from index.files.rawfile import Stamp, open_regular, stamp
from index.files.tararchive import TarReader, list_tar, read_plain
from index.files.tarstream import PACKED
from index.files.ziparchive import list_zip, read_zip

_OTHER = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7z", b"\xd0\xcf\x11\xe0": "Office"}


def list_archive(path: bytes) -> Listing:
    """The files in an archive in the order they are kept, each under a name of its own.

    Raises ArchiveError where nothing in it can be read.
    """
    try:
        return _listed(path, stamp(os.stat(path)))
    except OSError as error:
        raise damaged(error) from error


@lru_cache(maxsize=1)
def _listed(path: bytes, _: Stamp) -> Listing:
    listing = list_zip(path) if _is_zip(path) else list_tar(path)
    return replace(listing, entries=_distinct(listing.entries))


def _is_zip(path: bytes) -> bool:
    """What its first bytes say; else what its ending says: a zip may have a program before it."""
    with open_regular(path) as file:
        head = file.read(8)
    if other := next((_OTHER[magic] for magic in _OTHER if head.startswith(magic)), None):
        raise ArchiveError(f"这是 {other} 文件：请解开，或重新压缩为 .zip")
    if not head:
        raise ArchiveError("文件是空的：请重新下载或重新压缩")
    if head.startswith(tuple(PACKED)):
        return False
    return head.startswith(b"PK") or endings.ends(os.fsdecode(path), endings.ZIP)


def _distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """No two names alike: one that is not UTF-8 is escaped, of two of the same the last counts."""
    guessed = [as_gb18030(entry.raw) is not None for entry in entries]
    sure = {entry.name for entry, guess in zip(entries, guessed, strict=True) if not guess}
    named = [
        replace(entry, name=escaped(entry.raw)) if guess and entry.name in sure else entry
        for entry, guess in zip(entries, guessed, strict=True)
    ]
    last = {entry.name: i for i, entry in enumerate(named)}
    return tuple(
        entry if last[entry.name] == i else replace(entry, why=entry.why or TWICE)
        for i, entry in enumerate(named)
    )


@dataclass(slots=True)
class _Kept:
    """The packed tar that was read last, and where its reader stands. No file is kept open."""

    path: bytes = b""
    stamp: Stamp = (0, 0, 0, 0)
    reader: TarReader | None = None


_kept = _Kept()
_lock = threading.Lock()


def read_entry(path: bytes, entry: Entry, limit: int) -> bytes:
    """The bytes of a file in an archive, at most ``limit``: more is refused.

    Quick for one file after another in the order of the listing. Raises ArchiveError.
    """
    if entry.why:
        raise ArchiveError(entry.why)
    if entry.size > limit:
        raise ArchiveError(too_large(limit))
    try:
        if entry.method is not None:
            return read_zip(path, entry)
        if entry.start is not None:
            return read_plain(path, entry)
        return _read_packed(path, entry)
    except OSError as error:
        raise damaged(error) from error


def _read_packed(path: bytes, entry: Entry) -> bytes:
    with _lock:
        now = stamp(os.stat(path))
        reader = _kept.reader if (_kept.path, _kept.stamp) == (path, now) else None
        _kept.reader = None
        if reader is None or not reader.has(entry):
            reader = TarReader(path)
        data = reader.read(entry)
        _kept.path, _kept.stamp, _kept.reader = path, now, reader
    return data
