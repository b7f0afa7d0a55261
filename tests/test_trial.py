"""Trials over small corpora: what is ranked, what counts, and where a document ranks."""

from __future__ import annotations

import pytest

from search.document import Document, Edition, Issue
from search.trial import NothingJudged, Topic, run
from tests.material import blocks

FILLER = "关于天气与河流的段落，写得长一些，好让它排在后面"


def edition(**texts: tuple[str, ...]) -> Edition:
    """An issue of documents by their ids, each a title and paragraphs."""
    documents = [
        Document(name, "made", each[0], blocks=blocks(*each)) for name, each in texts.items()
    ]
    return Edition(Issue("made"), tuple(documents))


SMALL = edition(a=("通知", "财政工作", "民政工作"), b=("公告", "财政收入"), c=("意见", "教育"))
ASKED = [Topic("1", "民政", "short"), Topic("2", "财政", "short"), Topic("3", "航天")]


@pytest.mark.slow
def test_documents_are_ranked_where_documents_are_judged() -> None:
    trial = run([SMALL], ASKED, {"1": {"a": 1}, "2": {"a": 1, "b": 2}, "3": {"c": 1}})
    assert (trial.unit, trial.documents, trial.passages) == ("document", 3, 7)
    assert (trial.judged, trial.absent, trial.left_out, trial.unasked) == (3, 0, 0, 0)
    for report in (trial.gongbao, trial.plain):
        ((name, means),) = report.groups
        assert (name, means.queries, means.recall, means.mrr) == ("short", 2, 1.0, 1.0)
        assert report.all.queries == 3
        assert report.all.recall == pytest.approx(2 / 3)


def test_passages_are_ranked_where_a_passage_is_judged() -> None:
    trial = run([SMALL], ASKED, {"1": {"a#p2": 1}, "2": {"a#p1": 1, "b": 1}})
    assert trial.unit == "passage"
    assert trial.absent == 1  # a document among passages
    # Of the second query's two relevant ids only the passage can be found.
    assert trial.gongbao.all.recall == trial.plain.all.recall == (1 + 1 / 2) / 2


def test_a_documents_id_wins_over_a_passage_that_looks_alike() -> None:
    twin = edition(**{"a": ("通知", "民政"), "a#p1": ("公告", "民政工作")})
    assert run([twin], ASKED, {"1": {"a#p1": 1}}).unit == "document"


def test_what_is_judged_and_not_held_stays_judged() -> None:
    trial = run([SMALL], ASKED, {"1": {"a": 1, "gone": 1}})
    assert (trial.judged, trial.absent) == (2, 1)
    assert trial.gongbao.all.recall == trial.plain.all.recall == 0.5


def test_queries_without_relevant_judgements_are_left_out() -> None:
    trial = run([SMALL], ASKED, {"1": {"a": 1}, "2": {"a": 0}, "elsewhere": {"a": 1}})
    assert (trial.left_out, trial.unasked, trial.gongbao.all.queries) == (2, 1, 1)
    with pytest.raises(NothingJudged):
        run([SMALL], ASKED, {"elsewhere": {"a": 1}})


def test_a_document_of_many_matches_does_not_hide_the_next() -> None:
    many = edition(a=("通知", *["民政"] * 150), b=("公告", f"民政。{FILLER}。"))
    trial = run([many], ASKED, {"1": {"b": 1}})
    assert trial.gongbao.all.mrr == trial.plain.all.mrr == 0.5


def test_documents_without_text_and_title_are_no_obstacle() -> None:
    bare = edition(a=("",), b=("", "民政"))
    assert run([bare], ASKED, {"1": {"b": 1}}).gongbao.all.ndcg == 1.0
