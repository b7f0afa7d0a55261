"""Drops function words of one character (的 了 和 …) from a query where longer words remain."""

from __future__ import annotations

from search.query import And, Field, Node, Not, Nothing, Or, Phrase, Run, Word, join

FUNCTION_CHARACTERS = frozenset("的了和与及等在是对为把被让向从以并而或其所之于则着过也")


def without_function_words(node: Node) -> tuple[Node, list[str]]:
    """The tree without them, and what was dropped.

    A run is judged together with the runs that are required beside it: each side of an OR, an
    exclusion and a field stand for themselves.
    """
    dropped: list[str] = []
    return _strip(node, dropped), dropped


def _strip(node: Node, dropped: list[str]) -> Node:
    if isinstance(node, And):
        longer = any(_has_longer(inner) for inner in node.nodes)
        return join(And, [_strip_one(inner, longer, dropped) for inner in node.nodes])
    if isinstance(node, Or):
        return join(Or, [_strip(inner, dropped) for inner in node.nodes])
    if isinstance(node, Not):
        return Not(_strip(node.node, dropped))
    if isinstance(node, Field):
        return Field(node.name, _strip(node.node, dropped))
    return _strip_one(node, _has_longer(node), dropped)


def _strip_one(node: Node, longer: bool, dropped: list[str]) -> Node:
    if isinstance(node, And | Or | Not | Field):
        return _strip(node, dropped)
    if not isinstance(node, Run) or not longer:
        return node
    parts = [part for part in node.parts if _function_character(part) is None]
    dropped += filter(None, map(_function_character, node.parts))
    return Run(node.text, tuple(parts), node.phrase) if parts else Nothing()


def _has_longer(node: Node) -> bool:
    """Whether a leaf asks for more than one Han character."""
    if isinstance(node, Run):
        return any(_has_longer(part) for part in node.parts)
    if isinstance(node, Phrase):
        return len(node.tokens) > 1 or len(node.tokens[0]) > 1
    return isinstance(node, Word)


def _function_character(part: Word | Phrase) -> str | None:
    if isinstance(part, Phrase) and len(part.tokens) == 1 and part.tokens[0] in FUNCTION_CHARACTERS:
        return part.tokens[0]
    return None
