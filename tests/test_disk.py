"""A disk that is full, limited or read-only: a clear error, the old state, and it goes on."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engine import ENGINES, EngineError, open_engine
from search.folder import Place
from search.query import Query
from tests.failing_disk import FailingDisk
from tests.killable import REBUILT, spawner
from tests.tiny_archive import (
    BASE,
    STEPS,
    State,
    archive_at,
    copied,
    dead_files,
    held,
    opened,
    place_of,
    states,
)
from web import create_app
from web.urls import search_url

pytestmark = pytest.mark.slow

#: The step after which blocks are merged.
MERGE = 15


def update(archive: Place) -> None:
    """Replaces an issue; deletes and adds."""
    STEPS[BASE].run(open_engine(archive.address, "write"))


def begin(archive: Place) -> None:
    """Makes the first batch of a new archive."""
    STEPS[0].run(open_engine(archive.address, "write"))


def rebuild(archive: Place) -> None:
    """Builds a new index beside the old one and puts it in its place."""
    engine = open_engine(archive.address, "rebuild")
    try:
        engine.add(REBUILT)
        engine.publish()
    finally:
        engine.close()


def merge(archive: Place) -> None:
    """Commits a batch after which blocks are merged."""
    STEPS[MERGE].run(open_engine(archive.address, "write"))


#: A job, the step before which it starts, and what it makes of the archive.
JOBS: dict[str, tuple[Callable[[Place], None], int, State]] = {
    "update": (update, BASE, states()[BASE + 1]),
    "begin": (begin, 0, states()[1]),
    "rebuild": (rebuild, BASE, State().added(*REBUILT)),
    "merge": (merge, MERGE, states()[MERGE + 1]),
}


def now(archive: Place) -> State:
    """What a fresh reader finds."""
    engine = opened(archive)
    return held(engine) if engine else State()


def is_refused(job: Callable[[Place], None], archive: Place, said: str) -> bool:
    """Whether a job fails, and with one line that says why and what to do."""
    try:
        job(archive)
    except EngineError as error:
        text = str(error)
        assert said in text, text
        assert "；请" in text, text
        assert "\n" not in text
        return True
    return False


@pytest.mark.parametrize("once", [False, True], ids=["full", "fails once"])
@pytest.mark.parametrize("name", JOBS)
def test_any_write_may_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, once: bool
) -> None:
    """The first, the second, … each writing call of a job is refused once.

    Only of what Python writes; tantivy has the full, limited and read-only disks below.
    """
    job, step, after = JOBS[name]
    origin = archive_at(step, Place("whoosh", tmp_path / "origin"))
    refused = 0
    for allowed in range(10_000):
        archive = copied(origin, tmp_path / str(allowed))
        reader = opened(archive)
        before = held(reader) if reader else State()
        disk = FailingDisk(archive.folder, allowed=allowed, once=once)
        with monkeypatch.context() as patch:
            disk.install(patch)
            failed = is_refused(job, archive, "磁盘已满")
        refused += failed
        assert now(archive) == (before if failed else after), f"after {allowed} calls"
        if reader:
            assert held(reader) == now(archive)
        job(archive)
        assert now(archive) == after
        assert not dead_files(archive)
        shutil.rmtree(archive.folder)
        if not disk.failed:
            break
    assert refused >= 20


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EDQUOT, "超出配额"),
        (errno.EFBIG, "超过系统限制"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有权限"),
        (errno.EIO, "无法读写"),
    ],
)
@pytest.mark.parametrize("allowed", [0, 3, 12])
def test_every_failure_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str, allowed: int
) -> None:
    archive = archive_at(BASE, Place("whoosh", tmp_path / "archive"))
    with monkeypatch.context() as patch:
        FailingDisk(archive.folder, code, allowed).install(patch)
        assert is_refused(update, archive, said)
    assert now(archive) == states()[BASE]


def test_what_a_full_disk_left_makes_room_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_at(BASE, Place("whoosh", tmp_path / "archive"))
    with monkeypatch.context() as patch:
        FailingDisk(archive.folder, allowed=10).install(patch)
        assert is_refused(update, archive, "磁盘已满")
    assert not dead_files(archive)


def test_an_engine_goes_on_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = archive_at(BASE, Place("whoosh", tmp_path / "archive"))
    engine = open_engine(archive.address, "write")
    for allowed in (0, 5, 10):
        with monkeypatch.context() as patch:
            FailingDisk(archive.folder, allowed=allowed).install(patch)
            with pytest.raises(EngineError):
                STEPS[BASE].run(engine)
        assert place_of(engine) == BASE
    STEPS[BASE].run(engine)
    assert place_of(engine) == BASE + 1


@pytest.mark.parametrize("prefix", ENGINES)
def test_a_limit_for_files_is_an_own_error(tmp_path: Path, prefix: str) -> None:
    archive = Place(prefix, tmp_path / "archive")
    with spawner() as runs:
        child = runs.start("limited", archive, 1500)
        said = runs.said("failed")
        runs.finish(child)
    assert "超过系统限制" in said
    assert opened(archive) is None
    begin(archive)
    assert now(archive) == states()[1]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)):
        yield folder


class mounted:  # noqa: N801
    """A mount for as long as it is needed; the test is skipped where that is not allowed."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments

    def __enter__(self) -> None:
        command = ["mount", *self._arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            pytest.skip("there is no mount command here")
        if done.returncode:
            pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "--lazy", self._arguments[-1]], check=True)


