"""What a person does with a printed table, in Chromium: sort, copy, save, draw, scroll, print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from search.engine import open_engine
from tests import tabled
from tests.browsing import MARKS, served

pytestmark = MARKS
STICKS_OUT = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the document that is full of tables."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('tables') / 'index'}", "write")
    engine.add([tabled.EDITION])
    with served(engine) as address:
        yield f"{address}/documents/made-1"
    engine.close()


def opened(context: BrowserContext, address: str, wrong: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    return page


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, tables: str) -> Iterator[Page]:
    """The document at both widths; errors of scripts fail the test."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    wrong: list[str] = []
    yield opened(context, tables, wrong)
    context.close()
    assert not wrong


@pytest.fixture
def plain(browser: Browser, tables: str) -> Iterator[Page]:
    """The document where scripts are off."""
    context = browser.new_context(java_script_enabled=False)
    yield opened(context, tables, [])
    context.close()


def names(page: Page, anchor: str) -> list[str]:
    return page.locator(f"#{anchor} tbody th").all_inner_texts()


def head(page: Page, anchor: str, name: str) -> Locator:
    return page.locator(f"#{anchor} thead th", has_text=name)


# Sorting


def test_a_click_sorts_upwards_then_downwards_then_as_printed(page: Page) -> None:
    printed = names(page, "p2")
    growth = head(page, "p2", "增长")
    button = growth.get_by_role("button")
    button.click()
    assert names(page, "p2") == ["2017年", "2015年", "2014年", "2016年"]
    expect(growth).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#p2 .table-said")).to_have_text("增长 (%)：从小到大")
    button.click()
    assert names(page, "p2") == ["2015年", "2017年", "2014年", "2016年"]
    expect(growth).to_have_attribute("aria-sort", "descending")
    button.click()
    assert names(page, "p2") == printed
    assert growth.get_attribute("aria-sort") is None


def test_keys_sort_and_only_one_column_is_sorted(page: Page) -> None:
    head(page, "p8", "姓名").get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert names(page, "p8") == ["李四", "王五", "张三"]
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert names(page, "p8") == ["李四", "张三", "王五"]
    assert page.locator("#p8 [aria-sort]").count() == 1


def test_numbers_sort_by_their_value(page: Page) -> None:
    head(page, "p2", "产量").get_by_role("button").click()
    assert names(page, "p2") == ["2014年", "2015年", "2017年", "2016年"]


def test_a_column_of_different_units_has_no_button(page: Page) -> None:
    assert head(page, "p5", "投资额").get_by_role("button").count() == 0
    assert page.locator("#p5 thead button").count() == 3


def test_sorting_moves_nothing_else(page: Page) -> None:
    before = page.locator("#p2").bounding_box()
    head(page, "p2", "增长").get_by_role("button").click()
    assert page.locator("#p2").bounding_box() == before


# Copying and saving


def test_a_table_is_copied_for_spreadsheets(page: Page) -> None:
    head(page, "p2", "产量").get_by_role("button").click()
    page.locator("#p2 .table-copy").click()
    expect(page.locator("#p2 .table-said")).to_contain_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").splitlines() == [
        "年份\t产量\t增长 (%)",
        "2014年\t3,533.00\t—",
        "2015年\t3,647.04\t3.2",
        "2017年\t3,720.00\t-0.1",
        "2016年\t—\t",
    ]
    html = page.evaluate(
        """async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text()"""
    )
    assert "<th>年份</th>" in html
    assert "button" not in html


def test_what_is_copied_does_not_run_either(page: Page) -> None:
    page.locator("#p7 .table-copy").click()
    expect(page.locator("#p7 .table-said")).to_contain_text("已复制")
    rows = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert rows[2:] == ['\'=HYPERLINK("a")\t2', "'-1+1\t-5.4", "'@a\t+3"]


