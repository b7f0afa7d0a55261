"""Measures one engine in a process of its own: indexing, or searching from the start on.

Started by ``tests.bench_archive``; prints what it measured as a line of JSON.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from index.build import BATCH_PASSAGES, BATCH_SOURCES
from search.document import Edition
from tests.bench_corpus import size, stored
from tests.bench_engines import CONTENDERS, Contender, Engine, connect
from tests.bench_queries import Asked
from tests.bench_timing import Spent

#: A first round that took so many seconds is followed by a third of the mix.
SLOW = 60.0
#: Every third query: as the kinds come by turns, a third of each kind.
_THIRD = 3


@dataclass(frozen=True, slots=True)
class Indexed:
    """Seconds in the engine and the processor's seconds there (of all its threads), passages, peak
    memory and size on disk in MB.
    """

    seconds: float
    busy: float
    passages: int
    memory: float
    disk: float


@dataclass(frozen=True, slots=True)
class Searched:
    """Seconds from the process' start to the first answer; peak memory in MB; milliseconds a
    query in the first and the second round, the processor's milliseconds in the second, and what
    each found. ``step`` is 1 where the second round asked all.
    """

    start: float
    memory: float
    first: tuple[float, ...]
    second: tuple[float, ...]
    busy: tuple[float, ...]
    found: tuple[int, ...]
    step: int


def index(contender: Contender, folder: Path, editions: Path, most: int) -> Indexed:
    """Index the first passages; only the time inside the engine counts."""
    engine = connect(contender, folder, "write")
    spent, passages = Spent(), 0
    for batch in batches(stored(editions, most)):
        with spent:
            engine.add(batch)
        passages += sum(map(size, batch))
        print(f"  {passages} passages", file=sys.stderr, flush=True)
    with spent:
        engine.close()
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Indexed(spent.seconds, spent.busy, passages, peak_memory(), disk / 1e6)


def batches(editions: Iterable[Edition]) -> Iterator[list[Edition]]:
    """Editions in batches as large as those of ``gongbao index``."""
    batch: list[Edition] = []
    waiting = 0
    for edition in editions:
        batch.append(edition)
        waiting += size(edition)
        if len(batch) >= BATCH_SOURCES or waiting >= BATCH_PASSAGES:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch


def search(contender: Contender, folder: Path, mix: list[Asked], started: float) -> Searched:
    """Ask the mix twice; the first query's answer is the first after the start."""
    engine = connect(contender, folder, contender.mode)
    answers = [ask(engine, mix[0])]
    start = time.time() - started
    answers += asking(engine, mix[1:])
    first, _, found = zip(*answers, strict=True)
    step = _THIRD if sum(first) > SLOW * 1000 else 1
    second, busy, _ = zip(*asking(engine, mix[::step]), strict=True)
    engine.close()
    return Searched(start, peak_memory(), first, second, busy, found, step)


def asking(engine: Engine, mix: list[Asked]) -> Iterator[tuple[float, float, int]]:
    """What each query took, told by the hundred: some engines need minutes."""
    for number, asked in enumerate(mix, start=1):
        yield ask(engine, asked)
        if not number % 100:
            print(f"  {number} queries", file=sys.stderr, flush=True)


def ask(engine: Engine, asked: Asked) -> tuple[float, float, int]:
    """Milliseconds that an answer took, the processor's milliseconds, and how many it found."""
    with Spent() as spent:
        found = engine.ask(asked)
    return spent.seconds * 1000, spent.busy * 1000, found


def peak_memory() -> float:
    """MB. From /proc: what getrusage says is never less than the starting process had."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=("index", "search"))
    parser.add_argument("contender")
    parser.add_argument("folder", type=Path)
    parser.add_argument("data", type=Path, help="the editions, or the mix")
    parser.add_argument("number", type=float, help="passages, or when the process was started")
    given = parser.parse_args()
    contender = next(each for each in CONTENDERS if each.name == given.contender)
    measured: Indexed | Searched
    if given.work == "index":
        measured = index(contender, given.folder, given.data, int(given.number))
    else:
        mix = pickle.loads(given.data.read_bytes())
        measured = search(contender, given.folder, mix, given.number)
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main()
