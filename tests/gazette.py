"""A small gazette made by hand: every kind of block, and text that looks like markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from search.document import (
    Appointment,
    Block,
    ContentsEntry,
    Document,
    Edition,
    Footnote,
    Issue,
    NoteRef,
)
from search.sources import ParseWarning, Source

EVIL = "<script>alert(\"x\")</script> & '引号'"

_PLAN = "长春市智慧农业试点方案"
_TABLE_ROWS = (
    ("指标", "全市", ""),
    ("", "城市", "农村"),
    ("其中：粮食", "97.9", "-5.4"),
    ("智慧农业示范区", "1,234", "—"),
)
_TABLE_TEXT = "\n".join(["表1：试点面积", "单位：公顷", *("\t".join(row) for row in _TABLE_ROWS)])

NOTICE = Document(
    "test-2020-01-01",
    "test-2020-01",
    "长春市人民政府关于印发长春市智慧农业试点方案的通知",
    category="发展类",
    number="长府发〔2020〕7号",
    issuer="长春市人民政府",
    issued=date(2020, 1, 9),
    page=3,
    addressees=("各县（市）区人民政府", "市直各部门"),
    blocks=(
        Block("title", "p1", "长春市人民政府关于印发长春市智慧农业试点方案的通知", 0),
        Block("number", "p2", "长府发〔2020〕7号"),
        Block("addressees", "p3", "各县（市）区人民政府，市直各部门："),
        Block(
            "paragraph",
            "p4",
            "现将智慧农业试点方案印发给你们，请认真执行。",
            notes=(NoteRef("1", 6),),
        ),
        Block("signature", "p5", "长春市人民政府"),
        Block("date", "p6", "2020年1月9日"),
        Block("title", "p7", _PLAN, 0, part=_PLAN),
        Block("heading", "p8", "一、总体要求", 1, part=_PLAN),
        Block("heading", "p9", "1. 思路", 3, ("一、总体要求",), part=_PLAN),
        Block(
            "paragraph",
            "p10",
            "以智慧农业为抓手，发展民政事业。智慧农业要服务农户。",
            headings=("一、总体要求", "1. 思路"),
            notes=(NoteRef("1", 6), NoteRef("9", 25)),
            part=_PLAN,
        ),
        Block("heading", "p11", "二、试点面积", 1, part=_PLAN),
        Block(
            "table",
            "p12",
            _TABLE_TEXT,
            headings=("二、试点面积",),
            rows=_TABLE_ROWS,
            caption="表1：试点面积",
            unit="单位：公顷",
            notes=(NoteRef("2", 7), NoteRef("2", _TABLE_TEXT.index("粮食") + 2)),
            part=_PLAN,
        ),
        Block("figure", "p13", "图1：智慧农业示意", part=_PLAN),
    ),
    footnotes=(
        Footnote("1", "n1", "智慧农业指以数据驱动的农业。", ("p4", "p10")),
        Footnote("2", "n2", "面积为上年末数。", ("p12",)),
    ),
)

EVIL_DOCUMENT = Document(
    "test-2020-01-02",
    "test-2020-01",
    f"关于{EVIL}的公告",
    category="民生类",
    issuer="长春市民政局",
    blocks=(
        Block("title", "p1", f"关于{EVIL}的公告", 0),
        Block("heading", "p2", f"一、{EVIL}", 1),
        Block(
            "paragraph", "p3", f"人民政府公告：{EVIL} 照此办理智慧城市。", headings=(f"一、{EVIL}",)
        ),
        Block("table", "p4", f"{EVIL}\t2", rows=((EVIL, "2"),), caption=""),
    ),
    footnotes=(Footnote("1", "n1", EVIL, ()),),
)

MANY = Document(
    "test-2020-01-03",
    "test-2020-01",
    "长春市智慧城市发展报告",
    category="综合类",
    issuer="长春市统计局",
    blocks=(
        Block("title", "p1", "长春市智慧城市发展报告", 0),
        *(Block("paragraph", f"p{i}", f"智慧城市项目第{i}项如期完成。") for i in range(2, 120)),
    ),
)

TALENT = Document(
    "test-2020-01-04",
    "test-2020-01",
    "长春市人民政府办公室关于社会办医的通知",
    category="民生类",
    number="长府办发〔2020〕9号",
    issuer="长春市人民政府办公室",
    issued=date(2020, 1, 10),
    page=12,
    blocks=(
        Block("title", "p1", "长春市人民政府办公室关于社会办医的通知", 0),
        Block("number", "p2", "长府办发〔2020〕9号"),
        Block("paragraph", "p3", "支持“双创”人才落户。"),
        Block("paragraph", "p4", "推进大众创业、万众创新，增设苗圃。"),
        Block("paragraph", "p5", "老年人就医享受减免，费用比上年下降5.5%。"),
        Block("paragraph", "p6", "老年人的护理由社区承担，苗圃由园林部门管理。"),
        Block("date", "p7", "2020年1月10日"),
    ),
)

_CONTENTS = (
    ContentsEntry("卷首语", "新年献词", author="编者", page=1),
    ContentsEntry("发展类", "关于智慧粮仓的意见", number="长府发〔2020〕8号", page=11),
    *(
        ContentsEntry(d.category, d.title, number=d.number, page=d.page, document=d.id)
        for d in (NOTICE, EVIL_DOCUMENT, MANY, TALENT)
    ),
    ContentsEntry("政务要闻", "政务要闻", page="封底"),
)

ISSUE = Issue(
    "test-2020-01",
    "长春市人民政府公报",
    2020,
    1,
    cumulative=12,
    published=date(2020, 1, 15),
    contents=_CONTENTS,
    appointments=(Appointment(date(2020, 1, 9), "长府任〔2020〕1号", "张三", "局长", "任命"),),
    masthead=("主编：李四",),
    sources=(Source("test.txt", "abc", warnings=(ParseWarning(7, "没有认出的一行"),)),),
)

EDITION = Edition(ISSUE, (NOTICE, EVIL_DOCUMENT, MANY, TALENT))


def with_title(title: str) -> Document:
    """The notice under another title."""
    return replace(NOTICE, title=title)
