"""Markdown: what the programs write that recognise pages is read as it was printed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.markdown.reader import read_markdown
from index.parse import parse_text, parse_transcript
from search.document import Document, Edition
from tests.material import SAMPLE, sample_edition


def texts(markdown: str) -> list[str]:
    return [line.text for line in read_markdown(markdown).lines]


INLINE = [
    ("**重点：**落实责任。", "重点：落实责任。"),
    ("***总体***要求，__三项__任务", "总体要求，__三项__任务"),
    ("一、 __三项__ 任务", "一、 三项 任务"),
    ("*斜排的说明*", "斜排的说明"),
    ("原油*为初步数，天然气*同。", "原油*为初步数，天然气*同。"),
    ("* 注：数据为初步数。", "* 注：数据为初步数。"),
    (r"\* 注：3 \* 5 \_ 2\. \#", "* 注：3 * 5 _ 2. #"),
    ("姓名____年龄___", "姓名____年龄___"),
    ("file_name_here.txt 与 snake_case", "file_name_here.txt 与 snake_case"),
    ("占比<5%，且x<y>z", "占比<5%，且x<y>z"),
    ("<<民法典>>和<通知>", "<<民法典>>和<通知>"),
    ("1986年.", "1986年."),
    ("1986. 开头的年份", "1986. 开头的年份"),
    (r"1986\. 开头", "1986. 开头"),
    ("3. 第三项", "3. 第三项"),
    ("3) 第三项", "3) 第三项"),
    ("甲&nbsp;乙&lt;5&amp;6&#8212;&hellip;", "甲 乙<5&6—…"),
    ("AT&T与R&D;", "AT&T与R&D;"),
    ('见[通知](https://www.gov.cn/a_(1).htm "题")和<https://gov.cn/x>', "见通知和https://gov.cn/x"),
    ("总值<sup>1</sup>为", "总值^[1]为"),
    ("总值<sup>[1]</sup>为<SUP>②</SUP>，<sup> 12 </sup>", "总值^[1]为^[2]，^[12]"),
    ("10m<sup>2</sup>，5 km<sup>3</sup>，x<sup>2</sup>，10<sup>-4</sup>", "10m²，5 km³，x²，10⁻⁴"),
    ("CO<sub>2</sub>和GDP<sup>3</sup>", "CO2和GDP^[3]"),
    ("总值[^1]和[^3]。", "总值^[1]和^[3]。"),
    ("总值^[4]和[5]", "总值^[4]和[5]"),
    ("总值$^{[1]}$为$^{①}$，$^1$", "总值^[1]为^[1]，^[1]"),
    (r"总值$^{\textcircled{2}}$和\(^{3}\)", "总值^[2]和^[3]"),
    (r"增长 $10 \%$，$5 . 3 \%$，$\geq 3$", "增长 10%，5.3%，≥3"),
    (r"$1 5 2 8 8 . 9 4$ 亿元，$\mathrm{km}^{2}$，$m^3$", "15288.94 亿元，km²，m³"),
    (r"$\mathrm{PM}_{2.5}$、$20^{\circ}\mathrm{C}$、$3 \times 10^{4}$", "PM2.5、20°C、3×10⁴"),
    (r"$\text{二〇一八 年}$ $\frac{1}{2}$", "二〇一八 年 1/2"),
    (r"$\sum_{i=1}^{n} x_i$ 与 $\unknown{a*b}$", r"$\sum_{i=1}^{n} x_i$ 与 $\unknown{a*b}$"),
    ("收费$10和美元$20以上", "收费$10和美元$20以上"),
    ("价格 $100", "价格 $100"),
    ("图![](images/a.jpg)示", "图示"),
    ("`代码_x` 与 ``", "代码_x 与 ``"),
    ("删~~旧~~新，3~5", "删旧新，3~5"),
    ("<span style='x'>甲</span><b>乙</b><font color=red>丙</font>", "甲乙丙"),
    ("> 引文", "引文"),
    (">60分", ">60分"),
    ("- 第一项", "第一项"),
    ("- 18 -", "- 18 -"),
    ("—18—", "—18—"),
    ("-5.3", "-5.3"),
    ("# 第一章 总则 #", "第一章 总则"),
    ("## **吉林省人民政府令**", "吉林省人民政府令"),
    ("#1楼", "#1楼"),
    ("C#", "C#"),
    ("    四格缩进的一段。", "四格缩进的一段。"),
    ("\u3000\u3000全角缩进的一段。", "全角缩进的一段。"),
    ("[^1]: 本公报中数据为初步数。", "[1] 本公报中数据为初步数。"),
    ("<sup>1</sup> 本公报中数据为初步数。", "[1] 本公报中数据为初步数。"),
    ("$^{[2]}$本公报中数据为初步数。", "[2] 本公报中数据为初步数。"),
    ("##一、总体要求", "一、总体要求"),
    ("#（一）目标", "（一）目标"),
    ("#抗疫# 的消息", "#抗疫# 的消息"),
    ("## 标题 {#sec-1 .unnumbered}", "标题"),
    ('见[附件1](<a b.pdf> "题")、[空]()、[锚](#a)', "见附件1、空、锚"),
    ("[]{#anchor}文[字]{.underline}[数](5)", "文字数"),
    ("总值^1^、10^4^、x^2^和^[5]甲^[6]", "总值^[1]、10⁴、x²和^[5]甲^[6]"),
    (r"总值\textsuperscript{4}、H~2~O、3~5天~7", "总值^[4]、H2O、3~5天~7"),
    (r"\[ x^{2} \]、\[1\]与\[2018\]", "x²、[1]与[2018]"),
    (r"$1 {,} 234$、$[2018] 1$、$\langle 甲 \rangle$", "1,234、[2018]1、〈甲〉"),
    (r"$\textcircled{\scriptsize{1}}$、$\circledast$", "①、※"),
    ("《*民法典*》 _斜体_ 前_中_后", "《民法典》 斜体 前_中_后"),
    ("![图2 产量](x.png)", "图2 产量"),
    ("![A map](x.png)图", "图"),
    ("行末\\", "行末"),
    ("<|ref|>title<|/ref|><|det|>[[1,2]]<|/det|>标题", "标题"),
    ("<|ref|>正文<|/ref|>", "正文"),
    ("&emsp;&emsp;段落", "段落"),
    ("<td>散</td>", "散"),
]


@pytest.mark.parametrize(("markdown", "expected"), INLINE)
def test_a_line_is_read_as_it_was_printed(markdown: str, expected: str) -> None:
    assert texts(markdown) == [expected]


BLOCKS = [
    ("第一行\n第二行", ["第一行", "第二行"]),
    ("标题\n===\n正文\n\n---\n\n* * *\n下文", ["标题", "正文", "下文"]),
    ("* 甲\n* 乙\n\n+ 丙", ["甲", "乙", "丙"]),
    ("```html\n一\n```\n二\n$$\n三\n$$", ["一", "二", "三"]),
    ("<div align=center>标题</div>\n<p>甲</p><p>乙<br>丙</p>", ["标题", "甲", "乙", "丙"]),
    ("正文\n<page_number>18</page_number>", ["正文", "18"]),
    ("<!-- 旁注 -->甲<!-- 多行\n旁注 -->乙", ["甲", "乙"]),
    ("甲\n![](a.jpg)\n<img src='b.png'/>\n乙", ["甲", "乙"]),
    (
        '<!-- PageHeader="省政府公报" -->\n<!-- PageNumber="— 3 —" -->\n甲',
        ["省政府公报", "— 3 —", "甲"],
    ),
    ("| a | b |\n|---|:-:|\n| 1 | 2 |\n\n甲", ["a\tb", "1\t2", "甲"]),
    ("甲 | 乙\n--- | ---\n1 | 2\n3 |\n\n丙 | 丁", ["甲\t乙", "1\t2", "3\t", "丙 | 丁"]),
    ("|  |  |\n|---|---|\n| 甲 |  |\n|  | 5 |", ["甲\t", "\t5"]),
    ("| a | b | c |\n| 1 | 2 | 3 |", ["a\tb\tc", "1\t2\t3"]),
    (
        r"| a\|b | $10 \%$ |" + "\n|-|-|\n| **粗**<br>行 | <sup>1</sup> |",
        ["a|b\t10%", "粗行\t^[1]"],
    ),
    (
        "表1<table><tr><td>甲</td><td>5&lt;6</td></tr>"
        "<tr><td>乙$^{[1]}$</td><td>$3 \\%$</td></tr></table>注",
        ["表1", "甲\t5<6", "乙^[1]\t3%", "注"],
    ),
    (
        "<table>\n<tr><td>甲</td><td>乙</td></tr>\n\n<tr><td>1</td><td>2</td></tr>\n</table>\n丙",
        ["甲\t乙", "1\t2", "丙"],
    ),
    (
        "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr>\n\n后面的正文。",
        ["甲\t乙", "1\t2", "后面的正文。"],
    ),
]


@pytest.mark.parametrize(("markdown", "expected"), BLOCKS)
def test_blocks(markdown: str, expected: list[str]) -> None:
    assert texts(markdown) == expected


TABULAR = r"""\begin{table}[h]
\caption{表1 产量}
\begin{tabular}{|l|r@{}|}
\hline 指标 & 数量 \\
\hline \multirow{2}{*}{粮食} & 3 & 5 \\
 & A\&B & x|y \\ 合计 &
