"""Contents pages of an issue and the pages beside them that they list."""

# Pages are as their sites write them, long lines and all.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.bundles import bundles
from index.finding import find
from index.formats import read_transcript
from index.reading import read, take

CONTENTS = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>甲省人民政府公报 2019年第1期</title></head><body>
<div class="nav"><a href="/">首页</a><a href="index.html">公报</a></div>
<h1>甲省人民政府公报</h1><p>2019年第1期</p><p>2019年1月15日出版</p>
<h2>省政府文件</h2>
<ul><li><a href="content/1.html">甲省人民政府关于加强供水工作的通知</a></li></ul>
<h2>省政府办公厅文件</h2>
<ul><li><a href="./content/2.html?from=list#top">甲省人民政府办公厅关于粮食安全的通知</a></li>
<li><a href="content/%E4%B8%89.html">甲省人民政府办公厅关于节约用电的通知</a></li>
<li><a href="content/gone.html">没有保存的一份</a></li>
<li><a href="https://www.example.gov.cn/x.html">别处</a></li></ul>
</body></html>"""
PAGE = """<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2019-01-16"></head><body><div class="TRS_Editor">
<p>{title}</p><p>{number}</p><p>各市人民政府：</p><p>{text}</p><p>甲省人民政府</p>
<p>2019年1月2日</p></div></body></html>"""
TITLES = (
    ("content/1.html", "甲省人民政府关于加强供水工作的通知", "甲政发〔2019〕1号"),
    ("content/2.html", "甲省人民政府办公厅关于粮食安全的通知", "甲政办发〔2019〕2号"),
    ("content/三.html", "甲省人民政府办公厅关于节约用电的通知", "甲政办发〔2019〕3号"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "index.html").write_text(CONTENTS, "utf-8")
    for name, title, number in TITLES:
        page = PAGE.format(title=title, number=number, text=f"{title}，请认真贯彻执行。")
        (tmp_path / name).write_text(page, "utf-8")
    (tmp_path / "other.html").write_text(
        PAGE.format(title="甲省召开供水会议", number="", text="会议指出要抓好供水工作。"), "utf-8"
    )
    return tmp_path


def test_pages_belong_to_the_contents_page_that_lists_them(folder: Path) -> None:
    found = bundles(find([folder]).places, read_transcript)
    told = [(Path(b.name).name, [Path(m.name).name for m in b.members]) for b in found]
    assert told == [("index.html", ["1.html", "2.html", "三.html"]), ("other.html", [])]


def test_the_issue_of_a_contents_page(folder: Path) -> None:
    bundle = bundles(find([folder]).places, read_transcript)[0]
    edition = read(take(bundle))
    issue = edition.issue
    assert (issue.label, str(issue.published)) == ("甲省人民政府公报 2019年第1期", "2019-01-15")
    assert not issue.online
    assert [d.number for d in edition.documents] == [number for _, _, number in TITLES]
    assert {d.issue for d in edition.documents} == {issue.id}
    listed = [(e.category, e.title, e.document) for e in issue.contents]
    assert listed == [
        (category, title, document.id)
        for category, (_, title, _), document in zip(
            ("省政府文件", "省政府办公厅文件", "省政府办公厅文件"),
            TITLES,
            edition.documents,
            strict=True,
        )
    ]
    assert [d.category for d in edition.documents] == [category for category, _, _ in listed]
    (source,) = issue.sources
    assert [Path(name).name for name in source.members] == ["1.html", "2.html", "三.html"]
    assert [copy.document for copy in source.copies] == [d.id for d in edition.documents]


def test_a_page_that_cannot_be_read_is_warned_of(folder: Path) -> None:
    (folder / "content/2.html").write_bytes(b"")
    edition = read(take(bundles(find([folder]).places, read_transcript)[0]))
    assert len(edition.documents) == 2
    assert [w.kind for w in edition.issue.warnings] == ["damaged"]
    assert edition.issue.warnings[0].message.startswith("2.html：")


def test_a_page_that_names_no_issue_is_no_contents_page(folder: Path) -> None:
    plain = CONTENTS.replace("甲省人民政府公报", "文件目录").replace("2019年第1期", "")
    (folder / "index.html").write_text(plain, "utf-8")
    assert all(not bundle.members for bundle in bundles(find([folder]).places, read_transcript))


def test_two_pages_of_one_number_are_both_held(folder: Path) -> None:
    page = (folder / "content/2.html").read_text("utf-8")
    (folder / "content/2.html").write_text(
        page.replace(TITLES[1][2], TITLES[0][2]).replace(TITLES[1][1], "甲省粮食安全意见"), "utf-8"
    )
    edition = read(take(bundles(find([folder]).places, read_transcript)[0]))
    assert len({document.id for document in edition.documents}) == 3


TITLED = [title for _, title, _ in TITLES]
ENTRIES = {
    # Nested tables, the category in bold, the page behind.
    "<table><tr><td><table width=100%><tr><td align=center>甲省人民政府公报<br>2019年第1期</td></tr>"
    "<tr><td><table><tr><td colspan=2><b>法规规章</b></td></tr>"
    "<tr><td><a {0}>{3}</a></td><td>（3）</td></tr><tr><td colspan=2><b>县区之声</b></td></tr>"
    "<tr><td><a {1}>{4}</a></td><td>（9）</td></tr><tr><td><a {2}>{5}</a></td><td>（12）</td></tr>"
    "</table></td></tr></table></td></tr></table>": ("法规规章", "县区之声", "县区之声"),
    "<h1>甲省人民政府公报</h1><h2>2019年第1期</h2><dl><dt>省政府文件</dt><dd><a {0}>{3}</a> 3</dd>"
    "<dt>人事信息</dt><dd><a {1}>{4}</a></dd><dd><a {2}>{5}</a></dd></dl>": (
        "省政府文件",
        "人事信息",
        "人事信息",
    ),
    "<p>甲省人民政府公报</p><p>2019年第1期</p><p>目　录</p><p><b>·省政府文件·</b></p>"
    "<p>1.<a {0}>{3}</a>……3</p><p>2.<a {1}>{4}</a>（甲政办发〔2019〕2号）</p><p>3.<a {2}>{5}</a></p>": (
        "省政府文件",
        "省政府文件",
        "省政府文件",
    ),
    "<h1>甲省人民政府公报2019年第1期</h1><table border=1><tr><th>栏目</th><th>标题</th></tr>"
    "<tr><td rowspan=2>省政府文件</td><td><a {0}>{3}</a></td></tr><tr><td><a {1}>{4}</a></td></tr>"
    "<tr><td>部门文件</td><td><a {2}>{5}</a></td></tr></table>": (
        "省政府文件",
        "省政府文件",
        "部门文件",
    ),
    # Only <title> tells which issue it is; a long title is cut, and whole in its link's title.
    "<title>2019年第1期_甲省人民政府公报_甲省人民政府</title><h1>目录</h1><ul>"
    "<li><a {0} title={3}>甲省人民政府关于加强供…</a><span>2019-01-02</span></li>"
    "<li><a {1}>{4}</a></li><li><a {2}>{5}</a></li></ul>": (None, None, None),
    "<title>甲省人民政府公报2019年第1期目录-甲省政府网</title><ul><li><a {0}>{3}</a></li>"
    "<li><a {1}>{4}</a></li><li><a {2}>{5}</a></li></ul>": (None, None, None),
}
LINKS = [
    "href='{0}'",
    "href='./{0}?from=list'",
    "href='http://www.jia.gov.cn/zwgk/{0}'",
    "href='/zwgk/2019/{0}'",
    "href='javascript:void(0)' onclick=\"window.open('{0}','_blank')\"",
    "href=\"javascript:show('./{0}')\"",
    "data-href='{0}' onclick='go(this)'",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("shape", ENTRIES)
def test_contents_of_many_shapes(folder: Path, shape: str, link: str) -> None:
    named = [name if name.isascii() else "content/3.html" for name, _, _ in TITLES]
    (folder / TITLES[2][0]).rename(folder / named[2])
    menu = "<div class=top><a href='http://www.jia.gov.cn/'>首页</a><a href='/gb/'>公报</a></div>"
    page = menu + shape.format(*(link.format(name) for name in named), *TITLED)
    (folder / "index.html").write_text(f"<meta charset=utf-8>{page}", "utf-8")
    edition = read(take(bundles(find([folder]).places, read_transcript)[0]))
    assert edition.issue.label == "甲省人民政府公报 2019年第1期"
    listed = [(e.category, e.title, bool(e.document)) for e in edition.issue.contents]
    expected = [(c, title, True) for c, title in zip(ENTRIES[shape], TITLED, strict=True)]
    assert listed == expected
    assert [d.title for d in edition.documents] == TITLED


def test_lines_that_a_script_makes_links(folder: Path) -> None:
    entries = "".join(
        f"<li onclick=\"location.href='{name}'\">{title}</li>" for name, title, _ in TITLES
    )
    page = f"<meta charset=utf-8><h1>甲省人民政府公报2019年第1期</h1><ul>{entries}</ul>"
    (folder / "index.html").write_text(page, "utf-8")
    (bundle, _) = bundles(find([folder]).places, read_transcript)
    assert len(bundle.members) == 3


def test_a_list_of_issues_is_no_contents_page(folder: Path) -> None:
    past = "<li><a href='../{0}/index.html'>2019年第{0}期</a></li>"
    listing = "<meta charset=utf-8><h1>甲省人民政府公报</h1><ul>{0}</ul>"
    for number in ("1", "2"):
        (folder / number).mkdir()
        others = "".join(past.format(n) for n in ("1", "2", "3"))
        links = "".join(f"<li><a href='{i}.html'>{t}</a></li>" for i, t in enumerate(TITLED))
        page = listing.format(links + others).replace("公报", f"公报2019年第{number}期", 1)
        (folder / number / "index.html").write_text(page, "utf-8")
        for i, title in enumerate(TITLED):
            text = PAGE.format(title=title, number=f"甲政发〔2019〕{number}{i}号", text=title)
            (folder / number / f"{i}.html").write_text(text, "utf-8")
    issues = "".join(past.format(n) for n in ("1", "2")).replace("../", "")
    (folder / "index.html").write_text(listing.format(issues), "utf-8")
    found = {b.name: b.members for b in bundles(find([folder]).places, read_transcript)}
    assert [len(found[str(folder / n / "index.html")]) for n in ("1", "2")] == [3, 3]
    assert not found[str(folder / "index.html")]


def test_bundles_keep_the_order_and_every_place(folder: Path) -> None:
    places = find([folder]).places
    found = bundles(places, read_transcript)
    names = {name for b in found for name in (b.name, *(m.name for m in b.members))}
    assert names == {place.name for place in places}
    assert replace(found[0], members=()).name == found[0].name
