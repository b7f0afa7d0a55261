"""Lists and reads tar archives.

A packed tar cannot be entered in the middle: a reader remembers where it stands and what it has
passed, so that files asked for more or less in their order are read in one pass.
"""

from __future__ import annotations

import io
import tarfile
from typing import IO, cast

from index.files.entry import (
    CHANGED,
    DAMAGED,
    MAX_MEMBERS,
    TOO_MANY,
    ArchiveError,
    Entry,
    Listing,
    damaged,
    name_of,
)
from index.files.rawfile import open_regular
from index.files.tarstream import TarStream
from index.files.unpacking import DAMAGE

NO_TAR = "不是完整的 tar 压缩包：请重新下载或重新压缩"
MORE = "压缩包结尾之后还有别的内容，没有读：请重新下载或重新压缩"
NO_END = "压缩包没有结尾，可能不完整：请核对其中的文件是否齐全"
_CHUNK = 64 * 1024
# Behind a tar's end stand zeros up to a full record, and sometimes a second tar.
_ZEROS = 2048
_ZERO_BLOCK = bytes(tarfile.BLOCKSIZE)
# A reader remembers the last so many bytes: pages are read before the page that lists them.
_ROOM = 64 * 1024 * 1024
_SMALL = 8 * 1024 * 1024
#: What tarfile raises, whatever the bytes are.
_REFUSED = (
    *DAMAGE,
    tarfile.TarError,
    ValueError,
    LookupError,
    OverflowError,
    RecursionError,
    MemoryError,
)


class TarReader:
    """The files in a tar, one after another. Raises ArchiveError where it is no tar at all."""

    def __init__(self, path: bytes) -> None:
        self._stream = TarStream(path)
        try:
            self._tar = tarfile.TarFile(
                fileobj=cast(IO[bytes], self._stream), encoding="utf-8", errors="surrogateescape"
            )
        except _REFUSED as error:
            raise damaged(error, NO_TAR) from error
        self._first = self._tar.next()
        self._last = 0
        if self._first is None:  # an empty one: tarfile has read the zeros, and stays before them
            self._tar.offset = self._stream.tell()
        self.number = -1
        self.is_packed = self._stream.is_packed
        self._passed: dict[int, tuple[bytes, bytes]] = {}  # by number: the raw name, the bytes
        self._held = 0

    def next(self) -> tarfile.TarInfo | None:
        """The next member, its number in ``number``; None at the end.

        Raises ArchiveError where the tar is damaged, has no end, or is larger than it may be.
        """
        try:
            member = self._first or self._following()
        except _REFUSED as error:
            raise damaged(error) from error
        self._first = None
        self.number += 1
        if member is not None and self.number >= MAX_MEMBERS:
            raise ArchiveError(TOO_MANY)
        return member

    def _following(self) -> tarfile.TarInfo | None:
        zeros = 0
        while zeros < _ZEROS:
            try:
                self._to_header()
                return tarfile.TarInfo.fromtarfile(self._tar)
            except tarfile.HeaderError as error:
                if not self._stream.last and zeros:
                    return None
                if not self._stream.last:
                    raise ArchiveError(NO_END) from error
                if self._stream.last != _ZERO_BLOCK:
                    raise ArchiveError(MORE if zeros else DAMAGED) from error
                zeros += 1
                self._tar.offset = self._stream.tell()
        return None

    def _to_header(self) -> None:
        """Go where the next header begins, if it is further on and in the file."""
        start = self._tar.offset
        if start <= self._last and self.number >= 0:
            raise tarfile.ReadError("a member of negative size")
        self._last = start
        if self._stream.seek(start) < start:
            raise EOFError
        self._stream.expect_header()

    def has(self, entry: Entry) -> bool:
        """True where an entry can be read without starting again."""
        return entry.at > self.number or entry.at in self._passed

    def read(self, entry: Entry) -> bytes:
        """The bytes of an entry that the reader ``has``. Raises ArchiveError."""
        if entry.at not in self._passed:
            self._go_to(entry)
        raw, data = self._passed[entry.at]
        if raw != entry.raw or len(data) != entry.size:
            raise ArchiveError(CHANGED)
        return data

    def _go_to(self, entry: Entry) -> None:
        """Read on to an entry; what is passed is remembered as far as there is room."""
        while self.number < entry.at:
            member = self.next()
            if member is None:
                raise ArchiveError(CHANGED)
            if self.number == entry.at and member.size != entry.size:
                raise ArchiveError(CHANGED)
            if member.isreg() and (self.number == entry.at or member.size <= _SMALL):
                self._remember(_raw(member), self._data(member))
        if entry.at not in self._passed:
            raise ArchiveError(CHANGED)

    def _remember(self, raw: bytes, data: bytes) -> None:
        self._passed[self.number] = raw, data
        self._held += len(data)
        while self._held > _ROOM and len(self._passed) > 1:
            self._held -= len(self._passed.pop(next(iter(self._passed)))[1])

    def _data(self, member: tarfile.TarInfo) -> bytes:
        data = io.BytesIO()
        self._stream.expect_data(member.size)
        try:
            opened = self._tar.extractfile(member)
            while opened and data.tell() < member.size and (chunk := opened.read(_CHUNK)):
                data.write(chunk)
        except _REFUSED as error:
            raise damaged(error) from error
        return data.getvalue()


def list_tar(path: bytes) -> Listing:
    """The files in a tar, as far as it can be read. Raises ArchiveError where it is no tar."""
    reader = TarReader(path)
    found: list[Entry] = []
    try:
        while (member := reader.next()) is not None:
            if member.isreg():
                found.append(_entry(member, reader))
    except ArchiveError as error:
        said = f"（读到第 {len(found)} 个文件为止）" if found else ""
        return Listing(tuple(found), f"{error}{said}")
    return Listing(tuple(found))


def _entry(member: tarfile.TarInfo, reader: TarReader) -> Entry:
    raw = _raw(member)
    name, why = name_of(raw)
    start = None if reader.is_packed or member.issparse() else member.offset_data
    return Entry(name, raw, member.size, reader.number, start=start, why=why)


def read_plain(path: bytes, entry: Entry) -> bytes:
    """The bytes of a file in a tar that is not packed, where it lies. Raises ArchiveError."""
    with open_regular(path) as file:
        file.seek((entry.start or 0) - tarfile.BLOCKSIZE)
        try:
            tarfile.TarInfo.frombuf(file.read(tarfile.BLOCKSIZE), "utf-8", "surrogateescape")
        except _REFUSED as error:
            raise ArchiveError(CHANGED) from error
        data = file.read(entry.size)
    if len(data) != entry.size:
        raise ArchiveError(DAMAGED)
    return data


def _raw(member: tarfile.TarInfo) -> bytes:
    return member.name.encode("utf-8", "surrogateescape")
