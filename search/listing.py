"""Finds what is only listed: entries of printed contents lists whose text the archive lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from search.document import ContentsEntry, Issue
from search.folding import tokens
from search.matching import holds
from search.query import And, Field, Node, Not, Nothing, Or, Phrase, Run, Word
from search.results import Message

#: So many entries are named.
_MOST = 3


def listed_only(node: Node, issues: Iterable[Issue]) -> list[Message]:
    """A message for each such entry that answers a query by its title and author."""
    if isinstance(node, Nothing | Not | Field):
        return []
    return [_said(*found) for found in islice(_found(node, issues), _MOST)]


def _found(node: Node, issues: Iterable[Issue]) -> Iterator[tuple[Issue, ContentsEntry]]:
    for issue in issues:
        for entry in issue.contents:
            text = f"{entry.title}，{entry.author or ''}"
            if entry.document is None and _may_hold(text, node) and holds(text, node):
                yield issue, entry


def _may_hold(text: str, node: Node) -> bool:
    """A quick look before words are cut: whether the text has the characters."""
    if isinstance(node, Word):
        return set(node.text) <= {char for token in tokens(text) for char in token.text}
    if isinstance(node, Phrase):
        return set(node.tokens) <= {token.text for token in tokens(text)}
    if isinstance(node, Run):
        return all(_may_hold(text, part) for part in node.parts)
    if isinstance(node, And):
        return all(_may_hold(text, inner) for inner in node.nodes)
    if isinstance(node, Or):
        return any(_may_hold(text, inner) for inner in node.nodes)
    return True


def _said(issue: Issue, entry: ContentsEntry) -> Message:
    page = f"第{entry.page}页" if isinstance(entry.page, int) else entry.page or ""
    place = f"{issue.label}{page}"
    return Message("info", f"目录列有“{entry.title}”（{place}），正文未收录。")
