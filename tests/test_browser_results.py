"""Narrowing and reading results in Chromium: facets, dates, time, views, what stands around a hit.

At both widths, by mouse and by keys, and without a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from search.document import Block, Document, Edition, Issue
from search.engine import open_engine
from tests.browsing import MARKS, served
from tests.material import sample_edition

pytestmark = MARKS

WIDTHS = [1280, 390]
STICKS_OUT = "document.documentElement.scrollWidth - window.innerWidth"
#: The sum of all layout shifts that nobody's input made, once the page has come to rest.
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  const watch = new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value;
  });
  watch.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => { watch.disconnect(); done(sum); }, 500);
})"""


def decades() -> Iterator[Edition]:
    """Forty issues of forty years, two documents each, from as many bodies as days of a month."""
    for i, year in enumerate(range(1979, 2019)):
        issue = f"issue-{year}"
        documents = []
        for n in (1, 2):
            title = f"某省{year}年第{n}号智慧农业通知"
            blocks = [Block("title", "p0", title, 0, page=n)]
            blocks += [
                Block("paragraph", f"p{k}", f"第{k}项智慧农业工程。", page=n + k)
                for k in range(1, 3 + i % 4)
            ]
            blocks.append(Block("paragraph", "p9", "（第九厅负责）", page=n + 3))
            day = date(year, 1 + i % 12, n)
            documents.append(
                Document(
                    f"d{year}{n}",
                    issue,
                    title,
                    category="发展类",
                    issuer=f"某省第{i % 28}厅",
                    issued=day,
                    page=n,
                    blocks=tuple(blocks),
                )
            )
        about = Issue(issue, "某省人民政府公报", year, 1, published=date(year, 12, 31))
        yield Edition(about, tuple(documents))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive of forty years."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('old') / 'index'}", "write")
    engine.add(decades())
    with served(engine) as address:
        yield address
    engine.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page at both widths that fails on errors of a script."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Policy" in said.text else None)
    yield page
    context.close()
    assert not wrong


