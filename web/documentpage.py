"""The document page's view model: its head, its sections, footnotes, contents list and marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby, takewhile

from search.document import Document, Issue
from web import labels
from web.blocks import BlockView, block_views
from web.footnotes import Footnotes, FootnoteView
from web.inline import Span
from web.marks import Found, Marks
from web.startpage import page_label
from web.urls import HOME, document_api_url, document_url

_HEAD_KINDS = ("title", "number", "byline")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the document that its printed head may not say."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ContentsLink:
    """A heading in the contents list; ``depth`` counts from 1."""

    label: str
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The document before or after this one in its issue."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Section:
    """The document's own body, or a part attached to it (``title``)."""

    title: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the document page shows."""

    title: str
    category: str
    head: tuple[BlockView, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[FootnoteView, ...]
    contents: tuple[ContentsLink, ...]
    text: str
    marks: Marks | None
    json: str
    issue: str
    previous: Neighbour | None
    following: Neighbour | None


def document_page(
    document: Document, issue: Issue | None, found: Found | None, newest: bool = False
) -> DocumentPage:
    """The page of a document with the marks of what was found in it carried in.

    ``newest`` says that its issue is the one whose contents the start page lists.
    """
    before, after = _neighbours(document, issue)
    spans = found.spans() if found else _no_spans
    footnotes = Footnotes(document)
    blocks = tuple(block_views(document, spans, footnotes))
    notes = footnotes.views(spans)
    return DocumentPage(
        title=document.title,
        category=document.category or "",
        head=tuple(takewhile(_is_head, blocks)),
        facts=tuple(_facts(document, issue)),
        sections=tuple(_sections(dropwhile(_is_head, blocks))),
        footnotes=notes,
        contents=tuple(_contents(blocks)),
        text=found.query.text if found else "",
        marks=found.marks(tuple(_marked((*blocks, *notes)))) if found else None,
        json=document_api_url(document.id),
        issue=f"{HOME}#issue-title" if newest else "",
        previous=before,
        following=after,
    )


def _neighbours(
    document: Document, issue: Issue | None
) -> tuple[Neighbour | None, Neighbour | None]:
    """The documents before and after in the issue's contents list."""
    listed = {e.document: e.title for e in issue.contents if e.document} if issue else {}
    if document.id not in listed:
        return None, None
    ids = list(listed)
    at = ids.index(document.id)
    around = (ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else "")
    before, after = (Neighbour(listed[i], document_url(i)) if i else None for i in around)
    return before, after


def _no_spans(text: str) -> tuple[Span, ...]:
    return ()


def _marked(passages: Iterable[BlockView | FootnoteView]) -> Iterator[str]:
    return (passage.anchor for passage in passages if passage.marked)


def _is_head(block: BlockView) -> bool:
    return block.kind in _HEAD_KINDS and not block.part


def _sections(blocks: Iterable[BlockView]) -> Iterator[Section]:
    for title, members in groupby(blocks, key=lambda block: block.part):
        yield Section(title, tuple(members))


def _contents(blocks: Iterable[BlockView]) -> Iterator[ContentsLink]:
    for block in blocks:
        if block.depth > 1:
            yield ContentsLink(block.text.removesuffix("。"), block.anchor, block.depth - 1)
        elif block.run_in:
            label = block.text.partition("。")[0]
            yield ContentsLink(labels.shortened(label), block.anchor, block.run_in - 1)


def _facts(document: Document, issue: Issue | None) -> Iterator[Fact]:
    printed = {block.kind for block in document.blocks}
    place = " ".join(filter(None, (issue.label if issue else "", page_label(document.page))))
    known = {
        "刊载": place,
        "文号": document.number if "number" not in printed else None,
        "发文机关": document.issuer,
        "成文日期": document.issued.isoformat() if document.issued else None,
        "主送": "、".join(document.addressees) if "addressees" not in printed else None,
    }
    yield from (Fact(name, value) for name, value in known.items() if value)
