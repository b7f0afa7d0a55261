"""Postings in Whoosh's files: what was written of each term is read again, by rows."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence
from whoosh.matching import ListMatcher

from search.whoosh_codec import PackedCodec
from search.whoosh_mapped import MappedFile

Rows = dict[int, bytes]
FORMAT = Existence()

_rows = st.dictionaries(st.integers(0, (1 << 32) - 1), st.binary(max_size=40), min_size=1)


def written(terms: list[Rows]) -> tuple[bytes, list[W3TermInfo]]:
    """A file with the postings of some terms, and what is known of each."""
    storage = RamStorage()
    file = storage.create_file("postings")
    writer, infos = PackedCodec().postings_writer(file), []
    for rows in terms:
        writer.start_postings(FORMAT, W3TermInfo())
        for row, data in sorted(rows.items()):
            writer.add_posting(row, 1.0, data)
        infos.append(writer.finish_postings())
        assert not writer.written()
    file.close()
    return storage.files["postings"], infos


def matcher(content: bytes, info: W3TermInfo, **how: Any) -> ListMatcher:
    file = MappedFile(memoryview(content))
    return PackedCodec().postings_reader(file, info, FORMAT, **how)


def read(found: ListMatcher) -> Rows:
    rows: Rows = {}
    while found.is_active():
        rows[found.id()] = found.value()
        found.next()
    return rows


@given(st.lists(_rows, max_size=5))
@example([{0: b""}, {(1 << 32) - 1: bytes(100_000), 7: b"\0"}])
def test_postings_are_given_back(terms: list[Rows]) -> None:
    content, infos = written(terms)
    assert len(content) == sum(4 + 8 * len(rows) + sum(map(len, rows.values())) for rows in terms)
    for rows, info in zip(terms, infos, strict=True):
        assert read(matcher(content, info)) == rows
        assert list(matcher(content, info).all_ids()) == sorted(rows)
        # As it is read from a segment.
        kept = W3TermInfo.from_bytes(info.to_bytes())
        assert read(matcher(content, kept)) == rows
        assert info.doc_frequency() == kept.doc_frequency() == len(rows)
        assert (info.min_id(), info.max_id()) == (min(rows), max(rows))


def test_a_scorer_is_of_no_use() -> None:
    content, (info,) = written([{3: b"x"}])
    assert read(matcher(content, info, scorer=object())) == {3: b"x"}


def test_what_is_cut_off_is_an_error() -> None:
    content, (info,) = written([{3: b"abcd", 5: b"efgh"}])
    for length in range(4 + 2 * 8):
        with pytest.raises(struct.error):
            matcher(content[:length], info)


def test_a_count_that_is_damaged_is_an_error() -> None:
    content, (info,) = written([{3: b"abcd"}])
    with pytest.raises(struct.error):
        matcher(b"\xff\xff\xff\xff" + content[4:], info)
