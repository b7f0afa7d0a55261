"""What verify tells of an index that was tampered with: each sort of difference is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.verify import verify
from search.document import Document, Edition, Issue, passages
from search.engine import Engine, open_engine
from search.inversion import Inversion, Listing, invert
from search.sources import Source
from tests.test_build import write, write_page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in (1, 2):
        write(tmp_path / "in", n)
    write_page(tmp_path / "in", 2, "请认真贯彻执行。")
    return tmp_path / "in"


@pytest.fixture
def engine(tmp_path: Path, folder: Path) -> Engine:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}", "write")
    build([folder], engine)
    assert list(verify(engine)) == []
    return engine


def told(engine: Engine) -> list[str]:
    return [f"{Path(each.name).name}：{each.what}" for each in verify(engine)]


def first(engine: Engine) -> Edition:
    issue = next(issue for issue in engine.issues() if issue.number == 1)
    held = [h.document.id for h in engine.catalogue().of_issue(issue.id)]
    found = (engine.document(name) for name in held)
    return Edition(issue, tuple(document for document in found if document))


def _text(edition: Edition) -> Edition:
    (document,) = edition.documents
    last = replace(document.blocks[-1], text="改过")
    return replace(edition, documents=(replace(document, blocks=(*document.blocks[:-1], last)),))


def _facts(edition: Edition) -> Edition:
    return replace(edition, issue=replace(edition.issue, year=2020))


def _document_facts(edition: Edition) -> Edition:
    (document,) = edition.documents
    return replace(edition, documents=(replace(document, issuer="别的机关"),))


def _missing(edition: Edition) -> Edition:
    return replace(edition, documents=())


def _extra(edition: Edition) -> Edition:
    more = replace(edition.documents[0], id="dextra", number=None)
    return replace(edition, documents=(*edition.documents, more))


TITLE = "《四川省人民政府关于加强第1号供水工作的通知》"
TAMPERED: dict[str, tuple[Callable[[Edition], Edition], str]] = {
    "a text": (_text, f"{TITLE}与来源不一致（blocks）"),
    "facts of a document": (_document_facts, f"{TITLE}与来源不一致（issuer）"),
    "facts of an issue": (_facts, "01.txt：刊期信息不一致（year）"),
    "a document is missing": (_missing, f"索引里没有{TITLE}"),
    "a document too many": (_extra, "dextra：索引里有，来源里没有"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_differs_in_the_index(engine: Engine, name: str) -> None:
    tamper, expected = TAMPERED[name]
    engine.add([tamper(first(engine))])
    (said,) = told(engine)
    assert expected in said


def without(passage: int, listing: Listing) -> Listing:
    """A listing that has forgotten a passage."""
    kept = listing.passages != passage
    offsets = np.concatenate([[0], np.cumsum(kept)])[listing.offsets]
    held = np.flatnonzero(np.diff(offsets))
    return replace(
        listing,
        terms=type(listing.terms)(listing.terms[at] for at in held),
        offsets=np.append(offsets[held], offsets[-1]),
        passages=listing.passages[kept],
        positions=listing.positions[kept],
    )


@pytest.mark.parametrize("lost", [0, 1, -1])
def test_postings_that_are_lost(engine: Engine, monkeypatch: pytest.MonkeyPatch, lost: int) -> None:
    """Those of one passage: the title, the addressees, the signature."""

    def without_words(documents: Sequence[Document]) -> Inversion:
        whole = invert(documents)
        every = [p for document in documents for p in passages(document)]
        at = [n for n, passage in enumerate(every) if "政府" in passage.text][lost]
        return replace(whole, fields={name: without(at, of) for name, of in whole.fields.items()})

    monkeypatch.setattr("search.crew.invert", without_words)
    engine.add([first(engine)])
    (said,) = told(engine)
    assert said.endswith(f"{TITLE}检索不到自己的正文")


def test_sources_that_are_gone_changed_or_unreadable(engine: Engine, folder: Path) -> None:
    (folder / "01.txt").unlink()
    (folder / "02.txt").write_bytes(b"")
    write_page(folder, 2, "改动了。")
    said = told(engine)
    assert [each.partition("：")[0] for each in sorted(said)] == ["01.txt", "02.html", "02.txt"]
    assert any(each.startswith("01.txt：找不到") for each in said)


def test_a_source_that_two_issues_name(engine: Engine) -> None:
    old = replace(first(engine).issue, id="old", number=9)
    engine.add([Edition(old, ())])
    (said,) = told(engine)
    assert "以前的内容" in said


def test_an_issue_without_a_source(engine: Engine) -> None:
    engine.add([Edition(Issue("nobody's"))])
    assert told(engine) == ["nobody's：没有记下来源，无法核对"]


def test_a_source_that_the_index_names_and_that_never_was(engine: Engine) -> None:
    engine.add([Edition(Issue("x", sources=(Source("/没有/1.txt", "d"),)))])
    (said,) = told(engine)
    assert said.startswith("1.txt：找不到")
