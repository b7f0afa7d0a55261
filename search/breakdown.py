"""Breaks a query's tree into its terms, each with the queries in which it is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.folding import phrase_tokens
from search.query import And, Field, Near, Node, Not, Nothing, Or, Phrase, Run, Variants, Word, join
from search.wording import label, wording

#: Gives the whole tree with another node in a leaf's place.
Rebuild = Callable[[Node], Node]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a tree: its node, its role (one of TERM_ROLES), the tree around it.

    ``optional`` says that it stands in one of several alternatives.
    """

    node: Node
    role: str
    text: str
    rebuild: Rebuild
    optional: bool = False

    @property
    def exact(self) -> str | None:
        """The query in which it is taken to the letter; None where it is already."""
        tokens = phrase_tokens(self.text)
        if not tokens or isinstance(self.node, Near | Field) or _is_quoted(self.node):
            return None
        return wording(self.rebuild(Phrase(tokens, typed=self.text)))

    @property
    def without(self) -> str | None:
        """The query without it; None where nothing would be left, or nothing would change."""
        if self.role == "dropped":
            return None
        return wording(self.rebuild(Nothing())) or None

    @property
    def excluded(self) -> str | None:
        """The query in which no passage may hold it."""
        if self.role in ("dropped", "excluded", "field"):
            return None
        rest = self.rebuild(Nothing())
        if _is_quoted(self.node) and '"' in wording(rest):
            # Beside another phrase it could be read as a neighbour's exclusion.
            return None
        return wording(join(And, [rest, Not(self.node)]))


def leaves(node: Node, rebuild: Rebuild = lambda new: new, inside: str = "") -> Iterator[Leaf]:
    """The leaves of a tree in the order of the query; ``inside`` is the role of an exclusion."""
    if isinstance(node, Run):
        yield from _parts(node, rebuild, inside)
    elif isinstance(node, And | Or):
        kind = type(node)
        for i, inner in enumerate(node.nodes):
            around = _at(kind, node.nodes, i, rebuild)
            if kind is Or:
                found = leaves(inner, _alternative(around), inside)
                yield from (replace(leaf, optional=True) for leaf in found)
            else:
                yield from leaves(inner, around, inside)
    elif isinstance(node, Not):
        yield from leaves(node.node, lambda new: rebuild(_negated(new)), "excluded")
    elif isinstance(node, Word | Phrase | Variants | Near | Field):
        yield Leaf(node, inside or _role(node), label(node), rebuild)


def _parts(run: Run, rebuild: Rebuild, inside: str) -> Iterator[Leaf]:
    for i, part in enumerate(run.parts):
        yield Leaf(part, inside or _role(part), label(part), _at(And, run.parts, i, rebuild))
    for word in run.dropped:
        dropped = Phrase(phrase_tokens(word), quoted=False, typed=word)
        beside = _at(And, (*run.parts, dropped), len(run.parts), rebuild)
        yield Leaf(dropped, inside or "dropped", word, beside)


def _at(kind: type[And] | type[Or], nodes: tuple[Node, ...], i: int, rebuild: Rebuild) -> Rebuild:
    """A tree around the node at place i of several."""
    return lambda new: rebuild(join(kind, [*nodes[:i], new, *nodes[i + 1 :]]))


def _alternative(rebuild: Rebuild) -> Rebuild:
    """An alternative of which only exclusions are left would be nearly everything: none then."""

    def around(new: Node) -> Node:
        left = new.nodes if isinstance(new, And) else (new,)
        return rebuild(Nothing() if all(isinstance(node, Not) for node in left) else new)

    return around


def _negated(node: Node) -> Node:
    return node if isinstance(node, Nothing) else Not(node)


def _role(node: Node) -> str:
    if isinstance(node, Near):
        return "near"
    if isinstance(node, Field):
        return "field"
    if isinstance(node, Phrase) and node.quoted:
        return "phrase"
    if isinstance(node, Phrase) and len(node.tokens) == 1 and len(node.tokens[0]) == 1:
        return "character"
    if isinstance(node, Phrase):
        return "number"
    if isinstance(node, Variants):
        return _role(node.forms[0]) if isinstance(node.forms[0], Phrase) else "word"
    return "word"


def _is_quoted(node: Node) -> bool:
    return isinstance(node, Phrase) and node.quoted
