"""Charts: geometry that tells the truth, round ticks, gaps, words that fit, and safe markup."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from hypothesis import example, given
from hypothesis import strategies as st

from web.charts.draw import NAME_LINES, NAME_WIDTH, Datum, bars, histogram, line
from web.charts.scale import bar_scale, count_scale, line_scale
from web.charts.shapes import Chart
from web.charts.words import em_width, room, spelled, wrapped

VALUES = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers(
    -(10**30), 10**30
).map(Decimal)
DATA = st.lists(
    st.builds(Datum, st.text(max_size=40), st.none() | VALUES, st.text(max_size=8)), max_size=12
)


def data(*values: str | None) -> list[Datum]:
    return [
        Datum(f"行{i}", None if value is None else Decimal(value), value or "—")
        for i, value in enumerate(values)
    ]


# Scales


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("0", "161.7", [0, 50, 100, 150]),
        ("-55.6", "78.6", [-50, 0, 50]),
        ("0", "0.08", [0, 0.02, 0.04, 0.06, 0.08]),
        ("-3", "0", [-3, -2, -1, 0]),
        ("0", "0", [0, 0.5, 1]),
    ],
)
def test_ticks_of_bars_are_round_and_hold_zero(low: str, high: str, ticks: list[float]) -> None:
    assert [float(tick) for tick in bar_scale([Decimal(low), Decimal(high)]).ticks] == ticks


def test_a_line_needs_no_zero_but_ends_at_round_values() -> None:
    scale = line_scale([Decimal("101.2"), Decimal("103.9")])
    assert [float(tick) for tick in scale.ticks] == [101, 102, 103, 104]
    assert (scale.low, scale.high) == (101, 104)


@pytest.mark.parametrize(
    ("shares", "ticks"),
    [
        (["27", "106.5"], ["0", "50", "100", "150"]),
        (["0.3", "0.2"], ["0", "0.1", "0.2", "0.3"]),
        (["0", "0"], ["0", "0.5", "1"]),
        ([], ["0", "0.5", "1"]),
    ],
)
def test_a_line_of_shares_begins_at_zero(shares: list[str], ticks: list[str]) -> None:
    values = [Datum(f"{2017 + i}", Decimal(share), share) for i, share in enumerate(shares)]
    drawn = line("甲", values, from_zero=True)
    assert [tick.label for tick in drawn.ticks] == ticks
    assert drawn.ticks[0].at == 0


def test_counts_have_whole_ticks() -> None:
    assert [int(tick) for tick in count_scale([Decimal(2)]).ticks] == [0, 1, 2]
    assert count_scale([]).high == 1


@given(st.lists(VALUES, max_size=8))
@example([Decimal(0)])
@example([Decimal("5.5")] * 3)
@example([Decimal("1e30"), Decimal("-1e30")])
def test_scales_keep_every_value_inside(values: list[Decimal]) -> None:
    for scale in (bar_scale(values), line_scale(values)):
        assert scale.low < scale.high
        assert 1 <= len(scale.ticks) <= 8
        assert list(scale.ticks) == sorted(set(scale.ticks))
        for value in values:
            assert -1e-6 <= scale.place(value) <= 100 + 1e-6
    assert Decimal(0) in bar_scale(values).ticks


# Bars


@given(st.lists(VALUES, min_size=1, max_size=8))
@example([Decimal(7)])
@example([Decimal(0), Decimal(0)])
@example([Decimal("-5.4"), Decimal("161.7")])
def test_every_bar_is_as_long_as_its_value(values: list[Decimal]) -> None:
    chart = bars("", [Datum("a", value) for value in values])
    longest = max(map(abs, values))
    span = sum(abs(end) for end in (min(0, *values), max(0, *values)))
    for bar, value in zip(chart.bars, values, strict=True):
        assert all(map(math.isfinite, (bar.start, bar.length, bar.end, bar.top)))
        expected = float(abs(value) / span * 100) if longest else 0
        assert bar.length == pytest.approx(expected, abs=1e-6)
        assert bar.start + (bar.length if bar.negative else 0) == pytest.approx(chart.zero)


def test_negative_bars_go_left_of_the_axis() -> None:
    chart = bars("", data("-25", "75"))
    assert chart.zero == 25
    assert [(bar.start, bar.length, bar.end) for bar in chart.bars] == [(0, 25, 0), (25, 75, 100)]
    assert chart.left > 0


def test_only_values_that_are_there_need_room() -> None:
    chart = bars("", data("5", None))
    assert (chart.left, chart.right) == (0, 1 + 1)
    assert bars("", []).height == 0


def test_rows_stand_under_one_another_without_touching() -> None:
    names = ("短", "电力、热力、燃气及水生产和供应业", "中等长度的名字")
    chart = bars("", [Datum(name, Decimal(1)) for name in names])
    for before, after in zip(chart.bars, chart.bars[1:], strict=False):
        assert after.top == pytest.approx(before.top + before.depth)
    for bar in chart.bars:
        assert bar.top < bar.lines[0][0] <= bar.lines[-1][0] < bar.top + bar.depth
    assert len(chart.bars[1].lines) == 2


def test_a_row_without_a_value_is_a_gap_that_is_said() -> None:
    chart = bars("", [*data("1", None), Datum("按规模分：", None)])
    assert [bar.missing for bar in chart.bars] == [False, True, True]
    assert [bar.shown for bar in chart.bars] == ["1", "—", ""]
    assert chart.description == "条形图，2 项，最大 1（行0），最小 1（行0），1 项没有数值"


def test_a_value_is_shown_as_it_is_printed_or_spelled() -> None:
    chart = bars("", [Datum("a", Decimal("1205.00"), "1,205.00"), Datum("b", Decimal("1e3"))])
    assert [bar.shown for bar in chart.bars] == ["1,205.00", "1,000"]


# Lines


def test_a_line_is_parted_where_a_value_is_missing() -> None:
    chart = line("", data("1", "2", None, "3", None, "2", "1"))
    assert [path.count("L") for path in chart.paths] == [1, 1]
    assert [point.missing for point in chart.points].count(True) == 2
    assert "2 项没有数值" in chart.description


@given(DATA)
@example(data("7"))
@example(data("7", "7", "7"))
@example(data(None, None))
def test_points_stand_evenly_and_inside(values: list[Datum]) -> None:
    chart = line("", values)
    assert [point.x for point in chart.points] == pytest.approx(
        [(i + 0.5) * 100 / len(values) for i in range(len(values))]
    )
    for point in chart.points:
        assert -1e-6 <= point.y <= 100 + 1e-6
    assert not re.search("nan|inf", "".join(chart.paths))


def test_higher_values_stand_higher() -> None:
    low, high = line("", data("1", "2")).points
    assert high.y < low.y


def test_of_many_points_the_ends_and_extremes_carry_their_value() -> None:
    values = [str(v) for v in (5, 6, 7, 6, 5, 4, 1, 4, 5, 6, 7, 8, 20, 8, 9, 9)]
    said = [i for i, point in enumerate(line("", data(*values)).points) if point.said]
    assert said == [0, 6, 12, 15]
    assert all(point.said for point in line("", data("1", "2", "3")).points)


def test_a_value_does_not_stand_on_the_axis_names() -> None:
    low, _middle, valley, high = line("", data("20.1", "90", "60", "99")).points
    assert low.said
    assert not low.below
    assert valley.below
    assert not high.below


def test_names_under_the_axis_leave_each_other_room() -> None:
    points = line("", [Datum(f"{1980 + i}年", Decimal(i)) for i in range(40)]).points
    assert points[-1].labelled
    assert not points[-1].minor
    assert 5 < sum(point.labelled for point in points) < 20
    assert 1 < sum(not point.minor for point in points if point.labelled) < 6


# Histograms


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_columns_are_as_high_as_their_counts(counts: list[int]) -> None:
    chart = histogram("", [(str(i), count, None, False) for i, count in enumerate(counts)], "段")
    highest = max(1, *counts)
    for column, count in zip(chart.columns, counts, strict=True):
        assert column.height == pytest.approx(count / highest * 100)
        assert column.top == pytest.approx(100 - column.height)
    assert chart.least == 24 * len(counts)
    assert sum(column.width for column in chart.columns) == pytest.approx(100)


def test_a_column_s_link_says_what_and_how_many() -> None:
    chart = histogram("各年", [("2017", 1234, "/?year=2017", True), ("2018", 0, None, False)], "段")
    first, second = chart.columns
    assert (first.name, first.href, first.selected) == ("2017：1,234 段", "/?year=2017", True)
    assert second.href is None
    assert chart.linked
    assert histogram("", []).columns == ()


# Words


@given(st.text(max_size=200))
def test_lines_fit_and_lose_nothing_unless_they_say_so(text: str) -> None:
    lines = wrapped(text, NAME_WIDTH, NAME_LINES)
    assert 1 <= len(lines) <= NAME_LINES
    assert all(em_width(each) <= NAME_WIDTH + 1 for each in lines)
    joined = "".join(lines)
    assert joined == text or (joined.endswith("…") and text.startswith(joined[:-1]))


def test_a_line_does_not_begin_with_what_closes() -> None:
    assert wrapped("一二三四五六七八，九", 8, 3) == ["一二三四五六七八，", "九"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1E+3", "1,000"),
        ("0.50", "0.5"),
        ("-0", "0"),
        ("1e20", "1E+20"),
        ("-1234.5", "-1,234.5"),
    ],
)
def test_ticks_are_spelled_plainly(value: str, text: str) -> None:
    assert spelled(Decimal(value)) == text


def test_room_is_kept_for_the_longest_word() -> None:
    assert room([]) == 0
    assert room(["7702.9"]) >= em_width("7702.9")
    assert room(["字" * 99]) == 9


# Markup


def drawn(app: Flask, chart: Chart) -> Tag:
    with app.test_request_context():
        text = render_template_string(
            '{% import "chart.html" as charts %}{{ charts.draw(chart) }}', chart=chart
        )
    svg = BeautifulSoup(text, "html.parser").svg
    assert isinstance(svg, Tag)
    return svg


@pytest.mark.parametrize("draw", [bars, line])
def test_a_chart_is_one_named_picture(app: Flask, draw: object) -> None:
    svg = drawn(app, draw("产量", data("1", None, "3")))  # type: ignore[operator]
    assert svg["role"] == "img"
    assert str(svg["aria-label"]).startswith("产量，")
    assert svg.title
    assert svg.title.get_text() == "产量"
    assert svg.desc
    assert "最大 3（行2）" in svg.desc.get_text()
    assert not svg.select("[style], a")
    assert "nan" not in str(svg).lower()


def test_what_is_drawn_is_escaped(app: Flask) -> None:
    evil = "<script>alert('x')</script>\"&"
    for chart in (
        bars(evil, [Datum(evil, Decimal(1), evil, href=f"/?q={evil}")]),
        line(evil, [Datum(evil, Decimal(1), evil)]),
        histogram(evil, [(evil, 1, None, False)], evil),
    ):
        svg = drawn(app, chart)
        assert not svg.find("script")
        assert evil[:8] in svg.get_text()


def test_links_have_names_and_the_chosen_one_says_so(app: Flask) -> None:
    counts = [("2016", 3, "/?year=2016", False), ("2017", 5, "/?year=2017", True)]
    for chart in (
        histogram("各年", counts, "段"),
        bars("各年", [Datum(a, Decimal(n), f"{n} 段", h, s) for a, n, h, s in counts]),
    ):
        svg = drawn(app, chart)
        assert svg["role"] == "group"
        links = svg.select("a")
        assert [a["aria-label"] for a in links] == ["2016：3 段", "2017：5 段"]
        assert [a.get("aria-current") for a in links] == [None, "true"]
        assert all(a.select(".chart-hit") for a in links)


@given(DATA)
@example(data("1e30", "-1e30"))
def test_every_number_drawn_is_a_number(values: list[Datum]) -> None:
    chart = bars("", values)
    for bar in chart.bars:
        assert all(map(math.isfinite, (bar.top, bar.middle, bar.depth, bar.start, bar.length)))
    assert all(math.isfinite(tick.at) for tick in chart.ticks)
