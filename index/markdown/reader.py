"""Reads Markdown, as programs write it that recognise scanned pages, into lines.

Its lines are taken as they are printed: nothing is renumbered, nothing is code because it is
indented, and a single star may be a footnote's mark. That is why no Markdown library is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.gazette.lettering import width
from index.gazette.patterns import PAGE_NUMBER
from index.html.lines import read_fragment
from index.markdown.marks import (
    BULLET,
    FENCE,
    FENCED_DIV,
    HEADING,
    NAMED,
    PAGE_BREAK,
    PRINTED,
    RULE,
    SPACES,
    heading,
    line_at,
    noted,
    numbers,
    without_break,
    without_quote,
)
from index.markdown.prepare import prepared
from index.markdown.tables import (
    between,
    cells,
    has_cells,
    is_row,
    is_rule,
    joined,
    table_at,
    table_end,
)
from index.markdown.text import BREAK, inline
from index.plaintext import Line
from index.transcript import Transcript
from search.sources import ParseWarning


def read_markdown(text: str) -> Transcript:
    """The lines of a Markdown file, under the numbers that they have there.

    Headings, paragraphs and rows of tables, in pipes or in HTML, are lines; notes are ^[1] and
    [1]. A file or page that is nothing but pictures is warned of.
    """
    return _Reader(text).transcript()


@dataclass(slots=True)
class _Page:
    """What a page holds: the line of its first picture, and whether there is text."""

    picture: int = 0
    text: bool = False


@dataclass(slots=True)
class _Reader:
    source: str
    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    found: list[Line] = field(default_factory=list)
    pages: list[_Page] = field(default_factory=lambda: [_Page()])
    gap: bool = False
    cut: bool = False

    def transcript(self) -> Transcript:
        lines = prepared(self.source)
        self.lines, self.numbers = [text for _, text in lines], [number for number, _ in lines]
        self.notes = numbers(NAMED.findall(self.source))
        at = 0
        while at < len(self.lines):
            at = self._read(at)
        return Transcript(tuple(self.found), warnings=tuple(self._warnings()))

    def _read(self, at: int) -> int:
        """Read what begins at a line, and say where the next begins."""
        line = self.lines[at]
        if "\f" in line:
            self._fed(at)
            line = self.lines[at]
        if not line.strip():
            self.gap = True
        elif PAGE_BREAK.match(line):
            self._turn()
        elif printed := PRINTED.match(line):
            self._say(at, printed[1])
        elif FENCE.match(line) or FENCED_DIV.match(line):
            self.gap = True
        elif is_rule(line) and at > 0 and has_cells(self.lines[at - 1]):
            return self._rows(at + 1, len(cells(self.lines[at - 1])))
        elif RULE.match(line):
            self.gap = True
        elif (place := table_at(line)) >= 0:
            return self._table(at, place)
        elif is_row(line) or (has_cells(line) and is_rule(line_at(self.lines, at + 1))):
            self._row(at)
        else:
            self._text(at)
        return at + 1

    def _fed(self, at: int) -> None:
        """A line that form feeds break: each begins a page; the last part is still to be read."""
        *parts, self.lines[at] = self.lines[at].split("\f")
        for part in parts:
            if part.strip():
                self._say(at, part)
            self._turn()

    def _turn(self) -> None:
        self.gap = self.cut = True
        self.pages.append(_Page())

    def _rows(self, at: int, columns: int) -> int:
        """The rows below a table's rule, each of so many cells or more."""
        while at < len(self.lines) and has_cells(self.lines[at]) and self.lines[at].strip():
            if not is_rule(self.lines[at]):
                self._row(at, columns)
            at += 1
        return at

    def _row(self, at: int, columns: int = 0) -> None:
        found = [inline(cell, self.notes) for cell in cells(self.lines[at])]
        texts = [joined(cell.text.split(BREAK)) for cell in found]
        if any(cell.image for cell in found):
            self._picture(at)
        if any(texts):
            texts += [""] * (columns - len(texts))
            row = "\t".join(text.replace("\t", " ") for text in texts)
            self._add(self.numbers[at], row, 0.0)

    def _table(self, at: int, place: int) -> int:
        """The HTML tables that begin in a line, and the text before and behind them."""
        begin = 0
        while place >= 0:
            self._say(at, self.lines[at][begin:place])
            last, end = table_end(self.lines, at, place)
            self._fragment(at, BREAK.join(between(self.lines, (at, place), (last, end))))
            at, begin = last, end
            place = table_at(self.lines[at], begin)
        self._say(at, self.lines[at][begin:])
        return at + 1

    def _fragment(self, at: int, html: str) -> None:
        """A table, read as those of web pages are; its cells may hold Markdown."""
        if "<img" in html.lower():
            self._picture(at)
        for line in read_fragment(html, self.numbers[at]):
            found = [inline(cell, self.notes, tagged=False) for cell in line.text.split("\t")]
            text = "\t".join(cell.text for cell in found)
            if text.strip():
                self._add(line.number, text, 0.0 if line.is_row else line.indent)
        self.gap = True

    def _text(self, at: int) -> None:
        line = self.lines[at]
        if HEADING.match(line):
            self.gap = True
            self._say(at, heading(line))
            self.gap = True
            return
        self._say(at, self._without_bullet(at, without_break(without_quote(line))))

    def _without_bullet(self, at: int, line: str) -> str:
        """Without the mark of a list. A star alone may be a note's; - 18 - is a page number."""
        bullet = BULLET.match(line)
        if bullet is None or PAGE_NUMBER.match(line):
            return line
        if bullet[2] == "*":
            near = (BULLET.match(self._near(at, -1)), BULLET.match(self._near(at, 1)))
            if not any(other and other[2] == "*" for other in near):
                return line
        return bullet[1] + line[bullet.end() :]

    def _near(self, at: int, step: int) -> str:
        """The line before or behind; over one blank line."""
        line = line_at(self.lines, at + step)
        return line if line.strip() else line_at(self.lines, at + 2 * step)

    def _say(self, at: int, raw: str) -> None:
        """Add the lines that a line's text makes."""
        found = inline(raw, self.notes)
        if found.image:
            self._picture(at)
        shown = found.text if raw.startswith("&") else raw  # &emsp;&emsp;正文
        blank = len(shown) - len(shown.lstrip())
        indent = width(shown[:blank].replace("\t", "\u3000\u3000"))
        for part in found.text.split(BREAK):
            text = noted(part.strip(SPACES + "\t"))
            if text:
                self._add(self.numbers[at], text, indent)
                indent = 0.0

    def _picture(self, at: int) -> None:
        self.pages[-1].picture = self.pages[-1].picture or self.numbers[at]

    def _add(self, number: int, text: str, indent: float) -> None:
        self.found.append(Line(number, text, indent, self.gap, self.cut))
        self.pages[-1].text = True
        self.gap = self.cut = False

    def _warnings(self) -> Iterator[ParseWarning]:
        bare = [page.picture for page in self.pages if page.picture and not page.text]
        if bare:
            what = f"有 {len(bare)} 页只有图片" if len(self.pages) > 1 else "文件里只有图片"
            yield ParseWarning(
                bare[0], f"{what}，图里的文字没有读：请先做文字识别（OCR）", "picture"
            )
