"""Drops from a query's lexemes those that no reading has room for, and spells the rest."""

from __future__ import annotations

from dataclasses import replace

from search.lexer import Lexeme
from search.sentence import Sentence, say

_MAX_DEPTH = 20
_OPENS_OPERAND = frozenset({"TEXT", "EXACT", "QUOTED", "FIELD", "("})
_CLOSES_OPERAND = frozenset({"TEXT", "EXACT", "QUOTED", ")"})


def repair(found: list[Lexeme], problems: list[Sentence]) -> list[Lexeme]:
    """Drop the lexemes that no reading of the query has room for."""
    kept = _balanced(found, problems)
    while True:
        wrong = next((i for i in range(len(kept)) if _misplaced(kept, i)), None)
        if wrong is None:
            return kept
        lexeme = kept.pop(wrong)
        unglue(kept, wrong)
        if lexeme.kind == "(":
            kept.pop(wrong)
            unglue(kept, wrong)
            problems.append(say("括号里没有内容"))
        else:
            problems.append(say("%(sign)s 缺少内容", sign=lexeme.raw.strip()))


def _balanced(found: list[Lexeme], problems: list[Sentence]) -> list[Lexeme]:
    opened: list[int] = []
    drop: set[int] = set()
    for i, lexeme in enumerate(found):
        if lexeme.kind == "(":
            opened.append(i)
        elif lexeme.kind == ")" and not opened:
            drop.add(i)
        elif lexeme.kind == ")":
            start = opened.pop()
            if len(opened) >= _MAX_DEPTH:
                drop |= {start, i}
    drop |= set(opened)
    if drop:
        unpaired = opened or len(drop) % 2
        problems.append(say("括号没有成对") if unpaired else say("括号太深"))
    for i in drop:
        unglue(found, i + 1)
    return [lexeme for i, lexeme in enumerate(found) if i not in drop]


def unglue(lexemes: list[Lexeme], i: int) -> None:
    """What a dropped lexeme has separated stays apart."""
    if i < len(lexemes):
        lexemes[i] = replace(lexemes[i], glued=False)


def _misplaced(kept: list[Lexeme], i: int) -> bool:
    kind = kept[i].kind
    after = kept[i + 1].kind if i + 1 < len(kept) else None
    before = kept[i - 1].kind if i else "("
    if kind in ("AND", "OR"):
        nothing_before = before in ("(", "AND", "OR", "NOT", "FIELD", "NEAR")
        return nothing_before or after in (None, ")", "AND", "OR", "NEAR")
    if kind == "NEAR":
        return before not in _CLOSES_OPERAND or after not in _OPENS_OPERAND - {"FIELD"}
    if kind == "NOT":
        return after in (None, ")", "AND", "OR", "NEAR")
    if kind == "FIELD":
        return after not in _OPENS_OPERAND - {"FIELD"}
    return kind == "(" and after == ")"


def spell_lexemes(kept: list[Lexeme]) -> str:
    """The lexemes as a query again, with a space where one was typed."""
    text = ""
    for i, lexeme in enumerate(kept):
        apart = i > 0 and not (lexeme.glued or _clings(kept[i - 1]))
        text += (" " if apart else "") + _raw(lexeme)
    return text


def _clings(before: Lexeme) -> bool:
    """Whether what follows may stand right after it: a bracket, a field, a minus, not a NOT."""
    return before.kind in ("(", "FIELD") or (before.kind == "NOT" and not before.raw.isalpha())


def _raw(lexeme: Lexeme) -> str:
    """As it was typed; a NEAR with the distance that it was given."""
    return f"NEAR/{lexeme.value}" if lexeme.kind == "NEAR" else lexeme.raw
