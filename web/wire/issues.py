"""Issues as JSON: all of them in a list, and one with its contents and documents."""

from __future__ import annotations

from search.catalogue import Catalogue, Holding
from search.document import Edition, Issue
from web.browsing.urls import issue_api_url
from web.urls import document_api_url
from web.wire.documents import Json, about_json, iso, parse_json


def issues_json(catalogue: Catalogue) -> Json:
    """All issues, newest first."""
    return {
        "total": len(catalogue.issues),
        "issues": [_listed(issue, catalogue) for issue in catalogue.issues],
    }


def issue_json(issue: Issue, catalogue: Catalogue) -> Json:
    """An issue as it was read, and its documents without their text, as they are printed; those
    whose text is from another issue's source are ``shared``.
    """
    return {
        **parse_json(Edition(issue)),
        "documents": [_document(holding) for holding in catalogue.of_issue(issue.id)],
        "shared": [_document(holding) for holding in catalogue.shared(issue.id)],
    }


def _listed(issue: Issue, catalogue: Catalogue) -> Json:
    held = catalogue.of_issue(issue.id)
    return {
        "id": issue.id,
        "label": issue.label,
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
        "published": iso(issue.published),
        "online": issue.online,
        "documents": len(held),
        "passages": sum(holding.passages for holding in held),
        "url": issue_api_url(issue.id),
    }


def _document(holding: Holding) -> Json:
    document = holding.document
    return {
        **about_json(document),
        "page": document.page,
        "passages": holding.passages,
        "url": document_api_url(document.id),
    }
