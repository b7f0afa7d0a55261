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
from search.heldvalues import HeldValues
from search.heldwords import HeldWords
from search.lookup import key
from search.results import Completion
from search.typed import MAX_LENGTH, Typed, operand, readings
from search.wording import FIELD_LABELS
from search.wordrows import Ending, Following, Rows, printed, standing

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
    first; ``issuers`` and ``categories`` have the number of passages in their documents;
    ``headings`` are as printed, each as often as it is; ``words`` are in the form the analyser
    gives them, with the number of passages that hold them; ``following`` tells which of them
    stand behind each other (without it titles and headings have to tell).
    """

    titles: Sequence[tuple[str, str]] = ()
    numbers: Sequence[tuple[str, str]] = ()
    issuers: Sequence[tuple[str, int]] = ()
    categories: Sequence[tuple[str, int]] = ()
    headings: Sequence[str] = ()
    words: Sequence[tuple[str, int]] = ()
    following: Following | None = None


class Completer:
    """Completes texts by what an archive holds; it can be shared between threads."""

    def __init__(self, sources: Sources) -> None:
        self._titles = _firsts((text, (text, document)) for text, document in sources.titles)
        self._numbers = _firsts((text, (text, document)) for text, document in sources.numbers)
        self._issuers = list(dict(sources.issuers).items())
        self._headings = list(Counter(filter(None, map(_heading, sources.headings))).items())
        self._words = HeldWords(sources.words)
        self._following = sources.following
        self._held_titles = HeldTexts([(title, 1) for title, _ in self._titles])
        self._held_issuers = HeldTexts(self._issuers)
        self._held_headings = HeldTexts(self._headings)
        self._held_numbers = HeldNumbers([number for number, _ in self._numbers])
        self._values = {
            "issuer": ("issuer", HeldValues(self._issuers)),
            "category": ("category", HeldValues(list(dict(sources.categories).items()))),
        }

    def complete(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        """What a text that is being typed could become, the likeliest first; any text will do.

        The last piece is completed and all before it stays, except that a title takes the place
        of earlier words, all of which it holds, and that pinyin before pinyin is written in
        characters. A text of more than MAX_LENGTH characters, and one whose last piece has not
        begun, have no completions; but a field's name is completed by what the field can have.
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
        if typed.field in self._values:
            kind, values = self._values[typed.field]
            found = values.found(typed, limit)
            return [Completion(typed.completed(name), kind) for name in found]
        numbers = self._typed_numbers(typed, limit)
        if numbers or not typed.key or typed.field == "number":
            return numbers
        endings = self._endings(typed, limit)
        best = endings[0].row if endings and typed.letters else ""
        spelt = typed.respelt(self._words.in_characters) if typed.letters else typed
        words = [_word(typed if each.word.isascii() else spelt, each) for each in endings]
        return _mixed(words, list(self._texts(spelt, key(best))), limit)

    def _typed_numbers(self, typed: Typed, limit: int) -> list[Completion]:
        """Numbers, where the end of what is typed looks like one; for their field the newest."""
        if typed.field == "number" and not typed.key:
            newest = range(min(limit, len(self._numbers)))
            return [self._number(typed, len(typed.before), index) for index in newest]
        start, found = self._held_numbers.typed(typed.before + typed.piece, limit)
        partly = typed.field == "number" or typed.piece.startswith(_OPENS_NUMBER)
        if not found and partly and typed.key:
            start, found = len(typed.before), self._held_numbers.holding(typed.piece, limit)
        return [self._number(typed, start, index) for index in found]

    def _number(self, typed: Typed, start: int, index: int) -> Completion:
        """A number in the place of what is typed from ``start`` on."""
        number, document = self._numbers[index]
        before = (typed.before + typed.piece)[:start]
        opens = not before.strip() or (typed.field == "number" and typed.alone)
        text = before + number + typed.after
        return Completion(text, "number", document=document if opens else None)

    def _endings(self, typed: Typed, limit: int) -> list[Ending]:
        if typed.field is None:
            return self._words.endings(typed, limit, self._judged)
        found = self._words.endings(typed, _SPARE, self._in_titles)
        return [ending for ending in found if self._held_titles.any(ending.word)][:limit]

    def _judged(self, rows: Rows) -> list[Ending]:
        if self._following is None or not rows.may_go_on:
            return printed(rows, self._printed)
        return standing(rows, self._following) or printed(rows, self._printed, guessed=0)

    def _in_titles(self, rows: Rows) -> list[Ending]:
        return printed(rows, self._held_titles.ahead)

    def _printed(self, run: str) -> Iterator[str]:
        return chain(self._held_titles.ahead(run), self._held_headings.ahead(run))

    def _texts(self, typed: Typed, best: str) -> Iterator[Near]:
        """Numbers, issuers, titles and headings, each with how near it is to what is typed."""
        if typed.field is None and len(typed.key) > 1:
            for index in self._held_numbers.starting(typed.piece, MOST["number"]):
                yield START, self._number(typed, len(typed.before), index)
        if typed.field is None:
            yield from self._near_issuers(typed, best)
        # Of a query with operators in it, a whole title or heading says nothing.
        if typed.words is not None:
            yield from self._near_titles(typed, best)
        if typed.words is not None and typed.field is None:
            for found in _found(self._held_headings, typed, best, MOST["heading"]):
                heading, _ = self._headings[found.index]
                yield found.nearness, Completion(typed.completed(heading), "heading")

    def _near_issuers(self, typed: Typed, best: str) -> Iterator[Near]:
        spelled = typed.letters and not typed.stem
        found = self._held_issuers.spelled(typed.letters, MOST["issuer"]) if spelled else []
        for each in found or _found(self._held_issuers, typed, best, MOST["issuer"]):
            yield each.nearness, _issuer(typed, self._issuers[each.index][0])

    def _near_titles(self, typed: Typed, best: str) -> Iterator[Near]:
        also = [] if typed.field else [key(word) for word in typed.words or ()]
        for found in _found(self._held_titles, typed, best, MOST["title"], also):
            yield found.nearness, _title(typed, *self._titles[found.index])


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


def _issuer(typed: Typed, name: str) -> Completion:
    if typed.after:
        return Completion(typed.completed(name), "issuer")
    return Completion(f"{typed.before}{FIELD_LABELS['issuer']}:{operand(name)}", "issuer")


def _title(typed: Typed, title: str, document: str) -> Completion:
    """A title in the place of all words typed, since it can be opened; else what is searched."""
    if typed.field is None and not typed.after:
        return Completion(title, "title", document=document)
    opens = document if typed.alone else None
    return Completion(typed.completed(title), "title", document=opens)


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
