"""Runs that can be killed: writers in processes of their own, forked from a warm parent.

The parent process reads orders from its standard input, a line of JSON each, and forks a child
for each; the child tells on the shared standard output what it is about to do.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from search import cutter
from search.engine import ENGINES, EngineError, open_engine
from search.folder import Place
from search.folderlock import FolderLock
from search.stored_engine import StoredEngine
from tests.material import ROOT
from tests.tiny_archive import STEPS, edition

#: What a rebuild puts in the old index's place.
REBUILT = (edition(1, 2), edition(2, 4))


def say(*words: object) -> None:
    """One line, written at once: buffered output would die with its writer."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def update(address: str, first: int, last: int) -> None:
    """Run some of the steps, each a batch of its own."""
    engine = open_engine(address, "write")
    for number in range(first, last):
        say("begin", number)
        STEPS[number].run(engine)
        say("finished", number)
    engine.close()


def rebuild(address: str) -> None:
    """Build a new index beside the live one, of two batches, and publish it."""
    engine = open_engine(address, "rebuild")
    for number, each in enumerate(REBUILT):
        say("begin", number)
        engine.add([each])
    say("commit")
    engine.publish()
    say("finished 0")
    engine.close()


def hold(address: str) -> None:
    """Take the folder's lock and keep it."""
    lock = FolderLock(Path(address.partition(":")[2])).acquire()
    say("holds")
    signal.pause()
    lock.release()


def limited(address: str, size: int) -> None:
    """Run the first step where the system allows files of so many bytes only."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    update(address, 0, 1)


JOBS = {job.__name__: job for job in (update, rebuild, hold, limited)}


class Spawner:
    """The warm parent, seen from the test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._lines = process.stdin, process.stdout

    def start(self, job: str, *arguments: object) -> int:
        """Start a job; the process id of its child."""
        self._orders.write(json.dumps([job, *map(_plain, arguments)]) + "\n")
        self._orders.flush()
        return int(self.said("started"))

    def line(self) -> str:
        """The next line that is said."""
        return self._lines.readline().rstrip("\n")

    def said(self, word: str) -> str:
        """What follows a word, once it is the first of a line."""
        return self.until(word)[-1][len(word) + 1 :]

    def until(self, word: str) -> list[str]:
        """All lines until one begins with a word, with it."""
        lines = []
        while line := self.line():
            lines.append(line)
            if line.split(" ")[0] == word:
                return lines
        raise AssertionError(f"the parent ended before {word!r}")

    def finish(self, child: int) -> list[str]:
        """Let a child come to its end; what it has said meanwhile."""
        return self.until("done") + self.kill(child)

    def kill(self, child: int) -> list[str]:
        """Kill a child without a warning; what it has said meanwhile."""
        os.kill(child, signal.SIGKILL)
        return self.until("gone")


def _plain(value: Any) -> Any:
    return value.address if isinstance(value, Place) else value


@contextmanager
def spawner() -> Iterator[Spawner]:
    """A warm parent for as long as it is needed."""
    command = [sys.executable, "-m", "tests.killable"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        yield Spawner(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait() == 0


def _child(job: str, arguments: list[Any]) -> None:
    say("started", os.getpid())  # by the child itself: its parent may come later than its work
    commit = StoredEngine._commit

    def told(*arguments: Any) -> None:
        say("commit")
        commit(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StoredEngine, "_commit", told)
        try:
            JOBS[job](*arguments)
        except EngineError as error:
            say("failed", error)
        say("done")
        signal.pause()  # until it is killed, so that its number stays its own


def _warm_up() -> None:
    """Write once, so that no child is slow at first."""
    cutter.warm_up()
    for prefix in ENGINES:
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(f"{prefix}:{folder}", "write")
            for step in STEPS:
                step.run(engine)
            engine.close()


def main() -> None:
    """Fork a child for each order, and bury it before the next."""
    _warm_up()
    for order in sys.stdin:
        job, *arguments = json.loads(order)
        child = os.fork()
        if not child:
            try:
                _child(job, arguments)
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
