"""The trend page: shares that a growing archive does not raise, their charts, table and file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from search.counts import TrendCell
from search.engine import Engine
from search.query import Query
from web.trend.page import Share, csv_rows, trend_page

CELLS = (
    TrendCell("2015", "发展类", 1, 100),
    TrendCell("2017", "发展类", 10, 1000),
    TrendCell("2017", "民生类", 0, 500),
    TrendCell("", "", 2, 4),
)


def test_more_of_the_same_is_no_trend() -> None:
    page = trend_page(Query("民政"), CELLS)
    shares = [row.cells[page.categories.index("发展类")].per for row in page.rows[:2]]
    assert shares == [Decimal("10.0"), Decimal("10.0")]
    assert [row.whole.per for row in page.rows] == [
        Decimal("10.0"),
        Decimal("6.7"),
        Decimal("500.0"),
    ]


def test_a_year_without_a_passage_is_a_gap() -> None:
    chart = trend_page(Query("民政"), CELLS).by_year
    assert chart is not None
    assert [(point.label, point.missing) for point in chart.points] == [
        ("2015", False),
        ("2016", True),
        ("2017", False),
    ]


def test_what_has_no_year_or_category_is_counted_and_comes_last() -> None:
    page = trend_page(Query("民政"), CELLS)
    assert [row.label for row in page.rows] == ["2015", "2017", "年份不明"]
    assert page.categories == ("发展类", "民生类", "未分类")
    assert page.total == Share(13, 1604)
    assert page.rows[-1].href is None


def test_one_year_is_no_line() -> None:
    page = trend_page(Query("民政"), (TrendCell("2017", "发展类", 1, 10),))
    assert (page.by_year, page.by_category) == (None, None)
    assert page.rows[0].href == "/?q=%E6%B0%91%E6%94%BF&year=2017"


@pytest.mark.parametrize(
    ("hits", "passages", "per"), [(1, 3, "333.3"), (0, 5, "0.0"), (1, 0, None)]
)
def test_a_share_is_to_the_tenth(hits: int, passages: int, per: str | None) -> None:
    assert Share(hits, passages).per == (None if per is None else Decimal(per))


def test_the_file_has_the_counts_themselves() -> None:
    rows = csv_rows(trend_page(Query("民政"), CELLS))
    assert {len(row) for row in rows} == {9}
    assert rows[1][:5] == ["2015", "1", "100", "1", "100"]


def test_the_page_and_the_file_say_the_same(client: FlaskClient, engine: Engine) -> None:
    query = "q=智慧农业&kind=正文"
    page = BeautifulSoup(client.get(f"/trend?{query}").text, "html.parser")
    read = csv.reader(io.StringIO(client.get(f"/trend.csv?{query}").data.decode("utf-8-sig")))
    head, *rows = list(read)
    shown = [row.select("td")[1].text for row in page.select(".counts tbody tr")]
    assert shown == [row[head.index("合计 段数")] for row in rows]
    found = engine.search(Query("智慧农业", kind=("paragraph",)))
    assert sum(int(row[1]) for row in rows) == found.total > 0
    assert page.main is not None
    assert "限于 正文" in page.main.text


def test_a_question_counts_what_answers_it_whole(client: FlaskClient, engine: Engine) -> None:
    asked = Query("老年人如何享受社区减免")
    found = engine.search(asked)
    assert found.mode == "partial"
    assert sum(cell.hits for cell in engine.trend(asked)) == found.complete


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "先检索一个词"), ("q=没有这样的词", "没有符合查询的段落"), ("q=<b>", "没有符合")],
)
def test_a_page_without_a_trend_says_why(client: FlaskClient, query: str, said: str) -> None:
    response = client.get(f"/trend?{query}")
    assert response.status_code == 200
    assert said in response.text
    assert "<b>" not in response.text


def test_wrong_arguments_are_refused(client: FlaskClient) -> None:
    assert client.get("/trend?year=x").status_code == 400
    assert client.get("/trend.csv?page=0").status_code == 400


def test_a_script_gets_the_counts(client: FlaskClient, engine: Engine) -> None:
    found = client.get("/api/trend?q=智慧农业").get_json()
    assert found["query"] == "智慧农业"
    assert found["cells"] == [
        {
            "year": cell.year or None,
            "category": cell.category or None,
            "hits": cell.hits,
            "passages": cell.passages,
        }
        for cell in engine.trend(Query("智慧农业"))
    ]
    assert client.get("/api/trend?qq=1").status_code == 400
