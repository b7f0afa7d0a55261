"""A store in tantivy's files: under the contract, and how tantivy's failures are told."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from search import tantivy_store
from search.engine import EngineError, open_engine
from search.folder import Place
from search.store import Store
from search.tantivy_engine import TantivyStores
from search.tantivy_store import TantivyStore
from tests.material import made_edition
from tests.store_contract import ONE, TWO, Failing, Made, StoreContract, changes, holds


class TestTantivyStore(StoreContract):
    stores = TantivyStores()

    def test_a_commit_sweeps_what_no_commit_names(self, store: Store, tmp_path: Path) -> None:
        store.commit(changes(ONE))
        folder = tmp_path / "g1"
        managed = folder / ".managed.json"
        left = [folder / f"{4 * 'c0ffee42'}.store", folder / ".tmpXy2"]
        for path in left:
            path.write_bytes(b"left by a writer that was killed")
        managed.write_text(json.dumps([*json.loads(managed.read_text()), left[0].name]))
        store.commit(changes(TWO))
        assert [path for path in left if path.exists()] == []
        holds(store.view(), {1: ONE, 2: TWO})

    def test_a_commit_that_fails_leaves_no_file(self, store: Store, tmp_path: Path) -> None:
        store.commit(changes(ONE))
        before = set((tmp_path / "g1").iterdir())
        with pytest.raises(OSError, match="no space"):
            store.commit(changes(Failing(3)))
        assert set((tmp_path / "g1").iterdir()) == before

    @pytest.mark.slow
    def test_segments_that_were_merged_go(self, store: Store, tmp_path: Path) -> None:
        for number in range(1, 21):
            store.commit(changes(Made(number, ONE.said, ONE.listed)))
        named = json.loads((tmp_path / "g1" / "meta.json").read_text())["segments"]
        assert len(named) < 20
        assert len(list((tmp_path / "g1").glob("*.store"))) == len(named)

    @pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
    def test_where_nothing_can_be_written_it_is_read_through_links(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int
    ) -> None:
        def fails(_: TantivyStore) -> None:
            raise OSError(code, os.strerror(code))

        store.commit(changes(ONE))
        before = set(tmp_path.rglob("*"))
        aside = tmp_path / "aside"
        aside.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(aside))
        monkeypatch.setattr(TantivyStore, "_reloaded", fails)
        holds(store.view(), {1: ONE})
        assert set(tmp_path.rglob("*")) == {*before, aside}


def raised(folder: Path, error: BaseException) -> None:
    """What becomes of an error that tantivy raises."""
    with tantivy_store._translated(folder):
        raise error


def test_a_disk_that_fails_is_no_read_only_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: TantivyStore) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    TantivyStores().create(tmp_path, "g1")
    store = TantivyStores().open(tmp_path, "g1")
    monkeypatch.setattr(TantivyStore, "_reloaded", fails)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        store.view()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("An IO error occurred: 'No space left on device (os error 28)'", errno.ENOSPC),
        ('IoError { io_error: Os { code: 30, kind: ReadOnlyFilesystem, message: "…" } }', 30),
        ('FileDoesNotExist("meta.json")', errno.ENOENT),
        ("File does not exist: 'x.store'", errno.ENOENT),
        ("An error occurred in a thread: 'Any { .. }'; A worker thread was killed", errno.EIO),
        ("The index writer was killed.", errno.EIO),
    ],
)
def test_what_the_system_said_is_told(tmp_path: Path, said: str, code: int) -> None:
    with pytest.raises(OSError, match=os.strerror(code)) as caught:
        raised(tmp_path, ValueError(said))
    assert caught.value.errno == code
    assert list(tmp_path.iterdir()) == []


def test_a_thread_fails_for_what_the_disk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = "An index writer was killed.. A worker thread encountered an error"
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        raised(tmp_path, ValueError(said))


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    for error in (ValueError("Schema error"), KeyboardInterrupt()):
        with pytest.raises(type(error)) as caught:
            raised(tmp_path, error)
        assert caught.value is error


def test_a_panic_is_an_error(tmp_path: Path) -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(ValueError, match="gave up"):
        raised(tmp_path, panic("index out of bounds"))


@pytest.mark.usefixtures("without_tantivy")
def test_a_missing_package_is_named(tmp_path: Path) -> None:
    for mode in ("read", "write"):
        with pytest.raises(EngineError, match=r"pip install 'gongbao\[tantivy\]'"):
            open_engine(f"tantivy:{tmp_path / 'archive'}", mode)
    assert list(tmp_path.iterdir()) == []
    engine = open_engine(Place("whoosh", tmp_path / "archive").address, "write")
    engine.add([made_edition()])
    assert engine.stats().issues == 1


@pytest.fixture
def without_tantivy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for name in ("search.tantivy_store", "search.tantivy_engine"):
        monkeypatch.delitem(sys.modules, name)
