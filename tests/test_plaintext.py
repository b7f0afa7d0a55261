"""Lines: what they know of where they stood, and how a layout shows its paragraphs."""

from __future__ import annotations

import pytest

from index.gazette import furniture
from index.plaintext import Line, clean, join, layout, read_lines

CLEANED = [
    ("\ufeff目录\r\n一、综合\r二、农业", "目录\n一、综合\n二、农业"),
    ("吉\x00林\u200b省", "吉林省"),
    ("行\x0b内\u2028分", "行 内 分"),
    ("坏\ud800字", "坏\ufffd字"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_lines_know_number_indentation_gap_and_page_break() -> None:
    lines = read_lines("标题\n\n　　正文\n续行\f下页\n\t\n末行")
    assert [(ln.number, ln.text, ln.indent, ln.gap, ln.cut) for ln in lines] == [
        (1, "标题", 0, False, False),
        (3, "正文", 2, True, False),
        (4, "续行", 0, False, False),
        (4, "下页", 0, False, True),
        (6, "末行", 0, True, False),
    ]


def test_tabs_make_rows_only_between_words_or_inside_a_table() -> None:
    lines = read_lines("\t缩进的一段话。\n\n指标\t全省\t\n\t城市\t\n按类型分：\t\t\n\n\t又一段。")
    assert [line.text for line in lines] == [
        "缩进的一段话。",
        "指标\t全省\t",
        "\t城市\t",
        "按类型分：\t\t",
        "又一段。",
    ]


def test_a_markdown_table_is_rows() -> None:
    lines = read_lines("| 指标 | 数 |\n|---|---|\n| 粮食 | 3 |")
    assert [line.text for line in lines] == ["指标\t数", "粮食\t3"]


def text_lines(text: str, title: str | None = None) -> list[Line]:
    """The lines of a text without page furniture."""
    lines = read_lines(text)
    return furniture.without(lines, furniture.find(lines, title))


FURNITURE = ["— 18 —", "·18·", "- 18 -", "第 18 页", "第18页 共50页", "－１８－", "12/50"]


@pytest.mark.parametrize("mark", FURNITURE)
def test_page_numbers_are_taken_out(mark: str) -> None:
    lines = text_lines(f"全年粮食总产量\n{mark}\n比上年增长。")
    assert [(line.text, line.cut) for line in lines] == [
        ("全年粮食总产量", False),
        ("比上年增长。", True),
    ]


def test_running_heads_are_taken_out() -> None:
    text = (
        "为了加强全省城市供水管理工作，现提出以下意见。\n省政府文件\n- 3 -\n甲\n"
        "四川政报 2019年第3期\n乙\n省政府文件\n- 4 -\n丙"
    )
    assert [ln.text for ln in text_lines(text, "四川政报")][1:] == [
        "甲",
        "乙",
        "丙",
    ]


KEPT = [
    "不少于20人，其中持证的不\n- 3 -\n少于5人。\n不少于30人，其中持证的不\n- 4 -\n少于9人。",
    "表示 18 元",
    "2018",
    "一、综合\n- 3 -\n一、综合\n- 4 -",
    "国务院\n2018年1月1日\n- 3 -\n国务院\n2018年1月1日",
]


@pytest.mark.parametrize("text", KEPT)
def test_headings_and_signatures_are_no_running_heads(text: str) -> None:
    kept = [line.text for line in text_lines(text)]
    assert kept == [line for line in text.split("\n") if "- " not in line]


JOINS = [
    (["登记失", "业率"], "登记失业率"),
    (["增加 2.31", "万人"], "增加 2.31万人"),
    (["machine", "learning"], "machine learning"),
    (["5", "G"], "5G"),
    ([], ""),
]


@pytest.mark.parametrize(("parts", "joined"), JOINS)
def test_join_puts_a_space_between_latin_words_only(parts: list[str], joined: str) -> None:
    assert join(parts) == joined


def test_layout_of_hard_wrapped_indented_text() -> None:
    paragraph = (
        "　　为深入贯彻落实党中央国务院决策部署，推动高\n"
        "质量发展，经省政府同意，现就有关事项通知如下\n意见。\n"
    )
    found = layout(read_lines(paragraph * 4))
    assert found.measure == pytest.approx(22, abs=2)
    assert found.indented


def test_layout_of_one_line_a_paragraph() -> None:
    found = layout(
        read_lines("为深入贯彻落实党中央国务院决策部署，推动高质量发展。\n\n短句。\n\n" * 5)
    )
    assert (found.measure, found.indented, found.gapped) == (None, False, True)
