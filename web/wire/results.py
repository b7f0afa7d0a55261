"""The JSON of answers: results, completions, trends."""

from __future__ import annotations

from collections.abc import Iterable

from search.counts import Period, TrendCell
from search.query import FACETS, Query
from search.results import (
    Completion,
    Facet,
    FacetValue,
    Hit,
    Message,
    NumberCard,
    Offer,
    Results,
    Term,
)
from web.urls import api_url, document_url, found_url, search_url
from web.wire.documents import Json, about_json, entry_json, iso


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
        "listed": [{**entry_json(each.entry), "issue": each.issue.label} for each in card.listed],
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
        "first": iso(period.first),
        "last": iso(period.last),
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
