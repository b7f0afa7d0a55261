"""Runs the queries of a test collection through gongbao and through the plain baseline.

Both rank the same passages of the same corpus, and both rankings are measured alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from search.document import Document, Edition, Passage, passage_count, passages
from search.engine import Engine, open_engine
from search.evaluation import FIRST_WITHIN, Qrels, Rankings, Report, evaluate, is_judged
from search.plain import PlainIndex
from search.query import MAX_SIZE, Query

#: What is ranked: documents by their ids, or passages as ``document#anchor``.
UNITS = ("document", "passage")

# So many passages go to the engine in one batch.
_BATCH = 50_000
# So many pages of a query are turned at most: a document of very many passages that match
# must not keep a query from ending.
_PAGES = 20


@dataclass(frozen=True, slots=True)
class Topic:
    """A query of a test collection; ``group`` is the row it is counted in, or empty."""

    id: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a run measured, and what it was measured on.

    ``unit`` is one of UNITS. ``documents`` and ``passages`` count the corpus, ``judged`` the
    ids that the counted queries' judgements name, ``absent`` those of them that the corpus
    does not hold as the unit: they stay judged, and nothing can find them. ``left_out`` counts
    the queries for which nothing is judged relevant, ``unasked`` the judged queries that were
    not among the topics.
    """

    unit: str
    documents: int
    passages: int
    judged: int
    absent: int
    left_out: int
    unasked: int
    gongbao: Report
    plain: Report


class NothingJudged(Exception):
    """No topic has a relevant judgement: there is nothing to measure."""


def run(editions: Sequence[Edition], topics: Sequence[Topic], qrels: Qrels) -> Trial:
    """Rank for each topic by gongbao and by the plain baseline, and measure both.

    An id of the judgements names a document, or else a passage; where any names a passage,
    passages are ranked, else documents, each at the rank of its best passage. Raises
    NothingJudged, and EngineError where the engine fails.
    """
    asked = [topic for topic in topics if is_judged(qrels.get(topic.id, {}))]
    if not asked:
        raise NothingJudged
    counted = {topic.id: qrels[topic.id] for topic in asked}
    judged = {name for grades in counted.values() for name in grades}
    unit, held = _unit(editions, judged)
    groups = {topic.id: topic.group for topic in asked}
    return Trial(
        unit=unit,
        documents=sum(len(edition.documents) for edition in editions),
        passages=sum(1 for _ in _all_passages(editions)),
        judged=len(judged),
        absent=len(judged - held),
        left_out=len(topics) - len(asked),
        unasked=len(qrels.keys() - {topic.id for topic in topics}),
        gongbao=evaluate(_by_gongbao(editions, asked, unit), counted, groups),
        plain=evaluate(_by_plain(editions, asked, unit), counted, groups),
    )


def _all_passages(editions: Iterable[Edition]) -> Iterator[tuple[Document, Passage]]:
    documents = (document for edition in editions for document in edition.documents)
    return ((document, passage) for document in documents for passage in passages(document))


def _unit(editions: Sequence[Edition], judged: Set[str]) -> tuple[str, Set[str]]:
    """What the judgements name, and those of their ids that the corpus holds as this unit.

    A document's id wins where a passage could be named alike.
    """
    documents = judged & {document.id for edition in editions for document in edition.documents}
    names = (_name("passage", d.id, p.anchor) for d, p in _all_passages(editions))
    held = {name for name in names if name in judged} - documents
    return ("passage", held) if held else ("document", documents)


def _name(unit: str, document: str, anchor: str) -> str:
    return f"{document}#{anchor}" if unit == "passage" else document


def _distinct(names: Iterable[str]) -> list[str]:
    """The first FIRST_WITHIN ids, each at its first place; no more names are drawn than needed."""
    ranked: dict[str, None] = {}
    for name in names:
        ranked[name] = None
        if len(ranked) == FIRST_WITHIN:
            break
    return list(ranked)


def _by_plain(editions: Sequence[Edition], topics: Iterable[Topic], unit: str) -> Rankings:
    texts = ((_name(unit, d.id, p.anchor), p.text) for d, p in _all_passages(editions))
    index = PlainIndex(texts)
    return {topic.id: _distinct(index.search(topic.text)) for topic in topics}


def _by_gongbao(editions: Sequence[Edition], topics: Iterable[Topic], unit: str) -> Rankings:
    with _throw_away(editions) as engine:
        return {topic.id: _distinct(_found(engine, topic.text, unit)) for topic in topics}


@contextmanager
def _throw_away(editions: Iterable[Edition]) -> Iterator[Engine]:
    """An engine over the editions that is gone when it is no longer needed."""
    with (
        TemporaryDirectory(prefix="gongbao-") as folder,
        closing(open_engine(f"whoosh:{Path(folder, 'index')}", "write")) as engine,
    ):
        for batch in _batches(editions):
            engine.add(batch)
        yield engine


def _batches(editions: Iterable[Edition]) -> Iterator[list[Edition]]:
    batch: list[Edition] = []
    waiting = 0
    for edition in editions:
        batch.append(edition)
        waiting += sum(map(passage_count, edition.documents))
        if waiting >= _BATCH:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch


def _found(engine: Engine, text: str, unit: str) -> Iterator[str]:
    """The names of what a query finds, best first, page after page, as a reader sees them."""
    for page in range(1, _PAGES + 1):
        results = engine.search(Query(text, page=page, size=MAX_SIZE))
        for hit in (*results.hits, *results.partial):
            yield _name(unit, hit.document.id, hit.anchor)
        if page * MAX_SIZE >= results.total:
            return
