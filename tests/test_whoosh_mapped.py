"""Segments are read in place: what a mapped file gives, and that no file is copied into memory."""

from __future__ import annotations

import io
import pickle
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine import open_engine
from search.folder import Place
from search.whoosh_mapped import MappedFile, MappingStorage
from tests.material import sample_edition
from tests.tiny_archive import archive_at

CONTENT = b"abc\ndefghij\n\nklmnopqrstuvwxyz"
CALLS = st.one_of(
    st.tuples(st.just("read"), st.tuples(st.integers(-1, 40))),
    st.tuples(st.just("seek"), st.tuples(st.integers(0, 40))),
    st.tuples(st.just("seek"), st.tuples(st.integers(0, 5), st.just(1))),
    st.tuples(st.just("seek"), st.tuples(st.integers(-5, 3), st.just(2))),
    st.tuples(st.just("readline"), st.just(())),
)


@given(st.lists(CALLS, max_size=12))
def test_it_reads_like_a_file(calls: list[tuple[str, tuple[int, ...]]]) -> None:
    mapped, plain = MappedFile(memoryview(CONTENT)), io.BytesIO(CONTENT)
    for name, arguments in calls:
        given_, expected = getattr(mapped, name)(*arguments), getattr(plain, name)(*arguments)
        assert mapped.tell() == plain.tell()
        if name != "seek":
            assert given_ == expected


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_part_is_a_file_of_its_own(start: int, length: int, at: int, size: int) -> None:
    part = MappedFile(memoryview(CONTENT)).subset(start, length)
    expected = CONTENT[start : start + length]
    assert part.get(at, size) == expected[at : at + size]
    assert part.subset(at, size).read() == expected[at : at + size]


def test_there_is_nothing_before_its_beginning() -> None:
    with pytest.raises(ValueError, match="beginning"):
        MappedFile(memoryview(CONTENT)).seek(-1)


def test_pickles_are_loaded_one_after_the_other() -> None:
    things = [{"a": [1, "二"]}, None, ("x" * 5000,)]
    mapped = MappedFile(memoryview(b"".join(pickle.dumps(each, 2) for each in things)))
    assert [mapped.read_pickle() for _ in things] == things


def test_only_segments_are_mapped(tmp_path: Path) -> None:
    folder = archive_at(1, Place("whoosh", tmp_path / "archive")).folder
    storage = MappingStorage(str(folder))
    kinds = {path.suffix: storage.open_file(path.name) for path in folder.glob("*g1*")}
    assert {suffix: type(file) is MappedFile for suffix, file in kinds.items()} == {
        ".seg": True,
        ".toc": False,
    }
    kinds[".toc"].close()


@pytest.mark.slow
def test_a_reader_and_a_writer_copy_no_segment(tmp_path: Path) -> None:
    folder = str(tmp_path / "archive")
    open_engine(folder, "write").add([sample_edition()])
    size = sum(path.stat().st_size for path in Path(folder).glob("*.seg"))
    tracemalloc.start()
    try:
        reader, writer = open_engine(folder), open_engine(folder, "write")
        assert reader.stats().issues == 1
        writer.remove(["none"])
        assert tracemalloc.get_traced_memory()[1] < size / 3
    finally:
        tracemalloc.stop()
