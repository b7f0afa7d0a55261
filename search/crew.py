"""Cuts and inverts many documents in several processes where the machine has the processors."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process

from search import cutter
from search.document import Document, passages
from search.inversion import Inversion, invert, merged
from search.lexicon import Lexicon

#: With fewer passages it would take longer to start a process than to do the work.
WORTH = 8_000
_CHUNK = 2_000  # passages


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """Processes that are started when there is much to do, and kept until they are let go."""

    def __init__(self, size: int | None = None) -> None:
        self._size = size or processors()
        self._pool: ProcessPoolExecutor | None = None

    def invert(self, documents: Sequence[Document]) -> Inversion:
        """Invert documents as ``search.inversion.invert`` does, together where it is worth it."""
        chunks = list(_chunks(documents))
        if self._size < 2 or len(chunks) * _CHUNK < WORTH:
            return _inverted(chunks)
        try:
            return merged(list(self._started().map(invert, chunks)))
        except (BrokenProcessPool, OSError):
            # Processes may be forbidden or killed, and what they lock may have no room: what they
            # do can be done here.
            self.close()
            self._size = 1
            return _inverted(chunks)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._size,
                # A copy of this process would have its threads' locks, but not the threads.
                mp_context=get_context("spawn"),
                initializer=_begin,
                initargs=(cutter.lexicon(),),
            )
        return self._pool

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _inverted(chunks: list[list[Document]]) -> Inversion:
    found = [invert(chunk) for chunk in chunks]
    return found[0] if len(found) == 1 else merged(found)


def _chunks(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Stretches of documents, of some thousand passages each; one at least, which may be empty."""
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(passages(document))
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk or not documents:
        yield chunk


def _begin(lexicon: Lexicon) -> None:
    """What a process does first: the same words as in the one that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cutter.use(lexicon)
    cutter.warm_up()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for ever for something to do."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
