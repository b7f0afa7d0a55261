"""Passages' pages, addresses and 文号 in the address bar, through the Flask client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.document import Document, Edition, Issue
from search.engine import open_engine
from search.permalink import codes
from tests import gazette
from tests.material import document
from web import context, create_app

PATHS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
NOTICE = gazette.NOTICE
anything = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.citing.routes.today", lambda: date(2026, 11, 25))
    monkeypatch.setattr("web.views.today", lambda: date(2026, 11, 25))


def address(anchor: str, document: Document = NOTICE) -> str:
    return f"/p/{document.id}-{codes(document)[anchor]}"


def soup(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


def field(page: BeautifulSoup, way: str) -> str:
    found = page.find(id=f"way-{way}")
    assert isinstance(found, Tag)
    return found.get_text().removeprefix("\n")


def said(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert isinstance(main, Tag)
    return " ".join(main.get_text().split())


@pytest.mark.parametrize("anchor", [*codes(NOTICE)])
def test_an_address_leads_to_its_passage(client: FlaskClient, anchor: str) -> None:
    for path in (address(anchor), address(anchor).upper().replace("/P/", "/p/")):
        response = client.get(path)
        assert response.status_code == 302
        assert response.location == f"/documents/{NOTICE.id}#{anchor}"


def test_a_text_that_is_gone_is_not_passed_over(client: FlaskClient) -> None:
    for path in (f"/p/{NOTICE.id}-aaaaaa", f"/p/{NOTICE.id}-aaaaaa/cite"):
        page = soup(client, path, 404)
        assert "那一段的文字后来改动过，或者地址有误" in said(page)
        assert page.select(f'main a[href="/documents/{NOTICE.id}"]')
        kept = page.find("input", attrs={"name": "document"})
        assert isinstance(kept, Tag)
        assert kept["value"] == NOTICE.id


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/p/nothing-abcdef", "没有编号为 nothing 的文件。可能地址有误"),
        ("/p/nothing-abcdef/cite", "没有编号为 nothing 的文件"),
        ("/p/nothing", "这个地址不完整"),
        ("/documents/nothing/cite", "没有编号为 nothing 的文件"),
        ("/documents/nothing/around/p1", "没有编号为 nothing 的文件"),
    ],
)
def test_what_was_never_there(client: FlaskClient, path: str, why: str) -> None:
    assert why in said(soup(client, path, 404))


def test_a_passage_stands_between_its_neighbours(client: FlaskClient) -> None:
    page = soup(client, f"{address('p10')}/cite")
    near = page.select(".near")
    assert [" ".join(each.get_text().split()) for each in near] == [
        "上文 1. 思路",
        "这一段 以智慧农业为抓手，发展民政事业。智慧农业要服务农户。",
        "下文 二、试点面积",
    ]
    assert ["here" in str(each["class"]) for each in near] == [False, True, False]
    assert [str(a["href"]) for a in page.select(".near > a")] == [
        f"/documents/{NOTICE.id}#p{i}" for i in (9, 10, 11)
    ]
    path = page.select_one(".path")
    assert path
    assert path.get_text() == "一、总体要求 › 1. 思路"


def test_the_first_and_the_last_passage(client: FlaskClient) -> None:
    first = soup(client, f"{address('p1')}/cite").select(".role")
    last = soup(client, f"{address('p13')}/cite").select(".role")
    assert [role.get_text() for role in first] == ["这一段", "下文"]
    assert [role.get_text() for role in last] == ["上文", "这一段"]


def test_a_footnote_stands_behind_what_cites_it(client: FlaskClient) -> None:
    near = soup(client, f"{address('n1')}/cite").select(".near")
    assert [" ".join(each.get_text().split()) for each in near] == [
        "引用处 现将智慧农业试点方案印发给你们，请认真执行。",
        "脚注 [1] 智慧农业指以数据驱动的农业。",
    ]


def test_a_table_is_whole_on_its_own_page_and_named_on_others(client: FlaskClient) -> None:
    page = soup(client, f"{address('p12')}/cite")
    assert len(page.select(".here tr")) == 4
    beside = soup(client, f"{address('p11')}/cite")
    assert not beside.select("table")
    lines = [line.get_text() for line in beside.select(".near")[-1].select("p")]
    assert lines == ["表1：试点面积", "单位：公顷", "表格，4 行"]


def test_the_ways_to_cite_a_passage(client: FlaskClient) -> None:
    page = soup(client, f"{address('p10')}/cite")
    link = f"http://localhost{address('p10')}"
    assert [label.get_text() for label in page.select(".way label")] == [
        "链接",
        "文字",
        "GB/T 7714—2015",
        "Markdown",
    ]
    assert field(page, "link") == link
    assert field(page, "text").startswith("以智慧农业为抓手")
    assert field(page, "gbt7714") == (
        f"长春市人民政府. {NOTICE.title}: 长府发〔2020〕7号[J/OL]. "
        f"长春市人民政府公报, 2020(1): 3[2026-11-25]. {link}"
    )
    assert field(page, "markdown").startswith("> 以智慧农业为抓手")
    assert all("readonly" in each.attrs for each in page.select("textarea"))
    assert all("hidden" in each.attrs for each in page.select("button.copy"))


def test_a_whole_document_is_cited_too(client: FlaskClient) -> None:
    page = soup(client, f"/documents/{NOTICE.id}/cite")
    assert field(page, "link") == f"http://localhost/documents/{NOTICE.id}"
    assert not page.select(".near")


def test_text_that_looks_like_markup_is_text(client: FlaskClient) -> None:
    evil = gazette.EVIL_DOCUMENT
    for anchor in codes(evil):
        page = soup(client, f"{address(anchor, evil)}/cite")
        assert all(script.has_attr("src") for script in page.select("script"))
        assert gazette.EVIL in field(page, "text")


def test_pieces_for_scripts(client: FlaskClient) -> None:
    path = f"/documents/{NOTICE.id}/around/p10"
    around, ways = (client.get(f"{path}?part={part}").text for part in ("around", "ways"))
    assert "<html" not in around + ways
    assert 'class="near here"' in around
    assert "textarea" not in around
    assert 'id="way-gbt7714"' in ways
    assert client.get(f"{address('p10')}/cite?part=ways").text == ways
    assert client.get(path).location == f"{address('p10')}/cite"
    assert client.get(f"/documents/{NOTICE.id}/around/p99").status_code == 404
    assert client.get(f"{path}?part=other").status_code == 400


def test_the_address_is_the_reader_s_own_and_no_header_s(client: FlaskClient) -> None:
    path = f"{address('p10')}/cite"

    def link(headers: dict[str, str]) -> str:
        page = BeautifulSoup(client.get(path, headers=headers).text, "html.parser")
        return field(page, "link")

    assert link({"Host": "gongbao.example:8080"}) == f"http://gongbao.example:8080{address('p10')}"
    assert link({"X-Forwarded-Host": "evil.example"}) == f"http://localhost{address('p10')}"
    assert link({"Host": 'evil"><script>'}) == address("p10")


def test_the_day_is_the_one_in_china() -> None:
    assert abs((context.today() - date.today()).days) <= 1


def test_a_document_s_page_leads_to_its_citations_and_prints_one(client: FlaskClient) -> None:
    page = soup(client, f"/documents/{NOTICE.id}")
    assert page.select(f'.cite-link a[href="/documents/{NOTICE.id}/cite"]')
    printed = page.select_one(".printed")
    assert printed
    assert f"http://localhost/documents/{NOTICE.id}" in printed.get_text()
    assert "[J/OL]. 长春市人民政府公报, 2020(1): 3[2026-11-25]" in printed.get_text()
    for sign in page.select("a.sign"):
        assert client.get(str(sign["href"])).status_code == 302


@pytest.mark.parametrize(
    "number",
    [
        "长府发〔2020〕7号",
        "长府发[2020]7号",
        "长府发(2020)7号",
        "长府发（2020）7号",
        "长府发【2020】7号",
        "长府发［２０２０］７号",
        "长府发「2020」7号",
        "长府发『2020』7号",
        "长府发《2020》7号",
        "长府发“2020”7号",
        '长府发"2020"7号',
        "长府发⟦2020⟧7号",
        "长府发 〔2020〕 7 号",
        "长府发〔2020〕7",
        "长府发2020-7",
        "长府发2020年7号",
        "长府发-2020-7号",
        "长府发_2020_7号",
        "长府发/2020/7号",
        "長府發〔2020〕7號",
        " 长府发〔2020〕第7号 ",
    ],
)
def test_a_number_leads_to_its_document(client: FlaskClient, number: str) -> None:
    response = client.get(f"/d/{quote(number)}")
    assert response.status_code == 302
    assert response.location == f"/documents/{NOTICE.id}"


def test_a_number_that_is_listed_only(client: FlaskClient) -> None:
    page = soup(client, "/d/长府发〔2020〕8号", 404)
    assert "没有收录 长府发〔2020〕8号" in said(page)
    assert "目录列有“关于智慧粮仓的意见”" in said(page)
    near = page.select_one("main p a")
    assert near
    assert near["href"] == "/d/" + quote("长府发〔2020〕7号")
    assert "没有哪一段提到" in said(page)


def test_a_number_that_nobody_knows(client: FlaskClient) -> None:
    page = soup(client, "/d/国发〔1999〕1号", 404)
    assert "没有收录 国发〔1999〕1号" in said(page)
    assert "相近" not in said(page)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Two documents with one number, which name another."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('numbers') / 'index'}", "write")
    made = [
        replace(document(i, title, "按国发〔2017〕35号办理。"), number="川发〔2019〕3号")
        for i, title in enumerate(["关于道路的通知", "关于桥梁的通知"])
    ]
    engine.add([Edition(Issue("made", "四川公报", 2019, 4), tuple(made))])
    yield create_app(engine, {"TESTING": True}).test_client()
    engine.close()


def test_a_number_that_several_documents_bear(other: FlaskClient) -> None:
    page = soup(other, "/d/川发[2019]3")
    assert "川发〔2019〕3号：2 份文件" in said(page)
    assert [str(a["href"]) for a in page.select("main li a")] == ["/documents/m0", "/documents/m1"]


def test_a_number_that_is_named_only(other: FlaskClient) -> None:
    link = soup(other, "/d/国发2017-35", 404).select_one("main p a")
    assert link
    assert link.get_text() == "提到这个文号的段落"
    assert "共 2 段" in said(soup(other, str(link["href"])))


@pytest.mark.parametrize(
    "text", ["智慧农业", "7", "长府发〔2020〕7号和长府办发〔2020〕9号", "长" * 101, "..\\..\\x"]
)
def test_what_is_no_number(client: FlaskClient, text: str) -> None:
    page = soup(client, f"/d/{quote(text)}", 404)
    assert "不是文号" in said(page)
    assert "例如 长府发〔2020〕7号" in said(page)
    assert len(said(page)) < 300


@pytest.mark.slow
@anything
@given(PATHS)
def test_any_path_is_answered(client: FlaskClient, path: str) -> None:
    for prefix in ("/p/", "/d/", f"/p/{NOTICE.id}-", f"/documents/{NOTICE.id}/around/"):
        response = client.get(prefix + quote(path, safe="/"))
        # 308: a path with .. or // in it is first made straight.
        assert response.status_code in (302, 308, 404), path


@pytest.mark.slow
@anything
@given(PATHS)
def test_any_document_s_name_is_answered(client: FlaskClient, path: str) -> None:
    for end in ("/cite", "/around/p1"):
        assert client.get(f"/documents/{quote(path, safe='')}{end}").status_code in (302, 308, 404)
