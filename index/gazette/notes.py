"""Takes footnote marks out of texts and links footnotes with the blocks that refer to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from index.gazette.patterns import MARKED_NOTE, PLAIN_NOTE
from index.gazette.units import Unit
from search.document import Block, Footnote, NoteRef

_ANY_NOTE = re.compile(f"{MARKED_NOTE.pattern}|{PLAIN_NOTE.pattern}")


def canonical_mark(mark: str) -> str:
    """A mark in half-width figures without leading zeros: １ and 01 are 1."""
    plain = normalize("NFKC", mark).strip()
    return plain.lstrip("0") or plain


def take_marks(text: str, defined: frozenset[str]) -> tuple[str, tuple[NoteRef, ...]]:
    """A text without its note marks, and where they stood.

    ^[1] is always a mark, [1] only where a note with that mark is ``defined``. A space before a
    mark goes with it.
    """
    if "[" not in text and "［" not in text:
        return text, ()
    pieces, notes, at, length = [], [], 0, 0
    for match in _ANY_NOTE.finditer(text):
        plain = match[3]
        mark = canonical_mark(match[1] or match[2] or plain)
        if plain and (mark not in defined or match.start() == 0):
            continue
        pieces.append(text[at : match.start()].rstrip())
        length += len(pieces[-1])
        at = match.end()
        notes.append(NoteRef(mark, length))
    return "".join([*pieces, text[at:]]), tuple(notes)


@dataclass(slots=True)
class Notes:
    """The footnotes of a document while its blocks are being numbered."""

    defined: frozenset[str]
    _places: dict[str, list[tuple[int, Unit]]] = field(default_factory=lambda: defaultdict(list))
    _cited: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    _order: list[Unit] = field(default_factory=list)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Notes:
        """The footnotes that are defined among the units of one document."""
        return cls(frozenset(canonical_mark(u.mark) for u in units if u.kind == "note"))

    def define(self, position: int, unit: Unit) -> None:
        """A definition stands at a position of the reading order."""
        self._places[canonical_mark(unit.mark)].append((position, unit))
        self._order.append(unit)

    def cite(self, position: int, block: Block) -> None:
        """A block at a position refers to its notes."""
        for note in block.notes:
            self._cited[note.mark].append((position, block.anchor))

    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes in printed order, each with the anchors that refer to it."""
        cited = self._linked()
        return tuple(
            Footnote(
                canonical_mark(unit.mark),
                f"n{n}",
                unit.text,
                tuple(dict.fromkeys(cited.get(id(unit), ()))),
            )
            for n, unit in enumerate(self._order, start=1)
        )

    def _linked(self) -> dict[int, list[str]]:
        """A reference belongs to the first definition of its mark below it, else to the last."""
        cited: dict[int, list[str]] = defaultdict(list)
        for mark, places in self._places.items():
            at = 0
            for position, anchor in self._cited.get(mark, ()):
                while at < len(places) - 1 and places[at][0] < position:
                    at += 1
                cited[id(places[at][1])].append(anchor)
        return cited

    def undefined(self) -> list[str]:
        """Marks that are referred to but defined nowhere."""
        return [mark for mark in self._cited if mark not in self._places]

    def uncited(self) -> list[Unit]:
        """Definitions that nothing refers to."""
        cited = self._linked()
        return [unit for unit in self._order if id(unit) not in cited]


def table_texts(unit: Unit, defined: frozenset[str]) -> tuple[Block, Sequence[NoteRef]]:
    """A table's caption, unit, rows and text without marks, with offsets into that text."""
    notes: list[NoteRef] = []
    lines: list[str] = []
    length = 0

    def take(text: str) -> str:
        nonlocal length
        plain, found = take_marks(text, defined)
        notes.extend(NoteRef(n.mark, length + n.offset) for n in found)
        length += len(plain) + 1
        return plain

    caption, measure = (take(t) if t else "" for t in (unit.caption, unit.unit))
    rows = tuple(tuple(take(cell) for cell in row) for row in unit.rows)
    lines = [line for line in (caption, measure) if line] + ["\t".join(row) for row in rows]
    return Block("table", "", "\n".join(lines), rows=rows, caption=caption, unit=measure), notes
