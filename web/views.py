"""The pages: each view reads its arguments, asks the engine and fills a template."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from web.context import engine, showcase
from web.documentpage import document_page
from web.helppage import chapters
from web.marks import find_in
from web.resultpage import result_page
from web.startpage import start_page
from web.tags import inside
from web.urls import HELP, HOME, api_url, form_fields, is_blank, read_query

pages = Blueprint("pages", __name__)


@pages.get(HOME)
def home() -> str:
    """The start page; the results page once something is asked for."""
    return start() if is_blank(read_query(request.args)) else results()


def start() -> str:
    """What is in, and where to begin."""
    return render_template("start.html", page=start_page(engine(), showcase()))


def results() -> str:
    """A page of hits, or what to do when there are none."""
    query = read_query(request.args)
    found = engine().search(query)
    return render_template(
        "results.html",
        page=result_page(query, found),
        kept=form_fields(query),
        json=api_url(query),
        examples=() if found.total else showcase().examples(),
    )


@pages.get("/documents/<path:document_id>")
def document(document_id: str) -> str:
    """A whole document with the marks of a query."""
    asked = read_query(request.args)
    found = engine().document(document_id)
    if found is None:
        abort(404, description=f"没有编号为 {document_id} 的文件")
    issues = engine().issues()
    issue = next((issue for issue in issues if issue.id == found.issue), None)
    marked = None if is_blank(asked) else find_in(engine(), found, asked)
    page = document_page(found, issue, marked, issue in issues[:1])
    return render_template(
        "document.html", page=page, kept=form_fields(asked), inside=inside(asked)
    )


@pages.get(HELP)
def guide() -> str:
    """What can be typed into the search box."""
    return render_template("help.html", chapters=chapters(showcase().vocabulary()))
