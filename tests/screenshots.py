"""Makes a screenshot of every page type, at both widths, in both themes and languages.

Run with ``make screenshots``, and look at them in docs/screenshots.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from search.engine import open_engine
from tests.browsing import CHROMIUM, chromium, served
from tests.material import ROOT, sample_edition

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
#: What a shot is named, and its theme and language.
LOOKS = (("light", "light", "zh"), ("dark", "dark", "zh"), ("english", "light", "en"))


def pages() -> dict[str, str]:
    """Name -> path and query of each page type."""
    bulletin, plan = sample_edition().documents[:2]
    table = next(block for block in bulletin.blocks if block.kind == "table" and block.notes)
    return {
        "start": "/",
        "suggestions": "/",
        "results": "/?q=数据 平台",
        "term": "/?q=放管服的改革 -技术",
        "documents": "/?q=数据&view=documents",
        "facet": "/facets/document?q=数据",
        "number": "/d/吉政发〔2017〕99号",
        "missing": "/documents/nothing",
        "card": "/?q=吉政发2017 34",
        "question": "/?q=老年人如何享受社会办医",
        "partial": "/?q=医疗 人工智能 税收",
        "some": "/?q=数据 平台 医疗&match=some",
        "narrowed": "/?q=放管服改革&since=2017-12&within=创新&expand=no&category=发展类",
        "meant": "/?q=人工只能",
        "nothing": '/?q="人工智能" "养老" "税收"',
        "document": f"/documents/{plan.id}?q=数据 平台",
        "table": f"/documents/{bulletin.id}?q=增长#{table.anchor}",
        "find": f"/documents/{plan.id}?q=数据&find=人工智能",
        "references": f"/documents/{plan.id}#cites",
        "tablepage": f"/documents/{bulletin.id}/tables/{table.anchor}",
        "cite": f"/documents/{plan.id}/around/{plan.blocks[20].anchor}",
        "trend": "/trend?q=数据",
        "issues": "/issues",
        "issue": f"/issues/{sample_edition().issue.id}",
        "categories": "/categories",
        "issuers": "/issuers",
        "coverage": "/coverage",
        "help": "/help",
        "keys": "/help",
    }


def _suggestions(page: Page) -> None:
    page.locator("#q").press_sequentially("人工")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


#: What is done before the shot.
ACTS: dict[str, Callable[[Page], None]] = {
    "suggestions": _suggestions,
    "keys": lambda page: page.keyboard.press("?"),
    "term": lambda page: page.locator(".term summary").first.click(),
    "partial": lambda page: page.locator(".why summary").click(),
}


def shoot(browser: Browser, site: str, folder: Path) -> None:
    """All pages at all sizes: in both themes, and in English."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        for look, theme, language in LOOKS:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,  # type: ignore[arg-type]
            )
            page = context.new_page()
            page.goto(f"{site}/language/{language}")
            for name, path in pages().items():
                page.goto(site + path)
                ACTS.get(name, lambda page: None)(page)
                page.screenshot(path=folder / f"{name}-{size}-{look}.png")
            context.close()


def main() -> None:
    """Serve the bundled issue and shoot."""
    if CHROMIUM is None:
        raise SystemExit("no Chromium on this system; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"whoosh:{Path(folder) / 'index'}", "write")
        engine.add([sample_edition()])
        with served(engine) as site, chromium() as browser:
            shoot(browser, site, FOLDER)
        engine.close()


if __name__ == "__main__":
    main()
