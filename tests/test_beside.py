"""A link leads to the page beside it that it means, also where a site was saved in part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.beside import Beside, target_name

TARGETS = [
    ("/a/index.html", "content/1.html", "/a/content/1.html"),
    ("/a/b/index.html", "../1.html?x=1#y", "/a/1.html"),
    ("/a/x.zip!/in/index.html", "./1.html", "/a/x.zip!/in/1.html"),
    ("/a/index.html", "%E4%B8%89.html", "/a/三.html"),
    ("/a/index.html", "https://example.gov.cn/1.html", ""),
    ("/a/index.html", "//example.gov.cn/1.html", ""),
    ("/a/index.html", "javascript:void(0)", ""),
    ("/a/index.html", "#top", ""),
    ("/a/index.html", "http://[", ""),
]


@pytest.mark.parametrize(("page", "target", "expected"), TARGETS)
def test_where_a_link_leads(page: str, target: str, expected: str) -> None:
    assert target_name(page, target) == expected


NAMES = (
    "/m/www.jia.gov.cn/gb/04/index.html",
    "/m/www.jia.gov.cn/zw/t1_12.html",
    "/m/www.yi.gov.cn/zw/t1_12.html",
    "/m/www.jia.gov.cn/zw/index.html",
    "/m/flat/t20200202_13.html",
    "/m/show.asp?id=12.html",
    "/m/show.asp@id=13&cat=2.htm",
    "/m/www.jia.gov.cn/gb/04/7.shtml.html",
    "/m/8.html",
    "/m/a.zip!/x/t3_1.html",
    "/m/a.zip!/y/t3_1.html",
)
PAGE = NAMES[0]
FOUND = [
    ("../../zw/t1_12.html", 1),
    ("http://www.jia.gov.cn/zw/t1_12.html", 1),
    ("https://www.jia.gov.cn/zw/t1_12.html?from=gb#top", 1),
    ("//www.yi.gov.cn/zw/t1_12.html", 2),
    ("/zw/t1_12.html", 1),
    ("http://www.jia.gov.cn/art/2020/2/2/t20200202_13.html", 4),
    ("./202002/t20200202_13.html", 4),
    ("../../../show.asp?id=12", 5),
    ("http://www.jia.gov.cn/7.shtml", 7),
    # No page, no figure in the name, two that are as near, the page itself.
    ("http://www.jia.gov.cn/zw/t9_99.html", None),
    ("http://www.bing.gov.cn/index.html", None),
    ("http://www.jia.gov.cn/8.html", None),
    ("http://www.jia.gov.cn/x9/t3_1.html", None),
    ("http://www.jia.gov.cn/gb/04/index.html", None),
    ("http://www.jia.gov.cn/", None),
    ("mailto:a@jia.gov.cn", None),
    ("ftp://www.jia.gov.cn/zw/t1_12.html", None),
    ("", None),
]


@pytest.mark.parametrize(("target", "at"), FOUND)
def test_which_page_is_meant(target: str, at: int | None) -> None:
    assert Beside(NAMES).page(PAGE, target) == (NAMES[at] if at is not None else "")


def test_names_that_tell_a_query() -> None:
    names = ["/m/index.html", "/m/show.asp?id=12.html", "/m/show.asp@id=13&cat=2.htm"]
    found = [Beside(names).page(names[0], f"show.asp?id={q}") for q in ("12", "13&cat=2", "14")]
    assert found == [names[1], names[2], ""]


@given(st.text(max_size=60))
def test_any_target(target: str) -> None:
    assert Beside(NAMES).page(PAGE, target) in {"", *NAMES}
