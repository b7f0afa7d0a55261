"""What engines store comes back as it was."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest

from search.document import Publication
from search.records import dump, load_document, load_issue
from tests import gazette
from tests.material import made_edition, sample_edition


def test_documents_and_issues_come_back() -> None:
    for edition in (made_edition(), sample_edition(), gazette.EDITION):
        assert load_issue(dump(edition.issue)) == edition.issue
        for document in edition.documents:
            assert load_document(dump(document)) == document


def test_what_is_written_is_every_field_of_every_record() -> None:
    published = Publication("https://example.org/1", published=date(2020, 1, 2))
    notice = replace(gazette.NOTICE, publication=published)
    edition = sample_edition()
    for record in (notice, gazette.EDITION.issue, edition.issue, *edition.documents):
        written = json.dumps(asdict(record), ensure_ascii=False, default=date.isoformat)
        assert dump(record) == written


def test_what_is_no_record_is_not_written() -> None:
    with pytest.raises(TypeError):
        dump(replace(gazette.NOTICE, category=object()))  # type: ignore[arg-type]


def test_pages_and_those_sent_a_copy_come_back() -> None:
    blocks = tuple(replace(block, page=3) for block in gazette.NOTICE.blocks)
    document = replace(gazette.NOTICE, copied=("省委各部门", "省法院"), blocks=blocks)
    assert load_document(dump(document)) == document
