"""A disk that is full, limited or read-only: a clear error, the old state, and it goes on."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.engine import EngineError, open_engine
from search.query import Query
from tests.failing_disk import FailingDisk
from tests.killable import REBUILT, spawner
from tests.tiny_archive import (
    BASE,
    STEPS,
    State,
    archive_at,
    dead_files,
    held,
    opened,
    place_of,
    states,
)
from web import create_app
from web.urls import search_url

pytestmark = pytest.mark.slow

#: The step whose commit merges segments.
MERGE = 9


def update(folder: Path) -> None:
    """Replaces an issue; deletes and adds."""
    STEPS[BASE].run(open_engine(str(folder), "write"))


def begin(folder: Path) -> None:
    """Makes the first batch of a new archive."""
    STEPS[0].run(open_engine(str(folder), "write"))


def rebuild(folder: Path) -> None:
    """Builds a new index beside the old one and puts it in its place."""
    engine = open_engine(str(folder), "rebuild")
    try:
        engine.add(REBUILT)
        engine.publish()
    finally:
        engine.close()


def merge(folder: Path) -> None:
    """Commits a batch that merges segments."""
    STEPS[MERGE].run(open_engine(str(folder), "write"))


#: A job, the step before which it starts, and what it makes of the archive.
JOBS: dict[str, tuple[Callable[[Path], None], int, State]] = {
    "update": (update, BASE, states()[BASE + 1]),
    "begin": (begin, 0, states()[1]),
    "rebuild": (rebuild, BASE, State().added(*REBUILT)),
    "merge": (merge, MERGE, states()[MERGE + 1]),
}


def now(folder: Path) -> State:
    """What a fresh reader finds."""
    engine = opened(folder)
    return held(engine) if engine else State()


def is_refused(job: Callable[[Path], None], folder: Path, said: str) -> bool:
    """Whether a job fails, and with one line that says why and what to do."""
    try:
        job(folder)
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
    """The first, the second, … each writing call of a job is refused once."""
    job, step, after = JOBS[name]
    origin = archive_at(step, tmp_path / "origin")
    refused = 0
    for allowed in range(10_000):
        folder = tmp_path / str(allowed)
        shutil.copytree(origin, folder)
        reader = opened(folder)
        before = held(reader) if reader else State()
        disk = FailingDisk(folder, allowed=allowed, once=once)
        with monkeypatch.context() as patch:
            disk.install(patch)
            failed = is_refused(job, folder, "磁盘已满")
        refused += failed
        assert now(folder) == (before if failed else after), f"after {allowed} calls"
        if reader:
            assert held(reader) == now(folder)
        job(folder)
        assert now(folder) == after
        assert not dead_files(folder)
        shutil.rmtree(folder)
        if not disk.failed:
            break
    assert refused > 20


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
    folder = archive_at(BASE, tmp_path / "archive")
    with monkeypatch.context() as patch:
        FailingDisk(folder, code, allowed).install(patch)
        assert is_refused(update, folder, said)
    assert now(folder) == states()[BASE]


def test_what_a_full_disk_left_makes_room_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = archive_at(BASE, tmp_path / "archive")
    with monkeypatch.context() as patch:
        FailingDisk(folder, allowed=10).install(patch)
        assert is_refused(update, folder, "磁盘已满")
    assert not dead_files(folder)


def test_an_engine_goes_on_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(str(archive_at(BASE, tmp_path / "archive")), "write")
    for allowed in (0, 5, 10):
        with monkeypatch.context() as patch:
            FailingDisk(tmp_path / "archive", allowed=allowed).install(patch)
            with pytest.raises(EngineError):
                STEPS[BASE].run(engine)
        assert place_of(engine) == BASE
    STEPS[BASE].run(engine)
    assert place_of(engine) == BASE + 1


def test_a_limit_for_files_is_an_own_error(tmp_path: Path) -> None:
    with spawner() as runs:
        child = runs.start("limited", tmp_path / "archive", 3000)
        said = runs.said("failed")
        runs.finish(child)
    assert "超过系统限制" in said
    assert opened(tmp_path / "archive") is None
    begin(tmp_path / "archive")
    assert now(tmp_path / "archive") == states()[1]


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


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    """With no room, and with a page more each time, until it is enough."""
    archive = archive_at(BASE, small_disk / "archive")
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
    assert refused > 3
    assert not dead_files(archive)


@pytest.fixture(params=["mounted", "refused"])
def read_only(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An archive in a folder that cannot be written, really or as the calls have it."""
    archive = archive_at(BASE, tmp_path / "archive")
    if request.param == "refused":
        with monkeypatch.context() as patch:
            FailingDisk(archive, errno.EROFS, allowed=0, deletes=True).install(patch)
            yield archive
        return
    place = str(archive)
    with mounted("--bind", place, place):
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)
        with pytest.raises(OSError, match="Read-only"):
            (archive / "new").touch()
        yield archive


def test_a_read_only_folder_is_read(read_only: Path) -> None:
    engine = open_engine(str(read_only))
    assert place_of(engine) == BASE
    assert engine.complete("关于")
    assert engine.trend(Query("落实"))
    assert engine.facet(Query("落实"), "kind").values
    assert create_app(engine).test_client().get(search_url(Query("落实"))).status_code == 200
    engine.close()


@pytest.mark.parametrize("job", [update, rebuild])
def test_a_read_only_folder_is_not_written(job: Callable[[Path], None], read_only: Path) -> None:
    assert is_refused(job, read_only, "只读")
    assert now(read_only) == states()[BASE]


def test_a_folder_that_becomes_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(str(archive_at(BASE, tmp_path / "archive")), "write")
    with monkeypatch.context() as patch:
        FailingDisk(tmp_path / "archive", errno.EROFS, allowed=0, deletes=True).install(patch)
        with pytest.raises(EngineError, match="只读"):
            STEPS[BASE].run(engine)
        assert place_of(engine) == BASE
    STEPS[BASE].run(engine)
    assert place_of(engine) == BASE + 1
