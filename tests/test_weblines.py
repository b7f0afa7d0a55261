"""Elements become lines: paragraphs whatever marks them, rows of tables, footnotes."""

from __future__ import annotations

import pytest

from index.html.lines import read_fragment
from index.plaintext import Line

PROSE = "很长的正文，" * 40


def texts(html: str) -> list[str]:
    return [line.text for line in read_fragment(html)]


PARAGRAPHS = [
    ("文字", ["文字"]),
    ("", []),
    ("<p>一<b>二</b>三</p><div>四</div>五", ["一二三", "四", "五"]),
    ("<p>甲<p>乙<li>丙<dt>丁<dd>戊", ["甲", "乙", "丙", "丁", "戊"]),
    ("<div>甲<br>　　乙<p>丙</div>", ["甲", "乙", "丙"]),
    ("<div>甲。　　乙，有两段。　　丙。</div>", ["甲。", "乙，有两段。", "丙。"]),
    ("<p>局　　长　张　三</p>", ["局　　长　张　三"]),
    ("<p>中\n文 a\nb</p>", ["中文 a b"]),
    ("<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙&nbsp;</p>", ["甲 乙"]),
    ("<p>甲<!--注-->乙<wbr>丙&shy;丁&#8203;戊<o:p>&nbsp;</o:p></p>", ["甲乙丙丁戊"]),
    ("<p>全<span>省</span><font>各</font><st1:chsdate>2018</st1:chsdate>年</p>", ["全省各2018年"]),
    ("<pre>一\n　二\n\n三</pre>", ["一", "二", "三"]),
    ("<span style='display:block'>甲</span>乙", ["甲", "乙"]),
    ("<p style='display:inline'>甲</p><p style='display:inline'>乙</p>", ["甲乙"]),
    (
        "<p>甲</p><p style='DISPLAY : none'>乙</p><p hidden>丙</p><i style='mso-hide:all'>丁</i>",
        ["甲"],
    ),
    ("<script>a</script><style>b</style><select><option>c</select><img alt='图'>甲", ["甲"]),
    ("<a href='x'><h3>标题</h3></a>", ["标题"]),
    ("<ul><li><a href='x'>通知</a><span>2020-02-20</span></ul>", ["通知 2020-02-20"]),
    ("&#150;&#x4e2d;&amp;sp;&zzz;", ["–中&sp;&zzz;"]),
]


