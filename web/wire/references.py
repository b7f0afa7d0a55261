"""What a document cites and what cites it, as JSON."""

from __future__ import annotations

from search.citations import Citation, things
from search.citedby import CitedBy, Citing
from search.document import Document
from search.query import NEWEST, Query
from web.reading.references import Citations
from web.text.links import target
from web.urls import document_url, found_url, search_url
from web.wire.documents import Json, about_json


def references_json(document: Document, citations: Citations) -> Json:
    """Both lists. A thing that is cited has no documents where it is not held, or where it is
    ``uncertain`` which is meant; ``unread`` counts the documents that may cite this one, too,
    and were not read.
    """
    return {
        "document": document.id,
        "cites": [_cited(found) for found in things(citations.cites)],
        "cited_by": _cited_by(citations.cited_by),
    }


def _cited(found: tuple[Citation, ...]) -> Json:
    references = [each.reference for each in found]
    return {
        "title": next((each.title for each in references if each.title), None),
        "number": next((each.number for each in references if each.number), None),
        "documents": [_held(holding.document) for holding in found[0].held],
        "uncertain": any(each.uncertain for each in found),
        "url": target(found[0]).href,
        "places": [_place(each) for each in found],
    }


def _cited_by(found: CitedBy) -> Json:
    return {
        "passages": found.passages,
        "unread": found.unread,
        "documents": [_citing(each) for each in found.documents],
        "search": search_url(Query(found.query, sort=NEWEST)) if found.query else None,
    }


def _citing(citing: Citing) -> Json:
    document = citing.holding.document
    places = [
        {**_place(each), "url": found_url(document.id, Query(), each.passage.anchor)}
        for each in citing.citations
    ]
    return {**_held(document), "issue": citing.holding.issue.label, "places": places}


def _held(document: Document) -> Json:
    return {**about_json(document), "url": document_url(document.id)}


def _place(citation: Citation) -> Json:
    """Where a reference stands, and its text."""
    reference = citation.reference
    return {
        "anchor": citation.passage.anchor,
        "kind": citation.passage.kind,
        "start": reference.start,
        "end": reference.end,
        "text": citation.passage.text[reference.start : reference.end],
    }
