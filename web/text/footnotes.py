"""Footnotes and their references, linked both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search.document import Block, Document, Footnote
from web.text.inline import Line, NoteLink, Run, Span, Spans, TextLink, mark_label
from web.text.places import Place, mark_names, places


@dataclass(frozen=True, slots=True)
class FootnoteView:
    """A footnote, the ids of the places that refer to it, and the places marked in it."""

    anchor: str
    mark: str
    text: str
    runs: tuple[Run, ...]
    back: tuple[str, ...]
    places: tuple[Place, ...]


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

    def views(
        self, spans: Spans, links: Mapping[str, tuple[TextLink, ...]] | None = None
    ) -> tuple[FootnoteView, ...]:
        """All footnotes in order; ``links`` are those in the text, by anchor."""
        linked = links or {}
        return tuple(
            self._view(note, spans(note.text), linked.get(note.anchor, ())) for note in self._notes
        )

    def _view(
        self, note: Footnote, marks: tuple[Span, ...], links: tuple[TextLink, ...]
    ) -> FootnoteView:
        names = mark_names(marks, note.anchor)
        return FootnoteView(
            anchor=note.anchor,
            mark=mark_label(note.mark),
            text=note.text,
            runs=Line(note.text, marks, names=names, links=links).runs(),
            back=self._back(note),
            places=places(note.text, marks, names),
        )

    def _back(self, note: Footnote) -> tuple[str, ...]:
        """A reference's own id where it is known, else the block it stands in."""
        found = (self._references.get((anchor, note.mark), [anchor]) for anchor in note.cited_at)
        return tuple(dict.fromkeys(place for places in found for place in places))


def _id(block: Block, index: int) -> str:
    return f"ref-{block.anchor}-{index + 1}"
