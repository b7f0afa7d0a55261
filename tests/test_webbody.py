"""The body of a page is found by its name, else by where its text or its links are."""

from __future__ import annotations

import pytest

from index.html.body import Found, find_body
from index.html.lines import read_blocks
from index.markup import attribute, parse

TEXT = "<p>为了加强管理，制定本办法，请认真执行。</p><p>本办法自发布之日起施行，有效期五年。</p>"
OTHER = "<p>现将有关事项通知如下，请各单位遵照办理。</p><p>一、加强领导，落实责任，保证安全。</p>"
MENU = "<ul class=b>" + "<li><a href=x>办事指南</a>" * 9 + "</ul>"


def found(html: str) -> Found:
    root = parse(html).root
    return find_body(root, read_blocks(root))


@pytest.mark.parametrize(
    "name",
    [
        "id=UCAP-CONTENT",
        "class=TRS_Editor",
        "id='zoom'",
        "class='pages_content mhide'",
        "class=article-content",
        "class='view TRS_UEDITOR trs_paper_default'",
        "id=mainText",
        "id=vsb_content_2",
        "class=v_news_content",
        "itemprop=articleBody",
    ],
)
def test_a_well_known_name(name: str) -> None:
    inner = f"<h1>甲市办法</h1><div {name}>{TEXT}</div><p>其他的字，不少。</p>"
    page = f"{MENU}<div class=outer>{inner}</div>"
    body = found(page)
    assert body.named
    assert [attribute(tag, "class") != "outer" for tag in body.tags] == [True]
    assert body.tags[0].find("h1") is None


def test_a_name_on_something_else_is_not_believed() -> None:
    body = found(f"<div id=zoom>【字体：大 中 小】</div><div class=x>{TEXT}{OTHER}</div>")
    assert not body.named
    assert [attribute(tag, "class") for tag in body.tags] == ["x"]


def test_several_documents_of_one_name_are_all_the_body() -> None:
    page = f"<div class=TRS_Editor>{TEXT}</div><hr><div class=TRS_Editor>{OTHER}</div>"
    assert len(found(page).tags) == 2


def test_documents_with_common_paragraphs_are_all_the_body() -> None:
    common = f"<div class=TRS_Editor>{TEXT}<p>第{{}}号。</p></div>"
    page = "".join(common.format(i) for i in range(3)) + f"<div class=TRS_Editor>{OTHER}</div>"
    assert len(found(page).tags) == 4


def test_a_copy_for_print_is_left_out() -> None:
    page = f"<div class=TRS_Editor>{TEXT}</div><hr><div class=TRS_Editor>{TEXT}</div>"
    assert len(found(page).tags) == 1


def test_the_densest_element() -> None:
    page = f"{MENU}<div class=a><div class=b>{MENU}</div><div class=c>{TEXT}{OTHER}</div></div>"
    assert [attribute(tag, "class") for tag in found(page).tags] == ["c"]


def test_a_single_paragraph_is_widened_to_its_element() -> None:
    page = f"{MENU}<div class=c><p>甲市：</p><p>同意你市的请示，请按照规定组织实施。</p></div>"
    assert [attribute(tag, "class") for tag in found(page).tags] == ["c"]


def test_a_contents_list() -> None:
    entries = "".join(f"<li><a href={i}>甲市人民政府关于第{i}号事项的通知</a>" for i in range(5))
    body = found(f"{MENU}<div class=c><h2>市政府文件</h2><ul>{entries}</ul></div>")
    assert body.listing
    assert body.tags[0].find("h2") is not None or body.tags[0].name == "ul"


def test_short_text_beside_many_links_is_no_contents_list() -> None:
    links = "".join(f"<li><a href={i}>某某单位开展第{i}次学习活动的情况</a>" for i in range(9))
    body = found(f"<ul>{links}</ul><div class=c>{TEXT}{OTHER}</div>")
    assert not body.listing
    assert [attribute(tag, "class") for tag in body.tags] == ["c"]
