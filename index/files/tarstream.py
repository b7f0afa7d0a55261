"""The bytes of a tar, packed or not, from its start to its end and within bounds."""

from __future__ import annotations

import io
import os
import re
import tarfile
from collections.abc import Callable

from index.files.entry import TOO_MUCH, ArchiveError, allowed
from index.files.rawfile import Reopened
from index.files.unpacking import Decompressor, Unpacked, bzip2_stream, gzip_stream, xz_stream

PACKED: dict[bytes, Callable[[], Decompressor]] = {
    b"\x1f\x8b": gzip_stream,
    b"BZh": bzip2_stream,
    b"\xfd7zXZ\0": xz_stream,
}
#: A packed tar may be RATIO times its size beyond FREE bytes: whole sites pack better than pages.
RATIO = 200
FREE = 256 * 1024 * 1024
# All that stands before a member's data: names, extended headers, the map of a sparse file.
# tarfile would read as much as a header says it is long.
_HEADER = 64 * 1024
_CHUNK = 64 * 1024
_BUFFER = 256 * 1024
# Older versions of tarfile look for numbers in a header in quadratic time.
_NUMBER = re.compile(rb"\d{1000}")


class TarStream(io.BufferedIOBase):
    """The bytes of a tar, unpacked: forward only, and never more than an archive may have.

    ``last`` is what was read last.
    """

    def __init__(self, path: bytes) -> None:
        file = Reopened(path)
        self._file = io.BufferedReader(file, _BUFFER)
        self._size = file.size
        head = self._file.peek(8)
        new = next((PACKED[magic] for magic in PACKED if head.startswith(magic)), None)
        self._bytes = io.BufferedReader(Unpacked(self._file, new), _BUFFER) if new else self._file
        self.is_packed = new is not None
        self._at = 0
        self.last = b""
        self.expect_header()

    def expect_header(self) -> None:
        """What is read now is a header, however long it says it is."""
        self._budget = _HEADER
        self._in_header = True

    def expect_data(self, size: int) -> None:
        """What is read now are so many bytes of a file."""
        self._budget = size
        self._in_header = False

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def read(self, size: int | None = -1, /) -> bytes:
        """So many bytes, within the budget."""
        if size is None or not 0 <= size <= self._budget:
            raise tarfile.ReadError("more than a header holds")
        data = self._bytes.read(size)
        if self._in_header and _NUMBER.search(data):
            raise tarfile.ReadError("no number is that long")
        self._budget -= len(data)
        self.last = data
        self._advance(len(data))
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move on to a place; where the file ends before it, ``tell`` says so."""
        if offset < self._at:
            raise tarfile.ReadError("a tar leads forward")
        if not self.is_packed:
            self._at = self._bytes.seek(min(offset, self._size))
        while self._at < offset and self.is_packed:
            data = self._bytes.read(min(_CHUNK, offset - self._at))
            if not data:
                break
            self._advance(len(data))
        return self._at

    def _advance(self, count: int) -> None:
        self._at += count
        packed = self._file.tell()
        if self.is_packed and (
            self._at > allowed(self._size) or self._at > max(FREE, RATIO * packed)
        ):
            raise ArchiveError(TOO_MUCH)
