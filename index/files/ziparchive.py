"""Lists and reads zip archives, also those whose names are in GBK or say that they are not.

``zipfile`` reads the directory at a zip's end. The files are read here: it would refuse a file
whose name stands in two encodings, and unpacks bzip2 without a bound.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from index.files.entry import (
    DAMAGED,
    FREE,
    MAX_MEMBERS,
    RATIO,
    TOO_MANY,
    TOO_MUCH,
    ArchiveError,
    Entry,
    Listing,
    allowed,
    damaged,
    name_of,
)
from index.files.rawfile import Reopened, open_regular
from index.files.unpacking import DAMAGE, Unpacked, bzip2_stream, deflate_stream

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LOCKED = "有密码：请先解开"
OVERLAPS = "与压缩包里别的文件重叠，像是压缩炸弹：请检查这个压缩包的来源"
NO_ZIP = "不是完整的 zip 压缩包：请重新下载或重新压缩"
_METHODS = {9: "Deflate64", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}
_STREAMS = {zipfile.ZIP_DEFLATED: deflate_stream, zipfile.ZIP_BZIP2: bzip2_stream}
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_LOCAL_SIZE, _CENTRAL_SIZE = 30, 46
_DIRECTORY_BYTES = 48 * 1024 * 1024
# The directory's end, with a comment of up to 64 KiB behind it.
_END_BYTES = 128 * 1024
_BUFFER = 64 * 1024
#: What zipfile raises, whatever the bytes are.
_REFUSED = (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError, OSError)


def list_zip(path: bytes) -> Listing:
    """The files in a zip. Raises ArchiveError where it has no directory that can be read."""
    try:
        raw = Reopened(path)
        with zipfile.ZipFile(_Directory(raw, _BUFFER)) as opened:
            infos = opened.infolist()
    except _REFUSED as error:
        raise damaged(error, NO_ZIP) from error
    entries = [_entry(info) for info in infos if not _is_other(info)]
    return Listing(tuple(_bounded(_apart(entries), raw.size)))


def _entry(info: zipfile.ZipInfo) -> Entry:
    raw = info.orig_filename.encode("cp437")
    name, why = name_of(raw)
    return Entry(
        name,
        raw,
        info.file_size,
        info.header_offset,
        info.compress_size,
        info.compress_type,
        info.CRC,
        why=why or _why_not(info),
    )


def _is_other(info: zipfile.ZipInfo) -> bool:
    """A folder, or a link that a Unix zip keeps."""
    return info.orig_filename.endswith(("/", "\\")) or stat.S_ISLNK(info.external_attr >> 16)


def _why_not(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return LOCKED
    if info.compress_type not in (zipfile.ZIP_STORED, *_STREAMS):
        method = _METHODS.get(info.compress_type, str(info.compress_type))
        return f"压缩方法 {method} 不支持：请解开，或重新压缩为普通 zip"
    if info.file_size > max(FREE, RATIO * info.compress_size):
        return TOO_MUCH
    return ""


def _apart(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the order they lie, those that lie within another one refused."""
    end = 0
    found = []
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.raw)):
        overlaps = entry.at < end
        end = max(end, entry.at + _LOCAL_SIZE + entry.packed)
        found.append(replace(entry, why=entry.why or OVERLAPS) if overlaps else entry)
    return found


def _bounded(entries: Iterable[Entry], packed: int) -> Iterator[Entry]:
    """Entries as long as what they unpack to is no more than the archive may."""
    left = allowed(packed)
    for entry in entries:
        left -= 0 if entry.why else entry.size
        yield entry if left >= 0 else replace(entry, why=entry.why or TOO_MUCH)


def read_zip(path: bytes, entry: Entry) -> bytes:
    """The bytes of a file in a zip, no more than its directory says. Raises ArchiveError."""
    try:
        with open_regular(path) as file:
            file.seek(entry.at)
            header = file.read(_LOCAL_SIZE)
            if len(header) < _LOCAL_SIZE or not header.startswith(_LOCAL):
                raise ArchiveError(DAMAGED)
            file.seek(sum(struct.unpack("<2H", header[26:30])), io.SEEK_CUR)
            packed = io.BufferedReader(_Part(file, entry.packed), _BUFFER)
            new = _STREAMS.get(entry.method or 0)
            stream = io.BufferedReader(Unpacked(packed, new), _BUFFER) if new else packed
            data = stream.read(entry.size + 1)
    except (*DAMAGE, MemoryError) as error:
        raise damaged(error) from error
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise ArchiveError(DAMAGED)
    return data


class _Part(io.RawIOBase):
    """The next bytes of a file, so many at most."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read what is left, as far as the buffer has room."""
        view = memoryview(buffer).cast("B")[: self._left]
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._left -= len(data)
        return len(data)


class _Directory(io.BufferedReader):
    """A zip file for ``zipfile`` to read the directory of, within bounds, all names as bytes.

    A name that says it is UTF-8 and is not would make all of the archive unreadable: the mark
    (bit 11 of the flags) is taken away, and every name comes as cp437, one letter a byte.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        """As zipfile asks, no more than a directory may have."""
        wanted = _END_BYTES if size is None or size < 0 else size
        if wanted > _DIRECTORY_BYTES:
            raise ArchiveError(TOO_MANY)
        data = super().read(wanted)
        return _unmarked(data) if data.startswith(_CENTRAL) else data


def _unmarked(data: bytes) -> bytes:
    """A directory whose names are not marked as UTF-8. Raises ArchiveError for too many."""
    found = bytearray(data)
    at = count = 0
    while data.startswith(_CENTRAL, at) and at + _CENTRAL_SIZE <= len(data):
        found[at + 9] &= ~0x08
        at += _CENTRAL_SIZE + sum(struct.unpack_from("<3H", data, at + 28))
        count += 1
        if count > MAX_MEMBERS:
            raise ArchiveError(TOO_MANY)
    return bytes(found)
