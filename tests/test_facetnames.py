"""Facet values, hits and tags in archives of one gazette and of several, and of like titles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from search.catalogue import Catalogue, Holding
from search.document import Block, Document, Edition, Issue
from search.engine import open_engine
from search.results import Facet, FacetValue
from web import create_app
from web.results import facetnames


def held(name: str, issue: Issue, title: str = "人事任免", **about: object) -> Holding:
    return Holding(Document(name, issue.id, title, **about), issue, 1)  # type: ignore[arg-type]


ONE = Issue("one", "某省人民政府公报", 2018, 6)
TWO = Issue("two", "某省人民政府公报", 2018, 7)


def told(*holdings: Holding, issues: tuple[Issue, ...] = (ONE, TWO)) -> list[str]:
    values = (FacetValue(h.document.id, h.document.title, 1) for h in holdings)
    found = facetnames.names(Facet("document", tuple(values)), Catalogue(issues, holdings))
    return [str(label) for label in found.values()]


def test_documents_of_one_title_are_told_apart_by_what_differs() -> None:
    a, b = held("a", ONE, number="某任〔2018〕1号"), held("b", TWO, number="某任〔2018〕2号")
    other = held("c", TWO, "通知", number="某发〔2018〕1号")
    assert told(a, b, other) == [
        "人事任免（某任〔2018〕1号）",
        "人事任免（某任〔2018〕2号）",
        "通知",
    ]
    days = (date(2018, 3, 1), date(2018, 4, 1))
    dated = [held(str(day), ONE, number="某任〔2018〕1号", issued=day) for day in days]
    assert told(*dated) == ["人事任免（2018-03-01）", "人事任免（2018-04-01）"]
    assert told(held("a", ONE), held("b", TWO)) == [
        "人事任免（某省人民政府公报 2018年第6期）",
        "人事任免（某省人民政府公报 2018年第7期）",
    ]
    # What nothing tells apart is called as it is.
    assert told(held("a", ONE), held("b", ONE)) == ["人事任免", "人事任免"]


def test_an_archive_of_several_gazettes_names_them() -> None:
    found = Facet("issue", (FacetValue("one", ONE.label, 1),))
    alone = facetnames.names(found, Catalogue((ONE, TWO), ()))
    assert str(alone["one"]) == "2018年第6期"
    city = Issue("three", "某市公报", 2018, 6)
    assert str(facetnames.names(found, Catalogue((ONE, city), ()))["one"]) == ONE.label


# Over an engine


CITY = Issue("city", "某市公报", 2018, 6)


def made(name: str, issue: Issue) -> Edition:
    blocks = (Block("title", "p0", "人事任免", 0), Block("paragraph", "p1", "任命张三为厅长。"))
    document = Document(name, issue.id, "人事任免", number="某任〔2018〕1号", page=3, blocks=blocks)
    return Edition(issue, (document,))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('several') / 'index'}", "write")
    engine.add([made("a", ONE), made("b", CITY)])
    yield create_app(engine, {"TESTING": True}).test_client()
    engine.close()


def shown(client: FlaskClient, path: str, selector: str) -> list[str]:
    page = BeautifulSoup(client.get(path).text, "html.parser")
    return sorted(" ".join(each.get_text().split()) for each in page.select(selector))


WHOLE = [f"{issue.label} 第3页起" for issue in (CITY, ONE)]


@pytest.mark.parametrize("path", ["/?q=厅长", f"/d/{quote('某任〔2018〕1号')}"])
def test_hits_name_their_gazette_where_there_are_several(client: FlaskClient, path: str) -> None:
    assert shown(client, path, ".facts > span:last-child") == sorted(WHOLE)


def test_facets_and_tags_name_it_too(client: FlaskClient) -> None:
    labels = [CITY.label, ONE.label]
    found = shown(client, "/?q=厅长", "[aria-labelledby=facet-issue] .choice-label")
    assert found == sorted(labels)
    # One gazette alone among the results is still one of several.
    only = "/?q=厅长&issue=one"
    assert shown(client, only, ".tags .tag-label") == [ONE.label]
    assert f"限于 {ONE.label}" in shown(client, f"/trend{only[1:]}", "main p.quiet")
    documents = shown(client, "/facets/document?q=厅长&find=某市", ".choice-label")
    assert documents == [f"人事任免（{CITY.label}）"]
