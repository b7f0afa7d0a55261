"""What a person does, in Chromium: search, narrow, open a hit, read on; by mouse and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from search.engine import open_engine
from tests.browsing import CHROMIUM, chromium, served
from tests.material import sample_edition

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this system (Debian: chromium)"),
    # Playwright's own event loop is still open when pytest collects it.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('browser') / 'index'}", "write")
    engine.add([sample_edition()])
    with served(engine) as address:
        yield address
    engine.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page at both widths that fails on console errors and on requests to other hosts."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda sent: wrong.append(sent.url) if not sent.url.startswith(site) else None
    )
    page.goto(site)
    yield page
    context.close()
    assert not wrong


def search(page: Page, text: str) -> None:
    box = page.get_by_role("searchbox").first
    box.fill(text)
    with page.expect_navigation():
        box.press("Enter")


def narrow(page: Page, value: str) -> None:
    """Choose a facet's value; on a phone the facets are a sheet that opens first."""
    opener = page.locator(".sheet-open")
    if opener.is_visible():
        opener.click()
    with page.expect_navigation():
        page.locator(".facets .choice", has_text=value).first.click()
    closer = page.locator(".sheet-close")
    if closer.is_visible():
        closer.click()


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    height = page.viewport_size["height"] if page.viewport_size else 0
    return box is not None and box["y"] + box["height"] > 0 and box["y"] < height


def wholly_in_view(page: Page, selector: str) -> bool:
    """Whether nothing but the mark itself is where the mark stands."""
    return bool(
        page.locator(selector).evaluate(
            """mark => [...mark.getClientRects()].slice(0, 1).every(box =>
              document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === mark)"""
        )
    )


def test_search_narrow_open_and_land_on_the_mark(page: Page) -> None:
    search(page, "中医药 养老")
    everything = page.locator("h1").inner_text()
    narrow(page, "民生类")
    assert "category=" in page.url
    expect(page.locator(".tags")).to_contain_text("民生类")
    assert re.match(r"共 \d+ 段，见于 1 份文件", page.locator("h1").inner_text()), everything
    with page.expect_navigation():
        page.locator(".group h2 a").first.click()
    anchor = urlsplit(page.url).fragment
    expect(page.locator(f"mark#{anchor}")).to_be_visible()
    assert in_view(page, f"mark#{anchor}")


@pytest.mark.parametrize("text", ["汽车", "民政", "水泥 产量", '"人工智能"', "养老"])
def test_a_hit_s_link_shows_its_mark(page: Page, site: str, text: str) -> None:
    page.goto(f"{site}/?q={text}")
    links = page.locator(".hit a[href*='#'], .group h2 a")
    hrefs = list(dict.fromkeys(link.get_attribute("href") for link in links.all()))
    assert hrefs
    for href in hrefs[:8]:
        page.goto(f"{site}{href}")
        assert wholly_in_view(page, f"#{urlsplit(page.url).fragment}"), href


def test_the_sheet_of_filters(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/?q=企业")
    page.locator(".sheet-open").click()
    assert page.evaluate("document.querySelector('main').inert")
    with page.expect_navigation():
        page.locator(".facets .choice", has_text="改革类").first.click()
    expect(page.locator(".facets")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).overflowY") == "hidden"
    page.keyboard.press("Escape")
    expect(page.locator(".facets")).to_be_hidden()
    assert not page.evaluate("document.querySelector('main').inert")
    context.close()


def test_links_are_large_enough_for_a_finger(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    first = sample_edition().documents[0].id
    for path in ("/?q=民政", f"/documents/{first}?q=增长"):
        page.goto(site + path)
        for link in page.locator(".more a, .marks a, .foot a, .back, .note a").all():
            assert link.evaluate("a => a.getClientRects()[0].height") >= 23.5, path
    context.close()


def test_a_tag_takes_the_filter_away(page: Page) -> None:
    search(page, "企业")
    before = page.locator("h1").inner_text()
    narrow(page, "改革类")
    assert page.locator("h1").inner_text() != before
    with page.expect_navigation():
        page.locator(".tags .tag").first.click()
    assert page.locator("h1").inner_text() == before


def test_nothing_sticks_out(page: Page, site: str) -> None:
    document = sample_edition().documents[0].id
    paths = ("/", "/?q=发展", "/?q=查无此词查无此词", f"/documents/{document}?q=增长", "/help")
    for path in paths:
        page.goto(site + path)
        width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width[0] <= width[1], path


def test_nothing_found_helps(page: Page) -> None:
    search(page, '"人工智能的民政"')
    expect(page.locator("main")).to_contain_text("没有")
    links = page.locator("main a")
    assert links.count() > 0
    with page.expect_navigation():
        links.first.click()
    assert page.locator(".hit").count() > 0


def test_footnotes_lead_there_and_back(page: Page, site: str) -> None:
    first = sample_edition().documents[0]
    page.goto(f"{site}/documents/{first.id}")
    note = first.footnotes[1]
    page.locator(f"#{note.cited_at[0]} a[href='#{note.anchor}']").first.click()
    assert in_view(page, f"#{note.anchor}")
    page.locator(f"#{note.anchor} a.back").first.click()
    assert in_view(page, f"#{note.cited_at[0]}")


def test_keys_alone_suffice(page: Page) -> None:
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("民政")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.group')"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/documents/" in page.url


def test_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(site)
    search(page, "人工智能")
    narrow(page, "发展类")
    with page.expect_navigation():
        page.locator(".group h2 a").first.click()
    assert page.locator("mark").count() > 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_themes(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}/?q=人工智能")
    for selector in ("body", ".snippet", ".snippet mark", ".group .facts", ".hit .path", ".choice"):
        assert _contrast(page, selector) >= 4.5, f"{selector} in {scheme}"
    context.close()


def test_the_theme_can_be_switched_and_stays(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(site)
    page.locator("#theme").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(f"{site}/?q=人工智能")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_print_is_dark_on_light(browser: Browser, site: str, theme: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site}/documents/{sample_edition().documents[0].id}")
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert sum(map(int, re.findall(r"\d+", ink)[:3])) < 200
    context.close()


CONTRAST = """selector => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const element = document.querySelector(selector);
  let ground = element, colour = [0, 0, 0, 0];
  while (ground && (colour.length > 3 && colour[3] === 0)) {
    colour = parse(getComputedStyle(ground).backgroundColor);
    ground = ground.parentElement;
  }
  if (colour.length > 3 && colour[3] === 0) colour = [255, 255, 255];
  const a = light(parse(getComputedStyle(element).color)), b = light(colour);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


def _contrast(page: Page, selector: str) -> float:
    """WCAG 2.2 contrast ratio of an element's text against the ground behind it."""
    return float(page.evaluate(CONTRAST, selector))