@pytest.mark.parametrize("prefix", ENGINES)
def test_a_disk_that_is_really_full(small_disk: Path, prefix: str) -> None:
    """With no room, and with a page more each time, until it is enough."""
    archive = archive_at(BASE, Place(prefix, small_disk / "archive"))
    gc.collect()  # what is mapped still takes room when it is deleted
    free = os.statvfs(small_disk)
    ballast, refused = small_disk / "ballast", 0
    for pages in range(200):
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, (free.f_bavail - pages) * free.f_frsize)
        failed = is_refused(update, archive, "磁盘已满")
        assert now(archive) == states()[BASE + (not failed)]
        if not failed:
            break
        refused += 1
        ballast.unlink()
    assert refused
    assert not dead_files(archive)


@pytest.fixture(params=["whoosh mounted", "whoosh refused", "tantivy mounted"])
def read_only(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """An archive in a folder that cannot be written, really or as the calls have it."""
    prefix, how = request.param.split()
    archive = archive_at(BASE, Place(prefix, tmp_path / "archive"))
    if how == "refused":
        with monkeypatch.context() as patch:
            FailingDisk(archive.folder, errno.EROFS, allowed=0, deletes=True).install(patch)
            yield archive
        return
    place = str(archive.folder)
    with mounted("--bind", place, place):
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (archive.folder / "new").touch()
        yield archive


def test_a_read_only_folder_is_read(read_only: Place) -> None:
    engine = open_engine(read_only.address)
    assert place_of(engine) == BASE
    assert engine.complete("关于")
    assert engine.trend(Query("落实"))
    assert engine.facet(Query("落实"), "kind").values
    assert create_app(engine).test_client().get(search_url(Query("落实"))).status_code == 200
    engine.close()


@pytest.mark.parametrize("job", [update, rebuild])
def test_a_read_only_folder_is_not_written(job: Callable[[Place], None], read_only: Place) -> None:
    assert is_refused(job, read_only, "只读")
    assert now(read_only) == states()[BASE]


def test_a_folder_that_becomes_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = archive_at(BASE, Place("whoosh", tmp_path / "archive"))
    engine = open_engine(archive.address, "write")
    with monkeypatch.context() as patch:
        FailingDisk(archive.folder, errno.EROFS, allowed=0, deletes=True).install(patch)
        with pytest.raises(EngineError, match="只读"):
            STEPS[BASE].run(engine)
        assert place_of(engine) == BASE
    STEPS[BASE].run(engine)
    assert place_of(engine) == BASE + 1
