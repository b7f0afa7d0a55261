"""What a table's columns measure: numbers, units, periods; what is drawn, what may be sorted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.document import Block
from web.charts.shapes import BarChart, LineChart
from web.tables.charts import chart, drawables
from web.tables.grid import Grid, grid
from web.tables.head import head_rows
from web.tables.numbers import number, sign
from web.tables.order import is_sortable
from web.tables.periods import in_time
from web.tables.units import units

Rows = tuple[tuple[str, ...], ...]


def made(*rows: str, unit: str = "") -> Grid:
    """A grid of rows whose cells are parted by bars."""
    cells = tuple(tuple(row.split("|")) for row in rows)
    return grid(Block("table", "t", "", rows=cells, unit=unit))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"),
        ("1,234.5", "1234.5"),
        ("1，234.5", "1234.5"),
        ("1 234 567", "1234567"),
        ("5.4%", "5.4"),
        ("13.19％", "13.19"),
        ("2 ‰", "2"),
        ("-5.4", "-5.4"),
        ("－5.4", "-5.4"),
        ("−5.4", "-5.4"),
        ("–5.4", "-5.4"),
        ("- 5.4", "-5.4"),
        ("+3", "3"),
        ("６．５", "6.5"),
        (" 3720.00 ", "3720.00"),
        ("0.0", "0"),
    ],
)
def test_numbers_are_read(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "－",
        "…",
        "±0.5",
        "3～5",
        "1-2",
        "1,23",
        "12 34",
        "2017.6.1",
        "NaN",
        "1e5",
        "甲",
        "1.2倍",
        "５．",
        ".",
        "%",
        "9" * 41,
        "１２３４，５６",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number(text) is None


@given(st.text(max_size=60))
def test_any_cell_can_be_read(text: str) -> None:
    value = number(text)
    assert value is None or value.is_finite()


def test_signs_behind_numbers() -> None:
    assert [sign(text) for text in ("5.4%", "5.4％", "2‰", "5.4", "—")] == ["%", "%", "‰", "", ""]


# Units


@pytest.mark.parametrize(
    ("table", "column", "found"),
    [
        (made("行业|投资额 (亿元)", "农业|1", "工业|2"), 1, ("亿元",)),
        (made("指标|单位|产量", "粮食|万吨|1", "猪|万头|2"), 2, ("万吨", "万头")),
        (made("指标|单位|产量", "粮食|万吨|1", "玉米||2", "大豆|〃|3"), 2, ("万吨",)),
        (made("指标|单位|产量|比上年增长 (%)", "粮食|万吨|1|2", "猪|万头|2|3"), 3, ("%",)),
        (made("指标|单位|产量|比上年增长", "粮食|万吨|1|2", "猪|万头|2|3"), 3, ("",)),
        (made("指标|单位|产量|比上年±％", "粮食|万吨|1|2", "猪|万头|2|3"), 3, ("%",)),
        (made("指标|产量", "|吨", "粮食|1", "玉米|2"), 1, ("吨",)),
        (made("指标|绝对数", "粮食（万吨）|1", "玉米|2", "大豆|3"), 1, ("万吨",)),
        (made("指标|绝对数", "粮食（万吨）|1", "汽车（万辆）|2"), 1, ("万吨", "万辆")),
        (made("指标|绝对数", "总人口|1", "城镇化率|2", unit="单位：万人"), 1, ("万人", "%")),
        (made("指标|绝对数", "住宅（含别墅）|1", "办公楼|2", unit="单位：万元"), 1, ("万元",)),
        (made("指标|绝对数|比重", "甲|1|2", "乙|1|2", unit="单位：亿元、%"), 1, ("亿元",)),
        (made("指标|甲地|乙地", "a|1|2", "b|1|2", unit="单位：亿元，万人"), 1, ("亿元", "万人")),
        (made("指标|指数", "衣着|101", "居住|99.1", unit="上年=100"), 1, ("",)),
        (made("指标|全省", "总指数|101", "居住|99.1", unit="上年=100"), 1, ("上年=100",)),
        (made("指标|数值", "甲|5.4%", "乙|12"), 1, ("%", "")),
        (made("指标|数值", "甲|1", "乙|—", "丙|2"), 1, ("",)),
        (made("地区|人口密度（人/平方公里）", "甲|1", "乙|2"), 1, ("人/平方公里",)),
    ],
)
def test_the_units_of_a_column(table: Grid, column: int, found: tuple[str, ...]) -> None:
    assert units(table, column) == found


# What is drawn


def test_columns_of_one_unit_are_drawn() -> None:
    table = made("指标|单位|产量|比上年增长 (%)", "粮食|万吨|1|-2", "猪|万头|2|3")
    found = drawables(table)
    assert [(each.index, each.is_comparable) for each in found] == [(2, False), (3, True)]
    assert found[1].unit == ""
    drawn = chart(table, found[1], "表2")
    assert isinstance(drawn, BarChart)
    assert drawn.name == "表2：比上年增长 (%)"
    assert [(bar.label, bar.shown, bar.negative) for bar in drawn.bars] == [
        ("粮食", "-2", True),
        ("猪", "3", False),
    ]


@pytest.mark.parametrize(
    "table",
    [
        made("序号|名称|编号", "1|甲|17", "2|乙|18"),
        made("指标|产量", "粮食|1"),
        made("指标|产量", "粮食|1", "玉米|—"),
        made("指标|产量", "粮食|1", "玉米|约2", "大豆|3"),
        made("名次|得分", "1|—", "2|—"),
        made("姓名|职务", "张三|局长", "李四|处长"),
        made("单位名称|代码", "甲|2201", "乙|2202"),
        made("一格"),
    ],
)
def test_what_measures_nothing_is_not_drawn(table: Grid) -> None:
    assert drawables(table) == ()


def test_a_number_of_the_row_is_not_its_name() -> None:
    table = made("序号|单位名称|人数", "1|甲局|5", "2|乙局|6")
    (found,) = drawables(table)
    assert (found.index, found.name) == (2, "人数")
    assert [bar.label for bar in chart(table, found, "").bars] == ["甲局", "乙局"]  # type: ignore[union-attr]


def test_a_row_that_heads_others_is_a_name_only_and_a_dash_is_shown() -> None:
    table = made(
        "指标|总额|增长", "合计|3|4", "税收|1|4", "按规模分：||", "限额以上|2|—", "限额以下|1|"
    )
    drawn = chart(table, drawables(table)[1], "")
    assert isinstance(drawn, BarChart)
    assert [bar.shown for bar in drawn.bars] == ["4", "4", "", "—", "无数值"]
    assert "2 项没有数值" in drawn.description


def test_a_ragged_head_s_columns_are_numbered() -> None:
    table = made("指标|全市|", "|城市|农村", "粮食|1|2", "玉米|3|4")
    assert [each.name for each in drawables(table)] == ["第 2 列", "第 3 列"]


def test_rows_of_years_are_a_line_from_early_to_late() -> None:
    table = made("年份|产量", "2018|3", "2017|2", "2016|1")
    drawn = chart(table, drawables(table)[0], "")
    assert isinstance(drawn, LineChart)
    assert [(point.label, point.shown) for point in drawn.points] == [
        ("2016", "1"),
        ("2017", "2"),
        ("2018", "3"),
    ]


@given(st.lists(st.lists(st.sampled_from(["", "—", "1", "-2", "年", "其中：a"]), max_size=4)))
def test_any_table_can_be_looked_at(rows: list[list[str]]) -> None:
    table = grid(Block("table", "t", "", rows=tuple(map(tuple, rows))))
    for each in drawables(table):
        assert chart(table, each, "").description
    assert is_sortable(table) in (True, False)


# Time


@pytest.mark.parametrize(
    ("names", "order"),
    [
        (["2015年", "2016年", "2017年"], (0, 1, 2)),
        (["2015", "2016", "2017"], (0, 1, 2)),
        (["2010年度", "2015年度", "2020年度"], (0, 1, 2)),
        (["2017年", "2016年", "2015年"], (2, 1, 0)),
        (["1月", "2月", "3月"], (0, 1, 2)),
        (["十月", "十一月", "十二月"], (0, 1, 2)),
        (["1—2月", "1—3月", "1—4月"], (0, 1, 2)),
        (["2017年11月", "2017年12月", "2018年1月"], (0, 1, 2)),
        (["2017-11", "2017-12", "2018-01"], (0, 1, 2)),
        (["一季度", "二季度", "三季度", "四季度"], (0, 1, 2, 3)),
        (["2016年第4季度", "2017年第1季度", "2017年第2季度"], (0, 1, 2)),
        (["二〇一五年", "二〇一六年", "二〇一七年"], (0, 1, 2)),
    ],
)
def test_lines_of_time(names: list[str], order: tuple[int, ...]) -> None:
    assert in_time(names) == order


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["2016年", "2017年"],
        ["2010年", "2015年", "2017年"],
        ["2015年", "2016年", "合计"],
        ["2015年", "2017年", "2016年"],
        ["2015年", "2015年", "2015年"],
        ["2015年", "2016", "2017年3月"],
        ["11月", "12月", "1月"],
        ["1", "2", "3"],
        ["3015年", "3016年", "3017年"],
    ],
)
def test_what_is_no_even_line_of_time(names: list[str]) -> None:
    assert in_time(names) is None


# Heads


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ((("指标", "2015", "2016"), ("粮食", "1", "2")), 1),
        ((("指标", "单位", "2010", "2015"), ("粮食", "吨", "1", "2")), 1),
        ((("粮食", "2015", "1999"), ("玉米", "1", "2")), 0),
        ((("粮食", "2017"), ("玉米", "1999")), 0),
        ((("指标", "年"), ("粮食", "2015"), ("玉米", "2")), 1),
    ],
)
def test_years_in_a_row_name_columns(rows: Rows, heads: int) -> None:
    assert head_rows(rows) == heads


def test_columns_have_names_where_the_head_is_certain() -> None:
    assert made("指标|全省||", "|城市|农村|", "粮食|1|2|3").names == (
        "指标",
        "全省",
        "城市",
        "农村",
    )
    assert made("指标|产量|增长", "|吨|%", "粮食|1|2").names == ("指标", "产量 吨", "增长 %")
    assert made("指标|全市|", "|城市|农村", "粮食|1|2").names == ("", "", "")
    assert made("粮食|1", "玉米|2").names == ("", "")


# Sorting


def test_rows_that_stand_for_themselves_may_be_sorted() -> None:
    assert is_sortable(made("行业|投资额", "农业|1", "工业|2", "建筑业|—"))
    assert is_sortable(made("序号|名称", "1|甲", "2|乙", "3|丙"))


@pytest.mark.parametrize(
    "table",
    [
        made("指标|产量", "粮食|1", "其中：玉米|2", "豆类|3"),
        made("指标|产量", "粮食|1", "　玉米|2", "豆类|3"),
        made("指标|产量", "合计|3", "按规模分：|", "大|1", "小|2"),
        made("指标|产量", "货物|3", "铁路|1", "旅客|2", "铁路|1"),
        made("指标|产量", "一、农业|3", "（一）粮食|1", "二、工业|2"),
        made("类别|名称|数", "甲|a|1", "|b|2", "乙|c|3"),
        made("指标|全省||", "|城市|农村|", "a|1|2|3", "b|1|2|3", "c|1|2|3"),
        made("指标|产量", "粮食|1", "玉米|2"),
        made("粮食|1", "玉米|2", "豆类|3"),
    ],
)
def test_rows_that_belong_together_stay_together(table: Grid) -> None:
    assert not is_sortable(table)
