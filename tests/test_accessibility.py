"""What axe-core, a checker of the WCAG, finds wrong with the pages in each of their states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browsing import CHROMIUM
from tests.material import sample_edition

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this system (Debian: chromium)"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def _type(page: Page) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("人工")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


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
    "/documents/nothing": lambda page: None,
    "/help": lambda page: None,
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_wrong(browser: Browser, site: str, width: int, theme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=theme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for path, act in STATES.items():
        page.goto(site + path)
        act(page)
        found = Axe().run(page, options=_RULES)
        assert not found.violations_count, f"{path}\n{found.generate_report()}"
    context.close()


def test_axe_finds_nothing_wrong_with_the_sheet_of_filters(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/?q=企业&category=改革类#facets")
    page.locator(".sheet-close").wait_for()
    found = Axe().run(page, options=_RULES)
    assert not found.violations_count, found.generate_report()
    context.close()
