"""The addresses that a page has by the dozen: of its query with one thing changed, and of hits.

They are those that ``urls`` gives for such queries; what they share is written once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from urllib.parse import quote

from search.query import FACETS, Query
from web.urls import HOME, arguments, document_url, written

# The order of ``urls.arguments``.
_NAMES = (
    *("q", *FACETS, "since", "until", "within"),
    *("expand", "scope", "match", "sort", "view", "page", "size"),
)


class Nearby:
    """What is near a query, all of it on its first page."""

    def __init__(self, query: Query) -> None:
        self._query = query
        pairs = groupby(arguments(replace(query, page=1)), key=itemgetter(0))
        self._written = dict.fromkeys(_NAMES, "") | {n: written(each) for n, each in pairs}
        self._carried = _joined(self._written | {"size": ""})

    def toggled(self, facet: str, value: str) -> str:
        """The query with a value added to its facet's choice, or taken from it."""
        chosen = self._query.chosen(facet)
        if value in chosen:
            return self._address({facet: _written(facet, (v for v in chosen if v != value))})
        return self._address({facet: _written(facet, (*chosen, value))})

    def at(self, first: date, last: date) -> str:
        """The query for documents dated from one day to another, of whatever year it is now."""
        return self._address({"year": "", "since": f"since={first}", "until": f"until={last}"})

    def of_document(self, document_id: str) -> str:
        """The query's passages in one document."""
        return self._address({"document": _written("document", [document_id]), "view": ""})

    def found(self, document_id: str, anchor: str) -> str:
        """A document's page with what the query finds in it, at a passage."""
        marks = f"?{self._carried}" if self._carried else ""
        return f"{document_url(document_id)}{marks}#{quote(anchor)}"

    def _address(self, changed: dict[str, str]) -> str:
        asked = _joined(self._written | changed)
        return f"{HOME}?{asked}" if asked else HOME


def _written(name: str, values: Iterable[str]) -> str:
    return written((name, value) for value in values)


def _joined(written: dict[str, str]) -> str:
    return "&".join(filter(None, written.values()))
