"""A document's contents list and its parts."""

from __future__ import annotations

from search.document import Block, Document, Footnote
from web.reading.blocks import block_views
from web.reading.sections import NOTES, attached, contents, sections
from web.text.footnotes import Footnotes

DOCUMENT = Document(
    "d",
    "i",
    "通知",
    blocks=(
        Block("title", "p1", "通知", 0),
        Block("paragraph", "p2", "数据一"),
        Block("title", "p3", "方案", 0, part="方案"),
        Block("heading", "p4", "一、数据", 1, part="方案"),
        Block("paragraph", "p5", "数据和数据", part="方案"),
        Block("heading", "p6", "1. 平台", 2, part="方案"),
        Block("paragraph", "p7", "二、其他。数据", 1, part="方案"),
        Block("title", "p8", "名单", 0, part="名单"),
    ),
    footnotes=(Footnote("1", "n1", "数据", ()),),
)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((i, i + 2) for i in range(len(text)) if text.startswith("数据", i))


def test_marks_are_counted_under_the_heading_above_them() -> None:
    footnotes = Footnotes(DOCUMENT)
    found = contents(tuple(block_views(DOCUMENT, spans, footnotes, {})), footnotes.views(spans))
    assert [(link.label, link.anchor, link.depth, link.marks) for link in found] == [
        ("方案", "p3", 1, 0),
        ("一、数据", "p4", 2, 3),
        ("1. 平台", "p6", 3, 0),
        ("二、其他", "p7", 2, 1),
        ("名单", "p8", 1, 0),
        ("注释", NOTES, 1, 1),
    ]


def test_footnotes_alone_make_no_contents_list() -> None:
    plain = Document("d", "i", "通知", blocks=DOCUMENT.blocks[:2], footnotes=DOCUMENT.footnotes)
    footnotes = Footnotes(plain)
    assert not contents(tuple(block_views(plain, spans, footnotes, {})), footnotes.views(spans))


def test_what_is_attached_is_named_with_its_place() -> None:
    blocks = tuple(block_views(DOCUMENT, spans, Footnotes(DOCUMENT), {}))
    assert [section.title for section in sections(blocks)] == ["", "方案", "名单"]
    assert list(attached(blocks)) == [("方案", "p3"), ("名单", "p8")]
