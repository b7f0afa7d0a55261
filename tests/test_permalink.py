"""Passages' addresses: the same text has the same code, whatever else its document says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parse import parse_text
from search.document import Block, Document, Edition, Issue, passages
from search.engine import open_engine
from search.permalink import LENGTH, anchor_of, codes
from tests.material import SAMPLE, document, made_edition, sample_edition

texts = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), max_size=6)
few = st.lists(st.sampled_from(["甲", "乙", "甲。", " 甲 ", "丙1.5", "丙15", "……"]), max_size=8)


def by_text(found: Document) -> dict[str, list[str]]:
    """Text -> the codes of the passages that say it, in order."""
    code_of = codes(found)
    said: dict[str, list[str]] = {}
    for passage in passages(found):
        said.setdefault(passage.text, []).append(code_of[passage.anchor])
    return said


@given(texts | few)
def test_every_passage_has_a_code_of_its_own_and_is_found_by_it(some: list[str]) -> None:
    made = document(1, "标题", *some)
    found = codes(made)
    assert list(found) == [passage.anchor for passage in passages(made)]
    assert len(set(found.values())) == len(found)
    for anchor, code in found.items():
        assert anchor_of(made, code) == anchor == anchor_of(made, code.upper())
        assert len(code) == LENGTH
        assert code.isascii()
        assert code.isalnum()


@given(texts, texts, texts)
def test_what_stands_before_or_after_has_no_say(
    before: list[str], kept: list[str], after: list[str]
) -> None:
    """Twins apart: they are counted, below."""
    known = {_code("标题"), *map(_code, kept)}
    before, after = (
        [text for text in some if _code(text) not in known] for some in (before, after)
    )
    mine = by_text(document(1, "标题", *kept))
    theirs = by_text(document(1, "标题", *before, *kept, *after))
    assert {text: theirs[text] for text in mine} == mine


def _code(text: str) -> str:
    """The code of a text that stands alone."""
    return next(iter(codes(Document("d", "i", "", blocks=(Block("title", "p0", text),))).values()))


@given(few, few)
def test_twins_are_counted_in_their_own_order(some: list[str], others: list[str]) -> None:
    """Only passages of the same text change the codes of one another, and only behind them."""
    first = by_text(document(1, "标题", *some))
    longer = by_text(document(1, "标题", *some, *others))
    assert all(longer[text][: len(found)] == found for text, found in first.items())


def test_twins_have_different_codes_and_the_first_keeps_its_own() -> None:
    one = codes(document(1, "标题", "同上。", "别的。"))
    two = codes(document(1, "标题", "新增。", "同上。", "同上。"))
    assert one["p1"] == two["p2"] != two["p3"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长5.5%，下降。", "增长 ５.５％, 下降"),
        ("第１章　总则", "第1章 总则"),
        ("GDP增长", "ＧＤＰ 增长"),
        ("注①所示", "注1所示"),
    ],
)
def test_marks_spaces_and_width_do_not_count(one: str, other: str) -> None:
    assert codes(document(1, "题", one)) == codes(document(2, "题", other))


@pytest.mark.parametrize(
    ("one", "other"), [("增长5.5%", "增长55%"), ("甲", "乙"), ("發展", "发展"), ("。", "；")]
)
def test_what_says_something_else_has_another_code(one: str, other: str) -> None:
    assert codes(document(1, "题", one))["p1"] != codes(document(1, "题", other))["p1"]


@pytest.mark.slow
@given(st.integers(1, 4), st.integers(2, 60))
def test_codes_that_begin_alike_grow_until_they_differ(length: int, count: int) -> None:
    made = document(1, "标题", *(f"第{i}段" for i in range(count)))
    found = codes(made, length)
    assert len(set(found.values())) == len(found)
    assert all(anchor_of(made, code, length) == anchor for anchor, code in found.items())
    for code in found.values():
        shorter = [other for other in found.values() if other.startswith(code[:-1])]
        assert len(code) == length or len(shorter) > 1


def test_a_long_code_outlives_the_passage_that_made_it_long() -> None:
    made = document(1, "标题", *(f"第{i}段" for i in range(60)))
    crowded = codes(made, 1)
    alone = document(1, "标题", "第7段")
    assert len(crowded["p8"]) > 1
    assert anchor_of(alone, crowded["p8"], 1) == "p1"


@given(st.text(max_size=20))
def test_any_code_is_answered(code: str) -> None:
    made = document(1, "标题", "正文")
    assert anchor_of(made, code) in (None, *codes(made))


def test_a_code_shorter_than_any_means_nothing() -> None:
    made = document(1, "标题", "正文")
    assert anchor_of(made, codes(made)["p1"][:-1]) is None
    assert anchor_of(made, "") is None


def test_footnotes_have_codes_too() -> None:
    first = made_edition().documents[0]
    assert set(codes(first)) == {"p0", "p1", "p2", "p3", "n1"}


def _edition(*blocks: Block) -> Edition:
    made = Document("d1", "i1", "标题", blocks=(Block("title", "p0", "标题", 0), *blocks))
    return Edition(Issue("i1", "公报", 2020, 1), (made,))


def _paragraphs(*some: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", f"p{i}", text) for i, text in enumerate(some, 1))


def test_codes_survive_a_new_reading_and_a_new_index(tmp_path: Path) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}", "write")
    engine.add([_edition(*_paragraphs("甲段。", "乙段。"))])
    held = engine.document("d1")
    assert held is not None
    before = codes(held)
    wider = _edition(*_paragraphs("新的一段。", "甲段。", "又一段。", "乙段。", "末段。"))
    engine.add([wider])
    held = engine.document("d1")
    assert held is not None
    assert [anchor_of(held, before[anchor]) for anchor in ("p1", "p2")] == ["p2", "p4"]
    engine.close()

    rebuilt = open_engine(f"whoosh:{tmp_path / 'index'}", "rebuild")
    rebuilt.add([wider])
    rebuilt.publish()
    again = rebuilt.document("d1")
    assert again is not None
    assert codes(again) == codes(held)
    rebuilt.close()


@pytest.mark.slow
def test_a_source_that_is_read_again_with_more_in_it_keeps_its_addresses() -> None:
    """A sentence that the first reading lacked, in the middle of the longest document's text."""
    known = max(sample_edition().documents, key=lambda each: len(each.blocks))
    paragraph = [b.text for b in known.blocks if b.kind == "paragraph"][5]
    source = SAMPLE.read_text("utf-8")
    # The paragraph runs over several printed lines: its first characters find the first of them.
    at = source.index("\n", source.index(paragraph[:12])) + 1
    end = source.index("\n", source.index(paragraph[-8:-1], at - 1)) + 1
    read = parse_text(source[:end] + "　　这是第二次识读才补上的一段。\n" + source[end:])
    found = next(each for each in read.documents if each.id == known.id)
    new, old = by_text(found), by_text(known)
    assert "这是第二次识读才补上的一段。" in new
    assert {text: new[text] for text in old} == old


def test_codes_stay_what_they_are() -> None:
    """Addresses were given out: what makes a code may not change."""
    made = document(1, "关于发展智慧农业的意见", "以智慧农业为抓手，增长5.5%。", "同上。", "同上。")
    assert list(codes(made).values()) == ["ajr2si", "qfuooa", "ifu6tz", "vx6awj"]
    assert codes(replace(made, id="other")) == codes(made)
