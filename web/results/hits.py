"""Hits as a results page shows them: grouped by document, with heading path, snippet, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from search.document import Document, Issue
from search.query import PASSAGES, RELEVANCE, Query
from search.recognise import document_numbers
from search.results import Fragment, Hit, Results
from search.snippet import pieces
from web import labels
from web.days import iso_day
from web.nearby import Nearby
from web.results.hittables import HitTable, hit_table
from web.results.leads import Leads
from web.sources import page_name
from web.speech import gettext as _
from web.urls import around_url, cite_url, mark_id


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit: the part of a table, or fragments of text; neither for a document's title.

    ``page`` is where it is printed, ``lead`` the beginning of the passage that a remark in
    brackets belongs to; either may be empty. ``missing`` are the words of the query that it does
    not hold. ``around`` leads to the passages before and after it, ``cite`` to its citation.
    """

    href: str
    around: str
    cite: str
    kind: str
    page: str
    is_title: bool
    lead: str
    headings: tuple[str, ...]
    context: str
    table: HitTable | None
    fragments: tuple[Fragment, ...]
    cut_before: bool
    cut_after: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Hits of one document, and how many more it has that are not on the page."""

    title: Fragment
    href: str
    facts: tuple[str, ...]
    hits: tuple[HitView, ...]
    siblings: int
    siblings_href: str


def group_views(
    query: Query,
    results: Results,
    held: Collection[str],
    leads: Leads | None = None,
    several: bool = False,
) -> tuple[GroupView, ...]:
    """The page's hits, but for those that the cards of the documents ``held`` show; see ``facts``
    for ``several``.

    In order of relevance a document stands where its best hit does; any other order is printed
    as it is.
    """
    hits = [hit for hit in results.hits if not (hit.document.id in held and names_only(hit))]
    groups = _by_document(hits) if query.sort == RELEVANCE else _in_turn(hits)
    left, near = _not_shown(results), Nearby(query)
    return tuple(
        _group(near, each, left[each[0].document.id], leads or {}, several) for each in groups
    )


def card_view(query: Query, results: Results, document: str) -> GroupView | None:
    """The hits that say only what the card of a document says: its number, its title."""
    hits = [hit for hit in results.hits if hit.document.id == document]
    named = tuple(filter(names_only, hits))
    # What else the document has is said once, below its other hits.
    left = _not_shown(results).get(document, 0) if len(named) == len(hits) else 0
    return _group(Nearby(query), named, left, {}) if named else None


def partial_views(
    query: Query, results: Results, leads: Leads | None = None, several: bool = False
) -> tuple[GroupView, ...]:
    """The hits with some of the words behind those with all of them."""
    groups, near = _by_document(results.partial), Nearby(query)
    return tuple(_group(near, each, 0, leads or {}, several) for each in groups)


def names_only(hit: Hit) -> bool:
    """Whether a hit is no more than its document's number or title."""
    return _is_title(hit) or _is_number(hit)


def _by_document(hits: Iterable[Hit]) -> Iterable[tuple[Hit, ...]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.document.id, []).append(hit)
    return map(tuple, found.values())


def _in_turn(hits: Iterable[Hit]) -> Iterable[tuple[Hit, ...]]:
    return (tuple(found) for _, found in groupby(hits, key=lambda hit: hit.document.id))


def _not_shown(results: Results) -> dict[str, int]:
    """How many passages of each document on this page were found that are not on it.

    In a list of one document's passages its others are on the other pages.
    """
    shown = Counter(hit.document.id for hit in results.hits)
    if results.documents < 2 and results.query.view == PASSAGES:
        return dict.fromkeys(shown, 0)
    return {hit.document.id: hit.found - shown[hit.document.id] for hit in results.hits}


def _group(
    near: Nearby, hits: tuple[Hit, ...], left: int, leads: Leads, several: bool = False
) -> GroupView:
    document = hits[0].document
    views = tuple(_hit(near, hit, leads) for hit in hits)
    title = next((pieces(hit.text, hit.spans) for hit in hits if _is_title(hit)), None)
    return GroupView(
        title=title or pieces(document.title, ()),
        href=views[0].href,
        facts=facts(document, hits[0].issue, several),
        hits=views,
        siblings=left,
        siblings_href=near.of_document(document.id),
    )


def _is_title(hit: Hit) -> bool:
    """Whether a hit is the title that stands above it already."""
    return hit.kind == "heading" and hit.text.split() == hit.document.title.split()


def _is_number(hit: Hit) -> bool:
    """Whether a hit is the 文号 of its document, in whatever brackets it is printed."""
    text = hit.text.strip()
    # Most passages are no number by their last sign; looking for one in all of them takes long.
    found = document_numbers(text) if hit.document.number and text.endswith("号") else []
    return any(n.canonical == hit.document.number and text == text[n.start : n.end] for n in found)


def facts(document: Document, issue: Issue, several: bool = False) -> tuple[str, ...]:
    """What identifies a document: category, 文号, issuer, date, where it is printed or published.

    The gazette is named where the archive has ``several``: in one of one gazette it would be the
    same on every hit, and year and number are enough.
    """
    place = _online(document, issue) if issue.online else _printed(document, issue, several)
    day = iso_day(document.issued)
    known = (document.category, document.number, document.issuer, day, *place)
    return tuple(fact for fact in known if fact)


def _printed(document: Document, issue: Issue, several: bool) -> tuple[str, ...]:
    short = "" if several else replace(issue, title=None).label
    page = labels.first_page_label(document.page)
    return (" ".join(filter(None, (short or issue.label, page))),)


def _online(document: Document, issue: Issue) -> tuple[str, ...]:
    """The site; of a document without a date of its own the day of its publication, too."""
    day = "" if document.issued else iso_day(issue.published)
    return (_("%(day)s 发布", day=day) if day else "", page_name(issue))


def _hit(near: Nearby, hit: Hit, leads: Leads) -> HitView:
    is_title, is_number, document = _is_title(hit), _is_number(hit), hit.document.id
    around = "" if is_title or is_number else around_url(document, hit.anchor)
    return HitView(
        # The place in its document that shows the hit: its first mark, or the passage.
        href=near.found(document, mark_id(hit.anchor) if hit.spans else hit.anchor),
        around=around,
        cite=around or cite_url(document),
        kind=_kind(hit, is_title, is_number),
        # A title stands where its document begins, which is said beside it.
        page="" if is_title else labels.page_label(hit.page),
        is_title=is_title,
        lead=leads.get((document, hit.anchor), ""),
        headings=tuple(map(labels.heading_label, hit.headings)),
        context=hit.context,
        table=hit_table(hit),
        fragments=() if is_title else hit.snippet.fragments,
        cut_before=hit.snippet.cut_before,
        cut_after=hit.snippet.cut_after,
        missing=tuple(map(labels.shortened, hit.missing)),
    )


def _kind(hit: Hit, is_title: bool, is_number: bool) -> str:
    if is_title:
        return _("文件标题")
    return _("文号") if is_number else _(labels.KINDS.get(hit.kind, hit.kind))
