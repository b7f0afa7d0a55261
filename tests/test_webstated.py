"""What pages state wrongly, in part or in odd places, and what is taken for it."""

# Pages are as their sites write them, long lines and all.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from index.html.page import read_html
from index.transcript import Stated

TITLE = "平川市人民政府关于加强供水管理的通知"
BODY = (
    "<div class=q><p>各县（市、区）人民政府：</p><p>为加强供水管理，现就有关事项通知如下，请认真执行。</p>"
    "<p>一、加强领导，落实责任。</p></div>"
)
DAY = date(2020, 7, 3)


def stated(html: str) -> Stated:
    found = read_html(f"<meta charset=utf-8>{html}".encode()).stated
    assert found is not None
    return found


TITLES = [
    # Markup and entities in a meta tag; a template that nobody filled in; the site's name.
    "<meta name=ArticleTitle content=\"&lt;font color='red'&gt;平川市人民政府&lt;/font&gt;&lt;br/&gt;"
    '关于加强供水管理的通知&amp;nbsp;">',
    "<meta name=ArticleTitle content='{$title}'><title>" + TITLE + "</title>",
    "<meta name=ArticleTitle content='平川市人民政府'><h1>" + TITLE + "</h1>",
    "<meta name=SiteName content='平川在线'><meta name=ArticleTitle content='平川在线'><h1>"
    + TITLE
    + "</h1>",
    "<meta property=og:title content='" + TITLE + "_平川市人民政府'><title>" + TITLE + "</title>",
    "<meta name=title content='" + TITLE + "'><title>详情页</title>",
    # Cut in the meta tag and in <title>.
    "<meta name=ArticleTitle content='平川市人民政府关于加强供水…'><title>平川市人民政府关于加强供水…</title>"
    "<h1>" + TITLE + "</h1>",
    # In two lines of one element, or of two that are centred.
    "<title>平川市 通知公告 关于加强供水管理的通知</title><div class=xxgk-title>平川市人民政府<br>"
    "关于加强供水管理的通知</div>",
    "<title>平川市政府网-文件详情</title><p align=center>平川市人民政府</p>"
    "<p align=center>关于加强供水管理的通知</p>",
    # The number is no title.
    "<title>平政发[2020]12号</title><center><b>" + TITLE + "</b></center>",
    "<title>平川市人民政府>>通知公告>>" + TITLE + "</title>",
    "<title>平川市人民政府 通知公告 " + TITLE + "</title>",
]


@pytest.mark.parametrize("head", TITLES)
def test_the_title(head: str) -> None:
    assert stated(head + BODY).title == TITLE


def test_an_announcement_has_a_short_title() -> None:
    head = "<title>平川市自然资源局 公告公示</title><div class=title>公告</div>"
    assert stated(f"{head}<div>平自然资告〔2021〕5号</div>{BODY}").title == "公告"


DAYS = [
    "<meta name=PubDate content='2020年7月3日 09:12:33'>",
    "<meta name=PubDate content='2020/7/3 9:12:33'>",
    "<meta name=PubDate content='2020年07月03日 星期五'>",
    "<meta name=PubDate content='$pubdate$'><h1>甲</h1><p>2020-07-03 09:11 来源：市水务局</p>",
    "<meta name=PubDate content='1970-01-01'><h1>甲</h1><p>发布时间：2020-07-03</p>",
    "<meta name=createdate content='2008-01-01'><h1>甲</h1><p>发布时间：2020-07-03</p>",
    "<meta name=Maketime content='2020-07-03 11:12:13'>",
    # No page is older than its document.
    "<meta name=PubDate content='2008-01-01'><ul><li>索引号：A1</li><li>发文机关：平川市政府</li>"
    "<li>成文日期：2020-07-01</li><li>发布日期：2020-07-03</li></ul>",
    "<h1>甲</h1><div><span>时间发布：2020-07-03</span><span>阅读次数: 3次</span></div>",
    "<h1>甲</h1><div>平川市政府网站 www.pc.gov.cn 发布时间：2020-07-03</div>",
    "<h1>甲</h1><div>Posted on 2020年7月3日 by admin</div>",
]


@pytest.mark.parametrize("head", DAYS)
def test_the_day_of_publication(head: str) -> None:
    assert stated(f"<title>{TITLE}</title>{head}{BODY}").published == DAY


