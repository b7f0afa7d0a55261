"""Scores: those of a selection are those of all passages, and those follow the formula."""

from __future__ import annotations

from functools import cache
from math import isclose, log1p
from random import Random

import numpy as np
import pytest

from search.matching import Matcher
from search.query import Node, Or, Run, Variants, Word
from search.ranking import Ranker
from search.selection import Selection
from search.syntax import parse
from tests.listed_archive import ListedArchive
from tests.material import sample_edition

QUERIES = (
    "人工智能",
    "人工智能 产业",
    "放管服",
    "双创 企业",
    "省科技厅负责",
    '"人工智能" OR 财政',
    "人工智能 NEAR/10 产业",
    '"人*能"',
    "2017年 -财政",
    "脚注:人工智能",
)


@cache
def archive() -> ListedArchive:
    return ListedArchive([sample_edition()])


@pytest.mark.parametrize("text", QUERIES)
def test_a_score_does_not_hang_on_what_else_is_scored(text: str) -> None:
    columns, node, matcher = archive().columns, parse(text).node, Matcher(archive())
    whole = Selection(columns, columns.is_passage)
    scores = np.zeros(columns.size)
    scores[whole.passages] = Ranker(whole, matcher).scores(node)
    assert scores.any()
    rng = Random(text)
    for share in (0.01, 0.3, 0.9):
        chosen = np.array([rng.random() < share for _ in range(columns.size)], dtype=np.bool_)
        part = Selection(columns, columns.is_passage & chosen)
        assert Ranker(part, matcher).scores(node).tolist() == scores[part.passages].tolist()


@pytest.mark.parametrize("text", ["企业", "企业 OR 财政 OR 农业"])
def test_scores_of_words_are_bm25_and_coverage(text: str) -> None:
    node, columns = parse(text, expand=False).node, archive().columns
    words = _words(node)
    whole = Selection(columns, columns.is_passage)
    scores = Ranker(whole, Matcher(archive())).scores(Or(tuple(words)))
    average = sum(sum(row.lengths) for row in columns.rows) / columns.passages
    postings = [dict(zip(*archive().counts("words", w.text), strict=True)) for w in words]
    rarities = [log1p((columns.passages - len(p) + 0.5) / (len(p) + 0.5)) for p in postings]
    for number, score in zip(whole.passages.tolist(), scores.tolist(), strict=True):
        norm = 1.2 * (0.25 + 0.75 * columns.length[number] / average)
        held = [(p.get(number, 0.0), r) for p, r in zip(postings, rarities, strict=True)]
        total = sum(r * c * 2.2 / (c + norm) for c, r in held)
        total *= 0.25 + 0.75 * sum(r for c, r in held if c) / sum(rarities)
        total *= 1.05 if columns.kind[number] == 1 else 1
        total *= 1.1 if columns.is_title[number] else 1
        total *= 0.4 if columns.is_formal[number] else 1
        assert isclose(score, total, abs_tol=1e-6)


def _words(node: Node) -> list[Word]:
    if isinstance(node, Or):
        return [word for inner in node.nodes for word in _words(inner)]
    assert isinstance(node, Run)
    assert not any(isinstance(part, Variants) for part in node.parts)
    return [part for part in node.parts if isinstance(part, Word)]
