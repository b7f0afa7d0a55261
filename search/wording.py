"""Writes a query's tree as a query again; read back, the text gives the same tree."""

from __future__ import annotations

from search.folding import spell
from search.query import And, Field, Near, Node, Not, Or, Phrase, Run, Variants, Word

#: What a field is called where gongbao writes one.
FIELD_LABELS = {
    "title": "标题",
    "number": "文号",
    "category": "类别",
    "issuer": "机关",
    "footnote": "脚注",
    "table": "表格",
    "paragraph": "正文",
}


def wording(node: Node) -> str:
    """The tree as a query."""
    if isinstance(node, And):
        return " ".join(
            _wrapped(inner) if isinstance(inner, Or) else wording(inner) for inner in node.nodes
        )
    if isinstance(node, Or):
        return " OR ".join(map(wording, node.nodes))
    if isinstance(node, Not):
        return f"-{_wrapped(node.node)}"
    if isinstance(node, Field):
        return f"{FIELD_LABELS[node.name]}:{_wrapped(node.node)}"
    if isinstance(node, Near):
        return _chain(node)
    return _leaf(node)


def label(node: Node) -> str:
    """What a leaf is called where it is talked about: without the quotes of a phrase."""
    if isinstance(node, Phrase):
        return node.typed or spell(node.tokens)
    if isinstance(node, And):
        return "".join(map(label, node.nodes))
    return node.typed if isinstance(node, Variants) else wording(node)


def _leaf(node: Node) -> str:
    if isinstance(node, Word | Run):
        return node.text
    if isinstance(node, Variants):
        return node.typed
    if isinstance(node, Phrase):
        longer = "".join(f' -"{spell(each)}"' for each in node.without)
        return f'"{label(node)}"{longer}' if node.quoted else label(node)
    return ""


def _chain(node: Near) -> str:
    """The excluded neighbours of its phrases behind the whole of it, where they are read."""
    text, behind = "", ""
    for inner, gap in zip(node.nodes, (*node.gaps, None), strict=True):
        if isinstance(inner, Phrase) and inner.quoted and inner.without:
            behind += _leaf(inner).removeprefix(f'"{label(inner)}"')
            inner = Phrase(inner.tokens, inner.quoted, typed=inner.typed)
        text += _wrapped(inner) + (f" NEAR/{gap} " if gap is not None else "")
    return text + behind


def _wrapped(node: Node) -> str:
    """A node in brackets where what stands before it would else take only a part of it."""
    text = wording(node)
    several = isinstance(node, And | Or | Near | Not)
    several |= isinstance(node, Phrase) and node.quoted and bool(node.without)
    return f"({text})" if several else text
