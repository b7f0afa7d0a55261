"""Readings of characters and texts, and what typed letters may stand for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import pinyin
from tests.material import ROOT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工智能", "ren gong zhi neng"),
        ("重庆重要", "chong qing zhong yao"),
        ("银行行政", "yin hang xing zheng"),
        ("长春增长", "chang chun zeng zhang"),
        ("音乐", "yin yue"),
        ("会计", "kuai ji"),
        ("人参", "ren shen"),
        ("绿色", "lv se"),
        ("战略", "zhan lue"),
        ("虐待", "nue dai"),
        ("發展", "fa zhan"),
        ("5G基站", "5 g ji zhan"),
        ("二〇一七", "er ling yi qi"),
        ("，", "，"),
        ("", ""),
    ],
)
def test_syllables(text: str, expected: str) -> None:
    assert " ".join(pinyin.syllables(text)) == expected


def test_initials() -> None:
    assert pinyin.initials("人工智能") == "rgzn"
    assert pinyin.initials("5G基站") == "5gjz"


def test_a_phrase_settles_the_reading_and_a_lone_character_keeps_all_that_are_usual() -> None:
    assert pinyin.spellings("重庆") == (("chong", "qing"),)
    assert pinyin.spellings("长府") == (("zhang", "fu"), ("chang", "fu"))
    assert pinyin.readings("行") == ("xing", "hang")
    assert pinyin.readings("石") == ("shi",), "dan is too rare to be typed for it"
    assert pinyin.readings("G") == ("g",)


@given(st.text(max_size=30))
def test_any_text_has_a_syllable_for_each_character(text: str) -> None:
    spellings = pinyin.spellings(text)
    assert 1 <= len(spellings) <= pinyin.MOST_SPELLINGS
    assert all(len(sounds) == len(text) and all(sounds) for sounds in spellings)


@pytest.mark.parametrize(
    ("letters", "fits"),
    [
        ("rengongzhineng", True),
        ("rengongzh", True),
        ("ren", True),
        ("r", True),
        ("rgzn", True),
        ("rgzhn", True),
        ("rengzn", True),
        ("rgzhineng", True),
        ("ren'gong'zhi", True),
        ("re'n", False),
        ("rengongzhix", False),
        ("rgznx", False),
        ("gong", False),
    ],
)
def test_letters_on_the_way_to_a_text(letters: str, fits: bool) -> None:
    assert pinyin.spells(letters, pinyin.syllables("人工智能")) is fits


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("rengong", ["ren gong"]),
        ("xian", ["xian", "xi an"]),
        ("xi'an", ["xi an"]),
        ("fangan", ["fang an", "fan gan"]),
        ("lvse", ["lv se"]),
        ("covid", []),
        ("", []),
    ],
)
def test_segmentations(letters: str, expected: list[str]) -> None:
    assert [" ".join(cut) for cut in pinyin.segmentations(letters, 9)] == expected


@given(st.text(st.sampled_from("xianghe'"), max_size=60))
def test_segmentations_are_few_and_of_whole_syllables(letters: str) -> None:
    found = pinyin.segmentations(letters, 5)
    assert len(found) <= 5
    for cut in found:
        assert "".join(cut) == letters.replace(pinyin.BORDER, "")
        assert pinyin.known_syllables().issuperset(cut)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("LÜ", "lv"), ("nüe", "nue"), ("lve", "lue"), ("jv", "ju"), ("xi’an", "xi'an"), ("nv", "nv")],
)
def test_ways_to_type(typed: str, expected: str) -> None:
    assert pinyin.typed(typed) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("zhi", "zi"), ("chan", "cang"), ("ning", "lin"), ("sheng", "sen")]
)
def test_near_sounds(one: str, other: str) -> None:
    assert pinyin.near(one) == pinyin.near(other)


@pytest.mark.parametrize(("one", "other"), [("ji", "qi"), ("dong", "don"), ("zi", "ci")])
def test_other_sounds_are_not_near(one: str, other: str) -> None:
    assert pinyin.near(one) != pinyin.near(other)


IN_THREADS = """
import time
from concurrent.futures import ThreadPoolExecutor
from search import pinyin

def asked(number):
    time.sleep(number / 50)
    return pinyin._dictionary()

with ThreadPoolExecutor(16) as pool:
    print(len(set(pool.map(asked, range(16)))))
"""


def test_threads_may_ask_while_the_first_still_loads() -> None:
    command = [sys.executable, "-c", IN_THREADS]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.stdout == "1\n", said.stderr
