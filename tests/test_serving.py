"""The application is made ready before it is asked, and what it holds is left alone after."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engine import open_engine
from search.query import Query
from tests.material import short_edition
from web.serving import listen, prepared
from web.urls import search_url


@pytest.fixture
def thawed() -> Iterator[None]:
    """What the test has frozen is collected again."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_it_is_warmed_up_beside_the_first_answers(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"), "write")
    engine.add([short_edition()])
    known, frozen = set(threading.enumerate()), gc.get_freeze_count()
    app = prepared(engine)
    assert app.test_client().get(search_url(Query("任免"))).status_code == 200
    for thread in set(threading.enumerate()) - known:
        thread.join()
    assert gc.get_freeze_count() > frozen
    made = vars(engine._now())  # type: ignore[attr-defined]
    assert made["_speller"]
    assert made["completer"]


def test_an_address_that_is_taken_is_an_error() -> None:
    taken = listen("127.0.0.1", 0)
    with pytest.raises(OSError, match="in use"):
        listen("127.0.0.1", taken.getsockname()[1])
    taken.close()
