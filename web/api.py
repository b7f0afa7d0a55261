"""The same answers as JSON, and every failure below /api/ as JSON too."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from web.arguments import read_query, refuse_unknown
from web.context import engine
from web.reading.references import citations
from web.sources import origins
from web.wire.documents import Json, document_json, error_json
from web.wire.issues import issue_json, issues_json
from web.wire.references import references_json
from web.wire.results import completions_json, results_json, trend_json

PREFIX = "/api"

api = Blueprint("api", __name__, url_prefix=PREFIX)


@api.get("/search")
def search() -> Response:
    """A page of results; an empty query asks for everything."""
    refuse_unknown(request.args)
    return answer(results_json(engine().search(read_query(request.args))))


@api.get("/trend")
def trend() -> Response:
    """A query's passages by year and category, beside all that its filters leave."""
    refuse_unknown(request.args)
    query = read_query(request.args)
    return answer(trend_json(query, engine().trend(query)))


@api.get("/complete")
def complete() -> Response:
    """What a text that is being typed could become."""
    refuse_unknown(request.args, known=("q",))
    text = request.args.get("q", "")
    return answer(completions_json(text, engine().complete(text)))


@api.get("/documents/<path:document_id>", merge_slashes=False)
def document(document_id: str) -> Response:
    """A whole document."""
    refuse_unknown(request.args, known=())
    found = engine().document(document_id)
    if found is None:
        return _no_document(document_id)
    catalogue = engine().catalogue()
    known = origins(found, catalogue.issue(found.issue), catalogue)
    return answer(document_json(found, (origin.source for origin in known)))


@api.get("/documents/<path:document_id>/references", merge_slashes=False)
def references(document_id: str) -> Response:
    """What a document cites, and what cites it."""
    refuse_unknown(request.args, known=())
    found = engine().document(document_id)
    if found is None:
        return _no_document(document_id)
    return answer(references_json(found, citations(found, engine())))


@api.get("/issues")
def issues() -> Response:
    """All issues with what is held of them."""
    refuse_unknown(request.args, known=())
    return answer(issues_json(engine().catalogue()))


@api.get("/issues/<path:issue_id>", merge_slashes=False)
def issue(issue_id: str) -> Response:
    """An issue's contents and documents."""
    refuse_unknown(request.args, known=())
    catalogue = engine().catalogue()
    found = catalogue.issue(issue_id)
    if found is None:
        return answer(error_json(f"没有编号为 {issue_id} 的刊期", "id", issue_id), 404)
    return answer(issue_json(found, catalogue))


def _no_document(document_id: str) -> Response:
    return answer(error_json(f"没有编号为 {document_id} 的文件", "id", document_id), 404)


def answer(content: Json, status: int = 200) -> Response:
    """A JSON response, Chinese as it is written."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return Response(text + "\n", status, content_type="application/json; charset=utf-8")
