"""A made document full of tables: of years, wide, sortable, without caption, and of evil cells."""

from __future__ import annotations

from search.document import Block, Document, Edition, Footnote, Issue, NoteRef

EVIL = "<script>alert('x')</script>"


def table(anchor: str, *rows: str, caption: str = "", unit: str = "", **more: object) -> Block:
    """A table block whose cells are parted by bars."""
    cells = tuple(tuple(row.split("|")) for row in rows)
    lines = [*filter(None, (caption, unit)), *("\t".join(row) for row in cells)]
    return Block("table", anchor, "\n".join(lines), rows=cells, caption=caption, unit=unit, **more)  # type: ignore[arg-type]


_WIDE = "|".join(f"第{i}项指标合计" for i in range(1, 13))
_WIDE_ROWS = (f"第{i}地区|" + "|".join(str(i * n * 1000) for n in range(1, 13)) for i in range(40))

BULLETIN = Document(
    "made-1",
    "made",
    "某省统计公报",
    blocks=(
        Block("title", "p0", "某省统计公报", 0),
        Block("heading", "p1", "一、农业", 1),
        table(
            "p2",
            "年份|产量|增长 (%)",
            "2014年|3,533.00|—",
            "2015年|3,647.04|3.2",
            "2016年|—|",
            "2017年|3,720.00|-0.1",
            caption="表1：粮食产量",
            unit="单位：万吨",
            headings=("一、农业",),
            notes=(NoteRef("1", 7),),
        ),
        Block("paragraph", "p3", "注：2016年数据待核。"),
        Block("paragraph", "p4", "全年粮食丰收。"),
        table(
            "p5",
            "行业|单位|投资额|增长 (%)",
            "制造业|亿元|5,254.13|-5.4",
            "农业|亿元|852.91|28.9",
            "建筑业|万元|70.10|—",
            caption="表2：投资",
        ),
        table("p6", f"地区|{_WIDE}", *_WIDE_ROWS, caption="表3：各地指标"),
        table("p7", f"{EVIL}|数", f"{EVIL}|1", '=HYPERLINK("a")|2', "-1+1|-5.4", "@a|+3"),
        table("p8", "姓名|职务", "张三|局长", "李四|处长", "王五|科长", caption="表5"),
        Block("table", "p9", "表6：表格略", caption="表6：表格略"),
    ),
    footnotes=(Footnote("1", "n1", "产量为抽样数。", ("p2",)),),
)
EDITION = Edition(Issue("made", "某省人民政府公报", 2018, 1), (BULLETIN,))
