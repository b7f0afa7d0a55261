"""Folding and tokens, against a table and against the plain reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import SENTENCE_END, phrase_tokens, spell, tokens
from tests import oracle

CASES = {
    "吉政发〔2017〕34号": "吉 政 发 2017 34 号",
    "吉政发[2017]34号": "吉 政 发 2017 34 号",
    "吉政发（2017） 34 号": "吉 政 发 2017 34 号",
    "大众创业、万众创新": "大 众 创 业 万 众 创 新",
    "2017 年": "2017 年",
    "15288.94亿元": "15288.94 亿 元",
    "1,234,567": "1234567",
    "2016,2017": "2016 2017",
    "12，345": "12 345",
    "１２，３４５": "12 345",
    "pm2.5": "pm 2.5",
    "3D打印": "3 d 打 印",
    "CMOS": "cmos",
    "發展大眾創業": "发 展 大 众 创 业",
    "二〇一七": "二 〇 一 七",
    "50%和3‰": "50 % 和 3 ‰",
    "互联网+": "互 联 网 +",
    "完。；！开始": "完 ¶ 开 始",
    "a;b?c": "a ¶ b ¶ c",
    "①Ⅱ ㎡": "1 ii m 2",
    "见①2017年": "见 1 2017 年",
    "10²和⒈2017": "10 2 和 1 2017",
    "1﹐234": "1 234",
    "“双创”《办法》——": "双 创 办 法",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(token.text for token in tokens(text)) == expected


def test_spans_lead_back_to_the_original() -> None:
    text = "產值 ３．５㎡，；ｶﾞ"
    assert [(t.text, text[t.start : t.end]) for t in tokens(text)] == [
        ("产", "產"),
        ("值", "值"),
        ("3.5", "３．５"),
        ("m", "㎡"),
        ("2", "㎡"),
        (SENTENCE_END, "；"),
        ("ガ", "ｶﾞ"),
    ]


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert phrase_tokens("cafe\u0301") == phrase_tokens("caf\u00e9") == ("caf\u00e9",)


@given(st.text(max_size=30))
def test_tokens_can_be_spelt(text: str) -> None:
    assert phrase_tokens(spell(phrase_tokens(text))) == phrase_tokens(text)


def test_a_phrase_has_no_sentence_end_at_its_sides() -> None:
    assert phrase_tokens("。创新；创业！") == ("创", "新", SENTENCE_END, "创", "业")


ALPHABET = st.sampled_from('中国人民發展，。；！12３，,.．%℃㎡aBé①ⅡＡ~+—〔〕"“”\t\n　〇々亿元的')


@given(st.text(ALPHABET, max_size=30))
def test_tokens_agree_with_a_plain_reading(text: str) -> None:
    assert [(t.text, t.start, t.end) for t in tokens(text)] == oracle.tokens(text)


@given(st.text(max_size=60))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    found = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@given(st.text(max_size=40))
def test_folding_is_the_same_twice(text: str) -> None:
    again = " ".join(token.text for token in tokens(text))
    plain = [token.text for token in tokens(text) if token.text != SENTENCE_END]
    assert [token.text for token in tokens(again)] == plain
