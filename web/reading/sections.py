"""The sections of a document and its contents list, with the number of marks in each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from web import labels
from web.reading.blocks import BlockView
from web.speech import gettext as _
from web.text.footnotes import FootnoteView

#: The id of the list of footnotes.
NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Section:
    """The document's own body, or a part attached to it (``title``)."""

    title: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class ContentsLink:
    """A heading in the contents list; ``depth`` counts from 1.

    ``marks`` are the marked places from this heading to the next one in the list.
    """

    label: str
    anchor: str
    depth: int
    marks: int = 0


def sections(blocks: Iterable[BlockView]) -> Iterator[Section]:
    """The blocks by the part that they belong to."""
    for title, members in groupby(blocks, key=lambda block: block.part):
        yield Section(title, tuple(members))


def attached(blocks: Iterable[BlockView]) -> Iterator[tuple[str, str]]:
    """The title of each attached part and the anchor of its first block."""
    for section in sections(blocks):
        if section.title:
            yield section.title, section.blocks[0].anchor


def contents(
    blocks: Iterable[BlockView], footnotes: tuple[FootnoteView, ...]
) -> tuple[ContentsLink, ...]:
    """The contents list; the footnotes are its last entry where it has any other."""
    found: list[ContentsLink] = []
    for block in blocks:
        heading = _heading(block)
        if heading:
            found.append(heading)
        if found:
            found[-1] = replace(found[-1], marks=found[-1].marks + len(block.places))
    if found and footnotes:
        marks = sum(len(note.places) for note in footnotes)
        found.append(ContentsLink(_("注释"), NOTES, 1, marks))
    return tuple(found)


def _heading(block: BlockView) -> ContentsLink | None:
    if block.depth > 1:
        return ContentsLink(labels.heading_label(block.text), block.anchor, block.depth - 1)
    if block.run_in:
        label = block.text.partition("。")[0]
        return ContentsLink(labels.shortened(label), block.anchor, block.run_in - 1)
    return None
