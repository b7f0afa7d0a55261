"""What is held hangs on the set of sources alone, in whatever order and batches they came."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import settle
from index.identity import alias, copy_of, document_id
from index.reading import Taken
from index.report import Report
from index.settle import Settler
from index.source import SourceError
from search.document import Block, ContentsEntry, Document, Edition, Issue
from search.engine import EngineError
from search.sources import Source
from tests.memory import Memory

TITLES = ("甲省人民政府关于加强供水工作的通知", "甲省人民政府关于粮食安全的意见", "人事任免")


def document(title: str, number: int | None, day: int | None, text: str) -> Document:
    made = Document(
        "",
        "",
        title,
        number=f"甲政发〔2019〕{number}号" if number else None,
        issued=date(2019, 1, day) if day else None,
        blocks=(Block("title", "p0", title), Block("paragraph", "p1", text)),
    )
    return replace(made, id=document_id(made, ""))


def edition(name: str, issue: str, documents: list[Document]) -> Edition:
    own = list({d.id: replace(d, issue=issue) for d in documents}.values())
    copies = tuple(copy_of(d, printed=not issue.startswith("w"), form=1) for d in own)
    source = Source(name, f"{name}-{hash(tuple(own))}", copies=copies)
    listed = () if issue.startswith("w") else tuple(own)
    contents = (
        *(ContentsEntry(None, d.title, document=d.id) for d in listed),
        *(ContentsEntry(None, title) for title in TITLES if listed),
    )
    said = Issue(issue, contents=contents, sources=(source,))
    return Edition(said, tuple(own))


DOCUMENTS = st.builds(
    document,
    st.sampled_from(TITLES),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(["短", "长长长长长", "字\ufffd" * 9, "另一种说法" * 4]),
)
SOURCES = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(st.sampled_from(["1", "2", "w3"]), st.lists(DOCUMENTS, min_size=1, max_size=3)),
    max_size=4,
)


class Files:
    """What lies on the disk: editions by the name of their source, some of them unreadable."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now: dict[str, Edition] = {}
        self.bad: set[str] = set()
        patch.setattr(settle, "take_again", self.take)
        patch.setattr(settle, "read", lambda taken: self.now[taken.names[0]])

    def take(self, source: Source) -> Taken:
        if source.name not in self.now or source.name in self.bad:
            raise SourceError("找不到")
        return Taken((source.name,), (), self.now[source.name].issue.sources[0].digest)


def made(state: dict[str, tuple[str, list[Document]]]) -> dict[str, Edition]:
    return {name: edition(name, issue, them) for name, (issue, them) in state.items()}


def bring(
    engine: Memory, files: Files, state: dict[str, Edition], every: int, doomed: bool = True
) -> Report:
    """What a build with --prune does when the files have become those of a state."""
    report = Report()
    settler = Settler(engine, report)
    files.now = state
    gone = [name for name in settler.ledger.names if name not in state]
    if doomed:
        settler.leave(gone)
    for name, each in state.items():
        known = settler.ledger.source(name)
        readable = name not in files.bad
        if readable and (known is None or known.digest != each.issue.sources[0].digest):
            settler.put(each)
        if settler.changes >= every:
            settler.commit()
    for name in gone:
        settler.drop(name)
    settler.commit()
    return report


def held(engine: Memory) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        d.id: (e.issue.id, tuple(block.text for block in d.blocks))
        for e in engine.editions.values()
        for d in e.documents
    }


