"""The judgement set of the bundled issue: that it is sound, and what is measured on it."""

from __future__ import annotations

from collections import Counter

import pytest

from index.collection import read_corpus
from index.judgements import read_qrels, read_topics
from search.trial import Trial, run
from tests.material import ROOT, SAMPLE, all_passages, sample_edition

FOLDER = ROOT / "tests" / "judgements"
TOPICS = read_topics(str(FOLDER / "queries.jsonl"))
QRELS = read_qrels(str(FOLDER / "qrels.txt"))
GROUPS = {"keyword", "question", "abbreviation", "number", "character", "footnote", "table"}


def test_the_set_is_sound() -> None:
    known = {f"{d.id}#{p.anchor}" for d, p in all_passages(sample_edition())}
    assert len(TOPICS) >= 80
    assert len({topic.text for topic in TOPICS}) == len(TOPICS)
    assert {topic.id for topic in TOPICS} == set(QRELS)
    assert {topic.group for topic in TOPICS} == GROUPS
    assert min(Counter(topic.group for topic in TOPICS).values()) >= 12
    for topic, grades in QRELS.items():
        assert set(grades) <= known, topic
        assert set(grades.values()) <= {0, 1, 2, 3}, topic
        assert max(grades.values()) >= 2, topic


@pytest.fixture(scope="module")
def trial() -> Trial:
    return run(read_corpus(str(SAMPLE)), TOPICS, QRELS)


@pytest.mark.slow
def test_the_ranking_is_better_than_a_plain_one(trial: Trial) -> None:
    assert trial.gongbao.all.ndcg >= 1.15 * trial.plain.all.ndcg


@pytest.mark.slow
@pytest.mark.parametrize("group", sorted(GROUPS))
def test_no_group_is_ranked_worse(trial: Trial, group: str) -> None:
    assert dict(trial.gongbao.groups)[group].ndcg >= dict(trial.plain.groups)[group].ndcg
