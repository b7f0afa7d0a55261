"""What is answered when a request cannot be: a page in the same hand, or JSON below /api/."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from search.engine import EngineError
from search.sentence import N_
from web.api import PREFIX, answer
from web.arguments import BadParameter
from web.labels import shortened
from web.saying import Text, quoted, said
from web.speech import gettext as _
from web.wire.documents import bad_parameter_json, error_json

_MESSAGES = {
    400: N_("请求无法读懂"),
    404: N_("没有这个地址"),
    405: N_("这个地址不接受这种请求"),
    500: N_("服务出错了，原因已记入日志"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, for a page."""

    status: int
    title: str
    message: Text
    parameter: str = ""
    value: str = ""


def install(app: Flask) -> None:
    """Let an application answer its failures here."""
    app.register_error_handler(BadParameter, _bad_parameter)
    app.register_error_handler(EngineError, _engine_error)
    app.register_error_handler(HTTPException, _http_error)


def _wants_json() -> bool:
    return request.path == PREFIX or request.path.startswith(PREFIX + "/")


def _bad_parameter(error: BadParameter) -> Response:
    if _wants_json():
        return answer(bad_parameter_json(error), 400)
    value = shortened(error.value)
    return _page(Failure(400, _("参数有误"), said(error.said), error.parameter, value))


def _engine_error(error: EngineError) -> Response:
    if _wants_json():
        return answer(error_json(str(error)), 503)
    # What an engine says is for who runs it, and is not translated.
    return _page(Failure(503, _("暂时不能检索"), quoted(str(error))))


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    own: Text = error.description or "" if type(error).description != error.description else ""
    message = own or (_(_MESSAGES[status]) if status in _MESSAGES else error.name)
    if _wants_json():
        response = answer(error_json(str(message)), status)
    else:
        response = _page(Failure(status, _("没有找到") if status == 404 else _("出错了"), message))
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    return response


def _page(failure: Failure) -> Response:
    return make_response(render_template("error.html", failure=failure), failure.status)
