"""The inversion of many passages holds what a reading of one after another finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.collection import read_corpus
from search import inversion
from search.analysis import BORDER, analyse, borders, pairs
from search.columns import FORMAL_LETTER, KIND_LETTERS, TITLE_LETTER
from search.document import Block, Document, Footnote, passages
from search.folding import is_han
from search.inversion import FIELDS, Inversion, Listing, invert, merged
from tests.gazette import NOTICE
from tests.material import ROOT, document, made_edition, sample_edition

LAWS = ROOT.parent / "shared" / "corpora" / "laws.jsonl.xz"

Occurrences = dict[str, list[tuple[int, int]]]
#: What has rules of its own when it is folded, cut into tokens or into words.
TRAPS = (
    *"人民政府办公厅发展发發的〇々㐀龘𠀀",
    *"19,.%‰aBé①⒈㎡㈱ﬁ²＋１，Ａ",
    *"。！？；;!?｡¶|《、",
    *" \t\n\u3000\u200b\u200d\ufe0f\u0301\u3099\u00ad\u2028\x1f",
    *"ガｶﾞ각\u1100\u1161㍿\ud800\udc00\U000e0100",
    "人民政府",
    "1,234",
    "1,234,567.8",
)
texts = st.text(st.sampled_from([c for c in TRAPS if len(c) == 1]), max_size=12) | st.lists(
    st.sampled_from(TRAPS), max_size=25
).map("".join)


def read(text: str) -> tuple[dict[str, list[tuple[str, int]]], int]:
    """The terms of a passage with their places, by field, and its number of words."""
    analysed = analyse(text)
    tokens = [token.text for token in analysed.tokens]
    words = [word for word in analysed.words if len(word.text) > 1 or not is_han(word.text)]
    fields = {
        "words": [
            *((word.text, word.at) for word in words),
            *((BORDER, place) for place in borders(analysed.words)),
        ],
        "tokens": [(token, at) for at, token in enumerate(tokens)],
        "pairs": [(pair, at) for at, pair in enumerate(pairs(tokens))],
    }
    return fields, sum(not word.part for word in analysed.words)


def expected(documents: Sequence[Document]) -> tuple[dict[str, Occurrences], list[list[int]]]:
    found: dict[str, Occurrences] = {field: {} for field in FIELDS}
    lengths: list[list[int]] = []
    number = 0
    for each in documents:
        lengths.append([])
        for passage in passages(each):
            fields, length = read(passage.text)
            lengths[-1].append(length)
            for field, terms in fields.items():
                for term, at in sorted(terms):
                    found[field].setdefault(term, []).append((number, at))
            number += 1
    return found, lengths


def occurrences(listing: Listing) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    places = list(zip(listing.passages.tolist(), listing.positions.tolist(), strict=True))
    ends = listing.offsets.tolist()
    assert ends[0] == 0
    assert ends[-1] == len(places)
    for term, start, end in zip(listing.terms, ends, ends[1:], strict=False):
        yield term, places[start:end]


def holds(documents: Sequence[Document], inversion: Inversion) -> None:
    fields, lengths = expected(documents)
    assert [each.tolist() for each in inversion.lengths] == lengths
    assert [len(each) for each in inversion.letters] == list(map(len, lengths))
    assert set(inversion.fields) == set(fields)
    for field, listing in inversion.fields.items():
        assert list(occurrences(listing)) == sorted(fields[field].items()), field
        assert (listing.passages.dtype, listing.positions.dtype) == (np.uint32, np.uint32)


def same(one: Inversion, other: Inversion) -> None:
    assert one.letters == other.letters
    assert [each.tolist() for each in one.lengths] == [each.tolist() for each in other.lengths]
    for field in FIELDS:
        assert list(occurrences(one.fields[field])) == list(occurrences(other.fields[field]))


def titled(number: int, some: Sequence[str]) -> Document:
    """A document of some texts; those that are empty are no passages."""
    return document(number, *(some or ("",)))


def test_made_documents_are_inverted_as_they_are_read() -> None:
    documents = (*made_edition().documents, NOTICE)
    holds(documents, invert(documents))


@pytest.mark.slow
def test_the_sample_is_inverted_as_it_is_read() -> None:
    documents = sample_edition().documents
    holds(documents, invert(documents))


def test_letters_tell_titles_what_is_formal_and_kinds() -> None:
    signed = Block("signature", "p1", "吉林省人民政府"), Block("date", "p2", "2020年1月9日")
    blocks = Block("title", "p0", "通知", level=0), *signed, Block("title", "p3", "附件", level=0)
    table = Block("table", "p4", "年份\t金额")
    noted = replace(
        document(1, "意见", "一、"), blocks=(*blocks, table), footnotes=(Footnote("1", "n1", "注"),)
    )
    untitled = replace(noted, blocks=(Block("paragraph", "p0", "正文"),), footnotes=())
    assert invert([noted, untitled, NOTICE]).letters[:2] == (
        f"{TITLE_LETTER}{FORMAL_LETTER * 2}"
        f"{KIND_LETTERS['heading']}{KIND_LETTERS['table']}{KIND_LETTERS['footnote']}",
        KIND_LETTERS["paragraph"],
    )


@given(st.lists(st.lists(texts, max_size=4), max_size=3))
@example([["甲。", "。乙"], ["1", "2"], ["人民", "政府"], ["1,", "234"], ["a", "\u0301"]])
@example([["。 \n。！", "见①2017年"], ["e\u0301人\u0301民"]])
@example([["\ud800人\udc00民\ud800"]])
@example([[], [""], ["，"]])
def test_any_texts_are_inverted_as_they_are_read(found: list[list[str]]) -> None:
    documents = [titled(number, some) for number, some in enumerate(found)]
    holds(documents, invert(documents))


@given(st.lists(st.lists(st.lists(texts, max_size=3), max_size=3), max_size=4))
def test_parts_are_merged_into_what_they_are_together(found: list[list[list[str]]]) -> None:
    parts = [[titled(number, some) for number, some in enumerate(each)] for each in found]
    whole = invert([document for part in parts for document in part])
    same(merged([invert(part) for part in parts]), whole)


@pytest.mark.parametrize("room", [1, 300, 5_000])
def test_long_documents_are_inverted_a_stretch_at_a_time(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    documents = sample_edition().documents[:3]
    whole = invert(documents)
    monkeypatch.setattr(inversion, "_STRETCH", room)
    texts = [passage.text for each in documents for passage in passages(each)]
    assert len(list(inversion._stretches(texts))) > 3
    same(invert(documents), whole)
    same(invert(()), merged([invert(())]))


@pytest.mark.slow
def test_a_long_run_is_cut_in_windows() -> None:
    documents = [document(1, "吉林省人民政府办公厅关于加强农村供水保障工作" * 60, "〇人" * 700)]
    holds(documents, invert(documents))


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not LAWS.exists(), reason="the collection of laws is not beside the checkout")
def test_laws_are_inverted_as_they_are_read() -> None:
    documents = [each for edition in read_corpus(str(LAWS)) for each in edition.documents]
    some = [each for each in documents[::5] if len(each.blocks) < 60]
    assert len(some) > 200
    whole = invert(some)
    holds(some, whole)
    same(merged([invert(some[start : start + 7]) for start in range(0, len(some), 7)]), whole)
