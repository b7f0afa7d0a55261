"""The 文号 of an archive, found while one is being typed, whatever brackets it is typed with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.lookup import Beginnings, Insides, key

_ORDER = re.compile(r"(?P<year>(?:19|20)\d\d)\D+(?P<serial>\d+)")
_PARTS = re.compile(r"(\D*)((?:19|20)\d\d)?(.*)")
_OPENING = "〔[(（【〖［｛{〈<＜"
_CLOSING = "〕])）】〗］｝}〉>＞"
_FIGURES = "0123456789０１２３４５６７８９"
_AFTER_ORGAN = f"{_OPENING}{_CLOSING}{_FIGURES}第号 \u3000"
# 机关代字 are at most so long; what stands before them in a run is not theirs.
_ORGAN = re.compile(r"[\u4e00-\u9fff]{0,12}$")


class HeldNumbers:
    """文号 in canonical form; the latest year first, within a year from the smallest serial on."""

    def __init__(self, numbers: Sequence[str]) -> None:
        self._order = sorted(range(len(numbers)), key=lambda index: _rank(numbers[index]))
        keys = [key(numbers[index]) for index in self._order]
        self._beginnings = Beginnings(keys)
        self._insides = Insides([_parted(each) for each in keys])

    def typed(self, text: str, limit: int) -> tuple[int, list[int]]:
        """The numbers that the end of a text begins, and where in the text this end starts.

        An end without a figure or an opening bracket is no number: (len(text), []).
        """
        organ, tail = _split(text)
        if any(char in _OPENING + _FIGURES for char in tail):
            for start in range(len(organ)):
                found = self.starting(organ[start:] + tail, limit)
                if found:
                    return len(text) - len(tail) - len(organ) + start, found
        return len(text), []

    def starting(self, text: str, limit: int) -> list[int]:
        """The numbers that begin with this, by their places in what was given."""
        return [self._order[n] for n in self._beginnings.best(_key(text), limit)]

    def holding(self, text: str, limit: int) -> list[int]:
        """The numbers that begin with this, then those that hold it: 34号, 政发, 2017."""
        found = dict.fromkeys(self.starting(text, limit))
        for number, _ in self._insides.holding(_parted(_key(text))):
            if len(found) >= limit:
                break
            found[self._order[number]] = None
        return list(found)


def _split(text: str) -> tuple[str, str]:
    """The 机关代字 at the end of a text and what of a number stands after it."""
    rest = text.rstrip(_AFTER_ORGAN)
    organ = _ORGAN.search(rest)
    return organ[0] if organ else "", text[len(rest) :]


def _key(text: str) -> str:
    return key(text).replace("第", "")


def _parted(of: str) -> str:
    """A key with spaces before year and serial, so that 34 is not found in 2023〕4号."""
    parts = _PARTS.fullmatch(of)
    organ, year, serial = parts.groups() if parts else (of, None, "")
    return organ + (f" {year}" if year else "") + (f" {serial}" if serial else "")


def _rank(number: str) -> tuple[int, int, str]:
    found = _ORDER.search(number)
    year, serial = (int(found["year"]), int(found["serial"])) if found else (0, 0)
    return -year, serial, number
