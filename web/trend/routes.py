"""The trend's addresses: a page and a spreadsheet."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from web.arguments import read_query
from web.context import engine
from web.csvfile import csv_file
from web.results.tags import inside, tags
from web.trend.page import csv_rows, trend_page
from web.urls import TREND, form_fields

routes = Blueprint("trends", __name__)


@routes.get(TREND)
def trend() -> str:
    """What a query finds by year and category, measured by all there is."""
    query = read_query(request.args)
    return render_template(
        "trend.html",
        page=trend_page(query, engine().trend(query) if query.text else ()),
        kept=form_fields(query),
        tags=(*inside(query), *tags(query, engine().catalogue())),
    )


@routes.get(f"{TREND}.csv")
def trend_csv() -> Response:
    """The same counts for a spreadsheet."""
    query = read_query(request.args)
    return csv_file(csv_rows(trend_page(query, engine().trend(query))), f"趋势 {query.text}")
