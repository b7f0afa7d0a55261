"""Makes PDFs to test with: text set in columns, tables, notes, and files that are broken."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))

_NEVER_FIRST = "，。；：、！？）》”％%）〕」"
_NUMBERS = re.compile(r"\^\[\d+\]|[0-9.,]+%?|[A-Za-z]+|.", re.DOTALL)


class Paper:
    """A PDF being drawn, with y from the top of the page."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, **options: object) -> None:
        self._out = io.BytesIO()
        self.height = height
        self.canvas = Canvas(self._out, pagesize=(width, height), **options)

    def text(self, x: float, y: float, text: str, size: float = 10.5, font: str = SONG) -> Paper:
        """Draw a line from x on, its base line at y."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return self

    def column(
        self, x: float, y: float, lines: Iterable[str], size: float = 10.5, pitch: float = 16.0
    ) -> Paper:
        """Lines below each other; blank ones leave a gap, U+3000 at the start indents."""
        for i, line in enumerate(lines):
            bare = line.lstrip("\u3000")
            self.text(x + (len(line) - len(bare)) * size, y + i * pitch, bare, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Paper:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Paper:
        """All lines of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def turn(self) -> Paper:
        """Go on with the next page."""
        self.canvas.showPage()
        return self

    def pdf(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()


def measured(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, SONG, size))


def broken(
    text: str, measure: float, size: float, indent: float = 0.0, hanging: str = _NEVER_FIRST
) -> list[str]:
    """The lines of a paragraph: a number or a word stays whole, 。 opens no line."""
    lines, line, room = [], "", measure - indent
    for word in _NUMBERS.findall(text):
        plain = re.sub(r"\^\[\d+\]", "", line + word)
        if line and measured(plain, size) > room and word not in hanging:
            lines.append(line)
            line, room = "", measure
        line += word
    return [*lines, line]


@dataclass(slots=True)
class Setter:
    """Sets paragraphs in columns, page after page, justified, with heads and page numbers."""

    columns: int = 2
    size: float = 10.5
    pitch: float = 16.0
    margin: float = 60.0
    gutter: float = 24.0
    head: str = ""
    first_page: int | None = None
    paper: Paper = field(default_factory=Paper)
    page: int = 0
    at: int = 0
    y: float = 0.0

    @property
    def measure(self) -> float:
        wide = WIDTH - 2 * self.margin - (self.columns - 1) * self.gutter
        return wide / self.columns // self.size * self.size

    @property
    def left(self) -> float:
        return self.margin + self.at * (self.measure + self.gutter)

    def begin(self) -> None:
        """Open a page with its running head and number."""
        self.page, self.at, self.y = self.page + 1, 0, self.margin + 40
        if self.head:
            self.paper.text(self.margin, self.margin, self.head, 9)
            self.paper.rule(self.margin, self.margin + 5, WIDTH - self.margin, self.margin + 5)
        if self.first_page is not None:
            number = f"— {self.first_page + self.page - 1} —"
            self.paper.text(WIDTH / 2 - 20, HEIGHT - self.margin + 20, number, 9)

    def room(self, height: float) -> None:
        """Go on in the next column where a height does not fit."""
        if self.page == 0:
            self.begin()
        elif self.y + height > HEIGHT - self.margin:
            self.at, self.y = self.at + 1, self.margin + 40
            if self.at == self.columns:
                self.paper.turn()
                self.begin()

    def paragraph(self, text: str, indent: float = 2.0, justify: bool = True) -> None:
        lines = broken(text, self.measure, self.size, indent * self.size)
        for i, line in enumerate(lines):
            self.room(self.pitch)
            shift = indent * self.size if i == 0 else 0.0
            self._line(line, shift, justify and i < len(lines) - 1)
            self.y += self.pitch

    def _line(self, line: str, shift: float, full: bool) -> None:
        plain = re.sub(r"\^\[\d+\]", "", line)
        slack = self.measure - shift - measured(plain, self.size)
        space = slack / max(1, len(plain) - 1) if full and slack > 0 else 0.0
        x = self.left + shift
        for piece in re.split(r"(\^\[\d+\])", line):
            mark = re.fullmatch(r"\^\[(\d+)\]", piece)
            if mark:
                self.paper.text(x, self.y - 4, mark[1], 6)
                continue
            text = self.paper.canvas.beginText(x, self.paper.height - self.y)
            text.setFont(SONG, self.size)
            text.setCharSpace(space)
            text.textOut(piece)
            text.setCharSpace(0)
            self.paper.canvas.drawText(text)
            x += measured(piece, self.size) + space * len(piece)

    def title(self, text: str, size: float = 14.0) -> None:
        """Centred lines in larger type."""
        lines = broken(text, self.measure - 2 * size, size)
        self.room((len(lines) + 2) * 1.6 * size)
        self.y += size
        for line in lines:
            plain = re.sub(r"\^\[\d+\]", "", line)
            x = self.left + (self.measure - measured(plain, size)) / 2
            self.paper.text(x, self.y, plain, size)
            if plain != line:
                mark = re.findall(r"\d+", line)[-1]
                self.paper.text(x + measured(plain, size), self.y - 0.4 * size, mark, 0.5 * size)
            self.y += 1.6 * size
        self.y += size

    def closing(self, text: str) -> None:
        """A line at the right, two characters in: a signature, a date."""
        self.room(self.pitch)
        x = self.left + self.measure - measured(text, self.size) - 2 * self.size
        self.paper.text(x, self.y, text, self.size)
        self.y += self.pitch

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; a cell that does not fit goes on below."""
        count = max(map(len, rows))
        wide = self.measure / count
        for row in rows:
            cells = [broken(cell, wide - 4, self.size, hanging="") for cell in row]
            high = self.pitch * max(map(len, cells))
            self.room(high)
            xs = [self.left + i * wide for i in range(count + 1)]
            self.paper.grid(xs, [self.y - 12, self.y - 12 + high])
            for x, lines in zip(xs, cells, strict=False):
                self.paper.column(x + 2, self.y, lines, self.size, self.pitch)
            self.y += high

    def pdf(self) -> bytes:
        return self.paper.pdf()


def objects(*bodies: bytes) -> bytes:
    """A PDF of numbered objects, the first of them the catalogue."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for i, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return bytes(out) + head + table + tail % (len(bodies) + 1, len(out))


def streamed(content: bytes, pages: int = 1, layers: int = 1) -> bytes:
    """A PDF whose pages all have the same content, deflated so many times."""
    for _ in range(layers):
        content = zlib.compress(content, 9)
    kids = b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>"
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/Resources<</Font<</F 4 0 R>>>>>>" % (kids, pages),
        b"<</Filter[%s]/Length %d>>stream\n%s\nendstream"
        % (b"/FlateDecode" * layers, len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * pages,
    )
