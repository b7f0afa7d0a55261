"""A block gives back what was packed in it: places, records, words, by their terms."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search import block as blocks
from search.analysis import BORDER
from search.block import ROWS, WORDS, Block, Content, read_document, read_vocabulary, term_key
from search.document import Block as Printed
from search.document import Document, Footnote, Issue, passages
from search.engine import ENGINES, open_engine
from search.inversion import Inversion, Listing, invert
from search.places import PLACE_BITS
from search.query import Query
from search.records import described
from search.sources import Source
from tests.material import document, made_edition
from tests.test_inversion import expected

Places = list[tuple[int, int]]
NARROW = (1 << 16) - 1

_numbers = st.integers(0, NARROW) | st.integers(0, 9)
_wide = _numbers | st.integers(0, (1 << 31) - 1)


def listing_of(terms: dict[str, Places]) -> Listing:
    every = [place for _, places in sorted(terms.items()) for place in sorted(places)]
    sizes = [len(places) for _, places in sorted(terms.items())]
    passages_, positions = np.array(every, dtype=np.uint32).reshape(-1, 2).T
    offsets = np.cumsum([0, *sizes], dtype=np.int64)
    return Listing(sorted(terms), offsets, passages_, positions)


def inversion_of(count: int, **fields: Listing) -> Inversion:
    """What is listed, over one document of so many passages."""
    lengths = np.ones(count, dtype=np.uint32)
    every = {name: fields.get(name, listing_of({})) for name in ("words", "tokens", "pairs")}
    return Inversion(("p" * count,), (lengths,), every)


def written(content: Content, inverted: Inversion) -> dict[str, bytes]:
    found = list(blocks.records(content, inverted))
    assert len(dict(found)) == len(found)
    return dict(found)


def read(inverted: Inversion, terms: dict[str, Places], base: int, alive: list[bool]) -> None:
    """Each term's places are there again, those of passages that are alive, after ``base``."""
    content = Content((), (document(1, "标题"),))
    block = Block(7, written(content, inverted)[ROWS])
    packed = dict(blocks.packed(inverted.fields["pairs"], blocks.bits(inverted)))
    assert set(packed) == set(terms)
    for term, places in terms.items():
        whole = [(base + passage) << PLACE_BITS | at for passage, at in sorted(places)]
        assert block.places(packed[term], base, None).tolist() == whole
        steps = (0, 1, -1, NARROW + 1, 1 << PLACE_BITS, -1 << PLACE_BITS)
        near = np.array([each + step for each in whole for step in steps], dtype=np.int64)
        begins = block.begins(packed[term], base, near)
        assert begins.tolist() == [each in set(whole) for each in near.tolist()]
        left = [each for each in whole if alive[(each >> PLACE_BITS) - base]]
        found = block.places(packed[term], base, np.array(alive, dtype=np.bool_))
        assert (found.tolist(), found.dtype) == (left, np.int64)


@given(
    st.dictionaries(
        st.text("甲乙丙丁", min_size=1, max_size=3),
        st.sets(st.tuples(st.integers(0, 30), _wide), min_size=1, max_size=9),
        max_size=4,
    ),
    st.integers(0, 1 << 30),
    st.lists(st.booleans(), min_size=31, max_size=31),
)
@example({"甲": {(0, NARROW), (30, NARROW)}}, 5, [True, *[False] * 30])
@example({"甲": {(0, NARROW + 1), (30, 0)}, "乙": {(0, 0)}}, 0, [False] * 31)
def test_places_are_given_back(
    terms: dict[str, set[tuple[int, int]]], base: int, alive: list[bool]
) -> None:
    listed = {term: list(places) for term, places in terms.items()}
    read(inversion_of(31, pairs=listing_of(listed)), listed, base, alive)


@pytest.mark.parametrize(
    ("passage", "position", "width"),
    [
        (NARROW, NARROW, 16),
        (NARROW + 1, 0, 32),
        (0, NARROW + 1, 32),
        (NARROW + 1, NARROW + 1, 32),
        (99_999, (1 << 32) - 1, 32),
    ],
)
def test_halves_are_as_wide_as_the_largest_needs(passage: int, position: int, width: int) -> None:
    terms: dict[str, Places] = {"甲": [(0, 0), (passage, position)], "乙": [(3, 1)]}
    inverted = inversion_of(100_000, pairs=listing_of(terms), words=listing_of({"丙": [(1, 1)]}))
    assert blocks.bits(inverted) == width
    alive = [True] * 100_000
    read(inverted, terms, 40, alive)
    read(inverted, terms, 0, [*alive[:passage], False, *alive[passage + 1 :]])


def test_one_field_is_as_wide_as_all() -> None:
    """A block has one width, whichever field needs it."""
    wide = inversion_of(
        3, pairs=listing_of({"甲": [(1, 2)]}), tokens=listing_of({"乙": [(0, 70_000)]})
    )
    assert blocks.bits(wide) == 32
    read(wide, {"甲": [(1, 2)]}, 0, [True] * 3)


def test_a_block_of_nothing() -> None:
    block = Block(1, written(Content(), invert(()))[ROWS])
    assert (block.size, block.documents, block.issues) == (0, (), ())


