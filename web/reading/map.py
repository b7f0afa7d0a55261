"""The map of a whole document: where its sections begin and where its marks stand.

Until a script has measured the page, a place is where its share of the characters is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from web.reading.blocks import BlockView
from web.text.footnotes import FootnoteView

#: The map's height, in the units of its ticks.
HEIGHT = 1000
# What a passage takes beside its text (its margins, its last line), in characters.
_MARGIN = 30


@dataclass(frozen=True, slots=True)
class Tick:
    """A section's beginning or a mark at ``y`` of HEIGHT, and the id of its place."""

    y: int
    id: str


@dataclass(frozen=True, slots=True)
class PageMap:
    """What the map shows; marks that stand together are one tick."""

    sections: tuple[Tick, ...]
    marks: tuple[Tick, ...]


def page_map(passages: Iterable[BlockView | FootnoteView], sections: Iterable[str]) -> PageMap:
    """The map of passages in reading order; ``sections`` are the ids of those that begin one."""
    starts: dict[str, int] = {}
    marks: list[tuple[int, str]] = []
    length = 0
    for passage in passages:
        starts[passage.anchor] = length
        marks += [(length + place.start, place.id) for place in passage.places]
        length += len(passage.text) + _MARGIN
    heads = [(starts[anchor], anchor) for anchor in sections if anchor in starts]
    return PageMap(_ticks(heads, length), _ticks(marks, length))


def _ticks(places: Iterable[tuple[int, str]], length: int) -> tuple[Tick, ...]:
    found: dict[int, str] = {}
    for start, name in places:
        found.setdefault(start * HEIGHT // max(length, 1), name)
    return tuple(Tick(y, name) for y, name in found.items())
