"""The pages in English: nothing left untranslated, nothing Chinese but what a gazette says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote as url_quote
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes

from search.document import Edition
from search.engine import open_engine
from search.sentence import N_, Part, Sentence, plain, quote, say, series
from tests import citing, tabled
from tests.gazette import EDITION
from tests.test_browse_pages import _made
from tests.test_pages import EVERY_STATE
from tests.translating import extracted, faults, in_step, kept
from web import create_app
from web.saying import Said, chinese, counted, joined, markup, quoted, said, said_of
from web.urls import issue_url

STATIC = Path(__file__).parent.parent / "web" / "static"
TEMPLATES = STATIC.parent / "templates"
HAN = re.compile("[\u4e00-\u9fff]+")
#: What an element says beside its text.
SPOKEN = re.compile("title|alt|placeholder|aria-(label|description|roledescription)|data-.+")
#: Where text is plain, without an element of its own for each language.
PLAIN = ("title", "desc")
NOTICE = "/documents/test-2020-01-01"
#: Pages beside those that every test of the pages opens.
MORE = [
    "/issues",
    "/issues/test-2020-01",
    "/issues/没有",
    "/issues?gazette=没有&year=2020",
    "/categories",
    "/issuers",
    "/issuers?find=市&sort=name",
    "/coverage",
    "/trend",
    "/trend?q=智慧&kind=table&within=农业",
    "/trend?q=智慧",
    "/facets/issuer?q=智慧",
    "/facets/kind",
    "/facets/document?find=智慧",
    "/facets/没有",
    "/d/长府发〔2020〕8号",
    "/d/长府发〔2020〕99号",
    "/d/没有",
    "/p/test-2020-01-01-aaaaaa",
    "/p/test",
    f"{NOTICE}/cite",
    f"{NOTICE}/around/p4?part=around",
    f"{NOTICE}/around/p4?part=ways",
    f"{NOTICE}/around/p12",
    f"{NOTICE}/around/n1",
    f"{NOTICE}?find=智慧",
    f"{NOTICE}?q=智慧&find=不在里面",
    f"{NOTICE}?q=智慧&within=农业",
    f"{NOTICE}/tables/p12?column=9",
    "/?q=智慧&view=documents&sort=reading&size=10",
    "/?q=智慧&document=没有&issue=没有&issuer=没有",
    "/?q=智慧&since=昨天",
    "/?q=智慧&since=2020-02&until=2020-01",
    "/?kind=bogus",
    "/?since=2020-02&until=2020-01",
    f"/?q={'字' * 1001}",
]


@pytest.fixture
def english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("language", "en")
    return client


def untranslated(page: BeautifulSoup, held: str = "") -> Iterator[str]:
    """Chinese text of a page outside elements that are Chinese; in plain text and attributes, which
    have no language of their own, Chinese that neither a gazette nor the query has: ``held``.
    """
    for text in page.find_all(string=HAN):
        if isinstance(text, Comment | Doctype) or is_chinese(text):
            continue
        if text.parent.name not in PLAIN or not all(run in held for run in HAN.findall(text)):
            yield str(text)
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if SPOKEN.fullmatch(name) and not is_chinese(tag):
                yield from (f"{name}: {run}" for run in HAN.findall(str(value)) if run not in held)


def crawled(client: FlaskClient, url: str, *editions: Edition) -> list[str]:
    """What a page, or a piece of one, says untranslated."""
    text = client.get(url, follow_redirects=True).text
    page = BeautifulSoup(text, "html.parser")
    if page.html is None:
        page = BeautifulSoup(f'<html lang="en">{text}</html>', "html.parser")
    assert str(page.html["lang"]) == "en"
    labels = "".join(edition.issue.label for edition in editions)
    return list(untranslated(page, unquote(url) + repr(editions) + labels))


def is_chinese(node: Tag | NavigableString) -> bool:
    element = node if isinstance(node, Tag) else node.parent
    while element and "lang" not in element.attrs:
        element = element.parent
    return bool(element) and str(element["lang"]).startswith("zh")


@pytest.mark.slow
def test_the_catalogue_is_whole() -> None:
    assert len(extracted()) > 100
    assert list(faults(kept())) == []


def test_the_program_reads_what_is_written_down() -> None:
    assert in_step()


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("url", [*EVERY_STATE, *MORE])
def test_pages_are_english(english: FlaskClient, url: str) -> None:
    assert crawled(english, url, EDITION) == []


@pytest.mark.slow
def test_pages_of_odd_archives_are_english(tmp_path: Path) -> None:
    for name, editions in (
        ("made", _made()),
        ("citing", citing.EDITIONS),
        ("tabled", (tabled.EDITION,)),
    ):
        engine = open_engine(f"whoosh:{tmp_path / name}", "write")
        engine.add(editions)
        client = create_app(engine, {"TESTING": True}).test_client()
        client.set_cookie("language", "en")
        documents = [document.id for edition in editions for document in edition.documents]
        urls = ["/", "/issues", "/coverage", "/categories", "/issuers", "/trend?q=农业", "/?q=农业"]
        urls += [f"/documents/{url_quote(each, safe='')}" for each in documents]
        urls += [issue_url(edition.issue.id) for edition in editions]
        said = {url: crawled(client, url, *editions) for url in urls}
        assert {url: found for url, found in said.items() if found} == {}


def test_one_is_no_plural(english: FlaskClient) -> None:
    page = BeautifulSoup(english.get("/?q=人才").text, "html.parser")
    assert page.select("h1")[0].get_text() == "1 passage in 1 document"
    page = BeautifulSoup(english.get("/?q=智慧农业").text, "html.parser")
    assert page.select("h1")[0].get_text() == "7 passages in 1 document"


@pytest.mark.slow
def test_a_chinese_page_says_no_language_twice(client: FlaskClient) -> None:
    for url in EVERY_STATE:
        page = BeautifulSoup(client.get(url).text, "html.parser")
        assert [tag["lang"] for tag in page.select("[lang]")] == ["zh-Hans-CN", "en"], url


def test_what_is_not_english_is_found() -> None:
    text = '<p title="智慧农业">智慧 <b lang="zh-Hans-CN">农业</b><i lang="en">表</i></p>'
    page = BeautifulSoup(f'<html lang="en">{text}<a title="去掉"></a></html>', "html.parser")
    assert list(untranslated(page, "智慧农业")) == ["智慧 ", "表", "title: 去掉"]


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
        assert str(joined([quoted("甲"), "x"], "")) == "甲x"


def test_markup_in_what_is_said_stays_text() -> None:
    evil = "<script>"
    assert "<script>" not in markup(evil) + markup(quoted(evil)) + chinese(evil)
    assert quoted(evil).ends_with(evil)
    assert quoted(evil).without_end(evil) == Said(())
    assert quoted(evil).without_end("x") == quoted(evil)
