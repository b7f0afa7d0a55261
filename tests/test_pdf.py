"""PDF: what stands on its pages is read in order, once, and as it was printed."""

from __future__ import annotations

import difflib
import itertools
import math
import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth

from index.parse import parse_transcript
from index.pdf.frames import Sheet
from index.pdf.lines import page_lines
from index.pdf.reader import read_pdf
from index.source import SourceError
from search.document import Document, Edition
from tests.browsing import MARKS, chromium
from tests.material import sample_edition
from tests.pdfissue import issue_pdf
from tests.pdfmaking import SONG, Paper, measured, objects, streamed

# Every page is read by a process of its own.
pytestmark = pytest.mark.slow


def texts(pdf: bytes) -> list[str]:
    return [line.text for line in read_pdf(pdf).lines]


LEFT = [f"左栏第{n}行，文字写满这一栏的宽度吧" for n in "一二三四五六"]
RIGHT = [f"右栏第{n}行，文字写满这一栏的宽度吧" for n in "一二三四五六"]
ACROSS = "通栏的一行文字写得很长，一直写过两栏之间的空白才算写完了的一行"
LEFT_TEXT, RIGHT_TEXT = "".join(LEFT), "".join(RIGHT)


def two_columns(paper: Paper, y: float, shift: float = 0.0) -> Paper:
    return paper.column(60, y, LEFT).column(310, y + shift, RIGHT)


def by_rows() -> Paper:
    paper = Paper()
    for i in range(6):
        paper.text(60, 100 + 16 * i, LEFT[i]).text(310, 100 + 16 * i, RIGHT[i])
    return paper


def three_columns() -> Paper:
    paper = Paper()
    for x, name in ((60, "左"), (220, "中"), (380, "右")):
        paper.column(x, 100, [f"{name}栏第{n}行，文字写满" for n in "一二三四"])
    return paper


def _lines(name: str) -> str:
    return "".join(f"{name}栏第{n}行，文字写满" for n in "一二三四")


COLUMNS = [
    (two_columns(Paper(), 100), [LEFT_TEXT + RIGHT_TEXT]),
    (two_columns(Paper(), 100, 7), [LEFT_TEXT + RIGHT_TEXT]),
    (by_rows(), [LEFT_TEXT + RIGHT_TEXT]),
    (three_columns(), [_lines("左") + _lines("中") + _lines("右")]),
    (
        two_columns(Paper().text(200, 80, "关于两栏的通知", 16), 130),
        ["关于两栏的通知", LEFT_TEXT + RIGHT_TEXT],
    ),
    (
        two_columns(two_columns(Paper(), 100).text(60, 220, ACROSS), 260),
        [LEFT_TEXT + RIGHT_TEXT, ACROSS, LEFT_TEXT + RIGHT_TEXT],
    ),
    (
        two_columns(Paper().text(480, 70, "省政府文件"), 130),
        ["省政府文件", LEFT_TEXT + RIGHT_TEXT],
    ),
    (
        two_columns(Paper().grid([60, 300, 520], [300, 320, 340]), 100)
        .text(65, 315, "甲")
        .text(305, 315, "乙")
        .text(65, 335, "丙")
        .text(305, 335, "丁"),
        [LEFT_TEXT + RIGHT_TEXT, "甲\t乙", "丙\t丁"],
    ),
]


@pytest.mark.parametrize(("paper", "expected"), COLUMNS)
def test_columns_are_read_one_after_the_other(paper: Paper, expected: list[str]) -> None:
    assert texts(paper.pdf()) == expected


NARROW, LONGER = "都写满了到了栏的右边线", "多出一个字的一行写了十二"


def narrow() -> Paper:
    """A few lines that are longer, by a mark that was squeezed in, say nothing of the edge."""
    lines = [
        "\u3000\u3000" + NARROW[:9],
        *[NARROW] * 9,
        *["多出一个字的一行写了十二"] * 3,
        "末行。",
    ]
    return Paper().column(60, 100, lines)


def last_column(order: int) -> Paper:
    """The signature and the date stand at the head of the second column, which has no more."""
    paper = Paper()
    lines = [(60, 100 + 16 * i, LEFT[i % 6]) for i in range(20)]
    lines += [(400, 100, "江南省人民政府"), (410, 116, "2019年2月15日")]
    for x, y, text in sorted(lines, key=lambda line: line[1])[::order]:
        paper.text(x, y, text)
    return paper


