"""An index on disk: made, found outdated, rebuilt aside, followed, and whole after a failure."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from search import engine as port
from search import stored_engine
from search.engine import EngineError, IndexBroken, IndexBusy, IndexMissing, IndexOutdated
from search.folder import STAMP, Place
from search.query import Query
from search.state import FACTOR
from search.store import Changes, View
from search.stored_engine import StoredEngine, connect
from tests.material import ROOT, made_edition, sample_edition, short_edition
from tests.memory_store import MemoryStore, MemoryStores
from tests.tiny_archive import STEPS, archive_at, edition


def open_at(place: Place, mode: str = "read") -> port.Engine:
    return port.open_engine(place.address, mode)


@pytest.fixture(params=port.ENGINES)
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place where there is nothing yet."""
    return Place(request.param, tmp_path / "archive")


@pytest.fixture
def archive(new: Place) -> Place:
    engine = open_at(new, "write")
    engine.add([made_edition()])
    engine.close()
    return new


def names(archive: Place, *unwanted: str) -> list[str]:
    """The names in an archive's folder that belong to some indexes."""
    return [path.name for path in archive.folder.iterdir() if path.name.lstrip("_")[:2] in unwanted]


def test_a_missing_index_names_the_command(new: Place) -> None:
    with pytest.raises(IndexMissing, match=f"gongbao index 文件 --index {new.address}"):
        open_at(new)


@pytest.mark.parametrize("address", ["lucene:x", "whoosh:", ":x"])
def test_an_unknown_address_is_refused(address: str) -> None:
    with pytest.raises(EngineError, match="whoosh"):
        port.open_engine(address)


def test_a_bare_path_is_a_whoosh_index(tmp_path: Path) -> None:
    port.open_engine(str(tmp_path / "archive"), "write").add([made_edition()])
    assert port.open_engine(f"whoosh:{tmp_path / 'archive'}").stats().issues == 1


def test_another_engines_index_is_left_alone(archive: Place) -> None:
    other = next(prefix for prefix in port.ENGINES if prefix != archive.engine)
    for mode in port.MODES:
        with pytest.raises(EngineError, match=f"请用 {archive.address}"):
            open_at(replace(archive, engine=other), mode)
    assert open_at(archive).stats().issues == 1


@pytest.mark.parametrize("change", [{"schema": 0}, {"analysis": "0-another dictionary"}])
def test_an_outdated_index_names_the_command(archive: Place, change: dict[str, object]) -> None:
    stamp = archive.folder / STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), **change}))
    for mode in ("read", "write"):
        with pytest.raises(IndexOutdated, match="gongbao index --rebuild"):
            open_at(archive, mode)


def test_a_broken_stamp_is_an_own_error(archive: Place) -> None:
    (archive.folder / STAMP).write_text("{")
    with pytest.raises(IndexBroken, match="--rebuild"):
        open_at(archive)


# Whoosh leaves the file open when it cannot read it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_broken_files_are_an_own_error(archive: Place) -> None:
    for path in archive.folder.rglob("*"):
        if path.suffix in (".seg", ".store", ".term"):
            path.unlink()
            path.write_bytes(b"junk")
    with pytest.raises(IndexBroken):
        open_at(archive).search(Query("民政"))


def test_a_folder_with_other_things_is_left_alone(new: Place) -> None:
    new.folder.mkdir()
    (new.folder / "letters.txt").write_text("mine")
    with pytest.raises(EngineError, match="不是空目录"):
        open_at(new, "write")
    assert [path.name for path in new.folder.iterdir()] == ["letters.txt"]


def test_a_rebuild_serves_the_old_until_it_is_done(archive: Place) -> None:
    reader = open_at(archive)
    assert reader.stats().issues == 1
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([short_edition()])
    assert open_at(archive).issues() == reader.issues() == (made_edition().issue,)
    rebuilding.publish()
    rebuilding.close()
    assert reader.issues() == open_at(archive).issues() == (sample_edition().issue,)
    assert not names(archive, "g1")


def test_a_rebuild_that_is_not_published_is_thrown_away(archive: Place) -> None:
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([short_edition()])
    rebuilding.close()
    assert open_at(archive).issues() == (made_edition().issue,)
    assert not names(archive, "g2")


