"""The bundled issue set in other ways: whatever the layout, the same paragraphs are read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator

import pytest

from index.gazette.lettering import width
from index.parse import parse_text
from search.document import Block, Edition
from tests.material import SAMPLE, sample_edition

FRONT = ["吉林省人民政府公报", "2018年第6期", "(复总第770期)", "2018年3月30日出版", ""]


def paragraphs(edition: Edition) -> list[str]:
    """The text of all blocks without white space."""
    return ["".join(b.text.split()) for d in edition.documents for b in d.blocks]


def printed() -> str:
    return SAMPLE.read_text("utf-8")


def without_contents() -> str:
    """The front facts and the body, without the contents list and the masthead."""
    text = printed()
    body = text.index("吉林省 2017 年国民经济和社会发展统计公报^[1]")
    return "\n".join(FRONT) + text[body:]


def with_page_furniture() -> str:
    """Page numbers and running heads, mostly within paragraphs that a page break has cut."""
    lines = printed().split("\n")
    for i in range(len(lines) - 1, 110, -1):
        if not lines[i].strip() and i % 23 == 0:
            lines[i] = f"\n— {i} —\n\n吉林省人民政府公报 2018年第6期\n"
    return "\n".join(lines)


def wrapped(measure: float, indent: str, gap: str) -> str:
    """Set anew in lines of a width, with or without indentation and blank lines."""
    lines = list(FRONT)
    for document in sample_edition().documents:
        for block in document.blocks:
            lines += [*_set(block, measure, indent), gap] if gap else _set(block, measure, indent)
        lines += [f"[{note.mark}] {note.text}" for note in document.footnotes]
    return "\n".join(lines) if gap else "\n".join(filter(None, lines))


def _set(block: Block, measure: float, indent: str) -> list[str]:
    if block.kind == "table":
        rows = ["\t".join(row) for row in block.rows]
        return [line for line in (block.caption, block.unit) if line] + rows
    if block.kind == "title":
        return ["", block.text, ""]
    if block.kind == "paragraph":
        return list(_lines(indent + block.text, measure))
    return [indent + block.text if block.kind == "heading" else block.text]


def _lines(text: str, measure: float) -> Iterator[str]:
    line = ""
    for char in text:
        if width(line + char) > measure:
            yield line
            line = ""
        line += char
    yield line


def with_front_but_no_contents() -> str:
    """The whole cover with its slogans, but no contents list."""
    lines = printed().split("\n")
    return "\n".join(lines[:30] + lines[103:])


LAYOUTS: dict[str, Callable[[], str]] = {
    "Windows line ends": lambda: printed().replace("\n", "\r\n"),
    "no blank lines": lambda: re.sub(r"\n\s*\n+", "\n", printed()),
    "no contents list": without_contents,
    "a cover but no contents list": with_front_but_no_contents,
    "no front pages": lambda: without_contents().removeprefix("\n".join(FRONT)),
    "page numbers and running heads": with_page_furniture,
    "wide lines, indented": lambda: wrapped(36, "　　", ""),
    "narrow lines, indented, blank lines": lambda: wrapped(24, "　　", "\n"),
    "wide lines, blank lines": lambda: wrapped(40, "", "\n"),
    "narrow lines, indented": lambda: wrapped(20, "　　", ""),
    "narrow lines, blank lines": lambda: wrapped(18, "", "\n"),
    "a line a paragraph": lambda: wrapped(10**6, "", ""),
    "a line a paragraph, indented": lambda: wrapped(10**6, "　　", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_paragraphs_are_read(layout: str) -> None:
    edition = parse_text(LAYOUTS[layout]())
    expected, found = paragraphs(sample_edition()), paragraphs(edition)
    difference = [
        line[:120]
        for line in difflib.unified_diff(expected, found, "as printed", layout, n=0, lineterm="")
    ]
    assert not difference, "\n" + "\n".join(difference[:30])
    assert len(edition.documents) == len(sample_edition().documents)
    assert edition.issue.appointments == sample_edition().issue.appointments
