"""Cuts and inverts many documents in several processes where the machine has the processors."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from weakref import finalize

from search import cutter
from search.document import Document, passage_count
from search.inversion import Inversion, invert, merged

#: With fewer passages it would take longer to start a process (it loads its own dictionary, for
#: a second) than to do the work.
WORTH = 20_000
_CHUNK = 2_000  # passages


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Mate:
    """A process, and the pipes to and from it. All methods raise OSError or EOFError."""

    def __init__(self) -> None:
        # The same modules as here, wherever this program has them from, and none of the working
        # directory, which -m alone would look in first.
        path = os.pathsep.join(each or os.getcwd() for each in sys.path)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "search.crewmate"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            # An interrupt at the keyboard goes to a whole group; it is for who started this, and a
            # process that is still loading has no way to pass it over.
            process_group=0,
        )
        self._give(cutter.lexicon())

    def invert(self, documents: list[Document]) -> Inversion:
        """The inversion of documents."""
        self._give(documents)
        assert self.process.stdout is not None
        inverted: Inversion = pickle.load(self.process.stdout)
        return inverted

    def _give(self, what: object) -> None:
        assert self.process.stdin is not None
        pickle.dump(what, self.process.stdin, pickle.HIGHEST_PROTOCOL)
        self.process.stdin.flush()

    def dismiss(self) -> None:
        """Let the process end."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()
        self.process.kill()
        self.process.wait()


class Crew:
    """Processes that are started when there is much to do, and kept until they are let go."""

    def __init__(self, size: int | None = None) -> None:
        self._size = size or processors()
        self._mates: list[_Mate] = []
        finalize(self, _dismiss, self._mates)

    def invert(self, documents: Sequence[Document]) -> Inversion:
        """Invert documents as ``search.inversion.invert`` does, together where it is worth it."""
        chunks = list(_chunks(documents))
        if self._size > 1 and len(chunks) * _CHUNK >= WORTH:
            try:
                return merged(self._together(chunks))
            except (OSError, EOFError, pickle.UnpicklingError, RuntimeError):
                # Processes may be forbidden or killed, and threads be refused, which is a
                # RuntimeError; what they do can be done here.
                self._size = 1
            finally:
                if self._size == 1:
                    self.close()
        found = [invert(chunk) for chunk in chunks]
        return found[0] if len(found) == 1 else merged(found)

    def _together(self, chunks: list[list[Document]]) -> list[Inversion]:
        while len(self._mates) < self._size:
            self._mates.append(_Mate())
        free: SimpleQueue[_Mate] = SimpleQueue()
        for mate in self._mates:
            free.put(mate)

        def by_one(chunk: list[Document]) -> Inversion:
            mate = free.get()
            try:
                return mate.invert(chunk)
            finally:
                free.put(mate)

        with ThreadPoolExecutor(self._size) as threads:
            return list(threads.map(by_one, chunks))

    def close(self) -> None:
        """Let the processes go."""
        _dismiss(self._mates)


def _dismiss(mates: list[_Mate]) -> None:
    while mates:
        mates.pop().dismiss()


def _chunks(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Stretches of documents, of some thousand passages each; one at least, which may be empty."""
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += passage_count(document)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk or not documents:
        yield chunk
