"""What an engine gives so that a query can be answered over it: one committed state."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from weakref import proxy

import numpy as np

from search.catalogue import Catalogue, Holding
from search.columns import Bools, Columns, Floats, Ints
from search.completion import Completer, Sources
from search.document import Issue, Passage
from search.following import following
from search.listing import Listing
from search.places import among
from search.shorttexts import ShortTexts
from search.spelling import Speller

#: So many passages are kept that were shown.
_SHOWN = 4096


class Archive(ABC):
    """One committed state of an archive; an engine fills in what is abstract."""

    #: What is known of every passage beside its text.
    columns: Columns
    #: All issues, newest first.
    issues: tuple[Issue, ...]

    @abstractmethod
    def counts(self, field: str, term: str) -> tuple[Ints, Floats]:
        """See ``search.places.Postings``."""

    @abstractmethod
    def places(self, field: str, term: str) -> Ints:
        """See ``search.places.Postings``."""

    def begins(self, field: str, term: str, places: Ints) -> Bools:
        """See ``search.places.Postings``; an engine may know without listing all places."""
        return among(places, self.places(field, term))

    @abstractmethod
    def passage(self, number: int) -> Passage:
        """The passage of a passage number."""

    @abstractmethod
    def vocabulary(self) -> list[tuple[str, int]]:
        """All words, each with the number of passages that hold it."""

    @cached_property
    def shown(self) -> Callable[[int], Passage]:
        """``passage``, with those kept that were shown last: an engine may have to read a whole
        document for one.
        """
        return lru_cache(_SHOWN)(self.passage)

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        return self.vocabulary()

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is held, document by document."""
        rows = self.columns.rows
        return Catalogue(
            self.issues,
            (Holding(row.document, row.issue, len(row.kinds), row.parts) for row in rows),
        )

    @cached_property
    def listing(self) -> Listing:
        """What is printed in contents lists and not held."""
        return Listing(self.issues)

    @cached_property
    def values(self) -> dict[str, ShortTexts]:
        """The values of each coded column, in their order."""
        return {name: ShortTexts(values) for name, (values, _) in self.columns.coded.items()}

    @cached_property
    def speller(self) -> Speller:
        """Guesses what mistyped words were meant to be."""
        return Speller(self._words)

    @cached_property
    def completer(self) -> Completer:
        """Completes what is being typed; documents in the order newest first."""
        order = np.lexsort((np.arange(len(self.columns.rows)), -self.columns.day))
        rows = [self.columns.rows[place] for place in order]
        documents = [row.document for row in rows]
        return Completer(
            Sources(
                titles=[(document.title, document.id) for document in documents],
                numbers=[(each.number, each.id) for each in documents if each.number],
                issuers=self._sizes("issuer"),
                categories=self._sizes("category"),
                headings=[heading for row in rows for heading in row.headings],
                words=self._words,
                # One that held its archive would keep a replaced state until it is collected.
                following=partial(following, proxy(self)),
            )
        )

    def _sizes(self, name: str) -> list[tuple[str, int]]:
        """The values of a coded column with the number of passages in their documents."""
        values, codes = self.columns.coded[name]
        known = codes >= 0
        sizes = np.array([len(row.kinds) for row in self.columns.rows], dtype=np.int64)
        counts = np.bincount(codes[known], weights=sizes[known], minlength=len(values))
        return [(value, int(count)) for value, count in zip(values, counts, strict=True)]
