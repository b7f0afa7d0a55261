"""The printed units that the steps of reading a document hand to each other."""

from __future__ import annotations

from dataclasses import dataclass

from index.gazette.patterns import CLOSERS, TERMINAL, heading_number
from index.plaintext import Line

_OPENERS = {")": "(（", "）": "(（", "〉": "〈", "》": "《", "】": "【", "］": "［[", "]": "[［"}
_LOOK_BACK = 600


@dataclass(frozen=True, slots=True)
class Unit:
    """A block in the making: note marks still stand in its text.

    ``kind`` is a block kind or ``note`` for a footnote's definition, whose mark is ``mark``.
    ``run_in`` is the heading that a paragraph opens with; ``part`` the attached part's title.
    """

    kind: str
    text: str
    line: int
    level: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    caption: str = ""
    unit: str = ""
    mark: str = ""
    run_in: str = ""
    headings: tuple[str, ...] = ()
    part: str | None = None


#: What a body consists of before its paragraphs are joined.
Item = Line | Unit


def is_open(text: str) -> bool:
    """True where a text does not end as a sentence does, so that it may have been cut.

    A bracket that closes at the end counts as what stands before it: 。（省科技厅负责） is
    finished, 管理局(省煤矿安全生产监督管理局) is not; a text that is one bracket is finished.
    """
    text = text[-_LOOK_BACK:].rstrip()
    while text and text[-1] in CLOSERS:
        inner = text[-2:-1]
        opener = _opener(text)
        if inner and inner in TERMINAL and (opener is None or text[-1] not in _OPENERS):
            return False
        if opener is None:
            text = text[:-1].rstrip()
            continue
        if opener == 0 or inner in "。！？":
            return False
        text = text[:opener].rstrip()
    return bool(text) and text[-1] not in TERMINAL


def _opener(text: str) -> int | None:
    """Where the bracket opens that closes at the end of a text."""
    openers = _OPENERS.get(text[-1])
    if openers is None:
        return None
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] == text[-1]:
            depth += 1
        elif text[i] in openers:
            depth -= 1
            if depth == 0:
                return i
    return None


def is_bracketed(text: str) -> bool:
    """True for a text that is one bracket: （省科技厅牵头）."""
    text = text.strip()[-_LOOK_BACK:]
    return bool(text) and text[-1] in ")）" and _opener(text) == 0


def is_bare_heading(text: str) -> bool:
    """True for a numbered line without the end of a sentence in it: 一、综合."""
    found = heading_number(text)
    return found is not None and not text.startswith("第") and not has_sentence_end(text)


def has_sentence_end(text: str) -> bool:
    """True where a sentence ends anywhere in a text."""
    return any(char in text for char in "。！？；;：")
