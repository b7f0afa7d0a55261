"""What a person does with references, in Chromium: follow one, and come back by what cites it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from search.engine import open_engine
from tests import citing
from tests.browsing import MARKS, served, watch
from tests.test_accessibility import _RULES

pytestmark = MARKS


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the archive whose documents cite each other, served."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('citing') / 'index'}", "write")
    engine.add(citing.EDITIONS)
    with served(engine) as address:
        yield address
    engine.close()


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, archive: str) -> Iterator[Page]:
    """A page at both widths that fails on console errors and on requests to other hosts."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    wrong = watch(page, archive)
    yield page
    context.close()
    assert not wrong


def test_follow_a_reference_and_come_back_by_what_cites(page: Page, archive: str) -> None:
    page.goto(f"{archive}/documents/notice")
    with page.expect_navigation():
        page.locator("#p5 a.held").click()
    assert urlsplit(page.url).path == "/documents/opinion"
    page.locator("dl.facts a[href='#cited-by']").click()
    expect(page.locator("#cited-by-title")).to_be_in_viewport()
    citing_here = page.locator("#cited-by li", has_text="行动方案的通知")
    with page.expect_navigation():
        citing_here.locator(".citing > a").last.click()
    assert urlsplit(page.url)[2:] == ("/documents/notice", "", "p5")
    expect(page.locator("#p5")).to_be_in_viewport()


def test_what_is_not_held_leads_to_a_search_that_finds_the_passage(
    page: Page, archive: str
) -> None:
    page.goto(f"{archive}/documents/notice")
    with page.expect_navigation():
        page.locator("#p4 a.sought").first.click()
    expect(page.locator("#q")).to_have_value("国发〔2017〕99号")
    expect(page.locator("main")).to_contain_text("本方案")


def test_from_the_list_to_the_passage(page: Page, archive: str) -> None:
    page.goto(f"{archive}/documents/rules")
    page.locator("dl.facts a[href='#cites']").click()
    expect(page.locator("#cites-title")).to_be_in_viewport()
    page.locator("#cites .places a", has_text="第 9 段").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#p8")).to_be_in_viewport()


def test_held_and_sought_are_told_apart_without_colour(page: Page, archive: str) -> None:
    page.goto(f"{archive}/documents/notice")
    styles = [
        page.locator(f"#p4 a.{name}").first.evaluate(
            "link => { const style = getComputedStyle(link);"
            " return [style.textDecorationLine, style.textDecorationStyle]; }"
        )
        for name in ("held", "sought")
    ]
    assert styles == [["underline", "solid"], ["underline", "dotted"]]


def test_nothing_sticks_out_and_targets_are_large(page: Page, archive: str) -> None:
    for name in ("rules", "opinion"):
        page.goto(f"{archive}/documents/{name}")
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        for link in page.locator(".references .places a, .citing > a").all():
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 24


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_wrong(browser: Browser, archive: str, width: int, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=theme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for path in ("/documents/rules?q=智慧农业", "/documents/opinion#cited-by"):
        page.goto(archive + path)
        found = Axe().run(page, options=_RULES)
        assert not found.violations_count, f"{path}\n{found.generate_report()}"
    context.close()
