"""The pages that one browses: all issues, one issue, categories, issuing bodies, coverage."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from search.sentence import say
from web.archivepage import archive_page
from web.browseurls import CATEGORIES, COVERAGE, ISSUERS, read_issuers, read_part
from web.context import engine
from web.coveragepage import coverage_page
from web.issuepage import issue_page
from web.saying import said
from web.urls import ISSUES
from web.valuespage import categories_page, issuers_page

browse = Blueprint("browse", __name__)


@browse.get(ISSUES)
def issues() -> str:
    """All issues, by gazette and year; or one year of a gazette."""
    part = read_part(request.args)
    page = archive_page(engine().catalogue(), part)
    if part and not page.gazettes:
        abort(404, description=_("没有收录这种公报的这一年"))
    return render_template("archive.html", page=page)


# An id may hold two strokes one after another, which are not to be made one.
@browse.get(f"{ISSUES}/<path:issue_id>", merge_slashes=False)
def issue(issue_id: str) -> str:
    """An issue's contents."""
    catalogue = engine().catalogue()
    found = catalogue.issue(issue_id)
    if found is None:
        abort(404, description=said(say("没有编号为 %(id)s 的刊期", id=issue_id)))
    return render_template("issue.html", page=issue_page(found, catalogue))


@browse.get(CATEGORIES)
def categories() -> str:
    """The categories with what is held of each."""
    return render_template("categories.html", page=categories_page(engine().catalogue()))


@browse.get(ISSUERS)
def issuers() -> str:
    """The issuing bodies with what is held of each."""
    page = issuers_page(engine().catalogue(), read_issuers(request.args))
    return render_template("issuers.html", page=page)


@browse.get(COVERAGE)
def coverage() -> str:
    """What is in and what is not."""
    part = read_part(request.args)
    page = coverage_page(engine(), part)
    if part and not page.gazettes:
        abort(404, description=_("没有收录这种公报的这一年"))
    return render_template("coverage.html", page=page)
