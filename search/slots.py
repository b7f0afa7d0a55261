"""Where the passages of a posting list stand in a selection."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from search.columns import Floats, Ints
from search.selection import Selection

# A list so many times longer than the selection is looked through for the selection's passages.
_LONGER = 16


class Slots:
    """Numbers the passages of a selection 0 … total-1 and finds them in posting lists."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection

    def of(self, passages: Ints, counts: Floats) -> tuple[Ints, Floats]:
        """Of a posting list, ascending, what lies in the selection: slots, and their counts."""
        chosen = self._selection.passages
        if len(passages) > _LONGER * len(chosen):
            at = np.minimum(np.searchsorted(passages, chosen), len(passages) - 1)
            slots = np.flatnonzero(passages[at] == chosen)
            return slots, counts[at[slots]]
        held = self._selection.mask[passages]
        if held.all():
            return self._slot[passages], counts
        return self._slot[passages[held]], counts[held]

    @cached_property
    def _slot(self) -> Ints:
        """Passage number -> slot; without meaning for passages that are not in the selection."""
        slots = np.empty(len(self._selection.mask), dtype=np.int64)
        slots[self._selection.passages] = np.arange(self._selection.total)
        return slots
