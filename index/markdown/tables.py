"""Reads the tables of Markdown: rows of cells between pipes, and HTML among the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# | --- | :-: | · --- | ---
_RULE = re.compile(
    r"\s{0,99}\|?(?:\s{0,99}:?-{1,200}:?\s{0,99}\|){1,500}(?:\s{0,99}:?-{1,200}:?)?\s{0,99}$"
)
_PIPE = re.compile(r"(?<!\\)\|")
_OPEN = re.compile(r"<table(?=[\s>])", re.IGNORECASE)
_MARK = re.compile(r"<table(?=[\s>])|</table\s{0,9}>", re.IGNORECASE)
_TAG = re.compile(r"\s*<")


def is_rule(line: str) -> bool:
    """True for the line below a table's head: | --- | --- |."""
    return "-" in line and "|" in line and _RULE.match(line) is not None


def has_cells(line: str) -> bool:
    """True for a line with a pipe that parts cells."""
    return _PIPE.search(line) is not None


def is_row(line: str) -> bool:
    """True for a row with pipes at both ends and between its cells, even without a rule."""
    bare = line.strip()
    return bare.startswith("|") and bare.endswith("|") and len(_PIPE.findall(bare)) > 2


def cells(line: str) -> list[str]:
    """The cells of a row, without the pipes at its ends."""
    parts = _PIPE.split(line.strip())
    if len(parts) > 1 and not parts[0].strip():
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip() and line.strip().endswith("|"):
        parts = parts[:-1]
    return [part.strip().replace("\\|", "|") for part in parts]


def table_at(line: str, start: int = 0) -> int:
    """Where an HTML table opens in a line; -1 for none."""
    found = _OPEN.search(line, start)
    return found.start() if found else -1


def table_end(lines: Sequence[str], start: int, at: int) -> tuple[int, int]:
    """The line and the place in it where a table ends that opens at ``at`` in line ``start``.

    One that is never closed ends above a blank line behind which no more tags follow.
    """
    depth = 0
    for i in range(start, len(lines)):
        line = lines[i]
        if not line.strip() and i + 1 < len(lines) and not _TAG.match(lines[i + 1]):
            return i, 0
        for mark in _MARK.finditer(line, at if i == start else 0):
            depth += -1 if mark[0].startswith("</") else 1
            if depth == 0:
                return i, mark.end()
    return len(lines) - 1, len(lines[-1])


def between(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> list[str]:
    """What stands from one place (a line, and where in it) to another one."""
    (first, at), (last, to) = start, end
    if first == last:
        return [lines[first][at:to]]
    return [lines[first][at:], *lines[first + 1 : last], lines[last][:to]]


def joined(parts: Iterable[str]) -> str:
    """The lines of a cell as one: 一<br>二 is one word, 1<br>2 are two numbers."""
    text = ""
    for part in filter(None, map(str.strip, parts)):
        parted = _is_plain(text[-1:]) and _is_plain(part[:1])
        text += f" {part}" if parted else part
    return text


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()
