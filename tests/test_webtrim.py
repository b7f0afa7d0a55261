"""Furniture around a text goes, whatever a site calls it; what belongs to the text stays."""

from __future__ import annotations

import pytest

from index.html.page import read_html

TITLE = "关于加强城市供水管理的通知"
TEXT = [
    "各县（市、区）人民政府，市直各部门：",
    "为进一步加强城市供水管理，保障供水安全，现就有关事项通知如下，请各地各部门结合实际认真贯彻执行，及时报告情况。",
    "一、加强组织领导，落实工作责任。",
    "二、强化监督检查，严肃追究责任。",
]
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
HEAD = f"<title>{TITLE}_平川市</title>"


def read(html: str) -> list[str]:
    """The lines of a page but the title, which may stand above them again."""
    lines = [line.text for line in read_html((HEAD + html).encode()).lines]
    return lines[1:] if lines[:1] == [TITLE] else lines


ABOVE = [
    # Everything in one line, with or without the site's name and an address before it.
    "<div><span>平川市人民政府门户网站 www.pingchuan.gov.cn</span>"
    "<span>时间：<i>2022-08-11 14:21</i></span><span>来源：<i>市水务局</i></span></div>",
    "<div><span>平川市政府网站</span> <span>发布时间：2024-09-30 09:24</span>"
    " <span>【字体：<i>大</i> <i>中</i> <i>小</i>】</span></div>",
    "<div><span>时间发布：2023-06-12</span><span>阅读次数: <b></b>次</span>"
    "<span>信息来源：平川日报</span><a>【打印文章】</a></div>",
    "<div>2020年03月04日 11:22　来源：市水务局</div><div>【字体： 大 中 小】 打印</div>",
    "<div>[ 作者：  来源：  点击数：23  更新时间：2008-08-08  文章录入：admin ]</div>",
    "<div>Posted on <time>2019年3月4日</time> by admin</div>",
    "<p>时间：2020-03-04 | 浏览：3 | 【大 中 小】</p><div><a>下载Word版</a> <a>PDF版</a></div>",
    "<div class=x><a href=1.html>首页</a> <a href=2.html>公开</a></div><div>来源：市水务局</div>",
    "<div>来源：市水务局</div><p>正在加载，请稍候...</p>",
]


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_between_title_and_text(above: str) -> None:
    assert read(f"<div class=q><h1>{TITLE}</h1>{above}<div class=w>{BODY}</div></div>") == TEXT
    assert read(f"<div class=zoom><p>{TITLE}</p>{above}{BODY}</div>") == TEXT


BELOW = [
    "<div>扫一扫在手机打开当前页</div><ul><li>上一篇：<a href=1.html>供水年报</a></li></ul>",
    "<div class=m-comment><h3>网友留言</h3><form><label>联系手机：</label></form><a>提交</a></div>",
    "<div class=article_share><span>微信好友</span><span>朋友圈</span></div>",
    "<p>[1] <a href=1_2.html>[2]</a> <a href=1_3.html>[3]</a> <a href=1_2.html>下一页</a></p>",
    "<div>共3页 <a>首页</a> <a>上一页</a> 1 <a href=2.html>2</a> … <a>尾页</a> 跳转到 页</div>",
    "<div>附件：</div><ul id=files></ul><p>相关文章:</p>",
    "<div>来 源：平川日报 责任编辑：王小明</div><div>【打印】【关闭】</div>",
    "<div>文章录入：admin　　责任编辑：admin</div><p>下一篇文章： 没有了</p>",
    "<div>本网站所有文章，转载请注明来源。</div>",
    "<div>本页访问次数：1234</div>",
    "<div class=tj><h3>热点推荐</h3><ul><li><a href=1.html>平川市节水意见</a></li></ul></div>",
]


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_below_the_text(below: str) -> None:
    assert read(f"<div><h1>{TITLE}</h1><div>{BODY}</div>{below}</div>") == TEXT
    assert read(f"<h1>{TITLE}</h1><div class=zoom>{BODY}{below}</div>") == TEXT


KEPT = [
    # A subtitle, who spoke, and the number, each between the title and the line of the source.
    "<h2>——2021年1月20日在市人民代表大会上</h2><p>市水务局局长 王某某</p>",
    "<p>（2021年5月1日市人大常委会第三次会议通过）</p>",
    "<p>平水函〔2020〕3号</p>",
    "<p>第128号</p>",
]


