"""What every engine has to say of its archive: what is held, counted over time and by category.

Like the contract of matching it knows no engine: each answer is held against a plain count over
the passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest

from search.counts import Stats
from search.document import Edition, Issue
from search.engine import Engine
from search.query import FACETS, SORTS, VIEWS, Query
from tests import online
from tests.engine_contract import Reading, every_hit, key
from tests.material import document, made_edition, sample_edition

ASKED = ["发展", "民政", '"人民政府"', "数据 平台", ""]


def _decades() -> Edition:
    """An issue with documents of several years: more than a timeline tells months of."""
    dates = [date(2001, 5, 1), date(2003, 12, 31), date(2003, 1, 1), date(2010, 2, 3), None]
    documents = [
        document(
            i, f"标题{i}", "民政工作。", "其他工作。", issue="old", issued=day, category="民生类"
        )
        for i, day in enumerate(dates)
    ]
    issue = Issue("old", "四川省人民政府公报", 2011, 1, published=date(2011, 1, 15))
    return Edition(issue, tuple(documents))


class ArchiveContract:
    """Inherit it beside EngineContract and give the fixture ``make``."""

    @pytest.fixture(scope="class")
    @classmethod
    def old(cls, make: Callable[[], Engine]) -> Iterator[tuple[Engine, Reading]]:
        engine = make()
        engine.add([sample_edition(), _decades()])
        yield engine, Reading(sample_edition(), _decades())
        engine.close()

    # What is held

    def test_the_catalogue_lists_every_document_in_printed_order(self, engine: Engine) -> None:
        catalogue = engine.catalogue()
        assert catalogue.issues == engine.issues()
        for edition in (sample_edition(), made_edition()):
            held = catalogue.of_issue(edition.issue.id)
            assert [h.document.id for h in held] == [d.id for d in edition.documents]
            assert {h.issue.id for h in held} == {edition.issue.id}
        assert sum(holding.passages for holding in catalogue.holdings) == engine.stats().passages
        assert len(catalogue.holdings) == engine.stats().documents

    def test_the_catalogue_finds_by_id_number_and_title(self, engine: Engine) -> None:
        catalogue = engine.catalogue()
        for each in sample_edition().documents:
            holding = catalogue.holding(each.id)
            assert holding is not None
            assert holding.document == replace(each, blocks=(), footnotes=())
            assert holding in [named.holding for named in catalogue.named(each.title)]
            if each.number:
                assert catalogue.numbered(each.number) == (holding,)
        assert catalogue.holding("nothing") is None
        assert catalogue.numbered("吉政发〔2017〕99号") == ()
        assert catalogue.named("没有这样一份文件的通知") == ()

    def test_the_catalogue_follows_a_change(self, empty: Engine) -> None:
        assert empty.catalogue().holdings == ()
        empty.add([_decades()])
        assert len(empty.catalogue().holdings) == 5
        empty.remove(["old"])
        assert empty.catalogue().holdings == ()

    # Facets in full

    @pytest.mark.parametrize("text", ASKED)
    def test_a_facet_in_full_counts_every_value(
        self, engine: Engine, reading: Reading, text: str
    ) -> None:
        query = Query(text, category=("发展类",), year=("2017",))
        _, hits = every_hit(engine, replace(query, category=(), year=()))
        found = {key(hit) for hit in hits}
        for name in FACETS:
            others = {f: query.chosen(f) for f in FACETS if f != name}
            expected = Counter(reading.facet(name, k) for k in reading.narrowed(found, **others))
            expected.pop(None, None)
            facet = engine.facet(query, name)
            assert {v.value: v.count for v in facet.values if v.count} == expected, name
            assert {v.value for v in facet.values if v.selected} == set(query.chosen(name))

    def test_years_and_issues_stand_latest_first(self, old: tuple[Engine, Reading]) -> None:
        engine, _ = old
        years = [value.value for value in engine.facet(Query(), "year").values]
        assert (
            years == sorted(years, reverse=True) == ["2018", "2017", "2011", "2010", "2003", "2001"]
        )
        issues = [value.value for value in engine.facet(Query(), "issue").values]
        assert issues == [issue.id for issue in engine.issues()]

    def test_web_pages_are_no_issues_to_choose_from(self, empty: Engine) -> None:
        empty.add(online.EDITIONS)
        (issue,) = empty.facet(Query("监测"), "issue").values
        assert (issue.value, issue.count) == ("hd-2021-03", 2)
        # One that is asked for is there all the same, with what it holds.
        results = empty.search(Query("监测", issue=("whealth",)))
        (issues,) = (facet.values for facet in results.facets if facet.name == "issue")
        assert {each.value: (each.count, each.selected) for each in issues} == {
            "hd-2021-03": (2, False),
            "whealth": (results.total, True),
        }
        assert results.total == 2

    def test_an_issue_has_its_documents_whatever_source_their_text_is_from(
        self, empty: Engine
    ) -> None:
        empty.add(online.EDITIONS)
        for issue, documents in {
            "hd-2021-03": {"dwater", "dgrain", "dseed"},
            online.WATER_PAGE.id: {"dwater"},
            "whealth": {"dhealth"},
        }.items():
            query = Query(issue=(issue,), size=100)
            results = empty.search(query)
            assert {hit.document.id for hit in results.hits} == documents
            for name, known in (("issue", issue), ("document", "")):
                values = {v.value: v.count for v in empty.facet(query, name).values}
                if known:
                    assert values[known] == results.total
                else:
                    assert set(values) == documents
        both = Query(issue=("hd-2021-03", "whealth"), size=100)
        assert len({hit.document.id for hit in empty.search(both).hits}) == 4

    def test_issues_web_pages_and_documents_are_counted_apart(self, empty: Engine) -> None:
        assert empty.stats() == Stats(0, 0, 0, 0)
        empty.add(online.EDITIONS)
        documents = [d for edition in online.EDITIONS for d in edition.documents]
        passages = sum(len(d.blocks) for d in documents)
        # A page counts also where its document is held from the gazette, and where it has none.
        assert empty.stats() == Stats(1, len(online.PAGES), len(documents), passages)

    # Over time

    @pytest.mark.parametrize("text", ASKED)
    def test_a_timeline_counts_each_passage_once(
        self, old: tuple[Engine, Reading], text: str
    ) -> None:
        engine, reading = old
        query = Query(text, category=("民生类", "发展类"))
        results, hits = every_hit(engine, query)
        days = [reading.day(key(hit)) for hit in hits]
        for narrowed in (
            query,
            replace(query, since=date(2003, 1, 1)),
            replace(query, year=("1999",)),
        ):
            periods = engine.search(narrowed).timeline
            if narrowed.year:
                assert [p.first.month for p in periods] == list(range(1, 13))
                continue
            assert sum(p.count for p in periods) == results.total
            for period in periods:
                inside = [day for day in days if day and period.first <= day <= period.last]
                assert period.count == len(inside), period
                assert period.first.year == period.last.year

    def test_a_timeline_has_no_gap(self, old: tuple[Engine, Reading]) -> None:
        engine, _ = old
        years = [period.first.year for period in engine.search(Query("民政")).timeline]
        assert years == list(range(2001, 2019))

    def test_the_months_of_one_year(self, old: tuple[Engine, Reading]) -> None:
        engine, _ = old
        asked = Query("民政", since=date(2003, 12, 1), until=date(2003, 12, 31))
        periods = engine.search(asked).timeline
        assert [(p.first.month, p.count) for p in periods if p.count] == [(1, 1), (12, 1)]
        assert [p.first.month for p in periods if p.selected] == [12]
        assert len(periods) == 12

    @pytest.mark.slow
    def test_an_archive_of_few_years_keeps_its_months(self, empty: Engine) -> None:
        empty.add([sample_edition()])
        asked = Query("发展", since=date(2017, 12, 1), until=date(2017, 12, 31))
        for query in (asked, replace(asked, since=None, until=None, year=("2017",)), Query("发展")):
            months = [(p.first.year, p.first.month) for p in empty.search(query).timeline]
            assert months == [(2017, 11), (2017, 12), (2018, 1), (2018, 2), (2018, 3)]

    @pytest.mark.parametrize("text", ASKED)
    def test_a_trend_is_measured_by_all_passages(
        self, old: tuple[Engine, Reading], text: str
    ) -> None:
        engine, reading = old
        for chosen in ({}, {"kind": ("paragraph",)}, {"category": ("民生类",)}):
            query = Query(text, **chosen)  # type: ignore[arg-type]
            _, hits = every_hit(engine, query)
            cells = engine.trend(query)
            every = reading.narrowed(set(reading.passages), **chosen)
            assert {(c.year, c.category): c.hits for c in cells if c.hits} == Counter(
                _cell(reading, key(hit)) for hit in hits
            )
            assert {(c.year, c.category): c.passages for c in cells} == Counter(
                _cell(reading, k) for k in every
            )

    # By document

    @pytest.mark.slow
    @pytest.mark.parametrize("sort", SORTS)
    @pytest.mark.parametrize("text", ASKED)
    def test_documents_are_listed_with_their_best_passages(
        self, engine: Engine, text: str, sort: str
    ) -> None:
        whole, hits = every_hit(engine, Query(text, sort=sort))
        best = every_hit(engine, Query(text))[1]
        order = list(dict.fromkeys(hit.document.id for hit in hits))
        seen: list[str] = []
        for page in range(1, len(order) // 3 + 2):
            results = engine.search(Query(text, sort=sort, view="documents", page=page, size=3))
            assert (results.total, results.documents) == (whole.total, whole.documents)
            for document_id, group in groupby(results.hits, key=lambda hit: hit.document.id):
                found = [key(hit) for hit in group]
                expected = [key(h) for h in best if h.document.id == document_id][:3]
                assert set(found) == set(expected), (text, sort)
                if sort == SORTS[0]:
                    assert found == expected
                seen.append(document_id)
        assert seen == order

    @pytest.mark.parametrize("text", ASKED)
    def test_a_hit_says_how_many_its_document_has(self, engine: Engine, text: str) -> None:
        _, hits = every_hit(engine, Query(text))
        counts = Counter(hit.document.id for hit in hits)
        for view in VIEWS:
            for hit in engine.search(Query(text, view=view)).hits:
                assert hit.found == counts[hit.document.id]

    def test_a_hit_says_its_printed_page(self, empty: Engine) -> None:
        edition = _decades()
        first = edition.documents[0]
        blocks = tuple(replace(block, page=7) for block in first.blocks)
        empty.add([replace(edition, documents=(replace(first, blocks=blocks),))])
        assert [hit.page for hit in empty.search(Query("民政")).hits] == [7]


def _cell(reading: Reading, k: tuple[str, str]) -> tuple[object, object]:
    return reading.facet("year", k) or "", reading.facet("category", k) or ""
