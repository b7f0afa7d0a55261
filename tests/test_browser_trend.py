"""A query's trend in Chromium: the chart is seen, its bars and years lead to what was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from search.document import Edition, Issue
from search.engine import open_engine
from tests.browsing import MARKS, served
from tests.material import sample_edition

pytestmark = MARKS


def _earlier(year: int, place: int) -> Edition:
    """One document of the bundled issue as if it had been issued in another year."""
    document = replace(
        sample_edition().documents[place],
        id=f"d{year}",
        issue=f"old-{year}",
        issued=date(year, 3, 1),
    )
    issue = Issue(f"old-{year}", "吉林省人民政府公报", year, 5, published=date(year, 3, 15))
    return Edition(issue, (document,))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('trend') / 'index'}", "write")
    engine.add([sample_edition(), *(_earlier(2011 + i, i) for i in range(1, 6))])
    with served(engine) as address:
        yield address
    engine.close()


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/trend?q=数据")
    yield page
    context.close()


def test_the_charts_are_drawn_inside_the_page(page: Page) -> None:
    charts = page.locator("svg[role=img], svg[role=group], figure svg")
    assert charts.count() >= 2
    for chart in charts.all():
        box = chart.bounding_box()
        assert box is not None
        assert box["height"] > 60
        assert box["x"] + box["width"] <= (page.viewport_size or {})["width"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_year_leads_to_its_passages(page: Page) -> None:
    row = page.locator(".counts tbody tr", has=page.locator("th a")).first
    year, hits = row.locator("th").inner_text(), row.locator("td").nth(1).inner_text()
    with page.expect_navigation():
        row.locator("th a").click()
    assert f"year={year}" in page.url
    expect(page.locator("h1")).to_contain_text(f"共 {hits} 段")


def test_the_numbers_are_saved_as_a_file(page: Page) -> None:
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename == "趋势 数据.csv"
