"""Reads a query's text into a tree. Never fails: what it cannot read, it leaves out and says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from search.cutter import lexicon
from search.folding import phrase_tokens, trimmed
from search.lexer import Lexeme, lexemes
from search.neighbours import without_neighbours
from search.query import (
    WILD,
    And,
    Everything,
    Field,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Run,
    Variants,
    join,
)
from search.questions import without_function_words
from search.remarks import remarks
from search.repair import repair, spell_lexemes, unglue
from search.results import Message
from search.runs import run
from search.sentence import Sentence, say
from search.spotting import numbers

#: Longer queries are cut off here, and the page says so (characters).
MAX_LENGTH = 1000

_OPERANDS = frozenset({"TEXT", "EXACT", "QUOTED"})
_STAR = re.compile(r"[*＊]+")
# A star that a letter or a character touches: not the sign of a footnote or a list.


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's tree, what its writer should know of how it was read, and what was read."""

    node: Node
    messages: tuple[Message, ...] = ()
    searched: str = ""


# So many queries are kept as they were read: what helps to mend one reads its parts again.
_KEPT = 1024


def parse(text: str, expand: bool = True) -> Parsed:
    """Read a query; ``expand`` adds other forms of what was typed. An empty one asks for all."""
    return _parse(text, expand, lexicon().digest)


@lru_cache(maxsize=_KEPT)
def _parse(text: str, expand: bool, _lists: str) -> Parsed:
    if not text.strip():
        return Parsed(Everything())
    found, problems = lexemes(text[:MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        problems.append(say("查询超过 %(most)s 字，只用了前 %(most)s 字", most=MAX_LENGTH))
    kept = repair(found, problems)
    if problems and kept:
        # What is searched is the corrected query that is offered, to the letter.
        kept = repair(lexemes(spell_lexemes(kept))[0], [])
    before = len(problems)
    reader = _Reader(kept, problems, expand)
    read = reader.read() if kept else Nothing()
    if len(problems) > before:
        reader = _Reader(repair(lexemes(spell_lexemes(kept))[0], []), [], expand)
        read = reader.read()
    node = without_function_words(read)
    searched = spell_lexemes(kept)
    said = remarks(text, node, kept, problems)
    return Parsed(node, (*said, *reader.said), searched)


class _Reader:
    """Recursive descent over repaired lexemes: OR binds loosest, then AND, NOT, and NEAR."""

    def __init__(self, kept: list[Lexeme], problems: list[Sentence], expand: bool) -> None:
        self._kept = kept
        self._problems = problems
        self._expand = expand
        self._at = 0
        self._fields: list[str] = []
        #: What is worth saying of a query that was understood.
        self.said: list[Message] = []

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
        nodes, said = without_neighbours(nodes)
        self.said += said
        return join(And, nodes)

    def _one(self) -> Node:
        negated = False
        while self._kind() == "NOT":
            self._at += 1
            negated = not negated
        node = self._chain()
        return Not(node) if negated and not isinstance(node, Nothing) else node

    def _chain(self) -> Node:
        """What NEAR holds together; without one, what stands there."""
        nodes, gaps = [self._plain()], []
        while self._kind() == "NEAR":
            place = self._at
            self._at += 1
            following = self._plain()
            if all(_has_place(node) for node in (nodes[-1], following)):
                gaps.append(int(self._kept[place].value))
                nodes.append(following)
            else:
                self._drop_near(place)
                return join(And, [self._near(nodes, gaps), following, self._chain_goes_on()])
        return self._near(nodes, gaps)

    def _near(self, nodes: list[Node], gaps: list[int]) -> Node:
        return Near(tuple(map(self._placed, nodes)), tuple(gaps)) if gaps else nodes[0]

    def _chain_goes_on(self) -> Node:
        """What follows a NEAR that could not be read."""
        if self._kind() != "NEAR":
            return Nothing()
        self._drop_near(self._at)
        return self._chain()

    def _drop_near(self, place: int) -> None:
        self._problems.append(say("NEAR 的两侧只能是词、短语，或用 OR 连起来的几个"))
        del self._kept[place]
        unglue(self._kept, place)
        self._at -= 1

    def _placed(self, node: Node) -> Node:
        """A node with one place: a run of several words as it stands, and said so."""
        if isinstance(node, Or):
            return Or(tuple(map(self._placed, node.nodes)))
        if isinstance(node, Run) and len(node.parts) > 1:
            said = say("NEAR 旁的“%(text)s”按原文连着检索。", text=node.text)
            self.said.append(Message("near", "info", said))
            return Phrase(node.phrase, quoted=False, typed=node.text)
        if isinstance(node, Run):
            return self._placed(node.parts[0])
        if isinstance(node, Variants):
            typed = Phrase(phrase_tokens(node.typed), quoted=False, typed=node.typed)
            forms = (typed if isinstance(form, And) else form for form in node.forms)
            return Variants(tuple(forms), node.typed)
        return node

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
            said = say("字段 %(name)s 不能放在另一个字段里", name=lexeme.raw.strip())
            self._problems.append(said)
            self._at -= 1
            del self._kept[self._at]
            unglue(self._kept, self._at)
            return self._one()
        self._fields.append(lexeme.value)
        inner = self._one()
        self._fields.pop()
        return inner if isinstance(inner, Nothing) else Field(lexeme.value, inner)

    def _operand(self) -> Node:
        lexeme = self._kept[self._at]
        self._at += 1
        if "number" in self._fields:
            return _phrase(_canonical(lexeme.value))
        if lexeme.kind == "QUOTED":
            return _phrase(lexeme.value)
        pieces = [lexeme]
        while self._kind() in ("TEXT", "EXACT") and self._kept[self._at].glued:
            pieces.append(self._kept[self._at])
            self._at += 1
        return run(pieces, self._expand)


def _canonical(text: str) -> str:
    """A 文号 as it is printed, as complete as it was typed; any other text as it is."""
    found = numbers(text)
    if not found or (found[0].start, found[0].end) != (0, len(text)):
        return text
    return found[0].canonical if text.endswith("号") else found[0].canonical.removesuffix("号")


def _phrase(text: str) -> Node:
    """A quoted phrase; stars in its middle stand for some tokens, at its ends for nothing."""
    parts = [phrase_tokens(piece) for piece in _STAR.split(text)]
    tokens = [token for part in parts if part for token in (WILD, *part)][1:]
    found = trimmed(tokens)
    # Quotes of another sort may hold a straight one; it means nothing there.
    return Phrase(found, typed=text.replace('"', "").strip()) if found else Nothing()


def _has_place(node: Node) -> bool:
    """Whether a node can stand beside NEAR."""
    if isinstance(node, Or):
        return all(map(_has_place, node.nodes))
    return isinstance(node, Phrase | Run | Variants)
