"""A crew gives what one process gives, whatever becomes of its processes."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from threading import Thread
from unittest.mock import Mock

import pytest

from search import crew, cutter
from search.crew import Crew
from search.document import Document, passages
from search.inversion import invert
from search.lexicon import Lexicon, load
from tests.material import ROOT, document, made_edition, sample_edition
from tests.test_inversion import holds, same

DOCUMENTS = (
    *made_edition().documents,
    document(4, "民政", "人民政府", "办公厅"),
    document(5, "财政"),
)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few passages are much to do."""
    monkeypatch.setattr(crew, "_CHUNK", 3)
    monkeypatch.setattr(crew, "WORTH", 1)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("documents", [DOCUMENTS, DOCUMENTS[:1], DOCUMENTS[-1:], ()])
def test_chunks_are_inverted_as_one(documents: tuple[Document, ...]) -> None:
    same(Crew(1).invert(documents), invert(documents))


@pytest.mark.usefixtures("tiny")
def test_chunks_are_stretches_of_some_passages() -> None:
    chunks = list(crew._chunks(DOCUMENTS))
    assert tuple(chain.from_iterable(chunks)) == DOCUMENTS
    for chunk in chunks:
        sizes = [len(passages(each)) for each in chunk]
        assert sum(sizes[:-1]) < 3
    assert len(chunks) > 2
    assert list(crew._chunks(())) == [[]]


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(
    "error",
    [
        BlockingIOError(errno.EAGAIN, "no more processes"),
        PermissionError(errno.EACCES, "no program may be run"),
        EOFError(),
    ],
)
def test_where_no_process_may_be_started_it_is_done_here(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tried: list[object] = []

    def refused(*arguments: object, **__: object) -> None:
        tried.append(arguments)
        raise error

    monkeypatch.setattr("subprocess.Popen", refused)
    some = Crew(2)
    for _ in range(2):
        same(some.invert(DOCUMENTS), invert(DOCUMENTS))
    assert len(tried) == 1, "what is broken is not tried again"


@pytest.mark.usefixtures("tiny")
def test_where_no_thread_may_be_started_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    some = Crew(2)
    some._mates = [Mock(), Mock()]
    monkeypatch.setattr(Thread, "start", refused)
    same(some.invert(DOCUMENTS), invert(DOCUMENTS))
    assert not some._mates


def test_little_is_done_here() -> None:
    some = Crew(2)
    same(some.invert(DOCUMENTS), invert(DOCUMENTS))
    assert not some._mates
    some.close()


@pytest.fixture
def working(monkeypatch: pytest.MonkeyPatch) -> Iterator[Crew]:
    """A crew of real processes, with some work for each."""
    monkeypatch.setattr(crew, "_CHUNK", 200)
    monkeypatch.setattr(crew, "WORTH", 1)
    some = Crew(2)
    yield some
    some.close()


def workers(some: Crew) -> list[int]:
    return [mate.process.pid for mate in some._mates]


@pytest.mark.slow
def test_processes_give_what_one_gives_with_the_words_in_use(working: Crew) -> None:
    never = [(word, 0) for word in ("人民政府", "办公厅")]
    cutter.use(Lexicon((), (("吉林省人", 99_999), *never)))
    try:
        documents = sample_edition().documents
        found = working.invert(documents)
        assert len(workers(working)) == 2
        same(found, invert(documents))
        assert "吉林省人" in found.fields["words"].terms
        assert "办公厅" not in found.fields["words"].terms
    finally:
        cutter.use(load())


@pytest.mark.slow
def test_processes_have_no_modules_of_the_working_directory(
    working: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('this was not to be run')")
    monkeypatch.chdir(tmp_path)
    documents = sample_edition().documents
    same(working.invert(documents), invert(documents))
    assert len(workers(working)) == 2


@pytest.mark.slow
def test_processes_that_were_killed_are_done_without(working: Crew) -> None:
    documents = sample_edition().documents
    working.invert(documents)
    for worker in workers(working):
        os.kill(worker, signal.SIGKILL)
    holds(DOCUMENTS, working.invert(DOCUMENTS))
    same(working.invert(documents), invert(documents))


@pytest.mark.slow
def test_a_crew_that_is_let_go_ends_and_begins_again(working: Crew) -> None:
    documents = sample_edition().documents
    working.invert(documents)
    before = workers(working)
    working.close()
    until(lambda: not any(map(runs, before)))
    same(working.invert(documents), invert(documents))


PARENT = """
import time
from search import crew
from tests.test_crew import working_crew, workers
print(*workers(some := working_crew()), flush=True)
time.sleep(600)
"""


def working_crew() -> Crew:
    """A crew that has worked."""
    crew._CHUNK, crew.WORTH = 200, 1
    some = Crew(2)
    some.invert(sample_edition().documents)
    return some


@pytest.mark.slow
def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, text=True, env=environment) as parent:
        assert parent.stdout is not None
        children = list(map(int, parent.stdout.readline().split()))
        assert len(children) == 2
        assert all(map(runs, children))
        parent.kill()
    until(lambda: not any(map(runs, children)))


INTERRUPTED = """
import os, signal
from search.crew import _Mate
signal.signal(signal.SIGINT, lambda *_: None)
mate = _Mate()
os.killpg(0, signal.SIGINT)
print(mate.invert([]).letters)
mate.dismiss()
"""


@pytest.mark.slow
def test_an_interrupt_is_not_for_a_process_that_is_starting() -> None:
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        start_new_session=True,
    )
    assert (run.stdout, run.stderr) == ("()\n", "")


def runs(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
