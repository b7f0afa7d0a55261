"""What was found over time: bars that narrow a search, and take it back."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search.counts import Period
from search.query import Query
from search.results import Results
from web.arguments import read_query
from web.results.timeline import HEIGHT, timeline

EMPTY = Results(Query(), "words", 0, 0, None, (), (), ())


def years(*counts: int, selected: int | None = None) -> tuple[Period, ...]:
    return tuple(
        Period(date(2000 + i, 1, 1), date(2000 + i, 12, 31), count, i == selected)
        for i, count in enumerate(counts)
    )


def months(year: int, counts: Iterable[int], selected: int | None = None) -> tuple[Period, ...]:
    return tuple(
        Period(date(year, m, 1), date(year, m, monthrange(year, m)[1]), count, m == selected)
        for m, count in enumerate(counts, start=1)
    )


def asked(href: str | None) -> Query:
    assert href is not None
    return read_query(MultiDict(parse_qsl(urlsplit(href).query)))


def test_a_bar_narrows_to_its_time_and_lets_go_of_another() -> None:
    query = Query("x", category=("发展类",), year=("2001",), since=date(2001, 1, 1), page=3)
    shown = timeline(query, replace(EMPTY, timeline=years(4, 0, 2)))
    assert shown
    assert [(bar.label, bar.count) for bar in shown.bars] == [
        ("2000年", 4),
        ("2001年", 0),
        ("2002年", 2),
    ]
    assert (shown.first, shown.last, shown.up) == ("2000年", "2002年", None)
    assert asked(shown.bars[0].href) == Query(
        "x", category=("发展类",), since=date(2000, 1, 1), until=date(2000, 12, 31)
    )
    assert shown.bars[1].href is None


def test_a_second_click_takes_it_off() -> None:
    query = Query("x", since=date(2002, 1, 1), until=date(2002, 12, 31))
    shown = timeline(query, replace(EMPTY, timeline=years(4, 0, 0, selected=2)))
    assert shown
    assert [bar.selected for bar in shown.bars] == [False, False, True]
    assert asked(shown.bars[2].href) == Query("x")


def test_the_months_of_a_year_lead_back_to_it_and_to_all() -> None:
    query = Query("x", since=date(2003, 2, 1), until=date(2003, 2, 28))
    periods = months(2003, [1, 5, *[0] * 10], selected=2)
    shown = timeline(query, replace(EMPTY, timeline=periods))
    assert shown
    assert shown.up
    assert asked(shown.bars[1].href) == Query("x", since=date(2003, 1, 1), until=date(2003, 12, 31))
    assert asked(shown.up.href) == Query("x")
    by_facet = timeline(Query("x", year=("2003",)), replace(EMPTY, timeline=months(2003, [1] * 12)))
    assert by_facet
    assert by_facet.up
    assert asked(by_facet.up.href) == Query("x")
    # Where nobody asked for the year, its months are all there is.
    whole = timeline(Query("x"), replace(EMPTY, timeline=months(2003, [1] * 12)))
    assert whole
    assert whole.up is None


def test_the_time_that_is_chosen_is_told_from_the_rest() -> None:
    def chosen(query: Query) -> list[bool]:
        shown = timeline(query, replace(EMPTY, timeline=years(1, 1, 1)))
        assert shown
        return [bar.chosen for bar in shown.bars]

    assert chosen(Query("x")) == [True, True, True]
    assert chosen(Query("x", year=("2000", "2002"))) == [True, False, True]
    assert chosen(Query("x", since=date(2001, 5, 1))) == [False, True, True]
    assert chosen(Query("x", until=date(2000, 12, 31))) == [True, False, False]


def test_one_time_is_no_timeline() -> None:
    assert timeline(Query(), EMPTY) is None
    assert timeline(Query(), replace(EMPTY, timeline=years(5))) is None
    assert timeline(Query(), replace(EMPTY, timeline=years(0, 0))) is None


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=60))
def test_bars_are_as_high_as_their_counts_and_none_is_lost(counts: list[int]) -> None:
    shown = timeline(Query("x"), replace(EMPTY, timeline=years(*counts)))
    if not any(counts):
        assert shown is None
        return
    assert shown
    heights = [bar.height for bar in shown.bars]
    assert max(heights) == HEIGHT
    assert [bool(height) for height in heights] == [bool(count) for count in counts]
    ordered = sorted(zip(counts, heights, strict=True))
    assert [height for _, height in ordered] == sorted(heights)
