"""What a person does, in Chromium: search, narrow, open a hit, read on; by mouse and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import MARKS, watch
from tests.material import sample_edition

pytestmark = MARKS


#: The states that a page of results can be in.
RESULTS = (
    "/?q=数据 平台",
    "/?q=放管服改革的创新 -技术",
    "/?q=老年人如何享受社会办医",
    "/?q=医疗 人工智能 税收",
    "/?q=双创 人才&match=some&expand=no&since=2017&until=2018&within=创新",
    "/?q=吉政发〔2017〕34号",
    "/?q=吉政发〔2017〕99号",
    "/?q=人工只能",
    "/?q=2017年12月 人工智能",
    '/?q="人工智能的民政" 养老&category=民生类',
    "/?q=查无此词查无此词",
)
LARGE = "document.documentElement.style.fontSize = '200%'"
STICKS_OUT = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page at both widths that fails on console errors and on requests to other hosts."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    wrong = watch(page, site)
    page.goto(site)
    yield page
    context.close()
    assert not wrong


def search(page: Page, text: str) -> None:
    box = page.locator("#q")
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


def slowed(page: Page) -> None:
    """Let the browser be so slow that it would paint what it has read of a page so far."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 12})


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


def test_a_closed_sheet_is_not_opened_by_going_back(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    for close in (".sheet-close", ".sheet-back", "Escape"):
        page.goto(f"{site}/?q=企业")
        page.locator(".sheet-open").click()
        with page.expect_navigation():
            page.locator(".facets .choice", has_text="改革类").first.click()
        expect(page.locator(".facets")).to_be_visible()
        if close == "Escape":
            page.keyboard.press(close)
        else:
            page.locator(close).click(position={"x": 5, "y": 5})
        expect(page.locator(".facets")).to_be_hidden()
        expect(page.locator(".tags")).to_contain_text("改革类")
        page.go_back()
        expect(page.locator(".facets")).to_be_hidden()
        assert (urlsplit(page.url).fragment, page.locator(".tags").count()) == ("", 0), close
    context.close()


def test_links_are_large_enough_for_a_finger(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    first = sample_edition().documents[0].id
    targets = ".more a, .marks a, .steps :is(a, button, summary), .find-in :is(input, button), "
    targets += ".foot a, .back, .note a, .term summary, .term-menu a, .within"
    for path in ("/?q=民政", "/?q=放管服的改革", f"/documents/{first}?q=增长"):
        page.goto(site + path)
        if page.locator(".term").count():
            page.locator(".term summary").first.click()
        for target in page.locator(targets).all():
            if target.is_visible():
                assert target.evaluate("a => a.getClientRects()[0].height") >= 23.5, path
    context.close()


def test_the_pages_are_one_row_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    for number in (1, 20, 39):
        page.goto(f"{site}/?q=发展&size=2&page={number}")
        parts = page.locator(".pager a, .pager li > span").all()
        middles = {
            round((box := part.bounding_box() or {})["y"] + box["height"] / 2) for part in parts
        }
        assert len(parts) > 3
        assert max(middles) - min(middles) < 12, number
    context.close()


def test_to_the_first_mark_is_one_piece(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    first = sample_edition().documents[0].id
    for width in range(300, 480, 12):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site}/documents/{first}?q=居民消费 价格")
        for link in page.locator(".marks a").all():
            assert link.evaluate("a => a.getClientRects().length") == 1, width
    context.close()


def test_the_search_button_keeps_its_place(page: Page, site: str) -> None:
    places = []
    for path in ("/?q=人工智能", "/?q=查无此词查无此词", "/?category=发展类", "/help"):
        page.goto(site + path)
        places.append(page.get_by_role("button", name="检索").bounding_box())
    assert places.count(places[0]) == len(places)


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
    paths = (*RESULTS, "/", "/?q=发展", f"/documents/{document}?q=增长", "/help")
    for width in dict.fromkeys((page.viewport_size["width"], 320)) if page.viewport_size else ():
        page.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            page.goto(site + path)
            for fold in page.locator(".term summary, .why summary").all():
                fold.click()
                assert page.evaluate(STICKS_OUT) <= 0, path
            assert page.evaluate(STICKS_OUT) <= 0, path


def test_nothing_sticks_out_where_letters_are_large(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 900})
    page = context.new_page()
    for path in RESULTS:
        page.goto(site + path)
        page.evaluate(LARGE)
        for fold in page.locator(".term summary, .why summary").all():
            fold.click()
            assert page.evaluate(STICKS_OUT) <= 0, path
    context.close()


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


# Suggestions


def suggested(page: Page, text: str) -> None:
    """Type, and wait for what is suggested."""
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(text)
    expect(page.locator("[role=option]").first).to_be_visible()


def test_a_suggestion_is_chosen_by_keys(page: Page) -> None:
    suggested(page, "人工")
    box = page.get_by_role("combobox", name="检索词")
    expect(box).to_have_attribute("aria-expanded", "true")
    listed = page.get_by_role("listbox").get_by_role("option")
    expect(page.locator(".search [role=status]")).to_have_text(re.compile(r"有 \d 条建议"))
    assert listed.first.locator("mark").inner_text() == "人工"
    page.keyboard.press("ArrowDown")
    expect(listed.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", listed.first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    expect(listed.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box.input_value() == "人工"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("人工智能")
    assert page.locator(".hit").count() > 0


def test_a_suggested_title_is_opened_by_mouse(page: Page) -> None:
    suggested(page, "新一代人工")
    title = page.get_by_role("option").filter(has_text="标题").first
    with page.expect_navigation():
        title.click()
    assert "/documents/" in page.url
    expect(page.locator("h1")).to_contain_text("新一代人工智能")


def test_a_suggestion_keeps_the_filters(page: Page, site: str) -> None:
    page.goto(f"{site}/?q=数据&category=发展类&sort=newest")
    suggested(page, "人工")
    expect(page.locator(".suggestion-count")).to_have_count(0)
    with page.expect_navigation():
        page.get_by_role("option", name="人工智能").first.click()
    expect(page.locator(".tags")).to_contain_text("发展类")


def test_counts_are_shown_where_they_hold(page: Page, site: str) -> None:
    page.goto(f"{site}/?q=数据&sort=newest")
    suggested(page, "人工")
    expect(page.locator(".suggestion-count").first).to_have_text(re.compile(r"\d+ 段"))
    page.keyboard.press("Escape")
    page.get_by_label("在结果中检索").check()
    suggested(page, "人工智")
    expect(page.locator(".suggestion-count")).to_have_count(0)


def test_suggestions_close_and_leave_what_was_typed(page: Page) -> None:
    suggested(page, "人工")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    box = page.locator("#q")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("人工")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("人工")


def test_tab_takes_the_suggestion_and_goes_on(page: Page) -> None:
    suggested(page, "人工")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_have_value("人工智能")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.evaluate("document.activeElement.type") == "submit"


def test_who_types_on_is_not_asked_for_twice(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "/api/" in sent.url else None)
    page.locator("#q").press_sequentially("人工智能", delay=15)
    expect(page.locator("[role=option]").first).to_be_visible()
    assert len(asked) == 1
    page.keyboard.press("End")
    page.keyboard.type(" ")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Backspace")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert len(asked) == 1


def test_an_input_method_is_left_alone(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if "/api/" in sent.url else None)
    page.locator("#q").focus()
    keys = page.context.new_cdp_session(page)
    half = {"text": "ren gong", "selectionStart": 8, "selectionEnd": 8}
    keys.send("Input.imeSetComposition", half)
    address = page.url
    pressed = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true})"
    page.evaluate(f"document.getElementById('q').dispatchEvent({pressed})")
    page.wait_for_timeout(250)
    assert (asked, page.url) == ([], address)
    keys.send("Input.insertText", {"text": "人工"})
    expect(page.locator("[role=option]").first).to_be_visible()
    assert len(asked) == 1


