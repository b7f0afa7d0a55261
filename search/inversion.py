"""Inverts documents: the terms of all their passages at once, with the places they begin at.

What a passage's terms are is said by ``search.analysis``, a text at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count

import numpy as np
from numpy.typing import NDArray

from search.analysis import BORDER, pair
from search.columns import FORMAL_LETTER, KIND_LETTERS, TITLE_LETTER
from search.cutter import cut_runs, parts
from search.document import Document, Passage, passages
from search.folding import is_han
from search.postings import Listing, Spelling, joined, listed, spread
from search.tokenstream import Numbers, TokenStream, read

__all__ = ["FIELDS", "Inversion", "Listing", "invert", "merged"]

#: What is listed: words with their parts and BORDER, tokens, pairs of neighbouring tokens.
FIELDS = ("words", "tokens", "pairs")
#: Blocks that sign or date a document and say nothing of its matter.
_FORMAL = frozenset({"byline", "signature", "date"})

# Characters that are inverted at once: it takes some hundred bytes for each.
_STRETCH = 250_000

# Words -> their numbers, the next free one for a word that is met first.
_Numbered = defaultdict[str, int]


@dataclass(frozen=True, slots=True)
class Inversion:
    """What an index holds of documents' passages, which are numbered through from 0.

    ``letters`` has for each document a letter for each passage (``search.columns``), ``lengths``
    for each document the number of words of each passage, parts not counted. ``fields`` has the
    listings of FIELDS.
    """

    letters: tuple[str, ...]
    lengths: tuple[NDArray[np.uint32], ...]
    fields: dict[str, Listing]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words as numbers, the slots they begin at and their sizes in tokens."""

    numbers: Numbers
    slots: Numbers
    sizes: Numbers


def invert(documents: Iterable[Document]) -> Inversion:
    """The inversion of documents."""
    letters: list[str] = []
    texts: list[str] = []
    for document in documents:
        found = passages(document)
        letters.append(_letters(document, found))
        texts.extend(passage.text for passage in found)
    stretches = list(_stretches(texts))
    firsts = list(accumulate(map(len, stretches), initial=0))[:-1]
    lengths, fields = zip(*map(_inverted, stretches), strict=True)
    return Inversion(
        tuple(letters),
        _by_document(np.concatenate(lengths), letters),
        {field: joined([each[field] for each in fields], firsts) for field in FIELDS},
    )


