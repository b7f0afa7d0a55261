"""A tree against one short text: what fields of a document are matched with."""

from __future__ import annotations

import pytest

from search.matching import holds
from search.syntax import parse


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("人民政府", "吉林省人民政府办公厅", True),
        ("民政", "吉林省人民政府", False),
        ('"民政"', "吉林省人民政府", True),
        ("民政", "省民政厅", True),
        ("文号:34号", "吉政发〔2017〕34号", True),
        ("文号:4号", "吉政发〔2017〕34号", False),
        ("财政 OR 民政", "省财政厅", True),
        ("(财政 | 民政) -厅", "省财政厅", False),
        ("NOT 民政", "省财政厅", True),
        ("财政 民政", "省财政厅", False),
        ("", "省财政厅", True),
        ("，", "省财政厅", False),
    ],
)
def test_holds(query: str, text: str, expected: bool) -> None:
    assert holds(text, parse(query).node) == expected
