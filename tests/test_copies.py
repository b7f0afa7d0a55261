"""Which copies are of one document, and which text is the better one."""

from __future__ import annotations

from itertools import permutations

import pytest

from search.copies import PlacedCopy, alike, resolve
from search.naming import bare
from search.sources import Copy


def copy(
    source: str,
    document: str = "n1",
    alias: str = "a1",
    title: str = "关于供水的通知",
    **more: object,
) -> PlacedCopy:
    weight = more.get("weight", (0, 1))
    assert isinstance(weight, tuple)
    return PlacedCopy(Copy(document, alias, title, document.startswith("n"), weight), source, "i")


def told(copies: list[PlacedCopy]) -> dict[str, list[str]]:
    return {d: [each.source for each in them] for d, them in resolve(copies).items()}


CASES = {
    "one 文号 in two sources": (
        [copy("x"), copy("y", weight=(0, 2))],
        {"n1": ["y", "x"]},
    ),
    "equal texts: the first by name": ([copy("y"), copy("x")], {"n1": ["x", "y"]}),
    "without 文号, but with its title and date": (
        [copy("x"), copy("y", "a1", weight=(0, 2))],
        {"n1": ["y", "x"]},
    ),
    "two without 文号": ([copy("x", "a1"), copy("y", "a1")], {"a1": ["x", "y"]}),
    "title and date of two documents that have 文号": (
        [copy("x", "n1"), copy("y", "n2"), copy("z", "a1")],
        {"n1": ["x"], "n2": ["y"], "a1": ["z"]},
    ),
    "too little told to be compared": (
        [copy("x", "a7", ""), copy("y", "a8", "")],
        {"a7": ["x"], "a8": ["y"]},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_copies_of_one_document(name: str) -> None:
    copies, expected = CASES[name]
    for order in permutations(copies):
        assert told(list(order)) == expected


def test_a_misread_number_takes_no_text_away() -> None:
    copies = [
        copy("x", title="甲省人民政府关于加强供水工作的通知", weight=(0, 3)),
        copy("y", title="甲省人民政府关于粮食安全的意见", alias="a2"),
    ]
    for order in permutations(copies):
        found = told(list(order))
        assert found.pop("n1") == ["x"]
        ((other, sources),) = found.items()
        assert other.startswith("n1-")
        assert sources == ["y"]


ALIKE = [
    ("甲省人民政府关于加强供水工作的通知", "关于加强供水工作的通知", True),
    ("关于加强供水工作的通知", "关千加强供水工作的通知", True),
    ("甲省人民政府关于印发供水方案的通知", "供水方案", True),
    ("国务院办公厅关于印发甲方案的通知", "国务院办公厅关于印发节约用水规划的通知", False),
    ("甲省人民政府关于加强供水工作的通知", "甲省人民政府关于粮食安全的通知", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), ALIKE)
def test_titles_that_may_be_of_one_document(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) == alike(other, one) == expected


def test_two_texts_of_one_source_are_two_documents() -> None:
    copies = [
        copy("x", "n1", weight=(0, 2)),
        copy("y", "a1"),
        copy("y", "a1-2", "a1", weight=(0, 3)),
    ]
    for order in permutations(copies):
        assert told(list(order)) == {"n1": ["y", "x"], "a1": ["y"]}


def test_many_titles_under_one_number_are_all_kept() -> None:
    every = (chr(0x4E00 + 7 * n) * 8 for n in range(200))
    signs = [*{bare(sign): sign for sign in every}.values()]  # traditional ones are the same
    copies = [copy(f"s{n:03}", title=f"甲省人民政府关于{s}的通知") for n, s in enumerate(signs)]
    again = [copy(f"t{n:03}", title=f"甲省人民政府关于{s}的通知") for n, s in enumerate(signs)]
    found = told([*copies, *again])
    assert sorted(map(tuple, found.values())) == [
        (f"s{n:03}", f"t{n:03}") for n in range(len(signs))
    ]
