"""The measures against figures worked out by hand from their definitions."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation import Means, evaluate, ndcg, recall, reciprocal_rank

MANY = {f"r{i}": 1 for i in range(12)}
OTHERS = [f"x{i}" for i in range(200)]

# ranking, grades, nDCG@10, reciprocal rank, recall@10
CASES = {
    "the one at the top": (["a"], {"a": 1}, 1.0, 1.0, 1.0),
    "the one at rank 2": (["x", "a"], {"a": 1}, 1 / log2(3), 0.5, 1.0),
    # (1/1 + 2/log2 3) / (2/1 + 1/log2 3)
    "the better one second": (["b", "a"], {"a": 2, "b": 1}, 0.859718, 1.0, 1.0),
    # (3/log2 3 + 1/log2 5) / (3/1 + 2/log2 3 + 1/2)
    "one of three not found": (
        ["x", "a", "y", "c"],
        {"a": 3, "b": 2, "c": 1, "x": 0},
        0.4879,
        0.5,
        2 / 3,
    ),
    "nothing found": ([], {"a": 1}, 0.0, 0.0, 0.0),
    "nothing relevant found": (["x", "y"], {"a": 1, "x": 0}, 0.0, 0.0, 0.0),
    "a grade below 0 gains nothing": (["s", "a"], {"s": -2, "a": 1}, 1 / log2(3), 0.5, 1.0),
    "the last rank that counts": ([*OTHERS[:9], "a"], {"a": 1}, 1 / log2(11), 0.1, 1.0),
    "the first that does not": ([*OTHERS[:10], "a"], {"a": 1}, 0.0, 1 / 11, 0.0),
    "the last that counts for MRR": ([*OTHERS[:99], "a"], {"a": 1}, 0.0, 0.01, 0.0),
    "too late for everything": ([*OTHERS[:100], "a"], {"a": 1}, 0.0, 0.0, 0.0),
    "more relevant than ranks": (list(MANY), MANY, 1.0, 1.0, 10 / 12),
    "nothing is relevant": (["a"], {"a": 0}, 0.0, 0.0, 0.0),
}


@pytest.mark.parametrize(("ranking", "grades", "gain", "first", "share"), CASES.values(), ids=CASES)
def test_one_query(
    ranking: list[str], grades: dict[str, int], gain: float, first: float, share: float
) -> None:
    assert ndcg(ranking, grades) == pytest.approx(gain, abs=1e-4)
    assert reciprocal_rank(ranking, grades) == pytest.approx(first)
    assert recall(ranking, grades) == pytest.approx(share)


def test_means_by_group_and_for_all() -> None:
    report = evaluate(
        {"1": ["a"], "2": ["x", "a"], "3": ["x"]},
        {"1": {"a": 1}, "2": {"a": 1}, "3": {"a": 1}, "none": {"a": 0}},
        {"2": "late", "1": "early", "none": "empty"},
    )
    assert report.all.queries == 3
    assert report.all.mrr == pytest.approx((1 + 0.5 + 0) / 3)
    assert report.groups == (
        ("late", Means(1, 1 / log2(3), 0.5, 1.0)),
        ("early", Means(1, 1.0, 1.0, 1.0)),
    )


def test_a_query_without_a_ranking_scores_nothing() -> None:
    assert evaluate({}, {"1": {"a": 1}}).all == Means(1, 0.0, 0.0, 0.0)


def test_a_ranking_without_judgements_does_not_count() -> None:
    assert evaluate({"1": ["a"]}, {}).all == Means(0, 0.0, 0.0, 0.0)


GRADES = st.dictionaries(st.sampled_from("abcdefghijklmno"), st.integers(-1, 3), min_size=1)


@given(GRADES, st.permutations("abcdefghijklmno"))
def test_nothing_is_better_than_the_order_of_the_grades(
    grades: dict[str, int], ranking: list[str]
) -> None:
    best = sorted(grades, key=lambda name: -grades[name])
    for measure in (ndcg, reciprocal_rank, recall):
        assert 0 <= measure(ranking, grades) <= measure(best, grades) + 1e-12 <= 1 + 1e-9
    if max(grades.values()) > 0:
        assert ndcg(best, grades) == pytest.approx(1)
