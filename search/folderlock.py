"""Keeps a folder to one writer at a time, among processes and among the threads of one."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import portalocker

from search.engine import IndexBusy

#: How long a writer waits for another one (seconds).
WAIT = 10.0
LOCK = "gongbao.lock"
_PAUSE = 0.05
_BUSY = "另一个程序正在写这个索引；请等它结束后重试"


class FolderLock:
    """Keeps a folder to one writer, whichever of its indexes that writes; not reentrant.

    The system lets go of the lock of a process that dies.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: int | None = None

    def acquire(self) -> FolderLock:
        """Wait for the lock; raises IndexBusy."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            self._wait(file)
        except BaseException:
            os.close(file)
            raise
        self._file = file
        return self

    def _wait(self, file: int) -> None:
        end = time.monotonic() + WAIT
        while not _locked(file):
            if time.monotonic() >= end:
                raise IndexBusy(_BUSY)
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Let the next writer in."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


def _locked(file: int) -> bool:
    try:
        portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.exceptions.AlreadyLocked:
        return False
    except portalocker.exceptions.LockException as error:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)) from error
    return True


@contextmanager
def turn(lock: Lock) -> Iterator[None]:
    """Among threads what FolderLock is among processes; raises IndexBusy."""
    if not lock.acquire(timeout=WAIT):
        raise IndexBusy(_BUSY)
    try:
        yield
    finally:
        lock.release()
