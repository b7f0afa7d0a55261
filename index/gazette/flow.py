"""Joins lines into paragraphs where a page, a column or a line break cut them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.gazette.imprint import is_apart
from index.gazette.lettering import width
from index.gazette.opening import opens, opens_clause
from index.gazette.patterns import CLOSERS, NOTE_DEFINITION, heading_number
from index.gazette.rosters import is_entry
from index.gazette.units import Item, Unit, has_sentence_end, is_bare_heading, is_open
from index.plaintext import Layout, Line, join

# A cut line fills its column; the narrowest columns of a gazette hold some fourteen characters.
_COLUMN = 13
_HEADING_COLUMN = 15
# A line so much short of the measure is still full: the next character did not fit.
_RAGGED = 1.5
_EDGED = 18  # a line so long fills its column
_TITLE = 30  # and one so short may be the end of a heading
_FAR = 4.5  # what is indented more is no paragraph
_MID_SENTENCE = "，、,—－-“《（(〈"
_PUNCTUATED = re.compile(r"[，。；：、,;（(]")
_SENTENCE = re.compile(r"[，。；：,;]")
_TAIL = 600


class _Paragraph:
    """A paragraph that is being put together from lines."""

    def __init__(self, kind: str, line: Line) -> None:
        self.kind = kind
        self.parts = [line.text]
        self.first = self.last = line
        self.fill = width(line.text) + line.indent
        self.tail = line.text[-_TAIL:]
        self.bare = kind == "paragraph" and is_bare_heading(line.text)

    def add(self, line: Line) -> None:
        self.parts.append(line.text)
        self.last = line
        self.fill = width(line.text) + line.indent
        self.tail = (self.tail + line.text)[-_TAIL:]
        self.bare = self.bare and not has_sentence_end(line.text)

    def unit(self) -> Unit:
        text = join(self.parts)
        match = NOTE_DEFINITION.match(text) if self.kind == "note" else None
        if match:
            return Unit("note", text[match.end() :].strip(), self.first.number, mark=match[1])
        return Unit("paragraph", text, self.first.number)


def flow(items: Sequence[Item], layout: Layout) -> list[Unit]:
    """The items with their lines joined into paragraphs and footnotes.

    A paragraph that is cut mid-sentence goes on below a table, a figure or footnotes.
    """
    return _Flow(layout, _bare_levels(items, layout)).run(items)


def _bare_levels(items: Sequence[Item], layout: Layout) -> Counter[tuple[int, bool]]:
    """How many numbered lines of each level are bare headings, and how many are sentences; a
    line that fills the measure may be either.
    """
    numbered = (
        (heading_number(item.text), is_bare_heading(item.text), item)
        for item in items
        if isinstance(item, Line)
    )
    return Counter(
        (found[0], bare)
        for found, bare, line in numbered
        if found and not (bare and _is_full(width(line.text) + line.indent, layout))
    )


def _is_full(fill: float, layout: Layout) -> bool:
    return layout.measure is not None and fill >= layout.measure - _RAGGED


class _Flow:
    """One pass over the items; at most one paragraph and one footnote are unfinished."""

    def __init__(self, layout: Layout, levels: Counter[tuple[int, bool]]) -> None:
        self.layout = layout
        self.levels = levels
        self.units: list[Unit | _Paragraph] = []
        self.paragraph: _Paragraph | None = None
        self.note: _Paragraph | None = None

    def run(self, items: Sequence[Item]) -> list[Unit]:
        for item in items:
            if isinstance(item, Line):
                self._line(item)
            else:
                self._unit(item)
        return [unit if isinstance(unit, Unit) else unit.unit() for unit in self.units]

    def _unit(self, unit: Unit) -> None:
        self.units.append(unit)
        self.note = None
        if unit.kind not in ("table", "figure") or not self._spans(self.paragraph):
            self.paragraph = None

    def _spans(self, paragraph: _Paragraph | None) -> bool:
        """True for a paragraph that a table or figure has cut, and not what stands above one."""
        if paragraph is None or not self._is_cut(paragraph):
            return False
        full = _is_full(paragraph.fill, self.layout)
        return full or any(mark in paragraph.tail for mark in "，。")

    def _line(self, line: Line) -> None:
        if NOTE_DEFINITION.match(line.text):
            self.note = self._begin("note", line)
            if self.paragraph and not self._is_cut(self.paragraph):
                self.paragraph = None
            return
        for unfinished in (self.note, self.paragraph):
            if unfinished and self._continues(unfinished, line):
                unfinished.add(line)
                return
        self.note = None
        self.paragraph = self._begin("paragraph", line)

    def _begin(self, kind: str, line: Line) -> _Paragraph:
        self.units.append(begun := _Paragraph(kind, line))
        return begun

    def _continues(self, paragraph: _Paragraph, line: Line) -> bool:
        if self._is_inside(paragraph, line):
            return True
        if opens(line.text) or opens_clause(paragraph.tail, line.text):
            return False
        if is_apart(paragraph.parts, line.text):
            return False
        if self.layout.indented and line.indent >= 1 and paragraph.tail[-1] not in _MID_SENTENCE:
            return False
        if self.units[-1] is not paragraph and not is_open(paragraph.tail):
            return False
        if is_entry(paragraph.last.text, line.text, _is_full(paragraph.fill, self.layout)):
            return False
        if paragraph.bare:
            return self._continues_heading(paragraph, line)
        return (
            self._wraps(paragraph, line)
            or self._is_cut_above(paragraph, line)
            or self._is_over_page(paragraph, line)
        )

    def _continues_heading(self, paragraph: _Paragraph, line: Line) -> bool:
        if self.layout.measure and self.layout.gapped and line.gap and not line.cut:
            return paragraph.tail[-1] in _MID_SENTENCE
        full = _is_full(paragraph.fill, self.layout)
        cut = self._is_cut_heading(paragraph) or self._is_over_page(paragraph, line)
        return full or cut or self._wraps(paragraph, line)

    def _is_cut_above(self, paragraph: _Paragraph, line: Line) -> bool:
        """True where a paragraph stops in mid-sentence and a line may be the rest of it."""
        if not is_open(paragraph.tail) or not self._fills(paragraph):
            return False
        full = _is_full(paragraph.fill, self.layout)
        return (full or not _is_list(paragraph, line)) and not _is_scrap(paragraph, line)

    def _is_over_page(self, paragraph: _Paragraph, line: Line) -> bool:
        """True where a page or column opens without the indentation of a new paragraph.

        A short line shows no edge to be indented from: it goes on only with what was cut.
        """
        flush = self.layout.indented and line.cut and line.indent < 1
        if not flush or self.units[-1] is not paragraph or not 1 <= paragraph.first.indent < _FAR:
            return False
        if paragraph.bare:
            return width(line.text) < _TITLE
        full = self.layout.measure is None or _is_full(paragraph.fill, self.layout)
        if not full or is_open(paragraph.tail):
            return full
        return width(line.text) >= _EDGED and _SENTENCE.search(line.text) is not None

    def _is_inside(self, paragraph: _Paragraph, line: Line) -> bool:
        """True where indentation tells for sure: 统|一、动态更新 is no heading."""
        return (
            self.layout.indented
            and self.units[-1] is paragraph
            and line.indent < 1
            and not line.gap
            and _is_full(paragraph.fill, self.layout)
            and is_open(paragraph.tail)
        )

    def _is_cut(self, paragraph: _Paragraph) -> bool:
        if paragraph.bare:
            return self._is_cut_heading(paragraph)
        return is_open(paragraph.tail) and self._fills(paragraph)

    def _is_cut_heading(self, paragraph: _Paragraph) -> bool:
        """A numbered line without 。 is cut where its siblings are sentences, or after a comma."""
        found = heading_number(paragraph.parts[0])
        if paragraph.tail[-1] in _MID_SENTENCE or found is None:
            return True
        if paragraph.fill < _HEADING_COLUMN:
            return False
        level = found[0]
        return (
            self.levels[level, False] > self.levels[level, True] - 1
            and self.levels[level, False] > 0
        )

    def _fills(self, paragraph: _Paragraph) -> bool:
        """Only a line that fills its column can have been cut; one with a 。 in it is no title."""
        if self.layout.measure and paragraph.fill < self.layout.measure - 4:
            return paragraph.tail[-1] in _MID_SENTENCE or "。" in paragraph.tail
        return (
            paragraph.fill >= _COLUMN
            or len(paragraph.parts) > 1
            or _PUNCTUATED.search(paragraph.tail) is not None
        )

    def _wraps(self, paragraph: _Paragraph, line: Line) -> bool:
        """True where hard-wrapped text goes on below a full line, even after 。."""
        measure = self.layout.measure
        if measure is None or paragraph.fill < measure - 2.5 or line.cut:
            return False
        if self.layout.indented:
            return line.indent < 1
        if self.layout.gapped:
            return not line.gap
        return _is_full(paragraph.fill, self.layout) and is_open(paragraph.tail)


def _is_scrap(paragraph: _Paragraph, line: Line) -> bool:
    """A short line that ends no sentence is neither the middle nor the end of a paragraph."""
    if paragraph.tail[-1] in _MID_SENTENCE or width(line.text) >= _COLUMN:
        return False
    return is_open(line.text) and line.text[-1] not in CLOSERS


def _is_list(paragraph: _Paragraph, line: Line) -> bool:
    """Two lines without any punctuation are entries of a list, not a cut sentence."""
    return not _SENTENCE.search(paragraph.tail) and not _SENTENCE.search(line.text[:200])
