"""A table's addresses: its page and its CSV file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from search.document import Block, Document
from search.sentence import N_, say, series
from web.csvfile import csv_file
from web.held import held_document
from web.labels import shortened
from web.saying import said
from web.tables.csv import csv_name, csv_rows
from web.tables.page import find_table, table_page
from web.tables.urls import TABLE, read_column

routes = Blueprint("tables", __name__)


@routes.get(TABLE, merge_slashes=False)
def table(document_id: str, anchor: str) -> str:
    """A table on its own, with a chart of one of its columns."""
    document, block = _table(document_id, anchor)
    page = table_page(document, block, read_column(request.args))
    return render_template("tablepage.html", page=page)


@routes.get(f"{TABLE}.csv", merge_slashes=False)
def table_csv(document_id: str, anchor: str) -> Response:
    """A table for a spreadsheet."""
    document, block = _table(document_id, anchor)
    return csv_file(csv_rows(block), csv_name(document, block))


def _table(document_id: str, anchor: str) -> tuple[Document, Block]:
    document = held_document(document_id)
    block = find_table(document, anchor)
    if block is None:
        missing = say(
            "“%(title)s”里没有编号为 %(anchor)s 的表格",
            title=shortened(document.title),
            anchor=shortened(anchor),
        )
        hint = say("可能地址有误，或者这份文件已重新收录")
        abort(404, description=said(series([missing, hint], N_("。"))))
    return document, block
