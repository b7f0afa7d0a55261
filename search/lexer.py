"""Cuts a query into lexemes: quoted text, operators, brackets, field names and unquoted runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from search import recognise
from search.analysis import cut
from search.folding import fold

#: What a field may be called, in Chinese and in English.
FIELD_NAMES = {
    "标题": "title",
    "title": "title",
    "文号": "number",
    "发文字号": "number",
    "number": "number",
    "类别": "category",
    "category": "category",
    "机关": "issuer",
    "发文机关": "issuer",
    "issuer": "issuer",
}

# A curly quote is closed by the next one, whichever way it bends: people type “…“ and ”…“ too.
_CLOSING = {'"': '"', "＂": "＂", "“": "“”", "”": "“”"}
_OPERATORS = {
    "AND": "AND",
    "OR": "OR",
    "NOT": "NOT",
    "ＡＮＤ": "AND",
    "ＯＲ": "OR",
    "ＮＯＴ": "NOT",
}
_SINGLE = {"(": "(", "（": "(", ")": ")", "）": ")", "|": "OR", "｜": "OR"}
_BREAKS = re.compile(r"[\s()（）|｜\"＂“”]")
_FIELD = re.compile(r"(\w{1,12})\s?[:：]")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A lexeme: ``kind`` is TEXT, EXACT, QUOTED, FIELD, AND, OR, NOT, ( or ).

    ``raw`` is as typed; ``value`` is what is inside the quotes, the field's name, or the text.
    ``glued`` says that no space stands between this and the lexeme before it.
    """

    kind: str
    raw: str
    value: str
    glued: bool = False


def lexemes(text: str) -> tuple[list[Lexeme], list[str]]:
    """The lexemes of a query, and what was wrong with its quotes and fields, in words."""
    problems: list[str] = []
    found: list[Lexeme] = []
    exact = dict(_recognised(text))
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        lexeme = _next(text, at, exact, found[-1] if found else None, problems)
        glued = bool(found) and at > 0 and not text[at - 1].isspace()
        found.append(Lexeme(lexeme.kind, lexeme.raw, lexeme.value, glued))
        at += len(lexeme.raw)
    return [lexeme for lexeme in found if lexeme.kind != "SKIP"], problems


def _next(
    text: str, at: int, exact: dict[int, int], before: Lexeme | None, problems: list[str]
) -> Lexeme:
    char = text[at]
    if char in _CLOSING:
        return _quoted(text, at, problems)
    if at in exact:
        return Lexeme("EXACT", text[at : exact[at]], text[at : exact[at]])
    if char in _SINGLE:
        return Lexeme(_SINGLE[char], char, char)
    if _opens_term(text, at, before):
        lexeme = _operator(text, at) or _field(text, at, problems)
        if lexeme:
            return lexeme
    return _text(text, at, exact)


def _quoted(text: str, at: int, problems: list[str]) -> Lexeme:
    closing = _CLOSING[text[at]]
    ends = [end for end in (text.find(quote, at + 1) for quote in closing) if end >= 0]
    if ends:
        return Lexeme("QUOTED", text[at : min(ends) + 1], text[at + 1 : min(ends)])
    problems.append(f"引号 {text[at]} 没有成对")
    rest = text[at + 1 :].rstrip()
    # Most often the closing one was forgotten: what follows is taken as the phrase.
    return Lexeme("QUOTED" if rest else "SKIP", text[at:].rstrip() + closing[-1], rest)


def _opens_term(text: str, at: int, before: Lexeme | None) -> bool:
    """Whether an operator or a field may stand here: not in the middle of a run."""
    if at == 0 or text[at - 1].isspace() or text[at - 1] in ":：":
        return True
    return before is not None and before.kind not in ("TEXT", "EXACT")


def _operator(text: str, at: int) -> Lexeme | None:
    word = _BREAKS.split(text[at : at + 8], maxsplit=1)[0]
    if normalize("NFKC", word) in _OPERATORS:
        return Lexeme(normalize("NFKC", word), word, word)
    follows = text[at + 1 : at + 2]
    if text[at] in "-－" and follows and not follows.isspace():
        return Lexeme("NOT", text[at], text[at])
    return None


def _field(text: str, at: int, problems: list[str]) -> Lexeme | None:
    match = _FIELD.match(text, at)
    if match is None:
        return None
    name = FIELD_NAMES.get(fold(match[1]).text)
    if name:
        return Lexeme("FIELD", match[0], name)
    # In Chinese text a full-width colon is punctuation; a narrow one was typed for a field.
    if match[1].isalpha() and (match[1].isascii() or (len(match[1]) <= 4 and match[0][-1] == ":")):
        problems.append(f"没有名为 {match[1]} 的字段（可用：标题、文号、类别、机关）")
    return None


def _text(text: str, at: int, exact: dict[int, int]) -> Lexeme:
    end = at + 1
    while end < len(text) and end not in exact and not _BREAKS.match(text[end]):
        end += 1
    return Lexeme("TEXT", text[at:end], text[at:end])


def _recognised(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of 文号, dates, years and amounts outside quotes, none overlapping."""
    taken = [(m.start(), m.end()) for m in re.finditer(r"[\"＂“”][^\"＂“”]*[\"＂“”]?", text)]
    for start, end in _candidates(text):
        if all(end <= a or b <= start for a, b in taken):
            taken.append((start, end))
            yield start, end


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    yield from ((_organ_start(text, n), n.end) for n in recognise.document_numbers(text))
    yield from (match.span() for match in recognise.DATE.finditer(text))
    for pattern in (recognise.MONTH_OR_YEAR, recognise.AMOUNT):
        yield from (m.span() for m in pattern.finditer(text) if _ends_a_word(text, *m.span()))


def _organ_start(text: str, number: recognise.DocumentNumber) -> int:
    """Where the organ's sign begins: 吉 in 人工智能吉政发〔2017〕34号."""
    start = number.start
    organ = re.match(r"[\u4e00-\u9fff]*", text[start:])
    pieces = cut(organ[0]) if organ else []
    while len(pieces) > 1 and len(pieces[0]) > 2:
        start += len(pieces.pop(0))
    return start


def _ends_a_word(text: str, start: int, end: int) -> bool:
    """Whether a word ends where the unit does: 2017年 does in 2017年粮食, not in 2017年度."""
    tail = re.match(r"[^\d\s]*", text[end:])
    unit = re.search(r"[^\d\s.,．，]*$", text[start:end])
    if tail is None or unit is None or not tail[0] or not unit[0]:
        return True
    borders, length = set(), 0
    for piece in cut(unit[0] + tail[0]):
        length += len(piece)
        borders.add(length)
    return len(unit[0]) in borders
