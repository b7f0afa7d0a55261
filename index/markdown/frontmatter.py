"""Takes the fields off a Markdown file's head: they are about the file and were not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.gazette.patterns import fold
from index.markdown.marks import Numbered

_MOST = 100
# title: 关于某事的通知 · primary_language: zh
_FIELD = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)", re.ASCII)
# - 甲 · two spaces and a field below another
_BELOW = re.compile(r"\s+\S|-\s|\s*$|#")
_TITLE = re.compile(r"title:\s*(['\"]?)(.+?)\1\s*$", re.IGNORECASE)


def without_front_matter(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines with those of the fields blank; a title stays where the text has none of its own.

    What opens with a rule is such a head only where every line to the next rule is a field.
    """
    start = next((i for i, (_, text) in enumerate(lines) if text.strip()), len(lines))
    end = _end(lines, start)
    if not end:
        yield from lines
        return
    body = fold("".join(text for _, text in lines[end + 1 :]))
    for number, text in lines[: end + 1]:
        title = _TITLE.match(text)
        yield number, title[2] if title and fold(title[2]) not in body else ""
    yield from lines[end + 1 :]


def _end(lines: Sequence[Numbered], start: int) -> int:
    """The place of the closing rule; 0 for no fields."""
    if start >= len(lines) or lines[start][1].rstrip() != "---":
        return 0
    fields = 0
    for i in range(start + 1, min(start + _MOST, len(lines))):
        text = lines[i][1].rstrip()
        if text in ("---", "..."):
            return i if fields else 0
        if _FIELD.match(text):
            fields += 1
        elif not (fields and _BELOW.match(text)):
            return 0
    return 0
