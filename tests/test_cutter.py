"""Words are the same whichever library cuts them, and the stamp names it."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec

import jieba
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.collection import read_corpus
from search import cutter
from search.document import passages
from search.folding import fold, is_han
from search.lexicon import Lexicon, load
from tests.material import ROOT, SAMPLE

CORPORA = ROOT.parent / "shared" / "corpora"
needs_rjieba = pytest.mark.skipif(not find_spec("rjieba"), reason="rjieba is not installed")

# Characters of every range that is read as Han, and some that make words in company.
COMMON = "吉林省人民政府办公厅关于加强农村供水保障工作的通知一二三国共产党员会议"
common = st.sampled_from(COMMON)
any_han = st.characters(min_codepoint=0x3005, max_codepoint=0x30000).filter(is_han)
rare = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
edges = st.sampled_from("〇々㐀䶿鿕鿖鿿﨎\U00020000\U0002a6d6\U00030000龘一")
repeats = st.text(st.sampled_from("作通关吉的〇"), min_size=3, max_size=9)
runs = st.text(st.one_of(common, rare, any_han, edges), min_size=1, max_size=20)


@contextmanager
def jieba_alone() -> Iterator[None]:
    """Cuts as where rjieba is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutter, "_rjieba", lambda: None)
        yield


@pytest.fixture
def lists() -> Iterator[None]:
    """Leaves the bundled word lists in use."""
    yield
    cutter.use(load())


def han_runs(texts: Iterable[str]) -> list[str]:
    return [run for text in texts for run in re.findall("[\u3400-\u9fff]+", fold(text).text)]


def same_words(found: list[str]) -> None:
    """Both libraries cut the runs alike, one by one and together."""
    one_by_one = [cut for run in found for cut in cutter.cut_run(run)]
    together = cutter.cut_runs("\n".join(found))
    assert together == one_by_one
    with jieba_alone():
        assert cutter.cut_runs("\n".join(found)) == one_by_one


@needs_rjieba
def test_the_sample_has_the_same_words() -> None:
    found = han_runs(SAMPLE.read_text("utf-8").splitlines())
    assert len(found) > 5000
    same_words(found)


@needs_rjieba
@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside the checkout")
@pytest.mark.parametrize("name", ["hebei", "laws"])
def test_a_corpus_has_the_same_words(name: str) -> None:
    editions = read_corpus(str(CORPORA / f"{name}.jsonl.xz"))
    documents = [document for edition in editions for document in edition.documents]
    some = documents[:: max(1, len(documents) // 300)]
    same_words(han_runs(passage.text for each in some for passage in passages(each)))


@needs_rjieba
@given(st.lists(runs | repeats, min_size=1, max_size=4))
@example(["㐀㐁", "龘靐齉", "二〇一七年"])
@example(["鿖鿗人民", "人〇〇民", "々々"])
def test_any_runs_have_the_same_words(found: list[str]) -> None:
    same_words(found)


@needs_rjieba
@pytest.mark.slow
@pytest.mark.parametrize("alphabet", ["few", "known", "any"])
def test_readings_that_are_as_likely_end_alike(alphabet: str) -> None:
    # 作作作作作 is 作作作|作作 or 作作|作作作, and only rounding tells which.
    known = [word for word in cutter._jieba().FREQ if re.fullmatch("[\u4e00-\u9fd5]", word)]
    whole = {"few": COMMON, "known": known, "any": [*map(chr, range(0x4E00, 0xA000)), "〇"]}
    choose = random.Random(1)
    found = []
    for _ in range(30_000):
        some = choose.sample(whole[alphabet], choose.randint(1, 6))
        found.append("".join(choose.choices(some, k=choose.randint(2, 9))))
    same_words(["作作作作作", "纰铢喙湇", "关关关吉吉", *found])


def test_no_runs_have_no_words() -> None:
    assert cutter.cut_runs("") == []


@needs_rjieba
@pytest.mark.slow
@pytest.mark.parametrize("piece", ["吉林省人民政府办公厅关于加强供水", "龘", "一〇的", "㐀人民政"])
def test_windows_have_the_same_words(piece: str) -> None:
    same_words([piece * 180, piece, "〇" + piece * 1001])


def test_no_more_than_a_window_is_cut_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cut, sizes = cutter._cut, []
    monkeypatch.setattr(cutter, "_cut", lambda runs: sizes.append(len(runs)) or cut(runs))
    long = "龘" * 3 * cutter._WINDOW
    assert "".join(cutter.cut_runs(f"人民\n{long}\n政府")) == f"人民{long}政府"
    assert max(sizes) == cutter._WINDOW


#: An operator's words: unknown and known ones, with a count and without.
OWN = (("供水保障", None), ("人民", 3), ("府办", 10**8), ("的通", None), ("〇一", 5), ("一一一", 1))


@needs_rjieba
@pytest.mark.slow
@pytest.mark.parametrize("never", [(), (("林省", 0), ("办公厅", 0), ("省", 0), ("农村供", 0))])
def test_own_words_are_cut_as_jieba_cuts_them(
    lists: None, never: tuple[tuple[str, int], ...]
) -> None:
    cutter.use(Lexicon((), (*OWN, *never)))
    assert "rjieba" in cutter.stamp()
    plain = jieba.Tokenizer()
    for word, count in (*OWN, *never):
        plain.add_word(word, count)
    choose = random.Random(1)
    for size in range(4000):
        some = COMMON if size % 2 else choose.sample(COMMON, 4)
        run = "".join(choose.choices(some, k=size % 20 + 1))
        assert cutter.cut_runs(run) == plain.lcut(run)


@needs_rjieba
@pytest.mark.slow
def test_the_stamp_names_the_library() -> None:
    numbers = "[0-9a-f]{16}-[0-9a-f]{16}"
    assert re.fullmatch(rf"{cutter.VERSION}-rjieba0\.2\.\d+-{numbers}", cutter.stamp())
    cutter.stamp.cache_clear()
    with jieba_alone():
        assert re.fullmatch(rf"{cutter.VERSION}-jieba0\.42\.1-{numbers}", cutter.stamp())
    cutter.stamp.cache_clear()


@pytest.mark.slow
def test_what_one_list_forbids_is_no_matter_for_another(lists: None) -> None:
    before = cutter.cut_runs("杭研"), cutter.stamp()
    assert before[0] == ["杭研"]
    cutter.use(Lexicon((), (("杭研", 0),)))
    assert cutter.cut_runs("杭研") == ["杭", "研"]
    cutter.use(load())
    assert (cutter.cut_runs("杭研"), cutter.stamp()) == before
    with jieba_alone():
        assert cutter.cut_runs("杭研") == before[0]


@pytest.mark.slow
def test_without_rjieba_all_works() -> None:
    script = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from search import analysis, cutter\n"
        "print(cutter.stamp(), *analysis.cut('吉林省人民政府发2017号'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    stamp, *words = done.stdout.split()
    assert stamp.startswith(f"{cutter.VERSION}-jieba0.42.1-")
    assert words == ["吉林省人民政府", "发", "2017", "号"]
