"""The hits of one page: the best passages in an order, or the best documents with their best."""

from __future__ import annotations

import numpy as np

from search.archive import Archive
from search.asking import Asked
from search.columns import Floats, Ints
from search.found import missing, some_words
from search.matching import without
from search.order import best_of, first_documents, first_passages
from search.query import PASSAGES, RELEVANCE
from search.ranking import Ranker
from search.results import Hit
from search.selection import Selection
from search.snippet import excerpt

#: Behind fewer hits than this, passages are shown that hold some of the words.
FEW = 10
#: So many passages of a document are shown where documents are listed.
BEST = 3

#: A passage's number and its score.
Scored = tuple[int, float]


def hits(asked: Asked, archive: Archive) -> tuple[Hit, ...]:
    """The hits of the page that a query asks for, of the passages that its filters leave."""
    query, selection = asked.query, asked.narrowed.left()
    end = query.page * query.size
    page = _passages if query.view == PASSAGES else _by_document
    found = page(asked, selection, query.sort, end - query.size, end)
    return tuple(_hit(asked, *each, archive, selection.per_document) for each in found)


def _passages(asked: Asked, selection: Selection, sort: str, start: int, end: int) -> list[Scored]:
    """The passages from one place to another in an order, each with its score."""
    if sort == RELEVANCE:
        scores = _scores(asked, selection)
        slots = first_passages(selection, scores, sort, end)[start:]
        return _scored(selection, scores, slots)
    slots = first_passages(selection, None, sort, end)[start:]
    shown = selection.only(slots)
    places = np.searchsorted(shown.passages, selection.passages[slots])
    return _scored(shown, _scores(asked, shown), places)


def _by_document(
    asked: Asked, selection: Selection, sort: str, start: int, end: int
) -> list[Scored]:
    """The best passages of the documents from one place to another, in the order of their best.

    In another order than relevance a document's best passages stand as they are printed.
    """
    scores = _scores(asked, selection)
    documents = first_documents(selection, scores, sort, start, end)
    slots = [slot for own in documents for slot in best_of(own, scores, sort, BEST)]
    return _scored(selection, scores, np.array(slots, dtype=np.int64))


def _scores(asked: Asked, selection: Selection) -> Floats:
    return Ranker(selection, asked.matcher).scores(asked.shown)


def _scored(selection: Selection, scores: Floats, slots: Ints) -> list[Scored]:
    passages = selection.passages[slots]
    return list(zip(passages.tolist(), scores[slots].tolist(), strict=True))


def partial_hits(asked: Asked, archive: Archive) -> tuple[tuple[Hit, ...], int]:
    """Behind few hits, passages with some of the words: the best of them, and how many."""
    found, narrowed = asked.found, asked.narrowed.left()
    if found.mode != "words" or len(found.loose) < 2 or narrowed.total >= FEW:
        return (), 0
    some = asked.narrowing.narrow(some_words(found.node, found.loose, asked.matcher))
    partial = Selection(archive.columns, without(some, narrowed.mask))
    if asked.query.page > 1:
        return (), partial.total
    best = _passages(asked, partial, RELEVANCE, 0, FEW - narrowed.total)
    return tuple(_hit(asked, *each, archive, partial.per_document) for each in best), partial.total


def _hit(asked: Asked, number: int, score: float, archive: Archive, counts: Ints) -> Hit:
    document = archive.columns.document[number]
    row = archive.columns.rows[document]
    passage = archive.shown(number)
    spans, snippet = excerpt(asked.shown, passage.text)
    whole = asked.found.complete[number] or asked.found.mode == "literal"
    return Hit(
        document=row.document,
        issue=row.issue,
        anchor=passage.anchor,
        kind=passage.kind,
        headings=passage.headings,
        text=passage.text,
        spans=spans,
        snippet=snippet,
        score=score,
        context=passage.context,
        missing=() if whole else missing(asked.found.loose, passage.text),
        page=passage.page,
        found=int(counts[document]),
    )
