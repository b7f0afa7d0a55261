"""The plain baseline against BM25 written out."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.plain import PlainIndex, tokens

WORDS = ["民政", "财政", "人工智能", "的", "5G", "，", "\n"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map("".join), max_size=6)


def brute(texts: list[str], query: str) -> list[str]:
    """Numbers of the texts as words, best first: every text scored by the formula itself."""
    cut = [tokens(text) for text in texts]
    average = max(sum(map(len, cut)) / max(len(cut), 1), 1)
    scores = []
    for words in cut:
        score = 0.0
        for token in tokens(query):
            holding = sum(token in other for other in cut)
            rarity = log(1 + (len(cut) - holding + 0.5) / (holding + 0.5))
            count = words.count(token)
            score += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(words) / average))
        scores.append(round(score, 6))
    order = sorted(range(len(texts)), key=lambda i: (-scores[i], i))
    return [str(i) for i in order if scores[i] > 0]


def index(texts: list[str]) -> PlainIndex:
    return PlainIndex((str(i), text) for i, text in enumerate(texts))


@pytest.mark.slow
# The first example loads the dictionary.
@settings(deadline=None)
@given(TEXTS, st.lists(st.sampled_from(WORDS), max_size=4).map("".join))
def test_it_ranks_as_the_formula_says(texts: list[str], query: str) -> None:
    assert index(texts).search(query) == brute(texts, query)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中华人民共和国", ["中华", "华人", "人民", "共和", "共和国", "中华人民共和国"]),
        ("支持5G的，\n ——发展！", ["支持", "5g", "的", "发展"]),
        ("", []),
        ("。…", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_any_word_will_do_and_equal_scores_keep_the_order() -> None:
    found = index(["民政工作", "天气", "财政工作", "民政工作", "民政财政"]).search("财政 民政")
    assert found[0] == "4"
    assert found.index("0") + 1 == found.index("3")
    assert "1" not in found


def test_texts_may_share_an_id() -> None:
    assert PlainIndex([("a", "民政"), ("b", "财政"), ("a", "民政")]).search("民政") == ["a", "a"]


def test_an_empty_index_finds_nothing() -> None:
    assert PlainIndex([]).search("民政") == []
