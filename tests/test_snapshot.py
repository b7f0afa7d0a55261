"""One state of an archive: what is read of it, what is not read again, and when it goes."""

from __future__ import annotations

import gc
import json
import threading
import weakref
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest

from search.block import ROWS, WORDS, whole
from search.document import Edition, Issue
from search.engine import EngineError, IndexBroken
from search.snapshot import Snapshot
from search.spelling import Speller
from search.state import STATE, STATE_BLOCK
from tests.keeping import NOWHERE, Keeping, finds, holds
from tests.material import document
from tests.memory_store import Kept, MemoryView
from tests.tiny_archive import State, Step, edition, states


@pytest.fixture
def keeping() -> Keeping:
    """Three blocks; something is gone of the first and of the second."""
    made = Keeping()
    made.run(Step(add=(edition(1), edition(2), edition(3))))
    made.run(Step(add=(edition(2, 2), edition(4))))
    made.run(Step(remove=("i1", "i4")))
    made.run(Step(add=(edition(5),)))
    assert [bool(block.gone) for block in made.now.state.blocks] == [True, True, False]
    return made


HELD = State().added(edition(3), edition(2, 2), edition(5))


def watched(keeping: Keeping) -> MemoryView:
    """The view of the last state."""
    view = keeping.now._view
    assert isinstance(view, MemoryView)
    return view


def test_what_is_gone_is_not_there(keeping: Keeping) -> None:
    holds(keeping.now, HELD)
    finds(keeping.now, HELD, *states()[1:3])


def test_a_state_read_afresh_is_the_same(keeping: Keeping) -> None:
    fresh = Snapshot(keeping.store.view(), NOWHERE)
    holds(fresh, HELD)
    finds(fresh, HELD)
    assert fresh.columns.rows == keeping.now.columns.rows


def test_words_that_are_gone_are_forgotten_when_their_block_is(keeping: Keeping) -> None:
    noted = document(6, "财政预算", "财政", "环境保护")
    keeping.run(Step(add=(Edition(Issue("i6"), (noted, document(7, "审计"))),)))
    words = keeping.now.vocabulary()
    assert [word for word, _ in words] == sorted(dict(words))
    assert (dict(words)["财政"], dict(words)["审计"]) == (2, 1)
    keeping.run(Step(add=(Edition(Issue("i7"), (replace(noted, title="环境"),)),)))
    assert dict(keeping.now.vocabulary())["财政"] == 4, "its block is still there"
    keeping.run(Step(remove=("i6",)))
    assert dict(keeping.now.vocabulary())["财政"] == 2
    assert "审计" not in dict(keeping.now.vocabulary())


def test_after_a_commit_only_what_is_new_is_read(keeping: Keeping) -> None:
    assert watched(keeping).asked == [(STATE_BLOCK, STATE), (3, ROWS)]
    keeping.run(Step(remove=("i5",)))
    assert watched(keeping).asked == [(STATE_BLOCK, STATE)]
    holds(keeping.now, HELD.removed("i5"))


def test_words_are_counted_once_until_their_block_is_gone(keeping: Keeping) -> None:
    def counted() -> list[int]:
        before = len(watched(keeping).asked)
        words = keeping.now.vocabulary()
        assert words == Snapshot(keeping.store.view(), NOWHERE).vocabulary()
        return sorted(block for block, key in watched(keeping).asked[before:] if key == WORDS)

    assert counted() == [1, 2, 3]
    assert counted() == []
    keeping.run(Step(add=(edition(6),)))
    assert counted() == [4]
    keeping.run(Step(add=(edition(7),)))
    keeping.run(Step(add=(edition(6, 2), edition(3, 2))))
    assert counted() == [2, 3, 5, 6], "block 1 is gone, and block 4"


def test_a_text_is_read_once_whatever_is_committed(keeping: Keeping) -> None:
    number = keeping.now.columns.number_of["d3-0"]
    document = keeping.now.document(number)
    keeping.run(Step(add=(edition(6),)))
    after = keeping.now
    assert after.document(after.columns.number_of["d3-0"]) is document
    first = after.columns.rows[after.columns.number_of["d3-0"]].first
    assert after.passage(first).text == after.shown(first).text == document.title
    assert [key for _, key in watched(keeping).asked if key.startswith("whole")] == []


def test_a_text_that_was_replaced_is_read_anew(keeping: Keeping) -> None:
    keeping.now.document(keeping.now.columns.number_of["d5-0"])
    keeping.run(Step(add=(edition(5, 2),)))
    found = keeping.now.document(keeping.now.columns.number_of["d5-0"])
    assert found == edition(5, 2).documents[0]


