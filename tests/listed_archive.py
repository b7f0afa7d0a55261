"""An archive in dictionaries, as plain as can be: what is computed over postings is tried on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from search.archive import Archive
from search.columns import Columns, Floats, Ints, Row
from search.document import Edition, Passage, passages
from search.inversion import Listing, invert
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
                inverted = invert([document])
                (letters,), (lengths,) = inverted.letters, inverted.lengths
                sizes = tuple(lengths.tolist())
                rows.append(Row(described(document), edition.issue, size + 1, letters, sizes))
                self._passages |= dict(enumerate(passages(document), size + 1))
                for field, listing in inverted.fields.items():
                    self._add(field, size + 1, listing)
                size += 1 + len(letters)
        self.issues = tuple(issues)
        self.columns = Columns(rows, size, issues)

    def _add(self, field: str, first: int, listing: Listing) -> None:
        found = zip(listing.passages.tolist(), listing.positions.tolist(), strict=True)
        places = [(first + passage) << PLACE_BITS | at for passage, at in found]
        for term, (start, end) in zip(listing.terms, pairwise(listing.offsets), strict=True):
            self._places.setdefault((field, term), []).extend(places[start:end])

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
