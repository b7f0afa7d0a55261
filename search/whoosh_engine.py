"""The Whoosh adapter: an archive in a folder, in Python alone. Only whoosh_* know whoosh."""

from __future__ import annotations

from pathlib import Path

from search import stored_engine
from search.store import Store
from search.stored_engine import StoredEngine
from search.whoosh_store import WhooshStore, create


class WhooshStores:
    """Stores whose files lie side by side in the folder, each with its name."""

    prefix = "whoosh"

    def create(self, folder: Path, name: str) -> None:
        """Begin a store of a name, without a record."""
        create(folder, name)

    def open(self, folder: Path, name: str) -> Store:
        """Open a store that is there; raises FileNotFoundError where it is not."""
        return WhooshStore(folder, name)


def connect(path: str, mode: str) -> StoredEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    return stored_engine.connect(WhooshStores(), path, mode)
