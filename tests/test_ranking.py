"""Pages of an order: the quick way to the best few is the same as sorting everything."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.columns import Columns, Row
from search.document import Document, Issue
from search.query import SORTS
from search.ranking import page_of


def columns(days: list[int]) -> Columns:
    """A document of three passages for each day, with a hole before each."""
    rows = [
        Row(
            Document(f"d{i}", "i", "", issued=date(2018, 1, 1) + timedelta(day)),
            Issue("i"),
            first=4 * i + 1,
            kinds="Tpf",
            lengths=(1, 2, 3),
        )
        for i, day in enumerate(days)
    ]
    return Columns(rows, 4 * len(days), [Issue("i")])


@pytest.mark.slow
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=12),
    st.integers(1, 50),
    st.sampled_from(SORTS),
    st.randoms(use_true_random=False),
)
def test_a_page_is_the_head_of_the_whole_order(days, end, sort, rng) -> None:  # type: ignore[no-untyped-def]
    known = columns(days)
    scores = np.array([rng.choice([0.0, 1.0, 2.5]) for _ in range(known.size)])
    mask = known.is_passage & np.array([rng.random() < 0.7 for _ in range(known.size)])

    def place(n: int) -> tuple[float, ...]:
        day, reading = days[n // 4], n
        return {
            "relevance": (-scores[n], -day, reading),
            "newest": (-day, reading),
            "oldest": (day, reading),
            "reading": (reading,),
        }[sort]

    expected = sorted(np.flatnonzero(mask).tolist(), key=place)[:end]
    assert page_of(mask, scores, known, sort, end).tolist() == expected


def test_holes_are_no_passages() -> None:
    known = columns([0, 1])
    assert known.is_passage.tolist() == [False, True, True, True] * 2
    assert known.passages == 6
    assert known.is_title.tolist() == [False, True, False, False] * 2
    assert known.number_of == {"d0": 0, "d1": 1}


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_found_has_no_pages(sort: str) -> None:
    known = columns([0])
    nothing = np.zeros(known.size, dtype=np.bool_)
    assert page_of(nothing, np.zeros(known.size), known, sort, 20).tolist() == []
