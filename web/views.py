"""The pages: each view reads its arguments, asks the engine and fills a template."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from search.query import FACETS, Query
from search.sentence import say
from web.arguments import DATES, BadParameter, read_find, read_query, read_undated
from web.citing.passage import document_citation
from web.context import engine, showcase, site, today
from web.guide.help import chapters
from web.guide.start import start_page
from web.held import held_document
from web.reading.finding import marking
from web.reading.page import document_page
from web.reading.references import citations
from web.results.dates import Misread
from web.results.facets import facet_page
from web.results.page import result_page
from web.results.tags import inside
from web.saying import said
from web.sources import origins
from web.urls import FACETS_AT, HELP, HOME, api_url, form_fields, is_blank

pages = Blueprint("pages", __name__)


@pages.get(HOME)
def home() -> str | tuple[str, int]:
    """The start page; the results page once something is asked for."""
    try:
        query = read_query(request.args)
    except BadParameter as error:
        return results(*_without_dates(error)), 400
    return start() if is_blank(query) else results(query)


def _without_dates(error: BadParameter) -> tuple[Query, Misread]:
    """What is asked for beside a date that cannot be read; the error where it is nothing else."""
    if error.parameter not in DATES:
        raise error
    query = read_undated(request.args)
    if is_blank(query):
        raise error
    return query, Misread(request.args.get("since", ""), request.args.get("until", ""), error)


def start() -> str:
    """What is in, and where to begin."""
    return render_template("start.html", page=start_page(engine(), showcase()))


def results(query: Query, misread: Misread | None = None) -> str:
    """A page of hits, or what to do when there are none."""
    found = engine().search(query)
    return render_template(
        "results.html",
        page=result_page(query, found, engine(), misread),
        kept=form_fields(query),
        json=api_url(query),
        examples=() if found.total else showcase().examples(),
    )


@pages.get(f"{FACETS_AT}/<name>")
def facet(name: str) -> str:
    """All values of a facet for what a query finds, or those whose names hold a text."""
    if name not in FACETS:
        abort(404, description=said(say("没有 %(name)s 这项筛选", name=name)))
    query = read_query(request.args)
    values = engine().facet(query, name)
    page = facet_page(query, values, read_find(request.args), engine().catalogue())
    return render_template(
        "facet.html", page=page, text=query.text, kept=form_fields(query), inside=inside(query)
    )


# An id may hold two strokes one after another, which are not to be made one.
@pages.get("/documents/<path:document_id>", merge_slashes=False)
def document(document_id: str) -> str:
    """A whole document with the marks of a query."""
    asked = read_query(request.args)
    found = held_document(document_id)
    catalogue = engine().catalogue()
    issue = catalogue.issue(found.issue)
    find = read_find(request.args)
    marked = marking(engine(), found, asked, find)
    of_issue = (*catalogue.of_issue(found.issue), *catalogue.shared(found.issue))
    page = document_page(
        found,
        issue,
        asked,
        find,
        marked,
        citations(found, engine()),
        printed=[holding.document for holding in of_issue],
        origins=origins(found, issue, catalogue),
    )
    return render_template(
        "document.html",
        page=page,
        kept=form_fields(asked),
        inside=inside(asked),
        citation=document_citation(found, issue, site(), today()),
    )


@pages.get(HELP)
def guide() -> str:
    """What can be typed into the search box."""
    return render_template("help.html", chapters=chapters(showcase().vocabulary()))
