"""Every engine under the contract. A new engine is a class of its own here."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from search.engine import Engine, open_engine
from tests.archive_contract import ArchiveContract
from tests.engine_contract import EngineContract


class _InFolders(ArchiveContract, EngineContract):
    """An engine whose indexes lie in folders."""

    prefix: str

    @pytest.fixture(scope="class")
    @classmethod
    def make(cls, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Engine]:
        folder, number = tmp_path_factory.mktemp(cls.prefix), count()
        return lambda: open_engine(f"{cls.prefix}:{folder / str(next(number))}", "write")


class TestWhoosh(_InFolders):
    prefix = "whoosh"


# The quick run has one engine: what they share decides what is found.
@pytest.mark.slow
class TestTantivy(_InFolders):
    prefix = "tantivy"
