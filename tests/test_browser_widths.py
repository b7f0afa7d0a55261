"""Every page type from 320 to 2560 pixels: nothing sticks out, in either language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browsing import MARKS
from tests.test_accessibility import STATES

pytestmark = MARKS

_STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("width", "language"), [(320, "zh"), (320, "en"), (900, "zh"), (2560, "zh"), (2560, "en")]
)
def test_nothing_sticks_out(browser: Browser, site: str, width: int, language: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/language/{language}")
    wide = {}
    for path, act in STATES.items():
        page.goto(site + path)
        act(page)
        if (by := page.evaluate(_STICKS_OUT)) > 0:
            wide[path] = by
    context.close()
    assert not wide
