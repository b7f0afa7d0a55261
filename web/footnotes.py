"""Footnotes and their references, linked both ways."""

from __future__ import annotations

from dataclasses import dataclass

from search.document import Block, Document, Footnote
from web.inline import Line, NoteLink, Run, Spans, landing, mark_label
from web.urls import mark_id


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote, and the ids of the places that refer to it."""

    anchor: str
    mark: str
    runs: tuple[Run, ...]
    back: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Whether the query marks something in it."""
        return any(run.matched for run in self.runs)


class Footnotes:
    """The footnotes of one document: where a mark leads, and where a note is referred to."""

    def __init__(self, document: Document) -> None:
        self._notes = document.footnotes
        self._anchors = {note.mark: note.anchor for note in document.footnotes}
        self._references: dict[tuple[str, str], list[str]] = {}
        for block in document.blocks:
            for i, note in enumerate(block.notes):
                self._references.setdefault((block.anchor, note.mark), []).append(_id(block, i))

    def links(self, block: Block) -> tuple[tuple[int, NoteLink], ...]:
        """The links that stand in a block's text, by offset."""
        return tuple(
            (note.offset, self._link(block, i, note.mark)) for i, note in enumerate(block.notes)
        )

    def _link(self, block: Block, index: int, mark: str) -> NoteLink:
        return NoteLink(_id(block, index), mark_label(mark), self._anchors.get(mark))

    def views(self, spans: Spans) -> tuple[FootnoteView, ...]:
        """All footnotes in order."""
        return tuple(
            FootnoteView(
                note.anchor,
                mark_label(note.mark),
                _line(note, spans).runs(),
                self._back(note),
            )
            for note in self._notes
        )

    def _back(self, note: Footnote) -> tuple[str, ...]:
        """A reference's own id where it is known, else the block it stands in."""
        found = (self._references.get((anchor, note.mark), [anchor]) for anchor in note.cited_at)
        return tuple(dict.fromkeys(place for places in found for place in places))


def _line(note: Footnote, spans: Spans) -> Line:
    marks = spans(note.text)
    return Line(note.text, marks, landing=landing(marks, mark_id(note.anchor)))


def _id(block: Block, index: int) -> str:
    return f"ref-{block.anchor}-{index + 1}"
