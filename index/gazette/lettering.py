"""Measures and cleans a line's letters: its printed width, its spaces."""

from __future__ import annotations

import re
from functools import lru_cache

# No line that is longer is kept for being asked about again.
_LONG = 400


def compact(text: str) -> str:
    """A text without any white space."""
    return "".join(text.split())


def drop_han_spaces(text: str) -> str:
    """Without the spaces between two Han characters or brackets: what a line break left behind."""
    wide = r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef]"
    return re.sub(rf"(?<={wide})\s+(?={wide})", "", text.strip())


def width(text: str) -> float:
    """Printed width in full-width characters; ASCII counts a half."""
    return _width(text) if len(text) < _LONG else _width.__wrapped__(text)


@lru_cache(maxsize=4096)  # each line is asked about by several steps
def _width(text: str) -> float:
    return len(text) - len(text.encode("ascii", "ignore")) / 2
