"""Tables: which rows are heads, which columns are numbers, and marks in cells."""

from __future__ import annotations

import pytest

from search.document import Block, NoteRef
from tests import gazette
from web.tables.head import head_rows, is_numeric
from web.tables.view import TableView, table_view
from web.text.footnotes import Footnotes
from web.text.inline import Line

BLOCK = next(block for block in gazette.NOTICE.blocks if block.kind == "table")


def texts(rows: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    return [["".join(run.text for run in cell.runs) for cell in row] for row in rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["1", "1,234.5", "-5.4", "13.19%", "－2", "—", "0.1 ", "６"])
def test_numbers(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["", " ", "2017年", "亿元", "一", "1.2倍", "A1"])
def test_not_numbers(text: str) -> None:
    assert not is_numeric(text)


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ((("指标", "产量"), ("粮食", "1")), 1),
        ((("指标", "全省", ""), ("", "城市", "农村"), ("粮食", "1", "2")), 2),
        ((("粮食", "1"), ("玉米", "2")), 0),
        ((("姓名", "职务"), ("张三", "局长")), 1),
        ((("只有一行", "文字"),), 0),
        ((("一列",), ("二",)), 1),
        ((), 0),
    ],
)
def test_head_rows(rows: tuple[tuple[str, ...], ...], heads: int) -> None:
    assert head_rows(rows) == heads


def view_of(*rows: tuple[str, ...]) -> TableView:
    text = "\n".join("\t".join(row) for row in rows)
    return table_view(Block("table", "t", text, rows=rows), Line(text))


def named(view: TableView) -> dict[int, list[str]]:
    """What a browser puts over each column: the cells with scope=col, spans counted."""
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(view.head):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            for dx in range(cell.across):
                for dy in range(cell.down):
                    taken[x + dx, y + dy] = cell.text if cell.names else ""
            x += cell.across
    names: dict[int, list[str]] = {}
    for (x, _), text in sorted(taken.items()):
        if text and text not in names.setdefault(x, []):
            names[x].append(text)
    return names


def test_a_head_row_that_goes_on_names_its_own_columns() -> None:
    view = view_of(("指标", "全省", "", ""), ("", "城市", "农村", ""), ("粮食", "1", "2", "3"))
    assert named(view) == {0: ["指标"], 1: ["全省"], 2: ["城市"], 3: ["农村"]}
    assert [cell.down for cell in view.head[0]] == [2, 2, 1]


def test_whole_head_rows_name_their_columns() -> None:
    view = view_of(("指标", "产量", "增长"), ("", "吨", "%"), ("粮食", "1", "2"))
    assert named(view) == {0: ["指标"], 1: ["产量", "吨"], 2: ["增长", "%"]}


@pytest.mark.parametrize(
    "head",
    [
        (("指标", "全市", ""), ("", "城市", "农村")),
        (("指标", "", "全市"), ("", "城市", "")),
        (("指标", "全市", ""),),
        (("指标", "", ""), ("", "全市", ""), ("", "", "农村")),
    ],
)
def test_a_ragged_head_names_nothing(head: tuple[tuple[str, ...], ...]) -> None:
    view = view_of(*head, ("粮食", "1", "2"))
    assert texts(view.head) == [list(row) for row in head]
    assert not any(cell.names for row in view.head for cell in row)


def test_short_cells_are_told_apart() -> None:
    view = view_of(("指标", "比上年增长（%）"), ("粮食", "1"))
    assert [cell.look for cell in view.head[0]] == ["short", "number"]


def test_a_table_keeps_every_cell_in_its_place() -> None:
    view = table_view(BLOCK, Line(BLOCK.text))
    assert texts(view.head) + texts(view.body) == [list(row) for row in BLOCK.rows]
    assert "".join(run.text for run in view.caption) == "表1：试点面积"
    assert "".join(run.text for run in view.unit) == "单位：公顷"
    assert [cell.numeric for cell in view.body[0]] == [False, True, True]


def test_notes_and_marks_land_in_their_cells() -> None:
    start = BLOCK.text.index("智慧农业")
    line = Line(BLOCK.text, ((start, start + 4),), Footnotes(gazette.NOTICE).links(BLOCK))
    view = table_view(BLOCK, line)
    assert [run.text for run in view.body[1][0].runs if run.matched] == ["智慧农业"]
    assert view.caption[-1].note is not None
    assert view.body[0][0].runs[-1].note is not None


def test_ragged_rows_are_filled_up() -> None:
    rows = (("指标", "城市"), ("粮食", "1", "2"), ())
    text = "\n".join("\t".join(row) for row in rows)
    view = table_view(Block("table", "t", text, rows=rows), Line(text))
    assert {len(row) for row in (*view.head, *view.body)} == {3}
    assert view.name == "表格"


def test_a_text_that_is_not_the_rows_shows_the_rows() -> None:
    block = Block("table", "t", "别的", rows=(("甲", "1"),), notes=(NoteRef("1", 1),))
    view = table_view(block, Line(block.text, ((0, 2),)))
    assert texts(view.body) == [["甲", "1"]]
    assert not any(run.matched for row in view.body for cell in row for run in cell.runs)
