"""How a query is read: a table of trees, and that nothing is ever refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from search.query import (
    And,
    Everything,
    Field,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Run,
    Variants,
    Word,
)
from search.syntax import MAX_LENGTH, parse
from search.wording import wording


def spell(node: Node) -> str:
    """A tree as one writes it in a table."""
    if isinstance(node, Word):
        return node.text
    if isinstance(node, Phrase):
        text = ("'{}'" if node.quoted else "={}=").format(" ".join(node.tokens))
        return text + "".join(f"~{''.join(w)}" for w in node.without if node.quoted)
    if isinstance(node, Variants):
        return f"{{{spell(node.forms[0])} +{len(node.forms) - 1}}}"
    if isinstance(node, Near):
        gaps = "".join(f" {gap}" for gap in node.gaps)
        return f"Near({', '.join(spell(inner) for inner in node.nodes)};{gaps})"
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
    "人工智能": "[{人工智能 +1}]",
    "人工智能 产业": "And([{人工智能 +1}], [产业])",
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
    "标题:人工智能": "title:[{人工智能 +1}]",
    "标题：（财政 OR 税收）": "title:Or([财政], [税收])",
    "title:人工智能 产业": "And(title:[{人工智能 +1}], [产业])",
    "文号:吉政发": "number:'吉 政 发'",
    "文号:吉政发〔2017〕34号": "number:'吉 政 发 2017 34 号'",
    "类别:民生类": "category:[民生 =类=]",
    "-机关:民政": "Not(issuer:[民政])",
    "吉政发（2017） 34 号 落实": "And([=吉 政 发 2017 34 号=], [落实])",
    "2017年12月24日": "[{=2017 年 12 月 24 日= +3}]",
    "2017年粮食": "[{=2017 年= +3} 粮食]",
    "2017年度": "[2017 年度]",
    "15288.94 亿元": "[=15288.94 亿 元=]",
    "互联网+": "[互联网 =+=]",
    "COVID-19": "[covid 19]",
    "2016-2017": "[2016 2017]",
    "发展的理念": "[发展 理念]",
    "的": "[=的=]",
    "的 发展": "And([], [发展])",
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
    "人工智能吉政发〔2017〕34号": "[{人工智能 +1} =吉 政 发 2017 34 号=]",
    # 文号 as people type them
    "吉政发 2017 34": "[{=吉 政 发 2017 34= +1}]",
    "国发[2017]35": "[{=国 发 2017 35= +1}]",
    "国发2017年35号": "[{=国 发 2017 年 35 号= +1}]",
    "印发 2017 30": "And([印发], [2017], [30])",
    "科技开发 2017 34": "And([科技开发], [2017], [34])",
    # Other forms of the same
    "5%": "[{=5 %= +1}]",
    "百分之五十以上": "[{=百 分 之 五 十= +1} 以上]",
    "二〇一七年": "[{=二 〇 一 七 年= +3}]",
    "2017-12-24": "[{=2017 12 24= +4}]",
    "双创示范": "[{双创 +1} 示范]",
    "大众创业、万众创新": "[{And(大众, 创业, 万众, 创新) +2}]",
    '"双创"': "'双 创'",
    "双创新": "[=双= 创新]",
    # NEAR, in order of binding
    "A NEAR/5 B": "Near(a, b; 5)",
    "A near/5 B": "Near(a, b; 5)",
    "A ＮＥＡＲ／５ B": "Near(a, b; 5)",
    "A NEAR/7 B NEAR/3 C": "Near(a, b, c; 7 3)",
    '"A B" NEAR/2 C D': "And(Near('a b', c; 2), [d])",
    "(A OR B) NEAR/5 C": "Near(Or(a, b), c; 5)",
    "-A NEAR/5 B OR C": "Or(Not(Near(a, b; 5)), [c])",
    "标题:A NEAR/5 B": "title:Near(a, b; 5)",
    "智能产业 NEAR/5 2017年": "Near(=智 能 产 业=, {=2017 年= +3}; 5)",
    "A near B": "And([a], [near], [b])",
    "A NEAR/3B": "Near(a, b; 3)",
    "创业NEAR/3就业": "Near(创业, 就业; 3)",
    "A Near/3 B": "Near(a, b; 3)",
    "创业 −就业": "And([创业], Not([就业]))",
    "文号:(-吉政发) 教育": "And(number:Not('吉 政 发'), [教育])",
    "文号:吉政发2017年34号": "number:'吉 政 发 2017 34 号'",
    "脚注:民政": "footnote:[民政]",
    # A neighbour excluded
    '"民政" -"人民政府"': "'民 政'~人民政府",
    '"民政" -"人民政府" -"民政局" 厅': "And('民 政'~人民政府~民政局, [=厅=])",
    '"民政" -"教育"': "And('民 政', Not('教 育'))",
    '"民政" -"民政"': "And('民 政', Not('民 政'))",
    '民政 -"人民政府"': "And([民政], Not('人 民 政 府'))",
    '"民政" -人民政府': "And('民 政', Not([人民政府]))",
    '"民政" NEAR/5 "局" -"人民政府"': "Near('民 政'~人民政府, '局'; 5)",
    # Stars
    '"人工*产业"': "'人 工 * 产 业'",
    '"人工＊＊产业*"': "'人 工 * 产 业'",
    '"*"': "Nothing",
    "人工*产业": "[人工 产业]",
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
    "NEAR/5 A": "A",
    "A NEAR/5": "A",
    "A NEAR B": "A NEAR/10 B",
    "A NEAR/x B": "A NEAR/10 B",
    "A NEAR/999 B": "A NEAR/100 B",
    "A NEAR/5 (B C)": "A (B C)",
    "A NEAR/5 -B": "A -B",
    "A NEAR/5 NEAR/6 B": "A NEAR/6 B",
}


@pytest.mark.parametrize(("text", "corrected"), MENDED.items())
def test_bad_syntax_is_never_silent(text: str, corrected: str | None) -> None:
    parsed = parse(text)
    assert [message.level for message in parsed.messages][:1] == ["warning"]
    assert parsed.messages[0].query == corrected
    if corrected:
        again = parse(corrected)
        assert (again.node, again.messages) == (parsed.node, ())


@pytest.mark.parametrize(
    ("text", "name", "tree"),
    [
        ("titel:人工智能", "titel", "[titel {人工智能 +1}]"),
        ("titel：人工智能", "titel", "[titel {人工智能 +1}]"),
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


SIGNS = (
    st.sampled_from(
        [
            "民政",
            "的",
            "a",
            "34",
            " ",
            "(",
            ")",
            "（",
            '"',
            "“",
            "”",
            "-",
            "|",
            "OR",
            " AND ",
            " NOT ",
        ]
    )
    | st.sampled_from(
        ["标题:", "文号：", "，", "。", "〔2017〕", "号", "%", " NEAR/3 ", "NEAR", "*", "人民政府"]
    )
    | st.just("双创")
)


@given(st.lists(SIGNS, max_size=25).map("".join))
def test_any_arrangement_is_read(text: str) -> None:
    parsed = parse(text)
    corrected = [m.query for m in parsed.messages if m.query and m.code == "syntax"]
    for query in corrected:
        assert not [m for m in parse(query).messages if m.level == "warning" and m.query], query
        assert parse(query).node == parsed.node, query
    assert isinstance(parsed.node, Everything) == (not text.strip())
    assert isinstance(parsed.node, Nothing) <= bool(parsed.messages)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    parse(text)


@settings(max_examples=300)
@given(st.lists(SIGNS, max_size=25).map("".join))
def test_a_tree_is_spelt_as_a_query_that_gives_it_again(text: str) -> None:
    node = parse(text).node
    assume(not isinstance(node, Nothing))
    again = parse(wording(node)).node
    assert _flat(again) == _flat(node), wording(node)


def _flat(node: Node) -> str:
    """The tree without the runs' own texts and without the pieces a run was typed in."""
    return re.sub(r"And\(|\)|, |\[|\]| |=", "", spell(node))