def test_nothing_moves_while_one_types(browser: Browser, site: str) -> None:
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        page.add_init_script(SHIFTS)
        for path in ("/", "/?q=放管服改革"):
            page.goto(site + path)
            suggested(page, "人工")
            page.keyboard.press("Escape")
            page.wait_for_timeout(100)
            assert page.evaluate("shifted") == 0, path
        context.close()


def test_the_box_works_where_suggestions_fail(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route("**/api/complete*", lambda route: route.fulfill(status=500, body="no"))
    page.goto(site)
    page.locator("#q").press_sequentially("人工智能")
    page.wait_for_timeout(250)
    expect(page.locator("[role=option]")).to_have_count(0)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".hit").count() > 0
    assert not wrong
    context.close()


# What is said of a query


def test_a_term_is_opened_and_excluded(page: Page) -> None:
    search(page, "数据 平台")
    before = page.locator("h1").inner_text()
    terms = page.locator("details.term")
    terms.nth(0).locator("summary").click()
    terms.nth(1).locator("summary").click()
    expect(terms.nth(0)).not_to_have_attribute("open", "")
    expect(terms.nth(1).locator("a").first).to_be_visible()
    with page.expect_navigation():
        terms.nth(1).get_by_role("link", name="排除").click()
    expect(page.locator("#q")).to_have_value("数据 -平台")
    expect(page.locator("details.term.excluded")).to_contain_text("不含")
    assert page.locator("h1").inner_text() != before