def test_where_there_is_no_clipboard_a_copy_is_asked_for(browser: Browser, tables: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    wrong: list[str] = []
    page = opened(context, tables, wrong)
    page.evaluate(
        """window.addEventListener("copy", event => {
             window.copied = event.clipboardData.getData("text/plain");
           })"""
    )
    page.locator("#p8 .table-copy").click()
    expect(page.locator("#p8 .table-said")).to_contain_text("已复制")
    assert "张三\t局长" in page.evaluate("window.copied")
    context.close()
    assert not wrong


def test_a_table_is_saved(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.locator("#p2 .table-tools a", has_text="CSV").click()
    assert download.value.suggested_filename == "表1：粮食产量（单位：万吨）.csv"
    download.value.save_as(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith("年份,产量,增长 (%)\n")


# Charts


def test_a_chart_opens_and_closes_in_its_place(page: Page) -> None:
    tool = page.locator("#p2 .table-draw")
    expect(tool).to_have_attribute("aria-expanded", "false")
    tool.focus()
    page.keyboard.press("Space")
    chart = page.locator("#p2 svg.chart")
    expect(chart).to_be_visible()
    expect(tool).to_have_attribute("aria-expanded", "true")
    expect(tool).to_contain_text("收起图表")
    assert page.evaluate("location.pathname.endsWith('made-1')")
    tool.click()
    expect(chart).to_have_count(0)
    expect(tool).to_contain_text("图表")
    expect(tool).not_to_contain_text("收起")


def test_another_column_is_drawn_in_place(page: Page) -> None:
    page.locator("#p2 .table-draw").click()
    page.locator("#p2 .table-columns a", has_text="增长").click()
    current = page.locator("#p2 .table-columns [aria-current]")
    expect(current).to_have_text("增长 (%)")
    expect(current).to_be_focused()
    expect(page.locator("#p2 svg.chart")).to_have_count(1)
    assert page.url.endswith("made-1")


def test_a_chart_that_cannot_be_fetched_is_gone_to(page: Page) -> None:
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    with page.expect_navigation():
        page.locator("#p2 .table-draw").click()
    expect(page.locator("h1")).to_contain_text("表1：粮食产量")


def test_bars_and_words_of_a_chart_stay_in_their_room(page: Page, tables: str) -> None:
    for anchor in ("p2", "p5", "p6"):
        page.goto(f"{tables}/tables/{anchor}")
        assert page.evaluate(
            """() => {
              const room = document.getElementById("chart").getBoundingClientRect();
              const boxes = [...document.querySelectorAll("#chart :is(text, rect, circle)")]
                .map(part => part.getBoundingClientRect()).filter(box => box.width);
              return boxes.length > 5 && boxes.every(
                box => box.left >= room.left - 1 && box.right <= room.right + 1);
            }"""
        )
        assert page.evaluate(STICKS_OUT) <= 0


# Scrolling


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["", "/tables/p6"])
def test_a_wide_table_scrolls_under_its_head_and_beside_its_names(
    browser: Browser, tables: str, width: int, path: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = opened(context, tables + path, [])
    assert page.evaluate(STICKS_OUT) <= 0
    area = page.locator("#p6 .scroll" if not path else ".table .scroll")
    area.scroll_into_view_if_needed()
    area.evaluate("area => area.scrollTo(200, 300)")
    frame, corner = area.bounding_box(), area.locator("thead th").first.bounding_box()
    assert frame
    assert corner
    assert corner["x"] == pytest.approx(frame["x"], abs=1)
    assert corner["y"] == pytest.approx(frame["y"], abs=1)
    for name in area.locator("tbody th").all()[10:12]:
        box = name.bounding_box()
        assert box
        assert box["x"] == pytest.approx(frame["x"], abs=1)
    context.close()


def test_the_head_of_a_table_that_fits_stays_at_the_top_of_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 160})
    page.locator("#p2 tbody tr").last.evaluate("row => row.scrollIntoView({block: 'center'})")
    box = page.locator("#p2 thead").bounding_box()
    assert box
    assert box["y"] == pytest.approx(0, abs=1)


# Without scripts, and on paper


def test_without_scripts_the_links_lead_to_file_and_chart(plain: Page, tables: str) -> None:
    expect(plain.locator("#p2 .table-copy")).to_be_hidden()
    assert plain.locator("thead button").count() == 0
    with plain.expect_download():
        plain.locator("#p2 .table-tools a", has_text="CSV").click()
    plain.locator("#p2 .table-draw").click()
    expect(plain).to_have_url(f"{tables}/tables/p2")
    expect(plain.locator("svg.chart")).to_be_visible()
    plain.locator(".table-columns a", has_text="增长").click()
    expect(plain.locator(".table-columns [aria-current]")).to_have_text("增长 (%)")
    plain.locator(".alone-place a").click()
    expect(plain).to_have_url(f"{tables}#p2")


def test_scripts_do_not_move_what_is_there(browser: Browser, tables: str) -> None:
    places = []
    for on in (True, False):
        context = browser.new_context(java_script_enabled=on)
        page = opened(context, tables, [])
        heads = page.locator("#p2 thead th").all()
        links = page.locator("#p2 .table-tools a").all()
        places.append([each.bounding_box() for each in (*heads, *links)])
        context.close()
    assert places[0] == places[1]


def test_on_paper_a_table_has_no_tools(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("#p2 table")).to_be_visible()
    expect(page.locator("#p2 .table-tools")).to_be_hidden()
    assert page.locator("#p6 .scroll").evaluate("a => getComputedStyle(a).maxHeight") == "none"
