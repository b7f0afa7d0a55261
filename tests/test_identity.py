"""Ids that last, and what makes the better text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.identity import alias, copy_of, distinct, document_id, form_of
from search.document import Block, Document, Publication

TITLE = "甲省人民政府关于加强供水工作的通知"
DAY = date(2019, 1, 2)
PLAIN = Document("d", "i", TITLE, issued=DAY, blocks=(Block("paragraph", "p1", "供水工作" * 30),))


def test_the_number_is_the_id_wherever_it_is_printed() -> None:
    numbered = replace(PLAIN, number="甲政发〔2019〕1号")
    assert document_id(numbered, "one") == document_id(replace(numbered, title="另题"), "two")
    assert document_id(PLAIN, "one") == document_id(PLAIN, "two") == alias(PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAIN, issued=date(2019, 1, 3)),
        replace(PLAIN, title=f"{TITLE}（试行）"),
        replace(PLAIN, title="关于加强供水工作的通知", issuer="甲局"),
        replace(PLAIN, title="关于加强供水工作的通知", issuer="乙局"),
    ],
)
def test_another_title_day_or_office_is_another_document(other: Document) -> None:
    assert alias(other) not in ("", alias(PLAIN))


@pytest.mark.parametrize("other", [replace(PLAIN, issued=None), replace(PLAIN, title="人事任免")])
def test_too_little_is_told(other: Document) -> None:
    assert alias(other) == ""
    assert document_id(other, "one") != document_id(other, "two")


def test_a_page_without_a_date_of_its_own_is_known_by_the_day_it_went_online() -> None:
    page = replace(PLAIN, issued=None, publication=Publication(published=DAY))
    assert alias(page) == alias(PLAIN)


def longer(document: Document, by: int) -> Document:
    blocks = (*document.blocks, Block("paragraph", "p2", "另" * by))
    return replace(document, blocks=blocks)


def spoilt(document: Document, by: int) -> Document:
    blocks = (*document.blocks, Block("paragraph", "p2", "\ufffd" * by))
    return replace(document, blocks=blocks)


BETTER = {
    "whole, though a character is unreadable": (
        copy_of(spoilt(longer(PLAIN, 300), 1), False, 0),
        copy_of(PLAIN, True, 2),
    ),
    "clean, of equal length": (
        copy_of(longer(PLAIN, 300), False, 0),
        copy_of(spoilt(longer(PLAIN, 305), 1), True, 2),
    ),
    "readable": (
        copy_of(PLAIN, False, 0),
        copy_of(
            replace(
                longer(PLAIN, 200), title="x", blocks=(Block("paragraph", "p", "\ufffd水" * 300),)
            ),
            True,
            2,
        ),
    ),
    "more than a tenth longer": (copy_of(longer(PLAIN, 30), False, 0), copy_of(PLAIN, True, 2)),
    "printed": (copy_of(PLAIN, True, 0), copy_of(PLAIN, False, 2)),
    "a surer format": (copy_of(PLAIN, True, 1), copy_of(PLAIN, True, 0)),
    "longer": (copy_of(longer(PLAIN, 1), True, 1), copy_of(PLAIN, True, 1)),
}


@pytest.mark.parametrize("name", BETTER)
def test_the_better_text(name: str) -> None:
    better, worse = BETTER[name]
    assert better.weight > worse.weight


def test_formats() -> None:
    assert form_of("a.html", True) > form_of("a.txt", False) > form_of("A.PDF", False)


def test_no_two_ids_are_the_same() -> None:
    assert distinct(["a", "b", "a", "a"]) == ["a", "b", "a-2", "a-3"]
