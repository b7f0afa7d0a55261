"""A small archive made by hand whose documents cite each other in every form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from search.document import Block, Document, Edition, Footnote, Issue, NoteRef

GAZETTE = "江源省人民政府公报"
_PLAN = "江源省数字乡村建设行动方案"


def _paragraphs(*texts: str, start: int = 2, part: str | None = None) -> tuple[Block, ...]:
    return tuple(
        Block("paragraph", f"p{i}", text, part=part) for i, text in enumerate(texts, start)
    )


def made(
    name: str, title: str, *texts: str, number: str | None = None, **about: object
) -> Document:
    """A document with a title, a number and paragraphs."""
    line = (Block("number", "p1", number),) if number else ()
    blocks = (Block("title", "p0", title, 0), *line, *_paragraphs(*texts))
    return Document(name, "one", title, number=number, blocks=blocks, **about)  # type: ignore[arg-type]


#: Cited in many forms.
OPINION = made(
    "opinion",
    "江源省人民政府关于加快智慧农业发展的意见",
    "为加快智慧农业发展，江源省人民政府提出《关于加快智慧农业发展的意见》。",
    "本意见（江政发〔2018〕5号）自发布之日起施行。",
    number="江政发〔2018〕5号",
    issuer="江源省人民政府",
    issued=date(2018, 3, 1),
)
#: A notice with a plan attached; gives the opinion a short name.
NOTICE = Document(
    "notice",
    "one",
    f"江源省人民政府办公厅关于印发{_PLAN}的通知",
    number="江政办发〔2018〕12号",
    issuer="江源省人民政府办公厅",
    issued=date(2018, 6, 1),
    blocks=(
        Block("title", "p0", f"江源省人民政府办公厅关于印发{_PLAN}的通知", 0),
        Block("number", "p1", "江政办发〔2018〕12号"),
        Block("paragraph", "p2", f"《{_PLAN}》已经省政府同意，现印发给你们。"),
        Block("title", "p3", _PLAN, 0, part=_PLAN),
        Block(
            "paragraph",
            "p4",
            "为落实《江源省人民政府关于加快智慧农业发展的意见》（江政发〔2018〕5号，以下简称《意见》），"
            "按照《国务院关于数字乡村建设的指导意见》（国发〔2017〕99号）制定本方案。",
            part=_PLAN,
        ),
        Block("paragraph", "p5", "《意见》所列任务由各部门分工，详见《任务分工表》。", part=_PLAN),
        Block("paragraph", "p6", "填写《江源省数字乡村项目申报细目》（附件1）。", part=_PLAN),
        Block(
            "paragraph", "p7", "依照《中华人民共和国农业法》办理，依照《农业法》处罚。", part=_PLAN
        ),
    ),
)
#: Cites in other brackets, in traditional characters, in a table and in a footnote.
RULES = Document(
    "rules",
    "two",
    "江源省农业厅关于智慧农业项目管理的实施细则",
    number="江农发〔2019〕3号",
    issuer="江源省农业厅",
    issued=date(2019, 2, 1),
    blocks=(
        Block("title", "p0", "江源省农业厅关于智慧农业项目管理的实施细则", 0),
        Block("number", "p1", "江农发〔2019〕3号"),
        Block("paragraph", "p2", "根據江政發[2018]５號，制定<b>本細則</b>。"),
        Block("paragraph", "p3", "按照省政府《关于加快智慧农业发展的意见》的要求办理。"),
        Block("paragraph", "p4", f"项目按《{_PLAN}》申报。", notes=(NoteRef("1", 8),)),
        Block("paragraph", "p5", "人员按江政任〔2018〕4号配备，资金见江财农〔2018〕1、2号。"),
        Block("paragraph", "p6", "年度任务见《江源省农业农村工作要点》。"),
        Block("paragraph", "p7", "参照《关于印发<江源省数字乡村建设行动方案>的通知》执行。"),
        Block(
            "table",
            "p8",
            "文件\t内容\n江政发〔2018〕5号\t总的要求\n《江源省“互联网＋”农业规划》\t规划",
            rows=(
                ("文件", "内容"),
                ("江政发〔2018〕5号", "总的要求"),
                ("《江源省“互联网＋”农业规划》", "规划"),
            ),
        ),
    ),
    footnotes=(Footnote("1", "n1", "见江政办发〔2018〕12号。", ("p4",)),),
)
LAW = made("law", "中华人民共和国农业法", "为了巩固农业，制定本法。", issued=date(2019, 9, 1))
POSTS = made("posts", "江源省人民政府人事任免", "任命张三为厅长。", number="江政任〔2018〕3—5号")
FUNDS = (
    made("funds1", "江源省财政厅关于春耕资金的通知", "下达资金。", number="江财农〔2018〕1号"),
    made("funds2", "江源省财政厅关于秋收资金的通知", "下达资金。", number="江财农〔2018〕2号"),
)
#: Two documents of one name.
TASKS = (
    made("tasks1", "江源省农业农村工作要点", "抓好春耕。", issued=date(2017, 1, 1)),
    made("tasks2", "江源省农业农村工作要点", "抓好秋收。", issued=date(2018, 1, 1)),
)
#: Older than the opinion: what it names cannot be that.
OLDER = made(
    "older",
    "江源省人民政府关于农业信息化的决定",
    "此前的《江源省人民政府关于加快智慧农业发展的意见》继续有效。",
    "辽源省政府《关于加快智慧农业发展的意见》供参考。",
    number="江政发〔2010〕1号",
    issuer="江源省人民政府",
    issued=date(2010, 1, 1),
)
#: The opinion as another issue prints it again.
AGAIN = replace(OPINION, id="again", issue="two")

_ONE = (OPINION, NOTICE, LAW, POSTS, *FUNDS, *TASKS, OLDER)
EDITIONS = (
    Edition(Issue("one", GAZETTE, 2018, 1, published=date(2018, 7, 1)), _ONE),
    Edition(Issue("two", GAZETTE, 2019, 1, published=date(2019, 3, 1)), (replace(RULES), AGAIN)),
)
DOCUMENTS = tuple(document for edition in EDITIONS for document in edition.documents)
