"""Reads a PDF into lines: a gazette that was set on a computer, or scanned and recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from index.pdf.frames import Sheet
from index.pdf.glyphs import unknown
from index.pdf.lines import page_lines
from index.pdf.pages import sheets
from index.pdf.paragraphs import Draft
from index.plaintext import Line
from index.source import SourceError
from index.transcript import Transcript
from search.sources import ParseWarning

#: A file of more characters is no issue; the largest laws have some 500,000.
MAX_CHARACTERS = 5_000_000
# A picture over so much of a page without text is a scan; so many shapes are letters' outlines.
_SCANNED = 0.3
_OUTLINES = 200
# Where most characters have no code, the text says nothing.
_UNREADABLE = 0.8

_NO_TEXT = "PDF 是扫描件，没有文字层：请先做文字识别（OCR）再读"
_NO_CODES = "PDF 的字体没有文字编码，读不出文字：请先做文字识别（OCR）再读"


def read_pdf(data: bytes) -> Transcript:
    """The lines of a PDF in reading order.

    Columns are read one after the other; page numbers and running heads stay as lines, and the
    first line of every page but the first has ``cut`` set. Lines are numbered from 1 as they
    come. Pages that are pictures, were lost, or have characters without a code are warned of.
    Raises SourceError for what is no PDF, is broken or locked, and for a scan without text.
    """
    reading = _Reading()
    for sheet in sheets(data):
        reading.take(sheet)
    if not reading.lines:
        raise SourceError(reading.refused)
    return Transcript(tuple(reading.lines), warnings=tuple(reading.warnings()))


@dataclass(slots=True)
class _Reading:
    """The pages that were read so far: lines, and pages that something is wrong with."""

    lines: list[Line] = field(default_factory=list)
    pictures: list[tuple[int, int]] = field(default_factory=list)  # page, number of its line
    lost: list[tuple[int, int]] = field(default_factory=list)
    crowded: list[tuple[int, int]] = field(default_factory=list)
    coded: list[tuple[int, int]] = field(default_factory=list)
    unknown: int = 0
    characters: int = 0

    def take(self, sheet: Sheet) -> None:
        """Read a page."""
        self.characters += len(sheet.codes)
        if self.characters > MAX_CHARACTERS:
            raise SourceError(f"PDF 超过 {MAX_CHARACTERS // 10_000} 万字：请拆分成单期文件")
        following = len(self.lines) + 1
        place = (sheet.page, following)
        missing = unknown(sheet)
        drafts = [] if missing > _UNREADABLE * len(sheet.codes) else page_lines(sheet)
        self._add(drafts)
        if sheet.lost:
            self.lost.append(place)
        elif not drafts and (sheet.pictured >= _SCANNED or sheet.drawn >= _OUTLINES):
            self.pictures.append(place)
        if missing:
            self.coded.append(place)
            self.unknown += missing
        if sheet.crowded and drafts:
            self.crowded.append(place)

    def _add(self, drafts: Iterable[Draft]) -> None:
        cut = bool(self.lines)
        for draft in drafts:
            number = len(self.lines) + 1
            self.lines.append(Line(number, draft.text, draft.indent, draft.gap, cut or draft.cut))
            cut = False

    @property
    def refused(self) -> str:
        """Why there is no text."""
        if self.unknown:
            return _NO_CODES
        if self.lost and not self.pictures:
            return "PDF 已损坏或过大，读不出任何一页：请重新下载或另存"
        return (
            _NO_TEXT if self.pictures else "PDF 里没有文字：请检查文件，扫描件请先做文字识别（OCR）"
        )

    def warnings(self) -> list[ParseWarning]:
        """What is missing or doubtful, one line a kind."""
        told = (
            (self.pictures, "{}是图片，没有文字层：请先做文字识别（OCR）", "picture"),
            (self.lost, "{}已损坏或过大，没有读出", "damaged"),
            (self.coded, f"{{}}有 {self.unknown} 个字没有编码，读不出来", "encoding"),
            (self.crowded, "{}图形太多，表格可能没有认出", "layout"),
        )
        return [
            ParseWarning(min(places[0][1], len(self.lines)), text.format(_pages(places)), kind)
            for places, text, kind in told
            if places
        ]


def _pages(places: Sequence[tuple[int, int]]) -> str:
    """第 3、5—7 页."""
    runs = []
    for _, run in groupby(enumerate(page for page, _ in places), lambda pair: pair[1] - pair[0]):
        pages = [page for _, page in run]
        runs.append(f"{pages[0]}—{pages[-1]}" if len(pages) > 1 else f"{pages[0]}")
    return f"第 {'、'.join(runs)} 页"
