"""What is known of every passage beside its text, in columns: document, kind, length, order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.document import PASSAGE_KINDS, Document, Issue

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: The letter of a passage's kind in a Row; a document's title is a heading told apart.
KIND_LETTERS = {"paragraph": "p", "heading": "h", "footnote": "f", "table": "t"}
TITLE_LETTER = "T"
#: A line that signs or dates a document is a paragraph told apart.
FORMAL_LETTER = "s"
_KIND_OF = {letter: kind for kind, letter in KIND_LETTERS.items()}
_KIND_OF |= {TITLE_LETTER: "heading", FORMAL_LETTER: "paragraph"}
# For each ASCII letter its kind's place among PASSAGE_KINDS, -1 where it is no kind's.
_CODES = np.full(128, -1, dtype=np.int64)
_CODES[[ord(letter) for letter in _KIND_OF]] = list(map(PASSAGE_KINDS.index, _KIND_OF.values()))


@dataclass(frozen=True, slots=True)
class Row:
    """A document as an engine lists it: ``first`` is the number of its first passage.

    ``document`` has no blocks. ``kinds`` has a letter and ``lengths`` the number of words for
    each passage, in reading order; the passages are numbered one after another. ``headings``
    are the texts of its headings, ``parts`` the titles of the parts attached to it.
    """

    document: Document
    issue: Issue
    first: int
    kinds: str
    lengths: tuple[int, ...]
    headings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Columns:
    """Columns over the passage numbers 0 … size-1; numbers that no row covers are holes."""

    def __init__(self, rows: Iterable[Row], size: int, issues: Iterable[Issue]) -> None:
        self.rows = sorted(rows, key=_reading_key)
        self.size = size
        self.issues = {issue.id: issue for issue in issues}
        self.document = np.full(size, -1, dtype=np.int64)
        self.kind = np.full(size, -1, dtype=np.int64)
        self.length = np.zeros(size, dtype=np.float64)
        self.reading = np.zeros(size, dtype=np.int64)
        self.is_title = np.zeros(size, dtype=np.bool_)
        self.is_formal = np.zeros(size, dtype=np.bool_)
        self._fill()

    def _fill(self) -> None:
        sizes = np.array([len(row.kinds) for row in self.rows], dtype=np.int64)
        firsts = np.array([row.first for row in self.rows], dtype=np.int64)
        self.passages = int(sizes.sum())
        reading = np.arange(self.passages)
        at = np.repeat(firsts - (np.cumsum(sizes) - sizes), sizes) + reading
        letters = _letters(self.rows)
        self.document[at] = np.repeat(np.arange(len(self.rows)), sizes)
        self.kind[at] = _CODES[letters]
        self.is_title[at] = letters == ord(TITLE_LETTER)
        self.is_formal[at] = letters == ord(FORMAL_LETTER)
        lengths = chain.from_iterable(row.lengths for row in self.rows)
        self.length[at] = np.fromiter(lengths, dtype=np.float64)
        self.reading[at] = reading

    @cached_property
    def is_passage(self) -> Bools:
        """Which numbers are passages."""
        return self.document >= 0

    @cached_property
    def day(self) -> Ints:
        """For each document its date as a day number, for sorting; 0 where none is known."""
        days = (row.document.issued or row.issue.published for row in self.rows)
        return np.array([day.toordinal() if day else 0 for day in days], dtype=np.int64)

    def issue_day(self, issue: str) -> int:
        """The day number on which an issue came out; 0 where that is not known."""
        published = self.issues[issue].published
        return published.toordinal() if published else 0

    @cached_property
    def of_kind(self) -> dict[str, Bools]:
        """For each of PASSAGE_KINDS which passages are of it."""
        return {kind: self.kind == code for code, kind in enumerate(PASSAGE_KINDS)}

    @cached_property
    def is_odd(self) -> Bools:
        """Which passages are headings, titles or formal lines, that rank otherwise."""
        return self.of_kind["heading"] | self.is_title | self.is_formal

    @cached_property
    def average_length(self) -> float:
        """The number of words of a passage on average; 1 where it would be less."""
        return max(float(self.length.sum() / max(self.passages, 1)), 1.0)

    def passages_of(self, documents: Bools) -> Bools:
        """The passages of documents that are chosen among ``rows``."""
        numbers, lengths = self._runs
        return np.repeat(np.append(documents, False)[numbers], lengths)

    @cached_property
    def _runs(self) -> tuple[Ints, Ints]:
        """The stretches of passage numbers that are of one document or of none: which, how long."""
        begins = np.flatnonzero(np.diff(self.document, prepend=-2))
        return self.document[begins], np.diff(begins, append=self.size)

    @cached_property
    def by_day(self) -> tuple[Ints, Ints]:
        """The documents that have a date, oldest first, and their day numbers."""
        order = np.argsort(self.day, kind="stable")
        order = order[np.searchsorted(self.day[order], 1) :]
        return order, self.day[order]

    @cached_property
    def newest(self) -> Ints:
        """For each passage its place where the newest document comes first."""
        return self._places_by(-self.day)

    @cached_property
    def oldest(self) -> Ints:
        """For each passage its place where the oldest document comes first; those without a date
        come last both ways.
        """
        return self._places_by(np.where(self.day > 0, self.day, np.iinfo(np.int64).max))

    def _places_by(self, key: Ints) -> Ints:
        """Each passage's place where documents are ordered by a key, then as they are read."""
        order = np.argsort(key, kind="stable")
        sizes = np.array([len(row.kinds) for row in self.rows], dtype=np.int64)
        moved = np.zeros(len(sizes) + 1, dtype=np.int64)
        moved[order] = np.cumsum(sizes[order]) - sizes[order]
        moved[:-1] -= np.cumsum(sizes) - sizes
        return self.reading + moved[self.document]

    @cached_property
    def ids(self) -> list[str]:
        """The documents' ids, in the order of ``rows``."""
        return [row.document.id for row in self.rows]

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Document id -> its place in ``rows``."""
        return {row.document.id: i for i, row in enumerate(self.rows)}

    @cached_property
    def coded(self) -> dict[str, tuple[list[str], Ints]]:
        """For category, issuer, number, issue and year the values that occur, and each document's
        place among them, -1 for none.
        """
        names = ("category", "issuer", "number", "issue")
        columns = {name: [getattr(row.document, name) for row in self.rows] for name in names}
        columns["year"] = [str(date.fromordinal(day).year) if day else None for day in self.day]
        coded = {name: _coded(column) for name, column in columns.items()}
        # An issue may have nothing but documents whose text is another one's.
        coded["issue"] = _coded(columns["issue"], [i.id for i in self.issues.values() if i.shared])
        return coded

    @cached_property
    def is_online(self) -> Bools:
        """Which of the coded issues are a web page."""
        values = self.coded["issue"][0]
        return np.array([self.issues[each].online for each in values], dtype=np.bool_)

    @cached_property
    def shared(self) -> tuple[Ints, Ints]:
        """The documents that an issue has beside its own, whose text is held from another one's
        source: the places of the issues among the coded values, and of the documents.
        """
        places = {value: place for place, value in enumerate(self.coded["issue"][0])}
        pairs = [
            (places[issue.id], self.number_of[document])
            for issue in self.issues.values()
            for document in issue.shared
            if document in self.number_of
        ]
        found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]


def _letters(rows: Iterable[Row]) -> NDArray[np.uint8]:
    """The letters of all passages, in reading order; raises ValueError for what is none."""
    written = "".join(row.kinds for row in rows).encode("ascii")
    letters = np.frombuffer(written, dtype=np.uint8)
    if (_CODES[letters] < 0).any():
        raise ValueError("a passage is of no known kind")
    return letters


def _coded(column: list[Any], more: Iterable[str] = ()) -> tuple[list[str], Ints]:
    values = sorted({value for value in column if value} | set(more))
    codes = {value: i for i, value in enumerate(values)}
    return values, np.array([codes.get(value, -1) for value in column], dtype=np.int64)


def _reading_key(row: Row) -> tuple[date, str, int]:
    """Issues as they came out, and in each the documents as they are printed."""
    return row.issue.published or date.min, row.issue.id, row.first
