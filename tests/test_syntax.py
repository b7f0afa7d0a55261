"""How a query is read: a table of trees, and that nothing is ever refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import And, Everything, Field, Node, Not, Nothing, Or, Phrase, Run, Word
from search.syntax import MAX_LENGTH, parse


def spell(node: Node) -> str:
    """A tree as one writes it in a table."""
    if isinstance(node, Word):
        return node.text
    if isinstance(node, Phrase):
        return ("'{}'" if node.quoted else "={}=").format(" ".join(node.tokens))
    if isinstance(node, Run):
        return "[" + " ".join(spell(part) for part in node.parts) + "]"
    if isinstance(node, And | Or):
        return f"{type(node).__name__}({', '.join(spell(inner) for inner in node.nodes)})"
    if isinstance(node, Not):
        return f"Not({spell(node.node)})"
    if isinstance(node, Field):
        return f"{node.name}:{spell(node.node)}"
    return type(node).__name__


TREES = {
    "": "Everything",
    "人工智能": "[人工智能]",
    "人工智能 产业": "And([人工智能], [产业])",
    "A OR B": "Or([a], [b])",
    "A | B": "Or([a], [b])",
    "A｜B": "Or([a], [b])",
    "A ＯＲ B": "Or([a], [b])",
    "A AND B": "And([a], [b])",
    "A B OR C": "Or(And([a], [b]), [c])",
    "A (B OR C)": "And([a], Or([b], [c]))",
    "A（B OR C）": "And([a], Or([b], [c]))",
    "-民政": "Not([民政])",
    "产业 －民政": "And([产业], Not([民政]))",
    "NOT 民政": "Not([民政])",
    'NOT "民政"': "Not('民 政')",
    "产业 -（民政 | 教育）": "And([产业], Not(Or([民政], [教育])))",
    '"人民政府"': "'人 民 政 府'",
    "“人民政府”": "'人 民 政 府'",
    '"“双创”指标"': "'双 创 指 标'",
    "标题:人工智能": "title:[人工智能]",
    "标题：（财政 OR 税收）": "title:Or([财政], [税收])",
    "title:人工智能 产业": "And(title:[人工智能], [产业])",
    "文号:吉政发": "number:'吉 政 发'",
    "文号:吉政发〔2017〕34号": "number:'吉 政 发 2017 34 号'",
    "类别:民生类": "category:[民生 =类=]",
    "-机关:民政": "Not(issuer:[民政])",
    "吉政发（2017） 34 号 落实": "And([=吉 政 发 2017 34 号=], [落实])",
    "2017年12月24日": "[=2017 年 12 月 24 日=]",
    "2017年粮食": "[=2017 年= 粮食]",
    "2017年度": "[2017 年度]",
    "15288.94 亿元": "[=15288.94 亿 元=]",
    "互联网+": "[互联网 =+=]",
    "COVID-19": "[covid 19]",
    "2016-2017": "[2016 2017]",
    "发展的理念": "[发展 理念]",
    "的": "[=的=]",
    "的 发展": "[发展]",
    "or": "[or]",
    "12:30": "[12 30]",
    "，。": "Nothing",
    '""': "Nothing",
    "A ， B": "And([a], [b])",
    "(创新)-就业": "And([创新], Not([就业]))",
    '"创新"-就业': "And('创 新', Not([就业]))",
    "(创新)OR(就业)": "Or([创新], [就业])",
    '"创新"OR"就业"': "Or('创 新', '就 业')",
    "“创新“": "'创 新'",
    "NOT NOT 民政": "[民政]",
    "創新的發展 OR 就业": "Or([创新 发展], [就业])",
    "NOT 科技的发展": "Not([科技 发展])",
    "标题:科技的发展": "title:[科技 发展]",
    "標題:创新": "title:[创新]",
    "ｔｉｔｌｅ：创新": "title:[创新]",
    "人工智能吉政发〔2017〕34号": "[人工智能 =吉 政 发 2017 34 号=]",
}


@pytest.mark.parametrize(("text", "tree"), TREES.items())
def test_trees(text: str, tree: str) -> None:
    assert spell(parse(text).node) == tree


MENDED = {
    "第3)5条": "第3 5条",
    "创新 (OR 就业": "创新 OR 就业",
    "类别:(标题:民生)": "类别:(民生)",
    "A OR": "A",
    "OR A": "A",
    "A AND OR B": "A OR B",
    "(A": "A",
    "A)": "A",
    "A ()": "A",
    "A -()": "A",
    '"人民政府': '"人民政府"',
    "“人民政府": "“人民政府”",
    "标题:": None,
    "A 标题: OR B": "A OR B",
    "NOT": None,
    "()": None,
}


@pytest.mark.parametrize(("text", "corrected"), MENDED.items())
def test_bad_syntax_is_never_silent(text: str, corrected: str | None) -> None:
    parsed = parse(text)
    assert [message.level for message in parsed.messages][:1] == ["warning"]
    assert parsed.messages[0].query == corrected
    if corrected:
        assert parse(corrected) == type(parsed)(parsed.node)


@pytest.mark.parametrize(
    ("text", "name", "tree"),
    [
        ("titel:人工智能", "titel", "[titel 人工智能]"),
        ("titel：人工智能", "titel", "[titel 人工智能]"),
        ("段落:脚注", "段落", "[段落 脚注]"),
    ],
)
def test_an_unknown_field_is_said_and_searched_as_text(text: str, name: str, tree: str) -> None:
    parsed = parse(text)
    assert spell(parsed.node) == tree
    assert name in parsed.messages[0].text
    assert parsed.messages[0].query is None


def test_a_colon_in_text_is_punctuation() -> None:
    assert parse("第一步：产业").messages == ()
    assert parse("12:30").messages == ()


def test_dropped_function_words_are_named() -> None:
    assert "“的、和”" in parse("发展的理念和 道路").messages[0].text


def test_too_long_a_query_is_cut_and_said() -> None:
    parsed = parse("民政 " * MAX_LENGTH)
    assert str(MAX_LENGTH) in parsed.messages[0].text


@pytest.mark.parametrize("text", ["-" * 999 + "创", "标题:" * 200 + "创", "(-" * 300 + "创"])
def test_long_chains_are_read(text: str) -> None:
    assert parse(text).node


def test_deep_brackets_are_read() -> None:
    assert spell(parse("(" * 400 + "民政" + ")" * 400).node) == "[民政]"


SIGNS = st.sampled_from(
    ["民政", "的", "a", "34", " ", "(", ")", "（", '"', "“", "”", "-", "|", "OR", " AND ", " NOT "]
) | st.sampled_from(["标题:", "文号：", "，", "。", "〔2017〕", "号", "%"])


@given(st.lists(SIGNS, max_size=25).map("".join))
def test_any_arrangement_is_read(text: str) -> None:
    parsed = parse(text)
    corrected = [message.query for message in parsed.messages if message.query]
    for query in corrected:
        assert not [m for m in parse(query).messages if m.level == "warning" and m.query], query
        assert parse(query).node == parsed.node, query
    assert isinstance(parsed.node, Everything) == (not text.strip())
    assert isinstance(parsed.node, Nothing) <= bool(parsed.messages)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    parse(text)
