"""A web page that publishes one document is that one document."""

from __future__ import annotations

from datetime import date

import pytest

from index.gazette.onepage import one_document
from index.parse import parse_transcript
from index.plaintext import Line
from index.transcript import Stated, Transcript
from search.document import Document, Edition

TITLE = "甲省人民政府办公厅关于印发供水工作方案的通知"
BODY = """甲政办发〔2019〕3号
各市人民政府：
《供水工作方案》已经省政府同意，现印发给你们，请认真贯彻执行。
甲省人民政府办公厅
2019年1月2日
供水工作方案
为做好供水工作，制定本方案。
一、总体要求
全面提高供水能力，保障供水安全。"""


def lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(n, line, gap=True) for n, line in enumerate(text.split("\n"), start=1))


def read(text: str, stated: Stated, name: str = "page.html") -> Edition:
    return parse_transcript(Transcript(lines(text), stated), name, "f" * 64)


def only(edition: Edition) -> Document:
    (document,) = edition.documents
    return document


STATED = Stated(
    title=TITLE,
    site="甲省人民政府",
    published=date(2019, 1, 5),
    url="https://www.example.gov.cn/a.html",
    topic="城乡建设、环境保护\\水务",
    index_number="000014349/2019-00001",
)
SHAPES = {
    "the title above the text": BODY,
    "the title again in the text": f"{TITLE}\n{BODY}",
    "the title again in two lines": f"{TITLE[:9]}\n{TITLE[9:]}\n{BODY}",
    "the 文号 above the title": "\n".join([BODY.split("\n")[0], TITLE, *BODY.split("\n")[1:]]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_one_document(name: str) -> None:
    edition = read(SHAPES[name], STATED)
    document = only(edition)
    assert (document.title, document.number) == (TITLE, "甲政办发〔2019〕3号")
    assert (document.issuer, document.issued) == ("甲省人民政府办公厅", date(2019, 1, 2))
    assert document.addressees == ("各市人民政府",)
    assert document.category == "城乡建设、环境保护"
    texts = [block.text for block in document.blocks]
    assert texts.count(TITLE) == 1
    assert texts[-2:] == ["一、总体要求", "全面提高供水能力，保障供水安全。"]
    assert [b.text for b in document.blocks if b.kind == "title"] == [TITLE, "供水工作方案"]
    assert document.blocks[-1].part == "供水工作方案"


def test_its_issue_is_the_page() -> None:
    issue = read(BODY, STATED).issue
    assert (issue.online, issue.title, issue.published) == (True, "甲省人民政府", date(2019, 1, 5))
    assert (issue.year, issue.number, issue.contents) == (None, None, ())
    (source,) = issue.sources
    assert (source.name, source.site, source.url) == ("page.html", STATED.site, STATED.url)
    assert only(read(BODY, STATED)).issue == issue.id


def test_what_the_page_states_is_surer_than_what_the_text_tells() -> None:
    stated = Stated(
        title=TITLE, number="甲政办发〔2019〕33号", issuer="甲省水利厅", issued=date(2019, 1, 3)
    )
    document = only(read(BODY, stated))
    assert (document.number, document.issuer) == ("甲政办发〔2019〕33号", "甲省水利厅")
    assert document.issued == date(2019, 1, 3)


@pytest.mark.parametrize(
    ("stated", "issuer"),
    [
        ("省政府办公厅", "甲省人民政府办公厅"),
        ("乙市人民政府", "乙市人民政府"),
        (None, "甲省人民政府办公厅"),
    ],
)
def test_a_short_form_of_who_signed_is_not_surer(stated: str | None, issuer: str) -> None:
    assert only(read(BODY, Stated(title=TITLE, issuer=stated))).issuer == issuer


CATEGORIES = [
    ("城乡建设、环境保护\\水务", "要闻", "城乡建设、环境保护"),
    ("财政/税务", None, "财政"),
    (None, "市政府文件", "市政府文件"),
    (None, "重要公告", "重要公告"),
    (None, "有关活动", None),
    (None, "2024", None),
]


@pytest.mark.parametrize(("topic", "column", "category"), CATEGORIES)
def test_categories(topic: str | None, column: str | None, category: str | None) -> None:
    stated = Stated(title="全省供水工作", topic=topic, column=column)
    assert only(read("会议要求抓好供水工作。", stated)).category == category


def test_spaces_in_a_stated_title_stay() -> None:
    document = only(read("会议召开。", Stated(title="全省供水会议召开  现场发布清单")))
    assert document.title == document.blocks[0].text == "全省供水会议召开 现场发布清单"


ORDER = """甲省人民政府令
第12号
《甲省供水条例》已经省政府常务会议通过，现予公布，自2019年3月1日起施行。
省长 张三
2019年1月2日
甲省供水条例
第一章 总则
第一条 为了加强供水工作，制定本条例。"""


def test_what_an_order_carries_stands_below_the_order() -> None:
    document = only(read(ORDER, Stated(title="甲省供水条例", number="甲省人民政府令第12号")))
    assert document.title == "甲省供水条例"
    assert [b.text for b in document.blocks if b.kind == "title"] == [
        "甲省供水条例",
        "甲省人民政府令",
        "甲省供水条例",
    ]
    assert document.blocks[-1].part == "甲省供水条例"


def test_what_looks_like_a_second_document_is_attached() -> None:
    second = BODY.replace("3号", "4号").replace("各市", "各县")
    text = f"{BODY}\n甲省人民政府关于加强供水工作的通知\n{second}"
    document = only(read(text, STATED))
    titles = [block.text for block in document.blocks if block.kind == "title"]
    assert titles[0] == TITLE
    assert "甲省人民政府关于加强供水工作的通知" in titles[1:]
    assert document.number == "甲政办发〔2019〕3号"


def test_nothing_of_the_page_is_lost() -> None:
    news = "1月2日，会议召开。\n会议指出，要抓好供水。\n（记者 张三）\n来稿单位：水利厅"
    document = only(read(news, Stated(title="全省供水会议召开")))
    said = "".join(block.text for block in document.blocks)
    assert all(line in said for line in news.split("\n"))


def test_a_page_that_states_no_title() -> None:
    document = only(read(f"{TITLE}\n{BODY}", Stated()))
    assert document.title == TITLE
    assert only(read("只有一句话。", Stated())).title == "无题"


def test_a_page_without_text() -> None:
    edition = read("x", STATED)
    assert edition.documents
    empty = parse_transcript(Transcript((), STATED), "page.html", "f" * 64)
    assert not empty.documents
    assert [warning.kind for warning in empty.issue.warnings] == ["empty"]


def test_an_issue_on_one_page() -> None:
    issue = "\n".join(
        [
            "甲省人民政府公报",
            "2019年第1期",
            TITLE,
            BODY,
            "甲省人民政府关于粮食安全的意见",
            "甲政发〔2019〕1号",
            "各市人民政府：",
            "为保障粮食安全，提出以下意见。",
            "甲省人民政府",
            "2019年1月4日",
        ]
    )
    edition = read(issue, Stated(title="甲省人民政府公报2019年第1期", site="甲省人民政府"))
    assert edition.issue.label == "甲省人民政府公报 2019年第1期"
    assert not edition.issue.online
    assert [d.number for d in edition.documents] == ["甲政办发〔2019〕3号", "甲政发〔2019〕1号"]


def test_the_lines_of_the_title_are_taken_once() -> None:
    segment = one_document(lines(f"{TITLE}\n正文一句。"), TITLE)
    assert [line.text for line in segment.title] == [TITLE]
    assert [line.text for line in segment.lines] == ["正文一句。"]
