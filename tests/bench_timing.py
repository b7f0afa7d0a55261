"""Seconds and their percentiles."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a piece of work took, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values lies below (0.5: the median)."""
    return sorted(values)[int(len(values) * share)]