@pytest.mark.parametrize("kept", KEPT)
def test_what_belongs_to_a_title_is_kept(kept: str) -> None:
    head = f"<div class=t><h1>{TITLE}</h1>{kept}</div><div>来源：市水务局 2021-02-01</div>"
    lines = [part.split(">")[-1] for part in kept.replace("</p>", "</h2>").split("</h2>")[:-1]]
    assert read(f"{head}<div class=zoom>{BODY}</div>") == [*lines, *TEXT]
    assert read(f"<div>{head}<div class=q>{BODY}</div></div>") == [*lines, *TEXT]


def test_a_day_below_who_issued_it_is_text() -> None:
    printed = "<p align=center>平川市统计局</p><p align=center>2021年3月2日</p>"
    source = "<div>来源：市统计局 发布时间：2021-03-02</div>"
    expected = ["平川市统计局", "2021年3月2日", *TEXT]
    assert read(f"<h1>{TITLE}</h1>{source}<div class=q>{printed}{BODY}</div>") == expected
    assert read(f"<h1>{TITLE}</h1><div class=q>{printed}{BODY}</div>") == expected


def test_a_day_at_the_foot_is_text() -> None:
    signed = "<p>平川市人民政府</p><p>2021年3月2日</p>"
    expected = [*TEXT, "平川市人民政府", "2021年3月2日"]
    assert read(f"<h1>{TITLE}</h1><div class=q>{BODY}{signed}</div>") == expected


def test_files_are_named_also_where_their_address_does_not_say_so() -> None:
    file = "<p>附件【<a href='/download.jsp?id=1'>分工表.xlsx</a>】已下载<span></span>次</p>"
    assert read(f"<div class=zoom>{BODY}</div>{file}") == [*TEXT, "附件【分工表.xlsx】"]


def test_contact_details_of_a_document_are_text() -> None:
    said = "联系地址：平川市府前街1号，邮编：262500，电话：0536-1234567。"
    assert read(f"<div class=zoom>{BODY}<p>{said}</p></div>") == [*TEXT, said]


FOLLOWS = [
    ("<div>平川市水务局</div><div>2021年1月1日</div>", ["平川市水务局", "2021年1月1日"]),
    (
        "<div>附件1</div><div>分工表</div><table border=1><tr><td>区<td>人<tr><td>东<td>王</table>",
        ["附件1", "分工表", "区\t人", "东\t王"],
    ),
    (
        "<div>三、本通知自印发之日起施行，有效期五年。</div>",
        ["三、本通知自印发之日起施行，有效期五年。"],
    ),
    ("<div>附件：</div><div>政策咨询</div><div>2021年1月1日起浏览</div>", []),
    ("<div>免责声明：本网转载信息不代表本网观点。</div>", []),
    (f"<div>{TEXT[1]}</div>", []),
    ("<div>网友评论</div><div>文明上网，理性发言，请遵守有关规定。</div>", []),
]


@pytest.mark.parametrize(("below", "lines"), FOLLOWS)
def test_what_goes_on_below_the_element_of_the_body(below: str, lines: list[str]) -> None:
    head = f"<h1>{TITLE}</h1><div>来源：市水务局</div>"
    assert read(f"<div>{head}<div class=c>{BODY}</div>{below}</div>") == [*TEXT, *lines]


def test_whom_a_document_addresses_may_stand_in_an_element_of_its_own() -> None:
    first, *others = (f"<p>{line}</p>" for line in TEXT)
    page = f"<div><div>来源：市水务局</div><div>{first}</div><div>{''.join(others)}</div></div>"
    assert read(f"<h1>{TITLE}</h1>{page}") == TEXT


def test_a_document_may_be_one_paragraph_with_short_lines_around_it() -> None:
    lines = ["平水发〔2021〕3号", "各区：", "".join(TEXT[1:]), "平川市水务局", "2021年1月1日"]
    inner = "".join(f"<div>{line}</div>" for line in lines)
    assert read(f"<div><div>{TITLE}</div><div>{inner}</div></div>") == lines


PAGED = "<p>[1] <a href=1_2.html>[2]</a> <a href=1_2.html>下一页</a></p>"


@pytest.mark.parametrize(
    ("below", "kinds"),
    [
        (PAGED, ["other"]),
        ("<p>共2页 <a href=1.html>上一页</a> <a href=1.html>1</a> 2 下一页</p>", ["other"]),
        ("<p>上一页：<a href=1.html>供水年报</a></p>", []),
        ("<p><a href=1.html>下一页</a></p>", []),
    ],
)
def test_a_text_of_several_pages_says_so(below: str, kinds: list[str]) -> None:
    for page in (f"<div class=zoom>{BODY}{below}</div>", f"<div class=zoom>{BODY}</div>{below}"):
        assert [w.kind for w in read_html((HEAD + page).encode()).warnings] == kinds
