"""The store that other tests stand on is one: it keeps the contract of those with files."""

from __future__ import annotations

from tests.memory_store import MemoryStores
from tests.store_contract import StoreContract


class TestMemoryStore(StoreContract):
    stores = MemoryStores()
