"""Finding a text to the letter in one document: nothing that stands there is left out."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search.engine import Engine
from search.query import Query
from search.snippet import marker
from tests import gazette
from web.reading.finding import finding, literal_spans, marking, to_the_letter

NOTICE = "/documents/test-2020-01-01"


def marked(wanted: str, text: str) -> list[str]:
    spans = literal_spans(wanted, text, marker(to_the_letter(wanted))(text))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("民政", "吉林省人民政府和民政厅", ["民政", "民政"]),
        ("人民 政府", "人民政府", ["人民政府"]),
        ("ＡＩ", "ai和AI", ["ai", "AI"]),
        ("數據", "大数据", ["数据"]),
        ("大数据", "大數據", ["大數據"]),
        ("5.3%", "增长 5.3%，15.3%", ["5.3%", "5.3%"]),
        ("28", "15288.94 亿元", ["28"]),
        ("《国务院", "《国务院关于", ["《国务院"]),
        ("，", "一，二，三", ["，", "，"]),
        ("12月31日", "12 月 31 日", ["12 月 31 日"]),
        ("*", "一*二", ["*"]),
        ("一*三", "一二三", []),
        ('"五位一体"', "“五位一体”总体布局", ["五位一体"]),
        ("增长", "增长增长", ["增长", "增长"]),
        ("查无", "什么也没有", []),
    ],
)
def test_what_stands_there_is_marked(wanted: str, text: str, expected: list[str]) -> None:
    assert marked(wanted, text) == expected


@given(st.text(min_size=1, max_size=4), st.text(max_size=20), st.text(max_size=20))
def test_no_occurrence_is_missed(wanted: str, before: str, after: str) -> None:
    wanted = wanted.strip()
    text = f"{before}\n{wanted}\n{after}"
    spans = literal_spans(wanted, text, marker(to_the_letter(wanted))(text))
    start = len(before) + 1
    assert not wanted or any(a <= start and start + len(wanted) <= b for a, b in spans)


@given(st.text(max_size=12), st.text(max_size=30))
def test_places_do_not_overlap(wanted: str, text: str) -> None:
    spans = literal_spans(wanted, text, marker(to_the_letter(wanted))(text))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in spans)


@given(st.text(max_size=40))
def test_what_is_quoted_stays_one_phrase(text: str) -> None:
    inner = to_the_letter(text)[1:-1]
    assert not set(inner) & set('"＂“”*＊')


def test_the_archive_is_searched_to_the_letter_where_it_has_the_text(engine: Engine) -> None:
    found = finding(engine, gazette.NOTICE, "社会办医", Query())
    assert found.everywhere is not None
    assert (found.everywhere.label, found.everywhere.count) == ("在全库逐字检索", 1)
    assert found.marks(()).said == "本文件中没有"


def test_else_it_is_searched_by_words(engine: Engine) -> None:
    found = finding(engine, gazette.NOTICE, "老年人享受减免", Query())
    assert found.everywhere is not None
    assert found.everywhere.label == "在全库按词检索"
    assert found.everywhere.count == engine.search(Query(text="老年人享受减免")).total > 0


def test_where_nothing_is_found_anywhere_it_is_said(engine: Engine) -> None:
    found = finding(engine, gazette.NOTICE, "查无此词", Query())
    assert found.everywhere is None
    assert found.marks(()).said == "本文件中没有，全库检索也没有结果"


def test_without_a_query_and_a_text_nothing_is_marked(engine: Engine) -> None:
    assert marking(engine, gazette.NOTICE, Query(), "") is None


def page_of(client: FlaskClient, url: str) -> Tag:
    return BeautifulSoup(client.get(url).text, "html.parser")


def test_find_takes_the_place_of_the_query_s_marks(client: FlaskClient) -> None:
    page = page_of(client, f"{NOTICE}?q=智慧农业&sort=newest&find=试点")
    assert {mark.get_text() for mark in page.select("article mark")} == {"试点"}
    said = page.select(".marks")[0].get_text(" ", strip=True)
    whole = " ".join(block.text for block in gazette.NOTICE.blocks)
    assert f"本文件中 {whole.count('试点')} 处" in said
    back = {a.get_text(): a["href"] for a in page.select(".marks a")}
    assert back["改回“智慧农业”的标记"] == (
        f"{NOTICE}?q=%E6%99%BA%E6%85%A7%E5%86%9C%E4%B8%9A&sort=newest"
    )


def test_the_form_keeps_the_query_and_the_text(client: FlaskClient) -> None:
    form = page_of(client, f"{NOTICE}?q=智慧农业&category=发展类&page=3&find=试点").select_one(
        "form.find-in"
    )
    assert form is not None
    assert form["action"] == NOTICE
    hidden = [(i["name"], i["value"]) for i in form.select("input[type=hidden]")]
    assert hidden == [("q", "智慧农业"), ("category", "发展类")]
    box = form.select_one("#find")
    assert box is not None
    assert box["value"] == "试点"


def test_a_search_from_the_document_forgets_the_text(client: FlaskClient) -> None:
    page = page_of(client, f"{NOTICE}?q=智慧农业&find=试点")
    assert not page.select("form.search [name=find]")


def test_markup_is_found_as_text(client: FlaskClient) -> None:
    page = page_of(client, f"/documents/{gazette.EVIL_DOCUMENT.id}?find=<script>")
    found = {mark.get_text() for mark in page.select("article mark")}
    assert found == {"<script>", "</script>"}
    assert not [s for s in page.select("script") if "src" not in s.attrs]


def test_without_words_the_way_back_ends_the_search(client: FlaskClient) -> None:
    page = page_of(client, f"{NOTICE}?find=试点")
    assert "不再查找" in {a.get_text() for a in page.select(".marks a")}
