"""One edition of what several sources have of an issue."""

from __future__ import annotations

from dataclasses import replace

from index.identity import copy_of
from index.ledger import Ledger
from index.merge import merged, shares
from search.document import Block, ContentsEntry, Document, Edition, Issue
from search.sources import Source

WATER, GRAIN = "甲省人民政府关于加强供水工作的通知", "甲省人民政府关于粮食安全的意见"


def document(name: str, title: str, text: str = "正文") -> Document:
    number = f"甲政发〔2019〕{name[1:]}号"
    return Document(name, "", title, number=number, blocks=(Block("paragraph", "p1", text),))


def edition(
    name: str, documents: list[Document], contents: tuple[ContentsEntry, ...] = (), **facts: object
) -> Edition:
    copies = tuple(copy_of(d, printed=True, form=1) for d in documents)
    issue = Issue("i", contents=contents, sources=(Source(name, copies=copies),), **facts)  # type: ignore[arg-type]
    return Edition(issue, tuple(documents))


def together(*editions: Edition, elsewhere: Source | None = None) -> Edition:
    ledger = Ledger()
    for each in editions:
        ledger.put(each.issue.sources[0], "i")
    if elsewhere:
        ledger.put(elsewhere, "other")
    found = merged(editions, shares(ledger, ledger.of_issue("i")))
    back = merged(editions[::-1], shares(ledger, ledger.of_issue("i")))
    assert found == back
    return found


def test_the_better_text_of_each_document_and_the_facts_of_all() -> None:
    one = edition("a", [document("d1", WATER, "短"), document("d2", GRAIN, "正文" * 20)], year=2019)
    two = edition("b", [document("d1", WATER, "正文" * 10)], title="甲省人民政府公报", year=2018)
    found = together(one, two)
    assert {d.id: d.blocks[0].text for d in found.documents} == {
        "d1": "正文" * 10,
        "d2": "正文" * 20,
    }
    assert (found.issue.title, found.issue.year) == ("甲省人民政府公报", 2019)
    assert [source.name for source in found.issue.sources] == ["a", "b"]
    assert found.issue.shared == ()


def test_a_text_that_is_held_elsewhere_is_shared() -> None:
    other = edition("z", [document("d1", WATER, "正文" * 10)]).issue.sources[0]
    listed = (ContentsEntry(None, WATER, document="d1"),)
    found = together(edition("a", [document("d1", WATER)], listed), elsewhere=other)
    assert (found.documents, found.issue.shared) == ((), ("d1",))
    assert found.issue.contents == listed


def test_contents_lead_to_the_text_in_another_source_of_the_issue() -> None:
    front = edition(
        "front",
        [document("d1", WATER)],
        (
            ContentsEntry(None, WATER, document="d1"),
            ContentsEntry(None, f"{GRAIN} ", number="甲政发〔2019〕2号"),
            ContentsEntry(None, "纪事"),
        ),
    )
    found = together(front, edition("back", [document("d2", GRAIN)]))
    assert [entry.document for entry in found.issue.contents] == ["d1", "d2", None]
    alone = together(front)
    assert [entry.document for entry in alone.issue.contents] == ["d1", None, None]


def test_contents_lead_to_nothing_that_no_source_has() -> None:
    lost = edition("a", [document("d1", WATER)], (ContentsEntry(None, GRAIN, document="d2"),))
    assert [entry.document for entry in together(lost).issue.contents] == [None]


def test_a_misread_number_is_a_document_of_its_own_in_the_same_issue() -> None:
    one = edition("a", [document("d1", WATER, "正文" * 10)])
    two = edition("b", [replace(document("d1", GRAIN), id="d1")])
    ids = [d.id for d in together(one, two).documents]
    assert ids[0] == "d1"
    assert ids[1].startswith("d1-")
