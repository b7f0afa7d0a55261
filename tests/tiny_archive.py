"""A tiny archive that goes through a few batches, and what it has to hold after each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from search.document import Document, Edition, Issue, passages
from search.engine import Engine, IndexMissing, open_engine
from search.folder import STAMP, Place
from search.folderlock import LOCK
from search.query import Query
from tests.material import blocks


@dataclass(frozen=True)
class State:
    """All that an archive holds, by id."""

    issues: dict[str, Issue] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)

    def added(self, *editions: Edition) -> State:
        """The state after editions were added in one batch."""
        fresh = {
            each.id: replace(each, issue=edition.issue.id)
            for edition in editions
            for each in edition.documents
        }
        ids = {edition.issue.id for edition in editions}
        kept = {d.id: d for d in self.documents.values() if d.issue not in ids}
        return State(
            {**self.issues, **{edition.issue.id: edition.issue for edition in editions}},
            {**kept, **fresh},
        )

    def removed(self, *ids: str) -> State:
        """The state after issues were removed in one batch."""
        return State(
            {i: issue for i, issue in self.issues.items() if i not in ids},
            {d.id: d for d in self.documents.values() if d.issue not in ids},
        )


@dataclass(frozen=True)
class Step:
    """One batch: editions that are added, or ids of issues that are removed."""

    add: tuple[Edition, ...] = ()
    remove: tuple[str, ...] = ()

    def run(self, engine: Engine) -> None:
        if self.add:
            engine.add(self.add)
        else:
            engine.remove(self.remove)

    def after(self, state: State) -> State:
        return state.added(*self.add) if self.add else state.removed(*self.remove)


def code(issue: int, version: int, document: int) -> str:
    """A word that stands in one version of one document and nowhere else."""
    return f"K{issue}V{version}D{document}"


def edition(issue: int, version: int = 1, documents: Iterable[int] = (0, 1)) -> Edition:
    """An issue of tiny documents; document n of an issue keeps its id in all versions."""
    made = tuple(_document(issue, version, number) for number in documents)
    return Edition(Issue(f"i{issue}", "公报", 2000 + issue, version), made)


def _document(issue: int, version: int, number: int) -> Document:
    own = code(issue, version, number)
    texts = blocks(f"关于{own}的通知", f"本件代号{own}，请遵照执行。", "各地要抓好落实。")
    return Document(f"d{issue}-{number}", f"i{issue}", texts[0].text, blocks=texts)


#: A batch that adds, one that replaces and adds, one that removes, one that moves a document to
#: another issue, …; enough of them that blocks are merged
#: on the way: what is left of one that is mostly gone, and in the end eight small ones.
STEPS = (
    Step(add=(edition(1), edition(2), edition(3))),
    Step(add=(edition(2, 2), edition(4))),
    Step(remove=("i1",)),
    Step(add=(replace(edition(3, 2), documents=edition(2, 3, (1, 2)).documents),)),
    Step(add=(edition(5), edition(6))),
    Step(remove=("i4", "i5", "none")),
    Step(add=(edition(1, 2), edition(2, 4))),
    Step(add=(edition(7, 1, (0,)),)),
    Step(add=(edition(8, 1, (0,)),)),
    Step(add=(edition(9, 1, (0,)),)),
    Step(add=(edition(8, 2, (0,)),)),
    Step(add=(edition(4, 2, (0,)),)),
    Step(add=(edition(6, 2, (0, 1, 2)),)),
    Step(add=(edition(10, 1, (0,)),)),
    Step(add=(edition(11, 1, (0,)),)),
    Step(add=(edition(12, 1, (0,)),)),
)


#: Where updates begin that start from an archive: of some segments, some of them with deletions.
BASE = 3


@cache
def states() -> tuple[State, ...]:
    """What the archive holds before the first step and after each."""
    found = [State()]
    for step in STEPS:
        found.append(step.after(found[-1]))
    return tuple(found)


@cache
def codes() -> dict[str, str]:
    """The code of every version of every document of all states -> the document's id."""
    editions = [each for step in STEPS for each in step.add]
    documents = [document for each in editions for document in each.documents]
    return {d.title.removeprefix("关于").removesuffix("的通知"): d.id for d in documents}


def held(engine: Engine) -> State:
    """What an engine holds, its documents read whole."""
    issues = {issue.id: issue for issue in engine.issues()}
    ids = [each.document.id for each in engine.catalogue().holdings]
    documents = {each: engine.document(each) for each in ids}
    return State(issues, {each: found for each, found in documents.items() if found})


def found(engine: Engine, *words: str) -> list[str]:
    """The document of each passage that holds one of some words."""
    query = " OR ".join(f'"{word}"' for word in words)
    results = engine.search(Query(query, size=100))
    assert results.total == len(results.hits)
    return [hit.document.id for hit in results.hits]


def place_of(engine: Engine, known: tuple[State, ...] = ()) -> int:
    """Which of the known states an engine is in: in all it holds, and in all that it finds."""
    now = held(engine)
    known = known or states()
    assert now in known, f"holds {sorted(now.documents)} of {sorted(now.issues)}"
    there = {own: d.id for d in now.documents.values() for own in codes() if own in d.title}
    assert set(there.values()) == set(now.documents)
    for own, document in there.items():
        assert found(engine, own) == [document, document], own  # in its title, in its text
    assert sorted(found(engine, *codes())) == sorted([*there.values(), *there.values()])
    count = sum(len(passages(each)) for each in now.documents.values())
    assert engine.stats().passages == engine.search(Query()).total == count
    return known.index(now)


def archive_at(step: int, place: Place) -> Place:
    """An archive after so many steps."""
    place.folder.mkdir()
    engine = open_engine(place.address, "write")
    for each in STEPS[:step]:
        each.run(engine)
    engine.close()
    return place


def copied(place: Place, folder: Path) -> Place:
    """The same archive in another folder."""
    shutil.copytree(place.folder, folder)
    return replace(place, folder=folder)


def dead_files(place: Place) -> set[str]:
    """The names of what lies in an archive's folder and belongs to no commit."""
    stamp = place.read_stamp()
    assert stamp is not None
    living = {"whoosh": _of_whoosh, "tantivy": _of_tantivy}[place.engine](place.folder, stamp.name)
    every = {str(path.relative_to(place.folder)) for path in place.folder.rglob("*")}
    return every - living - {STAMP, LOCK}


def _of_whoosh(folder: Path, name: str) -> set[str]:
    index = FileIndex(FileStorage(str(folder)), indexname=name)
    segments = {each.make_filename(".seg") for each in index._segments()}
    return segments | {f"_{name}_{index.latest_generation()}.toc"}


def _of_tantivy(folder: Path, name: str) -> set[str]:
    own = (".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock", "meta.json")
    segments = json.loads((folder / name / "meta.json").read_text())["segments"]
    ids = {each["segment_id"].replace("-", "") for each in segments}
    files = {path.name for path in (folder / name).iterdir() if path.name.split(".")[0] in ids}
    return {name} | {f"{name}/{each}" for each in {*own, *files}}


def opened(place: Place) -> Engine | None:
    """A reader, or None where there is no index yet."""
    try:
        return open_engine(place.address)
    except IndexMissing:
        return None
