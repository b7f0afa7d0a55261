"""The document page's view model: head, sections, footnotes, contents list, marks and map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from search.catalogue import Origin
from search.document import Document, Issue
from search.query import Query
from web.link import Link
from web.reading.blocks import BlockView, block_views
from web.reading.facts import facts
from web.reading.map import PageMap, page_map
from web.reading.marks import Marking, Marks
from web.reading.provenance import Fact
from web.reading.references import NO_CITATIONS, Citations, References, references
from web.reading.sections import ContentsLink, Section, attached, contents, sections
from web.saying import Text
from web.speech import gettext as _
from web.text.footnotes import Footnotes, FootnoteView
from web.text.inline import Span
from web.text.links import text_links
from web.urls import carried, document_api_url, document_url, issue_url

_HEAD_KINDS = ("title", "number", "byline")


@dataclass(frozen=True, slots=True)
class FindForm:
    """The box for a text to find in the document, and what it keeps of the query."""

    text: str
    action: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the document page shows.

    ``previous`` and ``following`` are the documents before and after it in its issue.
    """

    title: str
    category: str
    head: tuple[BlockView, ...]
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[FootnoteView, ...]
    contents: tuple[ContentsLink, ...]
    text: str
    marks: Marks | None
    find: FindForm
    map: PageMap
    references: References
    json: str
    issue: str
    previous: Link | None
    following: Link | None


def document_page(
    document: Document,
    issue: Issue | None,
    asked: Query,
    find: str = "",
    marking: Marking | None = None,
    citations: Citations = NO_CITATIONS,
    printed: Iterable[Document] = (),
    origins: Sequence[Origin] = (),
) -> DocumentPage:
    """The page of a document that was opened with a query, with what is to be marked in it.

    ``find`` is the text that is looked for in it, ``citations`` are what it cites and is cited by,
    ``printed`` are the documents of its issue that are held, ``origins`` all its sources.
    """
    before, after = _neighbours(document, issue, printed)
    spans = marking.spans() if marking else _no_spans
    footnotes = Footnotes(document)
    cited = text_links(document, citations.cites)
    blocks = tuple(block_views(document, spans, footnotes, cited))
    notes = footnotes.views(spans, cited)
    passages: tuple[BlockView | FootnoteView, ...] = (*blocks, *notes)
    marked = [passage.places for passage in passages if passage.places]
    links = contents(blocks, notes)
    named: dict[str, Text] = {block.anchor: block.name for block in blocks}
    named |= {note.anchor: _("脚注 %(mark)s", mark=note.mark) for note in notes}
    refs = references(citations, named)
    return DocumentPage(
        title=document.title,
        category=document.category or "",
        head=tuple(takewhile(_is_head, blocks)),
        facts=(*facts(document, issue, attached(blocks), origins), *map(_linked, refs.links)),
        sections=tuple(sections(dropwhile(_is_head, blocks))),
        footnotes=notes,
        contents=links,
        text=asked.text,
        marks=marking.marks(marked) if marking else None,
        find=FindForm(find, document_url(document.id), tuple(carried(asked))),
        references=refs,
        map=page_map(passages, (link.anchor for link in links)),
        json=document_api_url(document.id),
        issue=issue_url(issue.id) if issue and not issue.online else "",
        previous=before,
        following=after,
    )


def _neighbours(
    document: Document, issue: Issue | None, printed: Iterable[Document]
) -> tuple[Link | None, Link | None]:
    """The documents before and after on the issue's page: those of its contents list, and those
    that it does not list.
    """
    listed = {e.document: e.title for e in issue.contents if e.document} if issue else {}
    listed |= {each.id: each.title for each in printed if each.id not in listed}
    if document.id not in listed:
        return None, None
    ids = list(listed)
    at = ids.index(document.id)
    around = (ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else "")
    before, after = (Link(listed[i], document_url(i)) if i else None for i in around)
    return before, after


def _linked(fact: tuple[str, Link]) -> Fact:
    name, link = fact
    return Fact(name, links=(link,))


def _no_spans(text: str) -> tuple[Span, ...]:
    return ()


def _is_head(block: BlockView) -> bool:
    return block.kind in _HEAD_KINDS and not block.part
