"""How a made issue is printed: as text out of OCR, as Markdown, as a web page."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

GAZETTE = "海东省人民政府公报"
_GOVERNMENT = "海东省人民政府"
CATEGORIES = ("省政府文件", "省政府办公厅文件", "部门文件")
_BODIES = (_GOVERNMENT, f"{_GOVERNMENT}办公厅", "海东省财政厅")
_TO = "各市、州人民政府，省政府各厅委办、各直属机构："
PAGE = 1500  # characters
_LONG = 60
_MEASURE = 38  # characters of a full line where an issue is hard-wrapped


@dataclass(frozen=True, slots=True)
class Text:
    """A document's title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as an issue prints it; ``rows`` are its table's, ``note`` its footnote."""

    text: Text
    category: int
    number: str
    day: date
    page: int
    rows: tuple[tuple[str, ...], ...]
    note: str

    @property
    def title(self) -> str:
        return f"{_BODIES[self.category]}关于印发《{self.text.title}》的通知"


@dataclass(frozen=True, slots=True)
class IssueMade:
    """An issue; ``wrapped``: its lines are broken at a fixed width, its paragraphs indented."""

    year: int
    number: int
    cumulative: int
    day: date
    documents: tuple[Printed, ...]
    wrapped: bool

    @property
    def name(self) -> str:
        return f"{self.year}年第{self.number}期"


def as_text(issue: IssueMade) -> str:
    """The issue as it comes out of OCR: front page, contents list, documents over pages."""
    lines = [
        "",
        GAZETTE,
        "",
        str(issue.year),
        "",
        f"第 {issue.number} 期 (总第 {issue.cumulative} 期)",
    ]
    lines += ["", f"{_GOVERNMENT}主办", "", issue.name, f"(总第{issue.cumulative}期)"]
    lines += [f"{_printed(issue.day)}出版", "", "目录", "", *_contents(issue), "\f"]
    body = [part for document in issue.documents for part in _body(document, issue.wrapped)]
    return "\n".join([*lines, *_paged(body, issue)])


def _contents(issue: IssueMade) -> Iterator[str]:
    last = None
    for each in issue.documents:
        if each.category != last:
            yield from (CATEGORIES[each.category], "")
        last = each.category
        number = each.number.replace("〔", "[").replace("〕", "]")
        yield from (f"{each.title}({number}) ({each.page})", "")


def _body(document: Printed, wrapped: bool) -> Iterator[str]:
    yield from (document.title, "", document.number, "", _TO, "")
    sentence = f"现将《{document.text.title}》印发给你们，请认真贯彻执行。"
    yield from _paragraph(sentence, wrapped)
    yield from (_BODIES[document.category], "", _printed(document.day), "", document.text.title, "")
    for paragraph in _marked(document):
        yield from _paragraph(paragraph, wrapped)
    if document.rows:
        yield from ("表1：主要指标完成情况", "", *("\t".join(row) for row in document.rows), "")
    if document.note:
        yield from (f"[1] {document.note}。", "")


def _marked(document: Printed) -> Iterator[str]:
    """The paragraphs; the first that holds a comma carries the footnote's mark."""
    mark = "^[1]" if document.note else ""
    for paragraph in document.text.paragraphs:
        if mark and "，" in paragraph:
            paragraph, mark = paragraph.replace("，", f"{mark}，", 1), ""
        yield paragraph


def _paragraph(text: str, wrapped: bool) -> Iterator[str]:
    if not wrapped:
        yield from (text, "")
        return
    text = f"　　{text}"
    yield from (text[i : i + _MEASURE] for i in range(0, len(text), _MEASURE))


def _paged(lines: list[str], issue: IssueMade) -> Iterator[str]:
    """The lines with page numbers, form feeds and running heads between them."""
    page, room = 3, PAGE
    for line in lines:
        room -= len(line)
        if room >= 0 or "\t" in line:
            yield line
            continue
        kept = len(line) + room if len(line) > _LONG else len(line)  # pages end within paragraphs
        yield from (line[:kept], "", f"— {page} —", f"\f{GAZETTE} {issue.name}", "", line[kept:])
        page, room = page + 1, PAGE


def as_markdown(issue: IssueMade) -> str:
    """The issue as Markdown: a heading a document, a table with bars."""
    lines = [f"# {GAZETTE}", "", f"{issue.name}（总第{issue.cumulative}期）", ""]
    lines += [f"{_printed(issue.day)}出版", "", "## 目录", "", *_contents(issue)]
    for each in issue.documents:
        lines += [f"## {each.title}", "", each.number, "", _TO, ""]
        lines += [part for text in _marked(each) for part in (text, "")]
        if each.rows:
            head, *rest = (f"| {' | '.join(row)} |" for row in each.rows)
            lines += [head, "|---|---|---|---|", *rest, ""]
        lines += [f"[1] {each.note}。", ""] * bool(each.note)
        lines += [_BODIES[each.category], "", _printed(each.day), ""]
    return "\n".join(lines)


def as_html(issue: IssueMade) -> str:
    """The issue as one web page, its documents under headings."""
    parts = [_tag("h1", GAZETTE), _tag("p", f"{issue.name}（总第{issue.cumulative}期）")]
    parts += [_tag("p", f"{_printed(issue.day)}出版"), _tag("h2", "目录")]
    parts += [_tag("p", line) for line in _contents(issue) if line]
    for each in issue.documents:
        parts += [_tag("h2", each.title), _tag("p", each.number), _tag("p", _TO)]
        parts += [_tag("p", text) for text in _marked(each)]
        rows = ["".join(_tag("td", cell) for cell in row) for row in each.rows]
        parts += ["<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"] * bool(rows)
        parts += [_tag("p", f"[1] {each.note}。")] * bool(each.note)
        parts += [_tag("p", _BODIES[each.category]), _tag("p", _printed(each.day))]
    head = f'<meta charset="utf-8"><title>{GAZETTE} {issue.name}</title>'
    return (
        f"<!doctype html>\n<html><head>{head}</head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _tag(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>"


def _printed(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


#: The formats, each with what writes it.
WRITERS = {"txt": as_text, "html": as_html, "md": as_markdown}
