"""Reads the text of a line on a PDF's page: its gaps are spaces or none, raised figures marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from unicodedata import normalize

from index.pdf.glyphs import Glyph
from index.pdf.runs import PART, SMALL, Run
from index.raised import raised

# Gaps that are spaces: between Han characters a whole one, else it is only set wide.
_HAN_SPACE, _MIXED_SPACE, _LATIN_SPACE = 0.75, 0.6, 0.17
# A drawn space parts phrases, but where every fifth character has one, it is how words were found.
_PHRASE_SPACE, _PHRASE = 0.18, 5
_LEADERS = ".·…・‥⋯-—─_"
# 总值¹ · 。②: a raised figure that has a code of its own, behind a Han character or a sentence
_RAISED_FIGURES = re.compile(r"(?<=[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef”])([⁰¹²³⁴-⁹]{1,3})")


def text_of(run: Run) -> str:
    """The text of a run, with the spaces that its gaps are and with ^[1] for raised marks."""
    if run.vertical:
        return "".join(glyph.text for glyph in run.glyphs)
    text = "".join(_pieces(run))
    return _RAISED_FIGURES.sub(lambda found: f"^[{normalize('NFKC', found[1])}]", text)


def _pieces(run: Run) -> Iterator[str]:
    glyphs = _spaced(run.glyphs)
    gaps = [_gap(a, b) for (_, a), (spaced, b) in pairwise(glyphs) if spaced and _are_wide(a, b)]
    phrases = _PHRASE * sum(gap >= _PHRASE_SPACE for gap in gaps) <= len(glyphs)
    done = ""
    last: Glyph | None = None
    for is_raised, group in groupby(glyphs, lambda pair: _is_raised(pair[1], run)):
        words = ""
        for spaced, glyph in group:
            if last and not (is_raised and not words):
                words += _space(last, glyph, spaced, phrases)
            words += glyph.text
            last = glyph
        piece = raised(words, done) if is_raised else words
        done = (done + piece)[-12:]
        yield piece


def _spaced(glyphs: Sequence[Glyph]) -> list[tuple[bool, Glyph]]:
    """The characters that show something, each with whether a space is drawn before it."""
    found, spaced = [], False
    for glyph in glyphs:
        if glyph.text != " ":
            found.append((spaced, glyph))
        spaced = glyph.text == " "
    return found


def _is_raised(glyph: Glyph, run: Run) -> bool:
    return glyph.size <= SMALL * run.size and glyph.y <= run.y - 0.15 * run.size


def _gap(a: Glyph, b: Glyph) -> float:
    """The free space between two, in characters; some files give a comma its ink's width only."""
    end = max(a.x1, a.x0 + a.size) if a.is_wide else a.x1
    return (b.x0 - end) / max(a.size, b.size)


def _are_wide(a: Glyph, b: Glyph) -> bool:
    return a.is_wide and b.is_wide


def _space(a: Glyph, b: Glyph, spaced: bool, phrases: bool) -> str:
    """The space between two characters; ``phrases``: a drawn one parts Han characters too."""
    gap = _gap(a, b)
    if a.text == b.text and a.text in _LEADERS and gap < PART:
        return ""
    if _are_wide(a, b):
        drawn = phrases and spaced and gap >= _PHRASE_SPACE
        return " " if gap >= _HAN_SPACE or drawn else ""
    if a.is_wide or b.is_wide:
        return " " if gap >= _MIXED_SPACE or (spaced and gap >= 0.12) else ""
    return " " if gap >= _LATIN_SPACE or (spaced and gap >= 0.05) else ""
