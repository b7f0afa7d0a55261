"""Where links lead: by their address, by a script, by the entry of a list that they are in."""

from __future__ import annotations

import pytest

from index.html.links import link_target, scripted, whole_title
from index.html.page import read_html
from index.markup import Tag, parse


def tag(html: str, name: str = "a") -> Tag:
    found = parse(html).root.find(name)
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ("<a href='t1.html'>甲</a>", "t1.html"),
        ("<a href='x' onclick=\"go('t1.html')\">甲</a>", "x"),
        (
            "<a href='javascript:;' onclick=\"window.open('a/t1.html','_blank')\">甲</a>",
            "a/t1.html",
        ),
        ("<a href=\"javascript:show('./t1.shtml')\">甲</a>", "./t1.shtml"),
        ("<a onclick=\"location.href='/view.jsp?id=3'\">甲</a>", "/view.jsp?id=3"),
        ("<a href='#' data-href='t1.html'>甲</a>", "t1.html"),
        ("<a href='#top'>甲</a>", ""),
        ("<a href='javascript:void(0)' onclick=\"share('weixin')\">甲</a>", ""),
        ("<a href='mailto:a@b.cn'>甲</a>", ""),
    ],
)
def test_where_a_link_leads(html: str, target: str) -> None:
    assert link_target(tag(html)) == target


def test_a_script_without_a_page() -> None:
    assert scripted(tag("<li onclick='toggle(this)'>甲</li>", "li")) == ""


@pytest.mark.parametrize(
    ("title", "said", "whole"),
    [
        ("甲市人民政府关于供水的通知", "甲市人民政府关于…", "甲市人民政府关于供水的通知"),
        ("甲市人民政府关于供水的通知", "甲市人民政府关于...", "甲市人民政府关于供水的通知"),
        ("甲市人民政府关于供水的通知", "甲市人民政府关于供水的通知", ""),
        ("点击打开", "甲市人民政府关于…", ""),
        ("", "甲市人民政府关于…", ""),
    ],
)
def test_a_cut_title(title: str, said: str, whole: str) -> None:
    assert whole_title(tag(f"<a title='{title}'>x</a>"), said) == whole


def test_the_address_that_a_text_is_shared_under_makes_it_no_link() -> None:
    text = "为了加强管理，制定本办法，请各单位认真执行。"
    page = (
        f"<meta charset=utf-8><h1>甲办法</h1><div data-url=http://a.cn/t1.html><p>{text}</p></div>"
    )
    found = read_html(page.encode())
    assert [line.text for line in found.lines][-1:] == [text]
    assert not found.links
