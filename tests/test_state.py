"""Blocks are made one before there are many, none grows too large, and nothing gets lost."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.block import MOST_PASSAGES
from search.state import FACTOR, FULL, BlockState, State

#: So many blocks below FULL may stand side by side: fewer than FACTOR of each size.
SIZES = 5
MOST_SMALL = SIZES * (FACTOR - 1)


@st.composite
def block_states(draw: st.DrawFn) -> BlockState:
    """A block of some documents, of which some are gone, with the passages of these."""
    sizes = draw(st.lists(st.sampled_from([0, 1, 5, 60, 700, 8_000, 16_000]), max_size=4))
    gone = draw(st.sets(st.integers(0, len(sizes) - 1))) if sizes else set()
    issues = draw(st.integers(0, 3))
    left = draw(st.sets(st.integers(0, issues - 1))) if issues else set()
    dead = sum(sizes[place] for place in gone)
    whole = BlockState(0, sum(sizes), len(sizes), issues)
    return whole.without(gone, left, dead)


@st.composite
def states(draw: st.DrawFn) -> State:
    found = draw(st.lists(block_states().filter(lambda block: not block.is_empty), max_size=24))
    numbered = tuple(replace(block, number=number) for number, block in enumerate(found, 1))
    return State(numbered, len(numbered) + 1)


def made_one(state: State, blocks: tuple[BlockState, ...]) -> State:
    """What is left of some blocks, as a new one behind the others."""
    new = BlockState(
        state.following,
        sum(block.alive for block in blocks),
        sum(block.documents - len(block.gone) for block in blocks),
        sum(block.issues - len(block.gone_issues) for block in blocks),
    )
    kept = tuple(block for block in state.blocks if block not in blocks)
    return State((*kept, new), state.following + 1)


def left(state: State) -> tuple[int, int, int]:
    """The passages, documents and issues that are there."""
    return (
        sum(block.alive for block in state.blocks),
        sum(block.documents - len(block.gone) for block in state.blocks),
        sum(block.issues - len(block.gone_issues) for block in state.blocks),
    )


def tidied(state: State) -> tuple[State, int]:
    """The state when nothing is untidy any more, and how many passages were written for it."""
    written = 0
    while blocks := state.untidy():
        assert len(set(blocks)) == len(blocks)
        assert set(blocks) <= set(state.blocks)
        assert sum(block.alive for block in blocks) <= MOST_PASSAGES
        wasted = len(state.blocks) + sum(block.dead for block in state.blocks)
        written += sum(block.alive for block in blocks)
        before, state = left(state), made_one(state, blocks)
        assert left(state) == before
        # Each step takes blocks or dead passages away, so that there is a last one.
        assert len(state.blocks) + sum(block.dead for block in state.blocks) < wasted
    return state, written


@given(states())
def test_it_is_read_as_it_was_written(state: State) -> None:
    assert State.load(state.dump()) == state


@given(states())
def test_what_is_untidy_becomes_tidy(state: State) -> None:
    tidy, _ = tidied(state)
    assert all(block.dead <= block.alive for block in tidy.blocks)
    assert sum(block.alive < FULL for block in tidy.blocks) <= MOST_SMALL


def test_a_block_that_is_mostly_gone_is_written_anew_alone() -> None:
    whole = BlockState(1, 100, 10, 1)
    half, less = whole.without(range(5), (), 50), whole.without(range(6), (), 60)
    assert State((half,)).untidy() == ()
    assert State((whole, less)).untidy() == (less,)


def test_blocks_of_like_size_are_made_one() -> None:
    small = tuple(BlockState(number, 3, 1, 1) for number in range(1, FACTOR + 1))
    large = BlockState(100, 3_000, 1, 1)
    assert State((*small[1:], large)).untidy() == ()
    assert State((*small[:4], large, *small[4:])).untidy() == small


def test_no_more_are_made_one_than_a_block_has_room_for() -> None:
    almost = tuple(BlockState(number, FULL - 1, 9, 1) for number in range(1, FACTOR + 1))
    assert State(almost).untidy() == almost[: MOST_PASSAGES // (FULL - 1)]


def test_full_blocks_stay() -> None:
    full = tuple(BlockState(number, FULL, 9, 1) for number in range(1, 40))
    assert State(full).untidy() == ()


def test_more_may_be_gone_of_what_is_partly_gone() -> None:
    block = BlockState(1, 10, 3, 2).without((1,), (1,), 4).without((0, 1), (0,), 3)
    assert (block.gone, block.gone_issues, block.dead, block.alive) == ((0, 1), (0, 1), 7, 3)
    assert not block.is_empty
    assert block.without((2,), (), 3).is_empty


@pytest.mark.parametrize("seed", range(3))
def test_many_updates_leave_few_blocks(seed: int) -> None:
    """Two thousand issues, one after the other; every third replaces one of before."""
    rng = random.Random(seed)
    state, added, written = State(), 0, 0
    for _ in range(2_000):
        size = rng.choice([3, 40, 200, 900])
        new = BlockState(state.following, size, 1, 1)
        blocks = list(state.blocks)
        if blocks and rng.random() < 1 / 3:
            blocks = _one_replaced(blocks, size, rng)
        state, more = tidied(State((*blocks, new), state.following + 1))
        added += size
        written += more
        full = sum(block.alive >= FULL for block in state.blocks)
        assert len(state.blocks) <= MOST_SMALL + full
        assert full <= added / FULL
    assert written <= SIZES * added, "a passage moves on to a larger size a few times"


def _one_replaced(blocks: list[BlockState], size: int, rng: random.Random) -> list[BlockState]:
    """A document of about a size is gone from some block."""
    place = rng.randrange(len(blocks))
    old = blocks[place]
    free = sorted({*range(old.documents)} - {*old.gone})
    if len(free) < 2 or old.alive <= size:
        return blocks[:place] + blocks[place + 1 :]
    blocks[place] = old.without(free[:1], (), size)
    return blocks
