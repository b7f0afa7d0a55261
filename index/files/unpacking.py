"""Unpacks gzip, bzip2, xz and deflate as a stream: never more at a time than was asked for.

The standard library's readers of files set no bound on the memory that an xz file may claim.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: xz -9 needs 65 MiB; a file may claim 4 GiB.
XZ_MEMORY = 256 * 1024 * 1024
# Where a stream is damaged, so many packed bytes before the damage are lost.
_CHUNK = 16 * 1024

#: What a damaged stream raises.
DAMAGE = (zlib.error, lzma.LZMAError, EOFError, OSError)


class Decompressor(Protocol):
    """What bz2 and lzma offer."""

    @property
    def eof(self) -> bool:
        """True behind the end of the stream."""

    @property
    def needs_input(self) -> bool:
        """False where more can be unpacked without packed bytes."""

    @property
    def unused_data(self) -> bytes:
        """Packed bytes behind the end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack so many bytes at most."""


class Inflater:
    """zlib in the manner of bz2 and lzma."""

    def __init__(self, wbits: int) -> None:
        self._zlib = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        """True behind the end of the stream."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """False where more can be unpacked without packed bytes."""
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """Packed bytes behind the end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack so many bytes at most."""
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def gzip_stream() -> Decompressor:
    """A gzip file's: its checksum is looked at."""
    return Inflater(31)


def deflate_stream() -> Decompressor:
    """A zip member's."""
    return Inflater(-15)


def xz_stream() -> Decompressor:
    """An xz file's, within XZ_MEMORY."""
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)


bzip2_stream: Callable[[], Decompressor] = bz2.BZ2Decompressor


class Unpacked(io.RawIOBase):
    """The bytes of a packed file, from its start to its end; several streams count as one.

    Raises one of DAMAGE where the packed bytes are no such stream or end too soon.
    """

    def __init__(self, packed: BinaryIO | io.BufferedIOBase, new: Callable[[], Decompressor]):
        self._packed = packed
        self._new = new
        self._stream = new()

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Unpack into a buffer; 0 at the end."""
        view = memoryview(buffer).cast("B")
        while len(view):
            data = self._input()
            if data is None:
                return 0
            found = self._stream.decompress(data, len(view))
            if found:
                view[: len(found)] = found
                return len(found)
        return 0

    def _input(self) -> bytes | None:
        """The packed bytes that come next; None at the end."""
        if self._stream.eof:
            rest = self._stream.unused_data.lstrip(b"\0") or self._padded()
            self._stream = self._new() if rest else self._stream
            return rest or None
        if not self._stream.needs_input:
            return b""
        data = self._packed.read(_CHUNK)
        if not data:
            raise EOFError("压缩数据在中途断了")
        return data

    def _padded(self) -> bytes:
        """What stands behind zeros: files on tape are filled up with them."""
        while data := self._packed.read(_CHUNK):
            if rest := data.lstrip(b"\0"):
                return rest
        return b""
