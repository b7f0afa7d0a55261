"""Contents pages of an issue and the pages beside them that they list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.bundles import bundles, target_name
from index.formats import read_transcript
from index.reading import read, take
from index.source import find

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


def test_bundles_keep_the_order_and_every_place(folder: Path) -> None:
    places = find([folder]).places
    found = bundles(places, read_transcript)
    names = {name for b in found for name in (b.name, *(m.name for m in b.members))}
    assert names == {place.name for place in places}
    assert replace(found[0], members=()).name == found[0].name
