"""The account of sources: which copies are found by which keys."""

from __future__ import annotations

from index.ledger import Ledger
from search.document import Issue
from search.sources import Copy, Source


def source(name: str, *documents: str, alias: str = "") -> Source:
    copies = tuple(Copy(d, alias or f"a{d}", "关于供水的通知", True, (1,)) for d in documents)
    return Source(name, name, copies=copies)


def told(ledger: Ledger, *wanted: str) -> dict[str, list[str]]:
    return {d: [copy.source for copy in them] for d, them in ledger.resolve(wanted).items()}


def test_copies_are_found_by_number_and_by_title() -> None:
    ledger = Ledger([Issue("1", sources=(source("x", "d1", "d2"), source("y", "d1")))])
    ledger.put(source("z", "d3"), "2")
    assert told(ledger, "d1") == {"d1": ["x", "y"]}
    assert told(ledger, "ad2") == {"d2": ["x"]}
    assert [each.name for each in ledger.of_issue("1")] == ["x", "y"]
    assert (ledger.issue("z"), ledger.issue("none")) == ("2", None)


def test_a_source_takes_the_place_of_what_it_was() -> None:
    ledger = Ledger()
    ledger.put(source("x", "d1"), "1")
    ledger.put(source("x", "d2"), "2")
    ledger.drop("none")
    assert told(ledger, "d1", "d2") == {"d2": ["x"]}
    assert ledger.of_issue("1") == ()
    ledger.drop("x")
    assert (ledger.names, told(ledger, "d2")) == ((), {})


def test_keys_lead_from_copy_to_copy() -> None:
    ledger = Ledger()
    ledger.put(source("x", "d1", alias="a"), "1")
    ledger.put(source("y", "d2", alias="a"), "2")
    ledger.put(source("z", "d2", alias="b"), "3")
    assert told(ledger, "d1") == {"d1": ["x"], "d2": ["y", "z"]}


def test_a_source_that_two_issues_name_was_left_by_a_killed_run() -> None:
    one, two = Issue("1", sources=(source("x", "d1"),)), Issue("2", sources=(source("x", "d2"),))
    assert Ledger([one]).torn == set()
    assert Ledger([one, two, Issue("3", sources=(source("y", "d3"),))]).torn == {"1", "2"}
