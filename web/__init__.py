"""Outbound: a request becomes a query, its results become a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from search.engine import Engine
from web import api, context, errors, language, views
from web.browsing.routes import routes as browsing_routes
from web.citing.routes import routes as citing_routes
from web.compress import compress
from web.headers import add_headers
from web.tables.routes import routes as table_routes
from web.trend.routes import routes as trend_routes


def create_app(engine: Engine, config: Mapping[str, Any] | None = None) -> Flask:
    """The application that serves an engine's archive; ``config`` is Flask's own."""
    app = Flask(__name__)
    app.config.update(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    context.install(app, engine)
    language.install(app)
    for routes in (
        views.pages,
        browsing_routes,
        citing_routes,
        table_routes,
        trend_routes,
        api.api,
    ):
        app.register_blueprint(routes)
    errors.install(app)
    app.after_request(add_headers)
    app.after_request(compress)
    return app
