"""Nothing is lost: whenever a writer is killed or the power is cut, the last commit is there."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from search import folder as folders
from search import whoosh_storage
from search.engine import ENGINES, Engine, EngineError, IndexBusy, open_engine
from search.folder import Place
from search.stored_engine import StoredEngine
from tests.killable import REBUILT, Spawner, spawner
from tests.power import Disk
from tests.tiny_archive import (
    BASE,
    STEPS,
    State,
    Step,
    archive_at,
    copied,
    dead_files,
    held,
    opened,
    place_of,
    states,
)

LAST = len(STEPS)


@pytest.fixture(scope="module", params=ENGINES)
def prefix(request: pytest.FixtureRequest) -> str:
    """Each engine."""
    return str(request.param)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, prefix: str) -> Place:
    """The archive after the first steps; to be copied."""
    return archive_at(BASE, Place(prefix, tmp_path_factory.mktemp("base") / "archive"))


@pytest.fixture(scope="module")
def runs() -> Iterator[Spawner]:
    with spawner() as parent:
        yield parent


def goes_on(archive: Place, known: tuple[State, ...], place: int) -> None:
    """The next writer opens the archive, commits, and leaves nothing dead."""
    step = STEPS[place] if known == states() and place < LAST else Step(remove=("none",))
    after = step.after(known[place])
    writer = open_engine(archive.address, "write")
    step.run(writer)
    writer.close()
    assert place_of(open_engine(archive.address), (after,)) == 0
    assert not dead_files(archive)


@dataclass
class Killing:
    """Kills one job again and again and looks at what is left.

    ``times`` are the seconds that the whole job and each of its commits take, ``places`` what
    was found.
    """

    runs: Spawner
    base: Place
    job: str
    arguments: tuple[object, ...]
    known: tuple[State, ...]
    first: int
    rng: random.Random
    times: list[float] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def copy(self, folder: Path) -> tuple[Place, Engine | None]:
        """A fresh copy of the archive, and a reader that has answered already."""
        if not self.first:
            return Place(self.base.engine, folder), None
        archive = copied(self.base, folder)
        reader = open_engine(archive.address)
        assert held(reader) == self.known[self.first]
        return archive, reader

    def measure(self, folder: Path) -> None:
        """Let the job run to its end."""
        archive, _ = self.copy(folder)
        begun = time.perf_counter()
        child = self.runs.start(self.job, archive, *self.arguments)
        lines = [(self.runs.line(), time.perf_counter())]
        while lines[-1][0] != "done":
            lines.append((self.runs.line(), time.perf_counter()))
        self.times = [b - a for (line, a), (_, b) in pairwise(lines) if line == "commit"]
        self.times.insert(0, time.perf_counter() - begun)
        self.runs.kill(child)

    def strike(self, folder: Path, aim: int) -> None:
        """Kill it at a random moment, or within the commit that is aimed at (from 1)."""
        archive, reader = self.copy(folder)
        child = self.runs.start(self.job, archive, *self.arguments)
        said = [line for _ in range(aim) for line in self.runs.until("commit")]
        time.sleep(self.rng.uniform(0.0, min(1.0, 1.2 * self.times[aim])))
        said += self.runs.kill(child)
        committed = sum(line.startswith("finished") for line in said)
        self.look(archive, reader, self.first + committed)
        shutil.rmtree(folder, ignore_errors=True)

    def look(self, archive: Place, reader: Engine | None, at_least: int) -> None:
        """What is there is one of the states, and no commit that was finished is missing."""
        fresh = opened(archive)
        place = place_of(fresh, self.known) if fresh else 0
        assert place > 0 or not fresh or self.first, "an archive before its first batch"
        assert place in (at_least, at_least + 1)
        if reader:
            assert place_of(reader, self.known) == place
        goes_on(archive, self.known, place)
        self.places.append(place)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("job", "rounds"), [("update", 60), ("begin", 20), ("rebuild", 20)], ids=str
)
def test_killed_at_any_moment(
    runs: Spawner, base: Place, tmp_path: Path, job: str, rounds: int
) -> None:
    """A hundred times, more than half of them within a commit."""
    rng = random.Random(job)
    after = State().added(REBUILT[0]).added(REBUILT[1])
    killing = {
        "update": Killing(runs, base, "update", (BASE, LAST), states(), BASE, rng),
        "begin": Killing(runs, base, "update", (0, BASE), states(), 0, rng),
        "rebuild": Killing(runs, base, "rebuild", (), (State(), states()[BASE], after), 1, rng),
    }[job]
    killing.measure(tmp_path / "measured")
    for number in range(rounds):
        aim = rng.randrange(1, len(killing.times)) if number % 5 > 1 else 0
        killing.strike(tmp_path / str(number), aim)
    assert len(set(killing.places)) > (1 if job == "rebuild" else 2), "kills at different moments"


def run_with_power_cuts(archive: Place, patch: pytest.MonkeyPatch) -> int:
    """Run all steps and a rebuild; the number of disks that were looked at.

    Only what Python writes can be watched: tantivy waits for the disk in Rust.
    """
    done = 0
    known = (*states(), State().added(*REBUILT))
    looking = False

    def look(content: dict[str, bytes]) -> None:
        nonlocal looking
        if looking:
            return
        looking = True
        copy = archive.folder.parent / "after"
        copy.mkdir()
        for name, data in content.items():
            (copy / name).write_bytes(data)
        fresh = opened(replace(archive, folder=copy))
        place = place_of(fresh, known) if fresh else 0
        assert place in (done, done + 1), f"{place} where {done} had been committed"
        shutil.rmtree(copy)
        looking = False

    archive.folder.mkdir()
    disk = Disk(archive.folder, look)
    with patch.context() as within:
        disk.install(within)
        engine = open_engine(archive.address, "write")
        for step in STEPS:
            step.run(engine)
            done += 1
            disk.committed()
        rebuilding = open_engine(archive.address, "rebuild")
        rebuilding.add(REBUILT)
        rebuilding.publish()
        done += 1
        disk.committed()
        rebuilding.close()
    return disk.looks


@pytest.mark.slow
def test_power_is_cut_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_with_power_cuts(Place("whoosh", tmp_path / "archive"), monkeypatch) > 5 * LAST


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("module", [whoosh_storage, folders], ids=lambda m: m.__name__)
def test_a_commit_that_does_not_wait_for_the_disk_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any
) -> None:
    monkeypatch.setattr(module, "sync", lambda _: None)
    with pytest.raises((AssertionError, EngineError)):
        run_with_power_cuts(Place("whoosh", tmp_path / "archive"), monkeypatch)


@pytest.mark.slow
def test_a_reader_sees_what_another_process_committed_at_once(
    runs: Spawner, base: Place, tmp_path: Path
) -> None:
    archive = copied(base, tmp_path / "archive")
    reader = open_engine(archive.address)
    held = reader.document("d3-0")
    for place in range(BASE, LAST):
        assert reader.document("d3-0") == states()[place].documents.get("d3-0")
        child = runs.start("update", archive, place, place + 1)
        runs.said("finished")
        assert place_of(reader) == place + 1
        runs.finish(child)
    child = runs.start("rebuild", archive)
    runs.said("finished")
    assert place_of(reader, (State().added(*REBUILT),)) == 0
    runs.finish(child)
    assert held != reader.document("d3-0")


def test_a_reader_answers_while_a_batch_is_written(
    base: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = copied(base, tmp_path / "archive")
    reader, writer = open_engine(archive.address), open_engine(archive.address, "write")
    assert place_of(reader) == BASE
    real, seen = StoredEngine._commit, []

    def commit(*arguments: Any, **how: Any) -> None:
        seen.append((place_of(reader), place_of(open_engine(archive.address))))
        real(*arguments, **how)
        seen.append((place_of(reader), place_of(open_engine(archive.address))))

    monkeypatch.setattr(StoredEngine, "_commit", commit)
    STEPS[BASE].run(writer)
    assert seen == [(BASE, BASE), (BASE + 1, BASE + 1)]


def test_an_old_state_is_read_to_its_end(base: Place, tmp_path: Path) -> None:
    """A page that was begun before a commit is finished with what it began with."""
    archive = copied(base, tmp_path / "archive")
    engine = open_engine(archive.address)
    snapshot = engine._now()  # type: ignore[attr-defined]
    writer = open_engine(archive.address, "write")
    for step in STEPS[BASE:]:
        step.run(writer)
    rebuilding = open_engine(archive.address, "rebuild")
    rebuilding.add(REBUILT)
    rebuilding.publish()
    rebuilding.close()
    numbers = snapshot.columns.number_of
    found = {each: snapshot.document(number) for each, number in numbers.items()}
    assert found == states()[BASE].documents
    assert snapshot.vocabulary()


@pytest.mark.slow
def test_a_killed_writer_leaves_no_lock(
    runs: Spawner, base: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.folderlock.WAIT", 0.1)
    archive = copied(base, tmp_path / "archive")
    writer = open_engine(archive.address, "write")
    child = runs.start("hold", archive)
    runs.said("holds")
    for attempt in (
        lambda: STEPS[BASE].run(writer),
        lambda: open_engine(archive.address, "rebuild"),
    ):
        with pytest.raises(IndexBusy, match="另一个程序正在写这个索引；请等它结束后重试"):
            attempt()
    assert place_of(writer) == BASE
    runs.kill(child)
    STEPS[BASE].run(writer)
    assert place_of(writer) == BASE + 1


@pytest.mark.slow
def test_a_second_writer_waits_for_the_first(
    runs: Spawner, base: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it then writes comes on top of what the first one has committed."""
    archive = copied(base, tmp_path / "archive")
    first = open_engine(archive.address, "write")
    real, children = StoredEngine._commit, []

    def commit(*arguments: Any, **how: Any) -> None:
        children.append(runs.start("update", archive, BASE + 1, BASE + 2))
        real(*arguments, **how)

    monkeypatch.setattr(StoredEngine, "_commit", commit)
    STEPS[BASE].run(first)
    runs.finish(*children)
    assert place_of(first) == BASE + 2
