"""Editions to test with: the bundled issue as it is parsed, and a small one made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from index.parse import parse_text
from search.document import (
    Block,
    ContentsEntry,
    Document,
    Edition,
    Footnote,
    Issue,
    NoteRef,
    Passage,
    passages,
)

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "index" / "sample" / "jilin-2018-06.txt"


@cache
def sample_edition() -> Edition:
    return parse_text(SAMPLE.read_text("utf-8"), source=SAMPLE.name)


@cache
def short_edition() -> Edition:
    """The bundled issue with its two shortest documents only: quick to index."""
    edition = sample_edition()
    shortest = sorted(edition.documents, key=lambda document: len(document.blocks))[:2]
    return replace(edition, documents=tuple(shortest))


def blocks(*texts: str) -> tuple[Block, ...]:
    """A title and paragraphs."""
    title, *rest = texts
    paragraphs = [Block("paragraph", f"p{i}", text) for i, text in enumerate(rest, 1)]
    return (Block("title", "p0", title, level=0), *paragraphs)


def document(number: int, *texts: str, issue: str = "made", **about: object) -> Document:
    return Document(f"m{number}", issue, texts[0], blocks=blocks(*texts), **about)  # type: ignore[arg-type]


@cache
def made_edition() -> Edition:
    """A small issue with what the bundled one lacks: markup, Latin text, twins, no dates."""
    table = Block(
        "table",
        "p3",
        "表1：稅收\n单位：万元\n年份\t金额\n2016\t1,234,567\n2017\t8.5%",
        rows=(("年份", "金额"), ("2016", "1,234,567"), ("2017", "8.5%")),
        caption="表1：稅收",
        unit="单位：万元",
    )
    first = Document(
        "m1",
        "made",
        "四川省人民政府关于支持5G发展的通知",
        category="发展类",
        number="川府发〔2019〕3号",
        issuer="四川省人民政府",
        issued=date(2019, 2, 1),
        page=3,
        blocks=(
            Block("title", "p0", "四川省人民政府关于支持5G发展的通知", level=0),
            Block("heading", "p1", "一、<b>总体</b>要求", level=1),
            Block(
                "paragraph",
                "p2",
                '民政工作。<script>alert("x")</script>&amp;与發展',
                headings=("一、<b>总体</b>要求",),
                notes=(NoteRef("1", 4),),
            ),
            table,
        ),
        footnotes=(Footnote("1", "n1", "民政，指PM2.5与COVID-19。", ("p2",)),),
    )
    same = "人民政府办公厅要求各地贯彻落实。"
    second = document(2, "无日期的公告", same, same, "人人人人为我", issuer="四川省民政厅")
    third = document(
        3, "旧的公告", same, "民政！民政？", issued=date(2001, 1, 1), category="综合类"
    )
    issue = Issue(
        "made",
        "四川省人民政府公报",
        2019,
        4,
        published=date(2019, 2, 28),
        contents=(ContentsEntry("发展类", first.title, number=first.number, document="m1"),),
    )
    return Edition(issue, (first, second, third))


def all_passages(*editions: Edition) -> list[tuple[Document, Passage]]:
    return [(d, p) for edition in editions for d in edition.documents for p in passages(d)]
