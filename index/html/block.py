"""A line of a web page, with the element that it stands in and the links in it."""

from __future__ import annotations

from dataclasses import dataclass

from index.markup import Tag
from index.plaintext import Line
from index.transcript import Link

#: The indents that print would have: a paragraph's, a centred line's, a signature's.
PARAGRAPH, CENTRED, RIGHT = 2.0, 8.0, 20.0


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a page and the element that it stands in.

    ``linked`` of its characters, white space aside, are links; ``heading`` tells that it stands
    in an <h1>, <h2> or <h3>.
    """

    line: Line
    owner: Tag
    linked: int = 0
    links: tuple[Link, ...] = ()
    heading: bool = False

    @property
    def text(self) -> str:
        """What the line says."""
        return self.line.text


def indent(align: str, leading: float, first: bool) -> float:
    """A block opens a paragraph, which print sets two characters in; a <br> need not."""
    if align == "center":
        return CENTRED
    if align == "right":
        return RIGHT
    return max(leading, PARAGRAPH if first else 0.0)
