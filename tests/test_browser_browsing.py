"""What a person does who browses, in Chromium: from issue to issue, by category and by body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from search.document import Edition, Issue
from search.engine import open_engine
from tests.browsing import MARKS, served, watch
from tests.material import document, sample_edition
from web.urls import issue_url

pytestmark = MARKS

SAMPLE = sample_edition().issue
LATER = replace(SAMPLE, id="later", number=9, published=date(2018, 5, 15), contents=())
BODIES = 7 + len({each.issuer for each in sample_edition().documents})
PATHS = ("/issues", issue_url(SAMPLE.id), "/categories", "/issuers", "/coverage")
STICKS_OUT = "document.documentElement.scrollWidth - window.innerWidth"
TOO_SMALL = """() => [...document.querySelectorAll("main :is(a, summary, input, button)")]
  .filter(each => each.checkVisibility())
  .map(each => [each.innerText, each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([text, box]) => `${text} ${box.width}×${box.height}`)"""


def _extra(serial: int) -> Edition:
    """An issue of another gazette, an organ a document."""
    issue = Issue(f"extra-{serial}", "长春市人民政府公报", 2010 + serial, 4)
    title = f"关于第{serial}件事的通知"
    one = document(serial, title, "请照办。", issue=issue.id, issuer=f"长春市第{serial}局")
    return Edition(issue, (one,))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bundled issue with a later one, and another gazette."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('browsing') / 'index'}", "write")
    later = Edition(LATER, (document(1000, "后来的通知", "请照办。", issue="later"),))
    engine.add([sample_edition(), later, *map(_extra, range(1, 8))])
    with served(engine) as address:
        yield address
    engine.close()


@pytest.fixture(params=[(1280, True), (390, True), (1280, False), (390, False)])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page at both widths, with scripts and without, that fails on errors."""
    width, scripts = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts
    )
    page = context.new_page()
    wrong = watch(page, site)
    page.goto(site)
    yield page
    context.close()
    assert not wrong


def follow(page: Page, name: str, within: str = "body") -> None:
    with page.expect_navigation():
        page.locator(within).get_by_role("link", name=name, exact=True).first.click()


def test_from_the_start_to_an_issue_a_document_and_the_next_issue(page: Page) -> None:
    follow(page, "往期")
    expect(page.locator("h1")).to_have_text("往期")
    expect(page.locator(".gazette > h2").first).to_contain_text("长春市人民政府公报")
    jilin = page.locator(".gazette", has_text="吉林省人民政府公报")
    expect(jilin.locator("s")).to_have_count(7)
    with page.expect_navigation():
        jilin.get_by_role("link", name="第6期").click()
    expect(page.locator("h1")).to_have_text(SAMPLE.label)
    entry = next(entry for entry in SAMPLE.contents if entry.document)
    follow(page, entry.title, "main")
    expect(page.locator("h1")).to_contain_text("统计公报")
    follow(page, "本期目录")
    expect(page.locator("h1")).to_have_text(SAMPLE.label)
    follow(page, f"下一期 {LATER.label}")
    expect(page.locator("h1")).to_have_text(LATER.label)
    follow(page, f"上一期 {SAMPLE.label}")
    follow(page, "2018 年", ".trail")
    assert page.url.endswith("#g2-2018")
    expect(page.locator(":target")).to_be_visible()


def test_an_issue_s_box_searches_in_it_and_can_be_told_not_to(page: Page, site: str) -> None:
    page.goto(site + issue_url("later"))
    page.locator("#q").fill("通知")
    with page.expect_navigation():
        page.get_by_role("button", name="检索", exact=True).click()
    assert "issue=later" in page.url
    expect(page.locator("h1")).to_contain_text("见于 1 份文件")
    page.goto(site + issue_url("later"))
    page.locator("#q").fill("通知")
    page.get_by_label("只检索本期").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="检索", exact=True).click()
    assert "issue=" not in page.url
    expect(page.locator("h1")).not_to_contain_text("见于 1 份文件")


def test_a_category_leads_to_its_documents(page: Page) -> None:
    follow(page, "类别")
    cells = page.locator("tr", has_text="发展类").locator("td")
    passages = cells.nth(1).inner_text()
    follow(page, "发展类", "main")
    assert "category=" in page.url
    expect(page.locator("h1")).to_contain_text(passages)


def test_issuing_bodies_are_found_by_name(page: Page) -> None:
    follow(page, "机关")
    expect(page.locator("tbody tr")).to_have_count(BODIES)
    box = page.get_by_label("机关名含")
    box.fill("第3局")
    box.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    follow(page, "长春市第3局", "main")
    expect(page.locator("h1")).to_contain_text("份文件")
    expect(page.locator("main")).to_contain_text("关于第3件事的通知")


def test_bodies_follow_what_is_typed(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/issuers?sort=name")
    box = page.get_by_label("机关名含")
    box.press_sequentially("第3局")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("#found [role=status]")).to_contain_text(f"有 1 个，共 {BODIES} 个")
    expect(box).to_be_focused()
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator(".orders [aria-current]")).to_have_text("名称")
    box.fill("")
    expect(page.locator("tbody tr")).to_have_count(BODIES)
    box.fill("没有")
    expect(page.locator("tbody tr")).to_have_count(0)
    page.close()


def test_coverage_leads_to_a_year_and_its_issues(page: Page) -> None:
    follow(page, "收录情况")
    fold = page.locator("details", has_text="没有成文日期，检索时")
    fold.locator("summary").click()
    expect(fold.locator("a").first).to_be_visible()
    follow(page, "2018 年", "main table")
    expect(page.locator("h1")).to_contain_text("吉林省人民政府公报 2018 年")
    expect(page.locator(".gaps")).to_contain_text("第1—5、7—8期")
    follow(page, "2018 年收录的 2 期", "main")
    expect(page.locator(":target")).to_contain_text("2018 年")


def test_nothing_sticks_out_and_all_can_be_touched(browser: Browser, site: str) -> None:
    page = browser.new_page()
    for width in (320, 390, 861, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        for path in (*PATHS, "/"):
            page.goto(site + path)
            assert page.evaluate(STICKS_OUT) <= 0, (path, width)
    page.set_viewport_size({"width": 390, "height": 800})
    for path in PATHS:
        page.goto(site + path)
        assert page.evaluate(TOO_SMALL) == [], path
    page.close()


def test_pages_do_not_jump(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "window.jumps = 0; new PerformanceObserver(list => { for (const each of list.getEntries()) "
        "window.jumps += each.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    for path in PATHS:
        page.goto(site + path, wait_until="networkidle")
        assert page.evaluate("window.jumps") == 0, path
    page.close()
