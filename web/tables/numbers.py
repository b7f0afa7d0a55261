"""The number that a printed cell holds."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# − (minus) · – (en dash); NFKC has made － a hyphen.
_MINUS = str.maketrans("−–", "--")
# 1,234.5 · 1 234.5 · -5.4 · +3 · 13.19% · 2‰; groups are of three digits
_NUMBER = re.compile(
    r"(?P<value>[-+]?\s?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s?(?P<sign>[%‰]?)"
)
# More digits than any printed number has.
_LONGEST = 40


def number(text: str) -> Decimal | None:
    """The value of a cell; None for a dash, a span (±0.5, 3～5), words and what may be a date.

    The sign of per cent does not divide: 5.4% is 5.4, as the cells beside it are meant.
    """
    found = _match(text)
    return Decimal(re.sub(r"[, ]", "", found["value"])) if found else None


def sign(text: str) -> str:
    """The sign behind a number: %, ‰ or nothing."""
    found = _match(text)
    return found["sign"] if found else ""


def _match(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    return _NUMBER.fullmatch(plain)
