"""The tantivy adapter: an archive in a folder, for many issues. Only tantivy_* know tantivy."""

from __future__ import annotations

from pathlib import Path

from search import stored_engine
from search.engine import EngineError
from search.store import Store
from search.stored_engine import StoredEngine

try:
    from search.tantivy_store import TantivyStore, create
except ImportError as error:
    raise EngineError(
        "没有安装 tantivy；请先运行：pip install 'gongbao[tantivy]'，或改用 whoosh:目录"
    ) from error


class TantivyStores:
    """Stores that are folders of their names."""

    prefix = "tantivy"

    def create(self, folder: Path, name: str) -> None:
        """Begin a store of a name, without a record."""
        create(folder / name)

    def open(self, folder: Path, name: str) -> Store:
        """Open a store that is there; raises FileNotFoundError where it is not."""
        return TantivyStore(folder / name)


def connect(path: str, mode: str) -> StoredEngine:
    """Open the index in a folder; see ``search.engine.MODES``. Raises EngineError."""
    return stored_engine.connect(TantivyStores(), path, mode)
