"""The map of a document: what stands where, before a script has measured it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.document import Block, Document
from web.reading.blocks import BlockView, block_views
from web.reading.map import HEIGHT, page_map
from web.text.footnotes import Footnotes


def views(texts: list[str], wanted: str = "数据") -> tuple[BlockView, ...]:
    blocks = tuple(Block("paragraph", f"p{i}", text) for i, text in enumerate(texts, 1))
    document = Document("d", "i", "标题", blocks=blocks)

    def spans(text: str) -> tuple[tuple[int, int], ...]:
        starts = [i for i in range(len(text)) if text.startswith(wanted, i)]
        return tuple((start, start + len(wanted)) for start in starts)

    return tuple(block_views(document, spans, Footnotes(document), {}))


def test_marks_and_sections_stand_by_their_share_of_the_text() -> None:
    passages = views(["一" * 970, "数据" + "一" * 968])
    found = page_map(passages, ["p1", "p2"])
    assert [(tick.y, tick.id) for tick in found.sections] == [(0, "p1"), (HEIGHT // 2, "p2")]
    assert [(tick.y, tick.id) for tick in found.marks] == [(HEIGHT // 2, "p2-m")]


def test_marks_that_stand_together_are_one_tick() -> None:
    found = page_map(views(["数据数据" + "一" * 9000]), [])
    assert [tick.id for tick in found.marks] == ["p1-m"]


def test_an_empty_document_has_an_empty_map() -> None:
    found = page_map((), ["p1"])
    assert (found.sections, found.marks) == ((), ())


@given(st.lists(st.text("一数据。", max_size=40), max_size=20))
def test_ticks_are_on_the_map_and_in_order(texts: list[str]) -> None:
    found = page_map(views(texts), [f"p{i}" for i in range(1, len(texts) + 1)])
    for ticks in (found.sections, found.marks):
        heights = [tick.y for tick in ticks]
        assert heights == sorted(set(heights))
        assert all(0 <= y < HEIGHT for y in heights)
