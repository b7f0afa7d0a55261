"""Decides what a query finds: its words, the letters as typed, or some of its words."""

from __future__ import annotations

from dataclasses import dataclass

from search.columns import Bools
from search.folding import is_han
from search.matching import Matcher, without
from search.query import (
    ALL_WORDS,
    SAME_DOCUMENT,
    SOME_WORDS,
    And,
    Field,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Run,
    Variants,
    Word,
    join,
)
from search.reading import read
from search.results import Message
from search.sentence import say
from search.wording import label

Part = Word | Phrase | Variants

#: A run of so many words that stands nowhere as it was typed is read like a question.
LONG = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What a tree finds before filters narrow it; ``node`` is what is shown and ranked.

    ``mode`` is one of MODES. ``complete`` are the passages that answer the tree itself, ``extra``
    those that hold a single run literally but were not found by its words. ``loose`` are the
    words of which a partial hit has only some. ``reason`` says why passages with some of the
    words are among those found: ``asked`` for, a ``question``, a ``long`` run, or ``nothing``
    else found.
    """

    node: Node
    mask: Bools
    mode: str
    complete: Bools
    extra: Bools | None = None
    loose: tuple[Part, ...] = ()
    reason: str = ""


def find(node: Node, matcher: Matcher, match: str = ALL_WORDS) -> Found:
    """The passages that answer a tree, or what comes nearest to an answer."""
    mask = matcher.mask(node)
    literal = matcher.holds_any([Phrase(node.phrase)]) if isinstance(node, Run) else None
    # Among whole documents the query for what is only there literally would be another one.
    extra = None if literal is None or matcher.scope == SAME_DOCUMENT else without(literal, mask)
    loose = loose_parts(node)
    reason = _reason(node, match, mask, literal) if len(loose) > 1 else ""
    partial = some_words(node, loose, matcher) if reason else None
    if partial is not None and partial.any():
        hidden = None if extra is None else without(extra, partial)
        return Found(node, partial | mask, "partial", mask, hidden, loose, reason)
    if isinstance(node, Run) and literal is not None and literal.any() and not mask.any():
        return Found(Phrase(node.phrase), literal, "literal", mask, without(literal, literal))
    mode = "literal" if _is_literal(node) else "words"
    return Found(node, mask, mode, mask, extra, loose)


def complete(node: Node, matcher: Matcher, match: str = ALL_WORDS) -> Bools:
    """The passages that answer a tree with all that it asks for, or hold it literally."""
    mask = matcher.mask(node)
    if mask.any() or not isinstance(node, Run):
        return mask
    found = find(node, matcher, match)
    return found.mask if found.mode == "literal" else mask


def _reason(node: Node, match: str, mask: Bools, literal: Bools | None) -> str:
    """Why some of the words are enough; empty where all are required."""
    if match == SOME_WORDS:
        return "asked"
    if asks(node):
        return "question"
    stands = literal is not None and literal.any()
    if isinstance(node, Run) and len(node.parts) >= LONG and not stands:
        return "long"
    return "" if stands or mask.any() else "nothing"


def some_words(node: Node, loose: tuple[Part, ...], matcher: Matcher) -> Bools:
    """Passages with some of the words; what else is required stays so."""
    firm = join(And, [each for each in _required(node) if not isinstance(each, Run)])
    # A passage that holds a lone character of the query has nothing to do with it.
    some = matcher.holds_any([part for part in loose if not is_character(part)] or loose)
    return some if isinstance(firm, Nothing) else some & matcher.mask(firm)


def loose_parts(node: Node) -> tuple[Part, ...]:
    """The unquoted words that a query requires together."""
    runs = [each for each in _required(node) if isinstance(each, Run)]
    return tuple(dict.fromkeys(part for run in runs for part in run.parts))


def asks(node: Node) -> bool:
    """Whether a query is a question, which is answered by some of its words as well."""
    return any(isinstance(each, Run) and each.question for each in _required(node))


def _required(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, And) else (node,)


def _is_literal(node: Node) -> bool:
    """Whether everything that the query wants of a passage is quoted."""
    if isinstance(node, And | Or):
        wanted = [inner for inner in node.nodes if not isinstance(inner, Not | Field)]
        return bool(wanted) and all(map(_is_literal, wanted))
    if isinstance(node, Near):
        return all(map(_is_literal, node.nodes))
    return isinstance(node, Phrase) and node.quoted


def spaced(node: Node) -> Node:
    """The tree with the words of its runs apart: all of them are then required."""
    apart = [each for part in _required(node) for each in _parts(part)]
    return join(And, apart)


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, Run) else (node,)


def is_character(part: Node) -> bool:
    """Whether a part of a query is a single Han character."""
    return isinstance(part, Phrase) and len(part.tokens) == 1 and is_han(part.tokens[0])


def missing(loose: tuple[Part, ...], text: str) -> tuple[str, ...]:
    """The words that a partial hit does not hold."""
    reading = read(text)
    return tuple(label(part) for part in loose if not reading.holds(part))


def remark(found: Found, node: Node) -> Message | None:
    """What to say of a result that is not just what was asked for."""
    if found.mode == "literal" and isinstance(node, Run):
        return Message("literal", "info", say("按词没有找到，以下是逐字包含所输文字的段落。"))
    if found.mode != "partial":
        return None
    how = {
        "question": say("按问句检索：含其中一部分词的段落也列出，最贴近的在前。"),
        "long": say("整句没有原样出现，按其中的词检索，最贴近的在前。"),
        "nothing": say("没有一处同时含有全部的词，以下各段只含其中一部分。"),
        "asked": say("只含一部分词的段落也列出，最贴近的在前。"),
    }
    return Message("partial", "info", how[found.reason])