def _stretches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Texts as they follow each other, at once no more than there is memory for; one stretch at
    least, which may be empty.
    """
    start, room = 0, _STRETCH
    for at, text in enumerate(texts):
        if len(text) > room and at > start:
            yield texts[start:at]
            start, room = at, _STRETCH
        room -= len(text)
    yield texts[start:]


def _inverted(texts: Sequence[str]) -> tuple[NDArray[np.uint32], dict[str, Listing]]:
    """How many words each text has, and what is listed of them."""
    stream = read(texts)
    words, lengths = _words(stream, len(texts))
    return lengths, {"words": words, "tokens": _tokens(stream), "pairs": _pairs(stream)}


def merged(parts: Sequence[Inversion]) -> Inversion:
    """What ``invert`` gives for the documents of all parts, in their order."""
    sizes = [sum(map(len, part.letters)) for part in parts]
    firsts = list(accumulate(sizes, initial=0))[: len(parts)]
    return Inversion(
        tuple(chain.from_iterable(part.letters for part in parts)),
        tuple(chain.from_iterable(part.lengths for part in parts)),
        {field: joined([part.fields[field] for part in parts], firsts) for field in FIELDS},
    )


def _letters(document: Document, found: Sequence[Passage]) -> str:
    kinds = {block.anchor: block.kind for block in document.blocks}
    return "".join(
        _letter(number, passage, kinds.get(passage.anchor)) for number, passage in enumerate(found)
    )


def _letter(number: int, passage: Passage, block: str | None) -> str:
    if number == 0 and block == "title":
        return TITLE_LETTER
    return FORMAL_LETTER if block in _FORMAL else KIND_LETTERS[passage.kind]


def _by_document(
    lengths: NDArray[np.uint32], letters: Sequence[str]
) -> tuple[NDArray[np.uint32], ...]:
    ends = np.cumsum([len(each) for each in letters], dtype=np.int64)
    return tuple(np.split(lengths, ends)[: len(letters)])


def _tokens(stream: TokenStream) -> Listing:
    return _listed(stream, stream.numbers, stream.slots, stream.terms)


def _pairs(stream: TokenStream) -> Listing:
    at = np.flatnonzero(np.diff(stream.slots) == 1)
    keys = stream.numbers[at] << 32 | stream.numbers[at + 1]

    def terms(keys: Numbers) -> list[str]:
        return list(map(pair, stream.terms(keys >> 32), stream.terms(keys & 0xFFFFFFFF)))

    return _listed(stream, keys, stream.slots[at], terms)


def _listed(stream: TokenStream, keys: Numbers, slots: Numbers, terms: Spelling) -> Listing:
    order = np.lexsort((slots, keys))
    slots = slots[order]
    return listed(keys[order], stream.texts[slots], stream.positions[slots], terms)


def _words(stream: TokenStream, count_texts: int) -> tuple[Listing, NDArray[np.uint32]]:
    """The words of texts with their parts and borders, and how many words each text has."""
    numbered: _Numbered = defaultdict(count().__next__)
    whole = _whole(stream, numbered)
    found = _with_parts(whole, numbered)
    lengths = np.bincount(stream.texts[whole.slots], minlength=count_texts)
    return _shown(stream, found, numbered), lengths.astype(np.uint32)


def _shown(stream: TokenStream, found: _Words, numbered: _Numbered) -> Listing:
    """The listing of words and borders; a single Han character is listed as a token alone."""
    borders = _borders(found, len(stream.texts))
    border = numbered[BORDER]
    terms = list(numbered)
    shown = np.array([len(term) > 1 or not is_han(term) for term in terms], dtype=np.bool_)
    kept = shown[found.numbers]
    return _listed(
        stream,
        np.concatenate([found.numbers[kept], np.full(len(borders), border)]),
        np.concatenate([found.slots[kept], borders]),
        lambda keys: [terms[key] for key in keys.tolist()],
    )


def _whole(stream: TokenStream, numbered: _Numbered) -> _Words:
    """What texts are cut into: runs of Han characters into words; long tokens are words as such."""
    cuts = cut_runs(stream.runs)
    sizes = np.fromiter(map(len, cuts), np.int64, len(cuts))
    at = np.concatenate([stream.han[np.cumsum(sizes) - sizes], stream.long])
    numbers = np.fromiter(map(numbered.__getitem__, chain(cuts, stream.spelt)), np.int64, len(at))
    return _Words(
        numbers, stream.slots[at], np.concatenate([sizes, np.ones(len(stream.long), np.int64)])
    )


def _with_parts(whole: _Words, numbered: _Numbered) -> _Words:
    """Words, and their parts behind them."""
    inside = [
        (numbered[word[start:end]], start, end - start, number)
        for number, word in enumerate(list(numbered))
        for start, end in parts(word)
    ]
    part, start, size, owner = np.array(inside, dtype=np.int64).reshape(-1, 4).T
    counts = np.bincount(owner, minlength=len(numbered))
    firsts = np.cumsum(counts) - counts
    each = counts[whole.numbers]
    rows = spread(firsts[whole.numbers], each)
    return _Words(
        np.concatenate([whole.numbers, part[rows]]),
        np.concatenate([whole.slots, np.repeat(whole.slots, each) + start[rows]]),
        np.concatenate([whole.sizes, size[rows]]),
    )


def _borders(found: _Words, slots: int) -> Numbers:
    """The slots where words or parts begin or end, ascending."""
    marks = np.zeros(slots, dtype=np.bool_)
    marks[found.slots] = True
    marks[found.slots + found.sizes] = True
    return np.flatnonzero(marks)
