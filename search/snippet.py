"""Marks a query in a passage's text and chooses what of the passage to show. No HTML."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from search.cutter import lexicon
from search.found import is_character
from search.query import KIND_FIELDS, And, Field, Near, Node, Or, Phrase, Run, Variants, Word
from search.reading import Reading, Span, read
from search.results import Fragment, Piece, Snippet
from search.syntax import parse

Spans = tuple[Span, ...]

#: A passage up to this length (characters) is shown whole.
WHOLE = 140
# So many excerpts are kept.
_KEPT = 4096
_WINDOW = 90
_LEAD = 24
_CONSIDERED = 300
_STOPS = "。；！？;!?\n"


def marker(query: str) -> Callable[[str], Spans]:
    """A function from a passage's text to the spans of the query in it."""
    return marker_of(parse(query).node)


def marker_of(node: Node) -> Callable[[str], Spans]:
    """The same for a query that has been read already."""
    wanted = tuple(_wanted(node))
    return lambda text: _settle(_found(wanted, text))


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The text cut at its spans; the pieces joined are the text."""
    cuts: list[Piece] = []
    at = 0
    for start, end in spans:
        cuts += [Piece(text[at:start]), Piece(text[start:end], matched=True)]
        at = end
    cuts.append(Piece(text[at:]))
    return tuple(piece for piece in cuts if piece.text)


def _wanted(node: Node) -> Iterator[Node]:
    """What a query wants to see; what it excludes or asks of the document is not marked."""
    if isinstance(node, Word | Phrase | Variants | Near | Run):
        yield node
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _wanted(inner)
    elif isinstance(node, Field) and node.name in KIND_FIELDS:
        yield from _wanted(node.node)


def _found(wanted: tuple[Node, ...], text: str) -> list[Spans]:
    """For each thing wanted that the text has, where it has it."""
    reading = read(text)
    found = [ways for term in dict.fromkeys(wanted) for ways in _ways(term, reading)]
    return [tuple(sorted(spans)) for spans in found if spans]


def _ways(term: Node, reading: Reading) -> list[list[Span]]:
    """Where each part of a term stands, all of which want to be seen."""
    if isinstance(term, Near):
        return reading.links(term)
    if not isinstance(term, Run):
        return [reading.spans(term)]
    whole = reading.spans(Phrase(term.phrase)) if len(term.parts) > 1 else []
    # A lone 省 is marked for 省科技厅 only where it has to be: not beside the whole, nor where
    # the rest is missing.
    parts: Sequence[Node] = term.parts
    if len(parts) > 1 and any(map(is_character, parts)) and (whole or not reading.holds(term)):
        parts = [part for part in parts if not is_character(part)]
    return [whole, *(reading.spans(part) for part in parts)]


def _settle(found: Iterable[Spans]) -> Spans:
    """Of spans that overlap the longest stays, the earlier of two as long."""
    kept: list[Span] = []
    taken: set[int] = set()
    for start, end in sorted({s for spans in found for s in spans}, key=_longest_first):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end))
    return tuple(sorted(kept))


def _longest_first(span: Span) -> tuple[int, int]:
    return span[0] - span[1], span[0]


def excerpt(node: Node, text: str) -> tuple[Spans, Snippet]:
    """The spans of a query in a passage, and a snippet that shows every term it has of it.

    Those shown last are kept: whoever narrows or turns a page asks the same query again.
    """
    return _excerpt(node, text, lexicon().digest)


@lru_cache(maxsize=_KEPT)
def _excerpt(node: Node, text: str, _lists: str) -> tuple[Spans, Snippet]:
    found = _found(tuple(_wanted(node)), text)
    spans = _settle(found)
    if len(text) <= WHOLE:
        return spans, Snippet((pieces(text, spans),))
    windows = _choose(found, list(dict.fromkeys(_windows(text, _some_of(found, spans)))))
    if not windows:
        windows = [(0, _end_near(text, WHOLE))]
    if "\n" in text:
        windows.insert(0, (0, text.index("\n")))
    return spans, _snippet(text, spans, _merge(windows))


def _some_of(found: list[Spans], spans: Spans) -> Spans:
    """Enough spans to choose from: in a long passage a term may stand in thousands of places."""
    if len(spans) <= _CONSIDERED:
        return spans
    each = max(1, _CONSIDERED // len(found))
    return tuple(sorted({span for ways in found for span in sorted(ways)[:each]}))


def _snippet(text: str, spans: Spans, windows: list[Span]) -> Snippet:
    fragments = tuple(_fragment(text, spans, window) for window in windows)
    return Snippet(fragments, windows[0][0] > 0, windows[-1][1] < len(text))


def _fragment(text: str, spans: Spans, window: Span) -> Fragment:
    start, end = window
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    return pieces(text[start:end], inside)


def _windows(text: str, spans: Spans) -> list[Span]:
    """Stretches that may be shown: a table's lines, or what stands around a span."""
    if "\n" in text:
        starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
        lines = [(start, end - 1) for start, end in pairwise([*starts, len(text) + 1])]
        return lines + [_lines_around(text, span) for span in spans if "\n" in text[slice(*span)]]
    found = []
    for start, end in spans:
        begin = _start_near(text, start)
        window = (begin, max(end, _end_near(text, begin + _WINDOW)))
        # Near the end of a passage little follows: what comes before is shown instead.
        short = _WINDOW - (window[1] - window[0])
        found.append((_start_near(text, begin - short), window[1]) if short > 0 else window)
    return found


def _lines_around(text: str, span: Span) -> Span:
    """The lines that a span runs over."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, end if end >= 0 else len(text)


def _choose(terms: list[Spans], windows: list[Span]) -> list[Span]:
    """The fewest windows that show each term once, greedily: the one that shows most first."""
    shown = [{i for i, spans in enumerate(terms) if _shows(w, spans)} for w in windows]
    missing = set(range(len(terms)))
    chosen: list[Span] = []
    while missing and windows:
        best = max(range(len(windows)), key=lambda i: (len(shown[i]), -windows[i][0]))
        if not shown[best]:
            break
        chosen.append(windows[best])
        found = set(shown[best])
        missing -= found
        for each in shown:
            each -= found
    return chosen


def _shows(window: Span, spans: Spans) -> bool:
    """Whether one of a term's spans, by where they start, lies in a window."""
    at = bisect_left(spans, (window[0], 0))
    return at < len(spans) and spans[at][1] <= window[1]


def _merge(windows: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _start_near(text: str, at: int) -> int:
    """Where to begin so that what comes before a span reads on: a sentence's start if near."""
    at = max(at, 0)
    begin = max(0, at - _LEAD)
    stop = max(text.rfind(char, begin, at) for char in _STOPS)
    return stop + 1 if stop >= 0 else _off_word(text, begin)


def _end_near(text: str, at: int) -> int:
    stops = [i for i in (text.find(char, at, at + _LEAD) for char in _STOPS) if i >= 0]
    return min(stops) + 1 if stops else _off_word(text, min(at, len(text)))


def _off_word(text: str, at: int) -> int:
    """Back out of a number or a Latin word."""
    while 0 < at < len(text) and (text[at - 1] + text[at]).isascii() and text[at - 1].isalnum():
        at -= 1
    return at