def test_places_are_read_once(keeping: Keeping) -> None:
    asked: list[tuple[str, str]] = []
    packed = watched(keeping).packed

    def counted(field: str, term: str) -> list[tuple[int, bytes]]:
        asked.append((field, term))
        return packed(field, term)

    watched(keeping).packed = counted  # type: ignore[method-assign]
    for _ in range(3):
        keeping.now.places("tokens", "通")
        keeping.now.counts("tokens", "通")
        keeping.now.places("tokens", "无")
    assert len(asked) == len(set(asked)) + 1 == 3


def learners() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name.endswith("(_learn)")]


def test_words_are_learnt_beside_the_answers_one_state_at_a_time(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    learn = Speller.learn
    monkeypatch.setattr(Speller, "learn", lambda self: go_on.wait() and learn(self))
    first = keeping.now.speller
    for number in range(6, 10):
        keeping.run(Step(add=(edition(number),)))
        assert keeping.now.speller is first
    [learner] = learners()
    go_on.set()
    learner.join()
    # The last state is told at the next question, beside which it learns.
    assert keeping.now.speller
    for thread in learners():
        thread.join()
    assert keeping.now.speller is not first
    assert learners() == []


def test_it_goes_when_nobody_uses_it(keeping: Keeping) -> None:
    """With its posting lists and its files, without waiting for a search for cycles."""
    gc.collect()
    gc.disable()
    try:
        now = keeping.now
        holds(now, HELD)
        finds(now)
        assert now.shown(now.columns.rows[0].first)
        assert now.vocabulary()
        assert now.catalogue
        assert now.speller
        keeping.run(Step(add=(edition(7),)))
        gone, view = weakref.ref(now), weakref.ref(now._view)
        del now
        assert gone() is None
        assert view() is None
    finally:
        gc.enable()


def test_what_is_closed_is_read_no_more(keeping: Keeping) -> None:
    view = watched(keeping)
    keeping.now.close()
    assert view.closed
    for read in (
        lambda: keeping.now.places("tokens", "通"),
        lambda: keeping.now.document(0),
        keeping.now.vocabulary,
    ):
        with pytest.raises(IndexBroken):
            read()


def without(keeping: Keeping, block: int, key: str) -> None:
    del keeping.store.blocks[block].records[key]


def garbled(keeping: Keeping, block: int, key: str) -> None:
    keeping.store.blocks[block].records[key] = b'{"blocks": [3'


def cut_short(keeping: Keeping, *_: object) -> None:
    for block, kept in keeping.store.blocks.items():
        terms = {key: data[:-1] for key, data in kept.terms.items()}
        keeping.store.blocks[block] = Kept(kept.records, terms)


def out_of_range(keeping: Keeping, *_: object) -> None:
    for block, kept in keeping.store.blocks.items():
        terms = {key: b"\xff" * len(data) for key, data in kept.terms.items()}
        keeping.store.blocks[block] = Kept(kept.records, terms)


def of_another(keeping: Keeping, block: int, key: str) -> None:
    rows = json.loads(keeping.store.blocks[block].records[key])
    rows["issues"] = []
    keeping.store.blocks[block].records[key] = json.dumps(rows).encode()


@pytest.mark.parametrize("damage", [without, garbled])
@pytest.mark.parametrize(
    ("block", "key"),
    [(STATE_BLOCK, STATE), (1, ROWS), (3, ROWS), (3, WORDS), (3, whole(0))],
)
def test_damaged_records_are_an_own_error(
    keeping: Keeping, damage: Callable[[Keeping, int, str], None], block: int, key: str
) -> None:
    damage(keeping, block, key)
    with pytest.raises(EngineError, match="--rebuild"):
        read_all(keeping)


@pytest.mark.parametrize("damage", [cut_short, out_of_range, of_another])
def test_damaged_places_are_an_own_error(
    keeping: Keeping, damage: Callable[[Keeping, int, str], None]
) -> None:
    damage(keeping, 1, ROWS)
    with pytest.raises(EngineError, match="--rebuild"):
        read_all(keeping)


def read_all(keeping: Keeping) -> None:
    now = Snapshot(keeping.store.view(), NOWHERE)
    now.vocabulary()
    for number in range(len(now.columns.rows)):
        now.document(number)
    now.places("tokens", "通")


def test_where_no_thread_may_be_started_the_next_state_is_read(
    keeping: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    before = keeping.now.speller
    monkeypatch.setattr(Thread, "start", refused)
    keeping.run(Step(add=(edition(6),)))
    holds(keeping.now, HELD.added(edition(6)))
    assert keeping.now.speller is not before
