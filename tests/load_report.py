"""What a load test showed, as a table in Markdown for docs/benchmarks.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests import httperf
from tests.bench_table import table

#: Seconds within which an update has to be found.
VISIBLE = 2.0
#: The share of the run after which memory counts as warm.
_WARM = 0.2


@dataclass(frozen=True, slots=True)
class Memory:
    """The server's resident memory: (seconds since the load began, MB), ascending."""

    samples: tuple[tuple[float, float], ...]

    @property
    def warm(self) -> tuple[tuple[float, float], ...]:
        """The samples after the first fifth of the run."""
        end = self.samples[-1][0]
        return tuple(sample for sample in self.samples if sample[0] >= end * _WARM)

    @property
    def slope(self) -> float:
        """MB an hour by least squares, from when it was warm on."""
        seconds, megabytes = zip(*self.warm, strict=True)
        if len(seconds) < 2:
            return 0.0
        return float(np.polyfit(seconds, megabytes, 1)[0]) * 3600


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run showed; ``busy`` is the server's processor seconds, ``delays`` are seconds from a
    commit until it was found, None where it was not.
    """

    asked: float
    load: httperf.Load
    busy: float
    memory: Memory
    delays: tuple[float | None, ...]
    start: float


def report(outcome: Outcome) -> str:
    """The table."""
    load, memory = outcome.load, outcome.memory
    delays = sorted(delay for delay in outcome.delays if delay is not None)
    late = sum(delay is None or delay > VISIBLE for delay in outcome.delays)
    rows = [
        ("pages asked for", load.requests),
        ("rate asked, held, a second", f"{outcome.asked:g}, {load.rate:.1f}"),
        *((f"p{share}, ms", f"{load.percentile(share / 100):.0f}") for share in (50, 95, 99)),
        ("slowest, ms", f"{load.most:.0f}"),
        ("errors, other than 2xx", f"{load.errors}, {load.refused}"),
        ("the server's processor, ms a page", f"{outcome.busy * 1000 / load.replies:.1f}"),
        ("memory at the start, MB", f"{memory.samples[0][1]:.0f}"),
        ("memory when warm, MB", f"{memory.warm[0][1]:.0f}"),
        ("memory at the end, MB", f"{memory.samples[-1][1]:.0f}"),
        ("memory's slope when warm, MB an hour", f"{memory.slope:.0f}"),
        ("updates", len(outcome.delays)),
        ("seconds until found", f"{delays[0]:.2f} to {delays[-1]:.2f}" if delays else "-"),
        (f"later than {VISIBLE:g} s", late),
        ("first answer after the start, s", f"{outcome.start:.2f}"),
    ]
    return table(("load", ""), rows)
