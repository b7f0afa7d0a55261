"""Example queries that need more than a word: what stands in the documents in the right way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search import lexicon
from search.document import Document
from search.engine import Engine
from search.numerals import spellings
from search.query import Query

# So many candidates are tried.
_TRIED = 6
# 吉政发〔2017〕34号
_NUMBER = re.compile(r"(.+)〔(\d{4})〕(\d+)号")
_RATE = re.compile(r"\d{1,2}(?:\.\d)?%")
_HAN = "[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class Specimens:
    """Texts of queries that find something; empty where the archive has none."""

    wildcard: str = ""  # "人工*技术"
    neighbour: str = ""  # "人工智能" -"人工智能技术"
    number: str = ""  # 吉政发2017 34
    moment: str = ""  # 二〇一七年十二月二十四日
    rate: str = ""  # 百分之五点五
    short: str = ""  # 放管服


def specimens(engine: Engine, documents: list[Document], phrase: str) -> Specimens:
    """Draw them from documents; ``phrase`` is what these are about."""
    text = "\n".join(block.text for document in documents for block in document.blocks)

    def first(texts: Iterable[str]) -> str:
        tried = list(dict.fromkeys(texts))[:_TRIED]
        return next((each for each in tried if engine.search(Query(each, size=1)).total), "")

    return Specimens(
        wildcard=first(_wildcards(text, phrase)),
        neighbour=first(_neighbours(text, phrase)),
        number=first(_numbers(documents)),
        moment=first(_moments(documents)),
        rate=first(_han(_RATE.findall(text))),
        short=first(_short_forms(text)),
    )


def _wildcards(text: str, phrase: str) -> Iterator[str]:
    """What follows the phrase's beginning after a few characters: "人工*技术"."""
    if phrase:
        found = re.findall(f"{re.escape(phrase)}{_HAN}{{2,4}}({_HAN}{{2}})", text)
        for end, _ in Counter(found).most_common():
            yield f'"{phrase[:2]}*{end}"'


def _neighbours(text: str, phrase: str) -> Iterator[str]:
    """The phrase but not where it goes on as it mostly does."""
    if phrase:
        found = re.findall(f"{re.escape(phrase)}{_HAN}{{2}}", text)
        for longer, _ in Counter(found).most_common():
            yield f'"{phrase}" -"{longer}"'


def _numbers(documents: list[Document]) -> Iterator[str]:
    """A 文号 without its brackets."""
    matches = (_NUMBER.fullmatch(document.number or "") for document in documents)
    return (f"{match[1]}{match[2]} {match[3]}" for match in matches if match)


def _moments(documents: list[Document]) -> Iterator[str]:
    days = (document.issued for document in documents if document.issued)
    return _han(f"{day.year}年{day.month}月{day.day}日" for day in days)


def _han(texts: Iterable[str]) -> Iterator[str]:
    """Dates and percentages in Chinese figures."""
    for text in texts:
        yield from [other for other in spellings(text) if not any(map(str.isascii, other))][:1]


def _short_forms(text: str) -> Iterator[str]:
    """Abbreviations whose other form is printed."""
    for short, *others in lexicon.load().groups:
        if any(other in text for other in others):
            yield short
