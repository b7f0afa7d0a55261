"""What a request finds at hand: the engine, the archive's examples, links to static files."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import cast

from flask import Flask, current_app, g, request

from search.engine import Engine
from web.guide.examples import Showcase
from web.labels import shortened
from web.speech import gettext as _
from web.speech import pgettext
from web.text.wordbreaks import breakable
from web.urls import COMPLETE

_KEY = "gongbao"
_CHINA = timezone(timedelta(hours=8))


def install(app: Flask, engine: Engine) -> None:
    """Give an application its engine and what is derived from it."""
    app.extensions[_KEY] = Showcase(engine)
    app.jinja_env.filters["shortened"] = shortened
    app.jinja_env.filters["breakable"] = breakable
    app.jinja_env.globals["complete_url"] = COMPLETE
    app.jinja_env.globals["shelf"] = shelf
    hashes = _hashes(Path(app.static_folder or ""))
    app.jinja_env.globals["asset"] = lambda name: f"/static/{name}?v={hashes[name]}"


def engine() -> Engine:
    """The engine of the application at work."""
    return showcase().engine


def shelf() -> str:
    """What the page of all issues is called; with web pages among them, of all sources."""
    # It stands on every page twice.
    if "online" not in g:
        g.online = _has_web_pages()
    return pgettext("places", "来源") if g.online else _("往期")


def _has_web_pages() -> bool:
    try:
        return any(issue.online for issue in engine().issues())
    except Exception:
        # Also the page that says what the engine failed at names its shelf.
        return False


def site() -> str:
    """What absolute addresses begin with, as the reader asked for it: http://example.org; empty
    where the request does not say so in a way that could be an address.
    """
    return request.host_url.rstrip("/") if request.host else ""


def today() -> date:
    """The day in China, where gazettes are read."""
    return datetime.now(_CHINA).date()


def showcase() -> Showcase:
    """The examples drawn from that engine."""
    return cast(Showcase, current_app.extensions[_KEY])


def _hashes(folder: Path) -> dict[str, str]:
    """File name -> hash of its content: a changed file gets a new address."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.iterdir()
        if path.is_file()
    }
