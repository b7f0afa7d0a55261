"""Prints what was measured of engines: tables in Markdown for docs/benchmarks.md."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tests.bench_measure import Indexed, Searched
from tests.bench_queries import KINDS
from tests.bench_timing import percentile


@dataclass(frozen=True, slots=True)
class Row:
    """An engine at one size; ``indexed`` is what was measured of the index that it searches."""

    name: str
    indexed: Indexed
    searched: Searched

    @property
    def p50(self) -> float:
        """The median of the second round in milliseconds."""
        return percentile(self.searched.second, 0.5)

    @property
    def p95(self) -> float:
        """The 95th percentile of the second round in milliseconds."""
        return percentile(self.searched.second, 0.95)

    @property
    def busy(self) -> float:
        """The median of the second round in the processor's milliseconds."""
        return percentile(self.searched.busy, 0.5)

    def asked(self, step: int) -> tuple[float, float]:
        """The second round's median, and the processor's, of every so many queries of the mix:
        of the same ones as an engine that was asked no more.
        """
        every = step // self.searched.step
        searched = self.searched
        return percentile(searched.second[::every], 0.5), percentile(searched.busy[::every], 0.5)

    @property
    def rate(self) -> float:
        """Passages indexed in a second."""
        return self.indexed.passages / self.indexed.seconds


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown, all but its first column aligned right."""
    names = list(head)
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def figures(rows: Iterable[Row]) -> str:
    """What each engine took."""
    head = (
        *("engine", "passages", "indexing, s", "processor, s", "passages/s", "index, MB"),
        *("peak indexing, MB", "peak searching, MB", "first answer, s"),
        *("first asked p50, ms", "p95", "again p50, ms"),
        *("p95", "again p50, processor ms", "p95"),
        *("passages found", "queries that find none"),
    )
    return table(head, map(_figures, rows))


def _figures(row: Row) -> Iterator[object]:
    indexed, searched = row.indexed, row.searched
    mark = "" if searched.step == 1 else "*"
    yield from (row.name, indexed.passages, f"{indexed.seconds:.1f}", f"{indexed.busy:.1f}")
    yield f"{row.rate:.0f}"
    yield from (f"{indexed.disk:.1f}", f"{indexed.memory:.0f}", f"{searched.memory:.0f}")
    yield f"{searched.start:.2f}"
    yield from (f"{percentile(searched.first, share):.2f}" for share in (0.5, 0.95))
    yield from (f"{row.p50:.2f}{mark}", f"{row.p95:.2f}{mark}")
    yield from (f"{percentile(searched.busy, share):.2f}{mark}" for share in (0.5, 0.95))
    yield from (sum(searched.found), sum(not found for found in searched.found))


def kinds(rows: Iterable[Row]) -> str:
    """The median of each kind of query, asked again, in milliseconds."""
    return table(("engine", "passages", *KINDS), map(_kinds, rows))


def _kinds(row: Row) -> Iterator[object]:
    yield from (row.name, row.indexed.passages)
    for number in range(len(KINDS)):
        times = [
            milliseconds
            for place, milliseconds in enumerate(row.searched.second)
            if place * row.searched.step % len(KINDS) == number
        ]
        yield f"{median(times):.2f}" if times else "-"


_GROWING: dict[str, Callable[[Row], float]] = {
    "indexing": lambda row: row.indexed.seconds,
    "index": lambda row: row.indexed.disk,
    "peak indexing": lambda row: row.indexed.memory,
    "peak searching": lambda row: row.searched.memory,
    "again p50": lambda row: row.p50,
    "p95": lambda row: row.p95,
}


def growth(rows: Iterable[Row]) -> str:
    """How many times more each thing costs with ten times the passages."""
    held = list(rows)
    names = dict.fromkeys(row.name for row in held)
    steps = (pair for name in names for pair in pairwise(r for r in held if r.name == name))
    return table(("engine", "from", "to", *_GROWING), (_growth(*pair) for pair in steps))


def _growth(small: Row, large: Row) -> Iterator[object]:
    yield from (small.name, small.indexed.passages, large.indexed.passages)
    tenfolds = math.log10(large.indexed.passages / small.indexed.passages)
    for cost in _GROWING.values():
        yield f"{(cost(large) / cost(small)) ** (1 / tenfolds):.2f}" if tenfolds else "-"


def targets(rows: Iterable[Row]) -> Iterator[str]:
    """What is compared, size by size, where both sides were measured."""
    held = {(row.name, row.indexed.passages): row for row in rows}
    for size in sorted({size for _, size in held}):
        at = {name: row for (name, passages), row in held.items() if passages == size}
        yield from (f"- {size} passages: {said}" for said in _targets(at))


def _targets(at: dict[str, Row]) -> Iterator[str]:
    ours, bare = at.get("gongbao-tantivy"), at.get("bare-tantivy")
    whoosh, plain = at.get("gongbao-whoosh"), at.get("plain-whoosh")
    if ours:
        yield f"gongbao on tantivy p50 {ours.p50:.2f} ms, p95 {ours.p95:.2f} ms"
        yield f"gongbao on tantivy indexes {ours.rate:.0f} passages/s"
    if ours and bare:
        yield f"its median is {ours.p50 - bare.p50:.2f} ms above that of bare tantivy"
        yield f"in processor time {ours.busy - bare.busy:.2f} ms"
        yield f"bare tantivy indexes {bare.rate / ours.rate:.2f} times as fast"
    if ours and whoosh:
        yield f"gongbao on tantivy indexes {ours.rate / whoosh.rate:.2f} times as fast as on whoosh"
    if whoosh:
        yield f"gongbao on whoosh indexes {whoosh.rate:.0f} passages/s"
    if whoosh and plain:
        step = max(plain.searched.step, whoosh.searched.step)
        wall, busy = (a / b for a, b in zip(plain.asked(step), whoosh.asked(step), strict=True))
        yield f"plain Whoosh's median is {wall:.2f} times gongbao's on whoosh"
        yield f"in processor time {busy:.2f} times"
        yield f"plain Whoosh indexes {plain.rate / whoosh.rate:.2f} times as fast"
