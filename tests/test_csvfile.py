"""Rows as CSV: read back as they were, harmless in a spreadsheet, saved under a name."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from web.csvfile import csv_file, csv_text

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"))


@given(st.lists(st.lists(CELLS, min_size=1), max_size=5))
def test_rows_are_read_back(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "-cmd|' /C calc'!A0", "+a", "\tx", "-1+2"])
def test_what_would_run_is_a_text(cell: str) -> None:
    assert csv_text([[cell]]).strip('\r\n"').startswith("'")


@pytest.mark.parametrize("cell", ["-5.4", "+3", "-5.4%", "1,234.5", "—", "其中：粮食", "-1,234"])
def test_numbers_stay_numbers(cell: str) -> None:
    assert next(csv.reader(io.StringIO(csv_text([[cell]])))) == [cell]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("表1：试点面积", "%E8%A1%A81%EF%BC%9A%E8%AF%95%E7%82%B9%E9%9D%A2%E7%A7%AF.csv"),
        ('a/b\\c"d\r\nX: y', "a%20b%20c%20d%20X%20%20y.csv"),
        ("", "gongbao.csv"),
    ],
)
def test_a_file_has_a_name(name: str, file: str, app: Flask) -> None:
    with app.test_request_context():
        response = csv_file([["a"]], name)
    assert response.headers["Content-Disposition"].endswith(f"filename*=UTF-8''{file}")
    assert response.get_data().startswith(b"\xef\xbb\xbf")
