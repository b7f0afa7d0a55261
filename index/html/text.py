"""Sets text as a browser does: spaces in a row are one, and source lines are not lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.html.notes import LINKED, LOWERED, RAISED
from index.plaintext import clean

#: What shows nothing: all kinds of space.
BLANK = " \t\r\n\f\xa0\u3000\u2002\u2003\u2009"
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDE = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]")
_MARK = re.compile(f"([{RAISED}{LOWERED}{LINKED}])")
# …工作。　　二、加强管理: two paragraphs in one text
_RUN_ON = re.compile(
    "(?<=[。！？；…])([”’」』）)》]*)(?:[ \xa0]*\u3000){2,}(?=\\S)|(?<=。)\xa0{4,}(?=\\S)"
)


def run_on(raw: str) -> Iterator[str]:
    """The paragraphs of a text that has two ideographic spaces before each but the first."""
    start = 0
    for match in _RUN_ON.finditer(raw):
        yield raw[start : match.start() + len(match[1] or "")]
        start = match.end()
    yield raw[start:]


def unmarked(text: str) -> str:
    """A text without the marks of raised text."""
    return _MARK.sub("", text)


def squeezed(raw: str) -> str:
    """A text as a browser sets it: spaces in a row are one, and none at the ends.

    A line end in the source is no space between two Han letters.
    """
    return _SPACES.sub(_space, _cleaned(raw)).strip(BLANK)


def _cleaned(raw: str) -> str:
    """A text without invisible characters; the marks of raised text stay."""
    if raw.isascii() and raw.isprintable():
        return raw
    if not _MARK.search(raw):
        return clean(raw)
    return "".join(p if _MARK.fullmatch(p) else clean(p) for p in _MARK.split(raw))


def _space(match: re.Match[str]) -> str:
    if "\n" not in match[0]:
        return " "
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "
