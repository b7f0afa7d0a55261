"""The load test asks what it says and reads what its tool prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search.engine import Engine, open_engine
from search.query import Query
from tests import gazette, load_test, load_update
from tests.httperf import Load, command, read, targets
from tests.load_report import Memory, Outcome, report
from tests.load_test import during, main, processor, queries, resident, server, summed, visible

#: What httperf 0.9.0 prints, asked for its histogram.
PRINTED = """\
httperf --verbose --verbose --hog --client=0/1 --server=127.0.0.1 --port=8765 --rate=20
httperf: accessing URI `/?q=%E8%B4%A2'
Maximum connect burst length: 2

Connection lifetime histogram (time in ms):
             0.5 46
             1.5 4
             :
            12.5 2
             :
            64.5 5

Total: connections 60 requests 59 replies 57 test-duration 2.850 s

Connection rate: 20.3 conn/s (49.2 ms/conn, <=4 concurrent connections)
Connection time [ms]: min 0.4 avg 8.0 max 64.4 median 2.5 stddev 14.9
Connection time [ms]: connect 0.1
Connection length [replies/conn]: 1.000

Request rate: 20.3 req/s (49.2 ms/req)
Request size [B]: 66.0

Reply rate [replies/s]: min 0.0 avg 0.0 max 0.0 stddev 0.0 (0 samples)
Reply time [ms]: response 7.9 transfer 0.0
Reply size [B]: header 194.0 content 113.0 footer 0.0 (total 307.0)
Reply status: 1xx=0 2xx=54 3xx=0 4xx=1 5xx=2

CPU time [s]: user 0.27 system 1.45 (user 9.2% system 49.2% total 58.4%)
Net I/O: 7.4 KB/s (0.1*10^6 bps)

Errors: total 3 client-timo 2 socket-timo 0 connrefused 1 connreset 0
Errors: fd-unavail 0 addrunavail 0 ftab-full 0 other 0
"""


def test_what_httperf_printed() -> None:
    load = read(PRINTED)
    assert (load.requests, load.replies, load.seconds) == (59, 57, 2.85)
    assert (load.refused, load.errors, load.most) == (3, 3, 64.4)
    assert load.histogram == ((1.0, 46), (2.0, 4), (13.0, 2), (65.0, 5))
    assert load.rate == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("share", "milliseconds"), [(0.5, 1), (46 / 57, 1), (0.85, 2), (0.91, 13), (0.95, 64.4)]
)
def test_percentiles(share: float, milliseconds: float) -> None:
    assert read(PRINTED).percentile(share) == milliseconds


@given(st.lists(st.integers(0, 50), min_size=1), st.floats(0.01, 1))
def test_percentiles_are_those_of_the_times(times: list[int], share: float) -> None:
    counted = tuple((float(each), times.count(each)) for each in sorted(set(times)))
    load = Load(len(times), len(times), 1.0, 0, 0, counted, max(times))
    below = sum(each <= load.percentile(share) for each in times)
    assert below >= share * len(times)
    assert sum(each < load.percentile(share) for each in times) < share * len(times)


@pytest.mark.parametrize("end", [0, 100, PRINTED.index("Errors")])
def test_a_report_that_breaks_off_is_refused(end: int) -> None:
    with pytest.raises(ValueError, match="no report"):
        read(PRINTED[:end])


def test_nothing_answered() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Load(1, 0, 1.0, 0, 1, (), 0.0).percentile(0.5)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)))
def test_targets_say_the_queries(texts: list[str]) -> None:
    paths = targets(texts).split(b"\0")
    assert paths.pop() == b""
    found = [parse_qs(urlsplit(path.decode("ascii")).query)["q"] for path in paths]
    assert found == [[text] for text in texts]


def test_the_command() -> None:
    made = command(8000, 2.5, 60, "addresses")
    assert {"--rate=2.5", "--num-conns=150", "--port=8000", "--wlog=y,addresses"} <= set(made)


@pytest.mark.slow
def test_the_mix_comes_from_the_index(engine: Engine, client: FlaskClient) -> None:
    texts = queries(engine)
    assert len(texts) == 300
    found = [engine.search(Query(text, size=1)).total for text in texts[::10]]
    assert all(found)
    path = targets(texts[:1]).rstrip(b"\0").decode()
    assert client.get(path).status_code == 200


def test_the_issue_is_updated_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"whoosh:{tmp_path / 'index'}"
    with closing(open_engine(address, "write")) as engine:
        engine.add([gazette.EDITION])
    totals = []
    for marker in (["zhuizaa"], ["zhuizab"], []):
        before = time.monotonic()
        monkeypatch.setattr(sys, "argv", ["load_update", address, *marker])
        load_update.main()
        assert before <= float(capsys.readouterr().out) <= time.monotonic()
        with closing(open_engine(address)) as engine:
            totals.append([engine.search(Query(f'"zhuiza{end}"')).total for end in "ab"])
    assert totals == [[1, 0], [0, 1], [0, 0]]


def test_visible(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(load_test, "POLL_EVERY", 0.0)
    answers = iter([False, False, True])
    delay = visible(lambda: next(answers), time.monotonic())
    assert delay is not None
    assert 0 <= delay < load_test._GIVEN_UP
    assert visible(lambda: True, time.monotonic() - load_test._GIVEN_UP) is None
    assert "given up" in capsys.readouterr().err


def test_something_is_done_as_long_as_a_process_runs() -> None:
    done: list[int] = []
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:

        def work(number: int) -> None:
            done.append(number)
            if number == 3:
                process.communicate(b"\n")

        during(process, 0.0, work)
    assert done == [1, 2, 3]


def test_what_a_process_uses() -> None:
    before = processor(os.getpid())
    while processor(os.getpid()) <= before:
        sum(range(10_000))
    assert processor(os.getpid()) <= time.process_time() + 0.02
    assert 10 < resident(os.getpid()) < 10_000


def test_a_log_is_summed() -> None:
    log = ["Task queue depth is 1\n", "\n", "Task queue depth is 12\n", "Error\n"]
    assert list(summed(log)) == ["2 times: Task queue depth is …", "1 times: Error"]


@pytest.mark.slow
def test_a_server_that_does_not_start_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="did not start"), server("nowhere:", "x", 1):
        raise AssertionError("it started")
    assert "nowhere" in capsys.readouterr().err


def test_memory_is_measured_when_warm() -> None:
    rising = Memory((*((t, 100.0 + t) for t in range(20)), *((t, 120 + t) for t in range(20, 101))))
    assert rising.warm[0] == (20, 140)
    assert rising.slope == pytest.approx(3600)
    assert Memory(((0.0, 5.0),)).slope == 0


def test_the_report() -> None:
    memory = Memory(((0.0, 100.0), (50.0, 150.0), (100.0, 150.0)))
    outcome = Outcome(20, read(PRINTED), 0.57, memory, (0.5, None, 2.5), 1.234)
    said = report(outcome)
    for line in (
        "| rate asked, held, a second | 20, 20.0 |",
        "| p50, ms | 1 |",
        "| p95, ms | 64 |",
        "| errors, other than 2xx | 3, 3 |",
        "| the server's processor, ms a page | 10.0 |",
        "| memory when warm, MB | 150 |",
        "| seconds until found | 0.50 to 2.50 |",
        "| later than 2 s | 2 |",
        "| first answer after the start, s | 1.23 |",
    ):
        assert line in said
    nothing = Outcome(20, read(PRINTED), 0.57, memory, (), 1.0)
    assert "| seconds until found | - |" in report(nothing)


def test_without_httperf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match="Debian: httperf"):
        main(["--index", "whoosh:nowhere"])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("httperf") is None, reason="no httperf (Debian: httperf)")
def test_a_whole_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"whoosh:{tmp_path / 'index'}"
    with closing(open_engine(address, "write")) as engine:
        engine.add([gazette.EDITION])
        held = engine.stats().passages
    main(["--index", address, "--rate", "5", "--seconds", "3", "--update-every", "1"])
    printed = capsys.readouterr().out
    assert "| pages asked for | 15 |" in printed
    assert "| errors, other than 2xx | 0, 0 |" in printed
    assert f"{held} passages in whoosh" in printed
    with closing(open_engine(address)) as engine:
        assert engine.stats().passages == held
