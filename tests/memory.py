"""An engine that only remembers: what a build writes, without an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.catalogue import Catalogue, Holding
from search.counts import Stats, TrendCell, stats
from search.document import Document, Edition, Issue, passages
from search.query import Query
from search.results import Completion, Facet, Results


class Memory:
    """Keeps editions as the port demands: an issue is replaced whole, a document has one home."""

    def __init__(self) -> None:
        self.editions: dict[str, Edition] = {}
        self.batches = 0

    def add(self, editions: Iterable[Edition]) -> None:
        batch = {edition.issue.id: edition for edition in editions}
        moved = {d.id for edition in batch.values() for d in edition.documents}
        for issue, held in self.editions.items():
            kept = tuple(d for d in held.documents if d.id not in moved)
            self.editions[issue] = replace(held, documents=kept)
        self.editions |= batch
        self.batches += 1

    def remove(self, issues: Iterable[str]) -> None:
        for issue in issues:
            self.editions.pop(issue, None)

    def document(self, document_id: str) -> Document | None:
        found = (d for e in self.editions.values() for d in e.documents if d.id == document_id)
        return next(found, None)

    def issues(self) -> tuple[Issue, ...]:
        return tuple(edition.issue for edition in self.editions.values())

    def catalogue(self) -> Catalogue:
        held = (
            Holding(document, edition.issue, len(passages(document)))
            for edition in self.editions.values()
            for document in edition.documents
        )
        return Catalogue(self.issues(), held)

    def stats(self) -> Stats:
        documents = [d for edition in self.editions.values() for d in edition.documents]
        count = sum(len(passages(d)) for d in documents)
        return stats(self.issues(), self.catalogue().issues, len(documents), count)

    def search(self, query: Query) -> Results:
        raise NotImplementedError

    def complete(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        raise NotImplementedError

    def facet(self, query: Query, name: str) -> Facet:
        raise NotImplementedError

    def trend(self, query: Query) -> tuple[TrendCell, ...]:
        raise NotImplementedError

    def publish(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""
