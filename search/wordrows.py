"""Tells which rows of words are worth offering: those that stand in an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.analysis import cut
from search.lookup import key

#: Characters that are words before what belongs to them: 省科技厅, 市教育局. Others (国, 发)
#: stand there as the end of a longer word.
LEVELS = "省市县区州盟旗乡镇村"
# Rows that no title or heading prints are a guess: passages may not hold them.
_GUESSED = 3
# What stands so many times less than the most frequent row says little.
_RARE = 50

#: For a word and others, in how many passages each of these stands right behind it; where a
#: longer word (the third) ends with it, it does not count.
Following = Callable[[str, Sequence[str], Sequence[str]], Sequence[int]]
#: For a run of characters, how titles and the like go on from it.
Ahead = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Ending:
    """A word to end a text with, the beginning of the piece that it leaves as it is, and the
    number of passages that hold it where that is known.
    """

    word: str
    kept: str = ""
    count: int | None = None

    @property
    def row(self) -> str:
        """The whole piece that it makes."""
        return self.kept + self.word


@dataclass(frozen=True, slots=True)
class Rows:
    """Words, each as the end of a row: behind what is ``kept`` of a piece, and a ``lead`` that
    is written for its letters. ``longer`` are words that end with a character before them,
    in which it is no word: 城市 for 市.
    """

    words: Sequence[str] = ()
    kept: str = ""
    lead: str = ""
    longer: Sequence[str] = ()

    def ending(self, word: str, count: int | None = None) -> Ending:
        """The row with this word."""
        return Ending(self.lead + word, self.kept, count)

    @property
    def before(self) -> str:
        """The word that the others stand behind; empty where there is none."""
        return self.lead or (cut(self.kept) or [""])[-1]

    @property
    def may_go_on(self) -> bool:
        """Whether what stands before is a word of its own: 省 is, 国 in 国发 is none."""
        return len(self.before) > 1 or (bool(self.before) and self.before in LEVELS)


def standing(rows: Rows, following: Following) -> list[Ending]:
    """The rows that passages hold, each with how many do."""
    counts = following(rows.before, rows.words, rows.longer)
    least = max(counts, default=0) / _RARE
    found = zip(counts, rows.words, strict=True)
    return [rows.ending(word, count) for count, word in found if count and count >= least]


def printed(rows: Rows, ahead: Ahead, guessed: int = _GUESSED) -> list[Ending]:
    """The rows that titles or the like hold, and where these are few, some that may follow."""
    start = key(rows.kept) + rows.lead
    lines = "\n".join(["", *ahead(start)]) if rows.words else ""
    sure = [word for word in rows.words if f"\n{start}{word}" in lines]
    others = [word for word in rows.words if word not in sure] if rows.may_go_on else []
    return list(map(rows.ending, sure + others[: max(0, guessed - len(sure))]))
