"""The JSON that other tools rely on: plain dicts and lists from the frozen types."""

from __future__ import annotations

from datetime import date
from typing import Any

from search.document import (
    Appointment,
    Block,
    ContentsEntry,
    Document,
    Edition,
    Footnote,
    Issue,
    ParseWarning,
)
from search.query import FACETS
from search.results import Facet, FacetValue, Hit, Message, Results
from web.urls import BadParameter, document_url

Json = dict[str, Any]


def parse_json(edition: Edition) -> Json:
    """What one source holds: an issue with its contents list and its documents."""
    issue = edition.issue
    return {
        "issue": _issue(issue),
        "contents": [_entry(entry) for entry in issue.contents],
        "documents": [document_json(document) for document in edition.documents],
        "appointments": [_appointment(appointment) for appointment in issue.appointments],
        "warnings": [_warning(warning) for warning in issue.warnings],
    }


def document_json(document: Document) -> Json:
    """A whole document."""
    return {
        "id": document.id,
        "category": document.category,
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "issued": _iso(document.issued),
        "page": document.page,
        "addressees": list(document.addressees),
        "blocks": [_block(block) for block in document.blocks],
        "footnotes": [_footnote(note) for note in document.footnotes],
    }


def results_json(results: Results) -> Json:
    """A page of results."""
    return {
        "query": results.query.text,
        "mode": results.mode,
        "total": results.total,
        "documents": results.documents,
        "literal_extra": results.literal_extra,
        "hits": [_hit(hit, results.query.text) for hit in results.hits],
        "facets": _facets(results.facets),
        "messages": [_message(message) for message in results.messages],
    }


def error_json(message: str, parameter: str | None = None, value: str | None = None) -> Json:
    """What went wrong, and with which argument if it was one."""
    return {"error": {"parameter": parameter, "value": value, "message": message}}


def bad_parameter_json(error: BadParameter) -> Json:
    """The argument that could not be read."""
    return error_json(error.message, error.parameter, error.value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _issue(issue: Issue) -> Json:
    return {
        "id": issue.id,
        "label": issue.label,
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "cumulative": issue.cumulative,
        "published": _iso(issue.published),
        "masthead": list(issue.masthead),
    }


def _entry(entry: ContentsEntry) -> Json:
    return {
        "category": entry.category,
        "title": entry.title,
        "author": entry.author,
        "number": entry.number,
        "page": entry.page,
        "document": entry.document,
    }


def _block(block: Block) -> Json:
    return {
        "kind": block.kind,
        "anchor": block.anchor,
        "level": block.level,
        "text": block.text,
        "rows": [list(row) for row in block.rows],
        "notes": [{"mark": note.mark, "offset": note.offset} for note in block.notes],
        "part": block.part,
        "caption": block.caption,
        "unit": block.unit,
        "headings": list(block.headings),
    }


def _footnote(note: Footnote) -> Json:
    return {
        "mark": note.mark,
        "anchor": note.anchor,
        "text": note.text,
        "cited_at": list(note.cited_at),
    }


def _appointment(appointment: Appointment) -> Json:
    return {
        "date": _iso(appointment.date),
        "number": appointment.number,
        "person": appointment.person,
        "post": appointment.post,
        "act": appointment.act,
    }


def _warning(warning: ParseWarning) -> Json:
    return {"line": warning.line, "message": warning.message}


def _hit(hit: Hit, text: str) -> Json:
    document = hit.document
    return {
        "document": {
            "id": document.id,
            "title": document.title,
            "number": document.number,
            "category": document.category,
            "issuer": document.issuer,
            "issued": _iso(document.issued),
        },
        "issue": hit.issue.label,
        "anchor": hit.anchor,
        "kind": hit.kind,
        "headings": list(hit.headings),
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "url": document_url(document.id, text, hit.anchor),
        "score": hit.score,
        "context": hit.context,
    }


def _facets(facets: tuple[Facet, ...]) -> Json:
    values = {facet.name: facet.values for facet in facets}
    return {name: [_facet_value(value) for value in values.get(name, ())] for name in FACETS}


def _facet_value(value: FacetValue) -> Json:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
    }


def _message(message: Message) -> Json:
    return {"level": message.level, "text": message.text}
