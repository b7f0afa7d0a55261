"""Reading whole issues: the sample against its golden parse, made-up issues of other shapes, and
anything at all.

``python -m tests.test_parse`` writes the golden files anew; read the difference before you keep it.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.parse import parse_text
from index.plaintext import clean
from search.document import BLOCK_KINDS, Block, Document, Edition

GOLDEN = Path(__file__).parent / "golden"
SAMPLE = Path(__file__).parent.parent / "index" / "sample" / "jilin-2018-06.txt"
GAZETTES = sorted((GOLDEN / "gazettes").glob("*.txt"))


@cache
def sample() -> Edition:
    return parse_text(SAMPLE.read_text("utf-8"), SAMPLE.name)


def describe(edition: Edition) -> str:
    """A parse as a person reads it: a line for every thing found."""
    issue = edition.issue
    lines = [f"{issue.id} | {issue.label} | {issue.cumulative} | {issue.published}"]
    lines += [f"masthead {text}" for text in issue.masthead]
    lines += [
        f"contents {e.category} | {e.title} | {e.author} | {e.number} | {e.page} | {e.document}"
        for e in issue.contents
    ]
    lines += [f"post {a.date} {a.number} {a.act} {a.person}：{a.post}" for a in issue.appointments]
    lines += [f"warning {w.line} {w.message}" for w in issue.warnings]
    for document in edition.documents:
        lines += ["", *_describe_document(document)]
    return "\n".join(lines) + "\n"


def _describe_document(d: Document) -> list[str]:
    head = f"{d.id} {d.title} | {d.category} | {d.number} | {d.issuer} | {d.issued} | {d.page}"
    notes = [
        f"{n.anchor} [{n.mark}] {_short(n.text)} <- {' '.join(n.cited_at)}" for n in d.footnotes
    ]
    return [head, f"to {d.addressees}", *map(_describe_block, d.blocks), *notes]


def _describe_block(b: Block) -> str:
    path = " > ".join(_short(h) for h in b.headings)
    notes = "".join(f" [{n.mark}]@{n.offset}" for n in b.notes)
    rows = f" {len(b.rows)}x{len(b.rows[0])}" if b.rows else ""
    level = "" if b.level is None else b.level
    return f"{b.anchor} {b.kind} {level}{rows}{notes} ({path}) {_short(b.text)}"


def _short(text: str) -> str:
    text = text.replace("\n", "⏎").replace("\t", "¦")
    return text if len(text) <= 70 else f"{text[:36]}…{text[-30:]} ({len(text)})"


@pytest.mark.parametrize("path", [SAMPLE, *GAZETTES], ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    expected = (GOLDEN / f"{path.stem}.parse").read_text("utf-8")
    actual = describe(parse_text(path.read_text("utf-8")))
    difference = "\n".join(
        difflib.unified_diff(
            expected.split("\n"), actual.split("\n"), "golden", "now", n=1, lineterm=""
        )
    )
    assert not difference, "\n" + difference


# The sample


def test_the_samples_facts() -> None:
    issue = sample().issue
    assert (issue.title, issue.year, issue.number) == ("吉林省人民政府公报", 2018, 6)
    assert (issue.cumulative, issue.published) == (770, date(2018, 3, 30))
    assert [e.title[:6] for e in issue.contents if e.document is None] == [
        "深度谋划 聚",
        "东北振兴 人",
        "政务要闻",
    ]
    assert issue.contents[1].author == "景俊海"
    assert issue.contents[-1].page == "封底"
    assert issue.contents[-2].number == "吉政干任〔2018〕22—24号"


DOCUMENTS = [
    (None, "综合类", "吉林省统计局", date(2018, 3, 28), 7),
    ("吉政发〔2017〕34号", "发展类", "吉林省人民政府", date(2017, 12, 24), 18),
    ("吉政发〔2017〕35号", "发展类", "吉林省人民政府", date(2017, 12, 24), 25),
    ("吉政办发〔2017〕76号", "改革类", "吉林省人民政府办公厅", date(2017, 11, 22), 33),
    ("吉政办发〔2017〕77号", "改革类", "吉林省人民政府办公厅", date(2017, 12, 13), 37),
    ("吉政办发〔2017〕84号", "民生类", "吉林省人民政府办公厅", date(2017, 12, 26), 41),
    ("吉政干任〔2018〕22—24号", "人事任免", "吉林省人民政府", None, 47),
]


def test_the_samples_documents() -> None:
    found = [(d.number, d.category, d.issuer, d.issued, d.page) for d in sample().documents]
    assert found == DOCUMENTS


def test_the_samples_footnotes_are_linked_both_ways() -> None:
    bulletin = sample().documents[0]
    assert [note.mark for note in bulletin.footnotes] == [str(n) for n in range(1, 11)]
    blocks = {block.anchor: block for block in bulletin.blocks}
    for note in bulletin.footnotes:
        assert note.cited_at
        assert all(note.mark in {r.mark for r in blocks[a].notes} for a in note.cited_at)
    cited = blocks[bulletin.footnotes[7].cited_at[0]]
    assert cited.text[: cited.notes[0].offset].endswith("房地产业")


def test_nothing_of_the_sample_is_lost_and_nothing_changes_its_order() -> None:
    lines = SAMPLE.read_text("utf-8").split("\n")[103:]
    notes = [line for line in lines if re.match(r"\[\d+\]", line)]
    body = "".join(line for line in lines if line not in notes)
    found = "".join(block.text for d in sample().documents for block in d.blocks)
    assert _bare(found) == _bare(re.sub(r"\^\[\d+\]", "", body))
    texts = "".join(n.text for d in sample().documents for n in d.footnotes)
    assert _bare(texts) == _bare("".join(re.sub(r"^\[\d+\]", "", note) for note in notes))


def _bare(text: str) -> str:
    return "".join(text.split())


def test_blocks_are_of_the_known_kinds() -> None:
    kinds = {block.kind for document in sample().documents for block in document.blocks}
    assert {"title", "paragraph", "table"} <= kinds <= set(BLOCK_KINDS)


def test_every_heading_path_exists_above_its_block() -> None:
    for document in sample().documents:
        text = ""
        for block in document.blocks:
            text += "".join(block.text.split("\n"))
            assert all(heading in text for heading in block.headings)


# Other shapes


def parsed(*lines: str) -> Edition:
    return parse_text("\n".join(lines))


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_an_empty_file() -> None:
    edition = parse_text("")
    assert edition.documents == ()
    assert [w.message for w in edition.issue.warnings] == ["文件里没有可读的正文"]


def test_the_number_of_an_order_is_not_the_issues() -> None:
    issue = parsed("江南省人民政府令", "第7号", f"《江南省农业条例》现予公布。\n{LAW}").issue
    assert (issue.number, issue.contents) == (None, ())


def test_an_order_and_its_text_both_listed_are_one_document() -> None:
    edition = parsed(
        *("江南省人民政府公报", "2019年第2期", "目录", "江南省人民政府令（第7号）…1"),
        *("江南省甲管理办法…1", "江南省人民政府关于乙的通知…5", "江南省人民政府令", "第7号"),
        *("《江南省甲管理办法》现予公布。", "省长　王大明", "2019年1月1日", "江南省甲管理办法"),
        *("第一条　本办法自公布之日起施行。", "江南省人民政府关于乙的通知", "江政发〔2019〕5号"),
        *("各市：", "请执行。", "江南省人民政府", "2019年1月5日"),
    )
    order, notice = (d.id for d in edition.documents)
    assert [entry.document for entry in edition.issue.contents] == [order, order, notice]


def test_the_day_a_text_was_amended_is_not_when_the_decision_was_issued() -> None:
    (document,) = parse_text(BOUNDARIES["a decision and the full text it amends"][0]).documents
    assert document.issued is None


def test_a_bare_document() -> None:
    (document,) = parsed(
        "关于做好安全生产工作的通知", "各县人民政府：", "请各地做好工作。"
    ).documents
    assert kinds(document) == [
        ("title", "关于做好安全生产工作的通知"),
        ("addressees", "各县人民政府："),
        ("paragraph", "请各地做好工作。"),
    ]


def test_a_table_over_a_page_break_with_its_head_repeated() -> None:
    (document,) = parsed(
        *("某市人民政府关于下达计划的通知", "某政发〔2019〕1号", "现下达计划如下："),
        *("表1：投资计划（单位：万元）", "项目\t金额", "道路\t10", "— 3 —"),
        *("续表", "项目\t金额", "桥梁[1]\t20", "注：数据为预计数。", "[1] 含引道。"),
    ).documents
    table = next(block for block in document.blocks if block.kind == "table")
    assert (table.caption, table.unit) == ("表1：投资计划", "单位：万元")
    assert table.rows == (("项目", "金额"), ("道路", "10"), ("桥梁", "20"))
    assert table.text[: table.notes[0].offset].endswith("桥梁")
    assert document.blocks[-1].text == "注：数据为预计数。"


def test_what_stands_above_a_table_does_not_go_on_below_it() -> None:
    (document,) = parse_text(
        f"{HEAD}附件情况如下。\n税目表\n金额单位：元至角分\n税目\t税额\n原油\t6%\n纳税人盖章：{TAIL}"
    ).documents
    assert [block.text for block in document.blocks[3:-2]] == [
        "附件情况如下。",
        "税目表\n金额单位：元至角分\n税目\t税额\n原油\t6%",
        "纳税人盖章：",
    ]
    (document,) = parse_text(f"{HEAD}税款所属期至二月\n（盖章）\n甲\t乙\n合计数{TAIL}").documents
    assert document.blocks[-3].text == "合计数"


def test_a_shortened_running_head_does_not_cut_a_table() -> None:
    (document,) = parsed(
        *("中华人民共和国教育部公报", "2021年第4期", "教育部关于公布结果的通知"),
        *(
            "教高函〔2021〕1号",
            "各高校：",
            "现予公布。",
            "教育部",
            "2021年2月10日",
            "附件",
            "结果名单",
        ),
        *("序号\t学校", "1\t北大", "—  12  —", "教育部公报 2021年第4期", "序号\t学校", "2\t清华"),
    ).documents
    assert document.blocks[-1].rows == (("序号", "学校"), ("1", "北大"), ("2", "清华"))


def test_a_paragraph_goes_on_below_a_figure_and_a_footnote() -> None:
    (document,) = parsed(
        *("青海省统计局关于年度统计公报的报告", "某统发〔2019〕1号"),
        *("全年粮食种植面积[1]比上年增加，比上年", "图 1：产量"),
        *("[1] 含大豆。", "— 3 —", "增产。"),
    ).documents
    assert kinds(document)[2:] == [
        ("paragraph", "全年粮食种植面积比上年增加，比上年增产。"),
        ("figure", "图 1：产量"),
    ]
    assert document.footnotes[0].cited_at == ("p2",)


def test_a_number_above_a_title_printed_twice_is_kept() -> None:
    title = "青海省人民政府人事任免"
    lines = ["青海省人民政府关于某事的通知 (3)", "某政发〔2019〕1号", title, title]
    found = parse_text("\n".join([*lines, "各市人民政府："])).documents[-1]
    assert (found.title, found.number) == (title, "某政发〔2019〕1号")
    assert [block.kind for block in found.blocks] == ["title", "number", "addressees"]


def test_a_title_printed_twice_is_one_document() -> None:
    title = "青海省人民政府关于印发青海省供水办法的通知"
    (document,) = parsed(
        *(title, title, "青政发〔2019〕1号", "现印发给你们。", "青海省人民政府", "2019年1月2日"),
        *("青海省供水办法", "第一条 为了加强供水管理，制定本办法。"),
    ).documents
    assert [b.text for b in document.blocks if b.kind == "title"] == [title, "青海省供水办法"]
    assert {b.part for b in document.blocks[-2:]} == {"青海省供水办法"}


def test_entries_of_a_list_are_not_joined() -> None:
    lines = [
        "附件",
        "名单",
        "长春市第一自来水公司供水处",
        "四平市第二自来水公司供水处",
        "联系处",
        "电话处",
    ]
    (document,) = parsed("关于公布名单的通知", "现将名单公布。", *lines).documents
    assert [block.text for block in document.blocks][2:] == lines


NARROW = [
    "为贯彻落实国家有关决定，加强和规范全省政",
    "务服务工作，现提出以下意见。",
    "（一）停产整治决定解除以后跟踪检查发现又",
    "实施同一违法行为的，依法从重处理；",
    "（二）注册消防工程师聘用单位名称变更的应",
    "当提交变更后的单位证明文件；",
    "1998年省第八届人民代表大会常务委员会常务",
    "委员会第四次会议通过",
]
#: Lines, and how many of them each paragraph takes up.
PARAGRAPHS = {
    "a roster with brackets": (
        [
            "领导小组组成人员如下：",
            "组长：马兴瑞（省委副书记、省长）",
            "副组长：林克庆（省委常委、常务副省长）",
            "成员：葛长伟（省发展改革委主任）",
            "戴运龙（省财政厅厅长）",
            "王大明（省水利厅厅长）",
        ],
        [1, 1, 1, 1, 1, 1],
    ),
    "a roster with spaces": (
        [
            "组成人员如下：",
            "组　长：马兴瑞　省长",
            "　　　　李　希　副省长",
            "成　员：葛长伟　省发展改革委主任",
            "　　　　戴运龙　省财政厅厅长",
            "领导小组办公室设在省发展改革委。",
        ],
        [1, 1, 1, 1, 1, 1],
    ),
    "a form": (["获奖单位：江南大学、东湖大学", "完成人：张三、李四", "项目负责人："], [1, 1, 1]),
    "narrow columns, flush": (NARROW * 2, [2, 2, 2, 2] * 2),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_which_lines_are_one_paragraph(name: str) -> None:
    lines, lengths = PARAGRAPHS[name]
    (document,) = parse_text(f"{HEAD}{chr(10).join(lines)}{TAIL}").documents
    rest = iter(lines)
    expected = ["".join(_bare(next(rest)) for _ in range(n)) for n in lengths]
    assert [_bare(block.text) for block in document.blocks[3:-2]] == expected


CLOSINGS = {
    "a body before the post": (
        "国家税务总局令\n第44号\n现予公布，自公布之日起施行。\n国家税务总局局长：王军\n2018年6月15日",
        ["国家税务总局局长：王军", "2018年6月15日"],
    ),
    "two bodies and posts": (
        "国家发展和改革委员会令\n第25号\n现予公布。\n国家发展改革委主任：何立峰\n"
        "商务部部长：钟　山\n2018年6月15日",
        ["国家发展改革委主任：何立峰", "商务部部长：钟　山", "2018年6月15日"],
    ),
    "the state's president": (
        "中华人民共和国主席令\n第七十六号\n现予公布。\n中华人民共和国主席　习近平\n2018年6月15日",
        ["中华人民共和国主席　习近平", "2018年6月15日"],
    ),
    "a date below the attachments' names": (
        "江南省人民政府关于表彰先进的决定\n江政发〔2018〕3号\n决定予以表彰。\n附件：先进单位名单\n"
        "二○一八年六月十五日\n先进单位名单\n海信集团有限公司",
        ["二○一八年六月十五日"],
    ),
}


@pytest.mark.parametrize("name", CLOSINGS)
def test_how_a_document_closes(name: str) -> None:
    text, expected = CLOSINGS[name]
    (document,) = parse_text(text).documents
    closing = [b.text for b in document.blocks if b.kind in ("signature", "date")]
    assert (closing, document.issued) == (expected, date(2018, 6, 15))


def test_an_attachment_may_be_named_in_short() -> None:
    (document,) = parse_text(f"{HEAD}现予公布。{TAIL}附：获奖单位名单\n江南大学").documents
    assert document.blocks[-1].part == "附：获奖单位名单"


ADDRESSEES = [
    ("有关省、自治区财政厅（局）：", ("有关省、自治区财政厅（局）",)),
    ("各区人民政府，市政府各委、办、局：", ("各区人民政府", "市政府各委、办、局")),
    ("省政府各厅委办、各直属机构：", ("省政府各厅委办", "各直属机构")),
]


@pytest.mark.parametrize(("printed", "expected"), ADDRESSEES)
def test_addressees(printed: str, expected: tuple[str, ...]) -> None:
    (document,) = parse_text(
        f"江南省人民政府批转省财政厅意见的通知\n江政发〔2020〕3号\n{printed}\n请执行。\n2020年3月1日"
    ).documents
    assert document.addressees == expected
    assert document.issuer == "江南省人民政府"


IMPRINT = "江南省人民政府办公厅　2020年3月2日印发"
COPIED = {
    "in its own line": (
        f"（此件公开发布）\n抄送：省委各部门，省人大常委会办公厅，\n省检察院。\n{IMPRINT}",
        ("省委各部门", "省人大常委会办公厅", "省检察院"),
    ),
    "spaced, split at 、": (
        f"抄　送：交通运输部、国家发展改革委、财政部。\n{IMPRINT}",
        ("交通运输部", "国家发展改革委", "财政部"),
    ),
    "without a full stop": (
        f"抄送：省委各部门，省人大常委会办公厅\n{IMPRINT}",
        ("省委各部门", "省人大常委会办公厅"),
    ),
    "body and day on two lines": (
        "抄送：省委各部门。\n江南省人民政府办公厅\n2020年3月2日印发",
        ("省委各部门",),
    ),
    "below what is attached": (
        f"附件\n名单\n一、江南大学。\n抄送：省委各部门。\n{IMPRINT}",
        ("省委各部门",),
    ),
    "nobody": (IMPRINT, ()),
}


@pytest.mark.parametrize("name", COPIED)
def test_who_was_sent_a_copy(name: str) -> None:
    closing, expected = COPIED[name]
    (document,) = parse_text(f"{HEAD}请执行。{TAIL}{closing}").documents
    assert document.copied == expected
    assert (document.issuer, document.issued) == ("江南省人民政府", date(2020, 3, 1))
    assert _bare(document.blocks[-1].text) in _bare(IMPRINT)
    assert document.blocks[-1].kind == "paragraph"


def test_a_form_to_fill_in_sends_no_copy() -> None:
    form = "附件\n报告表\n抄送：（单位名称）\n填表人签字\n填表日期\n联系电话\n第一条　填表须知。"
    (document,) = parse_text(f"{HEAD}请执行。{TAIL}{form}").documents
    assert document.copied == ()


@pytest.mark.parametrize("printed", [IMPRINT, "江南省人民政府办公厅\n2020年3月2日印发"])
def test_an_imprint_is_no_title_and_the_next_document_follows(printed: str) -> None:
    title = "江南省人民政府关于成立专班的通知"
    after = f"{title}\n各市人民政府：\n请做好工作，加强领导，抓好落实。{TAIL}"
    edition = parse_text(f"{HEAD}请执行。{TAIL}抄送：省委各部门，\n省政协。\n{printed}\n{after}")
    assert [d.title for d in edition.documents] == ["江南省人民政府关于做好工作的意见", title]
    assert [d.copied for d in edition.documents] == [("省委各部门", "省政协"), ()]


def test_what_stands_below_an_imprint_is_no_part_of_it() -> None:
    (document,) = parse_text(f"{HEAD}请执行。{TAIL}{IMPRINT}\n省政府公报室承办").documents
    assert [block.text for block in document.blocks[-2:]] == [IMPRINT, "省政府公报室承办"]


def test_what_was_printed_when_within_a_sentence_is_no_imprint() -> None:
    text = (
        "为了加强全省城市供水管理工作，各地要严格按照\n江南省财政厅2013年8月27日印发\n"
        "的《管理办法》执行。"
    )
    (document,) = parse_text(f"{HEAD}{text}{TAIL}").documents
    assert [_bare(block.text) for block in document.blocks[3:-2]] == [_bare(text)]


CONTENTS = {
    "文号 on lines of their own, yearly numbers": (
        "财政部 税务总局关于小微企业税收减免政策的通知\n  财税〔2019〕13号……（3）\n"
        "国家税务总局关于征管问题的公告\n  国家税务总局公告2019年第5号……（5）\n"
        "国家税务总局关于修订报表的公告（国家税务总局公告2019年第6号）……（7）\n"
        "国家税务总局关于免税的通知税总发〔2019〕8号……（9）",
        [
            (
                None,
                "财政部 税务总局关于小微企业税收减免政策的通知",
                "财税〔2019〕13号",
                3,
            ),
            (None, "国家税务总局关于征管问题的公告", "国家税务总局公告2019年第5号", 5),
            (None, "国家税务总局关于修订报表的公告", "国家税务总局公告2019年第6号", 7),
            (None, "国家税务总局关于免税的通知", "税总发〔2019〕8号", 9),
        ],
    ),
    "categories": (
        "·省政府文件·\n江南省人民政府关于甲事项的通知（江政发〔2019〕1号）/3\n· 省政府规章 ·\n"
        "江南省甲管理办法（省政府令第3号）/5\n省政府令\n江南省乙管理办法（省政府令第4号）/9\n法律\n"
        "中华人民共和国甲法 /12",
        [
            ("省政府文件", "江南省人民政府关于甲事项的通知", "江政发〔2019〕1号", 3),
            ("省政府规章", "江南省甲管理办法", "省政府令第3号", 5),
            ("省政府令", "江南省乙管理办法", "省政府令第4号", 9),
            ("法律", "中华人民共和国甲法", None, 12),
        ],
    ),
    "categories known by where they stand": (
        "政策措施\n江南省人民政府关于甲事项的通知（江政发〔2019〕1号）/3\n工作交流\n"
        "江南省农业发展的经验　王大明/9",
        [
            ("政策措施", "江南省人民政府关于甲事项的通知", "江政发〔2019〕1号", 3),
            ("工作交流", "江南省农业发展的经验", None, 9),
        ],
    ),
    "pages first": (
        "省政府文件\n3　江南省人民政府关于甲事项的通知\n　　（江政发〔2019〕1号）\n"
        "5　江南省人民政府关于乙事项\n　　的通知（江政发〔2019〕2号）",
        [
            ("省政府文件", "江南省人民政府关于甲事项的通知", "江政发〔2019〕1号", 3),
            ("省政府文件", "江南省人民政府关于乙事项的通知", "江政发〔2019〕2号", 5),
        ],
    ),
}


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_contents_lists(name: str, gap: str) -> None:
    text, expected = CONTENTS[name]
    edition = parse_text(f"江南省人民政府公报\n2019年第2期\n目录\n{text}{gap}{HEAD}请执行。{TAIL}")
    found = [(e.category, e.title, e.number, e.page) for e in edition.issue.contents]
    assert found == expected
    assert [d.title for d in edition.documents] == ["江南省人民政府关于做好工作的意见"]


@pytest.mark.parametrize(
    "head",
    [
        "江南省人民政府公报 2019·2 1",
        "1 江南省人民政府公报 2019年第2期",
        "江南省人民政府公报 2019·2",
    ],
)
def test_a_running_head_below_a_contents_list_is_no_entry_and_no_title(head: str) -> None:
    title = "江南省人民政府关于做好工作的意见"
    edition = parse_text(
        f"江南省人民政府公报\n2019年第2期\n目录\n{title}……（1）\n{head}\n{HEAD}请执行。{TAIL}"
    )
    (entry,) = edition.issue.contents
    (document,) = edition.documents
    assert (entry.title, entry.page, entry.document) == (title, 1, document.id)
    assert (document.title, document.page) == (title, 1)


def test_marks_without_notes_are_reported() -> None:
    issue = parsed(
        "青海省人民政府关于某事的通知", "某政发〔2019〕1号", "正文^[3]在此。", "[4] 没有人引用。"
    ).issue
    assert [w.message for w in issue.warnings] == [
        "注号 [3] 没有对应的脚注",
        "脚注 [4] 在正文中没有注号",
    ]
    assert [w.line for w in issue.warnings] == [3, 4]


def test_documents_of_one_number_have_two_ids_and_ids_do_not_hang_on_other_lines() -> None:
    one = (
        "青海省人民政府关于某事的通知",
        "某政发〔2019〕1号",
        "正文到此结束。",
        "青海省人民政府",
        "2019年1月2日",
    )
    first, second = parsed(*one, *one).documents
    assert second.id == f"{first.id}-2"
    assert parsed("青海省人民政府公报", "2019年第1期", *one).documents[0].id == first.id


HEAD = "江南省人民政府关于做好工作的意见\n江政发〔2020〕3号\n各市人民政府：\n"
TAIL = "\n江南省人民政府\n2020年3月1日\n"
BOUNDARIES = {
    "a line of a sentence": (
        f"{HEAD}　　各级政府应当加强管理工作。\n"
        "　　江南市人民政府和东湖区人民政府其他有关部门依照有关法律和本条例规定\n"
        f"的职责，做好保护工作。\n　　本条例自公布之日起施行。{TAIL}",
        ["江南省人民政府关于做好工作的意见"],
    ),
    "a 文号 above its title, below a list": (
        f"{HEAD}现予公布。{TAIL}附件\n名单\n1．拓扑材料\n完成单位：中山大学\n江政函〔2020〕33号\n"
        "江南省人民政府关于成立专班的函\n省财政厅：\n同意成立专班。\n江南省人民政府\n2020年3月2日",
        [
            "江南省人民政府关于做好工作的意见 + 名单",
            "江南省人民政府关于成立专班的函",
        ],
    ),
    "a line of a title in brackets": (
        "北京市人民政府关于印发\n《北京市产业禁止和限制目录\n（2018年版）》的通知\n京政发〔2019〕12号\n"
        "各区人民政府：\n现印发给你们。\n北京市人民政府\n2019年7月1日\n北京市产业禁止和限制目录\n"
        "（2018年版）\n本目录适用于全市。",
        [
            "北京市人民政府关于印发《北京市产业禁止和限制目录（2018年版）》的通知"
            " + 北京市产业禁止和限制目录（2018年版）"
        ],
    ),
    "five joint issuers": (
        "江南省教育厅关于做好工作的通知\n江教〔2019〕8号\n各学校：\n请做好。\n江南省教育厅\n"
        "2019年7月15日\n\n江南省教育厅\n江南省财政厅\n江南省水利厅\n江南省民政厅\n"
        "江南省卫生健康委员会\n关于印发《江南省行动计划》的通知\n江教〔2019〕9号\n各市：\n"
        "现印发给你们。",
        [
            "江南省教育厅关于做好工作的通知",
            "江南省教育厅 江南省财政厅 江南省水利厅 江南省民政厅 江南省卫生健康委员会"
            "关于印发《江南省行动计划》的通知",
        ],
    ),
}

LAW = (
    "目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为了加强农业技术推广工作，制定本法。\n"
    "第二章 附则\n第二条 本法自2020年1月1日起施行。"
)
BOUNDARIES |= {
    "a law's own 目录 below its 令": (
        "江南省人民政府令\n第7号\n《江南省农业条例》现予公布。\n省长 王大明\n2020年3月1日\n"
        f"江南省农业条例\n{LAW}",
        ["江南省人民政府令 + 江南省农业条例"],
    ),
    "a law's own 目录 and nothing else": (
        f"中华人民共和国农业技术推广法\n（1993年7月2日通过）\n{LAW}",
        ["中华人民共和国农业技术推广法"],
    ),
    "a decision and the full text it amends": (
        "江南省人民政府关于修改《江南省登记办法》的决定\n江政发〔2020〕3号\n一、删去第十条。\n"
        "本决定自公布之日起施行。\n江南省登记管理办法\n"
        "（2003年12月17日江南省人民政府令第7号公布　根据2018年6月15日《决定》修正）\n第一章　总则\n"
        "第一条　为了规范登记管理，制定本办法。",
        ["江南省人民政府关于修改《江南省登记办法》的决定 + 江南省登记管理办法"],
    ),
    "a page number in narrow columns below a contents list": (
        "江南省人民政府公报\n2019年第2期\n目录\n江南省人民政府关于甲事项的通知…1\n江南省甲管理办法…3\n"
        "江南省人民政府关于甲\n事项的通知\n各市：\n现将有关事项通知如\n下，请认真执行。\n— 1 —\n"
        "一、加强领导，落实责\n任，增强服务。\n江南省人民政府\n2019年1月17日",
        ["江南省人民政府关于甲事项的通知"],
    ),
}


@pytest.mark.parametrize("name", BOUNDARIES)
def test_where_documents_and_parts_begin(name: str) -> None:
    text, expected = BOUNDARIES[name]
    found = [
        " + ".join(dict.fromkeys([d.title, *(b.part for b in d.blocks if b.part)]))
        for d in parse_text(text).documents
    ]
    assert found == expected


POSTS = [
    (
        "省政府决定，任命张三、李四为省教育厅副厅长。",
        [("张三", "省教育厅副厅长", "任命"), ("李四", "省教育厅副厅长", "任命")],
    ),
    ("免去王五同志的省水利厅厅长、党组书记职务。", [("王五", "省水利厅厅长、党组书记", "免去")]),
    ("赵六不再担任省审计厅厅长职务。", [("赵六", "省审计厅厅长", "免去")]),
    (
        "任命：\n张三为省商务厅厅长\n李四为省民政厅厅长",
        [("张三", "省商务厅厅长", "任命"), ("李四", "省民政厅厅长", "任命")],
    ),
    (
        "任命于 亮为省政府秘书长，免去其办公厅主任职务。",
        [("于亮", "省政府秘书长", "任命"), ("于亮", "办公厅主任", "免去")],
    ),
    (
        "免去钱进的省教育厅副厅长职务；\n孙立明任省规划局局长，不再担任省建委副主任职务。",
        [
            ("钱进", "省教育厅副厅长", "免去"),
            ("孙立明", "省规划局局长", "任命"),
            ("孙立明", "省建委副主任", "免去"),
        ],
    ),
    (
        "聘任王建国为省政府参事；\n解聘李大明的省政府参事职务；\n接受周小平辞去省商务厅副厅长职务；\n"
        "撤销赵刚的省水利厅厅长职务。\n李国强兼任省体育局局长；\n陈江同志退休。",
        [
            ("王建国", "省政府参事", "任命"),
            ("李大明", "省政府参事", "免去"),
            ("周小平", "省商务厅副厅长", "免去"),
            ("赵刚", "省水利厅厅长", "免去"),
            ("李国强", "省体育局局长", "任命"),
        ],
    ),
    (
        "青海省人民政府2019年3月份任命：\n陈　良　　青海省公安厅副厅长\n"
        "欧阳明　　青海省财政厅总会计师（试用期一年）\n青海省人民政府2019年3月份免去：\n"
        "林大明　　青海省公安厅副厅长",
        [
            ("陈良", "青海省公安厅副厅长", "任命"),
            ("欧阳明", "青海省财政厅总会计师（试用期一年）", "任命"),
            ("林大明", "青海省公安厅副厅长", "免去"),
        ],
    ),
    (
        "任命张三为省审计厅厅长。(\n青政任〔2019〕2号)",
        [("张三", "省审计厅厅长", "任命")],
    ),
    (
        "任命张三为省审计厅厅长，其省财政厅副厅长职务自然免除。",
        [("张三", "省审计厅厅长", "任命"), ("张三", "省财政厅副厅长", "免去")],
    ),
]


@pytest.mark.parametrize(("text", "records"), POSTS)
def test_appointments(text: str, records: list[tuple[str, str, str]]) -> None:
    issue = parsed("青海省人民政府人事任免", text, "青海省人民政府", "2019年5月6日").issue
    assert [(a.person, a.post, a.act) for a in issue.appointments] == records
    assert {a.date for a in issue.appointments} == {date(2019, 5, 6)}


def test_a_date_alone_opens_a_section_of_appointments() -> None:
    issue = parsed(
        *("国务院任免国家工作人员", "1998年4月10日", "任命李荣融为国家经济贸易委员会副主任。"),
        *("1998年4月22日", "任命王众孚为国家工商行政管理局局长。"),
    ).issue
    assert [(a.person, a.date) for a in issue.appointments] == [
        ("李荣融", date(1998, 4, 10)),
        ("王众孚", date(1998, 4, 22)),
    ]


# Anything at all

LINES = st.sampled_from(
    [
        *(
            "",
            "青海省人民政府公报",
            "目录",
            "综合类文件",
            "青海省人民政府关于某事的通知 (3)",
        ),
        *(
            "青海省人民政府关于某事的通知",
            "青海省人民政府令",
            "第3号",
            "某政发〔2019〕1号",
        ),
        *(
            "各市人民政府：",
            "一、总体要求",
            "（一）加强领导。抓好落实。",
            "1. 完善制度",
        ),
        *(
            "第一章 总则",
            "第一条 为了规范",
            "正文还没有结束的一行，内容继续",
            "正文结束。",
        ),
        *(
            "附件1",
            "附件：名单",
            "表1：计划",
            "单位：万元",
            "甲\t乙",
            "\t丙\t",
            "图 1：速度",
        ),
        *(
            "[1] 注释。",
            "正文^[1]在此[2]。",
            "青海省人民政府",
            "2019年1月2日",
        ),
        *(
            "3月3日 省政府决定，任命张三为厅长。",
            "免去李四的厅长职务；",
        ),
        *(
            "科技引领。面向未来。",
            "——坚持改革。深化。",
            "\u3000\u3000缩进的一段。",
        ),
        *(
            "人事任免",
            "青海省人民政府人事任免",
            "（此件公开发布）",
            "续表",
            "| 甲 | 乙 |",
        ),
    ]
)
CHARACTERS = st.text(
    st.one_of(
        st.sampled_from(
            "一二（）()[]^"
            "〔〕《》。，、：;\t\n\f\r \u3000第条章号年月日附件目录表图1234任命免去的为公报"
        ),
        st.characters(),
    ),
    max_size=300,
)
QUICK = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])


def check(edition: Edition) -> None:
    """What holds for every parse."""
    ids = [d.id for d in edition.documents]
    assert len(set(ids)) == len(ids)
    for document in edition.documents:
        assert document.blocks[0].kind == "title"
        assert [b.anchor for b in document.blocks] == [f"p{i}" for i in range(len(document.blocks))]
        for block in document.blocks:
            assert all(0 <= note.offset <= len(block.text) for note in block.notes)
            assert len({len(row) for row in block.rows}) <= 1
    for entry in edition.issue.contents:
        assert entry.document is None or entry.document in ids


@QUICK
@given(st.one_of(CHARACTERS, st.text(), st.binary().map(lambda b: b.decode("latin-1"))))
def test_any_text_is_read(text: str) -> None:
    check(parse_text(text))


@pytest.mark.slow
@QUICK
@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\n\n", "\r\n", "\n— 3 —\n"]))
def test_any_order_of_lines_is_read(lines: list[str], end: str) -> None:
    check(parse_text(end.join(lines)))


@pytest.mark.slow
@QUICK
@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\n\n"]))
def test_no_han_character_is_lost(lines: list[str], end: str) -> None:
    text = end.join(line for line in lines if line not in MAY_GO)
    edition = parse_text(text)
    lost = _han(text) - _han(repr(edition)) - _repeated(text)
    assert not lost, f"{''.join(lost)} lost of:\n" + "\n".join(
        f"{n:3} {line}" for n, line in enumerate(clean(text).split("\n"), 1)
    )


#: Running heads and an issue's number are not text of a document.
MAY_GO = ("续表", "第3号", "青海省人民政府公报")


def _han(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\u4e00-\u9fff]", re.sub("[年月日目录文件]", "", text)))


def _repeated(text: str) -> Counter[str]:
    """A category is in its documents' facts, a repeated table head goes."""
    return _han(
        "".join(
            re.findall(
                r"综合类文件|人事任免|目录|甲\t乙|[|] 甲 [|] 乙 [|]|表1：计划|单位：万元",
                text,
            )
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "国",
        "（",
        "短行\n",
        "甲\t乙\n",
        "[1] 注\n",
        "^[1]",
        "一、综合\n",
        " ",
        "附件1\n",
        "2018年1月1日\n",
        "国\n— 3 —\n",
        "国\n\f3\n",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = "目录\n青海省人民政府关于某事的通知 (3)\n正文。\n" + unit * (200_000 // len(unit))
    check(parse_text(text))


def write_golden() -> None:
    for path in [SAMPLE, *GAZETTES]:
        (GOLDEN / f"{path.stem}.parse").write_text(
            describe(parse_text(path.read_text("utf-8"))), "utf-8"
        )


if __name__ == "__main__":
    write_golden()


def test_a_footnote_above_a_title_is_no_category() -> None:
    text = "甲省政府关于某事的通知\n\n请抓好落实。\n\n2019年1月2日\n\n[1] 注释。\n\n甲省人民政府"
    (document,) = parse_text(text).documents
    assert [note.text for note in document.footnotes] == ["注释。"]


def test_a_file_s_name_that_is_not_utf_8_can_be_shown() -> None:
    assert parse_text("", "公报\udcff.txt").issue.sources[0].name == "公报?.txt"
