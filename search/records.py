"""Writes issues and documents as JSON and reads them back: what engines store."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from datetime import date
from typing import Any

from search.document import (
    Appointment,
    Block,
    ContentsEntry,
    Document,
    Footnote,
    Issue,
    NoteRef,
    Passage,
    Publication,
)
from search.sources import Copy, ParseWarning, Source


def dump(record: Issue | Document) -> str:
    """The record as JSON; dates as ISO 8601."""
    return _ENCODER.encode(record)


def _encoded(value: Any) -> str | dict[str, Any]:
    """What JSON has no form for: dates, and records as their fields."""
    if isinstance(value, date):
        return value.isoformat()
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


# Not dataclasses.asdict(), which makes a copy of all that a record holds.
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_encoded)


def described(document: Document) -> Document:
    """A document without its text: what hits and facets carry."""
    return replace(document, blocks=(), footnotes=())


def dump_passage(passage: Passage) -> str:
    """A passage as one line of JSON."""
    fields = [getattr(passage, name) for name in Passage.__slots__]
    return json.dumps(fields, ensure_ascii=False)


def load_passage(text: str) -> Passage:
    """The passage that ``dump_passage`` wrote."""
    anchor, kind, content, headings, context, page = json.loads(text)
    return Passage(anchor, kind, content, tuple(headings), context, page)


def load_issue(text: str) -> Issue:
    """The issue that ``dump`` wrote."""
    fields = json.loads(text)
    fields["published"] = _date(fields["published"])
    fields["contents"] = tuple(ContentsEntry(**entry) for entry in fields["contents"])
    fields["masthead"] = tuple(fields["masthead"])
    fields["sources"] = tuple(map(_source, fields["sources"]))
    fields["shared"] = tuple(fields["shared"])
    fields["appointments"] = tuple(
        Appointment(**{**each, "date": _date(each["date"])}) for each in fields["appointments"]
    )
    return Issue(**fields)


def load_document(text: str) -> Document:
    """The document that ``dump`` wrote."""
    fields = json.loads(text)
    fields["issued"] = _date(fields["issued"])
    fields["addressees"] = tuple(fields["addressees"])
    fields["copied"] = tuple(fields["copied"])
    fields["blocks"] = tuple(_block(block) for block in fields["blocks"])
    fields["footnotes"] = tuple(
        Footnote(**{**note, "cited_at": tuple(note["cited_at"])}) for note in fields["footnotes"]
    )
    if fields["publication"] is not None:
        fields["publication"] = _publication(fields["publication"])
    return Document(**fields)


def _publication(fields: dict[str, Any]) -> Publication:
    return Publication(**{**fields, "published": _date(fields["published"])})


def _source(fields: dict[str, Any]) -> Source:
    fields["members"] = tuple(fields["members"])
    fields["copies"] = tuple(
        Copy(**{**each, "weight": tuple(each["weight"])}) for each in fields["copies"]
    )
    fields["warnings"] = tuple(ParseWarning(**each) for each in fields["warnings"])
    return Source(**fields)


def _block(fields: dict[str, Any]) -> Block:
    fields["headings"] = tuple(fields["headings"])
    fields["rows"] = tuple(tuple(row) for row in fields["rows"])
    fields["notes"] = tuple(NoteRef(**note) for note in fields["notes"])
    return Block(**fields)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
