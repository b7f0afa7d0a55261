"""A store without a block: what an archive is before its first batch."""

from __future__ import annotations

from collections.abc import Hashable

from search.state import STATE, STATE_BLOCK, State
from search.store import Changes, Store, View


class EmptyView(View):
    """The state of an archive that has nothing."""

    def record(self, block: int, key: str) -> bytes:
        """The state without a block."""
        if (block, key) == (STATE_BLOCK, STATE):
            return State().dump()
        raise KeyError(block, key)

    def packed(self, field: str, term: str) -> list[tuple[int, bytes]]:
        """Nothing."""
        return []

    def close(self) -> None:
        """Nothing to let go of."""


class EmptyStore(Store):
    """It is read like any other, and is not written."""

    def version(self) -> Hashable:
        """Always the same."""
        return None

    def view(self) -> View:
        """Nothing."""
        return EmptyView()

    def commit(self, changes: Changes) -> None:
        """The first batch makes a store of its own."""
        raise NotImplementedError
