"""A copy holds and finds what the archive does, in whichever engine either is."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from index import copying
from index.copying import copy
from search.document import Edition, Issue
from search.engine import ENGINES, Engine, EngineError, open_engine
from search.query import Query
from search.sources import Copy, Source
from tests.material import made_edition, sample_edition
from tests.tiny_archive import STEPS, held

pytestmark = pytest.mark.slow

QUERIES = ("民政", '"人民政府"', "人工智能 产业", "脚注:增长", "创新 NEAR/10 人才", "放管服", "")

# A web page whose document is held from another source.
PAGE = Source("a.html", copies=(Copy("d", "a", "关于供水的通知", True, (1,)),))
ELSEWHERE = Edition(Issue("elsewhere", online=True, sources=(PAGE,)))


@pytest.fixture
def archive(tmp_path: Path) -> Engine:
    """An archive of several blocks, with issues that have no document, and parts that are gone."""
    engine = open_engine(f"whoosh:{tmp_path / 'archive'}", "write")
    engine.add([sample_edition(), Edition(Issue("empty", "公报", 2001, 1), ())])
    engine.add([ELSEWHERE, made_edition()])
    for step in STEPS[:5]:
        step.run(engine)
    engine.add([replace(made_edition(), documents=made_edition().documents[:1])])
    return engine


@pytest.mark.parametrize("prefix", ENGINES)
def test_a_copy_is_the_same(tmp_path: Path, archive: Engine, prefix: str) -> None:
    target = open_engine(f"{prefix}:{tmp_path / 'copy'}", "write")
    told: list[int] = []
    copy(archive, target, told.append)
    assert told == [len(archive.issues())]
    assert held(target) == held(archive)
    assert target.catalogue().holdings == archive.catalogue().holdings
    for text in QUERIES:
        query = Query(text, size=100)
        assert target.search(query) == archive.search(query), text


def test_batches_are_bounded(
    tmp_path: Path, archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH_PASSAGES", 1)
    target = open_engine(f"whoosh:{tmp_path / 'copy'}", "write")
    told: list[int] = []
    copy(archive, target, told.append)
    assert told[-1] == len(archive.issues())
    assert len(told) == sum(bool(archive.catalogue().of_issue(i.id)) for i in archive.issues())
    assert held(target) == held(archive)


@pytest.mark.parametrize(("there", "back"), list(permutations(ENGINES)))
def test_there_and_back(tmp_path: Path, archive: Engine, there: str, back: str) -> None:
    other = open_engine(f"{there}:{tmp_path / 'there'}", "write")
    copy(archive, other)
    again = open_engine(f"{back}:{tmp_path / 'back'}", "write")
    copy(other, again)
    assert held(again) == held(archive)


def test_an_error_keeps_what_was_committed(
    tmp_path: Path, archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH_PASSAGES", 1)
    target = open_engine(f"whoosh:{tmp_path / 'copy'}", "write")

    def stop(done: int) -> None:
        if done > 2:
            raise EngineError("stopped")

    with pytest.raises(EngineError, match="stopped"):
        copy(archive, target, stop)
    assert 2 < len(target.issues()) < len(archive.issues())


def test_what_changes_meanwhile_is_in_the_copy(
    tmp_path: Path, archive: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH_PASSAGES", 1)
    target = open_engine(f"whoosh:{tmp_path / 'copy'}", "write")
    issues = archive.issues()
    first = next(issue for issue in reversed(issues) if archive.catalogue().of_issue(issue.id))
    last = next(issue for issue in issues if archive.catalogue().of_issue(issue.id))
    moved = archive.document(archive.catalogue().of_issue(last.id)[0].document.id)
    assert first != last
    assert moved is not None

    def change(done: int) -> None:
        monkeypatch.setattr(copying, "BATCH_PASSAGES", 100)
        if done < len(issues):
            archive.remove(["empty"])
            archive.add([Edition(first, (moved,)), Edition(Issue("new"), ())])

    copy(archive, target, change)
    assert target.document(moved.id) is not None
    assert held(target) == held(archive)
