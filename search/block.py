"""Packs what one batch adds to an archive, a block of passages, and reads it again.

The places of a term are one array of unsigned integers, little-endian and ascending: a passage's
number within the block in the upper half, the token's position in the passage in the lower half.
Halves have 16 bits, or 32 where a number or a position needs more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import BORDER
from search.columns import Bools, Ints
from search.document import Document, Issue, Passage, passages
from search.inversion import Inversion, Listing
from search.places import PLACE_BITS, among
from search.records import (
    described,
    dump,
    dump_passage,
    load_document,
    load_issue,
    load_passage,
)

#: A block has no more passages than this, unless one issue alone has.
MOST_PASSAGES = 1 << 16
_LONGEST_TERM = 200
_NARROW, _WIDE = 16, 32
_KINDS: dict[int, np.dtype[np.unsignedinteger]] = {
    _NARROW: np.dtype("<u4"),
    _WIDE: np.dtype("<u8"),
}

#: The keys of records: what is known of all documents, and of all words.
ROWS, WORDS = "rows", "words"


def whole(place: int) -> str:
    """The key of a document's text; ``place`` is its place in the block."""
    return f"whole {place}"


def lines(place: int) -> str:
    """The key of a document's passages, so that one is read without the whole document."""
    return f"passages {place}"


def term_key(term: str) -> str:
    """The name under which a term is held: engines limit how long a name is."""
    if len(term) <= _LONGEST_TERM:
        return term
    return f"{term[:_LONGEST_TERM]}#{hashlib.sha256(term.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a block: issues, and their documents with their text."""

    issues: tuple[Issue, ...] = ()
    documents: tuple[Document, ...] = ()


def records(content: Content, inverted: Inversion) -> Iterator[tuple[str, bytes]]:
    """All records of a block, by their keys."""
    found = zip(content.documents, inverted.letters, inverted.lengths, strict=True)
    rows = {
        "bits": bits(inverted),
        "issues": [dump(issue) for issue in content.issues],
        "documents": [
            _row(document, kinds, lengths.tolist()) for document, kinds, lengths in found
        ],
    }
    yield ROWS, _written(json.dumps(rows, ensure_ascii=False))
    yield WORDS, _written(json.dumps(_vocabulary(inverted.fields["words"]), ensure_ascii=False))
    for place, document in enumerate(content.documents):
        yield whole(place), _written(dump(document))
        yield lines(place), _written("\n".join(map(dump_passage, passages(document))))


def _row(document: Document, kinds: str, lengths: list[int]) -> dict[str, Any]:
    return {
        "about": dump(described(document)),
        "kinds": kinds,
        "lengths": lengths,
        "headings": [block.text for block in document.blocks if block.kind == "heading"],
        "parts": list(dict.fromkeys(block.part for block in document.blocks if block.part)),
    }


def _vocabulary(listing: Listing) -> dict[str, int]:
    """The words, each with the number of passages that hold it."""
    fresh = np.ones(len(listing.passages), dtype=np.int64)
    fresh[1:] = listing.passages[1:] != listing.passages[:-1]
    starts = listing.offsets[:-1]
    fresh[starts] = 1
    counts = np.add.reduceat(fresh, starts).tolist() if len(starts) else []
    held = dict(zip(listing.terms, counts, strict=True))
    held.pop(BORDER, None)
    return held


def bits(inverted: Inversion) -> int:
    """How many bits the halves of places have."""
    arrays = [a for each in inverted.fields.values() for a in (each.passages, each.positions)]
    return _NARROW if all(a.max(initial=0) < 1 << _NARROW for a in arrays) else _WIDE


def packed(listing: Listing, width: int) -> Iterator[tuple[str, bytes]]:
    """The terms of a field, each with its places."""
    kind = _KINDS[width]
    places = (listing.passages.astype(kind) << width) | listing.positions.astype(kind)
    data = places.tobytes()
    bounds = pairwise((listing.offsets * kind.itemsize).tolist())
    for term, (start, end) in zip(listing.terms, bounds, strict=True):
        yield term_key(term), data[start:end]


@dataclass(frozen=True, slots=True)
class Held:
    """A document of a block, without its text: ``first`` is the number of its first passage."""

    document: Document
    first: int
    kinds: str
    lengths: tuple[int, ...]
    headings: tuple[str, ...]
    parts: tuple[str, ...]


class Block:
    """A block as it is read: all that is known of it beside its postings and its texts."""

    def __init__(self, number: int, rows: bytes) -> None:
        read = json.loads(_read(rows))
        self.number = number
        self.issues: tuple[Issue, ...] = tuple(map(load_issue, read["issues"]))
        firsts = accumulate((len(row["kinds"]) for row in read["documents"]), initial=0)
        self.documents = tuple(map(_held, read["documents"], firsts))
        self.size = sum(len(held.kinds) for held in self.documents)
        self._bits: int = read["bits"]

    def places(self, data: bytes, base: int, alive: Bools | None) -> Ints:
        """The places of a term in the archive, where the block's passages begin at ``base``; only
        those of passages that are ``alive``, None for all. Raises ValueError for what is none.
        """
        local = self._local(data)
        if (local[1:] < local[:-1]).any() or any(local[-1:] >> self._bits >= self.size):
            raise ValueError("places out of order")
        if alive is not None:
            local = local[alive[local >> self._bits]]
        passages = (local >> self._bits).astype(np.int64) + base
        positions = (local & ((1 << self._bits) - 1)).astype(np.int64)
        found: Ints = (passages << PLACE_BITS) | positions
        return found

    def begins(self, data: bytes, base: int, places: Ints) -> Bools:
        """At which of some places in the archive a term begins, without unpacking its places."""
        local = self._local(data)
        passages, positions = (places >> PLACE_BITS) - base, places & ((1 << PLACE_BITS) - 1)
        inside = (passages >= 0) & (passages < self.size) & (positions < 1 << self._bits)
        wanted = ((passages << self._bits) | positions)[inside].astype(local.dtype)
        inside[inside] = among(wanted, local)
        return inside

    def _local(self, data: bytes) -> NDArray[np.unsignedinteger]:
        return np.frombuffer(data, dtype=_KINDS[self._bits])


def _held(row: dict[str, Any], first: int) -> Held:
    return Held(
        load_document(row["about"]),
        first,
        row["kinds"],
        tuple(row["lengths"]),
        tuple(row["headings"]),
        tuple(row["parts"]),
    )


def read_document(record: bytes) -> Document:
    """A document with its text."""
    return load_document(_read(record))


def read_passages(record: bytes) -> list[bytes]:
    """The passages of a document, each as ``read_passage`` has it."""
    return record.split(b"\n")


def read_passage(line: bytes) -> Passage:
    """A passage."""
    return load_passage(_read(line))


def read_vocabulary(record: bytes) -> dict[str, int]:
    """The words of a block, each with the number of passages that hold it."""
    words: dict[str, int] = json.loads(_read(record))
    return words


# JSON may hold half of a surrogate pair that stands in a text.
def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _read(record: bytes) -> str:
    return record.decode("utf-8", "surrogatepass")
