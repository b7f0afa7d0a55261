"""Writes down where a text comes from: as plain text, after GB/T 7714—2015, as Markdown, as a link.

A document is an article in a serial that is read online: GB/T 7714—2015, 4.4.2, with [J/OL] from
its appendix B. What the standard asks beside that: three responsible bodies at most, then 等
(8.1.2), and none where nobody is named (8.1.3); the 文号 stands with the title, as numbers of
reports and standards do (8.2.3); an estimated year is set in brackets (8.4.3.3); the page is that
of what is quoted (8.8.2), or the words printed in its place (8.5); 2018(6) is a year and an issue
without a volume (8.8.2). The full stop at the end may be left out (7.2): it would become part of
the address. Where no serial is known, the document is a resource of its own: 4.6.2, [EB/OL]; so is
a document of a web page, with the day it was published and the page's own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from search.document import Block, Document, Issue
from web.sources import page_name, web_address
from web.speech import gettext as _
from web.tables.grid import grid
from web.tables.head import Row

_MOST_BODIES = 3
# 省财政厅、省教育厅
_BODIES = re.compile(r"[、，,；;]")
# What Markdown reads as its own anywhere, and what it reads so at the start of a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_START = re.compile(r"^(?:[#+=-]|\d{1,9}(?=[.)](?:\s|$)))")
# A line of a field holds about so many characters.
_LINE = 40
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text is printed, and the absolute address that it is read at.

    ``page`` is the page that a passage stands on; None for a document, and where it is not known:
    then the page is named that the document begins on.
    """

    document: Document
    issue: Issue | None
    address: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to cite a text; ``lines`` is about how many lines it fills."""

    id: str
    name: str
    text: str

    @property
    def lines(self) -> int:
        """How high a field for it is to be."""
        lines = sum(-(-len(line) // _LINE) or 1 for line in self.text.split("\n"))
        return max(1, min(lines, _MOST_LINES))


def ways(source: Source, day: date, block: Block | None = None) -> tuple[Way, ...]:
    """All ways to cite a passage, given as a block, or the whole document; ``day`` is today."""
    return (
        Way("link", _("链接"), source.address),
        Way("text", _("文字"), plain(source, block)),
        Way("gbt7714", "GB/T 7714—2015", gbt7714(source, day)),
        Way("markdown", "Markdown", markdown(source, block)),
    )


def gbt7714(source: Source, day: date) -> str:
    """The source as a list of references names it; ``day`` is when it was read."""
    document = source.document
    head = _sentences(_bodies(document.issuer), _named(document))
    issue = source.issue
    if issue is None or issue.online or not issue.title:
        return _sentences(f"{head}[EB/OL]", f"{_updated(source)}[{day}]", _read_at(source))
    place = f"{_line(issue.title)}{_number(document, issue)}"
    number = _begins(source) if source.page is None else str(source.page)
    page = f": {number}" if number else ""
    return _sentences(f"{head}[J/OL]", f"{place}{page}[{day}]", source.address)


def _updated(source: Source) -> str:
    """The day on which it went online, else its own date, in brackets."""
    page = source.document.publication
    day = (page.published if page else None) or source.document.issued
    return f"({day})" if day else ""


def _read_at(source: Source) -> str:
    """The address of the web page that the text is from, where it is known."""
    page = source.document.publication
    return web_address(page.url if page else "") or source.address


def _sentences(*parts: str) -> str:
    return ". ".join(filter(None, parts))


def _bodies(issuer: str | None) -> str:
    named = [_line(body) for body in _BODIES.split(issuer or "") if body.strip()]
    others = ["等"] if len(named) > _MOST_BODIES else []
    return ", ".join(named[:_MOST_BODIES] + others)


def _named(document: Document) -> str:
    """The title, with the 文号 unless the title has it."""
    title, number = _line(document.title), document.number or ""
    return title if not number or number in title else f"{title}: {number}"


def _number(document: Document, issue: Issue) -> str:
    """Year and number: ", 2018(6)"; a year that only the document's own date tells is a guess."""
    year = issue.year or (issue.published.year if issue.published else None)
    guess = f"[{document.issued.year}]" if document.issued else ""
    number = f"({issue.number})" if issue.number is not None else ""
    if not number and issue.cumulative is not None:
        number = f"(总第{issue.cumulative}期)"
    told = f"{year or guess}{number}"
    return f", {told}" if told else ""


