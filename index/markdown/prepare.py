"""Rewrites what Markdown says over several lines, so that the rest can be read line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from index.markdown.environments import latex_lines
from index.markdown.frontmatter import without_front_matter
from index.markdown.marks import Numbered, without_comments
from index.plaintext import clean, join

_LINES = 60  # a formula or a bold title of more lines is none
# $$ · \\[ alone in a line, and what closes it
_OPENED = re.compile(r"\s{0,9}(\$\$|\\\[)\s*$")
_CLOSED = {"$$": re.compile(r"\s{0,9}\$\$\s*$"), "\\[": re.compile(r"\s{0,9}\\\]\s*$")}
# [^1]: 本公报中… and the lines below that belong to it
_DEFINITION = re.compile(r"\s{0,3}\[\^[^\]\s]{1,40}\]:")
_DEEP, _DEEPER = re.compile(r"(?: {2}|\t)\s*\S"), re.compile(r"(?: {4}|\t)\s*\S")
# [1]: http://a.cn/y.htm "题" · [通知]: <../x.htm>
_ADDRESS = re.compile(
    r"\s{0,3}\[([^\[\]^\n]{1,100})\]:\s{0,9}<?(?:https?://|mailto:|\.{0,2}/|#)\S{0,2000}(?:\s+[\"'(].{0,200})?\s*$"
)
_REFERRED = re.compile(r"\[([^\[\]\n]{1,500})\]\[([^\[\]\n]{0,100})\]")
# +-----+=====+: the rules of a table drawn in characters
_GRID_RULE = re.compile(r"\s{0,9}\+(?:[-=:]{1,300}\+){1,200}\s*$")
_PIPES = re.compile(r"(?<!\\)\|")


def prepared(text: str) -> list[Numbered]:
    """The lines of a text with their numbers; several may come from one, or one from several."""
    lines = list(enumerate(without_comments(clean(text)).split("\n"), start=1))
    for step in _STEPS:
        lines = list(step(lines))
    return lines


def _formulas(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """With every formula over several lines as one: $$ x $$."""
    at = 0
    while at < len(lines):
        opened = _OPENED.match(lines[at][1])
        end = _closing(lines, at, _CLOSED[opened[1]]) if opened else 0
        if end > at + 1:
            inner = " ".join(text.strip() for _, text in lines[at + 1 : end])
            yield lines[at][0], ""
            yield lines[at + 1][0], f"$${inner}$$" if "$" not in inner else inner
            at = end + 1
            continue
        yield lines[at]
        at += 1


def _closing(lines: Sequence[Numbered], at: int, closed: re.Pattern[str]) -> int:
    inside = range(at + 1, min(at + _LINES, len(lines)))
    end = next((i for i in inside if closed.match(lines[i][1])), 0)
    return end if all(lines[i][1].strip() for i in range(at + 1, end)) else 0


def _notes(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """With the indented lines below a note's definition in it."""
    at = 0
    while at < len(lines):
        number, text = lines[at]
        at += 1
        if _DEFINITION.match(text):
            parts = [text.rstrip()]
            while (below := _belonging(lines, at)) < len(lines):
                parts.append(lines[below][1].strip())
                at = below + 1
            text = join(parts)
        yield number, text


def _belonging(lines: Sequence[Numbered], at: int) -> int:
    """The next line that goes on with a note, over blank ones where it is indented by four."""
    if at < len(lines) and lines[at][1].strip():
        return at if _DEEP.match(lines[at][1]) else len(lines)
    while at < len(lines) and not lines[at][1].strip():
        at += 1
    return at if at < len(lines) and _DEEPER.match(lines[at][1]) else len(lines)


def _references(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """Without the addresses of links that stand at the end: [通知][1] is 通知."""
    known = {m[1].lower() for _, text in lines if "]:" in text and (m := _ADDRESS.match(text))}
    used: set[str] = set()

    def words(found: re.Match[str]) -> str:
        name = (found[2] or found[1]).lower()
        if name not in known:
            return found[0]
        used.add(name)
        return found[1]

    shown = [(n, _REFERRED.sub(words, text) if known else text) for n, text in lines]
    for number, text in shown:
        address = _ADDRESS.match(text) if "]:" in text else None
        yield number, "" if address and address[1].lower() in used else text


def _grids(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """With the cells between two rules of a drawn table as one row."""
    block: list[Numbered] | None = None
    for line in lines:
        if _GRID_RULE.match(line[1]):
            yield from _grid_row(block or [])
            block = []
        elif block is not None and line[1].lstrip().startswith("|"):
            block.append(line)
        else:
            yield from block or ()
            block = None
            yield line
    yield from block or ()


def _grid_row(block: Sequence[Numbered]) -> Iterator[Numbered]:
    rows = [[cell.strip() for cell in _PIPES.split(text.strip())] for _, text in block]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        yield from block
        return
    yield block[0][0], "|".join(join(filter(None, column)) for column in zip(*rows, strict=True))


def _strong(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """Without the stars around a bold title over several lines."""
    open_until = -1
    for i, (number, text) in enumerate(lines):
        bare = text.strip()
        if i == open_until:
            yield number, bare[:-2]
        elif bare.startswith("**") and bare.count("**") == 1 and i > open_until:
            end = _bold_end(lines, i)
            open_until = max(open_until, end)
            yield number, bare[2:] if end else text
        else:
            yield number, text


def _bold_end(lines: Sequence[Numbered], at: int) -> int:
    for i in range(at + 1, min(at + _LINES, len(lines))):
        bare = lines[i][1].strip()
        if not bare or bare.startswith("**"):
            return 0
        if "**" in bare:
            return i if bare.endswith("**") and bare.count("**") == 1 else 0
    return 0


_STEPS: tuple[Callable[[Sequence[Numbered]], Iterator[Numbered]], ...] = (
    without_front_matter,
    _formulas,
    latex_lines,
    _grids,
    _notes,
    _references,
    _strong,
)