BLOCKS = [
    # Labels without colons in elements of their own; pairs of cells; the block is there twice.
    "<div><label>索引号</label><span>A1</span></div><div><label>发文机关</label><span>市水务局</span></div>"
    "<div><label>发文字号</label><span>平水发〔2020〕3号</span></div>"
    "<div><label>成文日期</label><span>2020年7月3日</span></div>",
    "<table><tr><th>索<i></i>引<i></i>号：</th><td>A1</td><th>发布机构：</th><td>市水务局</td></tr>"
    "<tr><th>文&emsp;&emsp;号：</th><td>平水发〔2020〕3号</td><th>生成日期：</th><td>2020-07-03</td></tr></table>"
    "<table><tr><th>发布机构：</th><td>市水务局</td></tr><tr><th>生成日期：</th><td>2020-07-03</td></tr></table>",
    "<ul><li>【索引号】A1</li><li>【公开目录】文件</li><li>【发文单位】市水务局</li>"
    "<li>【发文字号】平水发〔2020〕3号</li><li>【成文日期】2020-07-03</li></ul>",
    "<div><b>索 引 号：</b>A1<br><b>发布机构：</b>市水务局<br><b>文　　号：</b>平水发[2020]3号<br>"
    "<b>生成日期：</b>2020-07-03</div>",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_the_metadata_block(block: str) -> None:
    tools = "<div>【字号：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a></div>"
    page = f"<meta charset=utf-8>{block}<h1>{TITLE}</h1>{tools}{BODY}"
    found = read_html(page.encode())
    assert found.stated is not None
    assert (found.stated.title, found.stated.number) == (TITLE, "平水发〔2020〕3号")
    assert (found.stated.issuer, found.stated.issued) == ("市水务局", DAY)
    assert [line.text[:2] for line in found.lines if line.text != TITLE] == ["各县", "为加", "一、"]


def test_tools_below_a_title_belong_to_no_block() -> None:
    block = (
        "<ul><li>索引号：A1</li><li>发布机构：市水务局</li><li>文号：平水发〔2020〕3号</li></ul>"
    )
    tools = "<div>字号：大 中 小</div>"
    assert stated(f"{block}<div class=title>{TITLE}</div>{tools}{BODY}").title == TITLE


ISSUES = [
    "<title>甲省人民政府公报 2020年第4期_政府公报_甲省人民政府</title><div class=bt>甲省人民政府公报"
    " 2020年第4期</div><div>发布时间：2020-03-01 来源：办公厅</div>",
    "<meta name=ArticleTitle content='甲省人民政府公报2020年第4期'>",
]


@pytest.mark.parametrize("head", ISSUES)
def test_the_page_of_a_whole_issue_says_which(head: str) -> None:
    documents = "".join(
        f"<p align=center>甲省人民政府关于{what}的通知</p><p align=center>甲政发〔2020〕{i}号</p>"
        f"<p>各市人民政府：</p><p>现就{what}有关事项通知如下，请认真执行。</p>"
        for i, what in enumerate(("加强供水", "节约用电"), 1)
    )
    lines = read_html(f"<meta charset=utf-8>{head}<div class=zoom>{documents}</div>".encode()).lines
    assert "".join(lines[0].text.split()) == "甲省人民政府公报2020年第4期"
    assert lines[1].text == "甲省人民政府关于加强供水的通知"


def test_a_form_around_a_page_and_its_layout() -> None:
    page = (
        "<title>甲市财政局--信息查看</title><form><table><tr><td colspan=2><a href=/>首页</a></td></tr>"
        "<tr><td><input name=q><br>热门：<a href=1>预算</a></td><td><span>甲市财政局关于预算的公告</span><br>"
        "<span>发布时间：2012-3-4</span><hr><p>根据有关规定，现将部门预算予以公布。</p><p>请社会各界予以监督。</p>"
        "</td></tr></table></form>"
    )
    found = read_html(f"<meta charset=utf-8>{page}".encode())
    assert found.stated is not None
    assert found.stated.title == "甲市财政局关于预算的公告"
    assert found.stated.published == date(2012, 3, 4)
    assert [line.text for line in found.lines][-2:] == [
        "根据有关规定，现将部门预算予以公布。",
        "请社会各界予以监督。",
    ]