def test_a_term_is_closed_by_keys_and_from_elsewhere(page: Page) -> None:
    search(page, "数据 平台")
    term = page.locator("details.term").first
    term.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.term-menu') !== null")
    page.keyboard.press("Escape")
    expect(term).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Enter")
    expect(term).to_have_attribute("open", "")
    page.locator("h1").click()
    expect(term).not_to_have_attribute("open", "")


def test_an_open_term_hides_no_other(page: Page, site: str) -> None:
    page.goto(f"{site}/?q=放管服改革的创新 -技术")
    page.locator("details.term summary").first.click()
    terms = page.locator("details.term summary").all()
    assert len(terms) > 1
    for summary in terms:
        assert summary.evaluate(
            """it => { const box = it.getBoundingClientRect();
              return it.contains(document.elementFromPoint(box.x + 12, box.bottom - 4)); }"""
        )


#: Where everything stands that is above the open menu of a term, and the gap below it.
AROUND = """() => {
  const box = it => it.getBoundingClientRect();
  const above = [...document.querySelectorAll(".top, .bar, .tags, .term summary")];
  const menu = [...document.querySelectorAll(".term[open] .term-menu")].map(box);
  const below = [...document.querySelectorAll(".notes, .group")].map(it => box(it).top);
  return {
    above: above.map(it => [box(it).left, box(it).top, box(it).width]),
    over: Math.max(...above.map(it => box(it).bottom)) - Math.min(...menu.map(it => it.top)),
    under: Math.max(...menu.map(it => it.bottom)) - Math.min(...below),
  };
}"""


@pytest.mark.parametrize(("width", "letters"), [(320, ""), (390, ""), (1280, ""), (640, LARGE)])
def test_an_open_term_moves_nothing_above_and_covers_nothing_below(
    browser: Browser, site: str, width: int, letters: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/?q=放管服改革的创新 -技术&category=发展类")
    page.evaluate(letters or "0")
    before = page.evaluate(AROUND)["above"]
    for summary in page.locator(".term summary").all():
        summary.click()
        around = page.evaluate(AROUND)
        assert around["above"] == before
        assert around["over"] <= 0
        assert around["under"] <= 0
    context.close()


def test_the_results_are_searched(page: Page) -> None:
    search(page, "人工智能")
    everything = page.locator("h1").inner_text()
    page.get_by_label("在结果中检索").check()
    page.locator("#q").click()
    page.keyboard.type("医疗")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".under")).to_contain_text("在 人工智能 的结果中")
    expect(page.locator("#q")).to_have_value("医疗")
    assert page.locator("h1").inner_text() != everything
    assert {"人工智能", "医疗"} <= set(page.locator(".hit mark").all_inner_texts())
    with page.expect_navigation():
        page.locator(".group h2 a").first.click()
    assert wholly_in_view(page, f"#{urlsplit(page.url).fragment}")


