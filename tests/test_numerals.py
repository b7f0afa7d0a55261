"""Years, dates and rates in both sorts of figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.numerals import read_days, read_moment, spellings

SPELLINGS = {
    "2017年": ("2017年", "二〇一七年", "二○一七年", "二零一七年"),
    "二零一七年": ("2017年", "二〇一七年", "二○一七年", "二零一七年"),
    "1998年": ("1998年", "一九九八年"),
    "2017年12月": ("2017年12月", "二〇一七年十二月", "二○一七年十二月", "二零一七年十二月"),
    "2019 年 1 月 20 日": (
        "2019年1月20日",
        "二〇一九年一月二十日",
        "二○一九年一月二十日",
        "二零一九年一月二十日",
    ),
    "1998-05-30": ("1998年5月30日", "一九九八年五月三十日"),
    "1998/5": ("1998年5月", "一九九八年五月"),
    "一九九八年元月一日": ("1998年1月1日", "一九九八年一月一日"),
    "5%": ("百分之五",),
    "１０％": ("百分之十",),
    "35.07 %": ("百分之三十五点零七",),
    "0.5‰": ("千分之零点五",),
    "100%": ("百分之百", "百分之一百"),
    "120%": (),
    "百分之百": ("100%",),
    "百分之七十": ("70%",),
    "百分之三点二五": ("3.25%",),
    "千分之二": ("2‰",),
    "15288.94亿元": (),
    "3月7日": ("3月7日", "三月七日"),
    "十二月二十四日": ("12月24日", "十二月二十四日"),
    "13月7日": (),
    "第5条": ("第五条",),
    "第 110 条": ("第一百一十条",),
    "第三十四号": ("第34号",),
    "第一百零五条": ("第105条",),
    "一千万元": ("1000万元",),
    "五十亿元": ("50亿元",),
    "50亿元": ("五十亿元",),
    "1005人": ("一千零五人",),
    "12户": ("十二户",),
    "1998年13月": (),
    "1998-02-30": (),
    "第二十三十七条": (),
    "第十二三条": (),
    "二三十万元": (),
    "百分之二三十": (),
    "十十万元": (),
    "十十月一日": (),
    "年": (),
    "人工智能": (),
}


@pytest.mark.parametrize(("text", "expected"), SPELLINGS.items())
def test_spellings(text: str, expected: tuple[str, ...]) -> None:
    assert spellings(text) == expected


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_all_its_spellings(day: date) -> None:
    text = f"{day.year}年{day.month}月{day.day}日"
    for spelt in (*spellings(text), day.isoformat()):
        assert read_moment(spelt) == (day.year, day.month, day.day), spelt


@given(st.integers(0, 100), st.integers(0, 9999))
def test_every_rate_is_read_in_both_spellings(whole: int, decimals: int) -> None:
    typed = f"{whole}.{decimals}%" if decimals else f"{whole}%"
    for spelt in spellings(typed):
        assert spellings(spelt) == (typed,), spelt


@given(st.text("0123456789年月日%‰.-/百千分之点一二三十〇 号零", max_size=14))
def test_anything_is_read(text: str) -> None:
    for spelt in spellings(text):
        assert spelt


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2017", (date(2017, 1, 1), date(2017, 12, 31))),
        ("2016-02", (date(2016, 2, 1), date(2016, 2, 29))),
        ("2017-12-24", (date(2017, 12, 24), date(2017, 12, 24))),
        ("二〇一七年十二月", (date(2017, 12, 1), date(2017, 12, 31))),
        ("12月", None),
        ("2017-13", None),
        ("昨天", None),
    ],
)
def test_days(text: str, days: tuple[date, date] | None) -> None:
    assert read_days(text) == days


@given(st.dates())
def test_a_day_of_any_year_is_read_as_links_write_it(day: date) -> None:
    assert read_days(day.isoformat()) == (day, day)
