"""A constant load of result pages on ``gongbao serve``, while an issue is updated now and then.

Run with ``make load-test``; needs httperf. What it prints is a table for docs/benchmarks.md. The
index gets an issue of its own for the updates, which is taken out again in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote
from urllib.request import urlopen

from search.document import Edition
from search.engine import Engine, open_engine
from tests import httperf
from tests.bench_corpus import first_passages
from tests.bench_queries import gongbao, mix
from tests.load_report import Memory, Outcome, report
from tests.material import ROOT

#: Passages that the mix is drawn from.
DRAWN = 10_000
SAMPLE_EVERY = 5.0
UPDATE_EVERY = 30.0
POLL_EVERY = 0.05
#: Seconds after which an update is no longer looked for.
_GIVEN_UP = 30.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers: its port, process and seconds from its start to its first answer."""

    port: int
    pid: int
    start: float


def queries(engine: Engine) -> list[str]:
    """The fixed mix, drawn from what an index holds."""
    found = list(first_passages(_editions(engine), DRAWN))
    return [gongbao(asked) for asked in mix(found)]


def _editions(engine: Engine) -> Iterator[Edition]:
    catalogue = engine.catalogue()
    for issue in engine.issues():
        ids = (holding.document.id for holding in catalogue.of_issue(issue.id))
        yield Edition(issue, tuple(filter(None, map(engine.document, ids))))


@contextmanager
def server(index: str, query: str, processes: int) -> Iterator[Served]:
    """``gongbao serve`` over an index, once it has answered a query."""
    gongbao = str(Path(sys.executable).with_name("gongbao"))
    command = [gongbao, "serve", "--index", index, "--port", "0", "--processes", str(processes)]
    start = time.monotonic()
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            if said := process.stdout.readline():
                port = int(said.rpartition(":")[2].partition("/")[0])
                fetch(port, f"/?q={quote(query, safe='')}")
                yield Served(port, process.pid, time.monotonic() - start)
        finally:
            process.terminate()
            process.wait()
            log.seek(0)
            print("\n".join(summed(log)), file=sys.stderr, flush=True)
    if not said:
        sys.exit("gongbao serve did not start")


def summed(lines: Iterable[str]) -> Iterator[str]:
    """What a log says, each message once and how often, whatever figures are in it."""
    counts = Counter(re.sub(r"[0-9]+", "…", line.strip()) for line in lines)
    return (f"{count} times: {message}" for message, count in counts.most_common() if message)


def fetch(port: int, path: str) -> bytes:
    """What the server answers."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=httperf.TIMEOUT) as answer:
        body: bytes = answer.read()
        return body


def family(pid: int) -> list[Path]:
    """What the system tells of a process and of those that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path("/proc", each) for each in (str(pid), *children)]


def resident(pid: int) -> float:
    """The resident memory in MB of a process and those that it has started."""
    every = ((each / "status").read_text() for each in family(pid))
    return sum(int(status.split("VmRSS:")[1].split()[0]) for status in every) / 1024


def processor(pid: int) -> float:
    """The seconds that a process and those that it has started had of the processor so far."""
    # The name, in brackets, may have blanks in it.
    every = ((each / "stat").read_text().rpartition(")")[2].split() for each in family(pid))
    return sum(int(each[11]) + int(each[12]) for each in every) / os.sysconf("SC_CLK_TCK")


def visible(found: Callable[[], bool], committed: float) -> float | None:
    """Seconds from a commit until something is found; None where it is given up."""
    while (waited := time.monotonic() - committed) < _GIVEN_UP:
        if found():
            return time.monotonic() - committed
        time.sleep(POLL_EVERY)
    print(f"given up after {waited:.0f} s", file=sys.stderr, flush=True)
    return None


def update(index: str, port: int, number: int) -> float | None:
    """Update the issue and wait until that is found; see ``visible``."""
    # Letters alone: a figure would be a word apart.
    marker = "zhuiz" + "".join(chr(ord("a") + int(figure)) for figure in f"{number:04}")
    committed = commit(index, marker)
    path = f"/api/search?q=%22{marker}%22"
    return visible(lambda: json.loads(fetch(port, path))["total"] > 0, committed)


def commit(index: str, *marker: str) -> float:
    """Update the issue, or remove it, in a process of its own; when its commit had ended."""
    command = [sys.executable, "-m", "tests.load_update", index, *marker]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        return float(process.stdout.readline())


def during(process: subprocess.Popen[bytes], every: float, work: Callable[[int], None]) -> None:
    """Do something again and again, at set times, as long as a process runs."""
    start, number = time.monotonic(), 0
    while process.poll() is None:
        number += 1
        work(number)
        while time.monotonic() - start < number * every and process.poll() is None:
            time.sleep(0.1)


def run(
    index: str, rate: float, seconds: float, texts: Sequence[str], every: float, processes: int
) -> Outcome:
    """Serve, load and update at once; the issue for the updates is taken out in the end."""
    try:
        with tempfile.TemporaryDirectory() as folder, server(index, texts[0], processes) as served:
            addresses = Path(folder, "addresses")
            addresses.write_bytes(httperf.targets(texts))
            command = httperf.command(served.port, rate, seconds, str(addresses))
            with Path(folder, "output").open("w+b") as output:
                before = processor(served.pid)
                memory, delays = _loaded(index, served, command, output, every)
                busy = processor(served.pid) - before
                output.seek(0)
                load = httperf.read(output.read().decode("utf-8", "replace"))
    finally:
        commit(index)
    return Outcome(rate, load, busy, memory, tuple(delays), served.start)


def _loaded(
    index: str, served: Served, command: Sequence[str], output: IO[bytes], every: float
) -> tuple[Memory, list[float | None]]:
    """Watch memory and update as long as the load lasts."""
    samples: list[tuple[float, float]] = []
    delays: list[float | None] = []
    begun = time.monotonic()

    def sample(_: int) -> None:
        samples.append((time.monotonic() - begun, resident(served.pid)))

    with subprocess.Popen(command, stdout=output) as load:
        sampling = threading.Thread(target=during, args=(load, SAMPLE_EVERY, sample))
        sampling.start()
        during(load, every, lambda number: delays.append(update(index, served.port, number)))
        sampling.join()
    sample(0)
    return Memory(tuple(samples)), delays


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", required=True, help="an address such as whoosh:FOLDER")
    parser.add_argument("--rate", type=float, default=50, help="pages a second")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--update-every", type=float, default=UPDATE_EVERY, help="seconds")
    parser.add_argument("--processes", type=int, default=2, help="of the server")
    given = parser.parse_args(arguments)
    if shutil.which("httperf") is None:
        sys.exit("httperf is not there (Debian: httperf)")
    with closing(open_engine(given.index)) as engine:
        texts, held = queries(engine), engine.stats().passages
    every, processes = given.update_every, given.processes
    outcome = run(given.index, given.rate, given.seconds, texts, every, processes)
    print(
        f"{held} passages in {given.index.partition(':')[0]}, {len(os.sched_getaffinity(0))} cores"
    )
    print(f"{given.seconds:g} s, an update every {every:g} s, {processes} processes\n")
    print(report(outcome))


if __name__ == "__main__":
    main()
