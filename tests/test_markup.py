"""The tree of a page is bounded, knows its lines, and loses no text to broken markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.markup import BREAK, DEEPEST, Tag, attribute, elements, parse, text_of, visit


def text(html: str) -> str:
    return text_of(parse(html).root)


def names(html: str) -> list[str]:
    return [tag.name for tag in elements(parse(html).root)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("文字", "文字"),
        ("notice.html", "notice.html"),
        ('<?xml version="1.0"?><p>甲</p>', "甲"),
        ("<p>甲<br>乙<br/>丙</p>", f"甲{BREAK}乙{BREAK}丙"),
        ("<p>甲<!-- 注 -->乙</p>", "甲乙"),
        ("<![if !a]>甲<![endif]>", "甲"),
        ("<p>甲<!-- 不闭合<p>乙", "甲 不闭合乙"),
        ('<a href="x>甲</a><b>乙</b>', "甲乙"),
        ("<title>甲<p>乙", "甲乙"),
        ("<![CDATA[甲]]>乙", "乙"),
        ("<!甲<p>乙", "乙"),
        ("&#150;&#x4E2D;&nbsp;&lt;&copy", "–中\xa0<©"),
        ("&#0;&#xD800;&#99999999;", "\ufffd\ufffd\ufffd"),
        ("<p>甲\x00\x1e乙\u2028丙</p>", "甲 乙 丙"),
    ],
)
def test_text(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲<p>乙", ["html", "body", "p", "p"]),
        ("<ul><li>甲<li>乙</ul>", ["html", "body", "ul", "li", "li"]),
        ("<table><tr><td>甲<td>乙", ["html", "body", "table", "tr", "td", "td"]),
        ("<p>甲<o:p></o:p></p>", ["html", "body", "p", "o:p"]),
    ],
)
def test_elements_left_open_are_closed(html: str, expected: list[str]) -> None:
    root = parse(html).root
    assert [tag.name for tag in elements(root)] == expected
    paragraphs = [tag for tag in elements(root) if tag.name in ("p", "li", "td")]
    assert all(not any(elements(tag, lambda t: t.name == "o:p")) for tag in paragraphs)


def test_elements_know_their_lines() -> None:
    html = "<div>\n<p\nclass=a>甲</p>\n<!--\n\n--><p>乙</p><script>\n\n</script>\n<p>丙</p></div>"
    found = {attribute(tag, "class") or text_of(tag): tag for tag in elements(parse(html).root)}
    assert found["a"].sourceline == 3
    assert found["乙"].sourceline == 6
    assert found["丙"].sourceline == 9


class Recorder:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def enter(self, tag: Tag) -> bool:
        self.seen.append(f"<{tag.name}>")
        return tag.name != "script"

    def leave(self, tag: Tag) -> None:
        self.seen.append(f"</{tag.name}>")

    def text(self, text: str, line: int) -> None:
        self.seen.append(f"{line}:{text}")


def test_visit_goes_in_document_order_and_passes_over() -> None:
    recorder = Recorder()
    visit(next(elements(parse("<p>甲\n<b>乙</b><script>x</script>\n丙</p>").root)), recorder)
    assert recorder.seen == [
        *("<html>", "<body>", "<p>", "1:甲\n", "<b>", "2:乙", "</b>", "<script>"),
        *("2:\n丙", "</p>", "</body>", "</html>"),
    ]


def test_depth_is_bounded_and_no_text_lost() -> None:
    page = parse("<div>字" * 10_000 + "<script>脚本</script>" + "</div>末" * 10_000)
    assert max(len(list(tag.parents)) for tag in elements(page.root)) <= DEEPEST
    assert text_of(page.root).replace(BREAK, "") == "字" * 10_000 + "末" * 10_000
    assert page.complete


def test_size_is_bounded_and_no_text_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.markup.MOST_TAGS", 100)
    page = parse("<i>字</i>" * 1000 + "<script>脚本</script>")
    assert sum(1 for _ in elements(page.root)) == 100
    assert text_of(page.root) == "字" * 1000
    assert not page.complete


@pytest.mark.parametrize(
    "unit",
    ["<!-- ", "<![CDATA[", '<a href="', "<a href='", "<", "&", "</x>", "<!x", "<?", "<title>"],
)
def test_repeated_openings_are_linear_and_keep_what_stands_before(unit: str) -> None:
    assert text("<p>甲</p>" + unit * 100_000).startswith("甲")


@given(st.text(max_size=200))
def test_any_text_is_parsed(html: str) -> None:
    assert isinstance(text(html), str)


@given(st.text("<>/!-='\" pbrtd&;#x[]?a", max_size=120))
def test_any_markup_is_parsed(html: str) -> None:
    assert isinstance(text(html), str)
