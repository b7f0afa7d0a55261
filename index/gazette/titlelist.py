"""Finds the titles that a contents list names among the lines of the body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from index.gazette.contents import Listed
from index.gazette.lettering import compact
from index.gazette.patterns import fold
from index.gazette.titles import TITLE_LINES, may_go_on
from index.plaintext import Line
from search.recognise import document_numbers

_OPENING = 12
# Folding leaves these as they are.
_TWO_HAN = re.compile("[\u4e00-\u9fff]{2}")


class TitleList:
    """The titles of a contents list, each to be found once in the body."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self._open: dict[int, Listed] = dict(enumerate(listed))
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for key, item in self._open.items():
            self._heads[item.folded[:2]].append(key)
            self._numbers[item.entry.number or ""].append(key)
        self._budget = 4000  # comparisons: keeps a hostile file from taking quadratic time

    def take_number(self, text: str) -> Listed | None:
        """The entry of the 文号 in a text, where just one still open has it."""
        found = document_numbers(text)
        number = found[0].canonical if found else compact(text).strip("（()）")
        keys = [k for k in self._numbers.get(number, ()) if number and k in self._open]
        return self._open.pop(keys[0]) if len(keys) == 1 else None

    def take_title(self, title: str) -> Listed | None:
        """The entry with this very title."""
        folded = fold(title)
        for key in self._heads.get(folded[:2], ()):
            if key in self._open and self._open[key].folded == folded:
                return self._open.pop(key)
        return None

    def match(self, lines: Sequence[Line], start: int) -> tuple[int, int] | None:
        """Key and end line of the entry whose title opens at ``start``; it stays open."""
        if (
            not self._open
            or self._budget < -300_000
            or len(lines[start].text) > 120
            or lines[start].is_row
        ):
            return None
        # Most lines open no title, and their first letters tell.
        text = lines[start].text
        opening = text[:2] if _TWO_HAN.match(text) else fold(text[:_OPENING])
        if len(opening) >= 2 and opening[:2] not in self._heads:
            return None
        first = fold(lines[start].text)
        for key in self._heads.get(first[:2], ()):
            if key in self._open and (
                end := self._end(lines, start, first, self._open[key].folded)
            ):
                return key, end
        return None

    def take(self, key: int) -> Listed:
        """Close the entry that ``match`` gave, and give it."""
        return self._open.pop(key)

    def _end(self, lines: Sequence[Line], start: int, first: str, title: str) -> int:
        self._budget -= 1
        if not first or len(first) > len(title) * 1.1 + 1:
            return 0
        text, end = first, start + 1
        while len(text) < len(title) - len(title) // 12 and end < min(
            start + TITLE_LINES, len(lines)
        ):
            if not may_go_on(lines[end]):
                break
            text += fold(lines[end].text)
            end += 1
        return end if text == title or self._is_near(text, title) else 0

    def _is_near(self, text: str, title: str) -> bool:
        if len(title) < 10 or abs(len(text) - len(title)) > len(title) // 8 or self._budget < 0:
            return False
        self._budget -= 20
        return SequenceMatcher(None, text, title, autojunk=False).ratio() >= 0.9
