"""What is held hangs on the set of sources alone, in whatever order and batches they came."""

from __future__ import annotations

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
from search.document import Block, Document, Edition, Issue
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
    said = Issue(issue, sources=(Source(name, f"{name}-{hash(tuple(own))}", copies=copies),))
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
    """What lies on the disk: editions by the name of their source."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now: dict[str, Edition] = {}
        patch.setattr(settle, "take_again", self.take)
        patch.setattr(settle, "read", lambda taken: self.now[taken.names[0]])

    def take(self, source: Source) -> Taken:
        if source.name not in self.now:
            raise SourceError("找不到")
        return Taken((source.name,), (), self.now[source.name].issue.sources[0].digest)


def made(state: dict[str, tuple[str, list[Document]]]) -> dict[str, Edition]:
    return {name: edition(name, issue, them) for name, (issue, them) in state.items()}


def bring(engine: Memory, files: Files, state: dict[str, Edition], every: int) -> Report:
    """What a build with --prune does when the files have become those of a state."""
    report = Report()
    settler = Settler(engine, report)
    files.now = state
    for name, each in state.items():
        known = settler.ledger.source(name)
        if known is None or known.digest != each.issue.sources[0].digest:
            settler.put(each)
        if settler.changes >= every:
            settler.commit()
    for name in settler.ledger.names:
        if name not in state:
            settler.drop(name)
    settler.commit()
    return report


def held(engine: Memory) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        d.id: (e.issue.id, tuple(block.text for block in d.blocks))
        for e in engine.editions.values()
        for d in e.documents
    }


@settings(max_examples=200)
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
