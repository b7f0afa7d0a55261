"""Reads a segment where it lies on disk: Whoosh would copy the whole file into memory first.

What is read of an index then stays in the system's cache, which all processes share, and an
index may be larger than the memory.
"""

from __future__ import annotations

import mmap
import os
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

_SEGMENT = ".seg"


class MappingStorage(FileStorage):  # type: ignore[misc]
    """A folder whose segments are mapped into memory."""

    def __init__(self, path: str) -> None:
        # Whoosh's own mapping is the one that copies.
        super().__init__(path, supports_mmap=False)

    def open_file(self, name: str, **how: object) -> StructFile:
        """A file, to be read."""
        if name.endswith(_SEGMENT):
            return MappedFile(_mapped(Path(self._fpath(name))), name)
        return super().open_file(name, **how)


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class MappedFile(BufferFile):  # type: ignore[misc]
    """A part of a segment in the form that Whoosh reads; closing is the memory's own business."""

    def __init__(self, view: memoryview, name: str | None = None) -> None:
        self._buf = view
        self._name = name
        self._at = 0
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    @property
    def file(self) -> MappedFile:
        """What pickles are loaded from."""
        return self

    def subset(self, position: int, length: int, name: str | None = None) -> MappedFile:
        """A part of the part."""
        return MappedFile(self._buf[position : position + length], name or self._name)

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        start = self._at
        data = self._buf[start:] if size < 0 else self._buf[start : start + size]
        self._at = start + len(data)
        return bytes(data)

    def readline(self) -> bytes:
        """The bytes up to a line's end; a pickle may ask for them."""
        line = bytearray()
        while byte := self.read(1):
            line += byte
            if byte == b"\n":
                break
        return bytes(line)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> None:
        """Go to a place."""
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            offset += len(self._buf)
        if offset < 0:
            raise ValueError("before the file's beginning")
        self._at = offset

    def tell(self) -> int:
        """The place that is read from next."""
        return self._at

    def close(self) -> None:
        """Read no more."""
        self.is_closed = True
