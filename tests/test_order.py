"""Orders: the quick way to the first passages and documents is the same as sorting everything."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.columns import Columns, Row
from search.document import Document, Issue
from search.order import best_of, first_documents, first_passages
from search.query import RELEVANCE, SORTS
from search.selection import Selection


def columns(days: list[int]) -> Columns:
    """A document of three passages for each day (-1: without one), with a hole before each."""
    issued = [date(2018, 1, 1) + timedelta(day) if day >= 0 else None for day in days]
    rows = [
        Row(
            Document(f"d{i}", "i", "", issued=day),
            Issue("i"),
            first=4 * i + 1,
            kinds="Tpf",
            lengths=(1, 2, 3),
        )
        for i, day in enumerate(issued)
    ]
    return Columns(rows, 4 * len(days), [Issue("i")])


def some(known: Columns, rng: Random) -> Selection:
    chosen = np.array([rng.random() < 0.7 for _ in known.document], dtype=np.bool_)
    return Selection(known, known.is_passage & chosen)


def place(days: list[int], sort: str, number: int, score: float) -> tuple[float, ...]:
    """What a sort of everything would sort by."""
    day = days[number // 4]
    return {
        "relevance": (-score, -day, number),
        "newest": (-day, number),
        "oldest": (day < 0, day, number),
        "reading": (number,),
    }[sort]


DAYS = st.lists(st.integers(-1, 3), min_size=1, max_size=12)
RANDOMS = st.randoms(use_true_random=False)


@given(DAYS, st.integers(1, 50), st.sampled_from(SORTS), RANDOMS)
def test_a_page_is_the_head_of_the_whole_order(
    days: list[int], end: int, sort: str, rng: Random
) -> None:
    selection = some(columns(days), rng)
    numbers = selection.passages.tolist()
    scores = np.array([rng.choice([0.0, 1.0, 2.5]) for _ in numbers])
    score = dict(zip(numbers, scores, strict=True))
    expected = sorted(numbers, key=lambda n: place(days, sort, n, score[n]))[:end]
    found = first_passages(selection, scores if sort == RELEVANCE else None, sort, end)
    assert selection.passages[found].tolist() == expected


@given(DAYS, st.integers(0, 9), st.integers(1, 9), st.sampled_from(SORTS), RANDOMS)
def test_documents_stand_where_the_first_of_their_passages_would(
    days: list[int], start: int, size: int, sort: str, rng: Random
) -> None:
    selection = some(columns(days), rng)
    numbers = selection.passages.tolist()
    scores = np.array([rng.choice([0.0, 1.0, 2.5]) for _ in numbers])
    score = dict(zip(numbers, scores, strict=True))
    ordered = sorted(numbers, key=lambda n: place(days, sort, n, score[n]))
    documents = list(dict.fromkeys(number // 4 for number in ordered))[start : start + size]
    found = first_documents(selection, scores, sort, start, start + size)
    own = {key: list(group) for key, group in groupby(numbers, key=lambda n: n // 4)}
    assert [selection.passages[each].tolist() for each in found] == [own[d] for d in documents]
    for slots, document in zip(found, documents, strict=True):
        best = sorted(own[document], key=lambda n: (-score[n], n))[:2]
        expected = best if sort == RELEVANCE else sorted(best)
        shown = list(best_of(slots, scores, sort, 2))
        assert selection.passages[shown].tolist() == expected


def test_holes_are_no_passages() -> None:
    known = columns([0, 1])
    assert known.is_passage.tolist() == [False, True, True, True] * 2
    assert known.passages == 6
    assert known.is_title.tolist() == [False, True, False, False] * 2
    assert known.number_of == {"d0": 0, "d1": 1}


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_found_has_no_pages(sort: str) -> None:
    known = columns([0])
    nothing = Selection(known, np.zeros(known.size, dtype=np.bool_))
    assert first_passages(nothing, np.zeros(0), sort, 20).tolist() == []
    assert first_documents(nothing, np.zeros(0), sort, 0, 20) == []