@given(st.lists(SOURCES, min_size=1, max_size=4), st.integers(1, 3))
def test_updates_end_where_a_fresh_build_ends(
    states: list[dict[str, tuple[str, list[Document]]]], every: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        files, engine = Files(patch), Memory()
        for state in map(made, states):
            bring(engine, files, state, every)
            fresh = Memory()
            bring(fresh, files, dict(reversed(state.items())), 100)
            assert held(engine) == held(fresh)
            assert sorted(engine.editions) == sorted(fresh.editions)
            for issue, each in engine.editions.items():
                assert each == fresh.editions[issue]


@given(SOURCES)
def test_no_text_is_lost_but_that_of_a_worse_copy(
    state: dict[str, tuple[str, list[Document]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        engine = Memory()
        now = made(state)
        bring(engine, Files(patch), now, 100)
        texts = {d.blocks[1].text for e in engine.editions.values() for d in e.documents}
        for each in (d for e in now.values() for d in e.documents):
            twins = [
                d
                for e in now.values()
                for d in e.documents
                if d.id == each.id or (alias(d) and alias(d) == alias(each))
            ]
            assert each.blocks[1].text in texts or len(twins) > 1
        said = {
            name for e in engine.editions.values() for s in e.issue.sources for name in [s.name]
        }
        assert said == set(now)


class Failing(Memory):
    """An engine that fails once, after so many calls: before a batch is written, or after it."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def _may_fail(self) -> None:
        self.after -= 1
        if self.after == -1:
            raise EngineError("磁盘满了")

    def add(self, editions: Iterable[Edition]) -> None:
        self._may_fail()
        super().add(editions)
        self._may_fail()

    def remove(self, issues: Iterable[str]) -> None:
        self._may_fail()
        super().remove(issues)


def leads_somewhere(engine: Memory) -> bool:
    """Whether all that issues name of documents is held, and every document once."""
    ids = [d.id for e in engine.editions.values() for d in e.documents]
    named = {
        name
        for e in engine.editions.values()
        for name in (*e.issue.shared, *(c.document for c in e.issue.contents if c.document))
    }
    return len(ids) == len(set(ids)) and named <= set(ids)


@pytest.mark.slow
@settings(max_examples=200)
@given(
    st.lists(st.tuples(SOURCES, st.sets(st.sampled_from("abcd"))), min_size=1, max_size=4),
    st.integers(1, 3),
    st.integers(0, 9),
    st.booleans(),
)
def test_what_was_unreadable_or_interrupted_is_made_good(
    states: list[tuple[dict[str, tuple[str, list[Document]]], set[str]]],
    every: int,
    after: int,
    doomed: bool,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        files, engine = Files(patch), Failing(after)
        for state, files.bad in states:
            with suppress(EngineError):
                report = bring(engine, files, made(state), every, doomed)
                assert leads_somewhere(engine)
                names = [skipped.name for skipped in report.skipped]
                # What was read after all, or dropped, is not said to be kept.
                assert len(names) == len(set(names))
                assert set(names) <= files.bad & set(state)
        files.bad, last = set(), made(states[-1][0])
        with suppress(EngineError):
            bring(engine, files, last, every, doomed)
        bring(engine, files, last, every, doomed)
        fresh = Memory()
        bring(fresh, files, last, 100)
        assert engine.editions == fresh.editions


@given(SOURCES, st.sets(st.sampled_from("abcd")), SOURCES)
def test_an_unreadable_source_keeps_what_is_held_of_it(
    state: dict[str, tuple[str, list[Document]]],
    bad: set[str],
    later: dict[str, tuple[str, list[Document]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        files, engine = Files(patch), Memory()
        bring(engine, files, made(state), 100)
        before = held(engine)
        homes = {d: engine.catalogue().origins(d)[0].source.name for d in before}
        files.bad = bad
        bring(engine, files, made({**state, **later}), 2)
        now = held(engine)
        sharing = {
            origin.source.name
            for d in now
            if len(origins := engine.catalogue().origins(d)) > 1
            for origin in origins
        }
        for document, (_, text) in before.items():
            if homes[document] in bad:
                assert text in {text for _, text in now.values()} or homes[document] in sharing


WEAK = document(TITLES[0], 1, 1, "短")
STRONG = document(TITLES[0], 1, 1, "这里的正文要长得多，附件也在")


def test_the_better_text_wins_and_both_sources_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    files, engine = Files(monkeypatch), Memory()
    state = made({"a": ("1", [WEAK]), "b": ("w2", [STRONG])})
    report = bring(engine, files, state, 1)
    assert held(engine)[WEAK.id] == ("w2", (TITLES[0], STRONG.blocks[1].text))
    origins = engine.catalogue().origins(WEAK.id)
    assert [(o.source.name, o.issue.id) for o in origins] == [("b", "w2"), ("a", "1")]
    (double,) = report.doubles.values()
    assert (double.kept, double.others) == ("b", ("a",))


def test_the_other_text_comes_back_when_the_better_one_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, engine = Files(monkeypatch), Memory()
    state = made({"a": ("1", [WEAK]), "b": ("w2", [STRONG])})
    bring(engine, files, state, 1)
    bring(engine, files, {"a": state["a"]}, 1)
    assert held(engine)[WEAK.id] == ("1", (TITLES[0], "短"))


def test_a_source_that_is_gone_keeps_what_is_held_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    files, engine = Files(monkeypatch), Memory()
    other = document(TITLES[1], 2, 2, "只有这里有")
    state = made({"a": ("1", [WEAK, other])})
    bring(engine, files, state, 1)
    report, now = Report(), made({"b": ("1", [STRONG])})
    settler = Settler(engine, report)
    files.now = now  # a has gone, and nobody asks to prune
    settler.put(now["b"])
    settler.commit()
    assert held(engine)[other.id] == ("1", (TITLES[1], "只有这里有"))
    assert held(engine)[WEAK.id][1][1] == STRONG.blocks[1].text
    assert [(skipped.name, skipped.kept) for skipped in report.skipped] == [("a", True)]


def test_one_number_under_two_unlike_titles_is_two_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, engine = Files(monkeypatch), Memory()
    other = document("甲省人民政府关于粮食安全的意见", 1, 2, "这是另一份文件")
    bring(engine, files, made({"a": ("1", [WEAK]), "b": ("2", [other])}), 1)
    assert sorted(text[1] for _, text in held(engine).values()) == ["短", "这是另一份文件"]


def test_a_copy_without_a_number_joins_the_one_of_its_title_and_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, engine = Files(monkeypatch), Memory()
    bare = document(TITLES[0], None, 1, "这里的正文要长得多，附件也在")
    state = made({"a": ("1", [bare])})
    bring(engine, files, state, 1)
    assert list(held(engine)) == [bare.id]
    state |= made({"b": ("2", [WEAK])})
    bring(engine, files, state, 1)
    assert held(engine) == {WEAK.id: ("1", (TITLES[0], bare.blocks[1].text))}


def test_a_run_killed_before_it_removed_an_issue_is_finished_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, engine = Files(monkeypatch), Failing(1)
    other = document(TITLES[1], 2, 2, "另一期的正文")
    engine.after = 9
    bring(engine, files, made({"a": ("1", [WEAK])}), 1)
    engine.after = 2  # add, then remove
    moved = made({"a": ("2", [other])})
    with pytest.raises(EngineError):
        bring(engine, files, moved, 1)
    assert sorted(engine.editions) == ["1", "2"]
    bring(engine, files, moved, 1)
    assert sorted(engine.editions) == ["2"]
    assert list(held(engine)) == [other.id]


def test_a_text_that_is_held_nowhere_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    files, engine = Files(monkeypatch), Memory()
    state = made({"a": ("1", [WEAK]), "b": ("w2", [STRONG])})
    bring(engine, files, state, 1)
    files.bad = {"a"}  # its text was never held, b's was the better one
    report = bring(engine, files, {"a": state["a"]}, 1)
    assert held(engine) == {}
    (skipped,) = report.skipped
    assert f"《{WEAK.title}》" in skipped.why
    files.bad = set()
    bring(engine, files, {"a": state["a"]}, 1)
    assert held(engine)[WEAK.id] == ("1", (TITLES[0], "短"))


def test_what_is_read_later_in_the_run_is_not_said_to_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files, engine = Files(monkeypatch), Memory()
    bring(engine, files, made({"a": ("1", [WEAK]), "b": ("1", [STRONG])}), 1)
    other = document(TITLES[1], 2, 2, "新加的正文")
    report = bring(engine, files, made({"a": ("1", [WEAK, other]), "b": ("1", [other])}), 1)
    assert report.skipped == []
