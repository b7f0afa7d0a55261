"""Citing in Chromium: the menu at a passage's sign, copying that is granted and that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from search.permalink import codes
from tests.browsing import MARKS, watch
from tests.material import sample_edition

pytestmark = MARKS

DOCUMENT = next(each for each in sample_edition().documents if each.number == "吉政发〔2017〕34号")
ANCHOR = next(b.anchor for b in DOCUMENT.blocks if b.kind == "paragraph" and len(b.text) > 200)
ADDRESS = f"/p/{DOCUMENT.id}-{codes(DOCUMENT)[ANCHOR]}"
SIGN = f"#{ANCHOR} > .sign"
REFUSE = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
  document.execCommand = () => false;
}"""
SELECTED = "() => document.activeElement.value.slice(document.activeElement.selectionStart, "
SELECTED += "document.activeElement.selectionEnd)"
CLIPBOARD = "() => navigator.clipboard.readText()"


@pytest.fixture(params=[1280, 390])
def context(
    request: pytest.FixtureRequest, browser: Browser, site: str
) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, has_touch=request.param == 390
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """The document's page; it fails on errors of scripts and of the console."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    wrong = watch(page, site)
    page.goto(f"{site}/documents/{DOCUMENT.id}")
    yield page
    assert not wrong


def open_menu(page: Page) -> None:
    page.locator(f"#{ANCHOR}").hover()
    page.locator(SIGN).click()
    expect(page.locator(".cite-menu")).to_be_visible()


def test_the_menu_copies_what_is_chosen(page: Page, site: str) -> None:
    open_menu(page)
    link = f"{site}{ADDRESS}"
    for name, begin, end in (
        ("复制 链接", link, link),
        ("复制 文字", "", link),
        ("复制 GB/T 7714—2015", "吉林省人民政府. ", link),
        ("复制 Markdown", "> ", "页起"),
    ):
        page.locator(".cite-menu").get_by_role("button", name=name).click()
        expect(page.locator(".cite-menu .said")).to_have_text(f"已复制{name.removeprefix('复制 ')}")
        copied = page.evaluate(CLIPBOARD)
        assert copied.startswith(begin)
        assert copied.rstrip().endswith(end) or (name == "复制 Markdown" and link in copied)
    page.goto(link)
    assert urlsplit(page.url).fragment == ANCHOR


def test_the_menu_by_keyboard(page: Page) -> None:
    sign = page.locator(SIGN)
    for key in ("Enter", "Space"):
        sign.focus()
        page.keyboard.press(key)
        expect(page.locator(".cite-menu button").first).to_be_focused()
        expect(sign).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(page.locator(".cite-menu")).to_have_count(0)
        expect(sign).to_be_focused()
        expect(sign).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(page.locator(".cite-menu button").first).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.locator(".cite-menu")).to_have_count(0)


def test_the_menu_by_touch(context: BrowserContext, page: Page, site: str) -> None:
    if page.viewport_size and page.viewport_size["width"] > 500:
        page.mouse.move(0, 0)
        open_menu(page)
    else:
        page.locator(SIGN).tap()
    expect(page.locator(".cite-menu")).to_be_visible()
    box = page.locator(".cite-menu").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert page.viewport_size
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    page.locator("article h1").click()
    expect(page.locator(".cite-menu")).to_have_count(0)


def test_one_menu_at_a_time_and_a_second_click_closes_it(page: Page) -> None:
    open_menu(page)
    other = page.locator(".passage.paragraph > .sign").last
    other.scroll_into_view_if_needed()
    other.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cite-menu")).to_have_count(1)
    expect(page.locator(SIGN)).to_have_attribute("aria-expanded", "false")
    expect(other).to_have_attribute("aria-expanded", "true")
    other.click()
    expect(page.locator(".cite-menu")).to_have_count(0)


def test_the_text_does_not_move_for_the_menu(page: Page) -> None:
    after = page.locator(f"#{ANCHOR} + *")
    page.locator(SIGN).focus()
    before = after.bounding_box()
    page.keyboard.press("Enter")
    expect(page.locator(".cite-menu")).to_be_visible()
    assert after.bounding_box() == before


@pytest.mark.parametrize("where", ["menu", "page"])
def test_what_was_not_copied_is_not_said_to_be(page: Page, site: str, where: str) -> None:
    if where == "menu":
        open_menu(page)
    else:
        page.goto(f"{site}{ADDRESS}/cite")
    page.evaluate(REFUSE)
    part = page.locator(".cite-menu" if where == "menu" else ".cite")
    part.get_by_role("button", name="GB/T 7714").click()
    expect(part.locator(".said")).to_contain_text("没有让本页复制")
    field = part.locator("#way-gbt7714")
    expect(field).to_be_visible()
    expect(field).to_be_focused()
    assert page.evaluate(SELECTED) == field.input_value()


def test_without_the_clipboard_the_selection_is_copied(page: Page, site: str) -> None:
    """As on a site without https, where there is no navigator.clipboard."""
    page.goto(f"{site}{ADDRESS}/cite")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="复制 链接").click()
    expect(page.locator(".said")).to_have_text("已复制链接")
    assert page.evaluate(CLIPBOARD) == f"{site}{ADDRESS}"


def test_where_the_menu_cannot_be_had_the_link_is_followed(page: Page) -> None:
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error()); }")
    page.locator(f"#{ANCHOR}").hover()
    with page.expect_navigation():
        page.locator(SIGN).click()
    assert urlsplit(page.url).path == f"{ADDRESS}/cite"


def test_the_whole_document_is_cited_from_its_head(page: Page, site: str) -> None:
    page.get_by_role("button", name="引用格式").click()
    page.locator(".cite-menu").get_by_role("button", name="复制 链接").click()
    expect(page.locator(".cite-menu .said")).to_have_text("已复制链接")
    assert page.evaluate(CLIPBOARD) == f"{site}/documents/{DOCUMENT.id}"


def test_without_scripts_the_sign_leads_to_the_page(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/documents/{DOCUMENT.id}")
    page.locator(f"#{ANCHOR}").hover()
    page.locator(SIGN).click()
    assert urlsplit(page.url).path == f"{ADDRESS}/cite"
    assert page.locator("#way-link").input_value() == f"{site}{ADDRESS}"
    assert page.locator("button.copy").first.is_hidden()
    page.get_by_role("link", name="这一段").click()
    assert urlsplit(page.url).fragment == ANCHOR
    context.close()


def test_a_printed_document_says_where_it_is_from(page: Page, site: str) -> None:
    printed = page.locator(".printed")
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_be_visible()
    expect(printed).to_contain_text(f"{site}/documents/{DOCUMENT.id}")
    expect(printed).to_contain_text("[J/OL]. 吉林省人民政府公报, 2018(6): 18[")
    expect(page.locator(".cite-link")).to_be_hidden()
    expect(page.locator(SIGN)).to_be_hidden()


@pytest.mark.parametrize("path", [f"{ADDRESS}/cite", f"/documents/{DOCUMENT.id}/cite"])
def test_nothing_sticks_out(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(f"{site}{path}")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
