"""Reads many texts at once: their tokens and runs of Han characters, as arrays without objects.

The rules are those of ``search.folding`` and ``search.analysis``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from search.analysis import INVISIBLE
from search.folding import LONG_TOKEN, ONE_TOKEN, SENTENCE_END, fold, token_text

Numbers = NDArray[np.int64]

# Han characters and symbols are numbered by their code points, numbers and letters from here on.
_BEYOND = 0x110000
# No token and no run goes over it, no character composes with it.
_APART = "\n"
_LONG_TOKENS = re.compile(LONG_TOKEN)


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The tokens of texts, one after another, as numbers; ``terms`` leads back from a number.

    Each text has a slot for each of its tokens and one for its end: ``slots`` leads from a token
    to its slot, ``texts`` and ``positions`` from a slot to the text and the place in it. ``han``
    are the tokens that are Han characters, and ``runs`` the same characters, a line for each run;
    ``long`` are the numbers and Latin words among the tokens, and ``spelt`` how these are spelt.
    """

    numbers: Numbers
    terms: Callable[[Numbers], list[str]]
    slots: Numbers
    texts: NDArray[np.uint32]
    positions: NDArray[np.uint32]
    han: Numbers
    runs: str
    long: Numbers
    spelt: list[str]


def read(texts: Sequence[str]) -> TokenStream:
    """The tokens of texts."""
    folded = [fold(text) for text in texts]
    text = _APART.join(each.text for each in folded)
    classes = _APART.join(each.classes for each in folded)
    codes = np.frombuffer(bytearray(text.encode("utf-32-le", "surrogatepass")), "<u4")
    kinds = np.frombuffer(bytearray(classes.encode("ascii")), np.uint8)
    spans = [match.span() for match in _LONG_TOKENS.finditer(classes)]
    spelt = [token_text(text, *span) for span in spans]
    numbers, terms = _numbered(spelt)

    found = np.where(_among(kinds, ONE_TOKEN), codes, 0).astype(np.int64)
    found[kinds == ord("e")] = ord(SENTENCE_END)
    found[np.array([start for start, _ in spans], dtype=np.int64)] = numbers
    places, text_of = _kept(found, kinds, [len(each.text) + 1 for each in folded])
    sizes = np.bincount(text_of, minlength=len(texts)) + 1
    return TokenStream(
        numbers=found[places],
        terms=terms,
        slots=np.arange(len(places)) + text_of,
        texts=np.repeat(np.arange(len(texts), dtype=np.uint32), sizes),
        positions=within(sizes).astype(np.uint32),
        han=np.flatnonzero(kinds[places] == ord("h")),
        runs=_runs(codes, kinds),
        long=np.flatnonzero(~_among(kinds[places], ONE_TOKEN + "e")),
        spelt=spelt,
    )


def _kept(
    found: Numbers, kinds: NDArray[np.uint8], sizes: Sequence[int]
) -> tuple[Numbers, Numbers]:
    """Where tokens begin, and their texts, which take so many characters each.

    Several sentence ends in a row are one token.
    """
    places = np.flatnonzero(found)
    counts = np.diff(np.searchsorted(places, np.cumsum([0, *sizes])))
    text_of = np.repeat(np.arange(len(sizes)), counts)
    ends = kinds[places] == ord("e")
    again = np.zeros(len(places), dtype=np.bool_)
    again[1:] = ends[1:] & ends[:-1] & (text_of[1:] == text_of[:-1])
    return places[~again], text_of[~again]


def within(sizes: Numbers) -> Numbers:
    """For groups of these sizes that stand one after another: the place of each in its group."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _numbered(spelt: Sequence[str]) -> tuple[list[int], Callable[[Numbers], list[str]]]:
    longer: defaultdict[str, int] = defaultdict(count(_BEYOND).__next__)
    numbers = [longer[term] for term in spelt]
    spelling = list(longer)

    def terms(some: Numbers) -> list[str]:
        return [chr(i) if i < _BEYOND else spelling[i - _BEYOND] for i in some.tolist()]

    return numbers, terms


def _among(kinds: NDArray[np.uint8], classes: str) -> NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[[ord(letter) for letter in classes]] = True
    return table[kinds]


def _runs(codes: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> str:
    """The runs of Han characters, a line each; what is invisible inside them left out."""
    han = np.flatnonzero(kinds == ord("h"))
    breaks = np.cumsum(~_among(kinds, f"h{INVISIBLE}"))[han]
    lines = np.insert(codes[han], np.flatnonzero(np.diff(breaks)) + 1, ord(_APART))
    return lines.astype("<u4").tobytes().decode("utf-32-le")
