"""What axe-core, a checker of the WCAG, finds wrong with the pages in each of their states."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from search.engine import open_engine
from tests import online
from tests.browsing import MARKS, served, watch
from tests.material import sample_edition

pytestmark = MARKS

_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def _type(page: Page) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("人工")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def _around(page: Page) -> None:
    for opener in page.locator(".around-open").all()[:2]:
        opener.click()
    page.locator(".around").nth(1).wait_for()


def _cite(page: Page) -> None:
    page.locator(".passage.paragraph > .sign").first.focus()
    page.keyboard.press("Enter")
    page.locator(".cite-menu").wait_for()


def _walk(page: Page) -> None:
    page.locator(".facts summary").first.click()
    page.locator(".listed summary").click()
    for _ in range(5):
        page.keyboard.press("n")


def _point_at_a_note(page: Page) -> None:
    page.locator(".paragraph .note a").first.focus()
    page.keyboard.press("Tab")
    page.locator(".paragraph .note a").first.hover()


def _sort(page: Page) -> None:
    page.locator(".table-sort").last.click()


def _draw(page: Page) -> None:
    page.locator("#p35 .table-draw").click()
    page.locator("#p35 svg.chart").wait_for()


#: Path -> what is done there before it is checked.
STATES: dict[str, Callable[[Page], object]] = {
    "/": lambda page: None,
    "/?q=数据 平台": lambda page: None,
    "/?q=数据&page=2": _type,
    "/?q=医疗 人工智能 税收": lambda page: page.locator(".why summary").click(),
    "/?q=数据 平台 医疗&match=some": lambda page: None,
    "/?q=吉政发2017 34": lambda page: None,
    "/?q=吉政发〔2017〕99号": lambda page: None,
    "/?q=人工只能": lambda page: None,
    '/?q="人工智能" "养老" "税收"&category=民生类': lambda page: None,
    "/?q=放管服的改革 -技术": lambda page: page.locator(".term summary").first.click(),
    "/?q=数据&within=人工智能&since=2017&expand=no": lambda page: None,
    "/?q=指标 亿元": lambda page: None,
    f"/documents/{sample_edition().documents[0].id}?q=增长&within=工业": lambda page: None,
    f"/documents/{sample_edition().documents[1].id}": lambda page: None,
    f"/documents/{sample_edition().documents[0].id}/tables/p35": _sort,
    f"/documents/{sample_edition().documents[0].id}#p35": _draw,
    f"/documents/{sample_edition().documents[1].id}?q=数据 平台": _walk,
    f"/documents/{sample_edition().documents[1].id}?q=数据&find=人工智能": lambda page: None,
    f"/documents/{sample_edition().documents[1].id}?find=查无此词": lambda page: None,
    f"/documents/{sample_edition().documents[0].id}?q=增长": _point_at_a_note,
    f"/documents/{sample_edition().documents[1].id}?": _cite,
    f"/documents/{sample_edition().documents[1].id}/cite": lambda page: None,
    f"/documents/{sample_edition().documents[0].id}/around/p20": lambda page: None,
    f"/p/{sample_edition().documents[0].id}-aaaaaa": lambda page: None,
    "/d/吉政发〔2017〕99号": lambda page: None,
    "/?q=数据&view=documents&size=10&page=1": _around,
    "/?q=数据&since=2017-12&until=2017-12&year=2017": lambda page: page.locator(
        ".bar-link"
    ).first.focus(),
    "/?q=数据&since=去年": lambda page: None,
    "/facets/document?q=数据&find=智能": lambda page: None,
    "/facets/document?q=数据&find=查无此词": lambda page: None,
    "/documents/nothing": lambda page: None,
    "/help": lambda page: None,
    "/help?": lambda page: page.keyboard.press("?"),
    "/trend?q=数据": lambda page: None,
    "/issues": lambda page: None,
    f"/issues/{sample_edition().issue.id}": lambda page: page.locator(".fold summary").click(),
    "/categories": lambda page: None,
    "/issuers": lambda page: None,
    "/coverage": lambda page: page.locator(".fold summary").first.click(),
}


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


#: The same of an archive that has web pages beside its gazette.
ONLINE: dict[str, Callable[[Page], object]] = {
    "/": lambda page: None,
    "/?q=监测&issue=whealth": lambda page: None,
    "/documents/dgrain": lambda page: None,
    "/documents/dwater": lambda page: None,
    "/documents/droad/cite": lambda page: None,
    "/issues": lambda page: None,
    f"/issues?site={online.SITE}": lambda page: None,
    "/issues/hd-2021-03": lambda page: None,
    "/issues/wempty": lambda page: None,
    "/coverage": _unfold,
    f"/coverage?site={online.SITE}": _unfold,
}


@pytest.fixture(scope="module")
def online_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('online') / 'index'}", "write")
    engine.add(online.EDITIONS)
    with served(engine) as address:
        yield address
    engine.close()


def _faultless(
    browser: Browser, site: str, states: dict[str, Callable[[Page], object]], width: int, theme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=theme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    wrong = watch(page, site)
    for path, act in states.items():
        page.goto(site + path)
        act(page)
        found = Axe().run(page, options=_RULES)
        assert not found.violations_count, f"{path}\n{found.generate_report()}"
    assert not [each for each in wrong if each.startswith("http")]
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_wrong(browser: Browser, site: str, width: int, theme: str) -> None:
    _faultless(browser, site, STATES, width, theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nor_with_web_pages(browser: Browser, online_site: str, width: int, theme: str) -> None:
    _faultless(browser, online_site, ONLINE, width, theme)


def test_axe_finds_nothing_wrong_with_the_sheet_of_filters(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/?q=企业&category=改革类&until=去年#facets")
    page.locator(".sheet-close").wait_for()
    found = Axe().run(page, options=_RULES)
    assert not found.violations_count, found.generate_report()
    context.close()
