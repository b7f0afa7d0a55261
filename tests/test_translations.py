"""The pages in English: nothing left untranslated, nothing Chinese but what a gazette says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from search.sentence import N_, Part, Sentence, plain, quote, say, series
from tests.gazette import EDITION
from tests.translating import extracted, faults, in_step, kept
from web.saying import Said, chinese, counted, joined, markup, quoted, said, said_of

STATIC = Path(__file__).parent.parent / "web" / "static"
TEMPLATES = STATIC.parent / "templates"
HAN = re.compile("[\u4e00-\u9fff]+")
#: What an element says beside its text.
SPOKEN = re.compile("title|alt|placeholder|aria-(label|description|roledescription)|data-.+")
#: Pages that are wholly English but for what stands in elements marked as Chinese.
ENGLISH = [
    "/help",
    "/nothing",
    "/documents/nothing",
    "/?page=abc",
    "/?sort=<script>",
    "/?kind=bogus",
    "/?since=2020-02&until=2020-01",
    f"/?q={'字' * 1001}",
]


@pytest.fixture
def english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("language", "en")
    return client


def untranslated(page: BeautifulSoup, query: str = "") -> Iterator[str]:
    """Chinese text of a page outside elements that are Chinese; in titles and attributes, which
    have no language of their own, Chinese that neither the gazette nor the query has.
    """
    held = query + repr(EDITION)
    for text in page.find_all(string=HAN):
        if isinstance(text, Comment | Doctype) or is_chinese(text):
            continue
        if text.parent.name != "title" or not all(run in held for run in HAN.findall(text)):
            yield str(text)
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if SPOKEN.fullmatch(name) and not is_chinese(tag):
                yield from (f"{name}: {run}" for run in HAN.findall(str(value)) if run not in held)


def is_chinese(node: Tag | NavigableString) -> bool:
    element = node if isinstance(node, Tag) else node.parent
    while element and "lang" not in element.attrs:
        element = element.parent
    return bool(element) and str(element["lang"]).startswith("zh")


def test_the_catalogue_is_whole() -> None:
    assert len(extracted()) > 100
    assert list(faults(kept())) == []


def test_the_program_reads_what_is_written_down() -> None:
    assert in_step()


def test_a_fault_is_found() -> None:
    catalog = kept()
    catalog.add("没有的话", "nothing")
    catalog.get("脚注").string = "脚注"
    catalog.get("第%(page)s页").string = "p."
    catalog.get("表格").string = ""
    found = set(faults(catalog))
    assert {"no longer in the sources: 没有的话", "still Chinese: 脚注"} <= found
    assert {"places differ: 第%(page)s页", "not translated: 表格"} <= found


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_templates_say_nothing_untranslated(path: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text("utf-8"))
    bare = [data.data for data in tree.find_all(nodes.TemplateData)]
    told = {const for call in tree.find_all(nodes.Call) for const in call.find_all(nodes.Const)}
    told |= {const for each in tree.find_all(nodes.Filter) for const in each.find_all(nodes.Const)}
    bare += [str(const.value) for const in tree.find_all(nodes.Const) if const not in told]
    assert [text.strip() for text in bare if HAN.search(text)] == []


@pytest.mark.parametrize("url", ENGLISH)
def test_pages_are_english(english: FlaskClient, url: str) -> None:
    page = BeautifulSoup(english.get(url).text, "html.parser")
    assert str(page.html["lang"]) == "en"
    assert list(untranslated(page, url)) == []


def test_what_is_not_english_is_found() -> None:
    text = '<p title="智慧农业">智慧 <b lang="zh-Hans-CN">农业</b><i lang="en">表</i></p>'
    page = BeautifulSoup(f'<html lang="en">{text}<a title="去掉"></a></html>', "html.parser")
    assert list(untranslated(page)) == ["智慧 ", "表", "title: 去掉"]


def test_a_chinese_page_is_as_it_was(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/help").text, "html.parser")
    assert "不加引号时按词检索：“民政”不会找到“人民政府”" in page.main.get_text()


def test_scripts_say_nothing_in_a_language() -> None:
    for path in STATIC.glob("*.js"):
        code = re.sub(r"/\*.*?\*/|//.*", "", path.read_text("utf-8"))
        assert not HAN.findall(code), path.name


SENTENCE = say(
    "%(problems)s，已改为检索：%(query)s。",
    problems=series([say("括号没有成对"), say("NEAR 的距离最多 %(most)s 字", most=100)], N_("；")),
    query="民政",
)


def test_a_sentence_is_chinese_by_itself() -> None:
    assert str(SENTENCE) == "括号没有成对；NEAR 的距离最多 100 字，已改为检索：民政。"
    assert str(Sentence("100% 的")) == "100% 的"
    assert list(quote("100%(x)s").parts()) == [Part("100%(x)s", quoted=True)]
    assert list(plain("page").parts()) == [Part("page")]


@given(st.text(), st.text())
def test_what_is_quoted_is_never_read_as_a_template(one: str, other: str) -> None:
    assert str(quote(one)) == one
    told = str(say("“%(one)s”、%(other)s", one=one, other=quote(other)))
    assert told == f"“{one}”、{other}"


def test_a_sentence_is_said_in_the_language_of_the_page(english: FlaskClient) -> None:
    with english.application.test_request_context(headers={"Cookie": "language=en"}):
        told = said(SENTENCE)
        assert "brackets" in str(told)
        assert "; " in str(told)
        assert not HAN.search(str(told).replace("民政", ""))
        assert [part for part in told.parts if part.quoted] == [Part("民政", quoted=True)]
        assert '<span lang="zh-Hans-CN">民政</span>' in markup(told)
        assert counted("查看这 %(count)s 段", 1) == "See this passage"
        assert counted("查看这 %(count)s 段", 1234) == "See these 1,234 passages"
        more = "另有 %(count)s 段含有“%(run)s”，但不是作为词出现。"
        assert str(said_of(more, 1, run="x")) == "1 more passage has “x”, but not as a word."
        assert str(joined([quoted("甲"), "x"], "、")) == "甲, x"


def test_markup_in_what_is_said_stays_text() -> None:
    evil = "<script>"
    assert "<script>" not in markup(evil) + markup(quoted(evil)) + chinese(evil)
    assert quoted(evil).ends_with(evil)
    assert quoted(evil).without_end(evil) == Said(())
    assert quoted(evil).without_end("x") == quoted(evil)
