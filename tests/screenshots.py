"""Makes a screenshot of every page type, at both widths and in both themes, in docs/screenshots.

Run with ``make screenshots``, and look at them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from search.engine import open_engine
from tests.browsing import CHROMIUM, chromium, served
from tests.material import ROOT, sample_edition

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"wide": (1280, 900), "phone": (390, 844)}


def pages() -> dict[str, str]:
    """Name -> path and query of each page type."""
    bulletin, plan = sample_edition().documents[:2]
    table = next(block for block in bulletin.blocks if block.kind == "table" and block.notes)
    return {
        "start": "/",
        "results": "/?q=数据 平台",
        "nothing": '/?q="人工智能的民政"',
        "document": f"/documents/{plan.id}?q=数据 平台",
        "table": f"/documents/{bulletin.id}?q=增长#{table.anchor}",
        "help": "/help",
    }


def shoot(browser: Browser, site: str, folder: Path) -> None:
    """All pages at all sizes in both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    for size, (width, height) in SIZES.items():
        for theme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,  # type: ignore[arg-type]
            )
            page = context.new_page()
            for name, path in pages().items():
                page.goto(site + path)
                page.screenshot(path=folder / f"{name}-{size}-{theme}.png")
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