def test_the_scope_is_switched_there_and_back(page: Page) -> None:
    search(page, "人工智能 养老")
    expect(page.locator(".missing s").first).to_be_visible()
    scope = page.get_by_role("navigation", name="范围")
    with page.expect_navigation():
        scope.get_by_role("link", name="同篇").click()
    expect(scope.locator("[aria-current]")).to_have_text("同篇")
    expect(page.locator("h1")).to_contain_text("见于 1 份文件")
    with page.expect_navigation():
        scope.get_by_role("link", name="同段").click()
    expect(scope.locator("[aria-current]")).to_have_text("同段")


def test_what_was_meant_is_followed(page: Page) -> None:
    search(page, "人工只能")
    with page.expect_navigation():
        page.locator(".meant").get_by_role("link", name="人工智能").click()
    expect(page.locator("#q")).to_have_value("人工智能")
    expect(page.locator(".meant")).to_have_count(0)


def test_words_that_a_hit_lacks_are_struck_out(page: Page) -> None:
    search(page, "老年人如何享受社会办医")
    for struck in (page.locator(".missing s").first, page.locator(".term.dropped s")):
        look = struck.evaluate(STRIKE)
        # Behind the letters, through their lower half: 一 is not covered.
        assert look["line"] == "underline"
        assert -0.3 * look["size"] < look["offset"] < -0.15 * look["size"]
        assert look["colour"] != look["ink"]


def test_a_number_is_followed_to_its_document(page: Page) -> None:
    search(page, "吉政发2017 34")
    with page.expect_navigation():
        page.locator(".card h2").get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("新一代人工智能")


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
    page.get_by_label("在结果中检索").check()
    search(page, "数据 平台")
    expect(page.locator(".under")).to_contain_text("在 人工智能 的结果中")
    page.locator("details.term summary").first.click()
    with page.expect_navigation():
        page.locator(".term-menu").get_by_role("link", name="去掉").first.click()
    expect(page.locator("#q")).to_have_value("平台")
    with page.expect_navigation():
        page.locator(".group h2 a").first.click()
    assert page.locator("mark").count() > 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_themes(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}/?q=人工智能")
    read = ("body", ".snippet", ".snippet mark", ".group h2 mark", ".facts", ".path", ".choice")
    for selector in read:
        assert _contrast(page, selector) >= 4.5, f"{selector} in {scheme}"
    page.goto(f"{site}/?q=放管服 人工智能的税收 -技术")
    page.locator(".term summary").first.click()
    said = (".term-text", ".term-count", ".also", ".lead", ".term s", ".term-menu a", ".missing s")
    for selector in (*said, ".message", ".message a", ".within", ".why summary"):
        assert _contrast(page, selector) >= 4.5, f"{selector} in {scheme}"
    page.locator("#q").fill("人工智能")
    expect(page.locator("[role=option] mark").first).to_be_visible()
    for selector in ("[role=option] mark", ".suggestion-text", ".suggestion-kind"):
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


def test_the_system_s_own_colours_show_what_is_active(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{site}/?q=数据")
    button = page.get_by_role("button", name="检索")
    assert button.evaluate("b => parseFloat(getComputedStyle(b).borderRightWidth)") >= 1
    suggested(page, "人工")
    page.keyboard.press("ArrowDown")
    outlines = page.locator("[role=option]").evaluate_all(
        "all => all.map(each => getComputedStyle(each).outlineStyle)"
    )
    assert outlines[0] == "solid"
    assert set(outlines[1:]) == {"none"}
    context.close()


STRIKE = """s => {
  const look = getComputedStyle(s);
  return {
    line: look.textDecorationLine,
    offset: parseFloat(look.textUnderlineOffset),
    size: parseFloat(look.fontSize),
    colour: look.textDecorationColor,
    ink: look.color,
  };
}"""

SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.shifted += entry.value;
  })).observe({type: "layout-shift", buffered: true});
"""

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
