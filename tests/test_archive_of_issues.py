"""The made archive is the same each time, and the gazette that it says it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.parse import parse_text
from tests.archive_of_issues import fill, issues
from tests.issue_layouts import GAZETTE, as_text

COUNT = 12


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    formats = ("txt", "html", "md")
    sizes = [fill(tmp_path / name, COUNT, None, formats) for name in ("first", "second")]
    first, second = (content(tmp_path / name) for name in ("first", "second"))
    assert first == second
    assert sizes[0] == sizes[1] == sum(len(data.decode()) for data in first.values())
    endings = [name.rpartition(".")[2] for name in first]
    assert {each: endings.count(each) for each in formats} == {"txt": 8, "html": 2, "md": 2}


@pytest.mark.slow
def test_its_issues_are_read(tmp_path: Path) -> None:
    for issue in issues(COUNT, None):
        edition = parse_text(as_text(issue), issue.name)
        about = edition.issue
        assert (about.title, about.year, about.number) == (GAZETTE, issue.year, issue.number)
        assert about.cumulative == issue.cumulative
        assert about.published == issue.day
        assert {d.number for d in edition.documents} == {d.number for d in issue.documents}
