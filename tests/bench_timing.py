"""Seconds and their percentiles."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Self


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a piece of work took, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values lies below (0.5: the median)."""
    return sorted(values)[int(len(values) * share)]


class Spent:
    """Seconds, and the processor's in all threads, inside its ``with`` blocks together."""

    def __init__(self) -> None:
        self.seconds = self.busy = 0.0

    def __enter__(self) -> Self:
        self._start = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._start[0]
        self.busy += time.process_time() - self._start[1]