@pytest.mark.slow
def test_one_rebuild_at_a_time_and_no_writing_beside_it(
    archive: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.folderlock.WAIT", 0.1)
    writer, rebuilding = open_at(archive, "write"), open_at(archive, "rebuild")
    for attempt in (lambda: open_at(archive, "rebuild"), lambda: writer.add([short_edition()])):
        with pytest.raises(IndexBusy):
            attempt()
    rebuilding.add([made_edition()])
    rebuilding.publish()
    rebuilding.close()
    writer.add([short_edition()])
    assert len(writer.issues()) == len(open_at(archive).issues()) == 2


def test_a_new_archive_is_not_there_before_its_first_batch(new: Place) -> None:
    first, second = open_at(new, "write"), open_at(new, "write")
    assert first.stats().issues == 0
    with pytest.raises(IndexMissing):
        open_at(new)
    second.add([made_edition()])
    first.add([short_edition()])
    assert len(open_at(new).issues()) == 2


def test_what_a_killed_first_run_left_is_no_hindrance(new: Place) -> None:
    open_at(new, "write")
    rebuilding = open_at(new, "rebuild")
    rebuilding.add([made_edition()])
    rebuilding.publish()
    assert open_at(new).stats().issues == 1


def test_an_outdated_index_stays_refused(archive: Place) -> None:
    engine = open_at(archive)
    engine.stats()
    stamp = archive.folder / STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "analysis": "another"}))
    for _ in range(2):
        with pytest.raises(IndexOutdated):
            engine.search(Query("民政"))


@pytest.mark.slow
def test_damaged_files_raise_nothing_foreign_and_end_no_process(new: Place) -> None:
    archive_at(len(STEPS), new)
    command = [sys.executable, "-m", "tests.damaging", new.address, "9", "60"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    last = done.stdout.splitlines()[-1]
    assert done.returncode == 0, f"{last}\n{done.stderr[-3000:]}"
    assert int(last.removeprefix("refused ")) > 20


def test_what_is_closed_has_no_file_open(archive: Place) -> None:
    reader, writer = open_at(archive), open_at(archive, "write")
    writer.add([short_edition()])
    assert reader.search(Query("民政")).total > 0
    assert reader.complete("民")
    assert files_open(archive)
    reader.close()
    writer.close()
    assert files_open(archive) == set()


def files_open(archive: Place) -> set[str]:
    """The files of a folder that this process has open or mapped, also those that are deleted."""
    links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
    opened = {os.readlink(link) for link in links if os.path.lexists(link)}
    mapped = set(Path("/proc/self/maps").read_text().splitlines())
    return {line for line in opened | mapped if str(archive.folder) in line}


def test_an_engine_that_was_closed_answers_from_the_live_index(archive: Place) -> None:
    for mode in ("read", "write", "rebuild"):
        engine = open_at(archive, mode)
        for _ in range(2):
            engine.close()
            assert engine.issues() == (made_edition().issue,)
        engine.publish()
        assert open_at(archive).issues() == (made_edition().issue,)


@pytest.mark.slow
def test_readers_do_not_notice_a_rebuild(archive: Place) -> None:
    wrong: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                assert open_at(archive).search(Query("民政")).total > 0
            except BaseException as error:
                wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(25):
        rebuilding = open_at(archive, "rebuild")
        rebuilding.add([made_edition()])
        rebuilding.publish()
        rebuilding.close()
    done.set()
    for reader in readers:
        reader.join()
    assert not wrong


def test_a_rebuild_mends_an_outdated_index(archive: Place) -> None:
    stamp = archive.folder / STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "schema": 0}))
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([made_edition()])
    rebuilding.publish()
    rebuilding.close()
    assert open_at(archive).stats().issues == 1


def test_a_rebuild_mends_a_broken_stamp(archive: Place) -> None:
    (archive.folder / STAMP).write_text("{")
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([made_edition()])
    rebuilding.publish()
    rebuilding.close()
    assert open_at(archive).stats().issues == 1
    assert not names(archive, "g1")


def test_a_reader_sees_a_commit_without_a_restart(archive: Place) -> None:
    reader = open_at(archive)
    assert reader.search(Query("任免")).total == 0
    writer = open_at(archive, "write")
    writer.add([short_edition()])
    assert reader.search(Query("任免")).total > 0
    assert reader.stats() == writer.stats()


