"""Reads a query's text into a tree. Never fails: what it cannot read, it leaves out and says so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.analysis import cut
from search.folding import SENTENCE_END, is_han, phrase_tokens
from search.functionwords import without_function_words
from search.lexer import Lexeme, lexemes
from search.query import And, Everything, Field, Node, Not, Nothing, Or, Phrase, Run, Word, join
from search.results import Message

#: Longer queries are cut off here, and the page says so (characters).
MAX_LENGTH = 1000
_MAX_DEPTH = 20

_OPERANDS = frozenset({"TEXT", "EXACT", "QUOTED"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's tree, and what its writer should know about how it was read."""

    node: Node
    messages: tuple[Message, ...] = ()


def parse(text: str) -> Parsed:
    """Read a query. An empty one asks for everything."""
    if not text.strip():
        return Parsed(Everything())
    found, problems = lexemes(text[:MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        problems.append(f"查询超过 {MAX_LENGTH} 字，只用了前 {MAX_LENGTH} 字")
    kept = _repair(found, problems)
    if problems and kept:
        # What is searched is the corrected query that is offered, to the letter.
        kept = _repair(lexemes(_spell(kept))[0], [])
    node = _Reader(kept, problems).read() if kept else Nothing()
    node, dropped = without_function_words(node)
    return Parsed(node, tuple(_messages(text, node, kept, problems, dropped)))


def _messages(
    text: str, node: Node, kept: list[Lexeme], problems: list[str], dropped: list[str]
) -> list[Message]:
    said = []
    if problems:
        said.append(_complaint(problems, _spell(kept), text))
    if isinstance(node, Nothing):
        said.append(Message("warning", "查询里没有可检索的文字或数字。"))
    if dropped:
        words = "、".join(dict.fromkeys(dropped))
        said.append(Message("info", f"“{words}”是虚词，未作要求；加引号可逐字检索。"))
    return said


def _complaint(problems: list[str], searched: str, text: str) -> Message:
    """What was wrong, what was searched instead, and the corrected query to offer."""
    if searched == text.strip():
        return Message("warning", f"{'；'.join(problems)}，已当作普通文字。")
    instead = f"，已改为检索：{searched}" if searched else ""
    return Message("warning", f"{'；'.join(problems)}{instead}。", searched or None)


def _spell(kept: list[Lexeme]) -> str:
    """The lexemes as a query again, with a space where one was typed."""
    text = ""
    for i, lexeme in enumerate(kept):
        apart = i > 0 and not (lexeme.glued or _clings(kept[i - 1]))
        text += (" " if apart else "") + lexeme.raw
    return text


def _clings(before: Lexeme) -> bool:
    """Whether what follows may stand right after it: a bracket, a field, a minus, not a NOT."""
    return before.kind in ("(", "FIELD") or (before.kind == "NOT" and not before.raw.isalpha())


def _repair(found: list[Lexeme], problems: list[str]) -> list[Lexeme]:
    """Drop the lexemes that no reading of the query has room for."""
    kept = _balanced(found, problems)
    while True:
        wrong = next((i for i in range(len(kept)) if _misplaced(kept, i)), None)
        if wrong is None:
            return kept
        lexeme = kept.pop(wrong)
        _unglue(kept, wrong)
        if lexeme.kind == "(":
            kept.pop(wrong)
            _unglue(kept, wrong)
            problems.append("括号里没有内容")
        else:
            problems.append(f"{lexeme.raw.strip()} 缺少内容")


def _balanced(found: list[Lexeme], problems: list[str]) -> list[Lexeme]:
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
        problems.append("括号没有成对" if opened or len(drop) % 2 else "括号太深")
    for i in drop:
        _unglue(found, i + 1)
    return [lexeme for i, lexeme in enumerate(found) if i not in drop]


def _unglue(lexemes: list[Lexeme], i: int) -> None:
    """What a dropped lexeme has separated stays apart."""
    if i < len(lexemes):
        lexemes[i] = replace(lexemes[i], glued=False)


def _misplaced(kept: list[Lexeme], i: int) -> bool:
    kind = kept[i].kind
    after = kept[i + 1].kind if i + 1 < len(kept) else None
    if kind in ("AND", "OR"):
        before = kept[i - 1].kind if i else "("
        return before in ("(", "AND", "OR", "NOT", "FIELD") or after in (None, ")", "AND", "OR")
    if kind == "NOT":
        return after in (None, ")", "AND", "OR")
    if kind == "FIELD":
        return after not in _OPERANDS and after != "("
    return kind == "(" and after == ")"


class _Reader:
    """Recursive descent over repaired lexemes: OR binds loosest, then AND, then NOT."""

    def __init__(self, kept: list[Lexeme], problems: list[str]) -> None:
        self._kept = kept
        self._problems = problems
        self._at = 0
        self._fields: list[str] = []

    def read(self) -> Node:
        alternatives = [self._all()]
        while self._kind() == "OR":
            self._at += 1
            alternatives.append(self._all())
        return join(Or, alternatives)

    def _kind(self) -> str | None:
        return self._kept[self._at].kind if self._at < len(self._kept) else None

    def _all(self) -> Node:
        nodes = [self._one()]
        while self._kind() not in (None, "OR", ")"):
            if self._kind() == "AND":
                self._at += 1
            nodes.append(self._one())
        return join(And, nodes)

    def _one(self) -> Node:
        negated = False
        while self._kind() == "NOT":
            self._at += 1
            negated = not negated
        node = self._plain()
        return Not(node) if negated and not isinstance(node, Nothing) else node

    def _plain(self) -> Node:
        lexeme = self._kept[self._at]
        if lexeme.kind in _OPERANDS:
            return self._operand()
        self._at += 1
        if lexeme.kind == "FIELD":
            return self._field(lexeme)
        node = self.read()
        self._at += 1
        return node

    def _field(self, lexeme: Lexeme) -> Node:
        if self._fields:
            self._problems.append(f"字段 {lexeme.raw.strip()} 不能放在另一个字段里")
            self._at -= 1
            del self._kept[self._at]
            _unglue(self._kept, self._at)
            return self._one()
        self._fields.append(lexeme.value)
        inner = self._one()
        self._fields.pop()
        return inner if isinstance(inner, Nothing) else Field(lexeme.value, inner)

    def _operand(self) -> Node:
        lexeme = self._kept[self._at]
        self._at += 1
        if lexeme.kind == "QUOTED" or "number" in self._fields:
            return _phrase(lexeme.value)
        run = [lexeme]
        while self._kind() in ("TEXT", "EXACT") and self._kept[self._at].glued:
            run.append(self._kept[self._at])
            self._at += 1
        return _run(run)


def _phrase(text: str, quoted: bool = True) -> Node:
    found = phrase_tokens(text)
    return Phrase(found, quoted) if found else Nothing()


def _run(pieces: list[Lexeme]) -> Node:
    text = "".join(piece.raw for piece in pieces)
    parts: list[Word | Phrase] = []
    for piece in pieces:
        parts += _exact(piece.value) if piece.kind == "EXACT" else _cuts(piece.value)
    found = tuple(dict.fromkeys(parts))
    return Run(text, found, phrase_tokens(text)) if found else Nothing()


def _exact(text: str) -> list[Word | Phrase]:
    return [Phrase(phrase_tokens(text), quoted=False)]


def _cuts(text: str) -> list[Word | Phrase]:
    """Words as the analyser cuts them; one Han character and a symbol are matched exactly."""
    found: list[Word | Phrase] = [
        Phrase((word,), quoted=False) if len(word) == 1 and is_han(word) else Word(word)
        for word in cut(text)
    ]
    symbols = [t for t in phrase_tokens(text) if t != SENTENCE_END and not t[0].isalnum()]
    return found + [Phrase((symbol,), quoted=False) for symbol in symbols]
