"""Times reading a province's archive and indexing it, and shows how much memory that takes.

Run with ``make bench-reading``. Everything is measured on one core, each time in a process of its
own; what it prints is a table for docs/benchmarks.md. Absolute times drift from machine to
machine; the ratio to plain reading holds.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.archive_of_issues import ISSUES

ROOT = Path(__file__).parent.parent
SIZES = (100, 300, ISSUES)

# What is timed in a process of its own: argument 1 is the folder. All that is imported is so
# before the clock starts, and the files are in the system's cache.
_BEGIN = """
import sys, time
from pathlib import Path
from index.formats import read_transcript
from index.parse import digest, parse_transcript
files = sorted(Path(sys.argv[1]).rglob("*.txt"))
for file in files:
    file.read_bytes()
start = time.process_time()
"""
_END = """
print(time.process_time() - start, sum(file.stat().st_size for file in files))
"""
#: What a script writes that wants paragraphs: decode, lines without their blanks.
_PLAIN = """
for file in files:
    [line.strip() for line in file.read_bytes().decode("utf-8").splitlines() if line.strip()]
"""
_PARSE = """
for file in files:
    data = file.read_bytes()
    parse_transcript(read_transcript(str(file), data), str(file), digest([data]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended: what it printed, wall and processor seconds, peak memory in MB."""

    output: str
    seconds: float
    busy: float
    memory: float


def run(*command: str) -> Run:
    """Run a command on one core."""
    core = min(os.sched_getaffinity(0))
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}\n{output}")
    busy = used.ru_utime + used.ru_stime
    return Run(output, time.perf_counter() - start, busy, used.ru_maxrss / 1024)


def speed(folder: Path, work: str) -> tuple[float, float]:
    """Megabytes that a piece of work reads in a processor second, and how many there are."""
    seconds, size = run(sys.executable, "-c", _BEGIN + work + _END, str(folder)).output.split()
    return int(size) / 1e6 / float(seconds), int(size) / 1e6


def index(folder: Path, place: Path) -> Run:
    """``gongbao index`` over a folder."""
    gongbao = Path(sys.executable).with_name("gongbao")
    return run(str(gongbao), "index", str(folder), "--index", f"whoosh:{place}")


def passages(place: Path) -> int:
    """How many passages an index holds."""
    code = f"from search.engine import open_engine; print(open_engine({str(place)!r}).stats())"
    found = re.search(r"passages=(\d+)", run(sys.executable, "-c", code).output)
    assert found
    return int(found[1])


def row(*cells: object) -> None:
    """A row of the table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def measure(root: Path, count: int) -> None:
    """One row: so many issues."""
    folder, place = root / f"issues{count}", root / f"index{count}"
    run(sys.executable, "-m", "tests.archive_of_issues", str(folder), "--issues", str(count))
    plain, size = speed(folder, _PLAIN)
    parsed, _ = speed(folder, _PARSE)
    first, again = index(folder, place), index(folder, place)
    held = passages(place)
    disk = sum(file.stat().st_size for file in place.iterdir() if file.is_file()) / 1e6
    row(
        *(count, f"{size:.1f}", f"{parsed:.2f}", f"{plain:.0f}", f"{plain / parsed:.0f}"),
        *(held, f"{first.seconds:.0f}", f"{first.busy:.0f}", f"{held / first.busy:.0f}"),
        *(f"{first.memory:.0f}", f"{again.seconds:.1f}", f"{again.memory:.0f}", f"{disk:.0f}"),
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", default=",".join(map(str, SIZES)), help="for example 100,300")
    sizes = [int(part) for part in parser.parse_args().issues.split(",")]
    row(
        *("issues", "MB", "reading and parsing, MB/s", "plain lines, MB/s", "ratio"),
        *("passages", "indexing, s", "processor, s", "passages a processor second"),
        *("peak, MB", "again, s", "again, peak MB", "index, MB"),
    )
    row(*["---:"] * 13)
    with tempfile.TemporaryDirectory() as root:
        for count in sizes:
            measure(Path(root), count)


if __name__ == "__main__":
    main()
