"""Damage of the files that tantivy trusts is noticed before tantivy reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.store import Store
from search.tantivy_checksum import Checker, is_whole
from search.tantivy_engine import TantivyStores
from tests.store_contract import ONE, TWO, Made, changes, holds


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Some segments, one with tombstones."""
    stores = TantivyStores()
    stores.create(tmp_path, "g1")
    made = stores.open(tmp_path, "g1")
    made.commit(changes(ONE, TWO))
    made.commit(changes(Made(3, TWO.said, TWO.listed), drop=frozenset({1})))
    return made


def files(folder: Path) -> Iterator[Path]:
    """All files that have a checksum."""
    every = (path for path in sorted((folder / "g1").iterdir()) if path.name[0] != ".")
    return (path for path in every if path.suffix != ".json")


def test_every_file_of_tantivy_has_its_checksum(store: Store, tmp_path: Path) -> None:
    found = {path.suffix for path in files(tmp_path) if is_whole(path.read_bytes())}
    assert found == {".del", ".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"}
    assert all(is_whole(path.read_bytes()) for path in files(tmp_path))
    Checker(tmp_path / "g1").check()


@given(st.binary() | st.binary().map(lambda some: some + b"\x02\0\0\0\x39\x05\0\0"))
def test_other_content_has_none(content: bytes) -> None:
    assert not is_whole(content)


def test_any_changed_byte_is_noticed(store: Store, tmp_path: Path) -> None:
    for path in files(tmp_path):
        whole = path.read_bytes()
        for place in range(0, len(whole), 1 + len(whole) // 40):
            for bit in (1, 128):
                damaged = bytearray(whole)
                damaged[place] ^= bit
                # The file's version stands behind what the checksum is of.
                assert not is_whole(bytes(damaged)) or place >= len(whole) - 100
            assert not is_whole(whole[:place])


def test_neither_reading_nor_writing_begins_with_a_damaged_file(
    store: Store, tmp_path: Path
) -> None:
    holds(store.view(), {2: TWO, 3: Made(3, TWO.said, TWO.listed)})
    for path in files(tmp_path):
        if path.suffix == ".store":
            continue
        whole = path.read_bytes()
        path.unlink()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        again = TantivyStores().open(tmp_path, "g1")
        for attempt in (again.view, lambda store=again: store.commit(changes())):
            with pytest.raises(ValueError, match=f"^{path.name} is damaged$"):
                attempt()
        path.write_bytes(whole)
    TantivyStores().open(tmp_path, "g1").commit(changes(ONE))


def test_what_was_found_whole_is_not_read_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = Path.read_bytes

    def reading(path: Path) -> bytes:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    checker = Checker(tmp_path / "g1")
    checker.check()
    assert len(read) == len(set(read)) > 10
    read.clear()
    checker.check()
    assert read == ["meta.json"]


def test_a_file_that_is_missing_is_not_its_matter(store: Store, tmp_path: Path) -> None:
    for path in files(tmp_path):
        path.unlink()
    Checker(tmp_path / "g1").check()
    with pytest.raises(FileNotFoundError):
        store.view()
