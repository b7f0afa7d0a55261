"""The page of one table: the table, its notes, and its columns of numbers as charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from search.document import Block, Document
from search.query import Query
from search.sentence import Sentence, plain, say, series
from web.arguments import BadParameter
from web.charts.draw import Chart
from web.link import Link
from web.saying import Said, quoted, said
from web.speech import gettext as _
from web.tables.charts import Drawable, chart, drawables
from web.tables.csv import number_of
from web.tables.grid import grid
from web.tables.urls import table_csv_url, table_url
from web.tables.view import TableView, table_view
from web.text.footnotes import Footnotes, FootnoteView
from web.text.inline import Line, Span
from web.urls import found_url

# 注：本表不含农户。 · 资料来源：省统计局
_REMARK = re.compile(r"(?:注|附注|说明|备注|资料来源|数据来源)\s*\d*\s*[：:]")
# A table of so many columns leaves room beside it on a wide screen.
_NARROW = 5


@dataclass(frozen=True, slots=True)
class TablePage:
    """``title`` tells the table from others; ``document`` leads to it in its document, under
    the headings of ``path``. ``columns`` are the charts there are to choose from, ``chart`` is
    the one shown (``drawn`` says of what, where the choice does not), and ``mixed`` says why other
    columns have none; all this stands ``beside`` a table that is not too wide. ``remarks`` are
    printed directly below it.
    """

    title: str
    document: Link
    path: tuple[str, ...]
    table: TableView
    csv: str
    remarks: tuple[str, ...]
    notes: tuple[FootnoteView, ...]
    columns: tuple[Link, ...]
    chart: Chart | None
    drawn: Said | None
    mixed: tuple[Said, ...]
    beside: bool


def find_table(document: Document, anchor: str) -> Block | None:
    """The table with an anchor; None where there is none, or only its caption is known."""
    tables = (block for block in document.blocks if block.kind == "table" and block.rows)
    return next((block for block in tables if block.anchor == anchor), None)


def table_page(document: Document, block: Block, column: int | None) -> TablePage:
    """The page with a column drawn (from 1), or the first that can be.

    Raises BadParameter for a column that cannot.
    """
    found = grid(block)
    measured = drawables(found)
    drawn = _drawn([each for each in measured if each.is_comparable], column)
    footnotes = Footnotes(document)
    title = block.caption or _(
        "%(title)s 表 %(number)s", title=document.title, number=number_of(document, block)
    )
    links = tuple(_links(document, block, measured, drawn))
    return TablePage(
        title=title,
        document=Link(document.title, found_url(document.id, Query(), block.anchor)),
        path=block.headings,
        table=table_view(block, Line(block.text, notes=footnotes.links(block))),
        csv=table_csv_url(document.id, block.anchor),
        remarks=tuple(_remarks(document, block)),
        notes=tuple(_notes(footnotes, block)),
        columns=links if len(links) > 1 else (),
        chart=chart(found, drawn, title) if drawn else None,
        drawn=_said(drawn, among=len(links)) if drawn else None,
        mixed=tuple(_mixed(measured)),
        beside=bool(measured) and len(found.names) <= _NARROW,
    )


def _drawn(drawable: list[Drawable], column: int | None) -> Drawable | None:
    if column is None:
        return drawable[0] if drawable else None
    for each in drawable:
        if each.index + 1 == column:
            return each
    raise BadParameter("column", str(column), _instead(drawable))


def _said(drawn: Drawable, among: int) -> Said | None:
    """The column and its unit, or that none is printed; empty where its link says as much."""
    if not drawn.units[0]:
        return said(say("%(name)s（表中没有写明单位）", name=drawn.name))
    if drawn.unit:
        return quoted(f"{drawn.name}（{drawn.unit}）")
    return quoted(drawn.name) if among == 1 else None


def _instead(drawable: list[Drawable]) -> Sentence:
    if not drawable:
        return say("这张表没有可以作图的列")
    known = [say("%(number)s（%(name)s）", number=e.index + 1, name=e.name) for e in drawable]
    return say("%(name)s 只能是 %(columns)s", name=plain("column"), columns=series(known, "、"))


def _links(
    document: Document, block: Block, measured: tuple[Drawable, ...], drawn: Drawable | None
) -> Iterator[Link]:
    for each in measured:
        if each.is_comparable:
            href = table_url(document.id, block.anchor, each.index + 1)
            yield Link(each.name, href, each == drawn)


def _mixed(measured: tuple[Drawable, ...]) -> Iterator[Said]:
    for each in measured:
        if not each.is_comparable:
            yield said(
                say(
                    "“%(name)s”各行单位不同（%(units)s），不能画在一起比较",
                    name=each.name,
                    units=series([unit or say("未写明") for unit in each.units], "、"),
                )
            )


def _remarks(document: Document, block: Block) -> Iterator[str]:
    """The paragraphs below a table that say what they are: 注：…"""
    below = list(dropwhile(lambda each: each.anchor != block.anchor, document.blocks))[1:]
    for each in takewhile(lambda each: _REMARK.match(each.text), below):
        yield each.text


def _notes(footnotes: Footnotes, block: Block) -> Iterator[FootnoteView]:
    """The footnotes that the table refers to, with their way back into it."""
    links = [link for _offset, link in footnotes.links(block)]
    for note in footnotes.views(_unmarked):
        back = tuple(link.id for link in links if link.target == note.anchor)
        if back:
            yield FootnoteView(note.anchor, note.mark, note.text, note.runs, back, ())


def _unmarked(text: str) -> tuple[Span, ...]:
    return ()
