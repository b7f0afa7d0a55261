"""The addresses that last: a passage's, its page and a document's that cite it, and a 文号's."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from search.document import Document, Issue
from search.permalink import anchor_of
from search.query import Query
from search.sentence import N_, say, series
from web.arguments import read_piece
from web.citing.number import canonical, example, number_page
from web.citing.passage import PassagePage, document_cite_page, passage_page
from web.context import engine, site, today
from web.held import held_document
from web.labels import shortened
from web.results.hits import facts
from web.saying import said
from web.speech import gettext as _
from web.urls import document_url, found_url

routes = Blueprint("citing", __name__)

_TEMPLATES = {"page": "passage.html", "around": "around.html", "ways": "cite.html"}


@routes.get("/p/<path:address>", merge_slashes=False)
def passage(address: str) -> Response:
    """To the document, at the passage."""
    document, anchor = _passage(address)
    if anchor is None:
        return _gone(document)
    return redirect(found_url(document.id, Query(), anchor), 302)


@routes.get("/p/<path:address>/cite", merge_slashes=False)
def cite(address: str) -> Response:
    """A passage between its neighbours, and the ways to cite it."""
    document, anchor = _passage(address)
    if anchor is None:
        return _gone(document)
    page = passage_page(document, _issue(document), anchor, site(), today())
    return _page(page, read_piece(request.args))


@routes.get("/documents/<path:document_id>/cite", merge_slashes=False)
def cite_document(document_id: str) -> Response:
    """The ways to cite a whole document."""
    document = held_document(document_id)
    page = document_cite_page(document, _issue(document), site(), today())
    return _page(page, read_piece(request.args))


@routes.get("/documents/<path:document_id>/around/<anchor>", merge_slashes=False)
def around(document_id: str, anchor: str) -> Response:
    """A piece of the page of the passage with an anchor, or to that page's lasting address."""
    document = held_document(document_id)
    try:
        page = passage_page(document, _issue(document), anchor, site(), today())
    except KeyError:
        return _gone(document)
    part = read_piece(request.args)
    return redirect(page.address, 302) if part == "page" else _page(page, part)


@routes.get("/d/<path:number>", merge_slashes=False)
def numbered(number: str) -> Response:
    """To the document with a 文号, in whatever brackets; else to what is known of the number."""
    wanted = canonical(number)
    if wanted is None:
        sample = example(engine().catalogue())
        what = say("“%(text)s”不是文号", text=shortened(number))
        like = say("文号由机关代字、年份和序号组成，例如 %(number)s", number=sample)
        abort(404, description=said(series([what, like] if sample else [what], N_("。"))))
    page = number_page(wanted, engine())
    if len(page.held) == 1:
        return redirect(page.held[0].href, 302)
    return make_response(render_template("number.html", page=page), 200 if page.held else 404)


def _passage(address: str) -> tuple[Document, str | None]:
    """The document that an address names, and the passage's anchor if its text is still there."""
    document_id, hyphen, code = address.rpartition("-")
    if not hyphen:
        abort(404, description=_("这个地址不完整：段落的地址是文件编号、连字符和六位代码"))
    # Whoever reads an address aloud or types it may change its case.
    known = engine().catalogue().holding(document_id)
    document = held_document(document_id if known else document_id.lower())
    return document, anchor_of(document, code)


def _issue(document: Document) -> Issue | None:
    return engine().catalogue().issue(document.issue)


def _page(page: PassagePage, part: str) -> Response:
    return make_response(render_template(_TEMPLATES[part], page=page))


def _gone(document: Document) -> Response:
    """The document is there, the passage's text is not: it has changed, or the address is wrong."""
    issue = _issue(document)
    about = facts(document, issue, several=True) if issue else ()
    return make_response(
        render_template(
            "gone.html", document=document, facts=about, href=document_url(document.id)
        ),
        404,
    )
