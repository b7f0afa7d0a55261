"""Reads the exclusion of a neighbour: "民政" -"人民政府" drops an occurrence, not the passage."""

from __future__ import annotations

from dataclasses import replace

from search.places import inside
from search.query import WILD, Near, Node, Not, Phrase
from search.results import Message
from search.sentence import say
from search.wording import label


def without_neighbours(nodes: list[Node]) -> tuple[list[Node], list[Message]]:
    """Nodes that are all required, with each such exclusion taken into the phrases it is of."""
    said: list[Message] = []
    for excluded in [node for node in nodes if isinstance(node, Not)]:
        longer = excluded.node
        if not isinstance(longer, Phrase) or not longer.quoted or WILD in longer.tokens:
            continue
        short = [p for n in nodes for p in _phrases(n) if _is_part(p, longer)]
        if short:
            kept = [node for node in nodes if node is not excluded]
            nodes = [_without(node, longer) for node in kept]
            said.append(_said(short[0], longer))
    return nodes, said


def _said(short: Phrase, longer: Phrase) -> Message:
    said = say(
        "“%(short)s”出现在“%(longer)s”里的不算，别处出现的照样列出。",
        short=label(short),
        longer=label(longer),
    )
    return Message("neighbour", "info", said)


def _phrases(node: Node) -> list[Phrase]:
    """The quoted phrases that a node is, or that a chain is made of."""
    found = node.nodes if isinstance(node, Near) else (node,)
    return [each for each in found if isinstance(each, Phrase) and each.quoted]


def _is_part(phrase: Phrase, longer: Phrase) -> bool:
    shorter = len(phrase.tokens) < len(longer.tokens)
    return shorter and bool(inside(phrase.tokens, longer.tokens))


def _without(node: Node, longer: Phrase) -> Node:
    """The node whose phrases do not count inside the longer one."""
    if isinstance(node, Near):
        return Near(tuple(_without(inner, longer) for inner in node.nodes), node.gaps)
    if isinstance(node, Phrase) and node.quoted and _is_part(node, longer):
        return replace(node, without=(*node.without, longer.tokens))
    return node
