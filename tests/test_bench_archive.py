"""The benchmark of archives asks what it says, and its alternatives find what is there."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from search import analysis
from search.document import Edition, passages
from tests.bench_archive import main
from tests.bench_corpus import corpus, first_passages, size, store, stored
from tests.bench_engines import CONTENDERS, Contender, Engine, Gongbao, connect, missing
from tests.bench_measure import Indexed, Searched, batches
from tests.bench_queries import KINDS, QUERIES, Asked, gongbao, mix
from tests.bench_rows import words
from tests.bench_table import Row, figures, growth, kinds, table, targets
from tests.bench_timing import Spent, percentile
from tests.material import all_passages, sample_edition, short_edition

# jieba.analyse leaves its files for the collector to close.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

ALTERNATIVES = ("plain-whoosh", "plain-tantivy", "fts5")


@cache
def held() -> list[tuple[list[str], str, str, list[str]]]:
    """The sample's passages: their title's words, kind, text and its words."""
    found = all_passages(sample_edition())
    return [(words(d.title), p.kind, p.text, words(p.text)) for d, p in found]


@pytest.fixture(scope="module")
def mixed() -> list[Asked]:
    return mix([sample_edition()])


@pytest.fixture(scope="module", params=ALTERNATIVES)
def alternative(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Engine]]:
    contender = next(each for each in CONTENDERS if each.name == request.param)
    folder = tmp_path_factory.mktemp(request.param)
    engine = connect(contender, folder, "write")
    engine.add([sample_edition()])
    engine.close()
    again = connect(contender, folder, "read")
    yield contender.name, again
    again.close()


def test_the_mix_is_fixed_and_has_its_shares(mixed: list[Asked]) -> None:
    assert mixed == mix([sample_edition()])
    assert Counter(asked.kind for asked in mixed) == dict.fromkeys(KINDS, QUERIES // len(KINDS))
    assert len(set(mixed)) > QUERIES * 0.8


def test_what_is_asked_is_there(mixed: list[Asked]) -> None:
    cut = [set(text) for *_, text in held()]
    counts = Counter(word for text in cut for word in text)
    for asked in mixed:
        first, *rest = asked.terms
        if asked.kind == "frequent word":
            assert counts[first] >= len(cut) / 100
        if asked.kind == "rare word":
            assert 2 <= counts[first] <= 5
        if asked.kind == "2-4 words":
            assert 2 <= len(asked.terms) <= 4
            assert any(set(asked.terms) <= text for text in cut)
        if asked.kind == "in the title":
            assert any(first in title and rest[0] in text for title, _, _, text in held())
        if asked.phrase:
            assert len(first) == int(asked.kind.split()[-1])
            assert any(first in text for _, _, text, _ in held())


@pytest.mark.parametrize(
    ("kind", "terms", "written"),
    [
        ("frequent word", ("财政",), "财政"),
        ("2-4 words", ("财政", "教育", "卫生"), "财政 教育 卫生"),
        ("either of two", ("财政", "教育"), "财政 OR 教育"),
        ("phrase of 4", ("财政收入",), '"财政收入"'),
        ("exclusion", ("财政", "教育"), "财政 -教育"),
        ("in the title", ("通知", "教育"), "标题:通知 教育"),
        ("in paragraphs", ("教育",), "正文:教育"),
    ],
)
def test_queries_in_gongbaos_syntax(kind: str, terms: tuple[str, ...], written: str) -> None:
    assert gongbao(Asked(kind, terms)) == written


@pytest.mark.slow
def test_alternatives_find_single_words(
    alternative: tuple[str, Engine], mixed: list[Asked]
) -> None:
    """jieba's search mode cuts other parts of words: plain Whoosh is held against its own cut."""
    name, engine = alternative
    cut = _chinese_analyzer if name == "plain-whoosh" else words
    texts = [set(cut(text)) for _, _, text, _ in held()]
    singles = [each for each in mixed if each.kind in ("frequent word", "rare word")]
    # What ChineseAnalyzer cuts apart is asked as several words, all of which have to be there.
    for asked in singles:
        wanted = set(cut(asked.terms[0])) if name == "plain-whoosh" else set(asked.terms)
        assert engine.ask(asked) == sum(wanted <= text for text in texts), asked