def plain(source: Source, block: Block | None = None) -> str:
    """A passage, or nothing, and its source, in one line; a table keeps its rows."""
    said = f"——{_place(source)}，{source.address}"
    if block is None:
        return said.removeprefix("——")
    return f"{_tabbed(block)}\n{said}" if block.rows else f"{_line(block.text)}{said}"


def _tabbed(block: Block) -> str:
    """A table as one pastes it into a spreadsheet: a line each row, its cells between tabs."""
    names, rows = _named_rows(block)
    lines = ("\t".join(map(_line, row)) for row in (names, *rows) if row)
    return "\n".join(filter(None, (_line(block.caption), _line(block.unit), *lines)))


def _place(source: Source) -> str:
    """《title》（文号），《gazette》2018年第6期第18页."""
    document = source.document
    title = _line(document.title).translate(str.maketrans("《》", "〈〉"))
    number = f"（{document.number}）" if document.number and document.number not in title else ""
    return f"《{title}》{number}" + "".join(f"，{each}" for each in _printed(source))


def _printed(source: Source) -> Iterator[str]:
    issue = source.issue
    if issue and issue.online:
        page = source.document.publication
        day = f"{page.published}发布" if page and page.published else ""
        yield " ".join(filter(None, (_line(page_name(issue)), day)))
        return
    serial = f"《{_line(issue.title)}》" if issue and issue.title else ""
    which = replace(issue, title=None).label if issue else ""
    if serial or which:
        yield f"{serial}{which}{_page(source)}"


def _page(source: Source) -> str:
    if source.page is not None:
        return f"第{source.page}页"
    begins = _begins(source)
    return f"第{begins}页起" if begins.isdigit() else begins


def _begins(source: Source) -> str:
    """The page that the document begins on, as the contents list has it: 18, 封底."""
    page = source.document.page
    return "" if page is None else _line(str(page))


def markdown(source: Source, block: Block | None = None) -> str:
    """A passage as a quotation that links to its source; without one, the link alone."""
    link = f"[{escaped(_line(source.document.title))}]({source.address})"
    number = [escaped(source.document.number)] if source.document.number else []
    said = "，".join([link, *number, *map(escaped, _printed(source))])
    if block is None:
        return said
    body = _table(block) if block.rows else "\\\n".join(_lines(block.text))
    return "\n".join(f"> {line}".rstrip() for line in f"{body}\n\n—— {said}".split("\n"))


def _table(block: Block) -> str:
    """A table under its caption and unit; a head that is not sure of its columns names none."""
    names, rows = _named_rows(block)
    head = names or ("",) * max(map(len, rows))
    lines = [
        _row(map(_cell, head)),
        _row(("---",) * len(head)),
        *(_row(map(_cell, row)) for row in rows),
    ]
    over = escaped(_line(" ".join(filter(None, (block.caption, block.unit)))))
    return "\n".join([over, "", *lines] if over else lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _named_rows(block: Block) -> tuple[Row, tuple[Row, ...]]:
    """The names of a table's columns and its other rows; no names where some are not certain."""
    found = grid(block)
    return (found.names, found.rows) if all(found.names) else ((), (*found.head, *found.rows))


def _cell(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", _line(text))


def _lines(text: str) -> Iterator[str]:
    return (escaped(line) for line in map(_line, text.splitlines()) if line)


def escaped(line: str) -> str:
    """A line that Markdown shows as it is."""
    line = _SPECIAL.sub(r"\\\g<0>", line)
    return _START.sub(lambda found: _guarded(found[0]), line)


def _guarded(start: str) -> str:
    """1. is no list if its point is escaped, and # no heading if it is."""
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _line(text: str) -> str:
    return " ".join(text.split())
