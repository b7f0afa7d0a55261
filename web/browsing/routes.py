"""The pages that one browses: all sources, an issue, a site, categories, issuers, coverage."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from search.sentence import say
from web.arguments import read_number
from web.browsing.archive import archive_page
from web.browsing.coverage import coverage_page
from web.browsing.issue import issue_page
from web.browsing.sitelist import site_page
from web.browsing.sites import Site, sites
from web.browsing.urls import (
    CATEGORIES,
    COVERAGE,
    ISSUERS,
    read_gazette_year,
    read_issuers,
    read_site,
)
from web.browsing.values import categories_page, issuers_page
from web.browsing.webpage import only_document, web_page_page
from web.context import engine
from web.saying import said
from web.speech import gettext as _
from web.urls import ISSUES, document_url

routes = Blueprint("browse", __name__)


@routes.get(ISSUES)
def issues() -> str:
    """All issues and sites; or one year of a gazette, or one site."""
    name = read_site(request.args)
    if name is not None:
        number = read_number(request.args, "page", default=1)
        return render_template("site.html", page=site_page(_site(name), number))
    part = read_gazette_year(request.args)
    page = archive_page(engine().catalogue(), part, () if part else _sites())
    if part and not page.gazettes:
        abort(404, description=_("没有收录这种公报的这一年"))
    return render_template("archive.html", page=page)


def _sites() -> tuple[Site, ...]:
    return sites(engine().issues(), engine().catalogue())


def _site(name: str) -> Site:
    found = next((site for site in _sites() if site.name == name), None)
    if found is None:
        abort(404, description=_("没有收录这个网站的网页"))
    return found


# An id may hold two strokes one after another, which are not to be made one.
@routes.get(f"{ISSUES}/<path:issue_id>", merge_slashes=False)
def issue(issue_id: str) -> Response:
    """An issue's contents; to the document of a web page."""
    catalogue = engine().catalogue()
    found = catalogue.issue(issue_id)
    if found is None:
        abort(404, description=said(say("没有编号为 %(id)s 的刊期", id=issue_id)))
    if document := only_document(found, catalogue):
        return redirect(document_url(document), 302)
    if found.online:
        page = render_template("webpage.html", page=web_page_page(found, catalogue))
    else:
        page = render_template("issue.html", page=issue_page(found, catalogue))
    return make_response(page)


@routes.get(CATEGORIES)
def categories() -> str:
    """The categories with what is held of each."""
    return render_template("categories.html", page=categories_page(engine().catalogue()))


@routes.get(ISSUERS)
def issuers() -> str:
    """The issuing bodies with what is held of each."""
    page = issuers_page(engine().catalogue(), read_issuers(request.args))
    return render_template("issuers.html", page=page)


@routes.get(COVERAGE)
def coverage() -> str:
    """What is in and what is not."""
    name = read_site(request.args)
    part = read_gazette_year(request.args) if name is None else _site(name)
    page = coverage_page(engine(), part)
    if not isinstance(part, Site | None) and not page.gazettes:
        abort(404, description=_("没有收录这种公报的这一年"))
    return render_template("coverage.html", page=page)
