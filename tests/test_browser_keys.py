"""Keys of one letter in Chromium: to the search box, to the list of keys, and off again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import MARKS
from tests.test_accessibility import STATES

pytestmark = MARKS


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/?q=数据")
    yield page
    context.close()


def test_a_slash_goes_to_the_search_box(page: Page) -> None:
    page.keyboard.press("/")
    box = page.locator("#q")
    expect(box).to_be_focused()
    expect(box).to_have_value("数据")
    page.keyboard.type("人/才?")
    expect(box).to_have_value("人/才?")
    expect(page.locator("#keys")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_keys_work_on_every_page(page: Page, site: str, language: str) -> None:
    page.goto(f"{site}/language/{language}")
    for path in STATES:
        page.goto(site + path)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        expect(page.locator("#q"), path).to_be_focused()
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        expect(page.locator("#keys"), path).to_be_visible()


def test_a_question_mark_shows_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    sheet = page.locator("#keys")
    expect(sheet).to_be_visible()
    page.keyboard.press("/")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.locator("#keys-open").click()
    sheet.get_by_role("button", name="关闭").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#keys-open")).to_be_focused()


def test_keys_can_be_switched_off_for_good(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("#keys input").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    for key in ("?", "/"):
        page.keyboard.press(key)
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("#q")).not_to_be_focused()
    page.locator("#keys-open").click()
    page.locator("#keys input").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_a_held_key_is_the_browser_s(page: Page) -> None:
    page.keyboard.press("Control+/")
    expect(page.locator("#q")).not_to_be_focused()
