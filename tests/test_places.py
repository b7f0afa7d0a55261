"""The places that are marked: their ids and the words around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.text.places import mark_names, places

SPANS = st.lists(st.integers(0, 60), max_size=8, unique=True).map(
    lambda edges: tuple(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)


def test_links_land_on_the_first_mark() -> None:
    assert mark_names(((3, 5), (8, 9)), "p4") == ("p4-m", "p4-m2")
    assert mark_names((), "p4") == ()


def test_links_into_a_table_land_on_the_first_mark_of_its_body() -> None:
    assert mark_names(((3, 5), (8, 9), (12, 14)), "p4", 7) == ("p4-m1", "p4-m", "p4-m3")
    assert mark_names(((3, 5),), "p4", 7) == ("p4-m",)


@given(SPANS, st.integers(0, 70))
def test_every_place_has_an_id_of_its_own(spans: tuple[tuple[int, int], ...], body: int) -> None:
    names = mark_names(spans, "p1", body)
    assert len(set(names)) == len(spans)
    assert not spans or names.count("p1-m") == 1


def test_words_around_a_place_are_one_line() -> None:
    text = "指标\t全市\n其中：粮食\t97.9"
    (place,) = places(text, ((9, 11),), ("p1-m",))
    assert (place.before, place.text, place.after) == ("指标 全市 其中：", "粮食", " 97.9")


def test_where_the_text_goes_on_it_is_said() -> None:
    text = "一" * 30 + "数据" + "二" * 30
    (place,) = places(text, ((30, 32),), ("p1-m",))
    assert place.before == "…" + "一" * 10
    assert place.after == "二" * 18 + "…"


@given(st.text(max_size=60), SPANS)
def test_a_place_shows_what_is_marked(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    spans = tuple((start, end) for start, end in spans if end <= len(text))
    found = places(text, spans, mark_names(spans, "p1"))
    assert [place.start for place in found] == [start for start, _ in spans]
    for place, (start, end) in zip(found, spans, strict=True):
        assert len(place.text) == end - start
        assert not any(char in "\t\n\r" for char in place.before + place.text + place.after)