@pytest.mark.slow
def test_many_small_commits_keep_everything(archive: Place) -> None:
    writer = open_at(archive, "write")
    issue, documents = sample_edition().issue, sample_edition().documents
    for i in range(12):
        part = replace(documents[i % len(documents)], id=f"x{i}", issue=f"i{i}")
        writer.add([replace(sample_edition(), issue=replace(issue, id=f"i{i}"), documents=(part,))])
        writer.remove([f"i{i - 3}"])
    assert {each.id for each in writer.issues()} == {"made", "i9", "i10", "i11"}
    counted = sum(facet.count for facet in writer.search(Query()).facets[3].values)
    assert counted == writer.search(Query()).total == writer.stats().passages


def test_a_second_writer_says_so(archive: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.folderlock.WAIT", 0.1)
    commit, refused = StoredEngine._commit, []

    def commit_while_another_tries(*args: Any) -> None:
        with pytest.raises(IndexBusy, match="另一个程序"):
            open_at(archive, "write").remove(["made"])
        refused.append(True)
        commit(*args)

    monkeypatch.setattr(StoredEngine, "_commit", commit_while_another_tries)
    open_at(archive, "write").add([short_edition()])
    assert refused
    assert open_at(archive).stats().issues == 2


@pytest.mark.slow
@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "权限")])
def test_a_failing_disk_leaves_the_old_state(
    archive: Place, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    writer = open_at(archive, "write")
    monkeypatch.setattr("search.writing.records", fails)
    with pytest.raises(IndexBroken, match=said):
        writer.add([short_edition()])
    monkeypatch.undo()
    assert open_at(archive).issues() == (made_edition().issue,)
    writer.add([short_edition()])
    assert open_at(archive).stats().issues == 2


# Over a store in memory: what another process may do between two steps of a reader


@pytest.fixture
def shared(tmp_path: Path) -> Callable[[str], StoredEngine]:
    """Engines over one store, as if each were of a process of its own."""
    stores = MemoryStores()

    def opened(mode: str) -> StoredEngine:
        return connect(stores, str(tmp_path / "archive"), mode)

    opened("write").add([made_edition()])
    return opened


def test_a_commit_between_two_steps_of_a_reader_is_not_missed(
    shared: Callable[[str], StoredEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = shared("read"), shared("write")
    real = MemoryStore.version

    def committed_meanwhile(store: MemoryStore) -> Hashable:
        version = real(store)
        monkeypatch.setattr(MemoryStore, "version", real)
        writer.add([short_edition()])
        return version

    monkeypatch.setattr(MemoryStore, "version", committed_meanwhile)
    assert len(reader.issues()) == 2
    assert len(reader.issues()) == 2
    writer.remove(["made"])
    assert reader.issues() == (sample_edition().issue,)


def test_without_a_commit_nothing_is_read_again(
    shared: Callable[[str], StoredEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = shared("read")
    assert reader.search(Query("民政")).total > 0
    monkeypatch.delattr(MemoryStore, "view")
    assert reader.search(Query("民政")).total > 0


@pytest.mark.parametrize("times", [1, 4, 5])
def test_a_file_that_a_commit_took_away_is_looked_for_again(
    shared: Callable[[str], StoredEngine], monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    monkeypatch.setattr(stored_engine, "_PAUSE", 0)
    real, failures = MemoryStore.view, iter(range(times))

    def gone(store: MemoryStore) -> View:
        if next(failures, None) is not None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return real(store)

    monkeypatch.setattr(MemoryStore, "view", gone)
    reader = shared("read")
    if times == 5:
        with pytest.raises(IndexBroken):
            reader.issues()
    assert reader.issues() == (made_edition().issue,)


def test_what_fails_after_a_commit_does_not_undo_it(
    shared: Callable[[str], StoredEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making one of many blocks may wait."""
    writer, real = shared("write"), MemoryStore.commit
    refused: list[int] = []

    def full_when_merging(store: MemoryStore, changes: Changes) -> None:
        if len(changes.drop) > 1:
            refused.append(len(changes.drop))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(store, changes)

    with monkeypatch.context() as patch:
        patch.setattr(MemoryStore, "commit", full_when_merging)
        for number in range(FACTOR):
            writer.add([edition(number)])
    assert refused
    assert len(shared("read").issues()) == len(writer.issues()) == FACTOR + 1
    writer.remove(["none"])
    assert len(writer._now().state.blocks) < FACTOR
    assert len(shared("read").issues()) == FACTOR + 1
