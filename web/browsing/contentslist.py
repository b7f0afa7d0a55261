"""An issue's contents: what is printed in its list, and what is held beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from search.catalogue import Catalogue
from search.document import ContentsEntry, Document, Issue
from web.labels import page_label
from web.urls import document_url


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of a contents list; ``href`` is None where the text is not in the archive."""

    title: str
    author: str
    number: str
    page: str
    href: str | None


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """The lines under one category of a contents list; ``category`` is empty for none."""

    category: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class ContentsView:
    """What is listed, as printed, and the documents that are held and not listed."""

    groups: tuple[EntryGroup, ...]
    unlisted: tuple[EntryGroup, ...]


def contents_view(issue: Issue, catalogue: Catalogue) -> ContentsView:
    """An issue's contents by category, in printed order."""
    here = (*catalogue.of_issue(issue.id), *catalogue.shared(issue.id))
    documents = [holding.document for holding in here]
    listed = {entry.document for entry in issue.contents}
    entries = ((e.category or "", _entry(e, catalogue)) for e in issue.contents)
    others = ((d.category or "", _of_document(d)) for d in documents if d.id not in listed)
    return ContentsView(tuple(_groups(entries)), tuple(_groups(others)))


def without_text(issue: Issue, catalogue: Catalogue) -> tuple[ContentsEntry, ...]:
    """The entries of an issue's contents list whose text is not held."""
    return tuple(entry for entry in issue.contents if not _is_held(entry.document, catalogue))


def _is_held(document: str | None, catalogue: Catalogue) -> bool:
    return document is not None and catalogue.holding(document) is not None


def _groups(lines: Iterable[tuple[str, EntryView]]) -> Iterator[EntryGroup]:
    for category, members in groupby(lines, key=lambda line: line[0]):
        yield EntryGroup(category, tuple(entry for _, entry in members))


def _entry(entry: ContentsEntry, catalogue: Catalogue) -> EntryView:
    return EntryView(
        title=entry.title,
        author=entry.author or "",
        number=entry.number or "",
        page=page_label(entry.page),
        href=document_url(entry.document or "") if _is_held(entry.document, catalogue) else None,
    )


def _of_document(document: Document) -> EntryView:
    return EntryView(
        title=document.title,
        author=document.issuer or "",
        number=document.number or "",
        page=page_label(document.page),
        href=document_url(document.id),
    )
