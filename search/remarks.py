"""Says how a query was read: what was wrong with it, what was left out, what had no effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from search.lexer import Lexeme
from search.query import And, Field, Near, Node, Not, Nothing, Or, Run, join
from search.repair import spell_lexemes
from search.results import Message
from search.sentence import N_, Sentence, say, series
from search.wording import wording

# A star that letters or characters touch on both sides: not the sign of a footnote or a list.
_LOOSE_STAR = re.compile(r"\w[*＊]\w")


def remarks(text: str, node: Node, kept: list[Lexeme], problems: list[Sentence]) -> list[Message]:
    """What the writer of a query should know of how it was read."""
    searched = spell_lexemes(kept)
    said = _complaints(problems, searched, text, node)
    return [*said, *_dropped(node), *_stars(kept), *_one_sided(node)]


def _complaints(
    problems: list[Sentence], searched: str, text: str, node: Node
) -> Iterator[Message]:
    """What was wrong, what was searched instead, and the corrected query to offer."""
    what = series(problems, N_("；"))
    if problems and searched == text.strip():
        said = say("%(problems)s，已当作普通文字。", problems=what)
        yield Message("syntax", "warning", said)
    elif problems and searched:
        said = say("%(problems)s，已改为检索：%(query)s。", problems=what, query=searched)
        yield Message("syntax", "warning", said, searched)
    elif problems:
        yield Message("syntax", "warning", say("%(problems)s。", problems=what))
    if isinstance(node, Nothing):
        yield Message("nothing", "warning", say("查询里没有可检索的文字或数字。"))


def _dropped(node: Node) -> Iterator[Message]:
    """The words that were left out, by name."""
    words = dict.fromkeys(word for each in _runs(node) for word in each.dropped)
    if words:
        said = say("“%(words)s”未作要求；加引号可逐字检索。", words=series(words, N_("、")))
        yield Message("dropped", "info", said)


def _runs(node: Node) -> Iterator[Run]:
    if isinstance(node, Run):
        yield node
    elif isinstance(node, And | Or | Near):
        for inner in node.nodes:
            yield from _runs(inner)
    elif isinstance(node, Not | Field):
        yield from _runs(node.node)


def _one_sided(node: Node) -> Iterator[Message]:
    """An exclusion behind the last of several alternatives is of that one alone."""
    if not isinstance(node, Or) or not isinstance(node.nodes[-1], And):
        return
    last = node.nodes[-1]
    kept = [inner for inner in last.nodes if not isinstance(inner, Not)]
    excluded = [inner for inner in last.nodes if isinstance(inner, Not)]
    if kept and excluded:
        side = wording(join(And, kept))
        whole = wording(And((Or((*node.nodes[:-1], join(And, kept))), *excluded)))
        said = say(
            "“%(excluded)s”只对“%(side)s”起作用；要对全部起作用，可检索：%(query)s",
            excluded=wording(excluded[0]),
            side=side,
            query=whole,
        )
        yield Message("sided", "info", said, whole)


def _stars(kept: list[Lexeme]) -> Iterator[Message]:
    """A star outside quotes means nothing; the query in which it does is offered."""
    mended = [_quoted(lexeme) for lexeme in kept]
    if mended != kept and not any(lexeme.kind == "FIELD" for lexeme in kept):
        said = say("* 只在引号里代表任意几个字，这里没有起作用。")
        yield Message("wildcard", "info", said, spell_lexemes(mended))


def _quoted(lexeme: Lexeme) -> Lexeme:
    if lexeme.kind != "TEXT" or not _LOOSE_STAR.search(lexeme.raw):
        return lexeme
    return replace(lexeme, raw=f'"{lexeme.raw}"')
