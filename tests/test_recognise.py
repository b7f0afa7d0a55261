"""文号, dates and amounts, a table each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import recognise

NUMBERS = {
    "吉政发〔2017〕34号": ["吉政发〔2017〕34号"],
    "吉政发[2017]34号": ["吉政发〔2017〕34号"],
    "吉政办发（2017） 76 号": ["吉政办发〔2017〕76号"],
    "川府发【２０１９】３号": ["川府发〔2019〕3号"],
    "吉政干任[2018]22—24号": ["吉政干任〔2018〕22—24号"],
    "吉政干任[2018]22-24号": ["吉政干任〔2018〕22—24号"],
    "根据国发[2015]1号和国办发〔2017〕39号": ["国发〔2015〕1号", "国办发〔2017〕39号"],
    "发改高技〔2017〕1529号）等": ["发改高技〔2017〕1529号"],
    "（2017）34号": [],
    "第34号": [],
    "国发〔17〕34号": [],
}


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_document_numbers(text: str, expected: list[str]) -> None:
    assert [found.canonical for found in recognise.document_numbers(text)] == expected


def test_a_number_knows_where_it_stands() -> None:
    found = recognise.document_numbers("按照国发〔2015〕1号执行")[0]
    assert (found.start, found.end) == (2, 12)


DATES = {
    "2017年12月24日": date(2017, 12, 24),
    "2018 年 3 月 28 日": date(2018, 3, 28),
    "二〇一七年十二月二十四日": date(2017, 12, 24),
    "二○一八年元月十日": date(2018, 1, 10),
    "２０１８年３月３０日出版": date(2018, 3, 30),
    "2017年2月30日": None,
    "2017年": None,
    "": None,
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_dates(text: str, expected: date | None) -> None:
    assert recognise.parse_date(text) == expected


@pytest.mark.parametrize(
    ("figures", "number"),
    [
        ("24", 24),
        ("２４", 24),
        ("二十四", 24),
        ("十", 10),
        ("三十", 30),
        ("二〇一七", 2017),
        ("元", 1),
    ],
)
def test_han_numbers(figures: str, number: int) -> None:
    assert recognise.han_number(figures) == number


@pytest.mark.parametrize("figures", ["", "号", "十十", "二X", "二三十", "十二三"])
def test_what_is_no_number_says_so(figures: str) -> None:
    with pytest.raises(ValueError, match=r"number|invalid"):
        recognise.han_number(figures)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("达到15288.94 亿元，增长5.3%", ["15288.94 亿元", "5.3%"]),
        ("1,234,567元和100万千瓦时", ["1,234,567元", "100万千瓦时"]),
        ("提高0.68个百分点", ["0.68个百分点"]),
        ("第34号文", []),
    ],
)
def test_amounts(text: str, amounts: list[str]) -> None:
    assert [match[0] for match in recognise.AMOUNT.finditer(text)] == amounts


@given(st.text(max_size=80))
def test_any_text_can_be_looked_at(text: str) -> None:
    recognise.document_numbers(text)
    recognise.parse_date(text)
