"""The words of an archive that are worth offering, found by what is typed of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from search import analysis, cutter
from search.folding import is_han
from search.lookup import Beginnings, Insides, key
from search.pinyin import BORDER, readings, spells, syllables
from search.sounds import Sounds
from search.typed import Typed, spoken
from search.wordrows import LEVELS, Ending, Rows

# Words that no one searches for, however often they stand in a gazette.
_IDLE = """
以及 或者 或是 并且 而且 但是 如果 因为 所以 由于 因此 对于 关于 根据 按照 依照 通过 为了 为此
以便 以免 其中 其他 其它 以上 以下 之后 之前 之间 以内 以外 以后 以前 以来 可以 可能 能够 应当
应该 必须 不得 及其 进行 没有 不是 不能 不会 不少 同时 此外 另外 从而 及时 所有 任何 有关 相关
这个 这些 那些 这样 那样 哪些 什么 怎么 如何 他们 我们 你们 它们 自己 随着 围绕 至于 一些 一个
两个 每个 各个 有的 等等 就是 还是 也是 都是 已经 曾经 正在 将要 只有 只要 无论 不论 尽管 不仅
甚至 尤其 并非 凡是 上述 下列 如下 首先 其次 the of and to in for on is by
"""
_NOT_OFFERED = frozenset(_IDLE.split())
_LOOKED_AT = 2000
_INSIDES_LOOKED_AT = 60
_SPARE = 40
# Pieces of so many characters may be one of LEVELS and the beginning of another word; of longer
# ones the segmenter knows where they are to be cut.
_BEGUN = range(2, 4)

#: The rows that are worth offering of those that could be.
Judge = Callable[[Rows], list[Ending]]


class HeldWords:
    """Words in the form the analyser gives them, with the number of passages that hold them.

    Single characters, figures and function words are left out. Words are found by frequency
    times closeness: how much of the word is typed.
    """

    def __init__(self, vocabulary: Iterable[tuple[str, int]]) -> None:
        self._counts = {word: count for word, count in vocabulary if _is_offered(word)}
        values = {word: count / len(word) for word, count in self._counts.items()}
        self._words = sorted(sorted(values), key=values.__getitem__, reverse=True)
        self._values = [values[word] for word in self._words]
        self._beginnings = Beginnings(self._words)

    def endings(self, typed: Typed, limit: int, judge: Judge) -> list[Ending]:
        """Words for a piece, and where none begins with it as a whole, rows of several words.

        省科 begins rows (省科技厅) even where some word (省科委) begins so; what more passages hold
        comes first.
        """
        whole = [Ending(word, count=self._counts[word]) for word in self._whole(typed, limit)]
        if whole and not self._begins_after_level(typed):
            return whole
        found = self._rows(typed)
        rows = judge(replace(found, longer=self._longer.get(found.before, ())))
        known = {each.row for each in whole}
        others = [each for each in rows if each.row not in known and (each.count or not whole)]
        return sorted([*whole, *others], key=lambda each: -(each.count or 0))[:limit]

    def in_characters(self, piece: str) -> str | None:
        """A whole piece as it is searched: pinyin as the word that it spells, None for none.

        What is no pinyin, or is a word in Latin letters, stays.
        """
        letters = spoken(piece)
        if not letters or key(piece) in self._counts:
            return piece
        return (*self._exactly(letters), *self._two(letters), None)[0]

    def _whole(self, typed: Typed, limit: int) -> list[str]:
        whole = [*self._starting(typed.key, limit), *self._inside(typed.key, limit)]
        if typed.letters:
            spelled = self._spelled(typed.stem, typed.letters, limit)
            # Words in Latin letters come first, but not a rare long one of which little is typed.
            begun = [word for word in whole if len(word) <= 2 * len(typed.key)]
            whole = begun + spelled + whole
        return list(dict.fromkeys(whole))[:limit]

    def _begins_after_level(self, typed: Typed) -> bool:
        """Whether a word of one character and the beginning of another are typed: 省科, 省ke."""
        if typed.letters:
            return len(typed.stem) == 1 and typed.stem in LEVELS
        return len(typed.key) in _BEGUN and typed.key[0] in LEVELS

    def _rows(self, typed: Typed) -> Rows:
        """Rows of several words that the piece begins."""
        if typed.letters and typed.stem:
            words = self._starting(typed.letters, _SPARE)
            words += self._spelled("", typed.letters, _SPARE)
            return Rows(words, typed.head)
        return self._chained(typed.letters) if typed.letters else self._continued(typed.piece)

    def _starting(self, piece: str, limit: int) -> list[str]:
        """Longer words that begin with this."""
        found = map(self._words.__getitem__, self._beginnings.best(piece, limit + 1))
        return [word for word in found if word != piece][:limit]

    def _inside(self, piece: str, limit: int) -> Iterator[str]:
        """Words with a later part that begins so: 人工智能 by 智能, but no 人民政府 by 民政."""
        places = islice(self._insides.holding(piece), _INSIDES_LOOKED_AT) if piece[1:] else ()
        later = ((self._words[number], at) for number, at in places if at)
        return islice((word for word, at in later if _begins_part(word, at)), limit)

    def _spelled(self, head: str, letters: str, limit: int) -> list[str]:
        """Words that begin with a head and go on as the letters spell; the head may be empty."""
        if not head:
            # What is a word in Latin letters already is not meant as the initials of another.
            written_out = letters in self._counts
            return [self._words[n] for n in self._sounds.spelled(letters, limit, written_out)]
        begun = map(self._words.__getitem__, self._beginnings.best(head, _LOOKED_AT))
        fitting = (w for w in begun if w != head and spells(letters, syllables(w)[len(head) :]))
        return list(islice(fitting, limit))

    def _continued(self, run: str) -> Rows:
        """Words for the longest end of a run, at the border of two words, that begins one."""
        for at in self._borders(run):
            kept, end = run[:at], key(run[at:])
            # 5g does not go on from its g.
            apart = any(map(is_han, key(kept)[-1:] + end[:1]))
            words = self._starting(end, _SPARE) if apart else []
            if words:
                return Rows(words, kept)
        return Rows()

    def _borders(self, run: str) -> list[int]:
        """Where a run may be cut: 省科 too, which is cut nowhere, since 科 is no word yet."""
        cuts = [word for word in analysis.words(run) if not word.part]
        borders = {word.start for word in cuts[1:]}
        last = cuts[-1] if cuts else None
        if last and (last.text[0] in LEVELS or last.text not in self._counts):
            inside = range(last.start + 1, last.end)
            borders |= {at for at in inside if self._is_word(run[last.start : at])}
        return sorted(borders)

    def _is_word(self, text: str) -> bool:
        return key(text) in self._counts or (len(text) == 1 and text in LEVELS)

    def _chained(self, letters: str) -> Rows:
        """Two words for letters that spell more than one; the last need not be ended."""
        for first, rest in self._begun(letters):
            last = self._sounds.spelled(rest, _SPARE)
            if last:
                return Rows([self._words[number] for number in last], lead=first)
        return Rows()

    def _two(self, letters: str) -> Iterator[str]:
        """Two words that the letters spell to their end."""
        for first, rest in self._begun(letters):
            yield from (first + last for last in self._exactly(rest))

    def _begun(self, letters: str) -> Iterator[tuple[str, str]]:
        """Words that the letters spell with some letters left, the longest first, and these."""
        for end in range(len(letters) - 1, 1, -1):
            rest = letters[end:].removeprefix(BORDER)
            for word in self._exactly(letters[:end]) if rest else ():
                # sheng keji is written as two words, 省 科技.
                if len(word) > 1 or rest == letters[end:]:
                    yield word, rest

    def _exactly(self, letters: str) -> list[str]:
        """The best word that letters spell to their end; at most one."""
        levels = [char for char in LEVELS if letters in readings(char) and self._insides.any(char)]
        return [*levels, *(self._words[n] for n in self._sounds.exactly(letters))][:1]

    @cached_property
    def _longer(self) -> dict[str, list[str]]:
        """The most frequent words of two characters that end with each of LEVELS."""
        ends = [word for word in self._words if len(word) == len("城市") and word[-1] in LEVELS]
        return {char: [w for w in ends if w[-1] == char][:_SPARE] for char in LEVELS}

    @cached_property
    def _insides(self) -> Insides:
        return Insides(self._words)

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._words, self._values)


def _is_offered(word: str) -> bool:
    return len(word) > 1 and word.isalnum() and not word.isdecimal() and word not in _NOT_OFFERED


def _begins_part(word: str, at: int) -> bool:
    return any(start == at for start, _ in cutter.parts(word)) if is_han(word[0]) else False
