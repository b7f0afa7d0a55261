"""Finds what is only listed: entries of printed contents lists whose text the archive lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from search.document import Issue
from search.folding import tokens
from search.query import WILD, And, Field, Node, Not, Nothing, Or, Phrase, Run, Word
from search.reading import Reading
from search.results import Listed, Message
from search.sentence import say

#: So many entries are named.
_MOST = 3


def listed_only(node: Node, issues: Iterable[Issue]) -> list[Message]:
    """A message for each such entry that answers a query by its title and author."""
    if isinstance(node, Nothing | Not | Field):
        return []
    return [_said(found) for found in islice(_found(node, issues), _MOST)]


def _found(node: Node, issues: Iterable[Issue]) -> Iterator[Listed]:
    for issue in issues:
        for entry in issue.contents:
            text = f"{entry.title}，{entry.author or ''}"
            if entry.document is None and _may_hold(text, node) and Reading(text).holds(node):
                yield Listed(entry, issue)


def _may_hold(text: str, node: Node) -> bool:
    """A quick look before words are cut: whether the text has the characters."""
    if isinstance(node, Run | And):
        nodes = node.parts if isinstance(node, Run) else node.nodes
        return all(_may_hold(text, inner) for inner in nodes)
    if isinstance(node, Or):
        return any(_may_hold(text, inner) for inner in node.nodes)
    if isinstance(node, Word | Phrase):
        wanted = node.text if isinstance(node, Word) else "".join(node.tokens)
        return set(wanted) - {WILD} <= {char for token in tokens(text) for char in token.text}
    return True


def _said(found: Listed) -> Message:
    entry = found.entry
    title, issue = entry.title, found.issue.label
    if entry.page is None:
        said = say("目录列有“%(title)s”（%(issue)s），正文未收录。", title=title, issue=issue)
        return Message("listed", "info", said)
    page = say("第%(page)s页", page=entry.page) if isinstance(entry.page, int) else entry.page
    said = say(
        "目录列有“%(title)s”（%(issue)s%(page)s），正文未收录。",
        title=title,
        issue=issue,
        page=page,
    )
    return Message("listed", "info", said)
