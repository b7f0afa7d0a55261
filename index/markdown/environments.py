"""Reads the LaTeX that some programs write around text: tables, titles, captions, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.markdown.marks import Numbered

_LINES = 3_000  # a table of more lines is none
_TITLE_LINES = 20
_TABLES = r"(?:tabular[x*]?|longtable|array)"
_TABLE = re.compile(rf"\\begin\{{{_TABLES}\}}")
_TABLE_END = re.compile(rf"\\end\{{{_TABLES}\}}")
# {|c|c|} · {0.9\\textwidth}{lX} · [t]: how a table's columns are set
_COLUMNS = re.compile(r"\s*(?:\[[^\]]{0,20}\]|\{(?:[^{}]|\{[^{}]{0,40}\}){0,400}\}){0,3}")
_ROW_END = re.compile(r"\\\\(?:\s{0,9}\[[^\]]{0,20}\])?|\\tabularnewline\b")
_CELL = re.compile(r"(?<!\\)&")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|centering)\b|\\c(?:line|midrule)(?:\([a-z]*\))?\{[^}]{0,20}\}"
)
# \\multicolumn{2}{c|}{全省} · \\multirow{2}{*}{指标} · \\multirow[t]{2}{2cm}{指标}
_SPAN = re.compile(
    r"\\multi(?P<kind>column|row)\s*(?:\[[^\]]{0,20}\])?\{(?P<count>-?\d{1,3})\}\s*\{[^{}]{0,40}\}\s*\{(?P<text>(?:[^{}]|\{[^{}]{0,300}\}){0,2000})\}"
)
# \\begin{center} · \\end{itemize} · \\begin{table}[h]
_AROUND = re.compile(
    r"\s*\\(?:begin|end)\{(?:table|figure|center|flushleft|flushright|itemize|enumerate|abstract|document|quote|quotation)\*?\}(?:\[[^\]]{0,20}\])?\s*$"
    r"|\s*\\(?:centering|maketitle|noindent|captionsetup\{[^{}]{0,200}\})\s*$"
)
# \\section*{一、总体要求} · \\caption{表1 产量} · \\title{
_NAMED = re.compile(
    r"\s*\\(?P<name>title|(?:sub){0,2}section|paragraph|chapter|author|date|caption|footnotetext|textbf)\*?(?:\[[^\]]{0,20}\])?\{(?P<text>.*)$"
)
_HEADINGS = frozenset(("title", "section", "subsection", "subsubsection", "chapter"))
_ITEM = re.compile(r"\s*\\item(?:\[(?P<mark>[^\]]{0,20})\])?\s+")
_PICTURE = re.compile(r"\\includegraphics(?:\[[^\]]{0,200}\])?\{[^{}]{0,500}\}")
_TURN = re.compile(r"\s*\\(?:newpage|pagebreak|clearpage)\s*$")


def latex_lines(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines with the rows of LaTeX tables between pipes, and titles and lists as Markdown."""
    closing: set[int] = set()
    at = 0
    while at < len(lines):
        number, text = lines[at]
        if "\\" not in text and at not in closing:
            yield number, text
        elif at in closing:
            yield number, ""
        elif (found := _TABLE.search(text)) and (end := _table_end(lines, at)) >= 0:
            yield from _table(lines[at : end + 1], found)
            at = end
        else:
            yield number, _line(lines, at, closing)
        at += 1


def _table_end(lines: Sequence[Numbered], at: int) -> int:
    for i in range(at, min(at + _LINES, len(lines))):
        if _TABLE_END.search(lines[i][1]):
            return i
        if i > at and _TABLE.search(lines[i][1]):
            return -1
    return -1


def _table(lines: Sequence[Numbered], begun: re.Match[str]) -> Iterator[Numbered]:
    """The rows of a table, each under the number of the line in which it opens."""
    first, text = lines[0]
    columns = _COLUMNS.match(text, begun.end())
    start = columns.end() if columns else begun.end()
    yield first, text[: begun.start()].rstrip("$ ")
    inside = [(first, text[start:]), *lines[1:]]
    last = inside[-1][1]
    closed = _TABLE_END.search(last)
    rest = last[closed.end() :] if closed else ""
    inside[-1] = (inside[-1][0], last[: closed.start()] if closed else last)
    row, opened = "", 0
    for number, line in inside:
        *rows, tail = _ROW_END.split(line)
        for piece in rows:
            yield opened or number, _row(row + piece)
            row, opened = "", 0
        row += tail + " "
        opened = opened or (number if tail.strip() else 0)
    yield opened or inside[-1][0], _row(row)
    yield inside[-1][0], rest.lstrip("$ ")


def _row(text: str) -> str:
    cells = [_cell(cell) for cell in _CELL.split(_RULES.sub("", text))]
    if not any(cell.strip("| ") for cell in cells):
        return ""
    if len(cells) == 1 and "|" not in cells[0]:
        return cells[0].strip()
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    found = _SPAN.search(text)
    text = text.replace("|", "\\|") if found is None else text
    if found is None:
        return text.strip()
    whole = f"{text[: found.start()]}{found['text']}{text[found.end() :]}".replace("|", "\\|")
    further = int(found["count"]) - 1 if found["kind"] == "column" else 0
    return _SPAN.sub(r"\g<text>", whole).strip() + " | " * max(0, further)


def _line(lines: Sequence[Numbered], at: int, closing: set[int]) -> str:
    text = lines[at][1]
    if _AROUND.match(text):
        return ""
    if _TURN.match(text):
        return "<!-- page -->"
    named = _NAMED.match(text)
    if named:
        return _inside(lines, at, named, closing)
    return _PICTURE.sub("![](x)", _ITEM.sub(_marked, text, count=1))


def _marked(found: re.Match[str]) -> str:
    return f"{found['mark']} " if found["mark"] else ""


def _inside(lines: Sequence[Numbered], at: int, named: re.Match[str], closing: set[int]) -> str:
    """What a command's braces hold; where they close below, that line is a part of it."""
    sign = "# " if named["name"] in _HEADINGS else ""
    text = named["text"]
    end = _brace_end(text)
    if end >= 0:
        return sign + text[:end] + text[end + 1 :]
    if not text.strip():
        for i in range(at + 1, min(at + _TITLE_LINES, len(lines))):
            if lines[i][1].strip() == "}":
                closing.add(i)
                return ""
    return lines[at][1]


def _brace_end(text: str) -> int:
    depth = 1
    for i, char in enumerate(text):
        if char in "{}" and text[i - 1 : i] != "\\":
            depth += 1 if char == "{" else -1
            if depth == 0:
                return i
    return -1
