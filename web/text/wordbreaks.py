"""Where the line of a title may end: between words, never in one.

GB/T 9704—2012, 7.3.1: a title that runs over lines keeps its words whole.
"""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup, escape

from search.analysis import starts

# These belong to what stands before them; an opening bracket, to what stands behind it.
_LEANING = "的之等了们"
_OPENING = "《〈（(〔[【“‘「『"


def breakable(text: str) -> Markup:
    """The text with a <wbr> wherever a line may end."""
    places = [0, *(at for at in starts(text) if _may_break(text, at)), len(text)]
    words = (text[a:b] for a, b in pairwise(places))
    return Markup("<wbr>").join(escape(word) for word in words)


def _may_break(text: str, at: int) -> bool:
    return at > 0 and text[at] not in _LEANING and text[at - 1] not in _OPENING
