"""Completes a query while it is typed, by what the archive holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from search.heldnumbers import HeldNumbers
from search.heldtexts import MIDDLE, START, Found, HeldTexts
from search.heldwords import Ending, HeldWords
from search.lookup import key
from search.results import Completion
from search.typed import MAX_LENGTH, Typed, operand, readings
from search.wording import FIELD_LABELS

#: At most so many of a kind where words are completed as well. Numbers of which no figure is
#: typed yet may be meant as a word.
MOST = {"number": 3, "issuer": 2, "title": 3, "heading": 2}

# 一、总体要求 · （一）指导思想。 · 1. 加强研究 · 第一章 总则
_HEADING_NUMBER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百零〇\d]{1,4}[）)、.．]|第[^\s第]{1,5}[章节条编])\s*"
)
# 总  则
_SPREAD = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_STOPS = "。；;：:，,."
_HEADING_LENGTHS = range(4, 41)
_OPENS_NUMBER = ("〔", "[", "【", "〖", "［")
# Words are looked up in this number where some of them will be left out.
_SPARE = 40

K = TypeVar("K")
V = TypeVar("V")
#: How near a text is to what is typed (START, WORD, MIDDLE), and its completion.
Near = tuple[int, Completion]


@dataclass(frozen=True, slots=True)
class Sources:
    """What can be completed.

    ``titles`` and ``numbers`` are texts with the id of their document, those to be preferred
    first; ``issuers`` have the number of passages in their documents; ``headings`` are as
    printed, each as often as it is; ``words`` are in the form the analyser gives them, with the
    number of passages that hold them.
    """

    titles: Sequence[tuple[str, str]] = ()
    numbers: Sequence[tuple[str, str]] = ()
    issuers: Sequence[tuple[str, int]] = ()
    headings: Sequence[str] = ()
    words: Sequence[tuple[str, int]] = ()


class Completer:
    """Completes texts by what an archive holds; it can be shared between threads."""

    def __init__(self, sources: Sources) -> None:
        self._titles = _firsts((text, (text, document)) for text, document in sources.titles)
        self._numbers = _firsts((text, (text, document)) for text, document in sources.numbers)
        self._issuers = list(dict(sources.issuers).items())
        self._headings = list(Counter(filter(None, map(_heading, sources.headings))).items())
        self._words = HeldWords(sources.words)
        self._held_titles = HeldTexts([(title, 1) for title, _ in self._titles])
        self._held_issuers = HeldTexts(self._issuers)
        self._held_headings = HeldTexts(self._headings)
        self._held_numbers = HeldNumbers([number for number, _ in self._numbers])

    def complete(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        """What a text that is being typed could become, the likeliest first. Never fails.

        The last piece is completed and all before it stays, except that a title takes the place
        of earlier words, all of which it holds. A text of more than MAX_LENGTH characters, and
        one whose last piece has not begun, have no completions.
        """
        if limit < 1 or len(text) > MAX_LENGTH:
            return ()
        for typed in readings(text):
            offered = _firsts((each.text, each) for each in self._offered(typed, limit))
            kept = [each for each in offered if each.document or each.text != text]
            if kept:
                return tuple(kept[:limit])
        return ()

    def _offered(self, typed: Typed, limit: int) -> list[Completion]:
        numbers = self._typed_numbers(typed, limit)
        if numbers or not typed.key or typed.field in ("number", "category"):
            return numbers
        endings = self._endings(typed, limit)
        words = [_word(typed, ending) for ending in endings]
        best = endings[0].kept + endings[0].word if endings and typed.letters else ""
        return _mixed(words, list(self._texts(typed, key(best), limit)), limit)

    def _typed_numbers(self, typed: Typed, limit: int) -> list[Completion]:
        """Numbers, where the end of what is typed looks like one."""
        text = typed.before + typed.piece
        start, found = self._held_numbers.typed(text, limit)
        partly = typed.field == "number" or typed.piece.startswith(_OPENS_NUMBER)
        if not found and partly and typed.key:
            start, found = len(typed.before), self._held_numbers.holding(typed.piece, limit)
        return [self._number(text[:start], typed.after, index) for index in found]

    def _number(self, before: str, after: str, index: int) -> Completion:
        number, document = self._numbers[index]
        return Completion(before + number + after, "number", document=document)

    def _endings(self, typed: Typed, limit: int) -> list[Ending]:
        if typed.field == "issuer":
            return []
        if typed.field is None:
            return self._words.endings(typed, limit, self._printed)
        found = self._words.endings(typed, _SPARE, self._held_titles.ahead)
        return [ending for ending in found if self._held_titles.any(ending.word)][:limit]

    def _printed(self, run: str) -> Iterator[str]:
        return chain(self._held_titles.ahead(run), self._held_headings.ahead(run))

    def _texts(self, typed: Typed, best: str, limit: int) -> Iterator[Near]:
        """Numbers, issuers, titles and headings, each with how near it is to what is typed."""
        if typed.field is None and len(typed.key) > 1:
            for index in self._held_numbers.starting(typed.piece, MOST["number"]):
                yield START, self._number(typed.before, typed.after, index)
        if typed.field in (None, "issuer"):
            yield from self._near_issuers(typed, best, limit if typed.field else MOST["issuer"])
        if typed.field in (None, "title"):
            also = [key(word) for word in typed.words or ()]
            for found in _found(self._held_titles, typed, best, MOST["title"], also):
                yield found.nearness, _title(typed, *self._titles[found.index])
        if typed.field is None:
            for found in _found(self._held_headings, typed, best, MOST["heading"]):
                heading, _ = self._headings[found.index]
                yield found.nearness, Completion(typed.completed(heading), "heading")

    def _near_issuers(self, typed: Typed, best: str, most: int) -> Iterator[Near]:
        spelled = typed.letters and not typed.stem
        found = self._held_issuers.spelled(typed.letters, most) if spelled else []
        for each in found or _found(self._held_issuers, typed, best, most):
            yield each.nearness, _issuer(typed, *self._issuers[each.index])


def _firsts(pairs: Iterable[tuple[K, V]]) -> list[V]:
    """The first value of each key."""
    first: dict[K, V] = {}
    for of, value in pairs:
        first.setdefault(of, value)
    return list(first.values())


def _heading(text: str) -> str | None:
    """A heading without its number and its stop; None where it is too short or too long."""
    numbered = _HEADING_NUMBER.match(text)
    bare = _SPREAD.sub("", text[numbered.end() if numbered else 0 :]).strip().rstrip(_STOPS)
    return bare if len(bare) in _HEADING_LENGTHS else None


def _found(
    held: HeldTexts, typed: Typed, best: str, most: int, also: Sequence[str] = ()
) -> list[Found]:
    """Texts for a piece as it is, then for the letters at its end or the best word for them."""
    found = held.found(typed.key, most, also)
    if typed.letters and typed.stem:
        found += held.going_on(typed.stem, typed.letters, most, also)
    if best:
        found += held.found(best, most, also)
    return _firsts((each.index, each) for each in found)[:most]


def _word(typed: Typed, ending: Ending) -> Completion:
    alone = not typed.before and not typed.after
    text = typed.completed(ending.word, ending.kept)
    return Completion(text, "word", ending.count if alone else None)


def _issuer(typed: Typed, name: str, count: int) -> Completion:
    """The field is written before the name, since the passages are counted by it."""
    if typed.field or typed.after:
        return Completion(typed.completed(name), "issuer")
    text = f"{typed.before}{FIELD_LABELS['issuer']}:{operand(name)}"
    return Completion(text, "issuer", None if typed.before else count)


def _title(typed: Typed, title: str, document: str) -> Completion:
    """A title in the place of all words typed, since it can be opened; else as an operand."""
    text = typed.completed(title) if typed.words is None else title
    return Completion(text, "title", document=document)


def _mixed(words: list[Completion], texts: list[Near], limit: int) -> list[Completion]:
    """Words first, with room for other kinds; of these the nearest, in the order given.

    What begins in the middle of a word is shown only where there is nothing else.
    """
    near = [each for each in texts if each[0] < MIDDLE]
    texts = near if words or near else texts
    room = limit - min(len(words), (limit + 1) // 2)
    nearest = sorted(texts, key=itemgetter(0))[:room]
    kept = [each[1] for each in texts if each in nearest]
    return words[: limit - len(kept)] + kept
