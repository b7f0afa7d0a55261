"""Measures gongbao's engines and what else one would write, on archives of several sizes.

Run with ``make bench-archive``. Every engine indexes, and then searches, in processes of its own.
Absolute times drift from machine to machine; the ratios of one run hold.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench_corpus import corpus, first_passages, store, stored
from tests.bench_engines import CONTENDERS, NAMES, Contender, missing
from tests.bench_measure import Indexed, Searched
from tests.bench_queries import KINDS, QUERIES, mix
from tests.bench_table import Row, figures, growth, kinds, targets
from tests.material import ROOT

SIZES = (10_000, 100_000, 400_000)
_NOTES = """\
{cores} cores, Python {python}. {queries} queries, {share} of each kind, drawn from the first \
{smallest} passages, each asked with all facets, the number of passages and 10 snippets \
(bare-tantivy: the ten best, that number and one facet). Seconds of indexing are those inside the \
engine, cutting words included, reading the corpus not. First asked: in a new process, files in \
the system's cache. Again: the second round; a star marks those where it was a third of the mix, \
since the first had taken over a minute. Processor times are of all threads together; other work \
on the machine weighs less in them. Passages found are those of all queries together: an \
alternative that cuts words misses phrases whose ends lie inside words.\
"""


def say(text: str) -> None:
    """Progress, beside what is printed in the end."""
    print(text, file=sys.stderr, flush=True)


class Bench:
    """One run in a folder: the corpus as it is streamed, the mix, the indexes."""

    def __init__(self, folder: Path, paths: Sequence[str], sizes: Sequence[int], queries: int):
        self._folder = folder
        self._editions, self._mix = folder / "editions", folder / "mix"
        say(f"reading {' '.join(paths) or 'the made corpus'}")
        held = store(first_passages(corpus(paths), max(sizes)), self._editions)
        if held < max(sizes):
            say(f"the corpus has {held} passages: sizes above are left out but for all there are")
        self.sizes = sorted({min(size, held) for size in sizes})
        asked = mix(list(stored(self._editions, self.sizes[0])), queries)
        self._mix.write_bytes(pickle.dumps(asked))

    def rows(self, contenders: Sequence[Contender]) -> Iterator[Row]:
        """Measure the contenders, one size after the other; one that fails is said and left out."""
        for size in self.sizes:
            indexes: dict[str, Indexed] = {}
            for contender in contenders:
                try:
                    yield self._row(contender, size, indexes)
                except subprocess.CalledProcessError as error:
                    say(f"{contender.name} at {size} failed ({error.returncode}): left out")

    def _row(self, contender: Contender, size: int, indexes: dict[str, Indexed]) -> Row:
        home = contender.shares or contender.name
        place = self._folder / f"{home}-{size}"
        if home not in indexes:
            owner = next(each for each in CONTENDERS if each.name == home)
            said = measure("index", owner.name, place, self._editions, size)
            indexes[home] = Indexed(**said)
            say(f"{home} at {size}: indexed in {indexes[home].seconds:.1f} s")
        said = measure("search", contender.name, place, self._mix, time.time())
        row = Row(contender.name, indexes[home], Searched(**said))
        say(f"{contender.name} at {size}: median {row.p50:.2f} ms")
        return row


def measure(*arguments: object) -> dict[str, Any]:
    """What a process of its own measured."""
    command = [sys.executable, "-m", "tests.bench_measure", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def chosen(names: Sequence[str]) -> list[Contender]:
    """The contenders of these names that can be measured here; says which cannot."""
    found = []
    for contender in CONTENDERS:
        if contender.name in names:
            if why := missing(contender):
                say(f"{contender.name} is left out: {why}")
            else:
                found.append(contender)
    return found


def report(rows: Sequence[Row], queries: int) -> str:
    """The tables and the targets."""
    smallest = min(row.indexed.passages for row in rows)
    notes = _NOTES.format(
        cores=len(os.sched_getaffinity(0)),
        python=platform.python_version(),
        queries=queries,
        share=f"{queries / len(KINDS):g}",
        smallest=smallest,
    )
    return "\n\n".join(
        (
            notes,
            figures(rows),
            "Median of the second round by kind of query, ms:",
            kinds(rows),
            "Growth of cost with ten times the passages:",
            growth(rows),
            "Targets:",
            "\n".join(targets(rows)),
        )
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="*", help="JSON lines or gazettes; none: a made corpus")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="passages")
    parser.add_argument("--engines", default=",".join(NAMES), help=", ".join(NAMES))
    parser.add_argument("--queries", type=int, default=QUERIES)
    given = parser.parse_args(arguments)
    names = given.engines.replace(",", " ").split()
    if unknown := set(names) - set(NAMES):
        parser.error(f"unknown engines: {', '.join(sorted(unknown))}")
    sizes = [int(size) for size in given.sizes.replace(",", " ").split()]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.corpus, sizes, given.queries)
        rows = list(bench.rows(chosen(names)))
    if not rows:
        sys.exit("nothing could be measured")
    print(report(rows, given.queries))


if __name__ == "__main__":
    main()
