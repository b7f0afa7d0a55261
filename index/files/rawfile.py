"""Opens files without ever waiting for one, and reads others without keeping them open."""

from __future__ import annotations

import errno
import io
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Not everywhere: O_NONBLOCK of Unix, O_BINARY of Windows.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
#: What tells that a file is still the one it was: device, inode, size, time of change.
Stamp = tuple[int, int, int, int]


def open_regular(path: bytes) -> BinaryIO:
    """A regular file to read. Raises OSError for what is none: a pipe would wait for a writer."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        is_folder = stat.S_ISDIR(mode)
        raise OSError(*(errno.EISDIR, "是文件夹") if is_folder else (errno.EINVAL, "不是普通文件"))
    return os.fdopen(handle, "rb")


def stamp(found: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def reason(error: Exception) -> str:
    """What went wrong, in one line."""
    if isinstance(error, PermissionError):
        return "没有读取权限"
    if isinstance(error, FileNotFoundError):
        return "文件不在了"
    return (getattr(error, "strerror", None) or str(error)).replace("\n", " ")


class Reopened(io.RawIOBase):
    """A file that is open only while it is read, so that a reader may be kept and leaks nothing.

    Raises OSError once the file is no longer what it was when it was first opened.
    """

    def __init__(self, path: bytes) -> None:
        self._path = path
        self._at = 0
        with open_regular(path) as file:
            self._stamp = stamp(os.fstat(file.fileno()))

    @property
    def size(self) -> int:
        """The file's length in bytes."""
        return self._stamp[2]

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move, also beyond the end."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise OSError(errno.EINVAL, "文件里没有这个位置")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Open, read, close."""
        with open_regular(self._path) as file:
            if stamp(os.fstat(file.fileno())) != self._stamp:
                raise OSError(errno.ESTALE, "文件在读的时候变了")
            file.seek(self._at)
            count = file.readinto(buffer)  # type: ignore[attr-defined]
        self._at += count
        return int(count)
