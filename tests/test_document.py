"""Passages of a document, and an issue's label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.document import Block, Document, Footnote, Issue, NoteRef, passage_count, passages
from tests.material import made_edition, sample_edition


def test_passages_are_all_blocks_and_then_all_footnotes() -> None:
    document = Document(
        "d",
        "i",
        "通知",
        blocks=(
            Block("title", "p0", "通知", level=0),
            Block("heading", "p1", "一、总则", level=1),
            Block(
                "paragraph",
                "p2",
                "先说。全省总产值增长；后说。",
                headings=("一、总则",),
                notes=(NoteRef("1", 8),),
            ),
            Block("figure", "p3", "图1：产量"),
            Block("table", "p4", "表1\n甲\t乙", rows=(("甲", "乙"),)),
            Block("signature", "p5", "省政府"),
        ),
        footnotes=(Footnote("1", "n1", "注", ("p2",)),),
    )
    found = [(p.anchor, p.kind, p.headings) for p in passages(document)]
    assert passages(document)[-1].context == "全省总产值增长"
    assert found == [
        ("p0", "heading", ()),
        ("p1", "heading", ()),
        ("p2", "paragraph", ("一、总则",)),
        ("p3", "paragraph", ()),
        ("p4", "table", ()),
        ("p5", "paragraph", ()),
        ("n1", "footnote", ("一、总则",)),
    ]


def test_passages_are_counted_without_being_made() -> None:
    empty = Document("d", "i", "通知", blocks=(Block("paragraph", "p0", ""),))
    unread = replace(empty, footnotes=(Footnote("1", "n1", "", ()), Footnote("2", "n2", "注", ())))
    every = (*sample_edition().documents, *made_edition().documents, empty, unread)
    assert [passage_count(each) for each in every] == [len(passages(each)) for each in every]
    assert passage_count(unread) == 1


@pytest.mark.parametrize(
    ("issue", "label"),
    [
        (Issue("i", "吉林省人民政府公报", 2018, 6), "吉林省人民政府公报 2018年第6期"),
        (Issue("i", None, 2018, 6), "2018年第6期"),
        (Issue("i", "公报", 2018), "公报 2018年"),
        (Issue("i"), ""),
    ],
)
def test_an_issue_is_cited_by_what_is_known(issue: Issue, label: str) -> None:
    assert issue.label == label
