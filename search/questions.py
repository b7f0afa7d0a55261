"""Tells a question from a list of words, and leaves out of a query what only asks or joins."""

from __future__ import annotations

from dataclasses import replace

from search.query import And, Field, Node, Not, Or, Phrase, Run, Variants, Word, join

FUNCTION_CHARACTERS = frozenset("的了和与及等在是对为把被让向从以并而或其所之于则着过也")
# Asking words that make a question of the run they stand in.
_ASKING_WORDS = """
什么 多少 哪些 哪个 哪里 哪儿 哪种 哪类 哪年 哪一年 谁 何时 何地 怎么 怎样 怎么样 如何 为什么
为何 是否 能否 可否 是不是 能不能 可不可以 有没有 会不会 吗 呢 请问 多大 多长 多久 多高 什么样
什么时候 干什么 百分之几
"""
# Of these, words that stand in official texts themselves: 是否公开, 如何办理.
_WRITTEN = frozenset({"如何", "是否", "能否", "可否", "为何", "何时"})
# In a question these say no more than that something is asked.
_IDLE_WORDS = """
几 哪 何 多 有 要 会 能 可以 应该 应当 想 需要 由 到 来 去 我 我们 你 你们 他 他们 您 现在 不
被 占 按 这 那 这个 那个 时候 一下 知道 告诉 吧 啊 么 就 都 还 又 再 很 没有 或者 以及 指
"""
_ASKING = frozenset(_ASKING_WORDS.split())
_IDLE = _ASKING | frozenset(_IDLE_WORDS.split())


def without_function_words(node: Node) -> Node:
    """The tree with its questions marked and with what was left out said in each run.

    A run is judged together with the runs that are required beside it: each side of an OR, an
    exclusion and a field stand for themselves.
    """
    if isinstance(node, And):
        longer = any(_has_longer(inner) for inner in node.nodes)
        return join(And, [_strip(inner, longer) for inner in node.nodes])
    if isinstance(node, Or):
        return join(Or, map(without_function_words, node.nodes))
    if isinstance(node, Not):
        return Not(without_function_words(node.node))
    if isinstance(node, Field):
        return Field(node.name, without_function_words(node.node))
    return _strip(node, _has_longer(node))


def _strip(node: Node, longer: bool) -> Node:
    if isinstance(node, And | Or | Not | Field):
        return without_function_words(node)
    if not isinstance(node, Run) or not longer:
        return node
    asks = is_question(node)
    plainly = asks or _asks_for_one(node)
    left_out = {part: word for part in node.parts if (word := _idle(part, plainly))}
    parts = tuple(part for part in node.parts if part not in left_out)
    if not parts:
        return Run(node.text, (), node.phrase, tuple(left_out.values()))
    return replace(node, parts=parts, dropped=tuple(left_out.values()), question=asks)


def is_question(run: Run) -> bool:
    """Whether a run asks something, with two words or more to look for."""
    asking = run.text.rstrip().endswith(("?", "？")) or any(_text(p) in _ASKING for p in run.parts)
    content = [part for part in run.parts if not _idle(part, True) and _has_longer(part)]
    return asking and len(content) > 1


def _asks_for_one(run: Run) -> bool:
    """Whether a run asks something about a single word: 人工智能是什么."""
    words = {_text(part) for part in run.parts}
    content = [part for part in run.parts if not _idle(part, True) and _has_longer(part)]
    return bool(words & (_ASKING - _WRITTEN)) and len(content) == 1


def _idle(part: Node, asks: bool) -> str | None:
    """The function word that a part is, None for a part that is looked for."""
    word = _text(part)
    if word in FUNCTION_CHARACTERS or (asks and word in _IDLE):
        return word
    return None


def _text(part: Node) -> str | None:
    if isinstance(part, Word):
        return part.text
    if isinstance(part, Phrase) and len(part.tokens) == 1:
        return part.tokens[0]
    return None


def _has_longer(node: Node) -> bool:
    """Whether a leaf asks for more than one Han character."""
    if isinstance(node, Run):
        return any(_has_longer(part) for part in node.parts)
    if isinstance(node, Phrase):
        return len(node.tokens) > 1 or len(node.tokens[0]) > 1
    return isinstance(node, Word | Variants)
