"""The places that are marked in a document, each with its id and the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from web.text.inline import Span
from web.urls import mark_id

_BEFORE = 10
_AFTER = 18


@dataclass(frozen=True, slots=True)
class Place:
    """A marked place; ``start`` is its offset in its passage's text.

    ``before`` and ``after`` are the words around it in one line, with … where the text goes on.
    """

    id: str
    start: int
    before: str
    text: str
    after: str


def mark_names(spans: tuple[Span, ...], anchor: str, body: int = 0) -> tuple[str, ...]:
    """An id for each span of a passage.

    The first span from ``body`` on, or the first at all, has the id that links to the passage's
    marks lead to; the others are numbered.
    """
    landing = next((i for i, (start, _) in enumerate(spans) if start >= body), 0)
    return tuple(mark_id(anchor, 0 if i == landing else i + 1) for i in range(len(spans)))


def places(text: str, spans: tuple[Span, ...], names: tuple[str, ...]) -> tuple[Place, ...]:
    """The places of a passage, in reading order."""
    return tuple(
        Place(name, start, _before(text, start), _flat(text[start:end]), _after(text, end))
        for (start, end), name in zip(spans, names, strict=True)
    )


def _before(text: str, at: int) -> str:
    return f"{'…' if at > _BEFORE else ''}{_flat(text[max(at - _BEFORE, 0) : at])}"


def _after(text: str, at: int) -> str:
    return f"{_flat(text[at : at + _AFTER])}{'…' if at + _AFTER < len(text) else ''}"


def _flat(text: str) -> str:
    """A table's lines and cells in one line."""
    return "".join(" " if char.isspace() else char for char in text)
