"""httperf: a constant rate of requests, whether or not the ones before are answered.

Its requests come one a connection, so that a connection's lifetime is what a reader waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

#: Seconds after which an answer is counted as an error.
TIMEOUT = 30
#: A line of its histogram: the middle of a bin of one millisecond, and how many fell into it.
_BIN = re.compile(r"^ +(\d+\.5) (\d+)$", re.MULTILINE)
_HISTOGRAM = re.compile(r"^Connection lifetime histogram.*?\n(.*?)\n\n", re.MULTILINE | re.DOTALL)
_TOTAL = re.compile(r"requests (\d+) replies (\d+) test-duration ([\d.]+) s")
_MOST = re.compile(r"^Connection time \[ms\]: min \S+ avg \S+ max ([\d.]+)", re.MULTILINE)
_STATUS = re.compile(r"^Reply status: 1xx=\d+ 2xx=(\d+)", re.MULTILINE)
_ERRORS = re.compile(r"^Errors: total (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Load:
    """What was asked and answered: requests, answers and those that were no 2xx, requests without
    an answer; seconds until the last; milliseconds as (upper end, how many), ascending, and the
    most.
    """

    requests: int
    replies: int
    seconds: float
    refused: int
    errors: int
    histogram: tuple[tuple[float, int], ...]
    most: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.replies / self.seconds

    def percentile(self, share: float) -> float:
        """The milliseconds in which this share of the answered requests was answered."""
        wanted = share * sum(count for _, count in self.histogram)
        reached = 0
        for milliseconds, count in self.histogram:
            reached += count
            if reached >= wanted:
                return min(milliseconds, self.most)
        raise ValueError("nothing was answered")


def targets(texts: Iterable[str]) -> bytes:
    """httperf's file of addresses: pages of results for these queries, a NUL after each."""
    return b"".join(f"/?q={quote(text, safe='')}".encode() + b"\0" for text in texts)


def command(port: int, rate: float, seconds: float, addresses: str) -> Sequence[str]:
    """The command that asks a file of addresses over and over on this machine."""
    count = round(rate * seconds)
    return (
        # It waits by asking the clock all the time: others on the machine go first.
        *(
            "nice",
            "httperf",
            "--hog",
            "--verbose",
            "--verbose",
            "--server=127.0.0.1",
            f"--port={port}",
        ),
        *(f"--rate={rate:g}", f"--num-conns={count}", "--num-calls=1", f"--timeout={TIMEOUT}"),
        f"--wlog=y,{addresses}",
    )


def read(output: str) -> Load:
    """What httperf printed. Raises ValueError where it did not come to its end."""
    total, most = _TOTAL.search(output), _MOST.search(output)
    status, errors = _STATUS.search(output), _ERRORS.search(output)
    bins = _HISTOGRAM.search(output)
    if not (total and most and status and errors and bins):
        raise ValueError(f"httperf printed no report: {output[-500:]}")
    replies = int(total[2])
    return Load(
        int(total[1]),
        replies,
        float(total[3]),
        replies - int(status[1]),
        int(errors[1]),
        tuple((float(middle) + 0.5, int(count)) for middle, count in _BIN.findall(bins[1] + "\n")),
        float(most[1]),
    )