7 & 8 \\[2pt]
\multicolumn{2}{c|}{全省} & 9 \\
\hline
\end{tabular}
\end{table}"""

OVER_LINES = [
    (TABULAR, [(2, "表1 产量"), (4, "指标\t数量"), (5, "粮食\t3\t5"), (6, "\tA&B\tx|y"),
               (6, "合计\t7\t8"), (8, "全省\t\t9")]),
    ("\\begin{tabular}{cc} 甲 & 乙 \\\\ \\hline 1 & 2 \\\\ \\end{tabular}后文",
     [(1, "甲\t乙"), (1, "1\t2"), (1, "后文")]),
    ("\\begin{tabular}{cc}\n甲 & 乙", [(1, "\\begin{tabular}{cc}"), (2, "甲 & 乙")]),
    ("\\title{\n标题\n}\n\\section*{一、总体}\n\\footnotetext{${ }^{1}$ 指甲。}",
     [(2, "标题"), (4, "一、总体"), (5, "[1] 指甲。")]),
    ("\\begin{itemize}\n\\item 甲\n\\item[（一）] 乙\n\\end{itemize}\n}",
     [(2, "甲"), (3, "（一） 乙"), (5, "}")]),
    ("$$\n\\frac{A}{B}\n\\times 100\\%\n$$\n后", [(2, "A/B×100%"), (5, "后")]),
    ("$$\n甲\n\n乙", [(2, "甲"), (4, "乙")]),
    ("$$\n\\begin{array}{l}\n甲 \\\\\n乙\n\\end{array}\n$$", [(2, "甲"), (2, "乙")]),
    ("甲[^1]\n\n[^1]: 一\n    二\n\n    三\n\n正文",
     [(1, "甲^[1]"), (3, "[1] 一二三"), (8, "正文")]),
    ("[^1]: 一\n\n\u3000\u3000正文", [(1, "[1] 一"), (3, "正文")]),
    ("见[甲][1]、[乙][]与[1][2]\n\n[1]: http://a.cn/x\n[乙]: ./y 'z'\n[2]: 指乙",
     [(1, "见甲、乙与[1][2]"), (5, "[2]: 指乙")]),
    ("+---+----+\n| 甲 | 乙 |\n| 丙 |   |\n+===+====+\n| 1 | 2 |\n+---+----+\n后",
     [(2, "甲丙\t乙"), (5, "1\t2"), (7, "后")]),
    ("**江南省人民政府\n关于某事的通知**\n\n**注\n\n乙**",
     [(1, "江南省人民政府"), (2, "关于某事的通知"), (4, "**注"), (6, "乙**")]),
    ("::: {.center}\n居中\n:::", [(2, "居中")]),
    ("| 甲 |\n| --- |\n| 一<br>二 |\n| 1<br>2 |", [(1, "甲"), (3, "一二"), (4, "1 2")]),
    ("---\ntitle: '关于某事的通知'\ndate: 2019-02-03\ntags:\n  - a\n---\n\n内容。",
     [(2, "关于某事的通知"), (8, "内容。")]),
    ("---\ntitle: 关于某事的通知\n---\n# 江南省关于某事的通知", [(4, "江南省关于某事的通知")]),
    ("---\nprimary_language: zh\nis_table: False\n---\n内容。", [(5, "内容。")]),
    ("---\n\n正文: 甲\n\n---\n后", [(3, "正文: 甲"), (6, "后")]),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "expected"), OVER_LINES)
def test_what_is_said_over_several_lines(markdown: str, expected: list[tuple[int, str]]) -> None:
    assert [(line.number, line.text) for line in read_markdown(markdown).lines] == expected


def test_entities_may_indent() -> None:
    assert [line.indent for line in read_markdown("&emsp;&emsp;段落").lines] == [2]


def test_lines_know_their_number_gap_indentation_and_page() -> None:
    lines = read_markdown("# 标题\n正文\n\n\u3000\u3000下段\n<!-- page 2 -->\n次页\n\f三页").lines
    assert [(ln.number, ln.text, ln.indent, ln.gap, ln.cut) for ln in lines] == [
        (1, "标题", 0, True, False),
        (2, "正文", 0, True, False),
        (4, "下段", 2, True, False),
        (6, "次页", 0, True, True),
        (7, "三页", 0, True, True),
    ]


SEPARATORS = [
    "<!-- page 3 -->",
    "<!-- Page: 3 -->",
    "<!-- PageBreak -->",
    "<!-- 第3页 -->",
    "{3}------------------------------------------------",
    "--- Page 3 ---",
    "## Page 3",
    "[page 3]",
    "**Page 3 of 20**",
    "=== Page 3 ===",
    '<page number="3">',
    "\\newpage",
    "\f",
]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_pages_are_cut(separator: str) -> None:
    lines = read_markdown(f"甲\n\n{separator}\n\n乙").lines
    assert [(line.text, line.cut) for line in lines] == [("甲", False), ("乙", True)]


def test_notes_with_names_are_numbered() -> None:
    assert texts("甲[^a]乙[^1]丙[^注]\n\n[^a]: 一\n[^注]: 二") == [
        "甲^[2]乙^[1]丙^[3]",
        "[2] 一",
        "[3] 二",
    ]


PICTURES = [
    ("![](a.jpg)", [1]),
    ("甲\n\n![](a.jpg)\n\n乙", []),
    ("甲\n<!-- page 2 -->\n\n![](a.jpg)\n<!-- page 3 -->\n乙", [4]),
    ("<!-- image -->", [1]),
    ("<img src=a.jpg>\n<!-- page 2 -->\n![图](a.jpg)\n<!-- page 3 -->\n乙", [1]),
    ("", []),
]


@pytest.mark.parametrize(("markdown", "lines"), PICTURES)
def test_only_pages_that_are_pictures_are_warned_of(markdown: str, lines: list[int]) -> None:
    warnings = read_markdown(markdown).warnings
    assert [(warning.line, warning.kind) for warning in warnings] == [
        (line, "picture") for line in lines
    ]


# The bundled issue as Markdown


def as_markdown() -> str:
    return "\n".join(_markdown_lines())


def _markdown_lines() -> Iterator[str]:
    titles = {document.title for document in sample_edition().documents}
    headings = {b.text for d in sample_edition().documents for b in d.blocks if b.kind == "heading"}
    table: list[list[str]] = []
    tables = 0
    for line in [*SAMPLE.read_text("utf-8").split("\n"), ""]:
        if "\t" in line:
            table.append(line.split("\t"))
            continue
        if table:
            yield from (_pipes(table) if tables % 2 else _html(table))
            yield ""
            tables, table = tables + 1, []
        plain = re.sub(r"\s*\^\[\d+\]", "", line).strip()
        marked = _raised(line)
        heading = plain in titles or plain in headings
        yield f"# {marked.strip()}" if heading else marked.replace("*", r"\*")


def _pipes(table: list[list[str]]) -> list[str]:
    head, *rows = (f"| {' | '.join(cell.strip() for cell in row)} |" for row in table)
    return [head, "|" + " --- |" * len(table[0]), *rows]


def _html(table: list[list[str]]) -> list[str]:
    rows = ("".join(f"<td>{_raised(html.escape(cell))}</td>" for cell in row) for row in table)
    return ["<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"]


def _raised(text: str) -> str:
    return re.sub(r"\s?\^(\[\d+\])", r"<sup>\1</sup>", text)


def _told(document: Document) -> list[object]:
    blocks = [(b.kind, b.text, b.rows, [n.mark for n in b.notes]) for b in document.blocks]
    notes = [(note.mark, note.text, note.cited_at) for note in document.footnotes]
    return [document.title, document.number, document.issued, document.page, blocks, notes]


def test_the_bundled_issue_is_the_same_in_markdown() -> None:
    found: Edition = parse_transcript(read_markdown(as_markdown()), "x.md", "")
    # The issue's text has "- " before some lines, which in Markdown is a list's mark.
    expected = parse_text(re.sub("(?m)^- ", "", SAMPLE.read_text("utf-8")))
    assert found.issue.id == expected.issue.id
    assert found.issue.contents == expected.issue.contents
    for one, other in zip(found.documents, expected.documents, strict=True):
        assert _told(one) == _told(other)


# Anything


PIECES = [
    *"|*_`$\\<>[]()#-{}!&;^~\n\t\f \u3000",
    *("甲", "1", "a", "---", "|-|-|", "<table>", "</table>", "<tr>", "<td>", "![](", "<!--", "-->"),
    *("$^{", "\\text{", "<sup>", "</sup>", "[^1]", "```", "{1}---", "&nbsp;", "\r\n", "\ud800"),
    *(
        "\\begin{tabular}",
        "\\end{tabular}",
        "\\\\",
        "\\title{",
        "[1]: /x",
        "[^1]:",
        "    ",
        "+-+-+",
    ),
    *("---\n", "title: a\n", "**", "$$\n", "\\[", "\\]", "[a][1]", "\\multicolumn{2}{c}{"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text())
def test_anything_is_read(markdown: str) -> None:
    lines = read_markdown(markdown).lines
    last = markdown.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert [line.number for line in lines] == sorted(line.number for line in lines)
    assert all(1 <= line.number <= last and line.text.strip() for line in lines)
    assert not any("\n" in line.text or "\f" in line.text for line in lines)


@given(st.text(alphabet="甲乙丙丁，。：；（）《》“”—…0123456789.%〔〕号年月日", min_size=1))
def test_plain_chinese_stays_as_it_is(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "piece",
    ["![](", "$", "**", "`", "[^", "<sup>", "\\(", "<table>", "|", "> ", "\\begin{tabular}"],
)
def test_what_opens_and_never_closes_stays_text_or_is_nothing(piece: str) -> None:
    many = texts(f"首{piece * 3000}\n\n尾")
    assert many[0].startswith("首")
    assert many[-1] == "尾"
