"""The one analyser: cuts text into words, their parts, tokens and token pairs.

The only file that knows jieba. Passages and queries are cut by the same code, for every engine.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import jieba

from search.folding import Folded, Token, fold, is_han, tokens_in
from search.lexicon import Lexicon, load

#: Raise it when the same text would give other words or tokens than before.
VERSION = 2

#: The term that stands wherever a word or a part of one begins or ends; no word is spelt so.
BORDER = "|"

# Runs that jieba cuts (what is invisible between Han characters dropped), and runs that are words
# as such.
_INVISIBLE = " i"
_RUNS = re.compile(
    r"(?P<han>h(?:[h i]*h)?)|(?P<plain>d{1,3}(?:,d{3})+(?!d)(?:\.d+)*|d+(?:\.d+)*|l[lm]*)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its [start, end) in the original text; ``part`` if it stands inside another.

    ``at`` is the place of its first token among the tokens of the text.
    """

    text: str
    start: int
    end: int
    at: int
    part: bool = False


@dataclass(frozen=True, slots=True)
class Analysed:
    """A text cut both ways: its tokens in order, and its words with their parts."""

    tokens: list[Token]
    words: list[Word]


class _Lists:
    """The word lists in use: one set for the whole process, as for the segmenter it feeds."""

    current: Lexicon | None = None


def use(lexicon: Lexicon) -> None:
    """Cut words by these lists from now on; without this the bundled ones are used."""
    if _Lists.current and _Lists.current.digest == lexicon.digest:
        return
    _Lists.current = lexicon
    for cached in (_jieba, parts, stamp):
        cached.cache_clear()


def lexicon() -> Lexicon:
    """The word lists in use."""
    if _Lists.current is None:
        _Lists.current = load()
    return _Lists.current


@lru_cache(maxsize=1)
def _jieba() -> jieba.Tokenizer:
    cutter = _stock_jieba()
    for word, count in lexicon().words:
        # Without a count jieba makes it likely enough to be one word, known or not.
        cutter.add_word(word, count)
    return cutter


def _stock_jieba() -> jieba.Tokenizer:
    """jieba as it comes."""
    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    # Not initialize(): it unmarshals a cache from the temporary folder, where anyone may write.
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter


def warm_up() -> None:
    """Load the dictionary now rather than at the first word (about half a second)."""
    _jieba().lcut("公报")


@lru_cache(maxsize=1)
def stamp() -> str:
    """Names everything the words depend on; an index cut under another stamp is outdated."""
    dictionary = hashlib.sha256()
    cutter = _jieba()
    for word, count in sorted(cutter.FREQ.items()):
        dictionary.update(f"{word} {count}\n".encode())
    every_han = "".join(map(chr, [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]))
    dictionary.update(fold(every_han).text.encode())
    return f"{VERSION}-{dictionary.hexdigest()[:16]}-{lexicon().digest}"


def frequency(word: str) -> int:
    """How common a word is by the segmenter's dictionary; 0 for what it does not know."""
    return int(_jieba().FREQ.get(word) or 0)


def analyse(text: str) -> Analysed:
    """A text's tokens and words; the words by where they begin, the longer of two first."""
    folded = fold(text)
    sequence, places = tokens_in(folded)
    found: list[Word] = []
    for cut, start, end in _cuts(folded):
        at = places[start]
        found.append(Word(cut, *folded.span(start, end), at))
        found.extend(_parts_in(sequence, cut, at))
    return Analysed(sequence, found)


def words(text: str) -> list[Word]:
    """The words of a text and their parts."""
    return analyse(text).words


def borders(words: list[Word]) -> list[int]:
    """The places where words or their parts begin or end, ascending."""
    return sorted({place for word in words for place in (word.at, word.at + size(word.text))})


def size(word: str) -> int:
    """How many tokens a word has: a Han character is one, a number or a Latin word is one."""
    return len(word) if is_han(word[0]) else 1


def cut(text: str) -> list[str]:
    """The cuts of a query's text: its words without their parts."""
    return [cut for cut, _, _ in _cuts(fold(text))]


def starts(text: str) -> list[int]:
    """Where the words of a text begin, in characters of the text, ascending."""
    folded = fold(text)
    return sorted({folded.span(start, end)[0] for _, start, end in _cuts(folded)})


def _cuts(folded: Folded) -> Iterator[tuple[str, int, int]]:
    """Cuts with their [start, end) in the folded text."""
    for match in _RUNS.finditer(folded.classes):
        if match.lastgroup == "plain":
            run = folded.text[match.start() : match.end()]
            yield (run.replace(",", ""), *match.span())
        else:
            yield from _cut_han(folded, *match.span())


def _cut_han(folded: Folded, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    places = _visible(folded, start, end)
    begin = 0
    for cut in _jieba().cut("".join(folded.text[i] for i in places)):
        end = begin + len(cut)
        yield cut, places[begin], places[end - 1] + 1
        begin = end


def _visible(folded: Folded, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if folded.classes[i] not in _INVISIBLE]


def _parts_in(sequence: list[Token], cut: str, at: int) -> Iterator[Word]:
    for first, last in parts(cut):
        start, end = sequence[at + first].start, sequence[at + last - 1].end
        yield Word(cut[first:last], start, end, at + first, part=True)


@lru_cache(maxsize=1 << 17)
def parts(cut: str) -> tuple[tuple[int, int], ...]:
    """The [start, end) of the dictionary words inside a cut that respect its finest borders.

    人民政府 is 人民|政府 and holds both, but never 民政: a word does not cross a border.
    """
    if len(cut) < 3 or not is_han(cut[0]):
        return ()
    borders = [0]
    for piece in _finest(cut):
        borders.append(borders[-1] + len(piece))
    return tuple(
        (start, end)
        for i, start in enumerate(borders)
        for end in reversed(borders[i + 1 :])
        if 2 <= end - start < len(cut) and _jieba().FREQ.get(cut[start:end])
    )


def _finest(word: str) -> list[str]:
    """A word cut again with itself forbidden, for as long as a piece of two characters appears."""
    if len(word) < 3:
        return [word]
    pieces = _cut_without(word)
    if all(len(piece) < 2 for piece in pieces):
        return [word]
    return [finer for piece in pieces for finer in _finest(piece)]


def _cut_without(word: str) -> list[str]:
    """The likeliest cut of a word by jieba's frequencies in which it is not a single word."""
    graph = _jieba().get_DAG(word)
    graph[0] = [end for end in graph[0] if end < len(word) - 1] or [0]
    route: dict[int, tuple[float, int]] = {}
    _jieba().calc(word, graph, route)
    pieces, start = [], 0
    while start < len(word):
        end = route[start][1] + 1
        pieces.append(word[start:end])
        start = end
    return pieces


def pairs(found: Sequence[str]) -> list[str]:
    """Every two neighbouring tokens as one term; entry i begins at token i."""
    return [pair(a, b) for a, b in pairwise(found)]


def pair(first: str, second: str) -> str:
    """The term for two neighbouring tokens, told apart where tokens have several characters."""
    return f"{first} {second}" if len(first) > 1 or len(second) > 1 else first + second


@lru_cache(maxsize=1)
def _plain_jieba() -> jieba.Tokenizer:
    return _stock_jieba()


def search_mode(text: str) -> list[str]:
    """What jieba's search mode cuts a text into; nothing is folded and nothing is left out."""
    return list(_plain_jieba().cut_for_search(text))
