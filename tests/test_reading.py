"""A tree against one text, without an index: what fields, listings and marks are read with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, borders
from search.query import Phrase, Word
from search.reading import Reading
from search.syntax import parse


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("人民政府", "吉林省人民政府办公厅", True),
        ("民政", "吉林省人民政府", False),
        ('"民政"', "吉林省人民政府", True),
        ("民政", "省民政厅", True),
        ("文号:34号", "吉政发〔2017〕34号", True),
        ("文号:4号", "吉政发〔2017〕34号", False),
        ("财政 OR 民政", "省财政厅", True),
        ("(财政 | 民政) -厅", "省财政厅", False),
        ("NOT 民政", "省财政厅", True),
        ("财政 民政", "省财政厅", False),
        ("", "省财政厅", True),
        ("，", "省财政厅", False),
        ('"民政" -"人民政府"', "人民政府", False),
        ('"民政" -"人民政府"', "人民政府民政厅", True),
        ("财政 NEAR/2 民政", "财政厅和民政厅", True),
        ("财政 NEAR/1 民政", "财政厅和民政厅", False),
        ("民政 NEAR/2 财政", "财政厅。和民政厅", True),
        ("财政 NEAR/1 厅 NEAR/0 长", "财政厅长", True),
        ("财政 NEAR/1 厅 NEAR/0 长", "财政长厅", True),
        ("厅 NEAR/3 厅", "财政厅", False),
        ("(财政 OR 税务) NEAR/3 民政", "税务、民政", True),
        ('"财*厅"', "财政厅", True),
        ('"财*厅"', "财厅", True),
        ('"财*厅"', "财。政厅", False),
        ('"第*条"', "第" + "一" * 10 + "条", True),
        ('"第*条"', "第" + "一" * 11 + "条", False),
        ('"一*二*三"', "一甲二乙二丙三", True),
        ("二〇一七年", "2017年", True),
        ("5%", "百分之五", True),
        ("双创", "大众创业、万众创新", True),
        ("大众创业万众创新", "双创示范", True),
        ("是否公开", "公开与否", False),
        ("5%", "百分之五十", False),
        ("5%", "百分之五点三", False),
        ("5%", "由百分之五提高", True),
        ("百分之五", "百分之五十", False),
        ("百分之五", "15%", False),
        ("50亿元", "二百五十亿元", False),
        ("应急部", "应急管理部门", False),
        ("应急部", "国家应急管理部发布", True),
        ("社会办医", "社会办医疗机构", False),
        ("个税", "个人税收", False),
        ("1,500%", "提高1,500%", True),
        ("1,500%", "1和500%", False),
    ],
)
def test_holds(query: str, text: str, expected: bool) -> None:
    assert Reading(text).holds(parse(query).node) == expected


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ('"民政" -"人民政府"', "人民政府民政厅", ["民政"]),
        ('"人*产业"', "人民产业和人工产业", ["人民产业", "人工产业"]),
        ('"一*二*三"', "一甲二乙二丙三", ["一甲二乙二丙三"]),
        ("财政 NEAR/3 民政", "财政。财政与民政", ["财政", "财政", "民政"]),
        ("财政 NEAR/1 民政", "财政厅内。财政与民政", ["财政", "民政"]),
        ("人人 NEAR/9 为", "人人人人为我", ["人人", "人人", "为"]),
    ],
)
def test_spans(query: str, text: str, marked: list[str]) -> None:
    spans = Reading(text).spans(parse(query).node)
    assert [text[start:end] for start, end in spans] == marked


@given(st.text("人民政府办公厅开展工作和，。；\n、《》（ ）1２,.a\u0301ﬁ①\u200b發", max_size=40))
def test_words_cut_in_stretches_are_the_words_of_the_whole(text: str) -> None:
    """Each word where the analyser puts it, and the borders of words where it puts these."""
    analysed = analyse(text)
    places: dict[str, list[tuple[int, int]]] = {}
    for word in analysed.words:
        places.setdefault(word.text, []).append((word.start, word.end))
    reading = Reading(text)
    for word_text, spans in places.items():
        assert reading.spans(Word(word_text)) == spans
    between = set(borders(analysed.words))
    for at in range(len(analysed.tokens)):
        whole = Phrase((analysed.tokens[at].text,), whole=True)
        own = (analysed.tokens[at].start, analysed.tokens[at].end)
        assert (own in reading.spans(whole)) is ({at, at + 1} <= between)
