"""Outbound: a request becomes a query, its results become a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from search.engine import Engine
from web import context, errors, language
from web.api import api
from web.browseviews import browse
from web.citeviews import citing
from web.compress import compress
from web.headers import add_headers
from web.tableviews import tables
from web.trendviews import trends
from web.views import pages


def create_app(engine: Engine, config: Mapping[str, Any] | None = None) -> Flask:
    """The application that serves an engine's archive; ``config`` is Flask's own."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    context.install(app, engine)
    language.install(app)
    app.register_blueprint(pages)
    app.register_blueprint(browse)
    app.register_blueprint(citing)
    app.register_blueprint(tables)
    app.register_blueprint(trends)
    app.register_blueprint(api)
    errors.install(app)
    app.after_request(add_headers)
    app.after_request(compress)
    return app
