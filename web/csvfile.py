"""Rows as a CSV file that a spreadsheet opens rightly: RFC 4180, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from flask import Response

# What a spreadsheet takes for a formula; numbers such as -5.4% or +3 stay what they are.
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.,]+[%％‰]?$)")
# Characters that no system takes in a file's name, and what would part the header.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|;]+')
_LONGEST_NAME = 80


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV. A cell that a spreadsheet would run is led by an apostrophe (OWASP, CSV
    Injection), which it takes for the sign of a text.
    """
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_file(rows: Iterable[Sequence[str]], name: str) -> Response:
    """A response that a browser saves under a name (without its ending)."""
    # The mark at the start tells Excel that the file is UTF-8.
    response = Response("\ufeff" + csv_text(rows), content_type="text/csv; charset=utf-8")
    file = (_NOT_IN_NAMES.sub(" ", name).strip()[:_LONGEST_NAME] or "gongbao") + ".csv"
    # RFC 6266: a plain name for old browsers, the true one in UTF-8.
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"gongbao.csv\"; filename*=UTF-8''{quote(file)}"
    )
    return response


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
