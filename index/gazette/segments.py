"""What belongs to one document of an issue: its title lines, its lines, its attached parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.gazette.contents import Listed
from index.gazette.lettering import compact, width
from index.gazette.patterns import (
    AFTERWORD,
    ORDER_TITLE,
    TERMINAL,
    fold,
    is_agency,
    is_date_line,
    is_signed,
)
from index.gazette.titles import joined_title
from index.plaintext import Line

_NOTICE_LINES = 200
_NAME_LENGTH = 6  # a shorter title is named by accident


@dataclass(frozen=True, slots=True)
class Part:
    """An attached part: its title lines are [start, end) of the segment's lines.

    ``mark``: the first of them is no title but 附件1.
    """

    start: int
    end: int
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one document: its title, and all below with the parts marked.

    ``also`` are the contents entries of its parts, where the list names those too.
    """

    title: tuple[Line, ...]
    lines: tuple[Line, ...]
    parts: tuple[Part, ...] = ()
    listed: Listed | None = None
    category: str | None = None
    also: tuple[Listed, ...] = ()


@dataclass(slots=True)
class OpenDocument:
    """A document whose end is not reached yet; the numbers count lines of the body."""

    start: int
    end: int
    listed: Listed | None
    category: str | None
    above: int | None = None  # where a 文号 begins that stands above the title
    parts: list[Part] = field(default_factory=list)
    also: list[Listed] = field(default_factory=list)
    has_body: bool = False
    ended: bool = False
    until: int = 0
    notice: str | None = None

    @property
    def first(self) -> int:
        """The first line of the document."""
        return self.start if self.above is None else self.above

    def title(self, lines: Sequence[Line]) -> str:
        """The title without white space."""
        return compact(joined_title(lines[self.start : self.end]))

    def names(self, title: str, lines: Sequence[Line], before: int) -> bool:
        """True where the text above its first date, or above ``before``, speaks of a title."""
        if self.notice is None:
            self.notice = "".join(fold(line.text) for line in self._notice(lines, before))
        folded = fold(title)
        if len(folded) < _NAME_LENGTH or folded == fold(self.title(lines)):
            return False
        return folded in self.notice

    def quotes(self, title: str, lines: Sequence[Line], before: int) -> bool:
        """True where its text names a title in 《》."""
        text = "".join(compact(line.text) for line in self._notice(lines, before))
        return f"《{title}》" in text

    def _notice(self, lines: Sequence[Line], before: int) -> list[Line]:
        until = min(self.start + _NOTICE_LINES, self.until or before)
        return [replace(line, text=line.text[:4000]) for line in lines[self.start : until]]

    def promulgates(self, lines: Sequence[Line], start: int, end: int) -> bool:
        """True where this is a 令 that promulgates the very title at ``start``, both listed."""
        if not self.ended or self.parts or self.listed is None:
            return False
        title = compact(joined_title(lines[start:end]))
        return bool(ORDER_TITLE.match(self.title(lines))) and self.quotes(title, lines, start)

    def is_own_title(self, lines: Sequence[Line], start: int, end: int) -> bool:
        """True where its title stands again among its text."""
        again = fold(joined_title(lines[start:end]))
        return start > self.end and again == fold(self.title(lines))

    def is_again(self, lines: Sequence[Line], first: int, start: int, end: int) -> bool:
        """True where a title stands twice, the second time in full; its 文号 may stand above."""
        return first == self.end and fold(self.title(lines)) in fold(joined_title(lines[start:end]))

    def begin_part(self, part: Part) -> None:
        """An attached part opens: what is below has its own text and its own end."""
        self.parts.append(part)
        self.ended = self.has_body = False

    def read(self, lines: Sequence[Line], i: int) -> None:
        """Take in a line that opens nothing: has the text begun, has it ended?"""
        text = lines[i].text
        if is_date_line(text):
            self.ended = self.has_body
            self.until = self.until or (i if self.ended else 0)
        elif not (AFTERWORD.match(text) or is_signed(text) or is_agency(text)):
            self.ended = False
        self.has_body = self.has_body or (text[-1] in TERMINAL and width(text) >= 5)

    def segment(self, lines: Sequence[Line], dropped: set[int]) -> Segment:
        """All its lines but the dropped ones, once its end is known."""
        kept = [i for i in range(self.end, self.until) if i not in dropped]
        place = {line: at for at, line in enumerate(kept)}
        above = tuple(lines[i] for i in range(self.first, self.start) if i not in dropped)
        parts = tuple(
            Part(place[p.start] + len(above), place[p.start] + len(above) + p.end - p.start, p.mark)
            for p in self.parts
        )
        body = above + tuple(lines[i] for i in kept)
        title = tuple(lines[self.start : self.end])
        return Segment(title, body, parts, self.listed, self.category, tuple(self.also))
