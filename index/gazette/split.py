"""Finds where the documents of an issue and the parts attached to them begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.attached import carries_text, full_text_title, is_amendment
from index.gazette.categories import category_at
from index.gazette.contents import Listed
from index.gazette.imprint import imprint_end, is_below_copied
from index.gazette.lettering import compact, width
from index.gazette.patterns import (
    ATTACHMENT_MARK,
    ATTACHMENT_TITLE,
    ORDER_SERIAL,
    ORDER_TITLE,
    TERMINAL,
    is_date_line,
    number_line,
)
from index.gazette.segments import OpenDocument, Part, Segment
from index.gazette.titlelist import TitleList
from index.gazette.titles import (
    is_strong_title,
    is_titlish,
    joined_title,
    numbered_titles,
    opens_with_agency,
    title_run,
    title_span,
)
from index.gazette.unnumbered import is_head_line, stands_alone
from index.plaintext import Line, layout

_PROMULGATES = re.compile(r"印发|转发|批转|公布|发布|颁布|令$")


def split(lines: Sequence[Line], listed: Sequence[Listed]) -> tuple[list[Line], list[Segment]]:
    """The lines before the first document, and the documents in order."""
    return _Splitter(lines, listed).run()


class _Splitter:
    """Walks the lines once, opening documents and parts as their titles come by."""

    def __init__(self, lines: Sequence[Line], listed: Sequence[Listed]) -> None:
        self.lines = lines
        self.titles = TitleList(listed)
        self.open: OpenDocument | None = None
        self.done: list[OpenDocument] = []
        self.category: str | None = None
        self.numbered = numbered_titles(lines)
        self.measure = layout(lines).measure
        self.dropped: set[int] = set()

    def run(self) -> tuple[list[Line], list[Segment]]:
        i = 0
        while i < len(self.lines):
            i = self._document_at(i) or self._part_at(i) or self._category_at(i) or self._pass(i)
        self._close(len(self.lines))
        first = min((d.first for d in self.done), default=len(self.lines))
        return list(self.lines[:first]), [d.segment(self.lines, self.dropped) for d in self.done]

    # Documents

    def _document_at(self, i: int) -> int:
        return (
            self._imprint_at(i)
            or self._order_at(i)
            or self._listed_at(i)
            or self._numbered_at(i)
            or self._full_text_at(i)
            or self._titled_at(i)
        )

    def _order_at(self, i: int) -> int:
        """吉林省人民政府令, with 第265号 beside or below it."""
        match = ORDER_TITLE.match(self.lines[i].text) if len(self.lines[i].text) < 60 else None
        if match is None or i + 1 >= len(self.lines):
            return 0
        below = ORDER_SERIAL.match(self.lines[i + 1].text)
        if not (below or match[2]):
            return 0
        return self._announcement_at(i, i + 1 + bool(below)) or self._plain_order(i, match, below)

    def _announcement_at(self, i: int, start: int) -> int:
        """国家税务总局公告, 2018年第31号, and only then the title."""
        end = title_run(self.lines, start)
        title = joined_title(self.lines[start:end])
        if end == start or not is_strong_title(title):
            return 0
        return self._begin(start, end, self.titles.take_title(title), above=i)

    def _plain_order(self, i: int, match: re.Match[str], below: re.Match[str] | None) -> int:
        serial = compact(below[0] if below else match[2])
        listed = self.titles.take_title(match[1] + serial) or self.titles.take_title(match[1])
        return self._begin(i, i + 1, listed)

    def _listed_at(self, i: int) -> int:
        found = self.titles.match(self.lines, i)
        if found is None:
            return 0
        key, end = found
        listed = self.titles.take(key)
        if self.open and self.open.promulgates(self.lines, i, end):
            return self._begin_part(i, end, also=listed)
        if self.open and self.open.listed is None and self.open.ended and self._is_named(i, end):
            self.open.listed = listed  # the contents list names the 办法, not the 令 before it
            return self._begin_part(i, end)
        return self._begin(i, end, listed)

    def _full_text_at(self, i: int) -> int:
        """The text of a law below the 令 or 决定 that carries it, whether that was dated or not."""
        if self.open is None or i == self.open.end or not self._may_open(i):
            return 0
        title = self.open.title(self.lines)
        if not carries_text(title) or (self.open.parts and not is_amendment(title)):
            return 0
        end = full_text_title(self.lines, i)
        return self._begin_part(i, end) if end > i else 0

    def _numbered_at(self, i: int) -> int:
        end = self.numbered.get(i)
        if end is not None:
            return self._begin(i, end, self.titles.take_number(self.lines[end].text))
        if self.lines[i].is_row or not number_line(self.lines[i].text):
            return 0
        end = title_run(self.lines, i + 1)
        if end <= i + 1 or not is_strong_title(joined_title(self.lines[i + 1 : end])):
            return 0
        if not self._may_open(i) and not (end < len(self.lines) and is_head_line(self.lines[end])):
            return 0
        listed = self.titles.take_title(joined_title(self.lines[i + 1 : end]))
        return self._begin(
            i + 1, end, listed or self.titles.take_number(self.lines[i].text), above=i
        )

    def _titled_at(self, i: int) -> int:
        """A title without 文号: it must begin with a body, end in a genre, and have text below."""
        if not is_titlish(self.lines[i]) or not self._may_open(i):
            return 0
        end = title_run(self.lines, i)
        if end == i or end >= len(self.lines):
            return 0
        if not stands_alone(self.lines, i, end, self.measure, self.open is None):
            return 0
        if self.open and (self._is_named(i, end) or self.open.is_own_title(self.lines, i, end)):
            return 0
        return self._begin(i, end, None)

    def _may_open(self, i: int) -> bool:
        """True where the line above ends something."""
        if self.open is None or self.open.ended or i == self.open.end:
            return True
        above = self.lines[i - 1].text
        return above[-1] in TERMINAL + "）)”" or is_date_line(above)

    # Parts

    def _part_at(self, i: int) -> int:
        if self.open is None or self.lines[i].is_row:
            return 0
        text = self.lines[i].text
        if len(text) < 12 and ATTACHMENT_MARK.match(text) and i > self.open.end:
            return self._begin_part(i, self._part_title_end(i + 1), mark=True)
        if not self.open.ended:
            return 0
        if width(text) < 62 and text[-1] not in TERMINAL and ATTACHMENT_TITLE.match(text):
            return self._begin_part(i, i + 1)
        return self._title_after_end(i)

    def _part_title_end(self, i: int) -> int:
        """End of a part's title: as the notice names it, else to its genre, else one line."""
        span = title_span(self.lines, i)
        named = [end for end in range(span, i, -1) if self._is_named(i, end)]
        genre = title_run(self.lines, i)
        return named[0] if named else genre if genre > i else min(i + 1, span)

    def _title_after_end(self, i: int) -> int:
        """After a signature and date: an attached part, or the next document."""
        if not is_titlish(self.lines[i]) or category_at(self.lines, i, self.numbered):
            return 0
        for end in range(title_span(self.lines, i), i, -1):
            if self._is_named(i, end):
                return self._begin_part(i, end)
        end = title_run(self.lines, i)
        assert self.open is not None
        promulgates = _PROMULGATES.search(self.open.title(self.lines)) and not self.open.parts
        if end > i and (not promulgates or opens_with_agency(self.lines[i].text)):
            return self._begin(i, end, None)
        return self._begin_part(i, max(end, i + 1)) if len(self.lines[i].text) > 3 else 0

    def _is_named(self, start: int, end: int) -> bool:
        """True where the running document's own text speaks of this title."""
        title = joined_title(self.lines[start:end])
        return self.open is not None and self.open.names(title, self.lines, start)

    # Bookkeeping

    def _imprint_at(self, i: int) -> int:
        """What says who printed a document, and when: there it ends."""
        end = imprint_end(self.lines, i)
        if self.open is None or end == i:
            return 0
        if not (self._may_open(i) or is_below_copied(self.lines, i)):
            return 0
        self.open.ended = self.open.has_body
        return end

    def _category_at(self, i: int) -> int:
        if (self.open is None or self.open.ended) and (
            name := category_at(self.lines, i, self.numbered)
        ):
            self.category = name
            self.dropped.add(i)
            return i + 1
        return 0

    def _pass(self, i: int) -> int:
        if self.open is not None:
            self.open.read(self.lines, i)
        return i + 1

    def _begin(self, start: int, end: int, listed: Listed | None, above: int | None = None) -> int:
        first = start if above is None else above
        if self.open is not None and self.open.is_again(self.lines, first, start, end):
            self.dropped |= set(range(self.open.start, self.open.end))
            listed = listed or self.open.listed
            above = above if self.open.above is None else self.open.above
        else:
            self._close(first)
        self.open = OpenDocument(start, end, listed, self.category, above)
        return end

    def _begin_part(
        self, start: int, end: int, mark: bool = False, also: Listed | None = None
    ) -> int:
        assert self.open is not None
        self.open.also += [also] if also else []
        self.open.begin_part(Part(start, end, mark))
        return end

    def _close(self, end: int) -> None:
        if self.open is not None:
            self.open.until = end
            self.done.append(self.open)
