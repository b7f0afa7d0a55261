"""Paragraphs: what a line, a column or a page has cut is one again, and nothing else is."""

from __future__ import annotations

import pytest

from index.gazette.flow import flow
from index.plaintext import Layout, Line

FULL = "上一页最后一段的文字一直写到这一页的末尾为止。"
NEXT = "下一页的第一行，没有缩进，所以接着上一页的那一段写下去。"


def joined(*lines: tuple[str, float, bool], layout: Layout) -> list[str]:
    items = [Line(i, text, indent, False, cut) for i, (text, indent, cut) in enumerate(lines, 1)]
    return [unit.text for unit in flow(items, layout)]


INDENTED = Layout(indented=True)
OVER_PAGES = [
    # The page ends with a sentence, and what follows is indented, or shows that it is not.
    ((FULL, 2, False), (NEXT, 0, True), INDENTED, True),
    ((FULL, 2, False), (NEXT, 2, True), INDENTED, False),
    ((FULL, 2, False), (NEXT, 0, False), INDENTED, False),
    ((FULL, 2, False), (NEXT, 0, True), Layout(gapped=True), False),
    ((FULL, 0, False), (NEXT, 0, True), INDENTED, False),
    ((FULL, 9, False), (NEXT, 0, True), INDENTED, False),
    ((FULL, 2, False), ("特此通知。", 0, True), INDENTED, False),
    ((FULL, 2, False), ("江南省人民政府办公厅关于某项工作的通知", 0, True), INDENTED, False),
    ((FULL, 2, False), ("二、重点任务的安排，以及其他的一些事情。", 0, True), INDENTED, False),
    # Where lines are hard-wrapped, the last one has to be full.
    ((FULL, 2, False), (NEXT, 0, True), Layout(25, indented=True), True),
    ((FULL, 2, False), (NEXT, 0, True), Layout(40, indented=True), False),
    # What was cut in mid-sentence goes on, however short it is, and so does a heading.
    (("年末全省有卫生技术人", 2, False), ("员二十万人。", 0, True), INDENTED, True),
    (("一、切实增强推动江南全面", 2, False), ("振兴的思想自觉", 0, True), INDENTED, True),
    (("一、切实增强推动江南全面", 2, False), ("振兴的思想自觉", 2, True), INDENTED, False),
    (("一、总体要求", 2, False), (NEXT + NEXT, 0, True), INDENTED, False),
]


@pytest.mark.parametrize(("above", "below", "layout", "goes_on"), OVER_PAGES)
def test_a_page_that_opens_without_indentation_goes_on(
    above: tuple[str, float, bool], below: tuple[str, float, bool], layout: Layout, goes_on: bool
) -> None:
    whole = [above[0] + below[0]]
    assert joined(above, below, layout=layout) == (whole if goes_on else [above[0], below[0]])


def test_a_person_opens_a_line_in_a_list_of_posts() -> None:
    lines = (
        ("省政府决定任命：", 2.0, False),
        ("张三为省教育厅厅长", 2.0, False),
        ("李四为副厅长", 2.0, False),
    )
    assert joined(*lines, layout=Layout()) == [text for text, _, _ in lines]
