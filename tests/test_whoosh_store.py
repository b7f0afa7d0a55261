"""A store in Whoosh's files: under the contract, and what only its files can suffer."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.store import Store
from search.whoosh_engine import WhooshStores
from tests.store_contract import ONE, TWO, Failing, Made, StoreContract, changes, holds


class TestWhooshStore(StoreContract):
    stores = WhooshStores()

    def test_stores_lie_side_by_side(self, store: Store, tmp_path: Path) -> None:
        self.stores.create(tmp_path, "g2")
        other = self.stores.open(tmp_path, "g2")
        store.commit(changes(ONE))
        other.commit(changes(TWO))
        holds(store.view(), {1: ONE}, {2: TWO})
        holds(other.view(), {2: TWO}, {1: ONE})

    def test_a_commit_sweeps_what_no_commit_names(self, store: Store, tmp_path: Path) -> None:
        store.commit(changes(ONE))
        living = set(tmp_path.iterdir())
        left = tmp_path / "g1_8aji0x3bkc5d7w1z.seg"
        left.write_bytes(b"left by a writer that was killed")
        store.commit(changes())
        assert not left.exists()
        assert len(living) == len(set(tmp_path.iterdir()))

    def test_a_commit_that_fails_leaves_no_file(self, store: Store, tmp_path: Path) -> None:
        store.commit(changes(ONE))
        before = set(tmp_path.iterdir())
        with pytest.raises(OSError, match="no space"):
            store.commit(changes(Failing(3)))
        assert set(tmp_path.iterdir()) == before

    def test_a_segment_of_which_nothing_is_left_goes(self, store: Store, tmp_path: Path) -> None:
        for number in range(1, 5):
            store.commit(changes(Made(number, ONE.said, ONE.listed)))
        assert len(list(tmp_path.glob("*.seg"))) == 4
        store.commit(changes(drop=frozenset({2, 3})))
        assert len(list(tmp_path.glob("*.seg"))) == 2
