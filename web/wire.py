"""The JSON that other tools rely on: plain dicts and lists from the frozen types."""

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
    ParseWarning,
)
from search.query import FACETS, Query
from search.results import (
    Completion,
    Facet,
    FacetValue,
    Hit,
    Message,
    NumberCard,
    Offer,
    Period,
    Results,
    Term,
    TrendCell,
)
from web.urls import BadParameter, api_url, document_url, found_url, search_url

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


def trend_json(query: Query, cells: tuple[TrendCell, ...]) -> Json:
    """A query's passages by year and category; year and category are null where there is none."""
    counts = [
        {
            "year": cell.year or None,
            "category": cell.category or None,
            "hits": cell.hits,
            "passages": cell.passages,
        }
        for cell in cells
    ]
    return {"query": query.text, "cells": counts}


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
        "copied": list(document.copied),
        "blocks": [_block(block) for block in document.blocks],
        "footnotes": [_footnote(note) for note in document.footnotes],
    }


def results_json(results: Results) -> Json:
    """A page of results."""
    return {
        "query": results.query.text,
        "searched": results.searched,
        "mode": results.mode,
        "total": results.total,
        "complete": results.complete,
        "documents": results.documents,
        "literal_extra": results.literal_extra,
        "literal_query": results.literal_query,
        "terms": [_term(term) for term in results.terms],
        "cards": [_card(card) for card in results.cards],
        "offers": [_offer(offer) for offer in results.offers],
        "hits": [_hit(hit, results.query) for hit in results.hits],
        "partial_total": results.partial_total,
        "partial": [_hit(hit, results.query) for hit in results.partial],
        "view": results.query.view,
        "facets": _facets(results.facets),
        "timeline": [_period(period) for period in results.timeline],
        "messages": [_message(message) for message in results.messages],
    }


def completions_json(text: str, completions: Iterable[Completion]) -> Json:
    """What a text that is being typed could become."""
    return {
        "query": text,
        "completions": [
            {
                "text": each.text,
                "kind": each.kind,
                "count": each.count,
                "document": each.document,
                "url": _completion_url(each),
            }
            for each in completions
        ],
    }


def _completion_url(completion: Completion) -> str:
    if completion.document:
        return document_url(completion.document)
    return search_url(Query(completion.text))


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
        "date": _iso(appointment.date),
        "number": appointment.number,
        "person": appointment.person,
        "post": appointment.post,
        "act": appointment.act,
    }


def _warning(warning: ParseWarning) -> Json:
    return {"line": warning.line, "message": warning.message}


def _hit(hit: Hit, query: Query) -> Json:
    return {
        "document": about_json(hit.document),
        "issue": hit.issue.label,
        "anchor": hit.anchor,
        "kind": hit.kind,
        "headings": list(hit.headings),
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "url": found_url(hit.document.id, query, hit.anchor),
        "score": hit.score,
        "context": hit.context,
        "missing": list(hit.missing),
        "page": hit.page,
    }


def about_json(document: Document) -> Json:
    """What identifies a document."""
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "category": document.category,
        "issuer": document.issuer,
        "issued": _iso(document.issued),
    }


def _term(term: Term) -> Json:
    return {
        "text": term.text,
        "role": term.role,
        "variants": list(term.variants),
        "count": term.count,
        "exact": term.exact,
        "without": term.without,
        "excluded": term.excluded,
    }


def _card(card: NumberCard) -> Json:
    return {
        "number": card.number,
        "documents": [
            {
                **about_json(held.document),
                "issue": held.issue.label,
                "url": document_url(held.document.id),
            }
            for held in card.held
        ],
        "listed": [{**_entry(each.entry), "issue": each.issue.label} for each in card.listed],
        "nearest": [_offer(offer) for offer in card.nearest],
        "cited": card.cited,
    }


def _offer(offer: Offer) -> Json:
    return {
        "kind": offer.kind,
        "label": offer.label,
        "query": offer.query.text,
        "count": offer.count,
        "url": api_url(offer.query),
    }


def _facets(facets: tuple[Facet, ...]) -> Json:
    values = {facet.name: facet.values for facet in facets}
    return {name: [_facet_value(value) for value in values.get(name, ())] for name in FACETS}


def _period(period: Period) -> Json:
    return {
        "first": _iso(period.first),
        "last": _iso(period.last),
        "count": period.count,
        "selected": period.selected,
    }


def _facet_value(value: FacetValue) -> Json:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
    }


def _message(message: Message) -> Json:
    return {
        "code": message.code,
        "level": message.level,
        "text": message.text,
        "query": message.query,
    }
