"""The pages that one browses: all issues, one issue, categories, issuing bodies, coverage."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from search.sentence import say
from web.browsing.archive import archive_page
from web.browsing.coverage import coverage_page
from web.browsing.issue import issue_page
from web.browsing.urls import CATEGORIES, COVERAGE, ISSUERS, read_gazette_year, read_issuers
from web.browsing.values import categories_page, issuers_page
from web.context import engine
from web.saying import said
from web.urls import ISSUES

routes = Blueprint("browse", __name__)


@routes.get(ISSUES)
def issues() -> str:
    """All issues, by gazette and year; or one year of a gazette."""
    part = read_gazette_year(request.args)
    page = archive_page(engine().catalogue(), part)
    if part and not page.gazettes:
        abort(404, description=_("没有收录这种公报的这一年"))
    return render_template("archive.html", page=page)


# An id may hold two strokes one after another, which are not to be made one.
@routes.get(f"{ISSUES}/<path:issue_id>", merge_slashes=False)
def issue(issue_id: str) -> str:
    """An issue's contents."""
    catalogue = engine().catalogue()
    found = catalogue.issue(issue_id)
    if found is None:
        abort(404, description=said(say("没有编号为 %(id)s 的刊期", id=issue_id)))
    return render_template("issue.html", page=issue_page(found, catalogue))


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
    part = read_gazette_year(request.args)
    page = coverage_page(engine(), part)
    if part and not page.gazettes:
        abort(404, description=_("没有收录这种公报的这一年"))
    return render_template("coverage.html", page=page)
