"""What a mistyped text may have been meant to be."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import words
from search.document import passages
from search.folding import fold
from search.homophones import Homophones
from search.likelihood import Likelihood
from search.lookalikes import lookalikes
from search.spelling import MAX_LENGTH, Speller
from search.typos import EXTRA, MISSING, SWAPPED, WRONG, Typos, slip
from tests.material import sample_edition

VOCABULARY = [
    *{
        "人工": 428,
        "人工智能": 152,
        "智能": 400,
        "职能": 300,
        "只能": 120,
        "人民政府": 9000,
    }.items(),
    *{"增值税": 300, "行政": 9000, "审批": 3000, "新增": 400, "信用": 800, "体系": 2000}.items(),
    *{"推进": 2000, "建设": 8000, "知识产权": 500, "产权": 300, "保护": 4000, "知识": 200}.items(),
    *{
        "教育": 5000,
        "教育法": 90,
        "义务教育": 300,
        "义务教育法": 80,
        "义务": 600,
        "全国": 900,
    }.items(),
    *{
        "办公厅": 700,
        "国务院": 6000,
        "国务院办公厅": 300,
        "污染": 900,
        "防治": 800,
        "法院": 500,
    }.items(),
    *{
        "公积金": 200,
        "住房": 1000,
        "住房公积金": 150,
        "产业": 4000,
        "绿色": 600,
        "战略": 500,
    }.items(),
    *{"方案": 800, "反感": 3, "生产": 5000, "安全": 7000, "安全生产": 900, "林业厅": 40}.items(),
    *{"民政厅": 30, "重庆": 20, "的": 99999, "2017": 500}.items(),
    *{"covid": 5, "gdp": 90, "internet": 12}.items(),
]


@cache
def speller() -> Speller:
    return Speller(VOCABULARY)


@cache
def sample_speller() -> Speller:
    counts: Counter[str] = Counter()
    for document in sample_edition().documents[:3]:
        for passage in passages(document):
            counts.update({word.text for word in words(passage.text)})
    return Speller(counts.items())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # A word that sounds the same, whole or inside a run.
        ("人工只能", "人工智能"),
        ("增直税", "增值税"),
        ("冲庆", "重庆"),
        ("行政审皮", "行政审批"),
        ("推进信用提系建设", "推进信用体系建设"),
        ("國務院辦公聽", "国务院办公厅"),
        # More than one.
        ("行正审皮", "行政审批"),
        # Over the borders of the words that it is cut into.
        ("义务叫育法", "义务教育法"),
        # Sounds that are near each other.
        ("安全生残", "安全生产"),
        ("人民真府", "人民政府"),
        ("建涩信用体系", "建设信用体系"),
        # One character wrong, missing, too many, or in the wrong place.
        ("人工智障", "人工智能"),
        ("住黄公积金", "住房公积金"),
        ("人智能", "人工智能"),
        ("人工工智能", "人工智能"),
        ("人工智能能", "人工智能"),
        ("知识权产", "知识产权"),
        ("住房积公金", "住房公积金"),
        # What looks alike.
        ("污染防冶", "污染防治"),
        # Letters: Latin words, pinyin, pinyin after Han characters.
        ("covdi", "covid"),
        ("internat", "internet"),
        ("gpd", "gdp"),
        ("rengongzhineng", "人工智能"),
        ("RenGongZhiNeng", "人工智能"),
        ("ren gong zhi neng", "人工智能"),
        ("ren'gong'zhi'neng", "人工智能"),
        ("rengongzhinengchanye", "人工智能产业"),
        ("lvse", "绿色"),
        ("zhanlüe", "战略"),
        ("fangan", "方案"),
        ("人工zhineng", "人工智能"),
        ("5G人工只能", "5G人工智能"),
    ],
)
def test_the_first_candidate(typed: str, meant: str) -> None:
    assert speller().candidates(typed)[:1] == [meant]


def test_the_sample_knows_its_words() -> None:
    assert sample_speller().candidates("人工只能")[0] == "人工智能"
    assert sample_speller().candidates("rengongzhineng")[0] == "人工智能"


def test_the_nearer_and_then_the_more_frequent_first() -> None:
    found = speller().candidates("只能", 3)
    assert found[:2] == ["智能", "职能"]
    assert speller().candidates("fangan") == ["方案", "反感"]


def test_a_word_of_the_language_is_no_slip_for_another() -> None:
    assert "林业厅" not in speller().candidates("农业厅")
    assert "民政厅" not in speller().candidates("财政厅")


@pytest.mark.parametrize("typed", ["", " ", "，", "的", "2017", "qwrt", "x" * 101, "一" * 101])
def test_nothing_to_guess(typed: str) -> None:
    assert speller().candidates(typed) == []


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("一千万元", "以前"),
        ("一千萬元", "以前"),
        ("一千余万元", "以前"),
        ("二〇一七年", "二〇一八年"),
        ("二〇一七年十二月", "二〇一七年十一月"),
        ("２０１７年十二月", "年十一月"),
        ("第三十四条", "实施"),
        ("第 34 条第二款", "条第三款"),
        ("百分之五点三", "百分之六点三"),
        ("三分之二", "分支"),
        ("10万亩以上", "万户以上"),
        ("二十三个百分点", "二十四个百分点"),
        ("一百二十人次", "一百三十人次"),
        ("三千多户", "二千多户"),
    ],
)
def test_figures_and_what_they_count_are_no_slips(typed: str, held: str) -> None:
    numerals = Speller([(held, 90)])
    assert numerals.candidates(typed) == []
    assert numerals.candidates(f"总共{typed}") != []


NUMERALS = Speller([("一千", 9), ("二千", 9), ("第三十五条", 90), ("二〇一八年", 90)])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("第三十无条", "第三十五条"),
        ("一一八年规划二〇一巴年", "一一八年规划二〇一八年"),
        ("二签元", "二千元"),
    ],
)
def test_slips_beside_figures_are_mended(typed: str, meant: str) -> None:
    assert meant in NUMERALS.candidates(typed)


def test_an_empty_vocabulary_guesses_nothing() -> None:
    assert Speller([]).candidates("人工只能") == []
    assert Speller([("的", 3), ("gdp", 1)]).candidates("人工只能") == []


TYPED = st.text(st.sampled_from("人工只智能能行正审皮增直税covdirengz' 發5的，"), max_size=14)


@given(TYPED, st.integers(-1, 12))
def test_candidates_are_few_different_and_not_what_was_typed(text: str, limit: int) -> None:
    found = speller().candidates(text, limit)
    assert found == speller().candidates(text, limit)
    assert len(found) <= max(limit, 0)
    assert len(set(found)) == len(found)
    assert fold(text).text not in [fold(each).text for each in found]


@given(st.text(max_size=MAX_LENGTH + 2))
def test_any_text_is_taken(text: str) -> None:
    assert len(speller().candidates(text)) <= 10


@pytest.mark.parametrize(
    ("typed", "word", "kind"),
    [
        ("人工智障", "人工智能", WRONG),
        ("人工能智", "人工智能", SWAPPED),
        ("人智能", "人工智能", MISSING),
        ("人工大智能", "人工智能", EXTRA),
        ("人工智能能", "人工智能", EXTRA),
        ("人人工智能", "人工智能", EXTRA),
        ("人工智能化", "人工智能", None),
        ("大人工智能", "人工智能", None),
        ("工智能", "人工智能", None),
        ("人工智", "人工智能", None),
        ("能工智人", "人工智能", None),
        ("人工智能", "人工智能", None),
        ("智工人能", "人工智能", None),
    ],
)
def test_slips(typed: str, word: str, kind: int | None) -> None:
    assert slip(typed, word) == kind
    assert list(Typos([word]).slips([typed])) == ([(0, word, kind)] if kind is not None else [])


def test_homophones() -> None:
    vocabulary = ["智能", "职能", "资能", "重庆"]
    homophones = Homophones(vocabulary, Likelihood(dict.fromkeys(vocabulary, 1)))
    assert homophones.sounding("只能") == {"智能": True, "职能": True, "资能": False}
    assert homophones.sounding("智能") == {"职能": True, "资能": False}
    assert homophones.sounding("虫庆") == {"重庆": True}
    assert homophones.written(("zhi", "neng", "chong", "qing"))[1] == "智能重庆"
    assert homophones.written(("zhi",))[1] == ""


def test_lookalikes_go_both_ways() -> None:
    assert "治" in lookalikes("冶")
    assert all(char in lookalikes(other) for char in "冶未人" for other in lookalikes(char))
