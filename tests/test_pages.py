"""The pages: every state, text that stays text, links that lead somewhere, strict headers."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from search.document import Edition
from search.engine import Engine, open_engine
from search.query import Query
from search.results import Held, NumberCard, Results
from tests import gazette
from tests.broken import broken_app
from tests.test_urls import WRONG
from web import create_app
from web.headers import _POLICY
from web.results.cards import cards
from web.results.hits import group_views
from web.results.page import pager

NO_RESULTS = Results(Query(), "words", 0, 0, None, (), (), ())

EVERY_STATE = [
    "/",
    "/?q=智慧农业",
    "/?q=智慧&page=2",
    "/?q=智慧&page=99",
    "/?q=智慧&category=发展类&category=民生类&kind=脚注&sort=newest&size=5",
    "/?category=民生类",
    "/?q=没有这样的词",
    '/?q="智慧养老"&category=民生类&kind=table',
    "/?q=(智慧",
    "/?q=，",
    "/?q=智慧农业的抓手 -双创",
    "/?q=双创 人才",
    "/?q=双创 人才&match=some",
    "/?q=双创&expand=no&since=2020-01-01&until=2020-01-31&within=人才",
    "/?q=人才 苗圃",
    "/?q=人才 苗圃&scope=document",
    "/?q=老年人如何享受社区减免",
    "/?q=长府发〔2020〕7号",
    "/?q=长府发〔2020〕8号",
    "/?q=长府发〔2020〕99号",
    "/?q=智慧弄业",
    "/?q=智慧*农业",
    '/?q="智慧" -"智慧农业"',
    "/?q=2020年1月 智慧农业",
    '/?q="智慧农业" "不在"',
    "/?q=<script>alert(1)</script>&category=<b>",
    "/?page=abc",
    "/?sort=<script>",
    "/help",
    "/nothing",
    "/documents/nothing",
    "/documents/test-2020-01-01/tables/p12",
    "/documents/test-2020-01-02/tables/p4",
    "/documents/test-2020-01-01/tables/nothing",
    "/documents/test-2020-01-01",
    "/documents/test-2020-01-01?q=智慧农业",
    "/documents/test-2020-01-02?q=<script> 公告",
    "/documents/test-2020-01-03?q=没有",
    "/documents/test-2020-01-04?q=双创&expand=no&within=人才",
]


def soup(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    response = client.get(url, buffered=True)
    assert response.status_code == status
    assert response.content_type == "text/html; charset=utf-8"
    return BeautifulSoup(response.text, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def text(page: BeautifulSoup | Tag, selector: str) -> str:
    return " ".join(one(page, selector).get_text().split())


def links(page: BeautifulSoup | Tag, selector: str = "a") -> dict[str, str]:
    return {" ".join(a.get_text().split()): unquote(str(a["href"])) for a in page.select(selector)}


# Every page


@pytest.mark.parametrize("url", [*EVERY_STATE, "/api/search", "/api/x", "/static/style.css"])
def test_headers_are_strict(client: FlaskClient, url: str) -> None:
    headers = client.get(url, buffered=True).headers
    assert headers["Content-Security-Policy"] == _POLICY
    assert "unsafe" not in _POLICY
    assert _POLICY.startswith("default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("url", EVERY_STATE)
def test_nothing_is_inline_and_nothing_from_elsewhere(client: FlaskClient, url: str) -> None:
    page = BeautifulSoup(client.get(url).text, "html.parser")
    assert not page.select("style, iframe, object, embed, img, base, meta[http-equiv]")
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name == "style" or name.startswith("on")]
        for name in ("href", "src", "action"):
            assert str(tag.get(name, "/")).startswith(("/", "#")), tag
            assert not str(tag.get(name, "")).startswith("//")
    assert all(not script.get_text() and script.get("src") for script in page.select("script"))
    scripts = [re.sub(r".*/|[.]js.*", "", str(script["src"])) for script in page.select("script")]
    assert scripts[:4] == ["theme", "app", "complete", "keys"]


@pytest.mark.parametrize("url", EVERY_STATE)
def test_landmarks_labels_and_ids(client: FlaskClient, url: str) -> None:
    page = BeautifulSoup(client.get(url).text, "html.parser")
    assert one(page, "html")["lang"] == "zh-Hans-CN"
    assert one(page, "main")["id"] == "main"
    assert len(page.select("h1")) == 1
    assert one(page, "form[role=search] input#q")["name"] == "q"
    assert one(page, "label[for=q]")
    assert all(nav.get("aria-label") for nav in page.select("nav, aside, section[role]"))
    assert text(page, "head title").endswith("公报检索")
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    known = set(ids)
    inner = [str(a["href"])[1:] for a in page.select('a[href^="#"]')]
    assert set(map(unquote, inner)) <= known
    named = [tag[name] for name in ("aria-labelledby", "for") for tag in page.select(f"[{name}]")]
    assert set(named) <= known


@pytest.mark.parametrize("url", EVERY_STATE)
def test_headings_skip_no_level(client: FlaskClient, url: str) -> None:
    main = one(BeautifulSoup(client.get(url).text, "html.parser"), "main")
    levels = [int(tag.name[1]) for tag in main.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("query", ["智慧农业 查无此词", "慧农", "老年人如何享受社区减免"])
def test_nothing_is_said_of_passages_that_the_filters_leave_none_of(
    client: FlaskClient, query: str
) -> None:
    said = soup(client, f"/?q={query}").select(".message")
    assert any("以下" in message.text or "最贴近" in message.text for message in said)
    narrowed = soup(client, f"/?q={query}&category=没有这一类").select(".message")
    assert not any("以下" in message.text or "最贴近" in message.text for message in narrowed)


@pytest.mark.slow
def test_every_link_leads_somewhere(client: FlaskClient) -> None:
    seen: set[str] = set()
    waiting = ["/", "/?q=智慧农业", '/?q="智慧养老"&category=民生类', "/help", "/?q=民政"]
    while waiting and len(seen) < 250:
        url = waiting.pop(0)
        seen.add(url)
        response = client.get(url, buffered=True, follow_redirects=True)
        assert response.status_code == 200, url
        if response.mimetype != "text/html":
            continue
        page = BeautifulSoup(response.text, "html.parser")
        found = [str(tag[name]) for name in ("href", "src") for tag in page.select(f"[{name}]")]
        inner = {urldefrag(href).url for href in found} - {""}
        waiting.extend(sorted(inner - seen - set(waiting)))
    assert len(seen) > 100


def test_links_to_passages_land_on_one(client: FlaskClient) -> None:
    links = soup(client, "/?q=智慧农业").select(".group h2 a")
    assert links
    for a in links:
        url, anchor = urldefrag(str(a["href"]))
        assert soup(client, url).find(id=unquote(anchor)).name == "mark"  # type: ignore[union-attr]


def test_static_files_are_kept_and_pages_are_asked_for_again(client: FlaskClient) -> None:
    page = soup(client, "/")
    for address in [
        str(tag["href"]) for tag in page.select("link[rel=icon], link[rel=stylesheet]")
    ] + [str(tag["src"]) for tag in page.select("script")]:
        assert "?v=" in address
        assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]
    assert client.get("/static/style.css", buffered=True).headers["Cache-Control"] == "no-cache"
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/none.css?v=1", buffered=True).headers["Cache-Control"] == "no-cache"


def test_a_page_of_results_is_light(client: FlaskClient) -> None:
    unpacks = {"Accept-Encoding": "gzip"}
    page = client.get("/?q=智慧城市", headers=unpacks)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page.data).decode())
    assert len(files) > 5
    sizes = [len(client.get(name, headers=unpacks, buffered=True).data) for name in files]
    assert len(page.data) + sum(sizes) < 60_000
    assert len(client.get("/?q=智慧城市").data) < 40_000


def test_text_is_packed_for_who_unpacks_it(client: FlaskClient) -> None:
    for url in (
        "/?q=智慧",
        "/static/style.css",
        "/api/search?q=智慧",
        "/documents/test-2020-01-03",
    ):
        plain = client.get(url, buffered=True)
        packed = client.get(url, headers={"Accept-Encoding": "br, gzip"}, buffered=True)
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["Content-Encoding"] == "gzip"
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        for response in (plain, packed):
            assert "Accept-Encoding" in response.headers["Vary"]
        refused = client.get(url, headers={"Accept-Encoding": "gzip;q=0"}, buffered=True)
        assert refused.data == plain.data
    style = client.get("/static/style.css", headers={"Accept-Encoding": "gzip"}, buffered=True)
    again = {"Accept-Encoding": "gzip", "If-None-Match": style.headers["ETag"]}
    assert client.get("/static/style.css", headers=again, buffered=True).status_code == 304


# Text is data


def test_a_query_with_markup_is_text(client: FlaskClient) -> None:
    query = "<script>alert('x')</script>\"><b>"
    page = BeautifulSoup(client.get("/", query_string={"q": query}).text, "html.parser")
    assert one(page, "input#q")["value"] == query
    assert query in one(page, "title").get_text()
    assert not page.select("main script, main input")


def test_a_gazette_with_markup_is_text(client: FlaskClient) -> None:
    page = soup(client, '/documents/test-2020-01-02?q="><script>公告')
    assert gazette.EVIL in one(page, "h1").get_text()
    assert gazette.EVIL in one(page, ".heading-2").get_text()
    assert gazette.EVIL in one(page, "#p3").get_text()
    assert gazette.EVIL in one(page, "table").get_text()
    assert gazette.EVIL in one(page, ".footnotes").get_text()
    assert not page.select("main script")
    hits = soup(client, "/?q=公告&issuer=长春市民政局")
    assert gazette.EVIL in one(hits, ".facet:last-child").get_text()
    assert any(gazette.EVIL in p.get_text() for p in hits.select(".path"))


# Start


def test_start_says_what_is_in(client: FlaskClient) -> None:
    page = soup(client, "/")
    said = text(page, ".holdings")
    for part in ("1 期", "2020 年", "4 份文件", "个段落", "最新：长春市人民政府公报 2020年第1期"):
        assert part in said
    assert one(page, "input#q").has_attr("autofocus")


def test_start_shows_examples_that_find(client: FlaskClient) -> None:
    shown = soup(client, "/").select(".examples a")
    assert len(shown) == 5
    for a in shown:
        assert soup(client, str(a["href"])).select(".hit"), a


def test_start_lists_the_newest_issue(client: FlaskClient) -> None:
    page = soup(client, "/")
    lines = [" ".join(li.get_text().split()) for li in page.select(".issue li")]
    assert lines[0] == "新年献词 正文未收录编者 第1页"
    assert lines[-1] == "政务要闻 正文未收录 封底"
    assert links(page, ".issue a")[gazette.NOTICE.title] == "/documents/test-2020-01-01"
    assert [h.get_text() for h in page.select(".issue h3")][:2] == ["卷首语", "发展类"]


def test_an_empty_archive_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = open_engine(f"whoosh:{tmp_path_factory.mktemp('empty') / 'index'}", "write")
    client = create_app(empty, {"TESTING": True}).test_client()
    page = soup(client, "/")
    assert "还没有公报" in text(page, ".holdings")
    assert not page.select(".examples, .issue")
    assert text(soup(client, "/?q=x"), "h1") == "没有找到"
    assert soup(client, "/help").select("main a")
    empty.close()


def test_examples_follow_the_archive(tmp_path_factory: pytest.TempPathFactory) -> None:
    growing = open_engine(f"whoosh:{tmp_path_factory.mktemp('grow') / 'index'}", "write")
    client = create_app(growing, {"TESTING": True}).test_client()
    assert not soup(client, "/").select(".examples")
    growing.add([gazette.EDITION])
    assert soup(client, "/").select(".examples")
    growing.close()


# Results


def test_results_name_count_and_place(client: FlaskClient, engine: Engine) -> None:
    page = soup(client, "/?q=民政事业")
    assert text(page, "h1") == "共 1 段，见于 1 份文件"
    hit = one(page, ".group")
    assert text(hit, ".facts") == (
        "发展类长府发〔2020〕7号长春市人民政府2020-01-092020年第1期 第3页起"
    )
    assert text(hit, ".path") == "一、总体要求 › 1. 思路"
    assert "".join(mark.get_text() for mark in hit.select("mark")).startswith("民政")
    assert links(hit, "h2 a")[gazette.NOTICE.title] == (
        "/documents/test-2020-01-01?q=民政事业#p10-m"
    )


def test_a_table_s_cells_stay_apart(client: FlaskClient) -> None:
    hit = one(soup(client, "/?q=示范区&kind=表格"), ".hit")
    rows = [[c.get_text() for c in row.select("th, td")] for row in hit.select("tr")]
    assert text(hit, "caption") == "表1：试点面积 单位：公顷"
    assert rows[:2] == [["指标", "全市", ""], ["", "城市", "农村"]]
    assert rows[-1] == ["智慧农业示范区", "1,234", "—"]
    assert one(hit, "mark").find_parent("tr")


def test_hits_of_one_document_stand_under_its_title_once(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业&document=test-2020-01-01&sort=reading")
    group = one(page, ".group")
    assert len(group.select("h2, .facts")) == 2
    assert len(group.select(".hit")) > 3
    assert group.get_text().count(gazette.NOTICE.title) == 1
    assert one(group, "h2").select("mark")
    assert "本文件另有" not in group.get_text()
    places = [str(hit.select(".more a")[0]["href"]) for hit in group.select(".hit")]
    assert len(set(places)) == len(places)
    assert one(group, "h2 a")["href"] == places[0]


def test_a_document_has_one_place_on_a_page(client: FlaskClient) -> None:
    """The best hits are of the notice, the report, the notice, another and the notice again."""
    hits = soup(client, "/?q=长春市&size=4").select(".group")
    titles = [text(group, "h2") for group in hits]
    assert titles == [gazette.NOTICE.title, gazette.MANY.title, gazette.TALENT.title]
    assert [len(group.select(".hit")) for group in hits] == [2, 1, 1]
    assert ["本文件另有 1 段" in group.get_text() for group in hits] == [True, False, False]
    second = soup(client, "/?q=长春市&size=4&page=2")
    assert "本文件另有 2 段" in one(second, ".group").get_text()


def test_other_orders_are_printed_as_they_are(engine: Engine) -> None:
    query = Query("长春市")
    results = engine.search(query)
    notice, report, again = (results.hits[i] for i in (0, 1, 2))
    turned = replace(results, hits=(notice, report, again))
    by_best = group_views(query, turned, ())
    assert [len(group.hits) for group in by_best] == [2, 1]
    in_turn = group_views(replace(query, sort="newest"), turned, ())
    assert [len(group.hits) for group in in_turn] == [1, 1, 1]
    assert [group.siblings for group in in_turn] == [1, 0, 1]


def test_a_page_is_named_by_what_it_shows(client: FlaskClient) -> None:
    assert text(soup(client, "/?category=民生类"), "title") == "民生类 - 公报检索"
    named = text(soup(client, "/?q=智慧&category=综合类&page=2"), "title")
    assert named == "综合类 · 智慧（第 2 页） - 公报检索"


def test_facets_toggle_and_tags_come_off(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&category=发展类&page=1&sort=newest")
    category = one(page, "[aria-labelledby=facet-category]")
    chosen = one(category, '.choice[aria-current="true"]')
    assert unquote(str(chosen["href"])) == "/?q=智慧&sort=newest"
    assert "/?q=智慧&category=发展类&category=民生类&sort=newest" in links(category).values()
    assert links(page, ".tags a") == {
        "去掉类别：发展类 ×": "/?q=智慧&sort=newest",
        "清除": "/?q=智慧&sort=newest",
    }
    kept = one(page, "form[role=search] input[type=hidden][name=category]")
    assert kept["value"] == "发展类"


def test_a_facet_s_own_choice_leaves_its_counts(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&category=民生类")
    counts = [" ".join(a.get_text().split()) for a in page.select("#facet-category ~ ul a")]
    assert counts == ["综合类 119 段", "发展类 7 段", "民生类 1 段，已选，点击取消"]


def test_an_unknown_choice_can_be_taken_off(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&document=没有")
    assert text(page, "h1") == "没有找到"
    assert links(page, ".tags a")["去掉文件：未知文件 ×"] == "/?q=智慧"


def test_orders_and_pages_say_where_one_is(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&sort=reading&page=3")
    assert text(page, "[aria-label=排序] [aria-current]") == "版面"
    assert links(page, ".switch a")["最新"] == "/?q=智慧&sort=newest"
    assert one(page, ".pager [aria-current]")["aria-label"] == "第 3 页"
    assert links(page, ".pager a[rel]") == {
        "上一页": "/?q=智慧&sort=reading&page=2",
        "下一页": "/?q=智慧&sort=reading&page=4",
    }
    assert not soup(client, "/?q=民政事业").select(".pager")


@pytest.mark.parametrize(
    ("page", "last", "said"),
    [
        (1, 2, "1 2"),
        (1, 3, "1 2 3"),
        (1, 9, "1 2 … 9"),
        (4, 9, "1 2 3 4 5 … 9"),
        (5, 9, "1 … 4 5 6 … 9"),
        (9, 9, "1 … 8 9"),
    ],
)
def test_few_pages_are_named_and_no_gap_hides_one_page(page: int, last: int, said: str) -> None:
    found = pager(page, last, str)
    assert found is not None
    assert " ".join(link.label if link else "…" for link in found.pages) == said


def test_one_page_has_no_others() -> None:
    assert pager(1, 1, str) is None


def test_a_page_after_the_last_leads_back(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&page=99")
    assert "到最后一页（第 7 页）" in links(page, ".message a")
    assert not page.select(".hit, .pager, .nothing")


def test_a_broken_query_is_mended(client: FlaskClient) -> None:
    page = soup(client, "/?q=(智慧")
    assert "括号" in text(page, ".message.warning")
    assert links(page, ".message a") == {"采用改后的查询": "/?q=智慧"}
    assert page.select(".hit")


def test_a_mended_query_keeps_the_filters(client: FlaskClient) -> None:
    page = soup(client, "/?q=(智慧&category=民生类&sort=newest&page=2")
    assert links(page, ".message a")["采用改后的查询"] == "/?q=智慧&category=民生类&sort=newest"


def test_what_is_there_but_not_as_a_word_is_offered(client: FlaskClient) -> None:
    page = soup(client, "/?q=民政&category=民生类")
    assert text(page, ".message") == "另有 2 段含有“民政”，但不是作为词出现。 查看这 2 段"
    href = links(page, ".message a")["查看这 2 段"]
    assert href == '/?q="民政"+-民政&category=民生类'
    assert text(soup(client, href.replace("+", " ")), "h1") == "共 2 段，见于 2 份文件"


def test_an_unread_parameter_is_passed_over(client: FlaskClient) -> None:
    assert soup(client, "/?q=智慧&utm=1").select(".hit")


# The query's terms


def term(page: BeautifulSoup, word: str) -> Tag:
    (found,) = [t for t in page.select("details.term") if word in one(t, "summary").get_text()]
    return found


def test_terms_are_chips_with_what_can_be_done(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业 抓手&sort=newest&page=1")
    assert [text(t, "summary") for t in page.select(".term")] == [
        "智慧 127 段",
        "农业 7 段",
        "抓手 1 段",
    ]
    assert links(term(page, "抓手")) == {
        "逐字检索：抓手": '/?q=智慧农业+"抓手"&sort=newest',
        "去掉它：抓手": "/?q=智慧农业&sort=newest",
        "排除含它的段落：抓手": "/?q=智慧农业+-抓手&sort=newest",
    }


def test_a_single_word_has_no_chip(client: FlaskClient) -> None:
    assert not soup(client, "/?q=民政").select(".terms")
    assert not soup(client, '/?q="智慧农业"').select(".terms")


def test_what_was_dropped_is_struck_and_can_be_asked_for(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业的抓手")
    dropped = term(page, "的")
    assert text(dropped, "summary s") == "的"
    assert "虚词，未作要求" in text(dropped, ".term-menu p")
    assert links(dropped) == {"要求它：的": '/?q=智慧+农业+抓手+"的"'}
    assert not page.select(".message")


def test_what_is_excluded_is_marked(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业 -抓手")
    excluded = term(page, "抓手")
    assert text(excluded, "summary") == "不含 抓手 1 段"
    assert links(excluded)["去掉它：抓手"] == "/?q=智慧农业"
    assert "排除含它的段落：抓手" not in links(excluded)


def test_a_long_query_shows_some_of_its_terms(client: FlaskClient) -> None:
    page = soup(client, f"/?q={' '.join(f'词{i}a{i}' for i in range(1, 20))}")
    assert len(page.select(".term")) == 12
    assert "另有" in text(page, ".terms > li:last-child")


def test_a_term_with_other_forms_is_shown_where_nothing_is_found(client: FlaskClient) -> None:
    page = soup(client, "/?q=双创&category=发展类")
    assert text(page, "h1") == "没有找到"
    assert "也作 大众创业、万众创新" in text(page, ".term summary")


# What is said of a query


def test_other_forms_are_named_and_can_be_switched_off(client: FlaskClient) -> None:
    page = soup(client, "/?q=双创&sort=newest")
    assert text(term(page, "双创"), "summary") == "双创 也作 大众创业、万众创新 2 段"
    assert text(page, ".message") == "也检索了其他写法。 只检索所输文字"
    literally = links(page, ".message a")["只检索所输文字"]
    assert literally == "/?q=双创&expand=no&sort=newest"
    page = soup(client, literally)
    assert text(page, "h1") == "共 1 段，见于 1 份文件"
    assert links(page, ".tags a")["去掉条件：只按所输文字检索 ×"] == "/?q=双创&sort=newest"
    hit = str(one(page, ".group h2 a")["href"])
    assert hit.startswith("/documents/test-2020-01-04?q=%E5%8F%8C%E5%88%9B&expand=no&sort=newest#")
    opened = soup(client, hit)
    assert {mark.get_text() for mark in opened.select("mark")} == {"双创"}
    assert links(opened, ".marks a")["全部结果"] == "/?q=双创&expand=no&sort=newest"
    assert len(soup(client, "/documents/test-2020-01-04?q=双创").select("mark")) == 2


def test_a_message_ends_with_the_query_that_it_offers(client: FlaskClient) -> None:
    sided = soup(client, "/?q=公告 OR 智慧 -农业&kind=正文")
    assert text(sided, ".message").endswith("可检索： (公告 OR 智慧) -农业")
    assert links(sided, ".message a") == {
        "(公告 OR 智慧) -农业": "/?q=(公告+OR+智慧)+-农业&kind=paragraph"
    }
    wildcard = soup(client, "/?q=智慧*农业")
    assert links(wildcard, ".message a") == {'改为检索 "智慧*农业"': '/?q="智慧*农业"'}


def test_filters_that_a_query_names_are_offered(client: FlaskClient) -> None:
    page = soup(client, "/?q=2020年1月 智慧农业&sort=newest")
    assert text(page, ".filters") == "可改为筛选：日期：2020年1月（7 段）"
    dated = links(page, ".filters a")["日期：2020年1月"]
    assert dated == "/?q=智慧农业&since=2020-01-01&until=2020-01-31&sort=newest"
    page = soup(client, dated)
    undated = links(page, ".tags a")["去掉条件：日期 2020-01-01 至 2020-01-31 ×"]
    assert undated == "/?q=智慧农业&sort=newest"
    assert one(page, "form[role=search] input[name=since]")["value"] == "2020-01-01"
    assert one(page, "input#since")["value"] == "2020-01-01"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2020", "日期 2020-01-01 起"),
        ("until=2020-01", "日期 至 2020-01-31"),
        ("since=2020-01-09&until=2020-01-09", "日期 2020-01-09"),
    ],
)
def test_dates_are_said_as_they_are(client: FlaskClient, asked: str, said: str) -> None:
    assert f"去掉条件：{said} ×" in links(soup(client, f"/?q=智慧&{asked}"), ".tags a")


def test_a_better_spelling_is_offered(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧弄业&sort=newest")
    assert text(page, ".meant") == "您要找的是不是 智慧农业（7 段）"
    assert links(page, ".meant a") == {"智慧农业": "/?q=智慧农业&sort=newest"}


# Cards of numbers


def test_a_number_leads_to_its_document(client: FlaskClient) -> None:
    card = one(soup(client, "/?q=长府发2020 7"), ".card")
    assert links(card, "h2 a") == {gazette.NOTICE.title: "/documents/test-2020-01-01"}
    assert "长府发〔2020〕7号" in text(card, ".facts")


def test_what_a_card_says_is_not_said_again(client: FlaskClient) -> None:
    page = soup(client, "/?q=长府发2020 7")
    assert text(page, "h1") == "共 1 段，见于 1 份文件"
    hit = one(page, ".hit")
    assert hit.find_parent(class_="card")
    assert "".join(hit.get_text().split()).startswith("文号定位原文")
    assert links(hit)["定位原文：第 1 处"].endswith("?q=长府发2020+7#p2-m")
    assert not page.select(".group, .nothing")


def test_beside_a_card_stand_the_other_hits_of_its_document(client: FlaskClient) -> None:
    page = soup(client, "/?q=长府发2020 7 OR 智慧农业")
    assert text(page, "h1") == "共 8 段，见于 1 份文件"
    assert len(page.select(".card .hit")) == 2
    assert [p.span.get_text() for p in page.select(".card .more") if p.span] == ["文号", "文件标题"]
    group = one(page, ".group")
    assert len(group.select(".hit")) == 6
    assert "长府发〔2020〕7号" not in "".join(p.get_text() for p in group.select(".snippet"))


def test_what_else_the_card_s_document_has_is_said_once(client: FlaskClient) -> None:
    page = soup(client, "/?q=长府发2020 7 OR 智慧&size=1")
    assert "本文件另有 7 段" in one(page, ".card .hit").get_text()
    assert not page.select(".group")
    page = soup(client, "/?q=长府发2020 7 OR 智慧 OR 人才&size=4")
    assert "本文件另有" not in one(page, ".card .hit").get_text()
    said = [group.get_text() for group in page.select(".group")]
    assert [gazette.NOTICE.title in group for group in said].count(True) == 1
    assert sum("本文件另有 6 段" in group for group in said) == 1


def test_after_the_first_page_nothing_is_left_to_the_card(client: FlaskClient) -> None:
    pages = [soup(client, f"/?q=长府发2020 7 OR 智慧农业&size=2&page={i}") for i in range(1, 5)]
    assert [bool(page.select(".card")) for page in pages] == [True, False, False, False]
    assert sum(len(page.select(".hit")) for page in pages) == 8


def test_who_names_an_unknown_number_is_counted(client: FlaskClient) -> None:
    results = replace(NO_RESULTS, cards=(NumberCard("国发〔2019〕1号", cited=3),))
    assert cards(Query(), results)[0].cited == 3
    card = one(soup(client, "/?q=长府发〔2020〕99号"), ".card")
    assert "提到它" not in card.get_text()


def test_a_number_that_is_only_listed_says_where(client: FlaskClient) -> None:
    card = one(soup(client, "/?q=长府发〔2020〕8号"), ".card")
    said = card.get_text(" ", strip=True)
    assert "关于智慧粮仓的意见" in said
    assert "长春市人民政府公报 2020年第1期 第11页" in said
    assert "正文未收录" in said


def test_a_number_that_is_not_there_has_neighbours(client: FlaskClient) -> None:
    page = soup(client, "/?q=长府发〔2020〕99号&sort=newest")
    card = one(page, ".card")
    assert "没有收录 长府发〔2020〕99号" in " ".join(card.get_text().split())
    assert links(card) == {"长府发〔2020〕7号": "/?q=长府发〔2020〕7号&sort=newest"}
    assert "（1 段）" in card.get_text()


def test_a_number_of_several_documents_names_them_all() -> None:
    held = tuple(Held(d, gazette.ISSUE) for d in (gazette.NOTICE, gazette.TALENT))
    results = replace(NO_RESULTS, cards=(NumberCard("长府发〔2020〕7号", held=held),))
    (card,) = cards(Query(), results)
    assert [document.href for document in card.held] == [
        "/documents/test-2020-01-01",
        "/documents/test-2020-01-04",
    ]


# Partial hits and the scope


def test_partial_hits_say_what_they_lack(client: FlaskClient) -> None:
    page = soup(client, "/?q=人才 苗圃")
    lacking = [[s.get_text() for s in hit.select(".missing s")] for hit in page.select(".hit")]
    assert lacking == [["苗圃"], ["人才"], ["人才"]]
    assert all("缺：" in hit.get_text() for hit in page.select(".hit"))
    message = one(page, ".message:not(:has(details))")
    assert links(message) == {"放宽到同篇": "/?q=人才+苗圃&scope=document"}
    why = one(page, "details.why")
    assert text(why, "summary") == "各词各有多少段"
    assert "人才（1 段）苗圃（2 段）" in " ".join(why.get_text().split())


def test_a_question_is_answered_by_some_of_its_words(client: FlaskClient) -> None:
    page = soup(client, "/?q=老年人如何享受社区减免")
    assert text(page, ".message").startswith("按问句检索")
    assert text(term(page, "如何"), "summary s") == "如何"
    assert text(page.select(".hit")[0], ".missing") == "缺：社区"


def test_behind_few_hits_stand_those_with_some_words(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业的抓手")
    assert text(page, "h1") == "共 1 段，见于 1 份文件"
    assert text(page, ".partly > h2") == "只含部分词的另有 126 段"
    complete = [hit for hit in page.select(".hit") if not hit.find_parent(class_="partly")]
    assert [bool(hit.select(".missing")) for hit in complete] == [False]
    assert all(hit.select(".missing") for hit in page.select(".partly .hit"))
    everything = links(page, ".partly > p a")["全部列出"]
    assert everything == "/?q=智慧农业的抓手&match=some"
    page = soup(client, everything)
    assert text(page, "h1") == "含全部词的 1 段，只含部分词的 126 段"
    assert links(page, ".tags a")["去掉条件：也列含部分词的 ×"] == "/?q=智慧农业的抓手"
    assert not soup(client, "/?q=双创 人才").select(".partly > p")


def test_examples_of_other_queries_do_not_stand_before_partial_hits(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业的抓手&kind=table")
    assert page.select(".nothing")
    assert page.select(".partly .hit")
    assert not page.select(".nothing .examples")
    assert soup(client, "/?q=人才 苗圃&kind=footnote").select(".nothing .examples")


def test_partial_hits_are_no_finds(client: FlaskClient) -> None:
    page = soup(client, "/?q=人才 苗圃")
    assert text(page, "h1") == "没有含全部词的段落，只含部分词的 3 段"
    assert text(page, ".sheet-open") == "筛选 · 所列 3 段"
    assert text(page, ".sheet-close") == "看这 3 段"
    assert not page.select(".only")
    assert text(soup(client, "/?q=人才"), ".sheet-open") == "筛选 · 1 段"
    none = soup(client, "/?q=老年人如何享受社区减免&scope=document&category=发展类&match=some")
    assert text(none, "h1") == "没有找到"


def test_what_holds_all_words_can_be_seen_alone(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业的抓手&match=some&sort=newest")
    assert text(page, "h1") == "含全部词的 1 段，只含部分词的 126 段"
    only = one(page, ".only")
    assert only.get_text() == "只看含全部词的"
    page = soup(client, str(only["href"]))
    assert text(page, "h1") == "共 1 段，见于 1 份文件"
    assert text(page, "[aria-label=排序] [aria-current]") == "最新"


def test_the_scope_can_be_switched(client: FlaskClient) -> None:
    page = soup(client, "/?q=人才 苗圃&sort=newest")
    scope = one(page, "[aria-label=范围]")
    assert text(scope, "[aria-current]") == "同段"
    wider = links(scope)["同篇"]
    assert wider == "/?q=人才+苗圃&scope=document&sort=newest"
    page = soup(client, wider)
    assert text(page, "h1") == "共 3 段，见于 1 份文件"
    assert links(one(page, "[aria-label=范围]"))["同段"] == "/?q=人才+苗圃&sort=newest"
    assert not soup(client, "/?q=民政").select("[aria-label=范围]")
    assert soup(client, "/?q=民政&scope=document").select("[aria-label=范围]")


# Within results


def test_results_can_be_searched(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&category=发展类&sort=newest&page=1")
    box = one(page, "form .within input")
    assert (box["type"], box["name"], box["value"]) == ("checkbox", "within", "智慧")
    assert not box.has_attr("checked")
    hidden = page.select("form[role=search] input[type=hidden]")
    kept = {tag["name"]: tag["value"] for tag in hidden}
    assert kept == {"category": "发展类", "sort": "newest"}
    page = soup(client, "/?q=民政&within=智慧&within=农业")
    assert text(page, "h1") == "共 1 段，见于 1 份文件"
    hidden = page.select("form[role=search] input[type=hidden]")
    assert [str(tag["value"]) for tag in hidden] == ["智慧", "农业"]
    assert links(page, ".under a") == {
        "去掉条件：在 智慧 的结果中 ×": "/?q=民政&within=农业",
        "去掉条件：在 农业 的结果中 ×": "/?q=民政&within=智慧",
    }
    assert one(page, "input#q")["aria-describedby"] == one(page, ".under > span")["id"]
    assert not page.select(".tags")
    assert text(page, "title").startswith("在 智慧 的结果中 · 在 农业 的结果中 · 民政")
    assert {mark.get_text() for mark in page.select(".hit mark")} >= {"民政", "智慧"}
    opened = soup(client, str(one(page, ".group h2 a")["href"]))
    assert {mark.get_text() for mark in opened.select("#p10 mark")} >= {"民政", "智慧"}


def test_results_with_some_words_are_not_searched_as_if_they_had_all(client: FlaskClient) -> None:
    assert soup(client, "/?q=智慧农业的抓手").select(".within")
    assert not soup(client, "/?q=智慧农业的抓手&match=some").select(".within")


def test_what_is_searched_within_is_said_where_nothing_is_found(client: FlaskClient) -> None:
    page = soup(client, "/?q=不在此处&within=智慧&category=发展类")
    assert "限于 在 智慧 的结果中、发展类" in text(page, ".nothing > p:first-child")
    assert page.select(".under a")


def test_a_search_within_itself_is_the_search(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧&within=智慧")
    assert not page.select(".tags, .under a")
    assert text(page, "h1") == text(soup(client, "/?q=智慧"), "h1")


def test_only_results_can_be_searched_and_not_without_end(client: FlaskClient) -> None:
    assert not soup(client, "/?q=不在此处").select(".within")
    assert not soup(client, "/?category=发展类").select(".within")
    deep = "".join(f"&within={c}" for c in "智慧城市项")
    assert not soup(client, f"/?q=第2项{deep}").select(".within")
    assert not soup(client, "/").select(".within")


# Nothing found


def test_nothing_found_offers_what_finds(client: FlaskClient) -> None:
    page = soup(client, '/?q="智慧农业" 抓手 公告&category=民生类&kind=table')
    said = text(page, ".nothing > p:first-child")
    assert '"智慧农业" 抓手 公告' in said
    assert "民生类、表格" in said
    offered = page.select(".nothing a:not([href='/help'])")
    assert len(offered) >= 5
    for a in offered:
        assert soup(client, str(a["href"])).select(".hit"), a


def test_fewer_filters_are_offered_with_their_count(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业&category=民生类&kind=table")
    offered = links(page, ".nothing a")
    assert offered["不限类别"] == "/?q=智慧农业&kind=table"
    assert offered["去掉全部筛选"] == "/?q=智慧农业"
    assert "1 段" in text(page, ".nothing")


def test_filters_alone_are_not_all_taken_off(client: FlaskClient) -> None:
    page = soup(client, "/?document=zzz")
    assert "去掉全部筛选" not in links(page)
    assert "未知文件" in text(page, ".tags")
    assert "zzz" not in one(page, "main").get_text()


def test_what_was_not_searched_was_not_missed(client: FlaskClient) -> None:
    assert "没有符合的段落" not in text(soup(client, "/?q=AND"), "main")
    assert "没有符合的段落" in text(soup(client, "/?q=不在此处"), "main")


def test_a_very_long_query_is_repeated_in_short(client: FlaskClient) -> None:
    query = "甲乙" * 100
    for url in (f"/?q={query}", f"/documents/test-2020-01-01?q={query}"):
        assert query not in one(soup(client, url), "main").get_text()


def test_words_that_find_nothing_say_so(client: FlaskClient) -> None:
    page = soup(client, '/?q="智慧农业" "不在此处"')
    assert text(page, ".ways div:first-child") == "单独检索智慧农业（7 段）不在此处（0 段）"
    assert links(page, ".ways a")["智慧农业"] == '/?q="智慧农业"'
    assert "不在此处" not in links(page, ".nothing a")
    assert not page.select(".terms")


def test_quotes_can_be_dropped(client: FlaskClient) -> None:
    page = soup(client, '/?q="农业智慧"')
    assert text(page, ".ways dt") == "去掉引号"
    assert links(page, ".ways a") == {"农业智慧": "/?q=农业智慧"}


def test_other_forms_and_the_wider_scope_are_ways_out(client: FlaskClient) -> None:
    forms = soup(client, "/?q=大众创业万众创新&expand=no&within=人才")
    assert links(forms, ".ways a")["连同其他写法"] == "/?q=大众创业万众创新&within=人才"
    scope = soup(client, '/?q="落户" "苗圃"')
    assert links(scope, ".ways a")["同篇即可"] == '/?q="落户"+"苗圃"&scope=document'


# Document


def test_a_document_is_whole(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    for block in gazette.NOTICE.blocks:
        found = page.find(id=block.anchor)
        assert isinstance(found, Tag)
        if block.kind != "table":
            bare = found.get_text().replace("[1]", "").replace("[9]", "").replace("¶", "")
            assert block.text in bare
    for cell in (cell for row in gazette._TABLE_ROWS for cell in row if cell):
        assert cell in one(page, "table").get_text()


def test_the_head_is_set_as_printed(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    head = one(page, ".head")
    assert text(head, ".category") == "发展类"
    assert text(head, "h1").startswith(gazette.NOTICE.title)
    assert text(head, ".passage.number").startswith("长府发〔2020〕7号")
    facts = text(head, ".facts")
    assert "刊载长春市人民政府公报 2020年第1期 第3页" in facts
    assert "成文日期2020-01-09" in facts


def test_headings_follow_the_outline(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    anchors = ("p1", "p7", "p8", "p9", "p11")
    names = [page.select(f"#{anchor} > :first-child")[0].name for anchor in anchors]
    assert names == ["h1", "h2", "h3", "h4", "h3"]
    contents = [(a["href"], a.get_text()) for a in page.select("nav.contents a")]
    assert contents[:2] == [("#p7", "长春市智慧农业试点方案"), ("#p8", "一、总体要求")]
    assert one(page, "section.part")["aria-label"] == "长春市智慧农业试点方案"


def test_a_table_is_a_table(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    region = one(page, ".scroll[role=region]")
    assert (region["tabindex"], region["aria-label"]) == ("0", "表1：试点面积")
    assert text(region, "caption .unit") == "单位：公顷"
    assert len(region.select("thead tr")) == 2
    numbers = [td.get_text() for td in region.select("tbody td.number")]
    assert numbers == ["97.9", "-5.4", "1,234", "—"]
    assert "图略" in text(page, "figure")


def test_footnotes_are_linked_both_ways(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    for a in page.select("sup a"):
        note = page.find(id=str(a["href"])[1:])
        assert isinstance(note, Tag)
        assert f"#{a['id']}" in {back["href"] for back in note.select("a.back")}
    assert [len(li.select("a.back")) for li in page.select(".footnotes li")] == [2, 2]
    assert text(page, "sup:not(:has(a))") == "[9]"


def test_signs_have_names_and_stand_beside_the_headings(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    names = [str(a["aria-label"]) for a in page.select("a.sign")]
    assert len(names) == len(set(names))
    assert not page.select("h1 .sign, h2 .sign, h3 .sign")


def test_a_document_leads_to_its_neighbours_and_its_issue(client: FlaskClient) -> None:
    found = soup(client, "/documents/test-2020-01-02").select(".neighbours a")
    assert [str(a["href"]) for a in found] == [
        "/documents/test-2020-01-01",
        "/documents/test-2020-01-03",
        "/issues/test-2020-01",
    ]


def test_every_passage_has_its_sign(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    signs = {str(a["href"]) for a in page.select("a.sign")}
    anchors = [b.anchor for b in gazette.NOTICE.blocks] + [
        n.anchor for n in gazette.NOTICE.footnotes
    ]
    assert signs == {f"/documents/test-2020-01-01/around/{anchor}" for anchor in anchors}


def test_marks_are_carried_in(client: FlaskClient) -> None:
    page = soup(client, '/documents/test-2020-01-01?q="智慧农业"')
    assert {mark.get_text() for mark in page.select("mark")} == {"智慧农业"}
    assert "7 段" in text(page, ".marks")
    assert links(page, ".marks a") == {"全部结果": '/?q="智慧农业"'}
    assert links(page, "a.step-first") == {"到第一处": "#p1-m"}
    assert not soup(client, "/documents/test-2020-01-01").select("mark, .marks, .steps")
    assert "没有符合查询的段落" in text(soup(client, "/documents/test-2020-01-01?q=不在"), ".marks")


def test_every_place_is_named_counted_and_listed(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01?q=智慧农业 全市")
    names = [str(mark["id"]) for mark in page.select("article mark[id]")]
    assert len(names) == len(set(names))
    assert text(page, ".step-at") == f"共 {len(names)} 处"
    assert [str(a["href"])[1:] for a in page.select(".listed a")] == names
    assert {str(a["href"])[1:] for a in page.select(".map a:has(.map-mark)")} <= set(names)
    listed = [b.get_text() for b in page.select(".listed b")]
    assert listed[:3] == ["智慧农业", "智慧农业", "智慧农业"]


def test_a_place_that_a_note_parts_is_one(client: FlaskClient) -> None:
    page = soup(client, '/documents/test-2020-01-01?q="智慧农业试点"')
    place = page.select("#p4 mark")
    assert [mark.get_text() for mark in place] == ["智慧农业", "试点"]
    assert [mark.get("id") for mark in place] == ["p4-m", None]


def test_the_contents_list_says_where_the_marks_lie(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01?q=智慧农业")
    found = {a["href"]: a.select_one(".section-marks") for a in page.select("nav.contents a")}
    counts = {href: mark and mark.get_text().strip() for href, mark in found.items()}
    assert counts == {
        "#p7": "标出 1 处",
        "#p8": None,
        "#p9": "标出 2 处",
        "#p11": "标出 2 处",
        "#notes": "标出 2 处",
    }


def test_printed_pages_are_named_where_they_begin(tmp_path: Path) -> None:
    pages = (None, 3, 3, 4, 4, 3)
    blocks = tuple(
        replace(block, page=page) for block, page in zip(gazette.NOTICE.blocks, pages, strict=False)
    )
    engine = open_engine(f"whoosh:{tmp_path / 'index'}", "write")
    engine.add([Edition(gazette.ISSUE, (replace(gazette.NOTICE, blocks=blocks),))])
    page = soup(create_app(engine).test_client(), "/documents/test-2020-01-01")
    engine.close()
    signs = page.select(".page-sign")
    assert [(sign.get("id"), sign.get_text()) for sign in signs] == [
        ("page-3", "第3页"),
        ("page-4", "第4页"),
        (None, "第3页"),
    ]
    follows = signs[1].find_next_sibling()
    assert isinstance(follows, Tag)
    assert follows["id"] == "p4"


def test_what_is_attached_is_linked_above_the_text(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01")
    assert links(page, ".facts a")["长春市智慧农业试点方案"] == "#p7"


def test_a_document_tells_what_matches_from_what_holds_a_word(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01?q=智慧农业 抓手")
    assert text(page, ".marks") == "智慧农业 抓手 符合查询的 1 段，另有 6 段含其中的词 全部结果"
    assert links(page, "a.step-first") == {"到第一处": "#p10-m"}
    none = soup(client, "/documents/test-2020-01-01?q=智慧农业 不在")
    assert "有 7 段含其中的词" in text(none, ".marks")
    assert "符合查询" not in text(none, ".marks")


def test_a_query_of_fields_has_nothing_to_count(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01?q=标题:智慧农业")
    assert not page.select("mark")
    assert text(page, ".marks") == "标题:智慧农业 全部结果"
    assert one(page, "input#q")["value"] == "标题:智慧农业"


def test_the_way_back_is_to_the_same_results(client: FlaskClient) -> None:
    asked = (
        "/?q=智慧&category=发展类&kind=paragraph&since=2020-01-01&within=农业"
        "&expand=no&scope=document&sort=reading"
    )
    page = soup(client, f"{asked}&size=1&page=2")
    for a in page.select(".group h2 a, .hit .more a[href*='#p']"):
        opened = soup(client, str(a["href"]))
        assert links(opened, ".marks a")["全部结果"] == asked
    kept = [
        (str(tag["name"]), str(tag["value"])) for tag in opened.select(".search input[type=hidden]")
    ]
    names = ["category", "kind", "since", "within", "expand", "scope", "sort"]
    assert [name for name, _ in kept] == names
    assert links(opened, ".under a")["去掉条件：在 农业 的结果中 ×"] == asked.replace(
        "&within=农业", ""
    )


def test_filters_alone_lead_back_too(client: FlaskClient) -> None:
    page = soup(client, "/?category=发展类&kind=table")
    opened = soup(client, str(one(page, ".group h2 a")["href"]))
    assert text(opened, ".marks") == "全部结果"
    assert links(opened, ".marks a")["全部结果"] == "/?category=发展类&kind=table"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q=智慧农业&kind=footnote", "符合查询的 1 段，另有 6 段含其中的词"),
        ("q=抓手 面积", "有 4 段含其中的词"),
        ("q=抓手 面积&scope=document", "符合查询的 4 段"),
        ("q=智慧农业 抓手&match=some", "符合查询的 1 段，另有 6 段含其中的词"),
        ("q=智慧农业&category=民生类", "没有符合查询的段落，有 7 段含其中的词"),
    ],
)
def test_a_document_counts_what_was_asked_for(client: FlaskClient, asked: str, said: str) -> None:
    page = soup(client, f"/documents/test-2020-01-01?{asked}")
    assert text(page, ".marks span") == said


def test_what_is_found_only_literally_is_marked_in_the_document_too(client: FlaskClient) -> None:
    results = soup(client, "/?q=慧农")
    assert "逐字" in text(results, ".message")
    href = str(results.select(".group h2 a")[0]["href"])
    assert {mark.get_text() for mark in soup(client, href).select("mark")} == {"慧农"}


def test_a_link_to_a_table_lands_in_its_body(client: FlaskClient) -> None:
    page = soup(client, "/documents/test-2020-01-01?q=试点 示范区")
    assert one(page, "#p12-m").find_parent("tbody")
    assert one(soup(client, "/documents/test-2020-01-01?q=试点"), "#p12-m").find_parent("caption")


# Help and failures


@pytest.mark.slow
def test_help_s_examples_are_links_that_answer(client: FlaskClient) -> None:
    found = soup(client, "/help").select("main td a")
    assert len(found) == 20
    for a in found:
        page = soup(client, str(a["href"]))
        assert page.select(".hit"), a
        assert not page.select(".message.warning"), a


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named(client: FlaskClient, name: str, value: str) -> None:
    response = client.get("/", query_string={name: value})
    assert response.status_code == 400
    page = BeautifulSoup(response.text, "html.parser")
    assert name in text(page, "main")
    assert value[:20] in text(page, "main")
    assert len(response.text) < 4000


def test_dates_the_wrong_way_round_are_said_to_be(client: FlaskClient) -> None:
    for asked in ("/?since=2020-02", "/documents/test-2020-01-01?q=x&since=2020-02"):
        page = soup(client, f"{asked}&until=2020-01", 400)
        assert "起止日期颠倒了" in text(page, "main")
        assert "since（2020-02-01）晚于 until（2020-01-31）" in text(page, "main")


def test_a_long_query_is_refused_on_a_document_too(client: FlaskClient) -> None:
    assert client.get(f"/documents/test-2020-01-01?q={'字' * 1001}").status_code == 400


def test_unknown_addresses(client: FlaskClient) -> None:
    assert "nothing" in text(soup(client, "/documents/nothing", 404), "main")
    assert "没有这个地址" in text(soup(client, "/nothing", 404), "main")
    assert client.post("/").status_code == 405


def test_an_engine_that_fails_speaks_for_itself() -> None:
    client = broken_app("索引已过期，请运行 gongbao index").test_client()
    for url in ("/", "/?q=x", "/documents/x", "/help"):
        page = soup(client, url, 503)
        assert "索引已过期，请运行 gongbao index" in text(page, "main")


def test_a_slip_of_ours_tells_nothing_of_the_inside() -> None:
    client = broken_app(RuntimeError("secret")).test_client()
    assert "secret" not in soup(client, "/?q=x", 500).get_text()
