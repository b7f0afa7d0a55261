"""Guesses what a mistyped text was meant to be, by the words of an archive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from search.analysis import cut
from search.cutter import frequency
from search.folding import Folded, fold
from search.homophones import Homophones
from search.likelihood import LONGEST, Likelihood
from search.lookalikes import lookalikes
from search.pinyin import BORDER, segmentations, syllables, typed
from search.typos import EXTRA, MISSING, SHORTEST, SWAPPED, WRONG, Typos

#: Longer texts are not looked at (characters).
MAX_LENGTH = 100

_HAN_END = re.compile(r"[\u4e00-\u9fff]{0,4}$")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]{2,}")
_LATIN = re.compile(r"[a-zü]{3,}(?:['’ ]+[a-zü]+)*|[a-zü]+(?:['’ ]+[a-zü]+)+")
# In longer runs only whole words and their neighbours are tried, not every stretch.
_EVERY_STRETCH = 24
_NEIGHBOURS = 3
_SEGMENTATIONS = 16
_ALIKE = 4

# 一千万元 · 二〇一七年十二月 · 第三十四条第二款 · 百分之五点三 · 10万亩以上 · 十三五
_FIGURES = (
    r"[\d〇○零一二三四五六七八九十百千万亿两几][\d〇○零一二三四五六七八九十百千万亿两几点.,]*+"
)
_UNITS = (
    "个百分点|平方公里|平方米|立方米|千瓦时|美元|欧元|公里|公斤|公顷|毫米|厘米|小时|分钟|人次|周岁|"
    "[元角吨亩米克人户家个项件台辆张所座处名次条款章节编期届号页类批年月日天岁度倍折成卷部本级%‰]"
)
_COUNTED = re.compile(
    rf"(?:第?{_FIGURES}(?:分之{_FIGURES})?[多余]?(?:{_UNITS}){{0,2}}(?:以[上下内]|左右)?)+"
)

Span = tuple[int, int]

# What a slip takes from the likelihood of a guess, in natural logarithms: a word that sounds
# alike is the commonest slip in Chinese, since most text is typed by its sound.
_HOMOPHONE, _NEAR, _SEVERAL, _LOOKALIKE = 0.0, 8.0, 2.0, 2.0
_SLIPS = {SWAPPED: 4.0, EXTRA: 6.0, MISSING: 8.0, WRONG: 10.0}
_EACH_CHANGE = 2.0


@dataclass(frozen=True, slots=True)
class _Guess:
    """Text for [start, end) of the folded text, and what the slip that it mends costs."""

    start: int
    end: int
    text: str
    cost: float


class Speller:
    """Guesses by a vocabulary: words in the form the analyser gives them, with the number of
    passages that hold them. What it looks up in is made when it is first asked.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._counts = {word: count for word, count in words if _is_guessed(word)}

    def learn(self) -> None:
        """Make now what is looked up in."""
        _ = self._homophones, self._typos

    def candidates(self, text: str, limit: int = 10) -> list[str]:
        """What a text may have been meant to be, the likeliest first. Never fails.

        A stretch of Han characters may be a word that sounds alike (人工只能) or one slip away;
        letters may be pinyin (rengongzhineng) or one slip from a Latin word (covdi). Texts that
        are equal once folded are left out; one of more than MAX_LENGTH characters has none, nor
        has one of nothing but figures with what they count.
        """
        if len(text) > MAX_LENGTH or not self._counts or _only_counts(text):
            return []
        folded = fold(text)
        before, after = self._likelihood.until(folded.text), self._likelihood.after(folded.text)

        def unlikely(guess: _Guess) -> tuple[float, str]:
            likely = before[guess.start] + self._likely(guess.text) + after[guess.end]
            return guess.cost - likely, guess.text

        guesses = sorted(self._guesses(folded.text), key=unlikely)
        texts = dict.fromkeys(_replaced(text, folded, guess) for guess in guesses)
        others = (each for each in texts if fold(each).text != folded.text)
        return list(islice(others, max(limit, 0)))

    def _likely(self, text: str) -> float:
        return self._likelihood.until(text)[-1]

    def _guesses(self, text: str) -> Iterator[_Guess]:
        for match in _HAN.finditer(text):
            yield from self._sounding(match[0], match.start())
            yield from self._misread(match[0], match.start())
            yield from self._slipped(match[0], match.start(), _stretches(match[0]))
        for match in _LATIN.finditer(text):
            yield from self._spelled(text, match)
            words = [each.span() for each in re.finditer(f"[a-z]{{{SHORTEST},}}", match[0])]
            yield from self._slipped(match[0], match.start(), words)

    def _sounding(self, run: str, offset: int) -> Iterator[_Guess]:
        """Words that sound like a stretch of the run, and the run with several such words."""
        for start, end in _stretches(run):
            alike = self._homophones.sounding(run[start:end])
            for word in sorted(alike, key=alike.__getitem__, reverse=True)[:_ALIKE]:
                cost = (_HOMOPHONE if alike[word] else _NEAR) + _changes(run[start:end], word)
                yield _Guess(offset + start, offset + end, word, cost)
        respelt = self._homophones.respelt(run)
        if respelt != run:
            yield _Guess(offset, offset + len(run), respelt, _SEVERAL + _changes(run, respelt))

    def _misread(self, run: str, offset: int) -> Iterator[_Guess]:
        """Words that a stretch of the run looks like."""
        for start, end in _stretches(run):
            for at in range(start, end):
                for other in lookalikes(run[at]):
                    word = run[start:at] + other + run[at + 1 : end]
                    if word in self._counts:
                        yield _Guess(offset + start, offset + end, word, _LOOKALIKE)

    def _slipped(self, run: str, offset: int, stretches: Sequence[Span]) -> Iterator[_Guess]:
        """Words that are one slip away from a stretch of the run which is itself no word."""
        stretches = [(start, end) for start, end in stretches if not frequency(run[start:end])]
        texts = [run[start:end] for start, end in stretches]
        for place, word, kind in self._typos.slips(texts):
            start, end = stretches[place]
            yield _Guess(offset + start, offset + end, word, _SLIPS[kind])

    def _spelled(self, text: str, match: re.Match[str]) -> Iterator[_Guess]:
        """Words that letters are the pinyin of, with a word before them, and rows of words."""
        letters = re.sub("['’ ]+", BORDER, typed(match[0]))
        head = _HAN_END.search(text[: match.start()])
        for sounds in segmentations(letters, _SEGMENTATIONS):
            for start in range(head.start(), match.start() + 1) if head else (match.start(),):
                read = syllables(text[start : match.start()]) + sounds
                for word, exact in self._homophones.spoken(read):
                    if exact:
                        yield _Guess(start, match.end(), word, _HOMOPHONE)
            _, row = self._homophones.written(sounds)
            if row:
                yield _Guess(match.start(), match.end(), row, _SEVERAL)

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(sorted(self._counts), key=self._counts.__getitem__, reverse=True)

    @cached_property
    def _likelihood(self) -> Likelihood:
        return Likelihood(self._counts)

    @cached_property
    def _homophones(self) -> Homophones:
        return Homophones([w for w in self._ordered if not w.isascii()], self._likelihood)

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self._ordered)


def _is_guessed(word: str) -> bool:
    """Han words that are longer than what is looked at are found by their parts."""
    return len(word) > 1 and (word.isascii() or len(word) <= LONGEST + 1)


def _only_counts(text: str) -> bool:
    return _COUNTED.fullmatch("".join(fold(text).text.split())) is not None


def _stretches(run: str) -> list[Span]:
    """The stretches of a run of Han characters that may be a mistyped word."""
    if len(run) > _EVERY_STRETCH:
        borders = [0, *accumulate(map(len, cut(run)))]
        spans = [
            (a, b) for i, a in enumerate(borders) for b in borders[i + 1 : i + 1 + _NEIGHBOURS]
        ]
    else:
        spans = [(a, b) for a in range(len(run)) for b in range(a + 2, len(run) + 1)]
    return [(start, end) for start, end in spans if 2 <= end - start <= LONGEST]


def _changes(typed: str, word: str) -> float:
    """What it costs that more than one character is another."""
    return _EACH_CHANGE * (sum(a != b for a, b in zip(typed, word, strict=False)) - 1)


def _replaced(text: str, folded: Folded, guess: _Guess) -> str:
    start, end = folded.span(guess.start, guess.end)
    return text[:start] + guess.text + text[end:]
