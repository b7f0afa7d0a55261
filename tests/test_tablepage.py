"""A table's own page and its CSV file: what they hold, where they lead, what they refuse."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from search.document import Block
from search.engine import open_engine
from tests import gazette, tabled
from web import create_app
from web.csvfile import csv_text
from web.tables.csv import csv_rows
from web.tables.head import head_rows

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
AT = "/documents/made-1/tables/"


@pytest.fixture(scope="module")
def bulletin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The pages of the document that is full of tables."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('tables') / 'index'}", "write")
    engine.add([tabled.EDITION])
    yield create_app(engine, {"TESTING": True}).test_client()
    engine.close()


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def text(page: BeautifulSoup | Tag, selector: str) -> str:
    return " ".join(one(page, selector).get_text().split())


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# CSV


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
@example([["指标", "产量"], ["=1", "-5.4"]])
@example([["a\r\nb", 'c"d', "e,f"], ["\n"]])
def test_every_row_is_read_back(rows: list[list[str]]) -> None:
    block = Block("table", "t", "", rows=tuple(map(tuple, rows)))
    back = list(csv.reader(io.StringIO(csv_text(csv_rows(block)), newline="")))
    width, bodies = max(map(len, rows)), len(rows) - head_rows(block.rows)
    for cells, row in zip(back[-bodies:], rows[-bodies:], strict=True):
        for cell, printed in zip(cells, row + [""] * (width - len(row)), strict=True):
            assert cell in (printed, f"'{printed}")


def test_a_table_is_a_file_for_spreadsheets(bulletin: FlaskClient) -> None:
    response = bulletin.get(f"{AT}p2.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = response.headers["Content-Disposition"].partition("filename*=UTF-8''")[2]
    assert unquote(name) == "表1：粮食产量（单位：万吨）.csv"
    assert read(response.data) == [
        ["年份", "产量", "增长 (%)"],
        ["2014年", "3,533.00", "—"],
        ["2015年", "3,647.04", "3.2"],
        ["2016年", "—", ""],
        ["2017年", "3,720.00", "-0.1"],
    ]


def test_what_a_spreadsheet_would_run_is_text(bulletin: FlaskClient) -> None:
    response = bulletin.get(f"{AT}p7.csv")
    assert read(response.data)[2:] == [
        ['\'=HYPERLINK("a")', "2"],
        ["'-1+1", "-5.4"],
        ["'@a", "+3"],
    ]
    name = unquote(response.headers["Content-Disposition"])
    assert name.endswith("某省统计公报 4.csv")


def test_an_uncertain_head_stays_as_many_lines_as_are_printed(client: FlaskClient) -> None:
    response = client.get("/documents/test-2020-01-01/tables/p12.csv")
    assert read(response.data) == [list(row) for row in gazette._TABLE_ROWS]


def test_a_certain_head_of_two_rows_is_one_line() -> None:
    rows = (("指标", "全省", "", ""), ("", "城市", "农村", ""), ("粮食", "1", "2", "3"))
    assert csv_rows(Block("table", "t", "", rows=rows)) == [
        ("指标", "全省", "城市", "农村"),
        ("粮食", "1", "2", "3"),
    ]


# The page


def test_a_page_holds_the_table_and_its_notes(bulletin: FlaskClient) -> None:
    page = soup(bulletin, f"{AT}p2")
    assert text(page, "h1") == "表1：粮食产量[1]"
    assert text(page, "caption") == "单位：万吨"
    assert text(page, ".alone-place") == "某省统计公报 › 一、农业"
    assert one(page, ".alone-place a")["href"] == "/documents/made-1#p2"
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert rows[0] == "2014年 3,533.00 —"
    notes = one(page, ".footnotes")
    assert "注：2016年数据待核。" in notes.get_text()
    assert "全年粮食丰收" not in notes.get_text()
    assert "产量为抽样数。" in text(notes, "#n1")
    for a in page.select("sup a, a.back"):
        assert page.find(id=str(a["href"])[1:])
    links = {a.get_text(): a["href"] for a in page.select(".table-tools a")}
    assert links == {"CSV": f"{AT}p2.csv", "回到原文": "/documents/made-1#p2"}


def test_years_are_drawn_as_a_line_and_the_gap_is_said(bulletin: FlaskClient) -> None:
    chart = one(soup(bulletin, f"{AT}p2"), "#chart")
    assert text(chart, ".table-drawn") == "产量（万吨）"
    svg = one(chart, "svg.chart")
    assert svg["role"] == "img"
    assert str(svg["aria-label"]) == (
        "表1：粮食产量：产量（万吨），折线图，4 项，最大 3,720.00（2017年），"
        "最小 3,533.00（2014年），1 项没有数值"
    )
    assert len(svg.select("circle")) == 3


def test_another_column_is_chosen_by_a_link(bulletin: FlaskClient) -> None:
    columns = one(soup(bulletin, f"{AT}p2"), ".table-columns").select("a")
    assert [(a.get_text(), a["href"], a.get("aria-current")) for a in columns] == [
        ("产量", f"{AT}p2?column=2#chart", "true"),
        ("增长 (%)", f"{AT}p2?column=3#chart", None),
    ]
    chart = one(soup(bulletin, f"{AT}p2?column=3"), "#chart")
    assert "增长 (%)，折线图" in str(one(chart, "svg.chart")["aria-label"])
    assert [a.get("aria-current") for a in chart.select("a")] == [None, "true"]


def test_values_of_different_units_are_not_drawn_together(bulletin: FlaskClient) -> None:
    chart = one(soup(bulletin, f"{AT}p5"), "#chart")
    assert text(chart, ".table-mixed") == ("“投资额”各行单位不同（亿元、万元），不能画在一起比较")
    assert "条形图" in str(one(chart, "svg.chart")["aria-label"])
    assert not chart.select(".table-columns")


def test_a_table_of_words_has_no_chart(bulletin: FlaskClient) -> None:
    assert not soup(bulletin, f"{AT}p8").select("#chart")


def test_cells_stay_text_in_page_and_chart(bulletin: FlaskClient) -> None:
    page = soup(bulletin, f"{AT}p7")
    assert text(page, "h1") == "某省统计公报 表 4"
    assert not page.select("main script")
    assert tabled.EVIL in one(page, "svg.chart").get_text()
    response = bulletin.get(f"{AT}p7")
    assert "style=" not in response.text
    assert "onerror" not in response.text


@pytest.mark.parametrize("column", ["0", "1", "99", "x", "-1", "²", "2.5", "99999"])
def test_a_column_that_cannot_be_drawn_is_refused(bulletin: FlaskClient, column: str) -> None:
    response = bulletin.get(f"{AT}p2", query_string={"column": column})
    assert response.status_code == 400
    assert "column" in response.text


def test_what_can_be_drawn_is_named(bulletin: FlaskClient) -> None:
    assert "2（产量）、3（增长 (%)）" in soup_of(bulletin, f"{AT}p2?column=1")
    assert "没有可以作图的列" in soup_of(bulletin, f"{AT}p8?column=1")


def soup_of(client: FlaskClient, path: str) -> str:
    return BeautifulSoup(client.get(path).text, "html.parser").get_text()


@pytest.mark.parametrize(
    "path",
    [
        f"{AT}p99",
        f"{AT}p99.csv",
        f"{AT}p4",
        f"{AT}p9",
        f"{AT}p9.csv",
        "/documents/nothing/tables/p2",
        "/documents/nothing/tables/p2.csv",
    ],
)
def test_what_is_not_there_is_said_to_be_missing(bulletin: FlaskClient, path: str) -> None:
    response = bulletin.get(path)
    assert response.status_code == 404
    assert "没有编号为" in response.text


# In the document


def test_a_table_in_its_document_has_its_tools(bulletin: FlaskClient) -> None:
    page = soup(bulletin, "/documents/made-1")
    tools = one(page, "#p2 .table-tools")
    assert [(a.get_text(strip=True), a["href"]) for a in tools.select("a")] == [
        ("CSV：表1：粮食产量", f"{AT}p2.csv"),
        ("图表：表1：粮食产量", f"{AT}p2"),
    ]
    assert one(tools, "button").has_attr("hidden")
    assert "单独查看" in text(page, "#p8 .table-tools")


def test_a_table_whose_rows_are_not_in_the_text_says_so(bulletin: FlaskClient) -> None:
    block = one(soup(bulletin, "/documents/made-1"), "#p9")
    assert "表6：表格略 表略：收录的文字里没有表的内容" in " ".join(block.get_text().split())
    assert not block.select("table, .table-tools")


def test_only_tables_whose_rows_stand_alone_are_marked_sortable(bulletin: FlaskClient) -> None:
    page = soup(bulletin, "/documents/made-1")
    marked = {
        b["id"]: one(b, "table")["data-sortable"]
        for b in page.select(".table:has([data-sortable])")
    }
    columns = " ".join(map(str, range(13)))
    assert marked == {"p2": "0 1 2", "p5": "0 1 3", "p6": columns, "p8": "0 1"}


def test_every_link_of_a_table_leads_somewhere(bulletin: FlaskClient, tmp_path: Path) -> None:
    links = soup(bulletin, "/documents/made-1").select(".table-tools a")
    assert links
    for a in links:
        assert bulletin.get(str(a["href"])).status_code == 200
