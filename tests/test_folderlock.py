"""One writer at a time: the second waits and is let in, or is told that it waited in vain."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search import folderlock
from search.engine import IndexBroken, IndexBusy
from search.folder import Place
from search.folderlock import LOCK, FolderLock
from tests.material import ROOT


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place("whoosh", tmp_path)


HOLDER = """
import sys, time
from pathlib import Path
from search.folderlock import FolderLock
FolderLock(Path(sys.argv[1])).acquire()
print("holds", flush=True)
time.sleep(600)
"""


@contextmanager
def holder(place: Place) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is killed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLDER, str(place.folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holds\n"
        yield process
        process.kill()


def test_a_second_writer_is_refused_when_it_has_waited(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folderlock, "WAIT", 0.1)
    with FolderLock(place.folder), pytest.raises(IndexBusy, match="另一个程序"):
        FolderLock(place.folder).acquire()
    FolderLock(place.folder).acquire().release()


def test_a_second_writer_is_let_in(place: Place) -> None:
    first, order = FolderLock(place.folder).acquire(), ["first"]

    def second() -> None:
        with FolderLock(place.folder):
            order.append("second")

    waiting = threading.Thread(target=second)
    waiting.start()
    waiting.join(0.1)
    assert waiting.is_alive()
    order.append("first is done")
    first.release()
    waiting.join()
    assert order == ["first", "first is done", "second"]


def test_a_lock_that_was_let_go_may_be_let_go_again(place: Place) -> None:
    lock = FolderLock(place.folder).acquire()
    lock.release()
    with FolderLock(place.folder):
        lock.release()
        assert not folderlock._locked(os.open(place.folder / LOCK, os.O_RDWR))


@pytest.mark.slow
def test_a_lock_dies_with_its_process(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with holder(place) as process:
        with monkeypatch.context() as patch:
            patch.setattr(folderlock, "WAIT", 0.1)
            with pytest.raises(IndexBusy):
                FolderLock(place.folder).acquire()
        process.send_signal(signal.SIGKILL)
        FolderLock(place.folder).acquire().release()


def test_a_file_system_without_locks_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise folderlock.portalocker.exceptions.LockException("no locks")

    monkeypatch.setattr(folderlock.portalocker, "lock", fails)
    with pytest.raises(IndexBroken, match="无法读写"), place.translated():
        FolderLock(place.folder).acquire()
