"""What pages state of themselves is read from where sites put it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.html.dates import day_of, day_of_address
from index.html.furniture import ends_the_body, is_furniture, is_source_line
from index.html.page import read_html
from index.transcript import Stated

BODY = (
    "<div><p>各单位：</p><p>现将有关事项通知如下，请认真贯彻执行。</p>"
    "<p>一、加强领导，落实责任。</p></div>"
)


def stated(html: str) -> Stated:
    found = read_html((html if "各单位" in html else html + BODY).encode()).stated
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("html", "field", "value"),
    [
        ("<meta name=ArticleTitle content='甲办法'>", "title", "甲办法"),
        ("<META CONTENT='甲办法' NAME=ARTICLETITLE>", "title", "甲办法"),
        ("<meta property=og:title content='乙'><meta name=articletitle content='甲'>",
         "title", "甲"),
        ("<meta property='og:title' content='甲办法'>", "title", "甲办法"),
        ("<meta name=ArticleTitle content=' '><h1>甲市管理办法</h1>", "title", "甲市管理办法"),
        ("<meta name=PubDate content='2023-05-01 09:00'>", "published", date(2023, 5, 1)),
        ("<meta name=pubdate content='20230501'>", "published", date(2023, 5, 1)),
        ("<meta property='article:published_time' content='2023-05-01T09:00:00+08:00'>",
         "published", date(2023, 5, 1)),
        ("<meta name=PubDate content='not known'><p>发布时间：2023-05-02</p>",
         "published", date(2023, 5, 2)),
        ("<meta name=ContentSource content='新华社'>", "origin", "新华社"),
        ("<meta name=SiteName content='甲市政府'>", "site", "甲市政府"),
        ("<meta property='og:site_name' content='甲市政府'>", "site", "甲市政府"),
        ("<meta name=ColumnName content='文件'>", "column", "文件"),
        ("<meta name=Url content='http://a.gov.cn/1.html'>", "url", "http://a.gov.cn/1.html"),
        ("<meta name=Url content='javascript:alert(1)'>", "url", None),
        ("<link rel=canonical href='https://a.gov.cn/1.html'>", "url", "https://a.gov.cn/1.html"),
        ("<title>甲市养犬管理办法_甲市人民政府</title>", "title", "甲市养犬管理办法"),
        ("<title>甲市养犬管理办法 - 政策文件 - 甲市人民政府</title>", "title", "甲市养犬管理办法"),
        ("<title>甲市人民政府</title><div class=article-title>甲市养犬管理办法</div>",
         "title", "甲市养犬管理办法"),
        ("<h1>甲市人民政府门户网站</h1><h1>甲市养犬管理办法</h1>", "title", "甲市养犬管理办法"),
        ("<p>首页</p><p>甲市养犬管理办法</p><p>来源：甲市报　2022-02-03</p>",
         "title", "甲市养犬管理办法"),
        ("<p>甲市养犬管理办法</p><p>来源：甲市报　2022-02-03 10:11:12</p>",
         "published", date(2022, 2, 3)),
        ("<p>甲市养犬管理办法</p><p><span>2022-02-03</span><span>来源：甲市报</span></p>",
         "origin", "甲市报"),
        ("<p>甲市养犬管理办法</p><p>2022年2月3日 10:11</p>", "published", date(2022, 2, 3)),
        ("<p>新闻 2020-01-01</p><h1>甲市养犬管理办法</h1><p>时间：2022/2/3</p>",
         "published", date(2022, 2, 3)),
        ("<meta name=url content='http://a.cn/t20220203_1.html'>", "published", date(2022, 2, 3)),
    ],
)  # fmt: skip
def test_a_fact(html: str, field: str, value: object) -> None:
    assert getattr(stated(html), field) == value


FACTS = Stated(
    title="甲市养犬管理办法",
    number="甲政发〔2020〕5号",
    issuer="甲市人民政府",
    issued=date(2020, 4, 30),
    index_number="A01-2020-0005",
    topic="公安\\治安",
    published=date(2020, 5, 6),
)
PAIRS = [
    ("索 引 号", "A01-2020-0005"),
    ("主题分类", "公安\\治安"),
    ("发文机关", "甲市人民政府"),
    ("成文日期", "2020年04月30日"),
    ("标　　题", "甲市养犬管理办法"),
    ("发文字号", "甲政发[2020] 5 号"),
    ("发布日期", "2020年05月06日"),
    ("有 效 性", "有效"),
    ("主 题 词", ""),
]
FORMS = {
    "table of two pairs a row": "<table>"
    + "".join(
        "<tr>"
        + "".join(f"<td><b>{k}：</b></td><td>{v}</td>" for k, v in PAIRS[i : i + 2])
        + "</tr>"
        for i in range(0, 9, 2)
    )
    + "</table>",
    "ruled table without colons": "<table border=1>"
    + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in PAIRS)
    + "</table>",
    "row of heads": "<table border=1><tr>"
    + "".join(f"<th>{k}</th>" for k, _ in PAIRS)
    + "</tr><tr>"
    + "".join(f"<td>{v}</td>" for _, v in PAIRS)
    + "</tr></table>",
    "dl": "<dl>" + "".join(f"<dt>{k}：</dt><dd>{v}</dd>" for k, v in PAIRS) + "</dl>",
    "ul": "<ul>" + "".join(f"<li><b>{k}：</b>{v}</li>" for k, v in PAIRS) + "</ul>",
    "ul, blocks": "<ul>"
    + "".join(f"<li><label>{k}：</label><div>{v}</div></li>" for k, v in PAIRS)
    + "</ul>",
    "div and span": "".join(f"<div><span>{k}：</span><span>{v}</span></div>" for k, v in PAIRS),
    "one line": "<div>" + " ".join(f"<span>{k}:</span>{v}" for k, v in PAIRS) + "</div>",
    "brackets": "".join(f"<p>【{k}】{v}</p>" for k, v in PAIRS),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_metadata_block(form: str) -> None:
    html = f"<div>{FORMS[form]}</div><h1>甲市养犬管理办法</h1>{BODY}"
    assert stated(html) == FACTS
    lines = [line.text for line in read_html(html.encode()).lines]
    assert lines[-3:] == [
        "各单位：",
        "现将有关事项通知如下，请认真贯彻执行。",
        "一、加强领导，落实责任。",
    ]
    assert not any("A01" in line for line in lines)


def test_what_is_not_stated_is_none() -> None:
    html = "<ul><li>索引号：无</li><li>文号：—</li><li>发文机关：甲局</li><li>名称：甲</li></ul>"
    found = stated(html)
    assert (found.index_number, found.number, found.issuer) == (None, None, "甲局")


def test_labels_within_the_text_are_text() -> None:
    html = f"<h1>甲办法</h1>{BODY}<p>报送材料应当写明标题：某某，文号：某某，来源：某某。</p>"
    found = stated(html)
    assert (found.title, found.number, found.origin) == ("甲办法", None, None)
    assert "报送材料" in read_html(html.encode()).lines[-1].text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-05-01", date(2023, 5, 1)),
        ("2023-5-1 9:00", date(2023, 5, 1)),
        ("2023-05-0109:24", date(2023, 5, 1)),
        ("2023/05/01", date(2023, 5, 1)),
        ("2023.05.01", date(2023, 5, 1)),
        ("2023年5月1日", date(2023, 5, 1)),
        ("二〇二三年五月一日", date(2023, 5, 1)),
        ("20230501102030", date(2023, 5, 1)),
        ("2023-05-01T10:20:30Z", date(2023, 5, 1)),
        ("2023-13-01", None),
        ("1900-01-01", None),
        ("电话 0571-85215842", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.cn/202305/t20230501_1.html", date(2023, 5, 1)),
        ("http://a.cn/2023-05/01/content_1.htm", date(2023, 5, 1)),
        ("http://a.cn/art/2023/5/1/art_1_2.html", date(2023, 5, 1)),
        ("http://a.cn/202305/1.html", None),
        ("http://a.cn/2023/15/41/1.html", None),
    ],
)
def test_days_of_addresses(url: str, day: date | None) -> None:
    assert day_of_address(url) == day


FURNITURE = (
    "当前位置：首页 > 政务公开", "您现在的位置：", "首页 > 公报", "【字体：大 中 小】",
    "字号：[大][中][小]", "A- A+",
    "【打印本页】【关闭窗口】", "打印 关闭", "分享到：", "责任编辑：张三", "（责编：李四）",
    "扫一扫在手机打开当前页",
    "上一篇：关于甲的通知", "下一篇：没有了", "浏览次数：123", "相关链接", "【相关阅读】",
    "返回顶部",
    "共3页 首页 上一页 [1] [2] 3 … 下一页 尾页", "第1页/共3页 下一页 跳转到",
    "【字体：大 中 小】 打印", "下载Word版 下载PDF版", "正在加载，请稍候...", "本页访问次数：1234",
    "文章录入：admin　责任编辑：admin", "本网站所有文章，转载请注明来源。",
    "主办单位：甲市人民政府", "京ICP备05070218号", "版权所有 甲市人民政府", "",
)  # fmt: skip
TEXT = (
    "一、总体要求", "各市人民政府：", "附件：1.名单", "2023年5月1日", "下一步工作安排",
    "（此件公开发布）", "编辑出版工作要加强管理。",
    "打印机采购项目公告", "甲市人民政府办公室", "相关部门要密切配合。", "首页刊登公告的，应当…",
    "上一年度结余资金，按规定处理。", "转载应当注明来源和作者姓名。", "第3页", "1/3", "[1] [2]",
    "数据加载不完整的，重新报送。", "共3条意见",
    "关闭小煤矿工作方案", "扫黑除恶专项斗争方案", "分享经济发展指南", "主办单位名单",
)  # fmt: skip


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize("text", TEXT)
def test_text_is_no_furniture(text: str) -> None:
    assert not is_furniture(text)
    assert not ends_the_body(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：新华社", True),
        ("发布时间：2023-05-01 来源：某市政府", True),
        ("2023-05-01 10:20", True),
        ("[2023年5月1日]", True),
        ("2023-05-01 来源：新华社 【字体：大 中 小】", True),
        ("来源合法的资金，可以使用。", False),
        ("时间：2023年5月1日至5日举行会议。", False),
        ("2023年5月1日起施行", False),
    ],
)
def test_source_lines(text: str, expected: bool) -> None:
    assert is_source_line(text) is expected


@given(st.text("大中小|·返回顶部打印<>【】字体：x", max_size=160))
def test_furniture_is_told_in_bounded_time(text: str) -> None:
    assert is_furniture(text) in (True, False)
