"""The fixed mix of queries: ten kinds in equal shares, drawn with a fixed seed from some texts."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search import analysis
from search.document import Edition
from tests.material import all_passages

QUERIES = 300
KINDS = (
    "frequent word",
    "rare word",
    "2-4 words",
    "either of two",
    "phrase of 2",
    "phrase of 4",
    "phrase of 12",
    "exclusion",
    "in the title",
    "in paragraphs",
)
#: A frequent word stands in a hundredth of the passages, a rare one in two to five of them.
_FREQUENT = 0.01
_RARE = range(2, 6)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SEED = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, before an engine's syntax: its kind and its words, or its phrase.

    An exclusion has the word that is wanted and the one that is not, a title its word and then
    the passage's.
    """

    kind: str
    terms: tuple[str, ...]

    @property
    def phrase(self) -> bool:
        """Whether its one term is a phrase."""
        return self.kind.startswith("phrase")


def gongbao(asked: Asked) -> str:
    """The query in gongbao's syntax."""
    first, *rest = asked.terms
    written = {
        "either of two": " OR ".join(asked.terms),
        "exclusion": f"{first} -{''.join(rest)}",
        "in the title": f"标题:{first} {''.join(rest)}",
        "in paragraphs": f"正文:{first}",
    }
    return f'"{first}"' if asked.phrase else written.get(asked.kind, " ".join(asked.terms))


def mix(editions: Sequence[Edition], size: int = QUERIES) -> list[Asked]:
    """So many queries, the kinds by turns; the same for the same editions."""
    drawing = _Drawing(editions)
    return [drawing.one(KINDS[number % len(KINDS)]) for number in range(size)]


class _Drawing:
    """The texts and their words, and draws from them."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._rng = random.Random(_SEED)
        self._texts = [(d.title, p.text) for d, p in all_passages(*editions)]
        counts = Counter(word for _, text in self._texts for word in set(_words(text)))
        least = len(self._texts) * _FREQUENT
        self._frequent = sorted(word for word, count in counts.items() if count >= least)
        self._rare = sorted(word for word, count in counts.items() if count in _RARE)
        self._long = [(title, text) for title, text in self._texts if len(text) > 20]

    def one(self, kind: str) -> Asked:
        """A query of one of KINDS."""
        draws: dict[str, Callable[[], tuple[str, ...]]] = defaultdict(
            lambda: lambda: (self._phrase(int(kind.split()[-1])),),
            {
                "frequent word": lambda: (self._rng.choice(self._frequent),),
                "rare word": lambda: (self._rng.choice(self._rare),),
                "2-4 words": lambda: self._together(self._rng.randint(2, 4)),
                "either of two": lambda: self._together(1) + self._together(1),
                "exclusion": self._exclusion,
                "in the title": self._titled,
                "in paragraphs": lambda: self._together(1),
            },
        )
        return Asked(kind, draws[kind]())

    def _together(self, size: int) -> tuple[str, ...]:
        """Words that stand in one passage."""
        while True:
            words = sorted(set(_words(self._rng.choice(self._long)[1])))
            if len(words) >= size:
                return tuple(self._rng.sample(words, size))

    def _exclusion(self) -> tuple[str, ...]:
        """A frequent word, without another that stands beside it."""
        while True:
            words = set(_words(self._rng.choice(self._long)[1]))
            wanted = sorted(words.intersection(self._frequent))
            if wanted and len(words) > 1:
                one = self._rng.choice(wanted)
                return one, self._rng.choice(sorted(words - {one}))

    def _titled(self) -> tuple[str, ...]:
        while True:
            title, text = self._rng.choice(self._long)
            above, below = _words(title), _words(text)
            if above and below:
                return self._rng.choice(above), self._rng.choice(below)

    def _phrase(self, size: int) -> str:
        """So many Han characters that stand in a row."""
        while True:
            runs = [run for run in _HAN.findall(self._rng.choice(self._long)[1])]
            if fit := [run for run in runs if len(run) >= size]:
                run = self._rng.choice(fit)
                start = self._rng.randrange(len(run) - size + 1)
                return str(run[start : start + size])


def _words(text: str) -> list[str]:
    """The words of two Han characters and more, without their parts."""
    return [w.text for w in analysis.words(text) if not w.part and _HAN.fullmatch(w.text)]
