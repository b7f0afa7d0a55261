"""Several processes answer at one address, and none outlives the first."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.engine import open_engine
from tests.material import ROOT, short_edition
from web import cli_serve
from web.cli import main
from web.companions import POSSIBLE

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="sockets cannot be handed on here")


@pytest.fixture
def address(tmp_path: Path) -> str:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}", "write")
    engine.add([short_edition()])
    engine.close()
    return f"whoosh:{tmp_path / 'index'}"


@contextmanager
def serving(address: str, processes: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server and its address."""
    command = [sys.executable, "-m", "web.cli", "serve", "--index", address, "--port", "0"]
    command += ["--processes", str(processes)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, cwd=ROOT, text=True, start_new_session=True
    ) as server:
        try:
            assert server.stdout is not None
            url = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert url
            yield server, url[0]
        finally:
            server.kill()


def children(server: subprocess.Popen[str]) -> list[Path]:
    listed = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [Path("/proc", child) for child in listed]


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def total(url: str) -> int:
    with urllib.request.urlopen(f"{url}api/search?q=%E4%BB%BB%E5%85%8D", timeout=60) as response:
        found: int = json.load(response)["total"]
        return found


def busy(process: Path) -> int:
    """How many ticks of the processor a process has had."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@pytest.mark.slow
def test_all_answer_and_none_outlives_the_first(address: str) -> None:
    with serving(address, 2) as (server, url):
        (companion,) = children(server)
        assert total(url) > 0
        # It takes its share as soon as it listens.
        before = busy(companion)
        until(lambda: total(url) > 0 and busy(companion) > before + 20)
        server.kill()
        server.wait()
        until(lambda: not companion.exists())


@pytest.mark.slow
@pytest.mark.parametrize("answering", [False, True])
def test_an_interrupt_at_the_keyboard_ends_all_quietly(address: str, answering: bool) -> None:
    with serving(address, 2) as (server, url):
        (companion,) = children(server)
        before = busy(companion)
        until(lambda: not answering or (total(url) > 0 and busy(companion) > before + 20))
        os.killpg(server.pid, signal.SIGINT)
        _, said = server.communicate(timeout=60)
        assert server.returncode in (0, 130)
        assert not re.search("Traceback|Fatal", said), said
        until(lambda: not companion.exists())


@pytest.mark.slow
def test_one_process_is_enough(address: str) -> None:
    with serving(address, 1) as (server, url):
        assert total(url) > 0
        assert not children(server)


def test_where_sockets_cannot_be_handed_on_it_is_said(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_serve, "POSSIBLE", False)
    result = CliRunner().invoke(main, ["serve", "--index", address, "--processes", "2"])
    assert result.exit_code == 2
    assert "请去掉 --processes" in result.output
