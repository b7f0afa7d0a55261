"""Facets beside the results and on their own page: names, counts, what is cut, what is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from search.catalogue import Catalogue
from search.document import Block, Document, Edition, Issue
from search.engine import Engine, open_engine
from search.query import Query
from search.results import Facet, FacetValue, Results
from web import create_app, labels
from web.results.facets import LONG, ON_A_PAGE, facet_page, facet_views

NOTHING = Catalogue((), ())
EMPTY = Results(Query(), "words", 0, 0, None, (), (), ())


def names_of(found: Facet) -> dict[str, str]:
    return {value: str(label) for value, label in labels.names(found).items()}


def facet(name: str, *values: str, label: str = "{}") -> Facet:
    return Facet(name, tuple(FacetValue(v, label.format(v), 3) for v in values))


def test_issues_of_one_gazette_are_called_by_their_number() -> None:
    one = Facet("issue", (FacetValue("a", "某省人民政府公报 2018年第6期", 1),))
    assert names_of(one) == {"a": "2018年第6期"}
    other = FacetValue("b", "某市公报 2018年第6期", 1)
    assert names_of(replace(one, values=(*one.values, other)))["a"].startswith("某省")
    # What is not a gazette and a number stays whole, and is not one more gazette.
    odd = (*one.values, FacetValue("c", "公报 增刊", 1), FacetValue("d", "d", 0, True))
    assert names_of(replace(one, values=odd)) == {
        "a": "2018年第6期",
        "c": "公报 增刊",
        "d": "未知期号",
    }
    assert names_of(facet("document", "x", label="某报 2018年第6期")) == {"x": "某报 2018年第6期"}


def test_few_values_are_in_view_and_what_is_chosen_is_one_of_them() -> None:
    names = [f"第{i}厅" for i in range(20)]
    query = Query("x", issuer=("第15厅", "第3厅"))
    (view,) = facet_views(query, replace(EMPTY, facets=(facet("issuer", *names),)), NOTHING)
    assert [str(c.label) for c in view.choices] == [*names[:8], "第15厅"]
    assert [str(c.label) for c in view.choices if c.selected] == ["第3厅", "第15厅"]
    assert len(view.choices) + len(view.rest) == 20
    assert unquote(view.whole) == "/facets/issuer?q=x&issuer=第15厅&issuer=第3厅"
    assert not view.cut


@pytest.mark.parametrize(("count", "whole"), [(LONG, False), (LONG + 1, True)])
def test_long_facets_can_be_looked_through(count: int, whole: bool) -> None:
    names = map(str, range(count))
    (view,) = facet_views(Query("x"), replace(EMPTY, facets=(facet("issuer", *names),)), NOTHING)
    assert bool(view.whole) is whole


def test_a_facet_says_that_it_is_cut() -> None:
    names = [str(i) for i in range(50)]
    for name, count, cut in (("document", 50, True), ("document", 49, False), ("year", 50, False)):
        found = replace(EMPTY, facets=(facet(name, *names[:count]),))
        (view,) = facet_views(Query("x"), found, NOTHING)
        assert view.cut is cut


def test_of_many_issuers_the_first_are_listed_and_those_chosen() -> None:
    names = [str(i) for i in range(90)]
    for count, listed, cut in ((50, names[:50], False), (90, [*names[:50], "70"], True)):
        found = replace(EMPTY, facets=(facet("issuer", *names[:count]),))
        (view,) = facet_views(Query("x", issuer=("70",)), found, NOTHING)
        assert {str(c.label) for c in (*view.choices, *view.rest)} == set(listed)
        assert view.cut is cut


def test_a_facet_s_page_lists_all_page_by_page() -> None:
    names = [f"第{i}厅" for i in range(ON_A_PAGE + 30)]
    query = Query("x", sort="newest", page=2)
    page = facet_page(query, facet("issuer", *names), "", NOTHING)
    assert [str(c.label) for c in page.choices] == names[ON_A_PAGE:]
    assert page.total == len(names)
    assert page.pager
    assert page.pager.previous == "/facets/issuer?q=x&sort=newest"
    assert page.choices[0].href.startswith("/?q=x&issuer=")
    assert page.back == "/?q=x&sort=newest"
    # The page of the results is no page of these.
    beyond = facet_page(replace(query, page=99), facet("issuer", *names), "", NOTHING)
    assert beyond.choices == page.choices
    assert facet_page(query, facet("issuer", *names[:9]), "", NOTHING).pager is None


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("", ["吉林省工业和信息化厅", "吉林省Ｓ局", "省政府"]),
        ("資訊", []),
        ("信息化廳", ["吉林省工业和信息化厅"]),
        ("吉林 厅", ["吉林省工业和信息化厅"]),
        ("s局", ["吉林省Ｓ局"]),
        ("吉林", ["吉林省工业和信息化厅", "吉林省Ｓ局"]),
        ("没有", []),
    ],
)
def test_values_are_found_however_they_are_written(find: str, found: list[str]) -> None:
    values = facet("issuer", "吉林省工业和信息化厅", "吉林省Ｓ局", "省政府")
    page = facet_page(Query("x"), values, find, NOTHING)
    assert [str(c.label) for c in page.choices] == found


# Over an engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('facets') / 'index'}", "write")
    issue = Issue("i", "某省公报", 2001, 1, published=date(2001, 1, 1))
    documents = tuple(
        Document(
            f"d{i}",
            "i",
            f"第{i}号通知",
            issuer=f"第{i % 60}厅",
            blocks=(
                Block("title", "p0", f"第{i}号通知", 0),
                *(Block("paragraph", f"p{n}", "智慧农业。") for n in range(1, 3 + (i == 69) * 3)),
            ),
        )
        for i in range(70)
    )
    engine.add([Edition(issue, documents)])
    yield engine
    engine.close()


@pytest.fixture
def client(engine: Engine) -> FlaskClient:
    return create_app(engine, {"TESTING": True}).test_client()


def soup(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


def test_a_cut_facet_leads_to_all_of_it(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业&page=2&category=")
    documents = page.select("[aria-labelledby=facet-document]")[0]
    assert len(documents.select(".choice")) == 50
    whole = documents.select(".whole a")[0]
    everything = soup(client, str(whole["href"]))
    assert len(everything.select(".values .choice")) == 70
    assert everything.select(".found-count")[0].get_text().strip() == "共 70 项"
    issuers = page.select("[aria-labelledby=facet-issuer]")[0]
    assert len(issuers.select(".choice")) == 50
    assert len(issuers.select(".whole")) == 1


def test_a_facet_s_page_keeps_the_query_and_counts_as_the_results_do(client: FlaskClient) -> None:
    page = soup(client, "/facets/issuer?q=智慧农业&issuer=第9厅&sort=newest&find=第9厅")
    (choice,) = page.select(".choice")
    assert choice["aria-current"] == "true"
    assert " ".join(choice.get_text().split()) == "第9厅 7 段，已选，点击取消"
    assert unquote(str(choice["href"])) == "/?q=智慧农业&sort=newest"
    kept = {str(i["name"]): i["value"] for i in page.select(".find input[type=hidden]")}
    assert kept == {"q": "智慧农业", "issuer": "第9厅", "sort": "newest"}
    none = soup(client, "/facets/issuer?q=查无此词")
    assert none.select(".found-count")[0].get_text().strip() == "共 0 项"
    assert not none.select(".values")


def test_only_facets_have_such_a_page(client: FlaskClient) -> None:
    for name in ("page", "since", "FACETS", "category/x"):
        assert soup(client, f"/facets/{name}?q=x", 404).select("main")
    assert soup(client, "/facets/issuer?q=x&sort=best", 400).select("main")


@pytest.mark.slow
def test_every_document_says_how_many_more_it_has(client: FlaskClient) -> None:
    """Also those that the cut facet of documents leaves out."""
    seen = set()
    for page in range(1, 5):
        found = soup(client, f"/?q=智慧农业&view=documents&page={page}")
        for group in found.select(".group"):
            more = group.select(".more a")[-1].get_text()
            assert (more == "本文件另有 2 段") is ("第69号" in group.get_text())
            seen.add(group.select("h2")[0].get_text())
        if page == 4:
            assert len(found.select(".group")) == 10
    assert len(seen) == 70
    beyond = soup(client, "/?q=智慧农业&view=documents&page=5")
    assert "到最后一页（第 4 页）" in beyond.select(".message")[0].get_text()


def test_one_document_in_the_view_of_documents_still_says_so(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业&view=documents&document=d69")
    (more,) = [a for a in page.select(".more a") if "本文件另有" in a.get_text()]
    assert more.get_text() == "本文件另有 2 段"
    assert unquote(str(more["href"])) == "/?q=智慧农业&document=d69"
    assert len(soup(client, str(more["href"])).select(".hit")) == 5


def test_views_and_sizes_are_links(client: FlaskClient) -> None:
    page = soup(client, "/?q=智慧农业&size=50&page=2")
    sizes = {a.get_text(): str(a["href"]) for a in page.select("[aria-label=每页] a")}
    assert list(sizes) == ["10", "20", "50", "100"]
    assert sizes["10"].endswith("page=6&size=10")
    views = {a.get_text(): a.get("aria-current") for a in page.select("[aria-label=列出] a")}
    assert views == {"段落": "true", "文件": None}
    assert not soup(client, "/?q=智慧农业&document=d1").select("[aria-label=每页]")
