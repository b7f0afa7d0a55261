"""The words of an archive that are worth offering, found by what is typed of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from search import analysis
from search.folding import is_han
from search.lookup import Beginnings, Insides, key
from search.pinyin import BORDER, spells, syllables
from search.sounds import Sounds
from search.typed import Typed

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
# Runs of words that stand in no title or heading are a guess: passages may not hold them.
_GUESSED = 3

Printed = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Ending:
    """A word to end a text with, the beginning of the piece that it leaves as it is, and the
    number of passages that hold it where that is known.
    """

    word: str
    kept: str = ""
    count: int | None = None


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

    def endings(self, typed: Typed, limit: int, printed: Printed) -> list[Ending]:
        """Words for a piece, and where none begins with it as a whole, for the end of it.

        ``printed`` gives, for a run of characters, how titles and the like go on from it.
        """
        whole = [*self._starting(typed.key, limit), *self._inside(typed.key, limit)]
        if typed.letters:
            spelled = self._spelled(typed.stem, typed.letters, limit)
            # Words in Latin letters come first, but not a rare long one of which little is typed.
            begun = [word for word in whole if len(word) <= 2 * len(typed.key)]
            whole = begun + spelled + whole
        if whole:
            return [Ending(w, count=self._counts[w]) for w in dict.fromkeys(whole)][:limit]
        return self._composed(typed, limit, printed)[:limit]

    def _composed(self, typed: Typed, limit: int, printed: Printed) -> list[Ending]:
        """Runs of several words: all that are printed somewhere, and a few that may be."""
        if typed.letters and typed.stem:
            words = self._starting(typed.letters, _SPARE)
            words += self._spelled("", typed.letters, _SPARE)
            found = [Ending(word, typed.head) for word in words]
        elif typed.letters:
            found = self._chained(typed.letters, limit)
        else:
            found = self._continued(typed.piece)
        return _likely(found, printed)

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

    def _continued(self, run: str) -> list[Ending]:
        """Words for the longest end of a run, at the border of two words, that begins one."""
        for word in analysis.words(run)[1:]:
            kept, end = run[: word.start], key(run[word.start :])
            # 5g does not go on from its g.
            apart = any(map(is_han, key(kept)[-1:] + end[:1]))
            found = self._starting(end, _SPARE) if apart and not word.part else []
            if found:
                return [Ending(each, kept) for each in found]
        return []

    def _chained(self, letters: str, limit: int) -> list[Ending]:
        """Two words for letters that spell more than one; the last need not be ended."""
        for end in range(len(letters) - 1, 1, -1):
            whole = self._sounds.exactly(letters[:end])
            rest = letters[end:].removeprefix(BORDER)
            last = self._sounds.spelled(rest, limit) if whole and rest else []
            if last:
                return [Ending(self._words[whole[0]] + self._words[number]) for number in last]
        return []

    @cached_property
    def _insides(self) -> Insides:
        return Insides(self._words)

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._words, self._values)


def _is_offered(word: str) -> bool:
    return len(word) > 1 and word.isalnum() and not word.isdecimal() and word not in _NOT_OFFERED


def _begins_part(word: str, at: int) -> bool:
    return any(start == at for start, _ in analysis.parts(word)) if is_han(word[0]) else False


def _likely(found: list[Ending], printed: Printed) -> list[Ending]:
    """Runs that are printed, and where these are few, some that may follow."""
    runs = {key(ending.kept) + ending.word: ending for ending in found}
    lines = "\n".join(["", *printed(_common_start(runs))])
    sure = [run for run in runs if f"\n{run}" in lines]
    others = [run for run in runs if run not in sure and _may_follow(runs[run].kept)]
    return [runs[run] for run in sure + others[: max(0, _GUESSED - len(sure))]]


def _common_start(runs: Collection[str]) -> str:
    pairs = zip(min(runs, default=""), max(runs, default=""), strict=False)
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _may_follow(kept: str) -> bool:
    """Whether a guess may follow: after a whole word, but 国发展 is none for 国发."""
    before = analysis.cut(kept)
    return not before or len(before[-1]) > 1
