"""The hits of one page: the best passages in an order, or the best documents with their best."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.archive import Archive
from search.asking import Asked
from search.columns import Bools, Ints
from search.found import missing
from search.query import PASSAGES, RELEVANCE
from search.ranking import Ranker, page_of
from search.results import Hit
from search.snippet import excerpt

#: Behind fewer hits than this, passages are shown that hold some of the words.
FEW = 10
#: So many passages of a document are shown where documents are listed.
BEST = 3


def hits(asked: Asked, narrowed: Bools, archive: Archive) -> tuple[Hit, ...]:
    """The hits of the page that a query asks for, of the passages that its filters leave."""
    query = asked.query
    end = query.page * query.size
    if query.view == PASSAGES:
        page = _best(asked, narrowed, archive, query.sort, end)[end - query.size :]
    else:
        page = list(_by_document(asked, narrowed, archive, end - query.size, end))
    counts = np.bincount(archive.columns.document[narrowed], minlength=len(archive.columns.rows))
    return tuple(_hit(asked, *each, archive, counts) for each in page)


def _by_document(
    asked: Asked, mask: Bools, archive: Archive, start: int, end: int
) -> Iterator[tuple[int, float]]:
    """The best passages of the documents from one place to another, in the order of their best.

    In another order than relevance a document's best passages stand as they are printed.
    """
    columns, sort = archive.columns, asked.query.sort
    scores = Ranker(columns, asked.matcher).scores(asked.shown)
    ordered = page_of(mask, scores, columns, sort, len(mask))
    documents = columns.document[ordered]
    firsts: Ints = np.unique(documents, return_index=True)[1]
    for place in np.sort(firsts)[start:end]:
        own = ordered[documents == documents[place]]
        best = own[np.lexsort((np.arange(len(own)), -scores[own]))][:BEST]
        for number in best if sort == RELEVANCE else np.sort(best):
            yield int(number), float(scores[number])


def _best(
    asked: Asked, mask: Bools, archive: Archive, sort: str, end: int
) -> list[tuple[int, float]]:
    """The first passages of a mask in an order, each with its score."""
    scores = Ranker(archive.columns, asked.matcher).scores(asked.shown)
    return [(int(n), float(scores[n])) for n in page_of(mask, scores, archive.columns, sort, end)]


def partial_hits(asked: Asked, narrowed: Bools, archive: Archive) -> tuple[tuple[Hit, ...], int]:
    """Behind few hits, passages with some of the words: the best of them, and how many."""
    found, total = asked.found, int(narrowed.sum())
    if found.mode != "words" or found.partial is None or total >= FEW:
        return (), 0
    partial = asked.narrowing.narrow(found.partial) & ~narrowed
    best = _best(asked, partial, archive, RELEVANCE, FEW - total) if asked.query.page == 1 else []
    counts = np.bincount(archive.columns.document[partial], minlength=len(archive.columns.rows))
    return tuple(_hit(asked, *each, archive, counts) for each in best), int(partial.sum())


def _hit(asked: Asked, number: int, score: float, archive: Archive, counts: Ints) -> Hit:
    document = archive.columns.document[number]
    row = archive.columns.rows[document]
    passage = archive.passage(number)
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
