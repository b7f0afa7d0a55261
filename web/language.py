"""The language of the pages: Chinese, the language they are written in, or a translation."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, redirect, request
from flask_babel import Babel
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from web import speech
from web.labels import COMPLETIONS
from web.saying import chinese, code, counted_markup, grouped, markup, own, zh
from web.urls import HOME

#: Code -> what a page says it is written in, and what its own readers call it.
LANGUAGES = {"zh": ("zh-Hans-CN", "中文"), "en": ("en", "English")}
_COOKIE = "language"
_A_YEAR = 365 * 24 * 3600

language = Blueprint("language", __name__)


def install(app: Flask) -> None:
    """Let an application speak the language that its reader has chosen."""
    Babel(app, default_locale="zh", locale_selector=chosen)  # type: ignore[no-untyped-call]
    speech.install(app)
    app.jinja_env.globals.update(language=chosen, languages=LANGUAGES, zh=zh, own=own)
    app.jinja_env.globals.update(counted=counted_markup, completions=COMPLETIONS)
    app.jinja_env.filters.update(said=markup, chinese=_chinese, code=code, grouped=grouped)
    app.register_blueprint(language)
    app.after_request(_vary)


def chosen() -> str:
    """The code of the language that was chosen; Chinese for who never chose."""
    code = request.cookies.get(_COOKIE, "")
    return code if code in LANGUAGES else next(iter(LANGUAGES))


@pass_context
def _chinese(_context: Context, text: object) -> Markup:
    # Without a context a constant would be marked once for all languages.
    return chinese(text)


@language.get("/language/<any(zh, en):code>")
def choose(code: str) -> AnyResponse:
    """Remember a language and go back to the page that it was chosen on."""
    response = redirect(_before(), 303)
    response.set_cookie(_COOKIE, code, max_age=_A_YEAR, httponly=True, samesite="Lax")
    return response


def _before() -> str:
    """The path of the page that the request comes from; nobody is sent to another site."""
    try:
        page = urlsplit(request.referrer or "")
    except ValueError:  # http://[ is no address
        return HOME
    if (
        page.netloc != request.host
        or not page.path.startswith("/")
        or page.path[1:2] in ("/", "\\")
    ):
        return HOME
    return page.path + (f"?{page.query}" if page.query else "")


def _vary(response: Response) -> Response:
    if request.endpoint != "static":
        response.vary.add("Cookie")
    return response