def lines_between() -> Paper:
    """Lines between the columns end on a table that lies across, and go on below it."""
    paper = two_columns(two_columns(Paper(), 100), 300)
    paper.rule(290, 90, 290, 210).rule(290, 250, 290, 400)
    paper.grid([60, 200, 400, 520], [210, 230, 250])
    for i, cell in enumerate("甲乙丙丁戊己"):
        paper.text((65, 205, 405)[i % 3], 225 + 20 * (i // 3), cell)
    return paper


def listed() -> Paper:
    paper = Paper()
    for i in range(6):
        title = f"江南省人民政府关于第{i}项工作的通知"
        paper.text(60, 100 + 20 * i, title).text(400, 100 + 20 * i, f"........（{3 + i}）")
    return paper


def boxed_aside() -> Paper:
    """A line beside a box comes before it, though nothing parts the two but the box's edge."""
    lines = ["正文的第一行写得长一点，一直写到框边上", *LEFT]
    paper = Paper().column(60, 100, lines)
    return paper.column(60 + measured(lines[0], 10.5) + 4, 104, RIGHT)


LAYOUTS = [
    (narrow(), [NARROW[:9] + NARROW * 9 + LONGER * 3 + "末行。"]),
    *[
        (
            last_column(way),
            [(LEFT_TEXT * 4)[: 20 * len(LEFT[0])], "江南省人民政府", "2019年2月15日"],
        )
        for way in (1, -1)
    ],
    (lines_between(), [LEFT_TEXT + RIGHT_TEXT, "甲\t乙\t丙", "丁\t戊\t己", LEFT_TEXT + RIGHT_TEXT]),
    (
        listed(),
        [f"江南省人民政府关于第{i}项工作的通知 ........（{3 + i}）" for i in range(6)],
    ),
    (boxed_aside(), ["正文的第一行写得长一点，一直写到框边上", LEFT_TEXT, RIGHT_TEXT]),
]


@pytest.mark.parametrize(("paper", "expected"), LAYOUTS)
def test_layouts(paper: Paper, expected: list[str]) -> None:
    found = texts(paper.pdf())
    assert "".join(found) == "".join(expected)
    assert [line for line in found if "\t" in line] == [ln for ln in expected if "\t" in ln]


def spread(first: int, second: int) -> Paper:
    """Two printed pages on one sheet, each with a head, a column and a number."""
    paper = Paper(1190, 842)
    for x, number in ((0, first), (595, second)):
        paper.text(60 + x, 60, "江南省人民政府公报", 9).text(280 + x, 800, f"— {number} —", 9)
        paper.column(60 + x, 100, [f"第{number}页的文字，写满这一行的宽度"] * 5)
    return paper


def test_two_printed_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    found = read_pdf(spread(6, 7).pdf()).lines
    heads = [line.text for line in found if len(line.text) < 12]
    assert heads == ["江南省人民政府公报", "— 6 —"] * 1 + ["江南省人民政府公报", "— 7 —"]
    assert [line.text for line in found if line.cut] == ["江南省人民政府公报"]


def test_other_numbers_part_no_sheet() -> None:
    assert not any(line.cut for line in read_pdf(spread(6, 9).pdf()).lines)


ENTRIES = [("关于甲事项的通知", 3), ("关于乙方面工作的意见", 12), ("人事任免", 30), ("大事记", 41)]


@pytest.mark.parametrize("leader", ["…", ".", " .", "·", ""])
@pytest.mark.parametrize("number", ["{}", "({})", "（{}）"])
def test_an_entry_of_a_contents_list_is_a_line(leader: str, number: str) -> None:
    paper = Paper()
    for i, (title, page) in enumerate(ENTRIES):
        room = 400 - measured(title, 10.5)
        line = title + leader * int(room / measured(leader, 10.5) if leader else 0)
        paper.text(60, 100 + 20 * i, line).text(470, 100 + 20 * i, number.format(page))
    found = texts(paper.pdf())
    assert len(found) == len(ENTRIES)
    for line, (title, page) in zip(found, ENTRIES, strict=True):
        assert line.startswith(title)
        assert line.endswith(number.format(page))
        assert "\t" not in line


def test_paragraphs_are_joined_where_indentation_tells() -> None:
    lines = [
        "\u3000\u3000第一段写满了第一行的文字，",
        "第二行也写满了这一行的文字呢。",
        "第三行是短的。",
        "\u3000\u3000第二段只有一行的文字呢呢。",
        "\u3000\u3000第三段写满了第一行的文字呢",
        "呢。",
    ]
    assert texts(Paper().column(60, 100, lines).pdf()) == [
        "第一段写满了第一行的文字，第二行也写满了这一行的文字呢。第三行是短的。",
        "第二段只有一行的文字呢呢。",
        "第三段写满了第一行的文字呢呢。",
    ]


def test_lines_know_indentation_gap_and_page() -> None:
    paper = Paper().column(60, 100, ["顶格的一行，后面还有。", "\u3000\u3000缩进的一行。"])
    paper.column(60, 160, ["隔开的一行。"]).turn().column(60, 100, ["次页的一行。", "末行。"])
    found = [
        (ln.number, ln.text, round(ln.indent), ln.gap, ln.cut) for ln in read_pdf(paper.pdf()).lines
    ]
    assert found == [
        (1, "顶格的一行，后面还有。", 0, False, False),
        (2, "缩进的一行。", 2, False, False),
        (3, "隔开的一行。", 0, True, False),
        (4, "次页的一行。", 0, False, True),
        (5, "末行。", 0, False, False),
    ]


def test_the_lines_of_a_title_are_one() -> None:
    paper = (
        Paper()
        .text(150, 80, "江南省人民政府关于进一步加强", 16)
        .text(210, 106, "某项工作的通知", 16)
    )
    paper.text(230, 135, "江政发〔2019〕3号")
    paper.column(60, 170, ["各市人民政府：", "\u3000\u3000现将有关事项通知如下，请认真贯彻落实。"])
    assert texts(paper.pdf()) == [
        "江南省人民政府关于进一步加强某项工作的通知",
        "江政发〔2019〕3号",
        "各市人民政府：",
        "现将有关事项通知如下，请认真贯彻落实。",
    ]


def ruled(sides: bool) -> Paper:
    paper = Paper().column(60, 80, ["表1：产量"])
    for x in (60, 160, 360) if sides else (160,):
        paper.rule(x, 100, x, 160)
    paper.rule(260, 120, 260, 160)
    for y in (100, 120, 140, 160):
        paper.rule(60, y, 360, y)
    paper.text(65, 115, "指标").text(230, 115, "全省").text(165, 135, "城市").text(265, 135, "农村")
    paper.text(65, 155, "粮食").text(165, 155, "1.5").text(265, 155, "2.5")
    return paper.column(60, 190, ["表下的正文。"])


def booktabs() -> Paper:
    paper = Paper().text(150, 80, "表2 三线表")
    for y in (90, 110, 150):
        paper.rule(60, y, 360, y)
    for i, row in enumerate([("指标", "单位", "数"), ("粮食", "万吨", "3"), ("棉花", "", "4.5")]):
        for x, cell in zip((65, 150, 250), row, strict=True):
            paper.text(x, 104 + 18 * i, cell)
    return paper.column(60, 180, ["表下的正文。"])


def aligned() -> Paper:
    paper = Paper().column(60, 70, ["上面的一段正文，写得比较长一些，写到这一行的末尾。"])
    for i, row in enumerate(
        [("粮食", "万吨", "3"), ("棉花总产量", "万吨", "4"), ("合计", "", "7")]
    ):
        for x, cell in zip((65, 170, 250), row, strict=True):
            paper.text(x, 104 + 18 * i, cell)
    return paper


def wrapped() -> Paper:
    paper = Paper().grid([60, 160, 360], [100, 150, 170])
    paper.column(65, 114, ["责任", "单位"]).column(
        165, 114, ["省发展改革委、省财政", "厅、省教育厅"]
    )
    return paper.text(65, 164, "时限").text(165, 164, "2019年底")


def boxed() -> Paper:
    """A frame around text, and a line that parts two columns of prose, are no table."""
    paper = two_columns(Paper(), 100).rule(300, 80, 300, 200)
    return paper.grid([40, 560], [60, 400])


TABLES = [
    (ruled(True), ["表1：产量", "指标\t全省\t", "\t城市\t农村", "粮食\t1.5\t2.5", "表下的正文。"]),
    (ruled(False), ["表1：产量", "指标\t全省\t", "\t城市\t农村", "粮食\t1.5\t2.5", "表下的正文。"]),
    (booktabs(), ["表2 三线表", "指标\t单位\t数", "粮食\t万吨\t3", "棉花\t\t4.5", "表下的正文。"]),
    (
        aligned(),
        [
            "上面的一段正文，写得比较长一些，写到这一行的末尾。",
            "粮食\t万吨\t3",
            "棉花总产量\t万吨\t4",
            "合计\t\t7",
        ],
    ),
    (wrapped(), ["责任单位\t省发展改革委、省财政厅、省教育厅", "时限\t2019年底"]),
    (boxed(), [LEFT_TEXT + RIGHT_TEXT]),
]


@pytest.mark.parametrize(("paper", "expected"), TABLES)
def test_tables(paper: Paper, expected: list[str]) -> None:
    assert texts(paper.pdf()) == expected


def noted(rule: bool, small: float, mark: str) -> Paper:
    body = ["正文里还有别的一些字句，写满。"] * 4
    paper = Paper().column(60, 100, ["\u3000\u3000全省生产总值", "面积为10m", *body])
    paper.text(60 + 8 * 10.5, 96, "1", 6).text(60 + measured("面积为10m", 10.5), 112, "2", 6)
    if rule:
        paper.rule(60, 700, 160, 700)
    paper.text(60, 716, f"{mark}本公报中数据均为初步统计数，部", small)
    paper.text(60, 728, "分数据因四舍五入而不等。", small)
    return paper.text(60, 744, "② 指另外一件事。", small).text(290, 800, "— 3 —", 9)


@pytest.mark.parametrize(
    ("rule", "small", "mark"),
    [
        *itertools.product([True, False], [8.5], ["[1]", "① ", "〔1〕", "1 ", "注1："]),
        *itertools.product([True], [10.5], ["[1]", "① ", "〔1〕"]),
    ],
)
def test_marks_are_raised_and_notes_stand_at_the_foot(rule: bool, small: float, mark: str) -> None:
    found = texts(noted(rule, small, mark).pdf())
    assert found[0] == "全省生产总值^[1]"
    assert found[1].startswith("面积为10m²")
    assert found[-3:] == [
        "[1] 本公报中数据均为初步统计数，部分数据因四舍五入而不等。",
        "[2] 指另外一件事。",
        "— 3 —",
    ]


def test_notes_stand_at_the_foot_of_their_column() -> None:
    paper = two_columns(Paper(), 100).text(60, 220, "1", 5)
    paper.text(64, 223, "左栏的脚注，", 8.5).text(60, 235, "有两行。", 8.5)
    paper.text(310, 223, "[2] 右栏的脚注。", 8.5)
    assert texts(paper.pdf()) == [
        LEFT_TEXT,
        "[1] 左栏的脚注，有两行。",
        RIGHT_TEXT,
        "[2] 右栏的脚注。",
    ]


def test_a_raised_mark_opens_a_note() -> None:
    paper = Paper().column(60, 100, ["正文里还有别的一些字句，写满。"] * 4)
    paper.text(60, 713, "3", 5).text(64, 716, "指规模以上工业。", 8.5)
    assert texts(paper.pdf())[-1] == "[3] 指规模以上工业。"


def bold() -> Paper:
    paper = Paper()
    for shift in (0, 0.3, 0.6):
        paper.text(60 + shift, 100, "加粗的标题11二二人人", 16)
    return paper


def spaced(gap: float) -> Paper:
    paper = Paper()
    for i, char in enumerate("撑开的一行文字，共十四字。"):
        paper.text(60 + i * 10.5 * (1 + gap), 100, char)
    return paper


def turned() -> Paper:
    paper = Paper().text(60, 100, "正常的一行文字。")
    for x, angle, text in ((300, 90, "侧放的表格标题"), (200, 45, "内部资料")):
        paper.canvas.saveState()
        paper.canvas.translate(x, 400)
        paper.canvas.rotate(angle)
        paper.canvas.setFont(SONG, 12)
        paper.canvas.drawString(0, 0, text)
        paper.canvas.restoreState()
    return paper


def landscape() -> Paper:
    paper = Paper()
    paper.canvas.setPageRotation(90)
    return paper.column(60, 400, ["横放的页上的第一行，", "\u3000\u3000第二行。"])


def vertical() -> Paper:
    paper = Paper()
    for i, line in enumerate(["竖排的第一行文字，从上到", "\u3000\u3000第二行在它的左边。"]):
        for j, char in enumerate(line):
            paper.text(400 - 24 * i, 100 + 14 * j, char, 12)
    return paper


def labelled() -> Paper:
    lines = [f"\u3000\u3000正文第{n}行写得比较长一些。" for n in "一二三四五六"]
    return Paper().column(60, 100, lines, pitch=20).column(520, 107, list("省政府文件"), pitch=12)


def drawn_apart(gap: float, *lines: str) -> Paper:
    """Lines whose characters stand apart, Latin ones and figures, too."""
    paper = Paper()
    for i, line in enumerate(lines):
        x = 60.0
        for char in line:
            paper.text(x, 100 + 20 * i, char)
            x += measured(char, 10.5) + gap * 10.5
    return paper


def mixed_vertical() -> Paper:
    """Vertical lines in which figures lie on their side; a single character stands between."""
    paper = Paper()
    for i in range(3):
        x, y = 400 - 24 * i, 100.0
        for piece in ("江南省人民政府文件第", "2019", "年", "12", "号，全文自上而下排列"):
            for char in piece if not piece.isdecimal() else ():
                paper.text(x, y + 10.3, char, 12)
                y += 12
            if piece.isdecimal():
                paper.canvas.saveState()
                paper.canvas.translate(x + 1.7, paper.height - y)
                paper.canvas.rotate(-90)
                paper.canvas.setFont(SONG, 12)
                paper.canvas.drawString(0, 0, piece)
                paper.canvas.restoreState()
                y += measured(piece, 12)
    return paper


UPRIGHT = "江南省人民政府文件第2019年12号，全文自上而下排列"


def askew(degrees: float, jitter: float) -> Paper:
    """Text as it was recognised on a scan: invisible words, each with its own base line."""
    chance, paper = random.Random(5), Paper()
    slope = math.tan(math.radians(degrees))
    for i in range(12):
        x = 60.0
        for _ in range(8):
            y = 120 + 17 * i + (x - 300) * slope + chance.uniform(-jitter, jitter)
            words = paper.canvas.beginText(x, paper.height - y)
            words.setFont(SONG, 10.5 * chance.uniform(0.94, 1.06))
            words.setTextRenderMode(3)
            words.textOut(f"第{'一二三四五六七八九十甲乙'[i]}行词，")
            paper.canvas.drawText(words)
            x += 5 * 10.5
    return paper


WRITING = [
    (
        drawn_apart(0.3, "江南省人民政府文件", "2019年2月15日印发", "15288.94", "-2.3"),
        ["江南省人民政府文件", "2019年2月15日印发", "15288.94", "-2.3"],
    ),
    (drawn_apart(0.3, "1234"), ["1 2 3 4"]),
    (mixed_vertical(), [UPRIGHT * 3]),
    (bold(), ["加粗的标题11二二人人"]),
    (spaced(0.4), ["撑开的一行文字，共十四字。"]),
    (spaced(0.05), ["撑开的一行文字，共十四字。"]),
    (
        Paper().text(60, 100, "The GDP of 3.5 km and 一\u3000二 第１２期"),
        ["The GDP of 3.5 km and 一 二 第１２期"],
    ),
    (Paper().text(60, 100, "\ufb01ne \u2f08\u2ea0\u2ed3 A\u00b7B"), ["fine 人民长 A·B"]),
    (turned(), ["正常的一行文字。", "侧放的表格标题", "内部资料"]),
    (landscape(), ["横放的页上的第一行，", "第二行。"]),
    (vertical(), ["竖排的第一行文字，从上到", "第二行在它的左边。"]),
    (labelled(), [*(f"正文第{n}行写得比较长一些。" for n in "一二三四五六"), "省政府文件"]),
]


@pytest.mark.parametrize(("paper", "expected"), WRITING)
def test_characters_are_read_once_and_with_the_spaces_that_are_some(
    paper: Paper, expected: list[str]
) -> None:
    assert texts(paper.pdf()) == expected


@pytest.mark.parametrize(("degrees", "jitter"), [(0, 0.4), (0.5, 0.6), (-0.9, 1.0)])
def test_recognised_words_are_put_together_to_lines(degrees: float, jitter: float) -> None:
    lines = [f"第{n}行词，" * 8 for n in "一二三四五六七八九十甲乙"]
    assert "".join(texts(askew(degrees, jitter).pdf())) == "".join(lines)


PICTURE = b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q "
HIDDEN = b"BT 3 Tr /F 12 Tf 50 700 Td (Hidden text) Tj ET"


def test_the_hidden_text_over_a_scan_is_text() -> None:
    assert texts(streamed(PICTURE + HIDDEN)) == ["Hidden text"]


REFUSED = [
    (streamed(PICTURE), "扫描件，没有文字层"),
    (streamed(b""), "没有文字"),
    (b"", "已损坏"),
    (b"no PDF at all", "已损坏"),
    (b"%PDF-1.4\n", "已损坏"),
    (Paper(encrypt=StandardEncryption("secret")).text(60, 100, "甲").pdf(), "密码"),
]


@pytest.mark.parametrize(("pdf", "why"), REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(pdf: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why) as caught:
        read_pdf(pdf)
    assert "\n" not in str(caught.value)


def test_a_file_that_only_forbids_copying_is_read() -> None:
    lock = StandardEncryption("", ownerPassword="secret", canCopy=0)
    assert texts(Paper(encrypt=lock).text(60, 100, "甲乙").pdf()) == ["甲乙"]


def paged(*contents: bytes) -> bytes:
    """A PDF with a page for each content."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(contents)))
    pages = [
        part
        for i, content in enumerate(contents)
        for part in (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R>>" % (5 + 2 * i),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        )
    ]
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/Resources<</Font<</F 3 0 R>>>>>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *pages,
    )


def test_pages_that_are_pictures_are_named() -> None:
    text = b"BT /F 12 Tf 50 700 Td (Text) Tj ET"
    found = read_pdf(paged(PICTURE, text, PICTURE, PICTURE, PICTURE, text, b"", PICTURE))
    assert [(line.text, line.cut) for line in found.lines] == [("Text", False), ("Text", True)]
    assert [(warning.line, warning.kind) for warning in found.warnings] == [(1, "picture")]
    assert "第 1、3—5、8 页" in found.warnings[0].message


def test_characters_without_a_code_are_counted() -> None:
    content = b"BT /F 10 Tf 50 700 Td <000100020003> Tj /G 10 Tf 0 -20 Td (Title of it) Tj ET"
    pdf = objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R/G 8 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/Abc/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Abc/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Abc/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    found = read_pdf(pdf)
    assert [line.text for line in found.lines] == ["\ufffd\ufffd\ufffd", "Title of it"]
    assert [(w.kind, "3 个字" in w.message) for w in found.warnings] == [("encoding", True)]


# The bundled issue in print


@cache
def printed(columns: int) -> Edition:
    return parse_transcript(read_pdf(issue_pdf(columns)), "issue.pdf", "")


def body(document: Document) -> str:
    return "".join("".join(block.text.split()) for block in document.blocks)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_the_bundled_issue_is_the_same_in_print(columns: int) -> None:
    found, expected = printed(columns), sample_edition()
    assert found.issue.id == expected.issue.id
    assert [entry.page for entry in found.issue.contents] == [
        entry.page for entry in expected.issue.contents
    ]
    for one, other in zip(found.documents, expected.documents, strict=True):
        assert (one.title, one.number, one.issued) == (other.title, other.number, other.issued)
        kinds, others = (Counter(block.kind for block in d.blocks) for d in (one, other))
        assert kinds == others
        assert [n.mark for n in one.footnotes] == [n.mark for n in other.footnotes]
        same = difflib.SequenceMatcher(None, body(one), body(other), autojunk=False)
        assert same.ratio() >= 0.999


@pytest.mark.slow
def test_pages_are_told_and_running_heads_dropped() -> None:
    found = parse_transcript(read_pdf(issue_pdf(2, fronted=False)), "issue.pdf", "")
    for document in found.documents:
        pages = [block.page for block in document.blocks]
        told = [page for page in pages if page is not None]
        assert len(told) > 0.9 * len(pages)
        assert told == sorted(told)
    # The first page's head is where a masthead stands.
    assert sum(body(each).count("吉林省人民政府公报2018·6") for each in found.documents) <= 1


# Printed by a browser


PAGE = """<meta charset=utf-8><style>body{font:12pt 'Noto Serif CJK SC',serif;text-align:justify}
p{margin:0;text-indent:2em}td{border:1px solid}</style><h1>关于打印的通知</h1>
<p>%s</p><p>面积为10m<sup>2</sup>的总值<sup>1</sup>。</p>
<table><tr><td>指标<td>数</tr><tr><td>粮食<td>3</tr></table><p>office file 𠮷</p>"""


class TestPrintedByABrowser:
    pytestmark = MARKS

    def test_a_web_page(self) -> None:
        text = "全省上下紧密团结，深入学习贯彻，坚持稳中求进工作总基调，统筹推进各项工作。" * 6
        with chromium() as browser:
            page = browser.new_page()
            page.set_content(PAGE % text)
            pdf = page.pdf()
        assert texts(pdf) == [
            "关于打印的通知",
            text,
            "面积为10m²的总值^[1]。",
            "指标\t数",
            "粮食\t3",
            "office file𠮷",
        ]


# Anything on a page


NUMBER = st.floats(-50, 900, width=32) | st.sampled_from([float("nan"), float("inf"), 0.0, 300.0])
SIZE = st.sampled_from([10.5, 9.0, 16.0, 6.0, 0.0, 1e9]) | NUMBER
ANGLE = st.sampled_from([0.0, 0.0, 0.0, 90.0, -90.0, 180.0, 37.0]) | NUMBER
GLYPHS = st.lists(st.tuples(NUMBER, NUMBER, NUMBER, SIZE, ANGLE), max_size=60)


@given(GLYPHS, st.lists(st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), max_size=20))
def test_any_page_is_read(glyphs: list[tuple[float, ...]], rules: list[tuple[float, ...]]) -> None:
    numbers = [number for glyph in glyphs for number in glyph]
    lines = [number for rule in rules for number in rule]
    codes = [*range(0x4E00, 0x4E00 + len(glyphs))]
    found = "".join(draft.text for draft in page_lines(Sheet(1, 600, 850, codes, numbers, lines)))
    assert all(count == 1 for char, count in Counter(found).items() if char >= "\u4e00")


PLACE = st.tuples(st.integers(0, 40), st.integers(0, 50))


@given(
    st.lists(PLACE, unique=True, min_size=1, max_size=120),
    st.lists(st.tuples(*[st.integers(0, 40)] * 3, st.booleans()), max_size=12),
    st.sampled_from([0.0, 90.0, 180.0, 270.0]),
)
def test_no_character_is_lost_or_doubled(
    places: list[tuple[int, int]], rules: list[tuple[int, int, int, bool]], angle: float
) -> None:
    numbers = [n for x, y in places for n in (50.0 + 12 * x, 60.0 + 14 * y, 10.5, 10.5, angle)]
    lines = []
    for a, b, c, flat in rules:
        start, end, at = 45.0 + 12 * min(a, b), 45.0 + 12 * max(a, b), 50.0 + 14 * c
        lines += [start, at, end, at] if flat else [at, start, at, end]
    codes = [*range(0x4E00, 0x4E00 + len(places))]
    found = "".join(draft.text for draft in page_lines(Sheet(1, 600, 850, codes, numbers, lines)))
    assert sorted("".join(found.split())) == [chr(code) for code in codes]


def test_song_is_as_wide_as_the_tests_think() -> None:
    assert stringWidth("国", SONG, 10.5) == 10.5
