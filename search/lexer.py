"""Cuts a query into lexemes: quoted text, operators, brackets, field names and unquoted runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from search.folding import fold
from search.sentence import N_, Sentence, say, series
from search.spotting import Spot, spots
from search.wording import FIELD_LABELS

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
    "脚注": "footnote",
    "footnote": "footnote",
    "表格": "table",
    "table": "table",
    "正文": "paragraph",
    "paragraph": "paragraph",
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
# NEAR/10 · near/10 · ＮＥＡＲ／１０ · NEAR
_NEAR = re.compile(
    r"(?P<word>NEAR|ＮＥＡＲ)(?=[\s()（）|｜\"＂“”]|$)"
    r"|(?:NEAR|ＮＥＡＲ|(?i:near|ｎｅａｒ))(?P<slash>[/／])(?P<figures>[0-9０-９]{1,9}|[A-Za-z]*)"
)
_SLASHED = re.compile(r"(?:(?i:near)|ＮＥＡＲ|ｎｅａｒ)[/／]")
#: In tokens, which is characters for Chinese: what NEAR means alone, and the most it can mean.
DEFAULT_DISTANCE = 10
MAX_DISTANCE = 100
_BREAKS = re.compile(r"[\s()（）|｜\"＂“”]")
_FIELD = re.compile(r"(\w{1,12})\s?[:：]")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A lexeme: ``kind`` is TEXT, EXACT, QUOTED, FIELD, AND, OR, NOT, NEAR, ( or ).

    ``raw`` is as typed; ``value`` is what is inside the quotes, the field's name, the distance
    of a NEAR, or the text.
    ``glued`` says that no space stands between this and the lexeme before it.
    """

    kind: str
    raw: str
    value: str
    glued: bool = False


def lexemes(text: str) -> tuple[list[Lexeme], list[Sentence]]:
    """The lexemes of a query, and what was wrong with its quotes and fields, in words."""
    problems: list[Sentence] = []
    found: list[Lexeme] = []
    exact = spots(text)
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
    text: str, at: int, exact: dict[int, Spot], before: Lexeme | None, problems: list[Sentence]
) -> Lexeme:
    char = text[at]
    if char in _CLOSING:
        return _quoted(text, at, problems)
    if at in exact:
        raw = text[at : exact[at].end]
        return Lexeme("EXACT", raw, raw)
    if char in _SINGLE:
        return Lexeme(_SINGLE[char], char, char)
    near = _near(text, at, problems) if _SLASHED.match(text, at) else None
    if near:
        return near
    if _opens_term(text, at, before):
        lexeme = _operator(text, at) or _near(text, at, problems) or _field(text, at, problems)
        if lexeme:
            return lexeme
    return _text(text, at, exact)


def _quoted(text: str, at: int, problems: list[Sentence]) -> Lexeme:
    closing = _CLOSING[text[at]]
    ends = [end for end in (text.find(quote, at + 1) for quote in closing) if end >= 0]
    if ends:
        return Lexeme("QUOTED", text[at : min(ends) + 1], text[at + 1 : min(ends)])
    problems.append(say("引号 %(sign)s 没有成对", sign=text[at]))
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
    if text[at] in "-－−" and follows and not follows.isspace():
        return Lexeme("NOT", text[at], text[at])
    return None


def _near(text: str, at: int, problems: list[Sentence]) -> Lexeme | None:
    """NEAR/10, in any width and case; NEAR alone only as it is written here."""
    match = _NEAR.match(text, at)
    if match is None:
        return None
    figures = normalize("NFKC", match["figures"] or "")
    distance = min(int(figures), MAX_DISTANCE) if figures.isdecimal() else DEFAULT_DISTANCE
    if not figures.isdecimal():
        problems.append(say("%(sign)s 没有写距离，按 %(count)s 字", sign=match[0], count=distance))
    elif int(figures) > MAX_DISTANCE:
        problems.append(say("NEAR 的距离最多 %(most)s 字", most=MAX_DISTANCE))
    return Lexeme("NEAR", match[0], str(distance))


def _field(text: str, at: int, problems: list[Sentence]) -> Lexeme | None:
    match = _FIELD.match(text, at)
    if match is None:
        return None
    name = FIELD_NAMES.get(fold(match[1]).text)
    if name:
        return Lexeme("FIELD", match[0], name)
    # In Chinese text a full-width colon is punctuation; a narrow one was typed for a field.
    if match[1].isalpha() and (match[1].isascii() or (len(match[1]) <= 4 and match[0][-1] == ":")):
        known = series(FIELD_LABELS.values(), N_("、"))
        problems.append(
            say("没有名为 %(name)s 的字段（可用：%(known)s）", name=match[1], known=known)
        )
    return None


def _text(text: str, at: int, exact: dict[int, Spot]) -> Lexeme:
    end = at + 1
    while end < len(text) and end not in exact and not _BREAKS.match(text[end]):
        near = _NEAR.match(text, end)
        if near and near["slash"]:
            break
        end += 1
    return Lexeme("TEXT", text[at:end], text[at:end])
