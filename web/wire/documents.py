"""The JSON of documents and failures that other tools rely on: plain dicts and lists."""

from __future__ import annotations

from collections.abc import Iterable
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
    Publication,
)
from search.sources import ParseWarning, Source
from web.arguments import BadParameter
from web.sources import web_address

Json = dict[str, Any]


def parse_json(edition: Edition) -> Json:
    """What one source holds: an issue with its contents list and its documents."""
    issue = edition.issue
    return {
        "issue": _issue(issue),
        "contents": [entry_json(entry) for entry in issue.contents],
        "documents": [document_json(document, issue.sources) for document in edition.documents],
        "appointments": [_appointment(appointment) for appointment in issue.appointments],
        "warnings": [_warning(w, source) for source in issue.sources for w in source.warnings],
    }


def document_json(document: Document, sources: Iterable[Source] = ()) -> Json:
    """A whole document; ``sources`` are all that have it, the one that its text is from first."""
    publication = document.publication
    return {
        "id": document.id,
        "category": document.category,
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "issued": iso(document.issued),
        "page": document.page,
        "addressees": list(document.addressees),
        "copied": list(document.copied),
        "blocks": [_block(block) for block in document.blocks],
        "footnotes": [_footnote(note) for note in document.footnotes],
        "publication": _publication(publication) if publication else None,
        "sources": [_source(source) for source in sources],
    }


def _publication(publication: Publication) -> Json:
    """What a web page states of the document beside the text; null for what it does not."""
    return {
        "url": web_address(publication.url) or None,
        "site": publication.site or None,
        "column": publication.column or None,
        "origin": publication.origin or None,
        "published": iso(publication.published),
        "index_number": publication.index_number or None,
        "topic": publication.topic or None,
    }


def _source(source: Source) -> Json:
    """A source by its site and address, and the last part of its file's name: where the file lies
    is nobody's business.
    """
    return {
        "site": source.site or None,
        "url": web_address(source.url) or None,
        "file": source.file,
    }


def error_json(message: str, parameter: str | None = None, value: str | None = None) -> Json:
    """What went wrong, and with which argument if it was one."""
    return {"error": {"parameter": parameter, "value": value, "message": message}}


def bad_parameter_json(error: BadParameter) -> Json:
    """The argument that could not be read."""
    return error_json(error.message, error.parameter, error.value)


def iso(day: date | None) -> str | None:
    """A day as JSON has it: ISO 8601."""
    return day.isoformat() if day else None


def _issue(issue: Issue) -> Json:
    return {
        "id": issue.id,
        "label": issue.label,
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "cumulative": issue.cumulative,
        "published": iso(issue.published),
        "masthead": list(issue.masthead),
        "online": issue.online,
    }


def entry_json(entry: ContentsEntry) -> Json:
    """A line of a contents list."""
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
        "page": block.page,
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
        "date": iso(appointment.date),
        "number": appointment.number,
        "person": appointment.person,
        "post": appointment.post,
        "act": appointment.act,
    }


def _warning(warning: ParseWarning, source: Source) -> Json:
    return {
        "line": warning.line,
        "message": warning.message,
        "kind": warning.kind,
        "file": source.file,
    }


def about_json(document: Document) -> Json:
    """What identifies a document."""
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "category": document.category,
        "issuer": document.issuer,
        "issued": iso(document.issued),
    }
