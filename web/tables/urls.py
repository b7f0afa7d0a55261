"""The addresses of a table on its own, and the argument that they read."""

from __future__ import annotations

import re
from urllib.parse import quote

from werkzeug.datastructures import MultiDict

from search.sentence import plain, say
from web.arguments import BadParameter
from web.urls import document_url

#: Where a table is, as a route below its document.
TABLE = "/documents/<path:document_id>/tables/<anchor>"
#: The id of the part of a table's page that holds its chart.
CHART = "chart"
_COLUMN = re.compile(r"[0-9]{1,4}")


def read_column(args: MultiDict[str, str]) -> int | None:
    """The column that is to be drawn, counted from 1; None where none is asked for.

    Raises BadParameter.
    """
    value = args.get("column", "").strip()
    if value and not _COLUMN.fullmatch(value):
        said = say("%(name)s 应是列的序号，从 1 数起", name=plain("column"))
        raise BadParameter("column", value, said)
    return int(value) if value else None


def table_url(document_id: str, anchor: str, column: int | None = None) -> str:
    """A table's page, with a column (from 1) drawn."""
    chosen = f"?column={column}#{CHART}" if column else ""
    return f"{document_url(document_id)}/tables/{quote(anchor)}{chosen}"


def table_csv_url(document_id: str, anchor: str) -> str:
    """A table as CSV."""
    return f"{table_url(document_id, anchor)}.csv"
