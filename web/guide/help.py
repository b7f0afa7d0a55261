"""The help page's view model: what can be typed, each with an example that can be run."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TypeVar

from search.query import SAME_DOCUMENT, Query
from search.sentence import say
from web.guide.specimens import Specimens
from web.guide.vocabulary import Vocabulary
from web.saying import Said, quoted, said
from web.speech import gettext as _
from web.speech import pgettext
from web.urls import search_url

Drawn = TypeVar("Drawn", Vocabulary, Specimens)

# What an archive without documents is shown.
_WORDS = Vocabulary(
    phrase="人工智能",
    other="医疗",
    beside="产业",
    number="国发〔2015〕1号",
    category="发展类",
    issuer="人民政府",
)
_SPECIMENS = Specimens(
    wildcard='"人工*技术"',
    neighbour='"民政" -"人民政府"',
    number="国发2015 1",
    moment="二〇一七年十二月",
    rate="百分之五点五",
    short="放管服",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be asked for: what it means, an example and its link."""

    name: str
    meaning: str
    example: Said
    href: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules that belong together."""

    title: str
    rules: tuple[Rule, ...]


def chapters(words: Vocabulary) -> tuple[Chapter, ...]:
    """The query language in rules; the examples are words that the archive holds."""
    words, specimens = _or(words, _WORDS), _or(words.specimens, _SPECIMENS)
    return (
        Chapter(_("组合"), _combining(words, specimens)),
        Chapter(_("限定"), _limiting(words)),
        Chapter(_("自动识别"), _recognised(specimens)),
    )


def _or(drawn: Drawn, usual: Drawn) -> Drawn:
    """What was drawn, with the usual in place of what is missing."""
    missing = {f.name: getattr(usual, f.name) for f in fields(drawn) if not getattr(drawn, f.name)}
    return replace(drawn, **missing)


def _combining(words: Vocabulary, specimens: Specimens) -> tuple[Rule, ...]:
    one, two, near = words.phrase, words.other, words.beside
    return (
        _typed(_("词"), _("几个词都在同一段里，次序不限"), f"{one} {near}"),
        _typed(_("原文短语"), _("引号里的字按原样连着出现，标点和空格不计"), f'"{one}"'),
        _typed(_("任意几个字"), _("引号里的 * 代表至多十个字，不跨句"), specimens.wildcard),
        _typed(
            _("相隔不远"),
            _("NEAR/10：相隔不超过 10 个字，先后不限，可以连写几个"),
            f"{one} NEAR/10 {near}",
        ),
        _typed(_("都要"), _("AND 或空格"), f"{one} AND {near}"),
        _typed(_("任一"), _("OR 或 |"), f"{one} OR {two}"),
        _typed(
            _("不要"),
            _("NOT 或减号，去掉含它的段落；有 OR 时只管 OR 的这一边，要管两边请加括号"),
            f"{one} -{near}",
        ),
        _typed(
            _("不算某处"),
            _("减去更长的短语：出现在它里面的不算，别处的照样列出"),
            specimens.neighbour,
        ),
        _typed(_("分组"), _("括号先算"), f"({one} OR {two}) AND {near}"),
    )


def _limiting(words: Vocabulary) -> tuple[Rule, ...]:
    one, two, near = words.phrase, words.other, words.beside
    return (
        _typed(pgettext("field", "标题"), _("标题含这些字的文件，列出其各段"), f"标题:{one}"),
        _typed(_("文号"), _("文号含这些字的文件，列出其各段"), f"文号:{words.number}"),
        _typed(_("类别"), _("类别名含这些字的文件"), f"类别:{words.category} {two}"),
        _typed(_("机关"), _("名称含这些字的机关的文件"), f"机关:{words.issuer} {one}"),
        _typed(_("脚注"), _("只在脚注里检索；“表格:”“正文:”同样"), f"脚注:{words.note or two}"),
        _asked(
            _("同篇"),
            _("范围由同段换成同篇：几个词在同一份文件里即可"),
            said(say("%(query)s（同篇）", query=f"{one} {near}")),
            Query(f"{one} {near}", scope=SAME_DOCUMENT),
        ),
        _asked(
            _("在结果中检索"),
            _("勾选检索框下的“在结果中检索”，再输入别的词"),
            said(say("在 %(one)s 的结果中检索 %(near)s", one=one, near=near)),
            Query(near, within=(one,)),
        ),
    )


def _recognised(specimens: Specimens) -> tuple[Rule, ...]:
    return (
        _typed(_("整个文号"), _("括号形式不限，也可省去；先给出这份文件"), specimens.number),
        _typed(_("日期"), _("年月日用汉字或数字写都一样"), specimens.moment),
        _typed(_("百分数"), _("用汉字或数字写都一样"), specimens.rate),
        _typed(_("简称"), _("连同全称一并检索，全称也连同简称；结果页上可以关掉"), specimens.short),
    )


def _typed(name: str, meaning: str, text: str) -> Rule:
    return _asked(name, meaning, quoted(text), Query(text))


def _asked(name: str, meaning: str, example: Said, query: Query) -> Rule:
    return Rule(name, meaning, example, search_url(query))
