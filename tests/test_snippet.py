"""Marks and excerpts: what is shown, and that it is the passage's own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results import Snippet
from search.snippet import WHOLE, excerpt, marker, pieces
from search.syntax import parse


def marked(query: str, text: str) -> str:
    return "".join(
        f"[{p.text}]" if p.matched else p.text for p in pieces(text, marker(query)(text))
    )


MARKS = [
    ("民政", "人民政府的民政工作", "人民政府的[民政]工作"),
    ('"民政"', "人民政府的民政工作", "人[民政]府的[民政]工作"),
    ("人民政府", "人民 政府与人民", "[人民 政府]与人民"),
    ("人民 人民政府", "人民政府与人民", "[人民政府]与[人民]"),
    ('"大众创业万众创新"', "推进大众创业、万众创新。", "推进[大众创业、万众创新]。"),
    ('"人人"', "人人人人人", "[人人][人人]人"),
    ("发展 -民政", "发展民政", "[发展]民政"),
    ("标题:发展 民政", "发展民政", "发展[民政]"),
    ("發展", "发展", "[发展]"),
    ("2017年", "在2017 年和2017", "在[2017 年]和2017"),
    ("创新 OR 创业", "创新与创业", "[创新]与[创业]"),
    ("", "创新", "创新"),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKS)
def test_marks(query: str, text: str, expected: str) -> None:
    assert marked(query, text) == expected


def test_a_whole_run_is_one_mark() -> None:
    assert marked("人工智能产业", "发展人工智能产业。") == "发展[人工智能产业]。"


def shown(snippet: Snippet) -> str:
    return " … ".join(
        "".join(f"[{p.text}]" if p.matched else p.text for p in f) for f in snippet.fragments
    )


def test_far_terms_get_a_fragment_each() -> None:
    text = "民政工作。" + "填充文字，" * 60 + "教育事业。" + "填充文字，" * 60
    spans, snippet = excerpt(parse("民政 教育").node, text)
    assert len(snippet.fragments) == 2
    assert "[民政]" in shown(snippet)
    assert "[教育]" in shown(snippet)
    assert (snippet.cut_before, snippet.cut_after) == (False, True)
    assert [text[a:b] for a, b in spans] == ["民政", "教育"]


def test_a_table_shows_its_caption_and_the_row() -> None:
    text = "表1：产量\n指标\t数量\n" + "".join(f"品种{i}\t{i}\n" for i in range(80)) + "水泥\t9"
    _, snippet = excerpt(parse("水泥").node, text)
    assert shown(snippet) == "表1：产量 … [水泥]\t9"


def test_short_passages_are_shown_whole() -> None:
    text = "短" * WHOLE
    assert shown(excerpt(parse("民政").node, text)[1]) == text


WORDS = st.sampled_from(
    ["民政", "教育", "发展", "人民政府", "2017年", "，", "。", "的", "x", "\n", " "]
)


@given(st.lists(WORDS, max_size=200).map("".join), st.lists(WORDS, max_size=4).map(" ".join))
def test_every_mark_of_a_term_has_its_place_in_the_snippet(text: str, query: str) -> None:
    node = parse(query).node
    spans, snippet = excerpt(node, text)
    ends = [0, *(end for _, end in spans)]
    assert all(last <= start < end for last, (start, end) in zip(ends, spans, strict=False))
    assert all("".join(p.text for p in fragment) in text for fragment in snippet.fragments)
    marks = {p.text for f in snippet.fragments for p in f if p.matched}
    assert {text[a:b] for a, b in spans} == marks or len(text) > WHOLE
    assert bool(spans) == bool(marks)


@given(st.text(max_size=300), st.text(max_size=10))
def test_any_text_can_be_shown(text: str, query: str) -> None:
    spans, snippet = excerpt(parse(query).node, text)
    assert "".join(p.text for p in pieces(text, spans)) == text
    assert snippet.fragments
