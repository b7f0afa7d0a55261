"""Running text with the query's marks and the footnotes' marks in their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

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
class Run:
    """A stretch of text, marked or not; or, with ``note``, a footnote's mark between two."""

    text: str
    matched: bool = False
    note: NoteLink | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text with what stands in it, ready to be cut into runs."""

    text: str
    spans: tuple[Span, ...] = ()
    notes: tuple[tuple[int, NoteLink], ...] = ()

    def runs(self, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """The runs of [start, end); a footnote's mark at the end belongs to it."""
        end = len(self.text) if end is None else end
        found: list[Run] = []
        for left, right in self._stretches(start, end):
            found.extend(Run("", note=note) for offset, note in self.notes if offset == left)
            if left < right:
                found.append(Run(self.text[left:right], self._is_marked(left)))
        return tuple(found)

    def _stretches(self, start: int, end: int) -> list[Span]:
        cuts = {offset for offset, _ in self.notes} | {edge for span in self.spans for edge in span}
        edges = sorted({start, end} | {cut for cut in cuts if start < cut < end})
        return [*pairwise(edges), (end, end)]

    def _is_marked(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.spans)


def mark_label(mark: str) -> str:
    """A footnote's mark as it is shown: [1]."""
    return f"[{mark}]" if mark.isascii() and mark.isalnum() else mark
