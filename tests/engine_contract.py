"""What every engine must do, held against a reading of the passages without any index.

Knows no engine: a test class per engine inherits it and says how one is made.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from search.document import Document, Edition, Passage
from search.engine import Engine
from search.functionwords import FUNCTION_CHARACTERS
from search.query import FACETS, Query
from search.results import Hit, Results
from tests import oracle
from tests.material import all_passages, document, made_edition, sample_edition

Key = tuple[str, str]
_MARK = "\x1f"


def key(hit: Hit) -> Key:
    return hit.document.id, hit.anchor


def every_hit(engine: Engine, query: Query) -> tuple[Results, list[Hit]]:
    """All pages of a query, and the first of the results."""
    first = engine.search(replace(query, size=100))
    hits = list(first.hits)
    for page in range(2, first.total // 100 + 2):
        hits += engine.search(replace(query, size=100, page=page)).hits
    return first, hits


class Reading:
    """The passages with their tokens and words as the oracle reads them."""

    def __init__(self, *editions: Edition) -> None:
        self.passages: dict[Key, tuple[Document, Passage]] = {
            (d.id, p.anchor): (d, p) for d, p in all_passages(*editions)
        }
        self._sequences = {
            k: _sequence(token for token, _, _ in oracle.tokens(p.text))
            for k, (_, p) in self.passages.items()
        }
        self._words = {k: oracle.words(p.text) for k, (_, p) in self.passages.items()}

    def phrase(self, text: str) -> set[Key]:
        wanted = oracle.phrase(text)
        needle = _sequence(wanted)
        return {k for k, read in self._sequences.items() if wanted and needle in read}

    def word(self, word: str) -> set[Key]:
        return {k for k, words in self._words.items() if word in words}

    def run(self, text: str) -> set[Key]:
        """Unquoted Han characters: every cut is required."""
        cuts = oracle.cuts(text)
        if any(len(cut) > 1 for cut in cuts):
            cuts = [cut for cut in cuts if cut not in FUNCTION_CHARACTERS]
        found = set(self.passages)
        for cut in cuts:
            found &= self.word(cut) if len(cut) > 1 else self.phrase(cut)
        return found

    def facet(self, name: str, k: Key) -> object:
        document, passage = self.passages[k]
        if name == "kind":
            return passage.kind
        return document.id if name == "document" else getattr(document, name)

    def narrowed(self, found: set[Key], **chosen: tuple[str, ...]) -> set[Key]:
        return {
            k for k in found if all(self.facet(name, k) in v for name, v in chosen.items() if v)
        }


def _sequence(tokens: Iterator[str] | tuple[str, ...]) -> str:
    return _MARK + "".join(token + _MARK for token in tokens)


def substrings(seed: int, count: int, longest: int = 12) -> Iterator[str]:
    """Random stretches of real text. The quotes that would end a phrase are left out."""
    rng = random.Random(seed)
    texts = [p.text for _, p in all_passages(sample_edition(), made_edition())]
    weights = [len(text) for text in texts]
    for text in rng.choices(texts, weights, k=count):
        size = rng.randint(1, longest)
        start = rng.randrange(max(1, len(text) - size + 1))
        yield text[start : start + size].replace('"', "")


def han_runs(seed: int, count: int) -> Iterator[str]:
    for text in substrings(seed, count * 4, 9):
        run = max(
            ("".join(c if oracle.is_han(c) else " " for c in text)).split(), key=len, default=""
        )
        if len(run) > 1:
            yield run


class EngineContract:
    """Inherit it and give a ``make`` fixture: a function that makes an empty engine."""

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, make: Callable[[], Engine]) -> Iterator[Engine]:
        engine = make()
        engine.add([sample_edition(), made_edition()])
        yield engine
        engine.close()

    @pytest.fixture(scope="class")
    @classmethod
    def reading(cls) -> Reading:
        return Reading(sample_edition(), made_edition())

    @pytest.fixture
    def empty(self, make: Callable[[], Engine]) -> Iterator[Engine]:
        engine = make()
        yield engine
        engine.close()

    # Exact phrases

    def _check_exact(self, engine: Engine, reading: Reading, text: str) -> None:
        first, hits = every_hit(engine, Query(f'"{text}"'))
        expected = reading.phrase(text)
        assert {key(hit) for hit in hits} == expected, f"exact {text!r}"
        assert first.total == len(hits) == len(expected), f"exact {text!r}"
        assert first.documents == len({document for document, _ in expected})
        wanted = oracle.phrase(text)
        for hit in hits:
            assert list(hit.spans) == oracle.phrase_spans(hit.text, wanted), f"{text!r}: {hit.text}"

    def test_exact_search_finds_what_reading_finds(self, engine: Engine, reading: Reading) -> None:
        for text in substrings(seed=1, count=300):
            self._check_exact(engine, reading, text)

    @pytest.mark.slow
    def test_hundreds_of_runs(self, engine: Engine, reading: Reading) -> None:
        for run in han_runs(seed=8, count=600):
            self._check_words(engine, reading, run)

    @pytest.mark.slow
    def test_thousands_of_substrings(self, engine: Engine, reading: Reading) -> None:
        for text in substrings(seed=2, count=3000):
            self._check_exact(engine, reading, text)

    def test_whole_passages_are_found(self, engine: Engine, reading: Reading) -> None:
        for k, (_, passage) in list(reading.passages.items())[::9]:
            text = passage.text[:900].replace('"', "")
            if oracle.phrase(text):
                assert k in {key(hit) for hit in every_hit(engine, Query(f'"{text}"'))[1]}

    def test_one_character_can_be_searched(self, engine: Engine, reading: Reading) -> None:
        for character in "的民发〇%+５5":
            self._check_exact(engine, reading, character)

    # Words

    def test_words_find_what_reading_finds(self, engine: Engine, reading: Reading) -> None:
        for run in han_runs(seed=3, count=60):
            self._check_words(engine, reading, run)

    def _check_words(self, engine: Engine, reading: Reading, run: str) -> None:
        first, hits = every_hit(engine, Query(run))
        expected = reading.run(run)
        literal = reading.phrase(run)
        assert first.literal_extra == len(literal - (expected or literal)), run
        assert {key(hit) for hit in hits} == (expected or literal), run
        assert first.mode == ("words" if expected or not literal else "literal"), run
        if first.literal_extra:
            assert first.literal_query
            extra = {key(hit) for hit in every_hit(engine, Query(first.literal_query))[1]}
            assert extra == literal - expected, first.literal_query

    def test_a_word_does_not_cross_a_border(self, engine: Engine, reading: Reading) -> None:
        _, hits = every_hit(engine, Query("民政"))
        assert hits
        assert {key(hit) for hit in hits} == reading.word("民政")
        for hit in hits:
            for _, end in hit.spans:
                assert hit.text[end : end + 1] != "府", hit.text

    def test_all_runs_of_a_query_are_required(self, engine: Engine, reading: Reading) -> None:
        runs = list(han_runs(seed=4, count=60))
        for a, b in zip(runs[::2], runs[1::2], strict=False):
            _, hits = every_hit(engine, Query(f"{a} {b}"))
            longer = any(len(cut) > 1 for run in (a, b) for cut in oracle.cuts(run))
            cuts = [cut for run in (a, b) for cut in oracle.cuts(run)]
            kept = [cut for cut in cuts if not (longer and cut in FUNCTION_CHARACTERS)]
            expected = set(reading.passages)
            for cut in kept:
                expected &= reading.word(cut) if len(cut) > 1 else reading.phrase(cut)
            assert {key(hit) for hit in hits} == expected, (a, b)

    # Operators

    def test_operators_are_set_algebra(self, engine: Engine, reading: Reading) -> None:
        texts = [t for t in substrings(seed=5, count=400, longest=3) if oracle.phrase(t)]
        everything = set(reading.passages)
        for a, b, c in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
            qa, qb, qc = (f'"{text}"' for text in (a, b, c))
            ra, rb, rc = (reading.phrase(text) for text in (a, b, c))
            cases = {
                f"{qa} {qb}": ra & rb,
                f"{qa} OR {qb}": ra | rb,
                f"{qa} | {qb} {qc}": ra | (rb & rc),
                f"({qa} | {qb}) {qc}": (ra | rb) & rc,
                f"{qa} -{qb}": ra - rb,
                f"NOT {qa}": everything - ra,
                f"{qa} －（{qb} ｜ {qc}）": ra - (rb | rc),
            }
            for text, expected in cases.items():
                assert engine.search(Query(text)).total == len(expected), text

    def test_fields_look_at_the_document(self, engine: Engine, reading: Reading) -> None:
        documents = {d.id: d for d, _ in reading.passages.values()}
        cases = {
            "标题:人工智能": lambda d: "人工智能" in d.title,
            '标题："社会力量"': lambda d: "社会力量" in d.title,
            "文号:吉政发（2017）34号": lambda d: d.number == "吉政发〔2017〕34号",
            "number:吉政发": lambda d: (d.number or "").startswith("吉政发"),
            "类别:民生类": lambda d: d.category == "民生类",
            "机关:办公厅": lambda d: "办公厅" in (d.issuer or ""),
            "机关:民政": lambda d: d.issuer == "四川省民政厅",
        }
        for text, holds in cases.items():
            expected = {k for k in reading.passages if holds(documents[k[0]])}
            _, hits = every_hit(engine, Query(text))
            assert expected, text
            assert {key(hit) for hit in hits} == expected, text

    def test_an_empty_query_asks_for_everything(self, engine: Engine, reading: Reading) -> None:
        assert engine.search(Query()).total == len(reading.passages)
        results = engine.search(Query("，。"))
        assert (results.total, results.nothing_asked) == (0, True)

    # Facets, order, pages

    def test_facets_count_passages_and_ignore_their_own_choice(
        self, engine: Engine, reading: Reading
    ) -> None:
        rng = random.Random(6)
        for text in ["发展", "人民政府", "民政", ""]:
            found = reading.phrase(text) if text else set(reading.passages)
            for _ in range(8):
                chosen = _random_choice(rng, reading, found)
                results = engine.search(Query(f'"{text}"' if text else "", **chosen))
                assert results.total == len(reading.narrowed(found, **chosen)), chosen
                _check_facets(results, reading, found, chosen)

    def test_pages_join_to_the_whole(self, engine: Engine) -> None:
        for sort in ("relevance", "newest", "oldest", "reading"):
            query = Query("发展", sort=sort)
            _, whole = every_hit(engine, query)
            paged = [
                hit
                for page in range(1, len(whole) // 7 + 3)
                for hit in engine.search(replace(query, page=page, size=7)).hits
            ]
            assert [key(hit) for hit in paged] == [key(hit) for hit in whole], sort
            assert len({key(hit) for hit in whole}) == len(whole)

    def test_orders(self, engine: Engine, reading: Reading) -> None:
        place = {k: i for i, k in enumerate(reading.passages)}
        _, hits = every_hit(engine, Query("人民政府", sort="newest"))
        days = [_day(hit) for hit in hits]
        assert days == sorted(days, reverse=True)
        _, hits = every_hit(engine, Query("人民政府", sort="oldest"))
        days = [_day(hit) for hit in hits]
        assert days == sorted(days)
        _, hits = every_hit(engine, Query("人民政府", sort="reading"))
        assert [place[key(hit)] for hit in hits] == sorted(place[key(hit)] for hit in hits)
        _, hits = every_hit(engine, Query("人民政府"))
        ranks = [(-hit.score, -_day(hit).toordinal(), place[key(hit)]) for hit in hits]
        assert ranks == sorted(ranks)

    def test_a_run_that_stands_whole_comes_first(self, empty: Engine) -> None:
        empty.add(
            [
                Edition(
                    _issue("x"),
                    (
                        document(
                            1,
                            "通知",
                            "人工的产业和智能",
                            "智能产业，人工",
                            "人工智能产业",
                            issue="x",
                        ),
                    ),
                )
            ]
        )
        assert empty.search(Query("人工 智能产业")).total == 3
        assert empty.search(Query("人工智能产业")).hits[0].text == "人工智能产业"

    # Snippets

    def test_snippets_show_every_term(self, engine: Engine) -> None:
        for text in [
            "创新 人才",
            "省科技厅 数据",
            "社会 企业 -医疗",
            '"人民政府" 通知',
            "产量 水泥",
        ]:
            _, hits = every_hit(engine, Query(text))
            assert hits, text
            for hit in hits:
                shown = {p.text for f in hit.snippet.fragments for p in f if p.matched}
                for term in text.replace('"', "").split():
                    if not term.startswith("-"):
                        assert any(term in piece or piece in term for piece in shown), hit.text

    def test_snippets_are_stretches_of_the_passage(self, engine: Engine) -> None:
        for text in ["创新 人才", "产量", "", "医疗机构 发展"]:
            for hit in every_hit(engine, Query(text))[1]:
                joined = ["".join(piece.text for piece in f) for f in hit.snippet.fragments]
                assert all(stretch in hit.text for stretch in joined)
                marked = Counter(p.text for f in hit.snippet.fragments for p in f if p.matched)
                assert not marked - Counter(hit.text[a:b] for a, b in hit.spans)

    # Keeping

    def test_adding_twice_changes_nothing(self, empty: Engine) -> None:
        empty.add([made_edition()])
        before = _everything(empty)
        empty.add([made_edition()])
        assert _everything(empty) == before

    def test_an_issue_is_replaced_whole(self, empty: Engine) -> None:
        empty.add([made_edition(), sample_edition()])
        one = made_edition().documents[0]
        empty.add([replace(made_edition(), documents=(replace(one, title="新的标题"),))])
        assert empty.stats().documents == len(sample_edition().documents) + 1
        assert empty.document("m2") is None
        found = empty.document("m1")
        assert found is not None
        assert found.title == "新的标题"
        assert empty.search(Query('"人人人人为我"')).total == 0
        assert empty.search(Query('"与發展"')).total == 1

    def test_a_document_has_one_home(self, empty: Engine) -> None:
        empty.add([made_edition()])
        again = replace(made_edition().documents[1], issue="later")
        empty.add([Edition(_issue("later"), (again,))])
        assert empty.stats().documents == len(made_edition().documents)
        assert empty.search(Query('"人人人人为我"')).hits[0].issue.id == "later"

    def test_removing(self, empty: Engine) -> None:
        empty.add([made_edition(), sample_edition()])
        empty.remove([sample_edition().issue.id, "没有这一期"])
        assert [issue.id for issue in empty.issues()] == ["made"]
        assert empty.stats().passages == len(all_passages(made_edition()))
        assert empty.search(Query("人工智能")).total == 0

    def test_a_failed_batch_leaves_the_old_state(self, empty: Engine) -> None:
        empty.add([made_edition()])
        before = _everything(empty)

        def broken() -> Iterator[Edition]:
            yield sample_edition()
            raise RuntimeError("the reader failed")

        with pytest.raises(RuntimeError):
            empty.add(broken())
        assert _everything(empty) == before

    def test_what_was_stored_comes_back(self, engine: Engine) -> None:
        for edition in (sample_edition(), made_edition()):
            for each in edition.documents:
                assert engine.document(each.id) == each
        assert {issue.id: issue for issue in engine.issues()} == {
            edition.issue.id: edition.issue for edition in (sample_edition(), made_edition())
        }
        assert engine.document("nothing") is None

    def test_what_is_only_listed_is_said(self, engine: Engine) -> None:
        results = engine.search(Query("景俊海"))
        assert results.total == 0
        assert ["东北振兴 人是关键" in message.text for message in results.messages] == [True]
        assert engine.search(Query("景俊海 -东北")).messages == ()
        assert engine.search(Query("人工智能")).messages == ()

    def test_an_empty_archive_answers(self, empty: Engine) -> None:
        results = empty.search(Query("人工智能", category=("民生类",)))
        assert (results.total, results.hits, results.documents) == (0, (), 0)
        assert empty.issues() == ()


def _issue(name: str):  # type: ignore[no-untyped-def]
    return replace(made_edition().issue, id=name, contents=())


def _day(hit: Hit) -> date:
    return hit.document.issued or hit.issue.published or date.min


def _everything(engine: Engine) -> list[tuple[Key, str, float]]:
    return [(key(hit), hit.text, hit.score) for hit in every_hit(engine, Query(sort="reading"))[1]]


def _random_choice(
    rng: random.Random, reading: Reading, found: set[Key]
) -> dict[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        values = sorted({str(v) for k in found if (v := reading.facet(name, k)) is not None})
        chosen[name] = tuple(rng.sample(values, min(len(values), rng.choice([0, 0, 1, 2]))))
    return chosen


def _check_facets(
    results: Results, reading: Reading, found: set[Key], chosen: dict[str, tuple[str, ...]]
) -> None:
    for facet in results.facets:
        others = {name: values for name, values in chosen.items() if name != facet.name}
        left = reading.narrowed(found, **others)
        expected = Counter(reading.facet(facet.name, k) for k in left)
        expected.pop(None, None)
        counts = {value.value: value.count for value in facet.values if value.count}
        assert counts == expected, facet.name
        selected = {value.value for value in facet.values if value.selected}
        assert selected == set(chosen[facet.name]), facet.name
