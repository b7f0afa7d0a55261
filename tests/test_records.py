"""What engines store comes back as it was."""

from __future__ import annotations

from search.records import dump, load_document, load_issue
from tests.material import made_edition, sample_edition


def test_documents_and_issues_come_back() -> None:
    for edition in (made_edition(), sample_edition()):
        assert load_issue(dump(edition.issue)) == edition.issue
        for document in edition.documents:
            assert load_document(dump(document)) == document
