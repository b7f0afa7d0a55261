"""Words and their parts, against a table and against the plain reading."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis, cutter
from tests import oracle
from tests.material import SAMPLE


def part_texts(word: str) -> set[str]:
    return {word[start:end] for start, end in cutter.parts(word)}


def test_parts_respect_the_finest_borders() -> None:
    assert part_texts("人民政府") == {"人民", "政府"}
    law = part_texts("全国人民代表大会常务委员会")
    assert law >= {"全国人民代表大会", "人民代表大会", "常务委员会", "代表", "全国"}
    assert "民代" not in law
    assert cutter.parts("人民") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工 智能", ["人工智能"]),
        ("人工\n智能", ["人工", "智能"]),
        ("人工，智能", ["人工", "智能"]),
        ("人民\u1680政\u200b府\ufe00", ["人民政府"]),
        ("人民\x1f政府", ["人民政府"]),
        ("發展經濟", ["发展", "经济"]),
        ("3D打印pm2.5", ["3", "d", "打印", "pm", "2.5"]),
        ("1,234,567亩", ["1234567", "亩"]),
        ("，。", []),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert analysis.cut(text) == expected


@pytest.mark.slow
def test_words_of_the_sample_are_those_of_a_plain_reading() -> None:
    for line in SAMPLE.read_text("utf-8").splitlines():
        assert {word.text for word in analysis.words(line)} == oracle.words(line), line


def test_spans_of_words_lead_back_to_the_original() -> None:
    text = "吉林 省 人民 政府，發展3D"
    spans = {(word.text, text[word.start : word.end]) for word in analysis.words(text)}
    assert ("吉林省人民政府", "吉林 省 人民 政府") in spans
    assert ("政府", "政府") in spans
    assert ("发展", "發展") in spans
    assert ("d", "D") in spans


@given(st.text(st.sampled_from("人民政府办公厅中国發展 ，。1a\t〇的"), max_size=25))
def test_words_agree_with_a_plain_reading(text: str) -> None:
    assert {word.text for word in analysis.words(text)} == oracle.words(text)
    assert analysis.cut(text) == oracle.cuts(text)


@given(st.text(max_size=60))
def test_any_text_gives_words_inside_it(text: str) -> None:
    assert all(0 <= word.start < word.end <= len(text) for word in analysis.words(text))


def test_pairs_tell_long_tokens_apart() -> None:
    assert analysis.pair("ab", "c") != analysis.pair("a", "bc")
    assert analysis.pairs(["国", "发", "2015"]) == ["国发", "发 2015"]


def test_the_stamp_is_stable() -> None:
    assert cutter.stamp() == cutter.stamp()
    assert cutter.stamp().startswith(f"{cutter.VERSION}-")


@pytest.mark.slow
def test_a_run_without_end_is_cut_like_a_short_one() -> None:
    phrase = "吉林省人民政府办公厅关于加强农村供水保障工作"
    found = [word.text for word in analysis.words(phrase * 300) if not word.part]
    assert "".join(found) == phrase * 300
    assert all(count % 300 == 0 for count in Counter(found).values())
    # Of a run that no dictionary knows jieba alone would cut a tenth as much in this time.
    assert "".join(w.text for w in analysis.words("龘" * 20_000) if not w.part) == "龘" * 20_000
