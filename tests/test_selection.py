"""What a query left, counted: per document, per value of a facet, per time; and its slots."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.columns import Columns, Row
from search.document import PASSAGE_KINDS, Document, Issue
from search.facets import LISTED, Facets
from search.narrowing import Choices, Narrowed, Narrowing
from search.query import Query
from search.selection import Selection
from search.slots import Slots
from search.timeline import timeline

RANDOMS = st.randoms(use_true_random=False)
ISSUES = (Issue("i0", "公报", 2018), Issue("i1", "公报", 2019), Issue("w", online=True))


def archive(rng: Random) -> Columns:
    """Documents of all sorts, some without a date, a category or an issuer; holes between."""
    rows, first = [], 0
    for i in range(rng.randint(1, 70)):
        first += rng.randint(0, 2)
        kinds = "".join(rng.choice("Thpfts") for _ in range(rng.randint(1, 4)))
        day = date(rng.randint(1999, 2004), rng.randint(1, 12), rng.randint(1, 28))
        issue = rng.choice(ISSUES)
        document = Document(
            f"d{i}",
            issue.id,
            f"第{i}号",
            issuer=rng.choice((None, "甲厅", "乙局")),
            category=rng.choice((None, "政务", "民生")),
            issued=rng.choice((day, day, day, None)),
        )
        rows.append(Row(document, issue, first, kinds, (1,) * len(kinds)))
        first += len(kinds)
    return Columns(rows, first + rng.randint(0, 2), ISSUES)


def some(columns: Columns, rng: Random) -> Selection:
    share = rng.choice((0.05, 0.6, 1.0))
    chosen = np.array([rng.random() < share for _ in range(columns.size)], dtype=np.bool_)
    return Selection(columns, columns.is_passage & chosen)


def documents_of(selection: Selection) -> list[Document]:
    """For each passage that is selected its document, read off one by one."""
    rows, numbers = selection.columns.rows, np.flatnonzero(selection.mask)
    return [
        row.document
        for number in numbers
        for row in rows
        if row.first <= number < row.first + len(row.kinds)
    ]


@given(RANDOMS)
def test_a_selection_counts_its_passages_and_documents(rng: Random) -> None:
    selection = some(archive(rng), rng)
    found = documents_of(selection)
    assert selection.total == len(found)
    held = {document.id for document in found}
    assert {selection.columns.ids[each] for each in selection.documents} == held
    counts = Counter(document.id for document in found)
    assert selection.per_document.tolist() == [counts[i] for i in selection.columns.ids]
    slots = [i for i in range(selection.total) if rng.random() < 0.5]
    only = selection.only(np.array(slots, dtype=np.int64))
    assert only.passages.tolist() == [selection.passages.tolist()[slot] for slot in slots]


@given(RANDOMS)
def test_slots_are_where_postings_meet_a_selection(rng: Random) -> None:
    selection = some(archive(rng), rng)
    everything = np.flatnonzero(selection.columns.is_passage).tolist()
    listed = sorted(rng.sample(everything, rng.randint(0, len(everything))))
    counts = [float(rng.randint(1, 5)) for _ in listed]
    chosen = selection.passages.tolist()
    expected = [(chosen.index(n), c) for n, c in zip(listed, counts, strict=True) if n in chosen]
    found = Slots(selection).of(np.array(listed, dtype=np.int64), np.array(counts))
    assert list(zip(*(each.tolist() for each in found), strict=True)) == expected


@pytest.mark.slow
@given(RANDOMS)
def test_facets_and_times_count_what_the_other_filters_leave(rng: Random) -> None:
    columns = archive(rng)
    query = Query(
        category=rng.choice(((), ("政务",))),
        year=rng.choice(((), ("2000", "2001"))),
        kind=rng.choice(((), ("heading", "paragraph"))),
        since=rng.choice((None, date(2000, 6, 1))),
        issue=rng.choice(((), ("i0", "w"))),
    )
    base = some(columns, rng)
    narrowed = Narrowed(columns, Narrowing(Choices(columns), query), base.mask)

    def left(*leave_out: str) -> list[tuple[Document, str]]:
        """The passages that all filters leave but some, with their kinds, one by one."""
        kinds = [PASSAGE_KINDS[columns.kind[number]] for number in base.passages]
        tests = {
            "category": lambda d, k: d.category in query.category,
            "year": lambda d, k: d.issued is not None and str(d.issued.year) in query.year,
            "kind": lambda d, k: k in query.kind,
            "issue": lambda d, k: d.issue in query.issue,
            "date": lambda d, k: d.issued is not None and d.issued >= query.since,
        }
        asked = {name for name in tests if name != "date" and query.chosen(name)}
        asked |= {"date"} if query.since else set()
        both = zip(documents_of(base), kinds, strict=True)
        return [each for each in both if all(tests[name](*each) for name in asked - {*leave_out})]

    expected = {
        "category": Counter(d.category for d, _ in left("category") if d.category),
        "kind": Counter(kind for _, kind in left("kind")),
        "issuer": Counter(d.issuer for d, _ in left("issuer") if d.issuer),
        "year": Counter(str(d.issued.year) for d, _ in left("year") if d.issued),
        "issue": Counter(d.issue for d, _ in left("issue") if d.issue != "w" or query.issue),
        "document": Counter(d.id for d, _ in left("document")),
    }
    for facet in Facets(columns, query, narrowed).count():
        counts = {each.value: each.count for each in facet.values if each.count}
        shown = expected[facet.name]
        if facet.name == "document" and len(shown) > LISTED:
            assert sorted(counts.values()) == sorted(shown.values())[-LISTED:]
        else:
            assert counts == dict(shown)
    for period in timeline(columns, query, narrowed):
        inside = [d for d, _ in left("date", "year") if d.issued and period.first <= d.issued]
        assert period.count == sum(d.issued <= period.last for d in inside if d.issued)
