"""The help page's view model: what can be typed, each with an example that can be run."""

from __future__ import annotations

from dataclasses import dataclass

from web.examples import Vocabulary
from web.urls import text_url


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be typed: what it means, an example and its link."""

    name: str
    meaning: str
    example: str
    href: str


def rules(words: Vocabulary) -> tuple[Rule, ...]:
    """The query language in rules; the examples are words that the archive holds."""
    one, two, near = words.phrase or "人工智能", words.other or "医疗", words.beside or "产业"
    number, category = words.number or "国发〔2015〕1号", words.category or "发展类"
    issuer = words.issuer or "人民政府"
    written = (
        ("词", "几个词都在同一段里，次序不限", f"{one} {near}"),
        ("原文短语", "引号里的字按原样连着出现，标点和空格不计", f'"{one}"'),
        ("都要", "AND 或空格", f"{one} AND {near}"),
        ("任一", "OR 或 |", f"{one} OR {two}"),
        ("不要", "NOT 或减号", f"{one} -{near}"),
        ("分组", "括号先算", f"({one} OR {two}) AND {near}"),
        ("标题", "标题含这些字的文件，列出其各段", f"标题:{one}"),
        ("文号", "文号含这些字的文件，列出其各段；括号形式不限", f"文号:{number}"),
        ("类别", "只在这一类的文件里检索", f"类别:{category} {two}"),
        ("机关", "只在这个机关的文件里检索", f"机关:{issuer} {one}"),
    )
    return tuple(Rule(name, meaning, text, text_url(text)) for name, meaning, text in written)
