"""Reads one committed state of a Whoosh index: its rows, postings and documents."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import RLock

import numpy as np
from whoosh.reading import IndexReader, TermNotFound

from search.analysis import BORDER
from search.archive import Archive
from search.columns import Columns, Floats, Ints, Row
from search.document import Document, Issue, Passage, passages
from search.places import PLACE_BITS
from search.recent import Recent
from search.records import load_document, load_issue
from search.whoosh_index import readable

_POSTINGS_KEPT = 256 * 2**20  # bytes, of counts and of places each
_PLACE_SIZE = 4  # bytes
_DOCUMENTS_KEPT = 512


class Snapshot(Archive):
    """One committed state, with what has been read of it so far."""

    def __init__(self, reader: IndexReader, folder: Path) -> None:
        self.reader = reader
        self._folder = folder
        self._lock = RLock()
        stored = [reader.stored_fields(n)["data"] for n in postings(reader, "row", "issue")]
        by_id = {issue.id: issue for issue in (load_issue(each["issue"]) for each in stored)}
        self.issues = tuple(sorted(by_id.values(), key=_newest_first))
        self.columns = Columns(_rows(reader, by_id), reader.doc_count_all(), self.issues)
        self._counts: Recent[tuple[Ints, Floats]] = Recent(_POSTINGS_KEPT, _size)
        self._places: Recent[Ints] = Recent(_POSTINGS_KEPT, lambda places: places.nbytes)
        self.document = lru_cache(_DOCUMENTS_KEPT)(self._document)
        self._passages = lru_cache(_DOCUMENTS_KEPT)(lambda n: passages(self.document(n)))

    def counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        """The passages that hold a term, ascending, and how often."""
        return self._counts.get((field, term), lambda: self._read_counts(field, term))

    def places(self, field: str, term: str) -> Ints:
        """Where a term begins, as ``search.places`` has it."""
        return self._places.get((field, term), lambda: self._read_places(field, term))

    def passage(self, number: int) -> Passage:
        """The passage of a passage number."""
        document = int(self.columns.document[number])
        return self._passages(document)[number - self.columns.rows[document].first]

    def _document(self, number: int) -> Document:
        with self._lock, readable(self._folder):
            data = self.reader.stored_fields(self.columns.rows[number].first - 1)["data"]
            return load_document(zlib.decompress(data["whole"]).decode("utf-8", "surrogatepass"))

    def _read_counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        numbers, values = self._read(field, term)
        sizes = np.fromiter(map(len, values), dtype=np.float64, count=len(values))
        return np.array(numbers, dtype=np.int64), sizes / _PLACE_SIZE

    def _read_places(self, field: str, term: str) -> Ints:
        numbers, values = self._read(field, term)
        sizes = np.fromiter(map(len, values), dtype=np.int64, count=len(values)) // _PLACE_SIZE
        positions = np.frombuffer(b"".join(values), dtype="<u4").astype(np.int64)
        passage = np.repeat(np.array(numbers, dtype=np.int64), sizes)
        return (passage << PLACE_BITS) | positions

    def _read(self, field: str, term: str) -> tuple[list[int], list[bytes]]:
        numbers: list[int] = []
        values: list[bytes] = []
        # Matchers of one reader share a file position.
        with self._lock, readable(self._folder):
            try:
                matcher = self.reader.postings(field, term)
            except TermNotFound:
                return numbers, values
            while matcher.is_active():
                numbers.append(matcher.id())
                values.append(matcher.value())
                matcher.next()
        return numbers, values

    def vocabulary(self) -> list[tuple[str, int]]:
        """All words, each with the number of passages that hold it."""
        with self._lock, readable(self._folder):
            reader = self.reader
            terms = [term.decode() for term in reader.lexicon("words")]
            return [(t, reader.doc_frequency("words", t)) for t in terms if t != BORDER]


def _size(counts: tuple[Ints, Floats]) -> int:
    return sum(part.nbytes for part in counts)


def _rows(reader: IndexReader, issues: dict[str, Issue]) -> Iterator[Row]:
    for number in postings(reader, "row", "document"):
        data = reader.stored_fields(number)["data"]
        document = load_document(data["about"])
        lengths = tuple(array("I", data["lengths"]))
        yield Row(
            document,
            issues[document.issue],
            number + 1,
            data["kinds"],
            lengths,
            tuple(data["headings"]),
            tuple(data["parts"]),
        )


def _newest_first(issue: Issue) -> tuple[int, str]:
    day = issue.published.toordinal() if issue.published else 0
    return -day, issue.id


def postings(reader: IndexReader, field: str, term: str) -> list[int]:
    """The rows that have a term, ascending; none where the term is unknown."""
    try:
        return list(reader.postings(field, term).all_ids())
    except TermNotFound:
        return []
