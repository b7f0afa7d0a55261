"""Whatever batches are written, an archive holds and finds what their model holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search import state as states
from search import writing as module
from search.document import Document, Edition, Issue, passages
from search.inversion import invert
from search.state import State as Blocks
from search.writing import Writing
from tests.keeping import Keeping, finds, holds
from tests.material import blocks
from tests.tiny_archive import STEPS, State, Step, edition

TEXTS = ("民政工作。", "人民政府办公厅", "PM2.5与COVID-19", "。", "各地要抓好落实，民政", "\ud800")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """One of a few documents, in one of many versions; some have no passage."""
    number = draw(st.integers(0, 5))
    texts = draw(st.lists(st.sampled_from(TEXTS), max_size=4))
    return Document(f"d{number}", "anywhere", "标题", blocks=blocks("", *texts))


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    number = draw(st.integers(0, 3))
    issue = Issue(f"i{number}", "公报", 2000 + number, draw(st.integers(1, 9)))
    return Edition(issue, tuple(draw(st.lists(documents(), max_size=4))))


def by_issue(found: list[Edition]) -> tuple[Edition, ...]:
    """One edition for each issue, as an engine sees to it."""
    return tuple({each.issue.id: each for each in found}.values())


steps = st.builds(Step, st.lists(editions(), min_size=1, max_size=3).map(by_issue)) | st.builds(
    Step, remove=st.lists(st.sampled_from(["i0", "i1", "i2", "i3", "i9"])).map(tuple)
)


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """A few passages fill a block, and a few blocks are made one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(states, "FACTOR", 3)
        patch.setattr(states, "FULL", 5)
        for each in (states, module):
            patch.setattr(each, "MOST_PASSAGES", 10)
        yield


def run(given_: list[Step], tidies: list[bool]) -> Keeping:
    keeping, ever = Keeping(), [State()]
    for step, tidy in zip(given_, tidies, strict=False):
        keeping.run(step)
        ever.append(step.after(ever[-1]))
        holds(keeping.now, ever[-1])
        if tidy:
            keeping.tidy()
            holds(keeping.now, ever[-1])
            assert sum(block.dead for block in keeping.now.state.blocks) <= sum(
                block.alive for block in keeping.now.state.blocks
            )
    finds(keeping.now, *ever)
    return keeping


@given(st.lists(steps, max_size=7), st.lists(st.booleans(), min_size=7, max_size=7))
@example([Step(add=(edition(1, 1), edition(2, 1), edition(3, 1)))] * 2, [True] * 7)
def test_any_batches(given_: list[Step], tidies: list[bool]) -> None:
    run(given_, tidies)


def test_the_steps_of_the_tiny_archive() -> None:
    run(list(STEPS), [True] * len(STEPS))


def edition_of(number: int, *sizes: int) -> Edition:
    """An issue of documents that have so many passages."""
    documents = tuple(
        Document(f"i{number}d{place}", "i", "标题", blocks=blocks(*["民政"] * size) if size else ())
        for place, size in enumerate(sizes)
    )
    return Edition(Issue(f"i{number}"), documents)


@pytest.mark.parametrize(
    ("sizes", "blocks_"),
    [
        ([()], [0]),
        ([(0,)], [0]),
        ([(5,), (3, 2), (2, 3)], [10, 5]),
        ([(5,), (6,), (4,), (1,)], [5, 10, 1]),
        ([(5, 6, 4, 1)], [16]),
        ([(11,), (1,)], [11, 1]),
        ([(1,), (30,), (30,), (2,), (8,)], [1, 30, 30, 10]),
        ([(10,), (), (0,), (1,)], [10, 1]),
    ],
)
def test_a_batch_is_as_few_blocks_as_have_room(
    sizes: list[tuple[int, ...]], blocks_: list[int]
) -> None:
    keeping = Keeping()
    made = [edition_of(number, *each) for number, each in enumerate(sizes)]
    keeping.run(Step(add=tuple(made)))
    assert [block.passages for block in keeping.now.state.blocks] == blocks_
    assert keeping.store.commits == 2, "in one commit"
    holds(keeping.now, State().added(*made))
    finds(keeping.now)


def test_an_issue_stays_in_its_order_when_what_came_with_it_goes() -> None:
    keeping, second = Keeping(), edition_of(2, 2, 2, 1)
    keeping.run(Step(add=(edition_of(1, 7), second)))
    keeping.run(Step(remove=("i1",)))
    keeping.tidy()
    assert keeping.now.columns.ids == [each.id for each in second.documents]


def test_what_is_gone_whole_is_dropped_unread() -> None:
    keeping = Keeping()
    keeping.run(Step(add=(edition(1, 1, (0,)), edition(2, 1, (0,)))))
    keeping.run(Step(add=(edition(3),)))
    view = keeping.store.view()
    keeping.now._view = view
    keeping.run(Step(remove=("i1", "i2")))
    assert [block.number for block in keeping.now.state.blocks] == [2]
    assert set(keeping.store.blocks) == {states.STATE_BLOCK, 2}
    assert view.asked == []


def test_blocks_that_are_made_one_are_read_and_gone() -> None:
    keeping = Keeping()
    for number in range(1, 5):
        keeping.run(Step(add=(replace(edition(number), documents=()),)))
    assert len(keeping.store.blocks) == 5
    assert keeping.tidy() == 1
    assert len(keeping.store.blocks) == 2
    assert len(keeping.now.issues) == 4


def test_a_document_that_comes_twice_is_held_once() -> None:
    first, second = edition(1, 1, (0,)), edition(2, 1, (0,))
    twice = (first.documents[0], second.documents[0], replace(first.documents[0], title="另一个"))
    keeping = Keeping()
    keeping.run(Step(add=(replace(first, documents=twice), second)))
    held = State().added(replace(first, documents=twice), second)
    assert {each.issue for each in held.documents.values()} == {"i1", "i2"}
    holds(keeping.now, held)
    finds(keeping.now)


def test_a_number_is_never_used_again() -> None:
    keeping, seen = Keeping(), set()
    for number in range(1, 9):
        keeping.run(Step(add=(edition(number % 2),)))
        new = {block.number for block in keeping.now.state.blocks} - seen
        assert len(new) == 1
        seen |= new
    keeping.run(Step(remove=("i0", "i1")))
    assert keeping.now.state == Blocks((), max(seen) + 1)


def test_nothing_is_cut_where_nothing_is_added() -> None:
    keeping = Keeping()
    keeping.run(Step(add=(edition(1), edition(2))))
    cut: list[int] = []

    def counting(found: object) -> object:
        cut.append(1)
        return invert(found)  # type: ignore[arg-type]

    writing = Writing(keeping.now, counting)  # type: ignore[arg-type]
    writing.remove({"i1"}, set())
    assert len(writing.changes().put) == 1
    assert cut == []
    assert sum(len(passages(each)) for each in edition(2).documents) == 6
