"""Where phrases and chains stand, by postings: the same as reading every passage."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.document import Block, Document, Edition, Issue
from search.matching import Matcher
from search.places import in_passages_of, per_passage
from search.query import WILD, Near, Node, Or, Phrase
from search.reading import Reading
from tests.listed_archive import ListedArchive

TEXTS = st.lists(st.text("甲乙丙。，1", min_size=1, max_size=14), min_size=1, max_size=6)
PHRASES = st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=6).map(
    lambda tokens: Phrase(tuple(tokens))
)


def archive(texts: list[str]) -> ListedArchive:
    blocks = tuple(Block("paragraph", f"p{i}", text) for i, text in enumerate(texts))
    return ListedArchive([Edition(Issue("i"), (Document("d", "i", "", blocks=blocks),))])


def check(texts: list[str], node: Node) -> None:
    known = archive(texts)
    numbers = [n for n in range(known.columns.size) if known.columns.is_passage[n]]
    expected = [n for n in numbers if Reading(known.passage(n).text).holds(node)]
    assert np.flatnonzero(Matcher(known).mask(node)).tolist() == expected


@given(TEXTS, PHRASES)
def test_phrases(texts: list[str], phrase: Phrase) -> None:
    check(texts, phrase)


@given(TEXTS, st.lists(PHRASES, min_size=2, max_size=3))
def test_stars(texts: list[str], phrases: list[Phrase]) -> None:
    tokens = [token for phrase in phrases for token in (WILD, *phrase.tokens)][1:]
    check(texts, Phrase(tuple(tokens)))


@given(TEXTS, PHRASES, PHRASES, st.integers(0, 4))
def test_chains(texts: list[str], one: Phrase, other: Phrase, gap: int) -> None:
    check(texts, Near((one, other), (gap,)))
    check(texts, Near((one, Or((other, Phrase(("丙",)))), one), (gap, 1)))


PLACES = st.lists(st.integers(0, 40).map(lambda n: (n // 8) << 32 | n % 8)).map(sorted)


@given(PLACES, PLACES)
def test_places_meet_in_passages(these: list[int], others: list[int]) -> None:
    held = {each >> 32 for each in others}
    found = in_passages_of(np.array(these, dtype=np.int64), np.array(others, dtype=np.int64))
    assert found.tolist() == [each >> 32 in held for each in these]
    passages, counts = per_passage(np.array(these, dtype=np.int64))
    numbers = [each >> 32 for each in these]
    assert passages.tolist() == sorted(set(numbers))
    assert counts.tolist() == [numbers.count(number) for number in passages]