# Records

_texts = st.text(st.characters() | st.sampled_from('\ud800\udfff民政\n"\\\x00'), max_size=8)
_said = st.none() | _texts


@st.composite
def documents(draw: st.DrawFn, number: int = 0) -> Document:
    kinds = st.sampled_from(["heading", "paragraph", "table", "signature"])
    parts = st.none() | st.sampled_from(["附件1", "附件2"])
    printed = draw(st.lists(st.tuples(kinds, _texts, parts), max_size=4))
    return Document(
        f"d{number}",
        "i",
        draw(_texts),
        draw(_said),
        draw(_said),
        draw(_said),
        draw(st.none() | st.dates()),
        addressees=tuple(draw(st.lists(_texts, max_size=2))),
        blocks=tuple(
            Printed(kind, f"p{at}", text, part=part)
            for at, (kind, text, part) in enumerate(printed)
        ),
        footnotes=tuple(
            Footnote("1", f"n{at}", t) for at, t in enumerate(draw(st.lists(_texts, max_size=2)))
        ),
    )


_contents = st.integers(0, 3).flatmap(lambda n: st.tuples(*map(documents, range(n))))


@given(_contents, st.lists(_texts, max_size=2))
@example((document(1, "\ud800", "a\udc00b", "\ud800\udc00"),), ["\udfff"])
def test_records_are_given_back(found: tuple[Document, ...], titles: list[str]) -> None:
    issues = tuple(
        Issue(f"i{at}", title, 2018, published=date(2018, 1, 1), sources=(Source(title),))
        for at, title in enumerate(titles)
    )
    records = written(Content(issues, found), invert(found))
    assert {type(data) for data in records.values()} == {bytes}
    block = Block(3, records[ROWS])
    assert block.issues == issues
    assert [held.document for held in block.documents] == list(map(described, found))
    assert block.size == sum(len(passages(each)) for each in found)
    _, lengths = expected(found)
    first = 0
    for place, (held, whole) in enumerate(zip(block.documents, found, strict=True)):
        assert read_document(records[blocks.whole(place)]) == whole
        assert held.first == first
        assert (len(held.kinds), list(held.lengths)) == (len(lengths[place]), lengths[place])
        assert held.headings == tuple(b.text for b in whole.blocks if b.kind == "heading")
        assert set(held.parts) == {b.part for b in whole.blocks if b.part}
        assert len(set(held.parts)) == len(held.parts)
        first += len(held.kinds)


# Words


def counted(found: Sequence[Document]) -> Counter[str]:
    """In how many passages each word stands, by going through them."""
    words = expected(found)[0]["words"]
    spread = {word: {passage for passage, _ in places} for word, places in words.items()}
    return Counter({word: len(passages) for word, passages in spread.items() if word != BORDER})


def test_each_word_has_its_number_of_passages() -> None:
    found = (*made_edition().documents, document(4, "民政民政", "民政", "人民政府民政部民政"))
    records = written(Content((), found), invert(found))
    assert read_vocabulary(records[WORDS]) == counted(found)
    assert counted(found)["民政"] > 4


@given(st.lists(st.text("民政人府的a1 。\ud800", max_size=12), min_size=1, max_size=5))
def test_words_are_counted_in_any_texts(texts: list[str]) -> None:
    found = (document(1, *texts), document(2, *texts[:1]))
    records = written(Content((), found), invert(found))
    assert read_vocabulary(records[WORDS]) == counted(found)


# Terms


@given(st.text("ab民", max_size=300), st.text("ab民", max_size=300))
@example("a" * 200, "a" * 201)
@example("a" * 201, "a" * 202)
@example("a" * 200 + "b", "a" * 200 + "c")
def test_terms_that_differ_have_names_that_differ(one: str, other: str) -> None:
    assert (term_key(one) == term_key(other)) is (one == other)
    assert term_key(one) == (one if len(one) <= 200 else term_key(one))
    assert len(term_key(one)) <= 200 + 1 + 64


def test_a_long_term_is_named_by_its_beginning_and_its_hash() -> None:
    term = "a" * 1000
    assert term_key(term) == f"{'a' * 200}#{hashlib.sha256(term.encode()).hexdigest()}"


@pytest.mark.parametrize("prefix", ENGINES)
def test_long_terms_are_found(prefix: str, tmp_path: Path) -> None:
    long = "x" * 400
    texts = {"m1": f"民政{long}", "m2": f"民政{long}y", "m3": f"民政{long[:199]}"}
    documents = [document(int(each[1]), "标题", text) for each, text in texts.items()]
    documents.append(document(4, "标题", "y" * 70_000))
    engine = open_engine(f"{prefix}:{tmp_path / 'archive'}", "write")
    engine.add([replace(made_edition(), documents=tuple(documents))])
    for each, text in texts.items():
        for query in (text.removeprefix("民政"), f'"{text}"', f'"政{text[2:]}"'):
            hits = engine.search(Query(query)).hits
            assert [hit.document.id for hit in hits] == [each], (each, query[:9])
    assert engine.document("m4") == documents[-1]
    engine.close()
