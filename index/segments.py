"""What belongs to one document of an issue: its title lines, its lines, its attached parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.contents import Listed
from index.patterns import compact, fold
from index.plaintext import Line
from index.titles import joined_title

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
    """The lines of one document: its title, and all below with the parts marked."""

    title: tuple[Line, ...]
    lines: tuple[Line, ...]
    parts: tuple[Part, ...] = ()
    listed: Listed | None = None
    category: str | None = None


@dataclass(slots=True)
class OpenDocument:
    """A document whose end is not reached yet; the numbers count lines of the body."""

    start: int
    end: int
    listed: Listed | None
    category: str | None
    above: int | None = None  # where a 文号 begins that stands above the title
    parts: list[Part] = field(default_factory=list)
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
            until = min(self.start + _NOTICE_LINES, self.until or before)
            self.notice = "".join(fold(line.text[:4000]) for line in lines[self.start : until])
        folded = fold(title)
        if len(folded) < _NAME_LENGTH or folded == fold(self.title(lines)):
            return False
        return folded in self.notice

    def segment(self, lines: Sequence[Line], dropped: set[int]) -> Segment:
        """All its lines but the dropped ones, once its end is known."""
        kept = [i for i in range(self.end, self.until) if i not in dropped]
        place = {line: at for at, line in enumerate(kept)}
        above = tuple(lines[self.first : self.start])
        parts = tuple(
            Part(place[p.start] + len(above), place[p.start] + len(above) + p.end - p.start, p.mark)
            for p in self.parts
        )
        body = above + tuple(lines[i] for i in kept)
        title = tuple(lines[self.start : self.end])
        return Segment(title, body, parts, self.listed, self.category)
