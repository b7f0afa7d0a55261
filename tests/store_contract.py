"""What every store has to do; an engine's test inherits it and names its stores."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.store import Changes, Put, Store, Stores, View

Key = tuple[str, str]


@dataclass(frozen=True)
class Made:
    """A block to put; what it holds is given in the order in which a store gets it."""

    number: int
    said: Mapping[str, bytes] = field(default_factory=dict)
    listed: Mapping[Key, bytes] = field(default_factory=dict)

    def records(self) -> Iterator[tuple[str, bytes]]:
        yield from self.said.items()

    def terms(self) -> Iterator[tuple[str, str, bytes]]:
        for (name, term), data in sorted(self.listed.items()):
            yield name, term, data


class Failing(Made):
    """A block whose records fail after the first."""

    def records(self) -> Iterator[tuple[str, bytes]]:
        yield "first", b"first"
        raise OSError(28, "no space")


Held = dict[int, Made]


def after(held: Held, changes: Changes) -> Held:
    """What a store holds after a commit."""
    kept = {number: made for number, made in held.items() if number not in changes.drop}
    return kept | {put.number: put for put in changes.put if isinstance(put, Made)}


def holds(view: View, held: Held, also: Held | None = None) -> None:
    """A view has what is held, and of what others hold nothing."""
    every = [*held.values(), *(also or {}).values()]
    for number in {made.number for made in every}:
        said = held[number].said if number in held else {}
        for key in {key for made in every for key in made.said}:
            if key in said:
                assert view.record(number, key) == said[key]
            else:
                with pytest.raises(KeyError):
                    view.record(number, key)
    for name, term in {key for made in every for key in made.listed}:
        listed = {n: made.listed.get((name, term)) for n, made in held.items()}
        expected = [(n, data) for n, data in listed.items() if data is not None]
        assert sorted(view.packed(name, term)) == sorted(expected)


def changes(*put: Put, drop: frozenset[int] = frozenset()) -> Changes:
    return Changes(drop, put)


ONE = Made(1, {"rows": "{民政}".encode(), "whole 0": b"x" * 5000}, {("words", "民政"): b"\0\1\2\3"})
TWO = Made(2, {"rows": b""}, {("words", "民政"): bytes(70_000), ("pairs", "民政"): b"\xff"})

_terms = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
_fields = st.sampled_from(["words", "tokens", "pairs"])
_records = st.dictionaries(
    st.sampled_from(["rows", "words", "state", "whole 0", "whole 1", "whole 10"]),
    st.text(max_size=9).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
_made = st.builds(
    Made,
    st.integers(0, 12),
    _records,
    st.dictionaries(st.tuples(_fields, _terms), st.binary(min_size=1, max_size=20), max_size=6),
)
_batch = st.lists(_made, max_size=3, unique_by=lambda made: made.number)


class StoreContract:
    """A store gives what was put, until it is dropped, and commits all of a batch or nothing."""

    stores: Stores

    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        self.stores.create(tmp_path, "g1")
        return self.stores.open(tmp_path, "g1")

    def test_a_new_store_has_nothing(self, store: Store) -> None:
        holds(store.view(), {}, {1: ONE})

    def test_what_is_missing_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            self.stores.open(tmp_path, "g1")

    def test_it_gives_what_was_put(self, store: Store) -> None:
        store.commit(changes(ONE, TWO))
        holds(store.view(), {1: ONE, 2: TWO})
        assert store.view().packed("words", "民") == []
        assert store.view().packed("tokens", "民政") == []

    def test_a_block_is_dropped_and_put_in_one_commit(self, store: Store) -> None:
        store.commit(changes(ONE, TWO))
        other = Made(1, {"state": b"new"}, {("tokens", "民"): b"abcd"})
        store.commit(changes(other, drop=frozenset({1})))
        holds(store.view(), {1: other, 2: TWO}, {1: ONE})
        store.commit(changes(drop=frozenset({1, 2, 77})))
        holds(store.view(), {}, {1: other, 2: TWO})

    def test_a_view_stays_as_it_was(self, store: Store) -> None:
        store.commit(changes(ONE))
        view = store.view()
        for number in range(3, 8):
            store.commit(changes(Made(number, TWO.said, TWO.listed), drop=frozenset({1})))
        holds(view, {1: ONE}, {3: Made(3, TWO.said, TWO.listed)})
        view.close()

    def test_each_commit_is_another_version_for_all(self, store: Store, tmp_path: Path) -> None:
        other = self.stores.open(tmp_path, "g1")
        seen = [store.version()]
        for number in range(1, 6):
            store.commit(changes(Made(0, ONE.said), drop=frozenset({0})))
            seen.append(store.version())
            assert len(set(seen)) == number + 1
            assert other.version() == store.version() == seen[-1]
            assert other.view().record(0, "rows") == ONE.said["rows"]

    def test_a_commit_that_fails_changes_nothing(self, store: Store) -> None:
        store.commit(changes(ONE))
        version = store.version()
        for _ in range(2):
            with pytest.raises(OSError, match="no space"):
                store.commit(changes(TWO, Failing(3), drop=frozenset({1})))
            assert store.version() == version
            holds(store.view(), {1: ONE}, {2: TWO, 3: Made(3, {"first": b"first"})})
        store.commit(changes(TWO))
        holds(store.view(), {1: ONE, 2: TWO}, {3: Made(3, {"first": b"first"})})

    @pytest.mark.slow
    @settings(max_examples=25, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.lists(st.tuples(_batch, st.frozensets(st.integers(0, 12))), max_size=5))
    def test_any_commits(self, batches: list[tuple[list[Made], frozenset[int]]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.stores.create(Path(folder), "g1")
            store, held, ever = self.stores.open(Path(folder), "g1"), Held(), Held()
            views: list[tuple[View, Held]] = []
            for puts, drop in batches:
                # A number is put once, unless it was dropped.
                free = [put for put in puts if put.number not in held or put.number in drop]
                batch = Changes(drop, free)
                store.commit(batch)
                held = after(held, batch)
                ever |= held
                views.append((store.view(), held))
            for view, then in views:
                holds(view, then, ever)
                view.close()
