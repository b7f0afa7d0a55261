"""Short texts found by their characters: the same as reading every one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading import Reading
from search.shorttexts import ShortTexts
from search.syntax import parse

TEXTS = (
    "吉政发〔2017〕34号",
    "吉政办发〔2018〕4号",
    "吉林省人民政府办公厅",
    "省民政厅，某人",
    "關於財政的通知",
    "大众创业、万众创新",
    "",
)


@pytest.mark.parametrize(
    "query",
    ["", "，", "民政", '"民政"', "34号", "财政 OR 民政", "-民政", "双创", '"吉*发"', "省 NEAR/3 厅",
     "类别:民政", "财政 民政", '"民政" -"人民政府"', "放管服"],
)  # fmt: skip
def test_what_is_found_is_what_reading_each_finds(query: str) -> None:
    node = parse(query).node
    expected = [i for i, text in enumerate(TEXTS) if Reading(text).holds(node)]
    assert list(ShortTexts(TEXTS).holding(node)) == expected


@given(
    st.lists(st.text("省民政厅财1２2。，* aA", max_size=8), max_size=6),
    st.text('省民政厅财12 -"*|', max_size=6),
)
def test_any_texts_and_queries(texts: list[str], query: str) -> None:
    node = parse(query).node
    expected = [i for i, text in enumerate(texts) if Reading(text).holds(node)]
    assert list(ShortTexts(texts).holding(node)) == expected
