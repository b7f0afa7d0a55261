"""Cuts runs of Han characters into words, and finds the words inside a word.

The only file that knows jieba, and rjieba, which cuts the same words many times faster.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import jieba

from search.folding import fold, is_han
from search.lexicon import Lexicon, load

#: Raise it when the same text would give other words or tokens than before.
VERSION = 3
# A run of so many Han characters at once is cut, but for the last of them; text has none so long.
_WINDOW = 1000
_MARGIN = 50
# jieba cuts off each Han character beyond the first ones of Unicode, rjieba only some of them.
_APART = re.compile("([^\u4e00-\u9fd5\n])")
# Stands in no text that is cut.
_NO_WORD = "\ue000"


class _Lists:
    """The word lists in use: one set for the whole process, as for the segmenter it feeds."""

    current: Lexicon | None = None


def use(lexicon: Lexicon) -> None:
    """Cut words by these lists from now on; without this the bundled ones are used."""
    if _Lists.current and _Lists.current.digest == lexicon.digest:
        return
    _Lists.current = lexicon
    for cached in (_jieba, _rjieba, _unknown, parts, stamp):
        cached.cache_clear()


def lexicon() -> Lexicon:
    """The word lists in use."""
    if _Lists.current is None:
        _Lists.current = load()
    return _Lists.current


@lru_cache(maxsize=1)
def _jieba() -> jieba.Tokenizer:
    cutter = _stock_jieba()
    # jieba keeps words of count 0 for the whole process, those of other lists too.
    jieba.finalseg.Force_Split_Words.clear()
    for word, count in lexicon().words:
        # Without a count jieba makes it likely enough to be one word, known or not.
        cutter.add_word(word, count)
    return cutter


@lru_cache(maxsize=1)
def _rjieba() -> Any:
    """rjieba with jieba's dictionary; None where it is not installed."""
    known = _jieba()
    try:
        # Not at the top: it loads a dictionary of its own when it is imported.
        import rjieba
    except ImportError:
        return None
    cutter = rjieba.Jieba.empty()
    for word, count in known.FREQ.items():
        if count:
            cutter.add_word(word, count, "")
    # A word that is added again counts twice in jieba's total, which every likelihood hangs on.
    cutter.add_word(_NO_WORD, known.total - sum(known.FREQ.values()), "")
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
    """Load the dictionary now rather than at the first word (about a second)."""
    _cut("公报")


@lru_cache(maxsize=1)
def stamp() -> str:
    """Names everything the words depend on; an index cut under another stamp is outdated."""
    # The file, not the words read from it: what is added to these is the word lists'.
    with jieba.Tokenizer().get_dict_file() as file:
        dictionary = hashlib.sha256(file.read())
    every_han = "".join(map(chr, [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]))
    dictionary.update(fold(every_han).text.encode())
    library = "rjieba" if _rjieba() else "jieba"
    used = f"{library}{version(library)}"
    return f"{VERSION}-{used}-{dictionary.hexdigest()[:16]}-{lexicon().digest}"


def frequency(word: str) -> int:
    """How common a word is by the segmenter's dictionary; 0 for what it does not know."""
    return int(_jieba().FREQ.get(word) or 0)


def _cut(runs: str) -> list[str]:
    """The cuts of runs that are no longer than a window; line ends between them stay."""
    fast = _rjieba()
    if fast is None:
        found: list[str] = _jieba().lcut(runs)
        return found
    pieces = _APART.split(runs)
    return [cut for piece in pieces for cut in _with_unknown(fast.cut(piece, False))]


def _with_unknown(cuts: Iterable[str]) -> Iterator[str]:
    """Cuts by the dictionary alone, with words made of the single characters in a row.

    rjieba would make them, too, but others where two readings are as likely: it adds up the same
    likelihoods in another order.
    """
    loose = ""
    for cut in cuts:
        if len(cut) == 1 and cut != "\n":
            loose += cut
            continue
        if loose:
            yield from _unknown(loose)
            loose = ""
        yield cut
    yield from _unknown(loose)


@lru_cache(maxsize=1 << 17)
def _unknown(loose: str) -> tuple[str, ...]:
    """The words that jieba makes of single characters in a row, by their habits (its HMM)."""
    if len(loose) < 2 or _jieba().FREQ.get(loose):
        return tuple(loose)
    return tuple(jieba.finalseg.cut(loose))


def cut_run(run: str) -> Iterator[str]:
    """The cuts of a run of Han characters.

    jieba takes quadratic time for a long one, so it gets a window of it. What it cuts near the end
    of a window is cut again in the next one.
    """
    begin = 0
    while len(run) - begin > _WINDOW:
        enough = begin + _WINDOW - _MARGIN
        for cut in _cut(run[begin : begin + _WINDOW]):
            yield cut
            begin += len(cut)
            if begin >= enough:
                break
    yield from _cut(run[begin:])


def cut_runs(runs: str) -> list[str]:
    """The cuts of many runs of Han characters, a line each, one after another."""
    lines = runs.split("\n")
    if max(map(len, lines)) > _WINDOW:
        return [cut for line in lines for cut in cut_run(line)]
    return [cut for cut in _cut(runs) if cut != "\n"]


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


@lru_cache(maxsize=1)
def _plain_jieba() -> jieba.Tokenizer:
    return _stock_jieba()


def search_mode(text: str) -> list[str]:
    """What jieba's search mode cuts a text into; nothing is folded and nothing is left out."""
    return list(_plain_jieba().cut_for_search(text))
