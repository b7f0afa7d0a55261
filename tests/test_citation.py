"""Citations: the lines of GB/T 7714—2015 with and without each part, plain text, and Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.document import Block, Document, Issue
from tests import gazette
from web.citing.citation import Source, escaped, gbt7714, markdown, plain, ways

DAY = date(2026, 11, 25)
HERE = "http://example.org/p/d1-abcdef"
ISSUE = Issue("i1", "吉林省人民政府公报", 2018, 6, published=date(2018, 3, 28))
OPINION = Document(
    "d1",
    "i1",
    "吉林省人民政府关于落实新一代人工智能发展规划的实施意见",
    number="吉政发〔2017〕34号",
    issuer="吉林省人民政府",
    issued=date(2017, 12, 24),
    page=18,
)
TITLE = OPINION.title
WHOLE = (
    f"吉林省人民政府. {TITLE}: 吉政发〔2017〕34号[J/OL]. "
    f"吉林省人民政府公报, 2018(6): 18[2026-11-25]. {HERE}"
)
PARAGRAPH = Block("paragraph", "p1", "发展 智能软硬件。")


def line(issue: Issue | None = ISSUE, at: int | None = None, **about: Any) -> str:
    document = replace(OPINION, **about)
    return gbt7714(Source(document, issue, HERE, at), DAY)


def test_a_whole_line() -> None:
    assert line() == WHOLE


@pytest.mark.parametrize(
    ("about", "gone", "instead"),
    [
        ({"issuer": None}, "吉林省人民政府. 吉林", "吉林"),
        ({"number": None}, ": 吉政发〔2017〕34号", ""),
        ({"number": "吉林省人民政府令第270号", "title": "吉林省人民政府令第270号"}, None, None),
        ({"page": None}, ": 18", ""),
        ({"page": "封底"}, ": 18", ": 封底"),
        ({"page": " 封 底\n"}, ": 18", ": 封 底"),
        ({"page": "\n"}, ": 18", ""),
        ({"issuer": "省教育厅、省财政厅"}, "吉林省人民政府. 吉林", "省教育厅, 省财政厅. 吉林"),
        ({"issuer": "甲局、乙局、丙局"}, "吉林省人民政府. 吉林", "甲局, 乙局, 丙局. 吉林"),
        (
            {"issuer": "甲局、乙局、丙局、丁局"},
            "吉林省人民政府. 吉林",
            "甲局, 乙局, 丙局, 等. 吉林",
        ),
        ({"title": "关于  做好\n工作的通知"}, TITLE, "关于 做好 工作的通知"),
    ],
)
def test_what_is_not_known_is_left_out(
    about: dict[str, Any], gone: str | None, instead: str | None
) -> None:
    if gone is None:
        own = f"吉林省人民政府. {about['title']}[J/OL]. "
        assert line(**about).startswith(own)
    else:
        assert line(**about) == WHOLE.replace(gone, instead or "", 1)


@pytest.mark.parametrize(
    ("about", "place"),
    [
        ({}, ", 2018(6)"),
        ({"year": None}, ", 2018(6)"),
        ({"number": None}, ", 2018"),
        ({"number": None, "cumulative": 412}, ", 2018(总第412期)"),
        ({"year": None, "published": None}, ", [2017](6)"),
        ({"year": None, "published": None, "number": None}, ", [2017]"),
    ],
)
def test_years_and_numbers(about: dict[str, Any], place: str) -> None:
    issue = replace(ISSUE, **about)
    assert line(issue) == WHOLE.replace(", 2018(6)", place)


def test_nothing_of_the_issue_but_its_title() -> None:
    issue = Issue("i1", "公报")
    assert line(issue, issued=None).endswith(f"[J/OL]. 公报: 18[2026-11-25]. {HERE}")


def test_without_a_serial_it_is_a_resource_of_its_own() -> None:
    for issue in (None, Issue("i1")):
        assert line(issue) == (
            f"吉林省人民政府. {TITLE}: 吉政发〔2017〕34号[EB/OL]. (2017-12-24)[2026-11-25]. {HERE}"
        )
    assert "[EB/OL]. [2026-11-25]. http" in line(None, issued=None)


def test_the_page_is_the_passage_s_where_it_is_known() -> None:
    assert line(at=21) == WHOLE.replace(": 18[", ": 21[")


def test_plain_text_is_one_line_that_says_where_it_is_from() -> None:
    source = Source(OPINION, ISSUE, HERE, 21)
    assert plain(source, PARAGRAPH) == (
        f"发展 智能软硬件。——《{TITLE}》（吉政发〔2017〕34号），"
        f"《吉林省人民政府公报》2018年第6期第21页，{HERE}"
    )
    assert plain(replace(source, page=None), PARAGRAPH).count("第18页起") == 1
    assert plain(source) == plain(source, PARAGRAPH).partition("——")[2]


def test_titles_in_a_title_are_set_in_single_marks() -> None:
    document = replace(OPINION, title="关于印发《试点方案》的通知", number=None)
    assert plain(Source(document, None, HERE)) == f"《关于印发〈试点方案〉的通知》，{HERE}"


TABLE = next(block for block in gazette.NOTICE.blocks if block.rows)


def test_a_table_keeps_its_rows() -> None:
    """城市 goes on where 全市 ends: it is the name of the second column of figures."""
    block = replace(
        TABLE,
        rows=(("指标", "全市", ""), ("", "城市", ""), ("其中：粮食", "97.9", "-5.4")),
    )
    source = Source(gazette.NOTICE, gazette.ISSUE, HERE)
    assert plain(source, block).splitlines()[:-1] == [
        "表1：试点面积",
        "单位：公顷",
        "指标\t全市\t城市",
        "其中：粮食\t97.9\t-5.4",
    ]
    assert markdown(source, block).splitlines()[:6] == [
        "> 表1：试点面积 单位：公顷",
        ">",
        "> | 指标 | 全市 | 城市 |",
        "> | --- | --- | --- |",
        "> | 其中：粮食 | 97.9 | -5.4 |",
        ">",
    ]


def test_a_head_that_is_not_sure_of_its_columns_names_none() -> None:
    source = Source(gazette.NOTICE, gazette.ISSUE, HERE)
    assert markdown(source, TABLE).splitlines()[2:8] == [
        "> |  |  |  |",
        "> | --- | --- | --- |",
        "> | 指标 | 全市 |  |",
        "> |  | 城市 | 农村 |",
        "> | 其中：粮食 | 97.9 | -5.4 |",
        "> | 智慧农业示范区 | 1,234 | — |",
    ]
    assert plain(source, TABLE).splitlines()[2:4] == ["指标\t全市\t", "\t城市\t农村"]


@given(
    st.lists(
        st.lists(st.text(max_size=5), min_size=1, max_size=4).map(tuple), min_size=1, max_size=4
    )
)
def test_any_table_is_cited(rows: list[tuple[str, ...]]) -> None:
    block = Block("table", "p1", "", rows=tuple(rows))
    source = Source(OPINION, ISSUE, HERE)
    said = plain(source, block)
    for cell in (" ".join(cell.split()) for row in rows for cell in row):
        assert cell in said
    table = [line for line in markdown(source, block).splitlines() if line.startswith("> |")]
    bars = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in table}
    assert len(bars) == 1


def test_markdown_quotes_and_links() -> None:
    source = Source(OPINION, ISSUE, HERE)
    link = f"[{TITLE}]({HERE})，吉政发〔2017〕34号，《吉林省人民政府公报》2018年第6期第18页起"
    assert markdown(source) == link
    assert markdown(source, PARAGRAPH) == f"> 发展 智能软硬件。\n>\n> —— {link}"
    lines = Block("paragraph", "p1", "一行\n\n  另一行")
    assert markdown(source, lines).startswith("> 一行\\\n> 另一行\n>\n> ——")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# 题", r"\# 题"),
        ("1. 研究", r"1\. 研究"),
        ("2)研究", "2)研究"),
        ("1.5亿元", "1.5亿元"),
        ("- 5.4", r"\- 5.4"),
        ("a*b_c[d](e)", r"a\*b\_c\[d\](e)"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("a|b", r"a\|b"),
        ("`x` \\", r"\`x\` \\"),
    ],
)
def test_markdown_leaves_the_text_as_it_is(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.text(max_size=40))
def test_what_is_escaped_reads_back(text: str) -> None:
    shown = escaped(text)
    assert re.sub(r"\\([!-/:-@[-`{-~])", r"\1", shown) == text
    bare = re.sub(r"\\.", "x", shown)
    assert not re.search(r"[`*_\[\]<>|~&$]|^[#+=-]", bare)


@given(
    st.text(max_size=20),
    st.one_of(st.none(), st.text(max_size=20)),
    st.one_of(st.none(), st.integers(0, 3000), st.text(max_size=5)),
    st.booleans(),
)
def test_any_document_has_all_its_citations_in_one_line_each(
    title: str, issuer: str | None, page: int | str | None, serial: bool
) -> None:
    document = replace(OPINION, title=title, issuer=issuer, page=page)
    source = Source(document, ISSUE if serial else None, HERE)
    for way in ways(source, DAY, PARAGRAPH):
        assert HERE in way.text
        assert way.lines >= 1
        assert way.id == "markdown" or "\n" not in way.text
    said = gbt7714(source, DAY)
    assert said.endswith(f"[2026-11-25]. {HERE}")
    assert ". . " not in said.replace(" ".join(title.split()), "").replace(issuer or "", "")
