"""What a request finds at hand: the engine, the archive's examples, links to static files."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from search.engine import Engine
from web.examples import Showcase
from web.labels import shortened
from web.urls import COMPLETE

_KEY = "gongbao"


def install(app: Flask, engine: Engine) -> None:
    """Give an application its engine and what is derived from it."""
    app.extensions[_KEY] = Showcase(engine)
    app.jinja_env.filters["shortened"] = shortened
    app.jinja_env.globals["complete_url"] = COMPLETE
    hashes = _hashes(Path(app.static_folder or ""))
    app.jinja_env.globals["asset"] = lambda name: f"/static/{name}?v={hashes[name]}"


def engine() -> Engine:
    """The engine of the application at work."""
    return showcase().engine


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
