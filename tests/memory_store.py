"""A store without files: what a commit puts is kept as it is given."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path

from search.store import Changes, Store, View


@dataclass(frozen=True)
class Kept:
    """What a block holds: records by key, and what is packed by field and term."""

    records: dict[str, bytes]
    terms: dict[tuple[str, str], bytes]


class MemoryView(View):
    """The blocks of one commit; counts what is read of each."""

    def __init__(self, blocks: dict[int, Kept]) -> None:
        self.blocks = blocks
        self.asked: list[tuple[int, str]] = []
        self.closed = False

    def record(self, block: int, key: str) -> bytes:
        self.asked.append((block, key))
        if block not in self.blocks:
            raise KeyError(block, key)
        return self.blocks[block].records[key]

    def packed(self, field: str, term: str) -> list[tuple[int, bytes]]:
        found = ((number, kept.terms.get((field, term))) for number, kept in self.blocks.items())
        # In no order that anyone may count on.
        return [(number, data) for number, data in found if data is not None][::-1]

    def close(self) -> None:
        self.closed = True


@dataclass
class MemoryStore(Store):
    """Blocks by number, and how many commits there were."""

    blocks: dict[int, Kept] = field(default_factory=dict)
    commits: int = 0

    def version(self) -> Hashable:
        return self.commits

    def view(self) -> MemoryView:
        return MemoryView(dict(self.blocks))

    def commit(self, changes: Changes) -> None:
        blocks = {n: kept for n, kept in self.blocks.items() if n not in changes.drop}
        for put in changes.put:
            assert put.number not in blocks, "a block is put once"
            terms = list(put.terms())
            keys = [(name, term) for name, term, _ in terms]
            assert keys == sorted(set(keys)), "terms ascend, each once"
            records = list(put.records())
            assert len(dict(records)) == len(records), "a record is put once"
            packed = {(name, term): data for name, term, data in terms}
            blocks[put.number] = Kept(dict(records), packed)
        self.blocks = blocks
        self.commits += 1


class MemoryStores:
    """Stores by where they would lie."""

    prefix = "memory"

    def __init__(self) -> None:
        self._all: dict[Path, MemoryStore] = {}

    def create(self, folder: Path, name: str) -> None:
        self._all[folder / name] = MemoryStore()

    def open(self, folder: Path, name: str) -> Store:
        if folder / name not in self._all:
            raise FileNotFoundError(folder / name)
        return self._all[folder / name]
