"""The index on disk: made, found outdated, rebuilt aside, followed, and whole after a kill."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from search import engine as port
from search import whoosh_writing
from search.engine import EngineError, IndexBroken, IndexBusy, IndexMissing, IndexOutdated
from search.query import Query
from tests.material import made_edition, sample_edition, short_edition


def open_at(folder: Path, mode: str = "read") -> port.Engine:
    return port.open_engine(f"whoosh:{folder}", mode)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    engine = open_at(folder, "write")
    engine.add([made_edition()])
    engine.close()
    return folder


def test_a_missing_index_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="gongbao index"):
        open_at(tmp_path / "nothing")


@pytest.mark.parametrize("address", ["lucene:x", "whoosh:", ":x"])
def test_an_unknown_address_is_refused(address: str) -> None:
    with pytest.raises(EngineError, match="whoosh"):
        port.open_engine(address)


def test_a_bare_path_is_a_whoosh_index(archive: Path) -> None:
    assert port.open_engine(str(archive)).stats().issues == 1


@pytest.mark.parametrize("change", [{"schema": 0}, {"analysis": "0-another dictionary"}])
def test_an_outdated_index_names_the_command(archive: Path, change: dict[str, object]) -> None:
    stamp = archive / "gongbao.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), **change}))
    for mode in ("read", "write"):
        with pytest.raises(IndexOutdated, match="gongbao index --rebuild"):
            open_at(archive, mode)


def test_a_broken_stamp_is_an_own_error(archive: Path) -> None:
    (archive / "gongbao.json").write_text("{")
    with pytest.raises(IndexBroken, match="--rebuild"):
        open_at(archive)


# Whoosh leaves the file open when it cannot read it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_broken_files_are_an_own_error(archive: Path) -> None:
    for path in archive.glob("*.seg"):
        path.write_bytes(b"junk")
    with pytest.raises(IndexBroken):
        open_at(archive).search(Query("民政"))


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(EngineError, match="不是空目录"):
        open_at(tmp_path, "write")
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_rebuild_serves_the_old_until_it_is_done(archive: Path) -> None:
    reader = open_at(archive)
    assert reader.stats().issues == 1
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([short_edition()])
    assert open_at(archive).issues() == reader.issues() == (made_edition().issue,)
    rebuilding.publish()
    rebuilding.close()
    assert reader.issues() == open_at(archive).issues() == (sample_edition().issue,)
    assert not list(archive.glob("g1_*"))


def test_a_rebuild_that_is_not_published_is_thrown_away(archive: Path) -> None:
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([short_edition()])
    rebuilding.close()
    assert open_at(archive).issues() == (made_edition().issue,)
    assert not list(archive.glob("*g2_*"))


@pytest.mark.slow
def test_one_rebuild_at_a_time_and_no_writing_beside_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.whoosh_writing.WAIT", 0.1)
    writer, rebuilding = open_at(archive, "write"), open_at(archive, "rebuild")
    for attempt in (lambda: open_at(archive, "rebuild"), lambda: writer.add([short_edition()])):
        with pytest.raises(IndexBusy):
            attempt()
    rebuilding.add([made_edition()])
    rebuilding.publish()
    rebuilding.close()
    writer.add([short_edition()])
    assert len(writer.issues()) == len(open_at(archive).issues()) == 2


def test_a_new_archive_is_not_there_before_its_first_batch(tmp_path: Path) -> None:
    first, second = open_at(tmp_path / "new", "write"), open_at(tmp_path / "new", "write")
    assert first.stats().issues == 0
    with pytest.raises(IndexMissing):
        open_at(tmp_path / "new")
    second.add([made_edition()])
    first.add([short_edition()])
    assert len(open_at(tmp_path / "new").issues()) == 2


def test_what_a_killed_first_run_left_is_no_hindrance(tmp_path: Path) -> None:
    open_at(tmp_path / "new", "write")
    rebuilding = open_at(tmp_path / "new", "rebuild")
    rebuilding.add([made_edition()])
    rebuilding.publish()
    assert open_at(tmp_path / "new").stats().issues == 1


def test_an_outdated_index_stays_refused(archive: Path) -> None:
    engine = open_at(archive)
    engine.stats()
    stamp = archive / "gongbao.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "analysis": "another"}))
    for _ in range(2):
        with pytest.raises(IndexOutdated):
            engine.search(Query("民政"))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_damaged_files_raise_nothing_foreign(archive: Path) -> None:
    rng = random.Random(9)
    whole = {path: path.read_bytes() for path in archive.iterdir()}
    for _ in range(150):
        path = rng.choice(sorted(whole))
        content = bytearray(whole[path])
        if content:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        with contextlib.suppress(EngineError):
            open_at(archive).search(Query("民政 | 人民政府"))
        path.write_bytes(whole[path])


@pytest.mark.slow
def test_readers_do_not_notice_a_rebuild(archive: Path) -> None:
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


def test_a_rebuild_mends_an_outdated_index(archive: Path) -> None:
    stamp = archive / "gongbao.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "schema": 0}))
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([made_edition()])
    rebuilding.publish()
    rebuilding.close()
    assert open_at(archive).stats().issues == 1


def test_a_rebuild_mends_a_broken_stamp(archive: Path) -> None:
    (archive / "gongbao.json").write_text("{")
    rebuilding = open_at(archive, "rebuild")
    rebuilding.add([made_edition()])
    rebuilding.publish()
    rebuilding.close()
    assert open_at(archive).stats().issues == 1
    assert not list(archive.glob("*g1_*"))


def test_a_reader_sees_a_commit_without_a_restart(archive: Path) -> None:
    reader = open_at(archive)
    assert reader.search(Query("任免")).total == 0
    writer = open_at(archive, "write")
    writer.add([short_edition()])
    assert reader.search(Query("任免")).total > 0
    assert reader.stats() == writer.stats()


@pytest.mark.slow
def test_many_small_commits_keep_everything(archive: Path) -> None:
    writer = open_at(archive, "write")
    issue, documents = sample_edition().issue, sample_edition().documents
    for i in range(12):
        part = replace(documents[i % len(documents)], id=f"x{i}", issue=f"i{i}")
        writer.add([replace(sample_edition(), issue=replace(issue, id=f"i{i}"), documents=(part,))])
        writer.remove([f"i{i - 3}"])
    assert {each.id for each in writer.issues()} == {"made", "i9", "i10", "i11"}
    counted = sum(facet.count for facet in writer.search(Query()).facets[3].values)
    assert counted == writer.search(Query()).total == writer.stats().passages


def test_a_second_writer_says_so(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.whoosh_writing.WAIT", 0.1)
    write, refused = whoosh_writing.write, []

    def write_while_another_tries(*args: Any) -> None:
        with pytest.raises(IndexBusy, match="另一个程序"):
            open_at(archive, "write").remove(["made"])
        refused.append(True)
        write(*args)

    monkeypatch.setattr("search.whoosh_writing.write", write_while_another_tries)
    open_at(archive, "write").add([short_edition()])
    assert refused
    assert open_at(archive).stats().issues == 2


@pytest.mark.slow
@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "权限")])
def test_a_failing_disk_leaves_the_old_state(
    archive: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    def fails(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    writer = open_at(archive, "write")
    monkeypatch.setattr("search.whoosh_writing.write", fails)
    with pytest.raises(IndexBroken, match=said):
        writer.add([short_edition()])
    monkeypatch.undo()
    assert open_at(archive).issues() == (made_edition().issue,)
    writer.add([short_edition()])
    assert open_at(archive).stats().issues == 2