cut_once = cache(words)


def _chinese_analyzer(text: str) -> list[str]:
    analyzer = importlib.import_module("jieba.analyse").ChineseAnalyzer()
    return [token.text for token in analyzer(text)]


@pytest.mark.slow
@pytest.mark.parametrize("alternative", ALTERNATIVES[1:], indirect=True)
def test_alternatives_combine(alternative: tuple[str, Engine], mixed: list[Asked]) -> None:
    """Those that are given gongbao's words; plain Whoosh cuts its own, differently."""
    _, engine = alternative
    for asked in mixed:
        found = sum(_holds(asked, title, kind, text) for title, kind, _, text in held())
        assert engine.ask(asked) == found, asked


def _holds(asked: Asked, title: list[str], kind: str, text: list[str]) -> bool:
    """A plain reading of a query against a passage's words, a phrase to its own cut."""
    first, *rest = asked.terms
    if asked.phrase:
        cut = cut_once(first)
        return any(text[at : at + len(cut)] == cut for at in range(len(text)))
    if asked.kind == "either of two":
        return not set(text).isdisjoint(asked.terms)
    if asked.kind == "exclusion":
        return first in text and rest[0] not in text
    if asked.kind == "in the title":
        return first in title and rest[0] in text
    if asked.kind == "in paragraphs":
        return kind == "paragraph" and first in text
    return set(asked.terms) <= set(text)


def test_bare_counts_the_same(tmp_path: Path, mixed: list[Asked]) -> None:
    module = importlib.import_module("tests.bench_tantivy")
    module.connect(tmp_path, "write").add([short_edition()])
    whole, bare = (module.connect(tmp_path, mode) for mode in ("read", "bare"))
    assert [bare.ask(asked) for asked in mixed[:30]] == [whole.ask(asked) for asked in mixed[:30]]


def test_gongbao_is_asked_through_its_port(tmp_path: Path) -> None:
    engine = Gongbao(f"whoosh:{tmp_path / 'index'}", "write")
    engine.add([short_edition()])
    texts = [p.text for _, p in all_passages(short_edition())]
    word = next(word.text for word in analysis.words(texts[-1]) if len(word.text) > 1)
    assert engine.ask(Asked("phrase of 2", (word,))) == sum(word in text for text in texts)
    engine.close()


def test_what_cannot_be_measured_is_said() -> None:
    whoosh = next(each for each in CONTENDERS if each.name == "gongbao-whoosh")
    assert missing(whoosh) == ""
    assert "nowhere" in missing(Contender("x", "nowhere:", "whoosh"))
    assert "no_such_package" in missing(Contender("x", "tests.bench_plain", "no_such_package"))


def test_the_made_corpus_is_large_enough_and_the_same() -> None:
    some = list(islice(corpus(()), 2))
    assert some == list(islice(corpus(()), 2))
    assert len({edition.issue.id for edition in some}) == 2
    # 400 such issues are made.
    assert sum(map(size, some)) / 2 * 400 > 300_000


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "editions"
    edition = sample_edition()
    assert store([edition, edition], path) == 2 * size(edition)
    assert list(stored(path, 2 * size(edition))) == [edition, edition]
    first = edition.documents[0]
    few = list(stored(path, len(passages(first))))
    assert [each.documents for each in few] == [(first,)]


def test_large_editions_are_cut_into_issues(tmp_path: Path) -> None:
    lines = [f'{{"id": "{n}", "title": "第{n}号", "text": "文本{n}"}}' for n in range(45)]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    found = list(corpus([str(path)]))
    assert [len(edition.documents) for edition in found] == [20, 20, 5]
    assert len({edition.issue.id for edition in found}) == 3
    assert all(d.issue == edition.issue.id for edition in found for d in edition.documents)
    assert sum(map(size, first_passages(found, 50))) == 50


