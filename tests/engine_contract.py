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
from search.query import FACETS, Query
from search.questions import FUNCTION_CHARACTERS
from search.results import Hit, Results
from tests import oracle
from tests.material import all_passages, document, made_edition, sample_edition, short_edition

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
        self._published = {edition.issue.id: edition.issue.published for edition in editions}
        self._sequences = {
            k: _sequence(token for token, _, _ in oracle.tokens(p.text))
            for k, (_, p) in self.passages.items()
        }
        self._tokens = {k: s.strip(_MARK).split(_MARK) for k, s in self._sequences.items()}
        self._words = {k: oracle.words(p.text) for k, (_, p) in self.passages.items()}

    def tokens(self, k: Key) -> list[str]:
        return self._tokens[k]

    def places(self, k: Key, term: str) -> list[tuple[int, int]]:
        """Where a quoted phrase, or else a word, stands in a passage."""
        if term.startswith('"'):
            wanted = tuple(
                token
                for i, piece in enumerate(term.strip('"').split("*"))
                for token in (("*",) if i else ()) + oracle.phrase(piece)
            )
            return oracle.occurrences(self.tokens(k), wanted)
        text = self.passages[k][1].text
        if term not in self._words[k]:
            return []
        return [(a, b) for word, a, b in oracle.word_places(text) if word == term]

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
        if name == "year":
            return str(day.year) if (day := self.day(k)) else None
        return document.id if name == "document" else getattr(document, name)

    def day(self, k: Key) -> date | None:
        """The date of a passage's document, or else of the issue it stands in."""
        document, _ = self.passages[k]
        return document.issued or self._published[document.issue]

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
        for text in substrings(seed=1, count=200):
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
        first, hits = every_hit(engine, Query(run, expand=False))
        expected, literal = reading.run(run), reading.phrase(run)
        found = {key(hit) for hit in hits}
        if first.mode == "partial":
            assert found >= expected, run
        else:
            assert found == (expected or literal), run
            assert first.mode == ("words" if expected or not literal else "literal"), run
        assert first.literal_extra == len(literal - found), run
        if first.literal_extra and first.mode == "words":
            assert first.literal_query
            literally = Query(first.literal_query, expand=False)
            extra = {key(hit) for hit in every_hit(engine, literally)[1]}
            assert extra == literal - expected, first.literal_query

    def _check_nothing_is_missed(self, engine: Engine, reading: Reading, run: str) -> None:
        first, hits = every_hit(engine, Query(run))
        found = {key(hit) for hit in hits}
        literal = reading.phrase(run)
        assert first.literal_extra == len(literal - found), run
        if first.literal_extra:
            assert first.literal_query
            literally = every_hit(engine, Query(first.literal_query))[1]
            assert found | {key(hit) for hit in literally} >= literal, run

    def test_words_and_letters_together_miss_nothing(
        self, engine: Engine, reading: Reading
    ) -> None:
        for run in han_runs(seed=11, count=100):
            self._check_nothing_is_missed(engine, reading, run)

    @pytest.mark.slow
    def test_words_and_letters_together_miss_nothing_in_thousands_of_runs(
        self, engine: Engine, reading: Reading
    ) -> None:
        for run in han_runs(seed=12, count=2500):
            self._check_nothing_is_missed(engine, reading, run)

    def test_a_word_does_not_cross_a_border(self, engine: Engine, reading: Reading) -> None:
        _, hits = every_hit(engine, Query("民政"))
        assert hits
        assert {key(hit) for hit in hits} == reading.word("民政")
        for hit in hits:
            for _, end in hit.spans:
                assert hit.text[end : end + 1] != "府", hit.text

    @pytest.mark.slow
    def test_all_runs_of_a_query_are_required(self, engine: Engine, reading: Reading) -> None:
        runs = list(han_runs(seed=4, count=60))
        for a, b in zip(runs[::2], runs[1::2], strict=False):
            results, hits = every_hit(engine, Query(f"{a} {b}", expand=False))
            longer = any(len(cut) > 1 for run in (a, b) for cut in oracle.cuts(run))
            cuts = [cut for run in (a, b) for cut in oracle.cuts(run)]
            kept = [cut for cut in cuts if not (longer and cut in FUNCTION_CHARACTERS)]
            expected = set(reading.passages)
            for cut in kept:
                expected &= reading.word(cut) if len(cut) > 1 else reading.phrase(cut)
            found = {key(hit) for hit in hits}
            assert found == expected or (results.mode == "partial" and found >= expected), (a, b)

    def test_partial_hits_hold_some_words_and_name_the_others(
        self, engine: Engine, reading: Reading
    ) -> None:
        for text in ["人工智能 火星", "民政 飞船 卫星", "社会办医可以享受哪些税收优惠？"]:
            results, hits = every_hit(engine, Query(text, expand=False))
            assert (results.mode, results.complete) == ("partial", 0), text
            words = [term.text for term in results.terms if term.role == "word"]
            held = {word: reading.word(word) for word in words}
            assert {key(hit) for hit in hits} == set().union(*held.values()), text
            for hit in hits:
                assert set(hit.missing) == {w for w in words if key(hit) not in held[w]}, text

    def test_a_long_run_that_stands_nowhere_is_read_like_a_question(
        self, engine: Engine, reading: Reading
    ) -> None:
        long = "推进数据平台共享医疗机构人才创新产业"
        results, hits = every_hit(engine, Query(long, expand=False))
        words = [term.text for term in results.terms]
        assert (results.mode, len(words) >= 8) == ("partial", True)
        held = [reading.word(word) for word in words]
        assert {key(hit) for hit in hits} == set().union(*held)
        assert results.complete == len(set.intersection(*held))
        strict = [o for o in results.offers if o.kind == "complete"]
        assert [o.count for o in strict] == [results.complete] * bool(results.complete)
        assert not reading.phrase(long)
        stands = "加快推进政务信息系统整合共享工作方案的通知"
        assert engine.search(Query(stands)).mode == "words"

    @pytest.mark.parametrize("match", ["all", "some"])
    def test_a_question_leads_to_what_holds_all_of_its_words(
        self, engine: Engine, match: str
    ) -> None:
        results = engine.search(Query("企业有哪些税收优惠？", match=match))
        offers = [each for each in results.offers if each.kind == "complete"]
        assert [each.count for each in offers] == [results.complete]
        assert engine.search(offers[0].query).total == results.complete < results.total

    def test_what_holds_all_words_is_counted_as_it_is_found(self, engine: Engine) -> None:
        for text in ("企业 服务", "企业有哪些服务？"):
            results = engine.search(Query(text, within=("管理 监督",), match="some"))
            for each in results.offers:
                assert engine.search(each.query).total == each.count, each

    def test_a_question_is_offered_nothing_that_it_does_not_find(self, engine: Engine) -> None:
        query = Query("医疗 企业有哪些就业税收优惠？", year=("1900",), match="some")
        for asked in (query, replace(query, year=()), replace(query, kind=("footnote",))):
            for each in engine.search(asked).offers:
                assert engine.search(each.query).total == each.count, each

    def test_few_hits_are_followed_by_partial_ones(self, engine: Engine, reading: Reading) -> None:
        results = engine.search(Query("数据 平台 标准"))
        assert 0 < results.total < 10
        some = set().union(*(reading.word(word) for word in ("数据", "平台", "标准")))
        assert results.partial_total == len(some) - results.total
        assert len(results.partial) == 10 - results.total
        assert all(hit.missing for hit in results.partial)
        assert {key(h) for h in results.partial} <= some - {key(h) for h in results.hits}
        listed, hits = every_hit(engine, Query("数据 平台 标准", match="some"))
        assert (listed.mode, {key(hit) for hit in hits}) == ("partial", some)

    def test_a_firm_part_is_never_let_go(self, engine: Engine, reading: Reading) -> None:
        _, hits = every_hit(engine, Query('"数据" 火星 平台 -医疗'))
        some = (reading.word("火星") | reading.word("平台")) & reading.phrase("数据")
        assert {key(hit) for hit in hits} == some - reading.word("医疗")

    # Other forms

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("二〇一七年", "2017年"),
            ("二○一七年十二月", "2017年12月"),
            ("2017-12-24", "2017年12月24日"),
            ("百分之七十", "70%"),
            ("双创", "大众创业万众创新"),
            ("简政放权、放管结合、优化服务", "放管服"),
            ("双随机一公开", "双随机、一公开"),
        ],
    )
    def test_other_forms_are_found_both_ways(
        self, engine: Engine, reading: Reading, one: str, other: str
    ) -> None:
        both = reading.phrase(one) | reading.phrase(other)
        assert both
        for typed in (one, other):
            _, hits = every_hit(engine, Query(typed))
            assert {key(hit) for hit in hits} >= both, typed

    def test_only_what_was_typed_can_be_asked_for(self, engine: Engine, reading: Reading) -> None:
        results = engine.search(Query("双创"))
        assert results.terms[0].variants == ("大众创业、万众创新",)
        assert [message.code for message in results.messages] == ["expanded"]
        typed = engine.search(Query("双创", expand=False))
        assert (typed.messages, typed.terms[0].variants) == ((), ())
        assert typed.total == len(reading.word("双创")) < results.total
        for hit in results.hits:
            assert hit.spans, hit.text

    # 文号, and filters that a query names

    @pytest.mark.parametrize(
        "typed",
        [
            "吉政发〔2017〕34号",
            "吉政发[2017]34号",
            "吉政发（２０１７） 34 号",
            "吉政发【2017】34",
            "吉政发 2017 34",
            "吉政发2017年34号",
            "吉政发2017-34号",
            '"吉政发〔2017〕34号"',
            "文号:吉政发〔2017〕34号",
            "吉政發〔2017〕34號",
            "关于吉政发〔2017〕34号 产业",
        ],
    )
    def test_a_number_leads_to_its_document(self, engine: Engine, typed: str) -> None:
        results = engine.search(Query(typed))
        card = results.cards[0]
        assert card.number == "吉政发〔2017〕34号"
        assert [held.document.number for held in card.held] == [card.number]
        assert card.nearest == ()
        assert results.total or "产业" in typed

    def test_a_number_within_a_range(self, engine: Engine) -> None:
        card = engine.search(Query("吉政干任〔2018〕23号")).cards[0]
        assert card.held[0].document.number == "吉政干任〔2018〕22—24号"

    def test_an_unknown_number_offers_the_nearest(self, engine: Engine) -> None:
        card = engine.search(Query("吉政办发〔2017〕80号")).cards[0]
        labels = [offer.label for offer in card.nearest]
        assert (card.held, labels[0]) == ((), "吉政办发〔2017〕77号")
        assert set(labels) == {f"吉政办发〔2017〕{n}号" for n in (76, 77, 84)}
        for offer in card.nearest:
            assert engine.search(offer.query).total == offer.count > 0
        slips = {
            "吉政办〔2017〕76号": "吉政办发〔2017〕76号",
            "吉政发字〔2017〕34号": "吉政发〔2017〕34号",
        }
        for slip, meant in slips.items():
            assert engine.search(Query(slip)).cards[0].nearest[0].label == meant
        both = engine.search(Query("吉政发〔2017〕34、35号")).cards[0]
        assert {h.document.number for h in both.held} == {f"吉政发〔2017〕{n}号" for n in (34, 35)}
        cited = engine.search(Query("国发〔2017〕35号")).cards[0]
        assert (cited.held, cited.nearest, cited.cited) == ((), (), 1)
        assert engine.search(Query("某政发〔2017〕80号")).cards == ()
        assert engine.search(Query("产业")).cards == ()

    @pytest.mark.parametrize(
        ("text", "kind", "label", "left"),
        [
            ("数据 2017年12月", "date", "日期：2017年12月", "数据"),
            ("数据 二〇一七年", "date", "日期：二〇一七年", "数据"),
            ("增长 7.5%", "amount", "含“7.5%”", "增长"),
            ("增加值 15288.94亿元", "amount", "含“15288.94亿元”", "增加值"),
            ("奖励 百分之七十", "amount", "含“百分之七十”", "奖励"),
            ("吉林省人民政府办公厅 数据", "issuer", "发文机关：吉林省人民政府办公厅", "数据"),
            ("民政厅", "issuer", "发文机关：四川省民政厅", ""),
            ("民生类 医疗", "category", "类别：民生类", "医疗"),
            ("民生 医疗", "category", "类别：民生类", "医疗"),
        ],
    )
    def test_filters_that_a_query_names_are_offered(
        self, engine: Engine, text: str, kind: str, label: str, left: str
    ) -> None:
        offers = {offer.label: offer for offer in engine.search(Query(text)).offers}
        offer = offers[label]
        assert (offer.kind, offer.query.text) == (kind, left)
        assert offer.count == engine.search(offer.query).total > 0

    def test_dates_narrow_documents(self, engine: Engine, reading: Reading) -> None:
        since, until = date(2017, 12, 24), date(2018, 12, 31)
        _, hits = every_hit(engine, Query(since=since, until=until))
        issues = {e.issue.id: e.issue.published for e in (sample_edition(), made_edition())}
        dated = {k: d.issued or issues[d.issue] for k, (d, _) in reading.passages.items()}
        expected = {k for k, day in dated.items() if day and since <= day <= until}
        assert {key(hit) for hit in hits} == expected
        assert expected

    # What a query was cut into

    def test_terms_say_what_was_asked_and_how_often_it_is_there(
        self, engine: Engine, reading: Reading
    ) -> None:
        results = engine.search(Query('创新的人才 "产业" -医疗'))
        told = {term.text: (term.role, term.count) for term in results.terms}
        assert told == {
            "创新": ("word", len(reading.word("创新"))),
            "人才": ("word", len(reading.word("人才"))),
            "的": ("dropped", len(reading.phrase("的"))),
            "产业": ("phrase", len(reading.phrase("产业"))),
            "医疗": ("excluded", len(reading.word("医疗"))),
        }

    def test_terms_offer_queries_that_do_what_they_say(
        self, engine: Engine, reading: Reading
    ) -> None:
        first, second, _ = engine.search(Query("创新人才 产业")).terms
        assert engine.search(Query(first.exact or "")).total == len(
            reading.phrase("创新") & reading.word("人才") & reading.word("产业")
        )
        assert engine.search(Query(first.without or "")).total == len(
            reading.word("人才") & reading.word("产业")
        )
        assert engine.search(Query(second.excluded or "")).total == len(
            (reading.word("创新") & reading.word("产业")) - reading.word("人才")
        )

    def test_nothing_found_is_explained(self, engine: Engine, reading: Reading) -> None:
        chosen = {"category": ("综合类",), "kind": ("footnote",)}
        results = engine.search(Query("民政 数据", **chosen))
        one, other = reading.word("民政"), reading.word("数据")
        assert results.total == 0 == len(reading.narrowed(one & other, **chosen))
        assert {o.label: o.count for o in results.offers if o.kind == "word"} == {
            "民政": len(reading.narrowed(one, **chosen)),
            "数据": len(reading.narrowed(other, **chosen)),
        }
        assert {o.label: o.count for o in results.offers if o.kind == "filter"} == {
            "不限段落类型": len(reading.narrowed(one & other, category=("综合类",))),
            "去掉全部筛选": len(one & other),
        }
        for offer in results.offers:
            assert engine.search(offer.query).total == offer.count
            assert offer.count or offer.kind == "word"
        assert {key(hit) for hit in results.partial} == reading.narrowed(one | other, **chosen)
        offers = engine.search(Query("民政 火星 数据")).offers
        words = {o.label: o.count for o in offers if o.kind == "word"}
        assert words == {w: len(reading.word(w)) for w in ("民政", "火星", "数据")}
        pairs = {o.label: o.count for o in offers if o.kind == "pair"}
        assert pairs["民政 + 数据"] == len(reading.word("民政") & reading.word("数据"))

    def test_a_better_spelling_is_offered_where_it_finds_more(self, engine: Engine) -> None:
        for typed, meant in {"人工只能": "人工智能", "行政审皮": "行政审批"}.items():
            offers = [o for o in engine.search(Query(typed)).offers if o.kind == "spelling"]
            assert offers, typed
            assert offers[0].label == meant
            assert engine.search(offers[0].query).total == offers[0].count > 0
        for right in ("人工智能", "民政"):
            assert not [o for o in engine.search(Query(right)).offers if o.kind == "spelling"]

    # What is being typed

    @pytest.mark.parametrize(
        ("typed", "text", "kind"),
        [
            ("人工", "人工智能", "word"),
            ("rengongzhin", "人工智能", "word"),
            ("产业 rengongz", "产业 人工智能", "word"),
            ("吉政发20", "吉政发〔2017〕34号", "number"),
            ("吉政办发(2017)8", "吉政办发〔2017〕84号", "number"),
            ("新一代人工", "吉林省人民政府关于落实新一代人工智能发展规划的实施意见", "title"),
            ("機關:四川", "機關:四川省民政厅", "issuer"),
        ],
    )
    def test_what_is_typed_is_completed(
        self, engine: Engine, typed: str, text: str, kind: str
    ) -> None:
        found = {each.text: each for each in engine.complete(typed)}
        assert found[text].kind == kind
        if kind in ("number", "title"):
            assert engine.document(found[text].document or "")

    def test_completions_count_what_they_find(self, engine: Engine) -> None:
        for typed in ("社会", "双", "人", "chuang", "民政"):
            counted = [each for each in engine.complete(typed) if each.count is not None]
            assert counted, typed
            for each in counted:
                assert engine.search(Query(each.text)).total == each.count, each

    def test_nothing_typed_is_nothing_completed(self, engine: Engine, empty: Engine) -> None:
        assert engine.complete("  ") == engine.complete("字" * 200) == empty.complete("人") == ()

    # Where words have to stand

    def test_words_anywhere_in_one_document(self, engine: Engine, reading: Reading) -> None:
        for text in ["人工智能 医疗", "民政 数据 -农业", '"董事会" 医疗', "火星 数据"]:
            results, hits = every_hit(engine, Query(text, scope="document"))
            if results.mode == "partial":
                continue
            terms = [t for t in text.split() if not t.startswith("-")]
            held = [
                reading.phrase(t.strip('"')) if t.startswith('"') else reading.word(t)
                for t in terms
            ]
            documents = set.intersection(*({d for d, _ in found} for found in held))
            for term in text.split():
                if term.startswith("-"):
                    documents -= {d for d, _ in reading.word(term[1:])}
            expected = {k for found in held for k in found if k[0] in documents}
            assert {key(hit) for hit in hits} == expected, text

    def test_hits_of_a_whole_document_hold_something(self, engine: Engine) -> None:
        for text in ("人工智能 和 大数据", "民政 OR 的 数据", "省科技厅", "人工智能 的"):
            results, hits = every_hit(engine, Query(text, scope="document"))
            assert hits, text
            assert all(hit.spans for hit in hits), text
            assert results.literal_extra is None

    def test_a_lone_character_claims_no_passage_without_it(
        self, engine: Engine, reading: Reading
    ) -> None:
        for text, held in (
            ("税", "税"),
            ("税 -农业", "税"),
            ("标题:通知 税", "税"),
            ("税 OR 农", "税农"),
            ("税 农", "税农"),
            ("%", "%"),
        ):
            _, hits = every_hit(engine, Query(text, scope="document"))
            assert hits, text
            assert {key(hit) for hit in hits} <= set().union(*map(reading.phrase, held)), text
        _, hits = every_hit(engine, Query("企业 税", scope="document"))
        assert {key(hit) for hit in hits} <= reading.word("企业")

    def test_search_within_results_takes_them_as_they_were_shown(
        self, engine: Engine, reading: Reading
    ) -> None:
        _, hits = every_hit(engine, Query("企业", within=("数据 平台",), match="some"))
        shown = reading.word("数据") | reading.word("平台")
        assert {key(hit) for hit in hits} == shown & reading.word("企业")

    def test_search_within_results(self, engine: Engine, reading: Reading) -> None:
        _, hits = every_hit(engine, Query("数据", within=("平台", '"共享"')))
        expected = reading.word("数据") & reading.word("平台") & reading.phrase("共享")
        assert {key(hit) for hit in hits} == expected
        assert expected

    # Operators

    @pytest.mark.slow
    def test_near_is_what_reading_finds(self, engine: Engine, reading: Reading) -> None:
        self._check_chains(engine, reading, seed=13, count=30)

    @pytest.mark.slow
    def test_many_chains(self, engine: Engine, reading: Reading) -> None:
        self._check_chains(engine, reading, seed=16, count=300)

    def _check_chains(self, engine: Engine, reading: Reading, seed: int, count: int) -> None:
        rng = random.Random(seed)
        keys = [k for k, (_, p) in reading.passages.items() if len(p.text) > 20]
        for _ in range(count):
            k = rng.choice(keys)
            words = [w for w, _, _ in oracle.word_places(reading.passages[k][1].text) if w[1:]]
            terms = [w if oracle.cuts(w) == [w] else f'"{w}"' for w in rng.choices(words, k=3)]
            terms = [f'"{t}"' if rng.random() < 0.3 and '"' not in t else t for t in terms]
            gaps = [rng.randint(0, 15), rng.randint(0, 15)]
            self._check_chain(engine, reading, terms[:2], gaps[:1])
            self._check_chain(engine, reading, terms, gaps)

    def _check_chain(
        self, engine: Engine, reading: Reading, terms: list[str], gaps: list[int]
    ) -> None:
        text = terms[0] + "".join(
            f" NEAR/{gap} {term}" for gap, term in zip(gaps, terms[1:], strict=True)
        )
        _, hits = every_hit(engine, Query(text, expand=False))
        expected = set()
        for k in reading.passages:
            places = [reading.places(k, term) for term in terms]
            if all(places) and oracle.chained(reading.tokens(k), places, gaps):
                expected.add(k)
        assert {key(hit) for hit in hits} == expected, text
        assert all(hit.spans for hit in hits), text

    @pytest.mark.slow
    def test_stars_are_what_reading_finds(self, engine: Engine, reading: Reading) -> None:
        for text in substrings(seed=14, count=220, longest=14):
            before, after = oracle.phrase(text[:2]), oracle.phrase(text[-2:])
            if len(text) < 5 or "*" in text or not before or not after:
                continue
            starred = f"{text[:2]}*{text[-2:]}"
            expected = {k for k in reading.passages if reading.places(k, f'"{starred}"')}
            _, hits = every_hit(engine, Query(f'"{starred}"'))
            assert {key(hit) for hit in hits} == expected, starred
            assert all(hit.spans for hit in hits), starred

    @pytest.mark.slow
    def test_an_excluded_neighbour_drops_occurrences(
        self, engine: Engine, reading: Reading
    ) -> None:
        for text in ["人民政府", *substrings(seed=15, count=220, longest=7)]:
            longer = oracle.phrase(text)
            short = longer[1:3]
            if len(longer) < 3 or oracle.END in longer or _repeats(longer, short):
                continue
            expected = set()
            for k in reading.passages:
                read = reading.tokens(k)
                taken = {start + 1 for start, _ in oracle.occurrences(read, longer)}
                if any(start not in taken for start, _ in oracle.occurrences(read, short)):
                    expected.add(k)
            query = f'"{" ".join(short)}" -"{text}"'
            _, hits = every_hit(engine, Query(query))
            assert {key(hit) for hit in hits} == expected, query
            assert all(hit.spans for hit in hits), query

    @pytest.mark.slow
    def test_operators_are_set_algebra(self, engine: Engine, reading: Reading) -> None:
        texts = [t for t in substrings(seed=5, count=250, longest=3) if oracle.phrase(t)]
        everything = set(reading.passages)
        for a, b, c in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
            qa, qb, qc = (f'"{text}"' for text in (a, b, c))
            ra, rb, rc = (reading.phrase(text) for text in (a, b, c))
            cases = {
                f"{qa} {qb}": ra & rb,
                f"{qa} OR {qb}": ra | rb,
                f"{qa} | {qb} {qc}": ra | (rb & rc),
                f"({qa} | {qb}) {qc}": (ra | rb) & rc,
                f"{qa} -({qb} | {qb})": ra - rb,
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

    def test_some_fields_look_at_passages_of_a_kind(self, engine: Engine, reading: Reading) -> None:
        for name, kind in (("脚注", "footnote"), ("表格", "table"), ("正文", "paragraph")):
            _, hits = every_hit(engine, Query(f"{name}:增长"))
            expected = reading.narrowed(reading.word("增长"), kind=(kind,))
            assert {key(hit) for hit in hits} == expected, name
            assert all(hit.spans for hit in hits)

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
        empty.add([made_edition(), short_edition()])
        one = made_edition().documents[0]
        empty.add([replace(made_edition(), documents=(replace(one, title="新的标题"),))])
        assert empty.stats().documents == len(short_edition().documents) + 1
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
        empty.add([made_edition(), short_edition()])
        empty.remove([short_edition().issue.id, "没有这一期"])
        assert [issue.id for issue in empty.issues()] == ["made"]
        assert empty.stats().passages == len(all_passages(made_edition()))
        assert empty.search(Query("人工智能")).total == 0

    def test_a_failed_batch_leaves_the_old_state(self, empty: Engine) -> None:
        empty.add([made_edition()])
        before = _everything(empty)

        def broken() -> Iterator[Edition]:
            yield short_edition()
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


def _repeats(longer: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a phrase stands in a longer one more than once."""
    size = len(short)
    return sum(longer[i : i + size] == short for i in range(len(longer) - size + 1)) > 1


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