@pytest.mark.parametrize(("html", "expected"), PARAGRAPHS)
def test_paragraphs(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


TABLES = [
    ("<table border=1><tr><th rowspan=2>甲<th colspan=2>乙<tr><td>1<td>2</table>",
     ["甲\t乙\t", "\t1\t2"]),
    ("<table border=1><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>",
     ["甲\t1", "\t2", "\t3"]),
    ("<table><tr><td>甲<td>乙<tr><td colspan=999999>丙<tr><td>1<td>2</table>",
     ["甲\t乙", "丙\t", "1\t2"]),
    ("<table><caption>表1</caption><tr><td colspan=2>总表<tr><td>甲<td>乙<tr><td>1<td>2"
     "<tr><td colspan=2>注：无</table>", ["表1", "总表", "甲\t乙", "1\t2", "注：无"]),
    ("<table><tfoot><tr><td>计<td>3</tr></tfoot><tbody><tr><td>子<td>3</tr></tbody>"
     "<thead><tr><th>项<th>数</tr></thead></table>", ["项\t数", "子\t3", "计\t3"]),
    ("<table border=1><tr><td><p>甲</p><p>乙</p><td>丙<br>丁<tr><td>1<td></table>",
     ["甲 乙\t丙 丁", "1\t"]),
    ("<table border=1><tr><td>甲<td>乙<tr><td><table><tr><td>x<td>y</table><td>一二三四五"
     "<tr><td>1<td>2</table>",
     ["甲\t乙", "x y\t一二三四五", "1\t2"]),
    ("<table border=1><tr><td>甲<td>乙<tr><td><td></table>", ["甲\t乙"]),
    ("<table role=presentation border=1><tr><td>甲<td>乙<tr><td>丙<td>丁</table>",
     ["甲", "乙", "丙", "丁"]),
    ("<table><tr><td>一段。<tr><td>二段。</table>", ["一段。", "二段。"]),
    ("<table><tr><td>甲<td>乙</table>", ["甲", "乙"]),
    (f"<table><tr><td>导航<td><p>{PROSE}<p>末。<tr><td>甲<td>乙</table>",
     ["导航", PROSE, "末。", "甲", "乙"]),
    ("<table><tr><td>左<td><table border=1><tr><td>甲<td>乙<tr><td>1<td>2</table></table>",
     ["左", "甲\t乙", "1\t2"]),
    ("<table border=1><tr><td>a<td rowspan=1000000>b" + "<tr><td>c" * 3 + "</table>",
     ["a\tb", "c\t", "c\t", "c\t"]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), TABLES)
def test_tables(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_spans_out_of_proportion_are_disregarded() -> None:
    stair = "".join(f"<tr><td colspan={i} rowspan=65534>a<td>b" for i in range(1, 600))
    assert texts(f"<table border=1>{stair}</table>") == ["a\tb"] * 599


def test_a_row_wide_as_html_allows_stays_narrow() -> None:
    row = "<tr><td colspan=1000000>a<td colspan=99999999999999999999>b"
    assert texts(f"<table border=1>{row * 500}</table>") == ["a\tb"] * 500


NOTES = [
    ("<p>总值<sup>[1]</sup>增<sup>2</sup>。<p>[1] 初步数。<p><sup>2</sup>可比价。",
     ["总值^[1]增^[2]。", "[1] 初步数。", "[2] 可比价。"]),
    ("<p>总值<a href='#_ftn1'>[1]</a>。<p><a href='x.htm#_ftnref1'>[1]</a> 初步数。",
     ["总值^[1]。", "[1] 初步数。"]),
    ("<p>GDP<sup><a href='#fn1'>1</a></sup>为<p><sup>1</sup>生产总值。",
     ["GDP^[1]为", "[1] 生产总值。"]),
    ("<p>5m<sup>2</sup>、3km<sup>2</sup>、10<sup>8</sup>、4公里<sup>2</sup>、1<sup>st</sup>、H<sub>2</sub>O",
     ["5m²、3km²、10⁸、4公里²、1st、H2O"]),
    ("<p>面积<sup>2</sup>为5m<sup>2</sup>。<p><sup>2</sup>不含水面。",
     ["面积^[2]为5m²。", "[2] 不含水面。"]),
    ("<p>甲①是乙②。<p>包括：①农村；②城市。<p>①初步数。<p>②全市数。",
     ["甲^[1]是乙^[2]。", "包括：①农村；②城市。", "[1] 初步数。", "[2] 全市数。"]),
    ("<p>包括：<p>①农村<p>②城市", ["包括：", "①农村", "②城市"]),
    ("<p>总值①增长。<p>正文。<p>注：①初步数。", ["总值^[1]增长。", "正文。", "[1] 初步数。"]),
    ("<p>表<sup>*</sup>为", ["表^[*]为"]),
    ("<p>总值<span style='vertical-align: super'>[3]</span>。", ["总值^[3]。"]),
    ("<table border=1><tr><td>总值<sup>[1]</sup><td>5m<sup>2</sup><tr><td>1<td>2</table>",
     ["总值^[1]\t5m²", "1\t2"]),
    ("<p>甲<sup>乙<p>丙</sup>丁", ["甲乙", "丙", "丁"]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), NOTES)
def test_footnotes(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_indents_tell_paragraphs_titles_and_signatures() -> None:
    html = (
        "<p align=center>题</p><p>段</p><p>　　　　深</p><div>甲<br>乙<br>　　丙</div>"
        "<p style='text-align:right'>名</p><table align=center><tr><td>文。</table>"
    )
    assert [line.indent for line in read_fragment(html)] == [8, 2, 4, 2, 0, 2, 20, 2]


def test_gaps_are_blank_lines() -> None:
    html = "甲<br><br>乙<br>丙<hr>丁<p>&nbsp;</p><p>戊</p>"
    assert [line.gap for line in read_fragment(html)] == [False, True, False, True, True]


def test_numbers_are_source_lines() -> None:
    html = (
        "<p>甲\n乙</p>\n\n<div>\n丙<br>\n丁</div>\n<table border=1>\n<tr><td>1<td>2\n<tr><td>3<td>4"
    )
    found = read_fragment(html, first_line=11)
    assert [(line.number, line.text) for line in found] == [
        (11, "甲乙"),
        (15, "丙"),
        (16, "丁"),
        (18, "1\t2"),
        (19, "3\t4"),
    ]
    assert found[0] == Line(11, "甲乙", 2.0)