def test_batches_are_those_of_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    editions = [short_edition()] * 5
    each = size(short_edition())
    monkeypatch.setattr("tests.bench_measure.BATCH_PASSAGES", 2 * each)
    assert [len(batch) for batch in batches(editions)] == [2, 2, 1]
    monkeypatch.setattr("tests.bench_measure.BATCH_SOURCES", 3)
    monkeypatch.setattr("tests.bench_measure.BATCH_PASSAGES", 60_000)
    assert [len(batch) for batch in batches(editions)] == [3, 2]


def row(name: str, passages: int, seconds: float, milliseconds: float, step: int = 1) -> Row:
    times = (milliseconds,) * 20
    busy = tuple(each / 2 for each in times[::step])
    searched = Searched(1.0, 100.0, times, times[::step], busy, (0, *[1] * 19), step)
    return Row(name, Indexed(seconds, seconds / 2, passages, 200.0, passages / 1000), searched)


def test_tables() -> None:
    rows = [
        row("gongbao-whoosh", 1000, 2.0, 10.0),
        row("plain-whoosh", 1000, 1.0, 30.0, step=3),
        row("gongbao-whoosh", 100_000, 200.0, 20.0),
    ]
    first, starred, _ = figures(rows).splitlines()[2:]
    assert "| 500 |" in first
    assert first.endswith("| 10.00 | 10.00 | 5.00 | 5.00 | 19 | 1 |")
    assert starred.endswith("| 30.00* | 30.00* | 15.00* | 15.00* | 19 | 1 |")
    assert kinds(rows).splitlines()[3].count("30.00") == 7  # 0, 3, … 18: seven of the ten
    assert growth(rows).splitlines()[2] == (
        "| gongbao-whoosh | 1000 | 100000 | 10.00 | 10.00 | 1.00 | 1.00 | 1.41 | 1.41 |"
    )
    said = list(targets(rows))
    assert "- 1000 passages: plain Whoosh's median is 3.00 times gongbao's on whoosh" in said
    assert "- 1000 passages: plain Whoosh indexes 2.00 times as fast" in said
    times = tuple(map(float, range(9)))
    whole = Row("x", rows[0].indexed, Searched(1.0, 1.0, times, times, times, (), 1))
    assert whole.asked(1) == (4, 4)
    assert whole.asked(3) == (3, 3)  # of 0, 3 and 6
    assert rows[1].asked(3) == (30, 15)
    assert table(["a", "b"], [[1, 2]]) == "| a | b |\n| --- | ---: |\n| 1 | 2 |"


@pytest.mark.slow
def test_a_whole_run(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--sizes", "120", "--queries", "20"])
    printed = capsys.readouterr()
    there = [each.name for each in CONTENDERS if not missing(each)]
    assert all(each.name in there or each.name in printed.err for each in CONTENDERS)
    for name in there:
        rows = re.findall(rf"^\| {name} \|.*$", printed.out, re.MULTILINE)
        assert len(rows) == 2, name
    assert "Targets:" in printed.out


@pytest.mark.slow
def test_a_corpus_that_is_too_small_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder: list[Edition] = [sample_edition()]
    sample = str(Path(__file__).parent.parent / "index" / "sample")
    main([sample, "--sizes", "100000", "--engines", "fts5", "--queries", "10"])
    printed = capsys.readouterr()
    assert f"the corpus has {size(folder[0])} passages" in printed.err
    assert f"| fts5 | {size(folder[0])} |" in printed.out


def test_time_spent_adds_up() -> None:
    spent = Spent()
    for _ in range(2):
        before = spent.seconds, spent.busy
        with spent:
            sum(range(10_000))
        assert (spent.seconds, spent.busy) > before
    assert percentile([3, 1, 2], 0.5) == 2


def test_unknown_engines_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--engines", "lucene"])
    assert "lucene" in capsys.readouterr().err