@pytest.fixture(params=WIDTHS)
def plain(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page at both widths in a browser without scripts."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def facets(page: Page) -> Locator:
    """The facets; on a phone the sheet is opened first."""
    opener = page.locator(".sheet-open")
    if opener.is_visible() and not page.locator(".facets").is_visible():
        opener.click()
    return page.locator(".facets")


def count(page: Page) -> str:
    return page.locator("h1").inner_text()


# Facets


def test_years_are_chosen_together_and_taken_off(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    everything = count(page)
    years = facets(page).locator("[aria-labelledby=facet-year]")
    for year in ("2018", "2017"):
        with page.expect_navigation():
            years.locator(".choice", has_text=year).click()
    expect(years.locator("[aria-current]")).to_have_count(2)
    # The others keep their counts: they could be chosen as well.
    expect(years.locator(".choice").filter(has_text="2016")).to_be_visible()
    assert len(page.locator(".tags .tag").all()) == 2
    closer = page.locator(".sheet-close")
    if closer.is_visible():
        closer.click()
    for _ in range(2):
        with page.expect_navigation():
            page.locator(".tags .tag").first.click()
    assert count(page) == everything


def test_issues_of_one_gazette_have_short_names(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业&issue=issue-2018")
    issues = facets(page).locator("[aria-labelledby=facet-issue]")
    assert issues.locator(".choice-label").first.inner_text() == "2018年第1期"
    expect(page.locator(".tags .tag-label")).to_have_text("2018年第1期")


def test_typing_finds_the_values_of_a_facet(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    facet = facets(page).locator("[aria-labelledby=facet-issuer]")
    box = page.get_by_role("searchbox", name="在发文机关中查找")
    box.press_sequentially("第２7")
    expect(facet.locator(".choice:visible")).to_have_count(1)
    expect(facet.get_by_role("status")).to_have_text("有 1 项")
    # 第 in other letters, which only the server reads as the same.
    box.fill("某省第27廳")
    expect(facet.locator(".values .choice")).to_have_count(1)
    box.fill("没有这个机关")
    expect(facet.get_by_role("status")).to_have_text("有 0 项")
    box.fill("")
    expect(facet.locator(".choice:visible")).to_have_count(8)
    expect(facet.locator("summary")).to_be_visible()
    box.fill("第27厅")
    box.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".tags .tag-label")).to_have_text("某省第27厅")


def test_what_a_long_facet_does_not_list_is_found_too(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    facet = facets(page).locator("[aria-labelledby=facet-document]")
    listed = facet.locator(".choices .choice-label").all_inner_texts()
    assert len(listed) < 80
    left_out = next(
        title
        for year in range(1979, 2019)
        for n in (1, 2)
        if (title := f"某省{year}年第{n}号智慧农业通知") not in listed
    )
    page.get_by_role("searchbox", name="在文件中查找").fill(left_out)
    found = facet.locator(".values .choice")
    expect(found).to_have_count(1)
    with page.expect_navigation():
        found.click()
    expect(page.locator(".tags .tag-label")).to_have_text(left_out)


def test_a_facet_is_looked_through_without_a_script(plain: Page, old: str) -> None:
    plain.goto(f"{old}/?q=智慧农业&sort=newest")
    facets(plain)
    box = plain.get_by_role("searchbox", name="在发文机关中查找")
    box.fill("27廳")
    with plain.expect_navigation():
        box.press("Enter")
    assert "/facets/issuer?" in plain.url
    expect(plain.locator(".found-count")).to_contain_text("共 1 项")
    with plain.expect_navigation():
        plain.get_by_role("link", name="全部列出").click()
    expect(plain.locator(".values .choice")).to_have_count(28)
    with plain.expect_navigation():
        plain.locator(".choice", has_text="第27厅").click()
    expect(plain.locator(".tags .tag-label")).to_have_text("某省第27厅")
    expect(plain.locator("[aria-label=排序] [aria-current]")).to_have_text("最新")


# Dates


def test_a_stretch_of_time_is_asked_for(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    form = facets(page).locator(".between")
    form.get_by_label("自").fill("2001")
    form.get_by_label("至").fill("2003年12月")
    with page.expect_navigation():
        form.get_by_label("至").press("Enter")
    expect(page.locator(".tags .tag-label")).to_have_text("日期 2001-01-01 至 2003-12-31")
    assert "见于 6 份文件" in count(page)


def test_a_wrong_date_is_said_at_its_field(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    everything = count(page)
    form = facets(page).locator(".between")
    form.get_by_label("自").fill("去年")
    with page.expect_navigation():
        form.get_by_role("button").click()
    field = facets(page).get_by_label("自", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("“去年”不是日期"))
    expect(field).to_be_visible()
    assert count(page) == everything


def test_a_wrong_date_is_in_view_on_a_phone(browser: Browser, old: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{old}/?q=智慧农业")
    form = facets(page).locator(".between")
    form.get_by_label("自").fill("去年")
    with page.expect_navigation():
        form.get_by_label("自").press("Enter")
    expect(facets(page).get_by_label("自", exact=True)).to_be_focused()
    expect(page.locator(".between-said.wrong")).to_be_in_viewport(ratio=1)
    context.close()


def test_the_sheet_stays_where_it_was_scrolled_to(browser: Browser, old: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{old}/?q=智慧农业")
    issue = facets(page).locator("[aria-labelledby=facet-issue] .choice").first
    issue.scroll_into_view_if_needed()
    scrolled = "sheet => sheet.scrollTop"
    before = page.locator(".facets").evaluate(scrolled)
    assert before > 500
    with page.expect_navigation():
        issue.click()
    expect(page.locator("[aria-labelledby=facet-issue] .choice").first).to_be_in_viewport()
    page.locator(".sheet-close").click()
    page.goto(f"{old}/?q=智慧农业工程#facets")
    assert page.locator(".facets").evaluate(scrolled) == 0
    context.close()


def test_presets_are_set_and_taken_off(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    presets = facets(page).locator(".presets")
    expect(presets).to_contain_text("截至最新一期（2018-12-31）")
    with page.expect_navigation():
        presets.get_by_role("link", name="近三年").click()
    expect(page.locator(".tags .tag-label")).to_have_text("日期 2016-01-01 起")
    # On a phone the sheet is still open.
    expect(page.locator(".facets")).to_be_visible()
    with page.expect_navigation():
        page.locator(".presets [aria-current]").click()
    expect(page.locator(".tags")).to_have_count(0)


def test_dates_work_without_a_script(plain: Page, old: str) -> None:
    plain.goto(f"{old}/?q=智慧农业")
    form = facets(plain).locator(".between")
    form.get_by_label("至").fill("1980")
    with plain.expect_navigation():
        form.get_by_role("button").click()
    expect(plain.locator(".tags .tag-label")).to_have_text("日期 至 1980-12-31")
    assert "见于 4 份文件" in count(plain)


# Time


def test_a_bar_narrows_and_is_taken_off(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    everything = count(page)
    bars = page.get_by_role("navigation", name="按时间").get_by_role("link")
    expect(bars).to_have_count(40)
    with page.expect_navigation():
        bars.filter(has_text="1990年").click()
    expect(page.locator(".tags .tag-label")).to_have_text("日期 1990-01-01 至 1990-12-31")
    # Now the months of that year are told apart.
    month = bars.first
    expect(month).to_have_accessible_name(re.compile(r"^1990年12月 \d+ 段$"))
    with page.expect_navigation():
        month.click()
    expect(month).to_have_attribute("aria-current", "true")
    with page.expect_navigation():
        month.click()
    expect(page.locator(".tags .tag-label")).to_have_text("日期 1990-01-01 至 1990-12-31")
    with page.expect_navigation():
        page.get_by_role("link", name="全部年份").click()
    assert count(page) == everything


def test_a_bar_says_its_time_when_it_is_reached_by_keys(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    bar = page.locator("a.bar-link").first
    said = bar.locator(".bar-said")
    assert said.evaluate("e => getComputedStyle(e).opacity") == "0"
    page.locator("[aria-label=排序] a").last.focus()
    page.keyboard.press("Tab")
    expect(bar).to_be_focused()
    assert said.evaluate("e => getComputedStyle(e).opacity") == "1"
    assert re.fullmatch(r"1979年 \d+ 段", said.inner_text())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".tags .tag-label")).to_have_text("日期 1979-01-01 至 1979-12-31")


# Views


def test_documents_are_listed_with_their_best_three(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    passages = count(page)
    with page.expect_navigation():
        page.get_by_role("navigation", name="列出").get_by_role("link", name="文件").click()
    assert count(page) == passages
    groups = page.locator(".group")
    expect(groups).to_have_count(20)
    for group in groups.all():
        assert 1 <= group.locator(".hit").count() <= 3
    expect(page.locator(".pager a").last).to_have_text("下一页")
    assert page.locator(".pager li").last.inner_text() == "4"
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("本文件另有")).first.click()
    assert "view" not in page.url
    assert page.locator(".hit").count() > 3


def test_the_size_of_a_page_is_a_link(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业&size=10&page=3")
    first = page.locator(".snippet").first.inner_text()
    with page.expect_navigation():
        page.get_by_role("navigation", name="每页").get_by_role(
            "link", name="20", exact=True
        ).click()
    assert page.url.endswith("page=2")
    assert page.locator(".snippet").first.inner_text() == first


# What stands around a hit


def test_what_stands_around_a_hit_opens_in_its_place(page: Page, site: str) -> None:
    page.goto(f"{site}/?q=数据 平台")
    hit = page.locator(".hit").first
    opener = hit.get_by_role("button", name=re.compile("前后文"))
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    around = hit.locator(".around")
    expect(around.locator(".near.here")).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.url.endswith("%E5%B9%B3%E5%8F%B0")
    opener.focus()
    page.keyboard.press("Space")
    expect(around).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(around).to_be_visible()
    assert page.evaluate(STICKS_OUT) <= 0


def test_without_a_script_it_is_a_page(plain: Page, site: str) -> None:
    plain.goto(f"{site}/?q=数据 平台")
    with plain.expect_navigation():
        plain.get_by_role("link", name=re.compile("前后文")).first.click()
    expect(plain.locator(".near.here")).to_be_visible()
    plain.go_back()
    with plain.expect_navigation():
        plain.get_by_role("link", name=re.compile("引用")).first.click()
    expect(plain.locator("#cite-title")).to_be_visible()
    assert plain.url.endswith("#cite-title")


def test_a_remark_stands_below_its_task(page: Page, old: str) -> None:
    page.goto(f'{old}/?q="第九厅负责"')
    hit = page.locator(".hit").first
    expect(hit.locator(".lead-in")).to_have_text(re.compile(r"上文：第\d项智慧农业工程。"))
    expect(hit.locator(".more span").first).to_have_text(re.compile(r"正文 第\d页"))


def test_printed_results_have_no_controls(page: Page, old: str) -> None:
    page.goto(f"{old}/?q=智慧农业")
    page.emulate_media(media="print")
    for control in page.locator(".sheet-open, .switches, .more a, .beside, .paging").all():
        expect(control).to_be_hidden()
    for text in ("h1", ".timeline", ".snippet"):
        expect(page.locator(text).first).to_be_visible()


# Felt speed


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_shifts(browser: Browser, site: str, old: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    first = sample_edition().documents[0].id
    paths = (
        *(f"{site}/", f"{site}/?q=数据 平台", f"{site}/?q=放管服的改革", f"{site}/help"),
        *(f"{site}/?q=查无此词查无此词", f"{site}/?q=增长&kind=table"),
        *(f"{site}/documents/{first}", f"{site}/documents/{first}?q=增长"),
        *(f"{old}/?q=智慧农业&view=documents", f"{old}/facets/issuer?q=智慧农业"),
    )
    for path in paths:
        page.goto(path)
        assert page.evaluate(SHIFTS) == 0, path
    context.close()


@pytest.mark.parametrize("width", [320, 390, 2560])
def test_nothing_sticks_out(browser: Browser, old: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (
        "/?q=智慧农业",
        "/?q=智慧农业&since=1990&until=1990#facets",
        "/?q=智慧农业&since=去年#facets",
        "/?q=智慧农业&view=documents&page=2",
        "/facets/document?q=智慧农业",
    ):
        page.goto(old + path)
        assert page.evaluate(STICKS_OUT) <= 0, path
        for part in page.locator(".facets > section, .over-time, .paging, .find").all():
            box = part.bounding_box()
            assert not box or box["x"] + box["width"] <= width, path
    context.close()


def test_controls_are_large_enough_for_a_finger(browser: Browser, old: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{old}/?q=智慧农业#facets")
    # A bar of forty years is narrower; the years among the facets do the same.
    controls = ".facets :is(.choice, .field, button, .presets a, summary, .whole a), .beside a"
    for control in page.locator(f"{controls}, .paging a, .more a").all():
        if control.is_visible():
            assert (control.bounding_box() or {})["height"] >= 23.5, control
    assert page.locator(".facets [aria-labelledby=facet-year] .choice").count() == 40
    context.close()
