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
    """A stretch of text, marked or not; or, with ``note``, a footnote's mark between two.

    ``id`` is where a link to the passage's mark lands.
    """

    text: str
    matched: bool = False
    note: NoteLink | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text with what stands in it, ready to be cut into runs.

    ``landing`` is the offset of the span that links lead to, and its id.
    """

    text: str
    spans: tuple[Span, ...] = ()
    notes: tuple[tuple[int, NoteLink], ...] = ()
    landing: tuple[int, str] = (-1, "")

    def runs(self, start: int = 0, end: int | None = None) -> tuple[Run, ...]:
        """The runs of [start, end); a footnote's mark at the end belongs to it."""
        end = len(self.text) if end is None else end
        found: list[Run] = []
        for left, right in self._stretches(start, end):
            found.extend(Run("", note=note) for offset, note in self.notes if offset == left)
            if left < right:
                name = self.landing[1] if left == self.landing[0] else ""
                found.append(Run(self.text[left:right], self._is_marked(left), id=name))
        return tuple(found)

    def _stretches(self, start: int, end: int) -> list[Span]:
        cuts = {offset for offset, _ in self.notes} | {edge for span in self.spans for edge in span}
        edges = sorted({start, end} | {cut for cut in cuts if start < cut < end})
        return [*pairwise(edges), (end, end)]

    def _is_marked(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.spans)


def landing(spans: tuple[Span, ...], name: str, body: int = 0) -> tuple[int, str]:
    """The first span from ``body`` on, or the first at all, gets the name."""
    starts = [start for start, _ in spans]
    at = next((start for start in starts if start >= body), starts[0] if starts else -1)
    return at, name


def mark_label(mark: str) -> str:
    """A footnote's mark as it is shown: [1]."""
    return f"[{mark}]" if mark.isascii() and mark.isalnum() else mark
