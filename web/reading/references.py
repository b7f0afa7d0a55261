"""What a document cites and what cites it, as its page shows them: two lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from search.citations import Citation, cites, things
from search.citedby import NOBODY, CitedBy, Citing, cited_by
from search.document import Document
from search.engine import Engine
from search.query import NEWEST, Query
from search.references import Reference
from search.results import Piece
from search.snippet import pieces
from web.issuename import several_gazettes
from web.labels import heading_label
from web.link import Link
from web.results.hits import facts
from web.saying import Text, counted
from web.speech import gettext as _
from web.speech import pgettext
from web.text.inline import Target
from web.text.links import target
from web.urls import document_url, found_url, search_url

#: The ids of the two lists.
CITES = "cites"
CITED_BY = "cited-by"

# So many citing passages are shown in all and of one document; so many places that cite one thing.
_SHOWN = 50
_SHOWN_OF_ONE = 5
_PLACES = 12
# Of a sentence that goes on, so many characters before and behind the reference.
_BEFORE, _AFTER = 60, 80
_STOPS = "。；！？\n"


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing that a document cites: its title and number as they are cited, where it leads,
    and the passages that cite it; ``more`` of these are not named. ``documents`` are all that a
    number of several names.
    """

    title: str
    number: str
    target: Target
    uncertain: bool
    documents: tuple[Link, ...]
    places: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CitingPassage:
    """A passage that cites the document: the sentence, the reference marked in it."""

    href: str
    path: str
    sentence: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document that cites this one; ``more`` of its passages are not shown."""

    title: str
    href: str
    facts: tuple[str, ...]
    passages: tuple[CitingPassage, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CitedByList:
    """The documents that cite this one: what is said of them, and the search for the rest."""

    said: tuple[str, ...]
    documents: tuple[CitingDocument, ...]
    search: str


@dataclass(frozen=True, slots=True)
class References:
    """Both lists."""

    cites: tuple[Cited, ...]
    cited_by: CitedByList | None

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """What the document's head says of them, each with the link to its list."""
        found = []
        if self.cites:
            said = counted("%(count)s 项", len(self.cites))
            found.append((pgettext("list", "引用文件"), Link(said, f"#{CITES}")))
        if self.cited_by:
            said = self.cited_by.said[0]
            found.append((_("被引用"), Link(said, f"#{CITED_BY}")))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Citations:
    """What a document cites, and what cites it, in an archive of ``several`` gazettes or one."""

    cites: tuple[Citation, ...]
    cited_by: CitedBy
    several: bool = False


NO_CITATIONS = Citations((), NOBODY)


def citations(document: Document, engine: Engine) -> Citations:
    """Look both up."""
    catalogue = engine.catalogue()
    several = several_gazettes(catalogue)
    return Citations(cites(document, catalogue), cited_by(document, engine), several)


def references(citations: Citations, names: Mapping[str, Text]) -> References:
    """The lists; ``names`` are those of the document's own passages, by their anchors."""
    found = tuple(_cited(each, names) for each in things(citations.cites))
    by = citations.cited_by
    known = by.documents or not by.complete
    return References(found, _cited_by(by, citations.several) if known else None)


def _cited(found: tuple[Citation, ...], names: Mapping[str, Text]) -> Cited:
    title, number = _called(found)
    anchors = list(dict.fromkeys(each.passage.anchor for each in found))
    held = found[0].held
    return Cited(
        title=title,
        number=number,
        target=target(found[0]),
        uncertain=any(each.uncertain for each in found),
        documents=tuple(Link(h.document.title, document_url(h.document.id)) for h in held),
        places=tuple(Link(names.get(a, a), f"#{quote(a)}") for a in anchors[:_PLACES]),
        more=max(len(anchors) - _PLACES, 0),
    )


def _called(found: tuple[Citation, ...]) -> tuple[str, str]:
    """The title and number of what is held; else as it is cited."""
    held = found[0].held
    if len(held) == 1:
        return held[0].document.title, held[0].document.number or ""
    references = [each.reference for each in found]
    titles = (each.title for each in references if each.title)
    numbers = (each.number for each in references if each.number)
    return next(titles, ""), next(numbers, "")


def _cited_by(found: CitedBy, several: bool) -> CitedByList:
    documents: list[CitingDocument] = []
    room = _SHOWN
    for each in found.documents:
        if room <= 0:
            break
        documents.append(_citing(each, min(room, _SHOWN_OF_ONE), several))
        room -= len(documents[-1].passages)
    cut = len(documents) < len(found.documents) or not found.complete
    search = search_url(Query(found.query, sort=NEWEST, expand=False)) if cut else ""
    return CitedByList(tuple(_said(found)), tuple(documents), search)


def _said(found: CitedBy) -> Iterator[str]:
    if found.documents:
        documents = counted("%(count)s 份文件", len(found.documents))
        passages = counted("%(count)s 段", found.passages)
        yield _("%(documents)s，共 %(passages)s", documents=documents, passages=passages)
    if found.unread:
        yield counted("另有 %(count)s 份文件可能提及，没有逐一核对", found.unread)


def _citing(citing: Citing, most: int, several: bool) -> CitingDocument:
    document = citing.holding.document
    by_passage = [list(found) for _, found in groupby(citing.citations, lambda c: c.passage.anchor)]
    return CitingDocument(
        title=document.title,
        href=document_url(document.id),
        facts=facts(document, citing.holding.issue, several),
        passages=tuple(_passage(document.id, found) for found in by_passage[:most]),
        more=max(len(by_passage) - most, 0),
    )


def _passage(document_id: str, found: list[Citation]) -> CitingPassage:
    passage = found[0].passage
    start, end = _sentence(passage.text, found[0].reference)
    spans = [(each.reference.start - start, each.reference.end - start) for each in found]
    inside = [(left, right) for left, right in spans if left >= 0 and right <= end - start]
    cut = " ".join(passage.text[start:end].split("\t"))
    return CitingPassage(
        href=found_url(document_id, Query(), passage.anchor),
        path=heading_label(passage.headings[-1]) if passage.headings else "",
        sentence=pieces(cut, inside),
        cut_before=passage.text[start - 1 : start] not in _STOPS,
        cut_after=end < len(passage.text) and passage.text[end - 1] not in _STOPS,
    )


def _sentence(text: str, reference: Reference) -> tuple[int, int]:
    """The sentence, or the table's line, that a reference stands in; what is near it of a long
    one.
    """
    earliest = max(0, reference.start - _BEFORE)
    latest = min(len(text), reference.end + _AFTER)
    start = max(text.rfind(stop, earliest, reference.start) for stop in _STOPS) + 1
    ends = (text.find(stop, reference.end, latest) for stop in _STOPS)
    return start or earliest, min((end + 1 for end in ends if end >= 0), default=latest)
