"""Which better spellings of a query are offered, by what they find."""

from __future__ import annotations

import pytest

from search.corrections import corrections
from search.query import Query
from search.spelling import Speller
from search.syntax import parse

SPELLER = Speller(
    [
        *{"人工": 40, "人工智能": 39, "智能": 59, "职能": 20, "至能": 1, "产业": 49}.items(),
        *{"医疗卫生": 30, "医疗": 40, "卫生": 40, "医疗保健": 3}.items(),
    ]
)


def offers(text: str, finds: dict[str, int], complete: int = 0) -> list[tuple[str, int]]:
    """What is offered where queries find so much; others find nothing, as phrases either."""
    stand = {candidate for text in finds for candidate in text.split()}

    def count(query: Query) -> int:
        return finds.get(query.text, int(query.text.strip('"') in stand))

    tried = corrections(parse(text).node, Query(text, page=3), complete, SPELLER, count)
    assert all(offer.kind == "spelling" and offer.query.page == 1 for offer in tried)
    assert all(offer.query.text == offer.label for offer in tried)
    return [(offer.label, offer.count) for offer in tried]


def test_the_likeliest_come_first_whatever_they_find() -> None:
    assert SPELLER.candidates("只能")[:2] == ["智能", "职能"]
    assert offers("只能", {"智能": 20, "职能": 90}) == [("智能", 20), ("职能", 90)]


@pytest.mark.parametrize(("found", "shown"), [(20, True), (19, False), (0, False)])
def test_a_second_one_finds_a_fifth_of_the_first(found: int, shown: bool) -> None:
    expected = [("智能", 100)] + [("职能", found)] * shown
    assert offers("只能", {"智能": 100, "职能": found}) == expected


@pytest.mark.parametrize(("complete", "shown"), [(0, True), (1, True), (2, False), (3, False)])
def test_what_was_typed_finds_five_times_less(complete: int, shown: bool) -> None:
    assert bool(offers("只能", {"智能": 10}, complete)) == shown


def test_no_more_than_two() -> None:
    found = dict.fromkeys(SPELLER.candidates("只能"), 10)
    assert len(found) > 2
    assert len(offers("只能", found)) == 2


def test_one_run_of_several_is_spelt_otherwise() -> None:
    assert offers("产业 人工只能", {"产业 人工智能": 7}) == [("产业 人工智能", 7)]
    assert offers("人工只能 -产业", {"人工智能 -产业": 7}) == [("人工智能 -产业", 7)]


@pytest.mark.parametrize("typed", ["医疗和卫生", "医疗 卫生", "医疗和卫生 -产业", "医療卫生"])
def test_what_only_drops_words_or_spaces_is_no_other_spelling(typed: str) -> None:
    found = {"医疗卫生": 99, "医疗卫生 -产业": 99, "医疗 卫生": 99}
    assert offers(typed, found) == []


def test_such_a_one_is_among_the_candidates() -> None:
    assert "医疗卫生" in SPELLER.candidates("医疗和卫生")


def test_figures_are_not_spelt_otherwise() -> None:
    assert offers("一千万元 人工只能", {"一千万元 人工智能": 5}) == [("一千万元 人工智能", 5)]


def test_what_stands_nowhere_as_it_is_is_not_offered() -> None:
    def strewn(query: Query) -> int:
        return 0 if query.text.startswith('"') else 50

    assert corrections(parse("只能").node, Query("只能"), 0, SPELLER, strewn) == []
