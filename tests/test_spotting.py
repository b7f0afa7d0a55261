"""What is recognised in a query: a table, and that anything is looked through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spotting import numbers, spots

SPOTS = {
    "人工智能吉政发〔2017〕34号落实": [("number", "吉政发〔2017〕34号")],
    "吉政发 2017 34": [("number", "吉政发 2017 34")],
    "吉政发（２０１７）34": [("number", "吉政发（２０１７）34")],
    "吉政發〔2017〕34號": [("number", "吉政發〔2017〕34號")],
    "国发[2017]35 人工智能": [("number", "国发[2017]35")],
    "发改高技2017年1529号": [("number", "发改高技2017年1529号")],
    "关于印发 2017 30": [],
    "科技开发 2017 34": [],
    "增长 2017 34": [],
    "吉林省 2017 34号文件": [],
    "2017年12月底前": [("part", "2017年12月底")],
    "增值税 2017 16": [],
    "扶贫办 2017 10": [],
    "行政复议 2017 60": [],
    "食品安全法(2015) 124": [],
    "财税 2017 12 月": [("amount", "12 月")],
    "下发2017-12-24": [("moment", "2017-12-24")],
    "1,500%": [("amount", "1,500%")],
    "五百分之一": [],
    "2017年度": [],
    "2017年粮食产量": [("moment", "2017年")],
    "二〇一七年十二月二十四日": [("moment", "二〇一七年十二月二十四日")],
    "2016-2017": [],
    "2017-12 至 2018/3/28": [("moment", "2017-12"), ("moment", "2018/3/28")],
    "5.3%增长": [("rate", "5.3%")],
    "百分之五十以上": [("rate", "百分之五十")],
    "100万元": [("amount", "100万元")],
    "一千万元以上": [("amount", "一千万元")],
    "第5条规定": [("ordinal", "第5条")],
    "3月7日任命": [("day", "3月7日")],
    "一人一策": [],
    "第一百货": [],
    '"2017年" 5%': [("rate", "5%")],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SPOTS.items())
def test_spots(text: str, expected: list[tuple[str, str]]) -> None:
    found = sorted(spots(text).values(), key=lambda spot: spot.start)
    assert [(spot.kind, text[spot.start : spot.end]) for spot in found] == expected


NUMBERS = {
    "国发〔2015〕1号": "国发〔2015〕1号",
    "国发【2015】1": "国发〔2015〕1号",
    "吉政干任[2018]22—24号": "吉政干任〔2018〕22—24号",
    "根据吉政发2017-34号": "吉政发〔2017〕34号",
    "吉政办函〔2018〕5号": "吉政办函〔2018〕5号",
    "长春市人民政府令〔2018〕5号": "长春市人民政府令〔2018〕5号",
    "财政部公告2018年第5号": "财政部公告〔2018〕5号",
    "人工智能国办发〔2016〕1号": "国办发〔2016〕1号",
    "大数据吉政办发2018 5": "吉政办发〔2018〕5号",
}


@pytest.mark.parametrize(("text", "canonical"), NUMBERS.items())
def test_numbers_have_one_canonical_form(text: str, canonical: str) -> None:
    assert numbers(text)[0].canonical == canonical


@given(st.text("吉政发国号年月日〔〕[]()（）2017 34-—第.%％亿元百分之十", max_size=24))
def test_anything_is_looked_through(text: str) -> None:
    taken: set[int] = set()
    for start, spot in spots(text).items():
        assert 0 <= start == spot.start < spot.end <= len(text)
        assert taken.isdisjoint(range(start, spot.end))
        taken |= set(range(start, spot.end))
