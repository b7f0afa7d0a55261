"""What is left of an archive: which passages, and how many of them each document has."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from search.columns import Bools, Columns, Ints


class Selection:
    """Some passages of an archive; what is asked of them is found once."""

    def __init__(self, columns: Columns, mask: Bools) -> None:
        self.columns = columns
        self.mask = mask

    @cached_property
    def total(self) -> int:
        """How many passages there are."""
        return int(np.count_nonzero(self.mask))

    @cached_property
    def passages(self) -> Ints:
        """Their numbers, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def per_document(self) -> Ints:
        """How many of them each document of the archive has."""
        documents = self.columns.document[self.passages]
        return np.bincount(documents, minlength=len(self.columns.rows))

    @cached_property
    def documents(self) -> Ints:
        """The documents that have one or more."""
        return np.flatnonzero(self.per_document)

    def only(self, slots: Ints) -> Selection:
        """Those at some places of ``passages``."""
        mask = np.zeros(len(self.mask), dtype=np.bool_)
        mask[self.passages[slots]] = True
        return Selection(self.columns, mask)
