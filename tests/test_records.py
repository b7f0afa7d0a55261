"""What engines store comes back as it was."""

from __future__ import annotations

from dataclasses import replace

from search.records import dump, load_document, load_issue
from tests import gazette
from tests.material import made_edition, sample_edition


def test_documents_and_issues_come_back() -> None:
    for edition in (made_edition(), sample_edition()):
        assert load_issue(dump(edition.issue)) == edition.issue
        for document in edition.documents:
            assert load_document(dump(document)) == document


def test_pages_and_those_sent_a_copy_come_back() -> None:
    blocks = tuple(replace(block, page=3) for block in gazette.NOTICE.blocks)
    document = replace(gazette.NOTICE, copied=("省委各部门", "省法院"), blocks=blocks)
    assert load_document(dump(document)) == document
