"""Running text with the query's marks and the footnotes' marks in their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

Span = tuple[int, int]
#: From a passage's text to the spans of a query in it.
Spans = Callable[[str], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A footnote's mark in running text: its own id, and the note that it leads to, if any."""

    id: str
    mark: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where a name in running text leads: to what it names, where that is ``held``, else to a
    search. ``said`` is what a pointer that rests on it is told.
    """

    href: str
    held: bool
    said: str


#: What leads somewhere in a text: [start, end), and where to.
TextLink = tuple[int, int, Target]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, marked or not; or, with ``note``, a footnote's mark between two.

    With ``target`` it is a link, and ``inside`` are its runs. ``id`` is where a link to a place
    lands: a place that a note parts has it on its first run.
    """

    text: str
    matched: bool = False
    note: NoteLink | None = None
    id: str = ""
    target: Target | None = None
    inside: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Line:
    """A block's text with what stands in it, ready to be cut into runs.

    ``spans`` and ``links`` each are in order and do not overlap; ``names`` are the ids of the
    spans, one for each. A link ends before a footnote's mark. What stands where is sorted once,
    for a table is cut into runs cell by cell.
    """

    text: str
    spans: tuple[Span, ...] = ()
    notes: tuple[tuple[int, NoteLink], ...] = ()
    names: tuple[str, ...] = ()
    links: tuple[TextLink, ...] = ()

    def runs(self, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """The runs of [start, end); a footnote's mark at the end belongs to it."""
        end = len(self.text) if end is None else end
        found: list[Run] = []
        open_until = 0
        for left, right in self._stretches(start, end):
            found.extend(Run("", note=note) for note in self._noted.get(left, ()))
            if left < right:
                run = Run(self.text[left:right], self._is_marked(left), id=self._ids.get(left, ""))
                link = self._link(left)
                if link and left < open_until:
                    found[-1] = _linked(link[2], *found[-1].inside, run)
                else:
                    found.append(_linked(link[2], run) if link else run)
                open_until = link[1] if link else 0
        return tuple(found)

    def _link(self, offset: int) -> TextLink | None:
        """The link that a place is in, up to the footnote's mark that ends it."""
        at = bisect_right(self.links, offset, key=itemgetter(0)) - 1
        if at < 0:
            return None
        start, end, target = self.links[at]
        note = bisect_right(self._offsets, start)
        end = min((end, *self._offsets[note : note + 1]))
        return (start, end, target) if offset < end else None

    def _stretches(self, start: int, end: int) -> list[Span]:
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, end)]
        return [*pairwise(dict.fromkeys((start, *inside, end))), (end, end)]

    def _is_marked(self, offset: int) -> bool:
        at = bisect_right(self.spans, offset, key=itemgetter(0)) - 1
        return at >= 0 and offset < self.spans[at][1]

    @cached_property
    def _cuts(self) -> list[int]:
        """Where something begins or ends, ascending."""
        linked = [(start, end) for start, end, _ in self.links]
        return sorted({*self._offsets, *(edge for each in (*self.spans, *linked) for edge in each)})

    @cached_property
    def _offsets(self) -> list[int]:
        """Where the footnotes' marks stand, ascending."""
        return sorted(self._noted)

    @cached_property
    def _noted(self) -> dict[int, list[NoteLink]]:
        found: dict[int, list[NoteLink]] = {}
        for offset, note in self.notes:
            found.setdefault(offset, []).append(note)
        return found

    @cached_property
    def _ids(self) -> dict[int, str]:
        return {start: name for (start, _), name in zip(self.spans, self.names, strict=False)}


def _linked(target: Target, *inside: Run) -> Run:
    text = "".join(run.text for run in inside)
    return Run(text, any(run.matched for run in inside), target=target, inside=inside)


def mark_label(mark: str) -> str:
    """A footnote's mark as it is shown: [1]."""
    return f"[{mark}]" if mark.isascii() and mark.isalnum() else mark
