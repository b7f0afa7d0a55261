"""Measures rankings against judgements: nDCG@10, MRR and recall@10, by group and for all.

Nothing here knows an engine: rankings are ids, best first, and judgements are grades of ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log2

#: nDCG and recall look at so many ranks.
DEPTH = 10
#: The first relevant id counts for MRR within so many ranks; beyond them it is worth 0.
FIRST_WITHIN = 100
#: An id of this grade or a higher one is relevant.
RELEVANT = 1

#: Query id -> ids, best first, none twice.
Rankings = Mapping[str, Sequence[str]]
#: Query id -> id -> grade. What is not judged is not relevant.
Qrels = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Means:
    """Means over ``queries`` queries, each from 0 (worst) to 1."""

    queries: int
    ndcg: float
    mrr: float
    recall: float


@dataclass(frozen=True, slots=True)
class Report:
    """The means over all queries, and those of each group in the order the groups were given."""

    all: Means
    groups: tuple[tuple[str, Means], ...] = ()


def evaluate(rankings: Rankings, qrels: Qrels, groups: Mapping[str, str] | None = None) -> Report:
    """The measures of rankings, over the queries for which something is judged relevant.

    A query without a ranking found nothing and scores 0. ``groups`` names the group of a query;
    one without a name, or with an empty one, counts among all queries only.
    """
    counted = [query for query, grades in qrels.items() if is_judged(grades)]
    members: dict[str, list[str]] = {name: [] for name in (groups or {}).values() if name}
    for query in counted:
        if name := (groups or {}).get(query):
            members[name].append(query)
    means = {name: _means(queries, rankings, qrels) for name, queries in members.items() if queries}
    return Report(_means(counted, rankings, qrels), tuple(means.items()))


def is_judged(grades: Mapping[str, int]) -> bool:
    """Whether anything is judged relevant: a query for which nothing is cannot be measured."""
    return any(grade >= RELEVANT for grade in grades.values())


def _means(queries: Sequence[str], rankings: Rankings, qrels: Qrels) -> Means:
    pairs = [(rankings.get(query, ()), qrels[query]) for query in queries]
    return Means(
        len(queries),
        _mean([ndcg(ranking, grades) for ranking, grades in pairs]),
        _mean([reciprocal_rank(ranking, grades) for ranking, grades in pairs]),
        _mean([recall(ranking, grades) for ranking, grades in pairs]),
    )


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0


def ndcg(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulated gain of the first DEPTH ranks, from 0 to 1.

    Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002), as
    trec_eval's ndcg_cut has it: the gain is the grade itself (none below 0), rank r divides it
    by log2(r + 1), and the best ranking is that of all judged ids.
    """
    best = _discounted(sorted(grades.values(), reverse=True))
    return _discounted(grades.get(each, 0) for each in ranking[:DEPTH]) / best if best else 0.0


def _discounted(gains: Iterable[int]) -> float:
    ranked = list(gains)[:DEPTH]
    return fsum(max(gain, 0) / log2(rank + 1) for rank, gain in enumerate(ranked, start=1))


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 / the rank of the first relevant id within FIRST_WITHIN ranks, else 0."""
    for rank, each in enumerate(ranking[:FIRST_WITHIN], start=1):
        if grades.get(each, 0) >= RELEVANT:
            return 1 / rank
    return 0.0


def recall(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """The share of the relevant ids that stand in the first DEPTH ranks; 0 where none is."""
    relevant = {each for each, grade in grades.items() if grade >= RELEVANT}
    return len(relevant.intersection(ranking[:DEPTH])) / len(relevant) if relevant else 0.0
