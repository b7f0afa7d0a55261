"""What is recognised in a line: an example for every rule, and what must not be taken for it."""

from __future__ import annotations

import pytest

from index.gazette.imprint import is_imprint
from index.gazette.lettering import drop_han_spaces, width
from index.gazette.names import is_person
from index.gazette.patterns import (
    UNNUMBERED_RUN_IN,
    fold,
    heading_number,
    is_agency,
    is_date_line,
    is_gazette_title,
    is_issue_line,
    number_line,
)
from index.gazette.titles import is_strong_title
from index.gazette.units import is_open

HEADINGS = [
    ("一、综合", 1),
    ("十二、环境和安全生产", 1),
    ("（一）构建体系。", 2),
    ("(十四) 加强基础研究", 2),
    ("1. 加强研究", 3),
    ("2．完善管理", 3),
    ("3、落实责任", 3),
    ("（1）城市", 4),
    ("①农村", 5),
    ("第一章 总 则", 1),
    ("第三节　附则", 2),
    ("第十二条　本办法所称", 3),
    ("148.43 万人次", None),
    ("2.31 万人", None),
    ("2017年12月底前", None),
    ("92 项获得", None),
    ("第一步，到 2020 年", None),
    ("（牵头单位：省科技厅）", None),
    ("一是加强领导", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "level"), HEADINGS)
def test_heading_number(text: str, level: int | None) -> None:
    found = heading_number(text)
    assert (found[0] if found else None) == level


RUN_INS = [
    ("科技引领。面向未来，把握趋势。", "科技引领。"),
    ("——坚持创新驱动。牢固树立理念。", "——坚持创新驱动。"),
    ("虚拟现实与增强现实。突破建模。", "虚拟现实与增强现实。"),
    ("到2020年，基本建成。此后继续。", None),
    ("科技引领。", None),
]


@pytest.mark.parametrize(("text", "run_in"), RUN_INS)
def test_unnumbered_run_in(text: str, run_in: str | None) -> None:
    match = UNNUMBERED_RUN_IN.match(text)
    assert (match[0] if match else None) == run_in


OPEN = [
    ("年末城镇登记失", True),
    ("省安全生产监督管理局(省煤矿安全生产监督管理局)", True),
    ("配合单位：省", True),
    ("（省政府各部门、各市州政府", True),
    ("加强研究。（牵头单位：省科技厅）", False),
    ("（牵头单位：省科技厅；配合单位：省教育厅）", False),
    ("现通知如下：", False),
    ("形成“生态系统。”", False),
    ("推进“放管服”", True),
    ("（此件公开发布。）", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_is_open(text: str, expected: bool) -> None:
    assert is_open(text) == expected


AGENCIES = [
    "吉林省人民政府",
    "四川省人民政府办公厅",
    "国家发展改革委",
    "吉林省统计局",
    "中共吉林省委",
    "国务院",
    "中国人民银行",
]


@pytest.mark.parametrize("text", AGENCIES)
def test_agencies(text: str) -> None:
    assert is_agency(text)


@pytest.mark.parametrize("text", ["加强组织领导", "2018年3月28日", "吉林省", "各市人民政府：", ""])
def test_what_is_no_agency(text: str) -> None:
    assert not is_agency(text)


NUMBER_LINES = ["吉政发〔2017〕34号", "（国发[2018] 1 号）", "国家税务总局公告2019年第48号"]


@pytest.mark.parametrize("text", NUMBER_LINES)
def test_number_lines(text: str) -> None:
    assert number_line(text)


@pytest.mark.parametrize("text", ["根据国发〔2018〕1号文件", "第265号", "号", ""])
def test_what_is_no_number_line(text: str) -> None:
    assert not number_line(text)


def test_date_lines() -> None:
    assert is_date_line("2017年12月24日")
    assert is_date_line("（二〇一八年三月一日）")
    assert not is_date_line("2017年12月底前")
    assert not is_date_line("2017年12月24日起施行")


IMPRINTS = [
    ("吉林省人民政府办公厅　2017年12月25日印发", True),
    ("吉林省人民政府办公厅秘书处 2017年12月25日印", True),
    ("2017年12月25日印 发", True),
    ("财政部二〇一七年十二月二十五日印发", True),
    ("按照财政部要求，2017年12月25日印发", False),
    ("2017年12月25日", False),
    ("关于做好印发", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "expected"), IMPRINTS)
def test_imprints(text: str, expected: bool) -> None:
    assert is_imprint(text) == expected


def test_a_gazettes_title_is_no_statistical_bulletin() -> None:
    assert is_gazette_title("吉林省人民政府公报")
    assert is_gazette_title("中华人民共和国国务院公报")
    assert is_gazette_title("湖南政报")
    assert not is_gazette_title("国民经济和社会发展统计公报")
    assert is_issue_line("2019年第3期（总第1234期）")
    assert is_issue_line("江南省人民政府公报 2019年第3期")
    assert is_issue_line("国务院公报2018·6")
    assert not is_issue_line("江南省统计局关于2018年统计公报2018年数据的说明")


PERSONS = [
    ("景俊海", True),
    ("欧阳修远", True),
    ("阿不都拉·买买提", True),
    ("人是关键", False),
    ("高质量", False),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons(text: str, expected: bool) -> None:
    assert is_person(text) == expected


def test_strong_titles() -> None:
    assert is_strong_title("吉林省人民政府人事任免")
    assert is_strong_title("教育部关于加强工作的通知（试行）")
    assert not is_strong_title("吉林省人民政府")
    assert not is_strong_title("加强领导的通知")


def test_folding_and_spaces() -> None:
    assert fold("吉林省 ２０１７ 年（统计）公报^[1]") == "吉林省2017年统计公报"
    assert drop_han_spaces("落实 新一代 2017 年 A 级") == "落实新一代 2017 年 A 级"
    assert width("全省 12") == 3.5
