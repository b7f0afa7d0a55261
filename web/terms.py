"""What a query asks to see, as its writer typed it."""

from __future__ import annotations

from collections.abc import Iterator

from search.folding import spell
from search.query import And, Node, Or, Phrase, Run


def terms(node: Node) -> Iterator[str]:
    """What is asked for, as typed; nothing that is excluded or asked of the document."""
    if isinstance(node, Run):
        yield node.text
    elif isinstance(node, Phrase):
        yield f'"{spell(node.tokens)}"'
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from terms(inner)


def words(node: Node) -> Iterator[str]:
    """The words that what is asked for was cut into; no single characters."""
    if isinstance(node, Run):
        for part in node.parts:
            text = spell(part.tokens) if isinstance(part, Phrase) else part.text
            if len(text) > 1:
                yield text
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from words(inner)
