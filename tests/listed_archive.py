"""An archive in dictionaries, as plain as can be: what is computed over postings is tried on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from search.archive import Archive
from search.columns import Columns, Floats, Ints, Row
from search.document import Edition, Passage, passages
from search.entries import entries
from search.places import PLACE_BITS
from search.records import described


class ListedArchive(Archive):
    """All of some editions in memory; the number before each document's first is a hole."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._places: dict[tuple[str, str], list[int]] = {}
        self._passages: dict[int, Passage] = {}
        rows, issues, size = [], [], 0
        for edition in editions:
            issues.append(edition.issue)
            for document in edition.documents:
                found = list(entries(document))
                letters = "".join(entry.letter for entry in found)
                lengths = tuple(entry.length for entry in found)
                rows.append(Row(described(document), edition.issue, size + 1, letters, lengths))
                self._passages |= dict(enumerate(passages(document), size + 1))
                for number, entry in enumerate(found, size + 1):
                    for field in ("words", "tokens", "pairs"):
                        self._add(field, number, getattr(entry, field))
                size += 1 + len(found)
        self.issues = tuple(issues)
        self.columns = Columns(rows, size, issues)

    def _add(self, field: str, number: int, terms: dict[str, bytes]) -> None:
        for term, at in terms.items():
            places = [number << PLACE_BITS | int(each) for each in np.frombuffer(at, dtype="<u4")]
            self._places.setdefault((field, term), []).extend(places)

    def counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        found = Counter(each >> PLACE_BITS for each in self._places.get((field, term), ()))
        return np.array(list(found), dtype=np.int64), np.array(list(found.values()), dtype=float)

    def places(self, field: str, term: str) -> Ints:
        return np.array(self._places.get((field, term), ()), dtype=np.int64)

    def passage(self, number: int) -> Passage:
        return self._passages[number]

    def vocabulary(self) -> list[tuple[str, int]]:
        words = (term for field, term in self._places if field == "words")
        return [(word, len(self.counts("words", word)[0])) for word in sorted(words)]
