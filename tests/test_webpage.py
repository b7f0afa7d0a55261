"""Web pages of all shapes are read to the lines that a reader sees and the facts they state."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.html.page import read_html
from index.transcript import Link, Stated, Transcript
from tests import invented
from tests.webgold import FOLDER, ROBBERIES, bare, common, results, share

shared = pytest.mark.skipif(
    not FOLDER.exists(), reason="the collection of real pages is not beside the checkout"
)

PAGES: dict[str, tuple[Stated, list[str]]] = {
    "FRAMES_ERA": (
        Stated(
            title="青山县人民政府关于加强森林防火工作的通知",
            published=date(2003, 9, 12),
            origin="县政府办",
        ),
        [
            "青政发〔2003〕18号",
            "各乡镇人民政府，县直各单位：",
            "秋冬季节即将来临，森林防火形势严峻。现就有关事项通知如下：",
            "一、提高认识，落实责任。各乡镇要签订责任书，",
            "二、严控火源。野外用火一律审批。",
            "二○○三年九月十日",
        ],
    ),
    "SPAN_METADATA": (
        Stated(
            title="关于印发《云岭市公园管理办法》的通知",
            number="云政办规〔2021〕7号",
            issuer="云岭市人民政府办公室",
            issued=date(2021, 6, 18),
            index_number="530100/2021-0456",
            topic="城乡建设、环境保护",
            published=date(2021, 6, 25),
        ),
        [
            "各县（市、区）人民政府，市直各部门：",
            "《云岭市公园管理办法》已经市政府同意，现印发给你们，请遵照执行。",
            "云岭市人民政府办公室",
            "2021年6月18日",
            "（此件公开发布）",
            "云岭市公园管理办法",
            "第一条 为了规范公园管理，制定本办法。",
            "第二条\u3000本办法自发布之日起施行。",
        ],
    ),
    "LIST_METADATA": (
        Stated(
            title="海州区财政局关于公布2019年收费目录的公告",
            issuer="区财政局",
            issued=date(2019, 3, 5),
            index_number="014302345/2019-00012",
            published=date(2019, 3, 7),
        ),
        [
            "根据有关规定，现将2019年收费目录予以公布，未列入目录的一律不得收取。",
            "收费单位应当按照目录执行，接受社会监督，违者依法查处。",
            "海州区财政局",
            "2019年3月5日",
        ],
    ),
    "TRS": (
        Stated(
            title="平川市人民政府关于表彰先进集体的决定",
            published=date(2020, 5, 6),
            site="平川市人民政府",
            column="市政府文件",
            origin="市政府办公室",
            url="http://www.pingchuan.gov.cn/zfwj/202005/t20200506_1.html",
        ),
        [
            "近年来，全市各单位认真履职，成绩突出。",
            "1.市政府决定，授予市教育局等10个单位“先进集体”称号。",
            "2020年4月30日",
        ],
    ),
    "DISCLOSURE": (
        Stated(
            title="关于做好高温天气医疗保障工作的通知",
            number="东卫健发〔2022〕15号",
            issuer="市卫生健康委员会",
            index_number="SY0024-2022-003",
            published=date(2022, 8, 1),
        ),
        [
            "各医疗卫生机构：",
            "近期持续高温，请各单位做好应急准备，加强值班值守。",
            "一、加强领导，落实责任，保证物资供应。",
            "二、做好宣传，提高公众防护意识。",
        ],
    ),
    "MINIFIED": (
        Stated(title="关于停水的公告", published=date(2023, 11, 2), origin="区水务局"),
        [
            "因管网检修，定于11月5日停水。",
            "请广大用户提前储水，不便之处敬请谅解。",
            "江口区水务局",
        ],
    ),
    "WORD": (
        Stated(title="北原市2018年国民经济和社会发展统计公报"),
        [
            "北原市2018年国民经济和社会发展统计公报^[1]",
            "全年生产总值1200亿元^[2]，人均住房面积38m²，耕地5.2万公顷。",
            "绿地面积310公里²，体积10⁸m³，the 1st time。",
            "[1] 本公报数据为初步统计数。",
            "[2] 绝对数按现价计算。",
        ],
    ),
    "SPANS": (
        Stated(title="通报"),
        [
            "现将2022年各区招生计划通报如下，请认真执行。",
            "单位：人",
            "招生计划表",
            "区\t高中\t\t备注",
            "\t公办\t民办\t",
            "东 区\t1,200\t300\t含中职 不含技校",
            "\t900\t—\t",
            "注：不含复读生。",
            "各区要加强监管，严格执行计划。",
        ],
    ),
    "ISSUE": (
        Stated(title="临江市人民政府公报2015年第2期"),
        [
            "临江市人民政府公报",
            "2015年第2期（总第86期）",
            "目\u3000录",
            "临江市人民政府关于加快发展养老服务业的意见（3）",
            "临江市人民政府办公室关于做好春耕工作的通知（9）",
            "临江市人民政府关于加快发展养老服务业的意见",
            "临政发〔2015〕6号",
            "各区人民政府：",
            "为加快发展养老服务业，提出以下意见。",
            "临江市人民政府",
            "2015年2月3日",
            "临江市人民政府办公室关于做好春耕工作的通知",
            "临政办发〔2015〕9号",
            "各乡镇人民政府：",
            "当前正值春耕备耕时节，现将有关事项通知如下。",
            "2015年2月11日",
        ],
    ),
    "CONTENTS": (
        Stated(title="江南省人民政府公报 2020年第4期"),
        [
            "江南省人民政府公报 2020年第4期",
            "省政府文件",
            "江南省人民政府关于公布第七批文物保护单位的通知 2020-02-20",
            "江南省人民政府关于王某某等任免职的通知 2020-02-21",
            "省政府办公厅文件",
            "江南省人民政府办公厅关于推进医养结合的意见",
            "江南省人民政府办公厅关于促进家政服务业发展的实施方案",
        ],
    ),
    "MIXED": (
        Stated(title="关于使用 ISO 9001 标准的通知"),
        [
            "关于使用 ISO 9001 标准的通知",
            "各企业应当采用 ISO 9001:2015 Quality management systems标准，"
            "并于2019年底前完成认证工作。",
            "Contact: Mr. Li, tel. 010-1234;",
            "e-mail: li@example.gov.cn",
            "本通知自发布之日起施行，有效期五年。",
        ],
    ),
    "HIDDEN": (
        Stated(title="关于召开座谈会的通知", published=date(2018, 3, 5)),
        [
            "定于3月9日召开座谈会，请准时参加。",
            "请各单位提前安排好工作。",
        ],
    ),
    "PICTURES": (
        Stated(title="关于征地的公告"),
        [
            "关于征地的公告",
        ],
    ),
}


def read(name: str, encoding: str = "utf-8") -> Transcript:
    return read_html(getattr(invented, name).encode(encoding))


def texts(html: str) -> list[str]:
    return [line.text for line in read_html(html.encode()).lines]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_other_shapes(name: str) -> None:
    stated, lines = PAGES[name]
    found = read(name, "gb18030" if name in ("FRAMES_ERA", "WORD") else "utf-8")
    assert [line.text for line in found.lines] == lines
    assert found.stated == stated


def test_every_invented_page_is_read() -> None:
    assert {name for name in vars(invented) if name.isupper()} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_the_encoding_makes_no_difference(name: str, encoding: str) -> None:
    assert read(name, encoding) == read(name)


def test_lines_know_where_they_stood() -> None:
    found = read("SPAN_METADATA").lines
    source = invented.SPAN_METADATA.split("\n")
    for line in found:
        assert line.text[:3] in source[line.number - 1]
    assert [line.indent for line in found[2:7]] == [20, 20, 2, 8, 2]


def test_a_contents_page_keeps_its_links() -> None:
    assert read("CONTENTS").links[0] == Link(
        "江南省人民政府关于公布第七批文物保护单位的通知", "./202002/t1.html", 5
    )
    assert [link.target for link in read("CONTENTS").links] == [
        "./202002/t1.html",
        "./202002/t2.html",
        "202002/t3.html",
        "202002/t4.html",
    ]


def test_links_within_a_table_and_around_a_block() -> None:
    page = "".join(
        f"<tr><td>{i}</td><td><a href='{i}.htm'>某市人民政府关于第{i}号事项的通知</a></td></tr>"
        for i in range(1, 6)
    )
    found = read_html(f"<table border=1>{page}</table><a href='x.doc'><p>附件：表</p></a>".encode())
    assert [link.target for link in found.links] == [*(f"{i}.htm" for i in range(1, 6)), "x.doc"]
    assert found.lines[0].text == "1\t某市人民政府关于第1号事项的通知"


def test_scanned_pages_are_warned_of() -> None:
    assert [warning.kind for warning in read("PICTURES").warnings] == ["picture"]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"<html>", b"<p></p>", b"<!--", b"\xff\xfe"]
)
def test_nothing_to_read(data: bytes) -> None:
    found = read_html(data)
    assert found.stated is not None
    assert not found.lines
    assert [warning.kind for warning in found.warnings] == ["empty"]


def test_broken_bytes_are_warned_of_with_their_line() -> None:
    data = "<p>第一行。</p>\n<p>第二".encode() + b"\xff" + "行。</p>".encode()
    found = read_html(data)
    assert [line.text for line in found.lines] == ["第一行。", "第二\ufffd行。"]
    assert [(warning.line, warning.kind) for warning in found.warnings] == [(2, "encoding")]


def test_too_many_elements_lose_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.markup.MOST_TAGS", 100)
    found = read_html(("<p>" + "<b>字</b>" * 1000 + "</p><p>末。</p>").encode())
    assert [warning.kind for warning in found.warnings] == ["layout"]
    assert sum(line.text.count("字") for line in found.lines) == 1000
    assert found.lines[-1].text == "末。"


def test_ten_thousand_levels() -> None:
    found = read_html(("<div>字" * 10_000 + "末" + "</div>" * 10_000).encode())
    assert "".join(line.text for line in found.lines) == "字" * 10_000 + "末"


@pytest.mark.slow
def test_a_million_line_breaks() -> None:
    found = read_html(b"<p>" + "甲。".encode() + b"<br>" * 1_000_000 + "乙。".encode())
    assert [line.text for line in found.lines] == ["甲。", "乙。"]


def test_text_that_a_script_shows() -> None:
    page = (
        "<div style='display:none'><p>这篇正文要由脚本来显示，平时是隐藏的。</p></div><b>菜单</b>"
    )
    assert texts(page) == ["这篇正文要由脚本来显示，平时是隐藏的。"]


def test_a_page_that_holds_its_text_twice() -> None:
    text = (
        "<p>为了加强管理，制定本办法，请认真执行。</p><p>本办法自发布之日起施行，有效期五年。</p>"
    )
    page = f"<div><div class='pc'>{text}</div><div class='phone'>{text}</div></div>"
    assert len(texts(page)) == 2


def test_files_below_the_text_belong_to_it() -> None:
    page = (
        "<div id=zoom><p>现将名单印发给你们，请遵照执行。</p></div>"
        "<p>附件：<a href='a.doc'>名单.doc</a></p>"
        "<p><a href='next.html'>下一篇文章的标题很长</a></p>"
    )
    assert texts(page) == ["现将名单印发给你们，请遵照执行。", "附件：名单.doc"]


@pytest.mark.slow
@given(st.integers(0, 3000), st.sampled_from(sorted(PAGES)))
def test_a_page_cut_off_anywhere(end: int, name: str) -> None:
    data = getattr(invented, name).encode()[:end]
    for line in read_html(data).lines:
        assert line.text == line.text.strip(" \n\u3000\xa0")
        assert 1 <= line.number <= data.count(b"\n") + 1


PIECES = """<p> </p> <br> <table> <tr> <td> <td_colspan=9> <td_rowspan=0> </table> <sup> </sup>
<div <a_href=#_ftn1> </a> <div_class=TRS_Editor> <!-- --> <![CDATA[ ]]> <? <title> </title> <script>
</script> & &#0; &#xd800; &nbsp; 文字，有标点。 [1] ① 索引号： 发布时间：2020-01-01 <h1> <ul>
<li> <pre>"""
ODD = ("\ud800", "\x0e", "\x0f", "\x11", "\x1e", "\x00", "\u3000\u3000", '"')
MARKUP = st.sampled_from([*PIECES.replace("\n", " ").split(" "), *ODD])


@given(st.lists(MARKUP, max_size=60))
def test_any_markup_is_read(pieces: list[str]) -> None:
    page = "".join(pieces).replace("_", " ")
    for line in read_html(page.encode("utf-8", "surrogatepass")).lines:
        assert line.text
        assert not set(line.text) & set("\n\r\x0e\x0f\x11\x1e\x00")


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    assert read_html(data).stated is not None


@given(st.text(st.characters(categories=["Lo", "Nd"]), min_size=1, max_size=50))
def test_no_text_is_lost(text: str) -> None:
    assert (
        bare("".join(texts(f"<p>关于{text}，请认真执行。</p>")))
        == f"关于{bare(text)}，请认真执行。"
    )


@pytest.mark.parametrize(
    ("one", "other", "length"),
    [("", "", 0), ("abc", "axbxc", 3), ("ab", "ba", 1), ("aab", "ab", 2)],
)
def test_the_measure_counts_the_longest_common_subsequence(
    one: str, other: str, length: int
) -> None:
    assert common(one, other) == length


@shared
@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("robbery", "title", "published", "recall", "precision"),
    [
        (0, 0.98, 0.98, 0.99, 0.97),
        (1, 0.90, 0.90, 0.97, 0.93),
        (2, 0.90, 0.90, 0.97, 0.93),
    ],
)
def test_real_pages(
    robbery: int, title: float, published: float, recall: float, precision: float
) -> None:
    found = results(list(ROBBERIES)[robbery])
    assert share(result.title for result in found)[0] >= title
    assert share(result.published for result in found)[0] >= published
    assert share(result.recall for result in found)[0] >= recall
    assert share(result.precision for result in found)[0] >= precision
    assert share(result.prose_recall for result in found)[0] >= recall
    assert share(result.prose_precision for result in found)[0] >= precision
