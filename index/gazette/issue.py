"""Reads lines as an issue of a gazette: its front pages, contents list and documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.gazette import furniture
from index.gazette.appointments import appointments, is_about_posts
from index.gazette.assemble import Reading, read_document
from index.gazette.contents import ContentsList, contents_list
from index.gazette.front import Facts, issue_facts, masthead
from index.gazette.pagenumbers import Start, printed_pages
from index.gazette.segments import Segment
from index.gazette.split import split
from index.gazette.unclaimed import unclaimed
from index.identity import distinct
from index.plaintext import Layout, Line, layout
from search.document import Appointment, ContentsEntry, Edition, Issue
from search.sources import ParseWarning

#: The title of a document that has none.
UNTITLED = "无题"


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a file, told apart; ``printed`` is the printed page by the line's number."""

    front: tuple[Line, ...]
    contents: ContentsList
    segments: tuple[Segment, ...]
    facts: Facts
    layout: Layout
    warnings: tuple[ParseWarning, ...] = ()
    printed: Mapping[int, int] = field(default_factory=dict)


def read_pages(lines: Sequence[Line]) -> Pages:
    """Tell front pages, contents list, documents and page furniture apart."""
    contents = contents_list(lines)
    early = issue_facts(lines[: contents.start]) if contents.listed else Facts()
    title = early.title or issue_facts(lines).title
    body = lines[contents.end :]
    marks = furniture.find(body, title, early.known)
    before, segments = split(furniture.without(body, marks), contents.listed)
    front = [*lines[: contents.start], *contents.strays]
    front, segments, warnings = unclaimed(front, before, segments)
    facts = issue_facts(front)
    shape = layout([line for s in segments for line in s.lines])
    printed = printed_pages(body, marks, [_start(segment) for segment in segments])
    return Pages(tuple(front), contents, tuple(segments), facts, shape, warnings, printed)


def _start(segment: Segment) -> Start:
    first = (segment.title or segment.lines)[0]
    page = segment.listed.entry.page if segment.listed else None
    return Start(first.number, page if isinstance(page, int) else None)


def is_issue(pages: Pages) -> bool:
    """True where a web page holds several documents of a gazette, or lists them."""
    several = len(pages.segments) > 1 and (pages.facts.known or len(pages.contents.listed) > 1)
    return several or (pages.facts.known and len(pages.contents.listed) > 1)


def read_issue(pages: Pages, content: str) -> tuple[Edition, list[ParseWarning]]:
    """The issue with its documents, and what was odd; ``content`` makes an id where it has none."""
    own_id = issue_id(pages.facts, content)
    readings = _distinct(
        [
            read_document(segment, own_id, pages.layout, UNTITLED, pages.printed)
            for segment in pages.segments
        ]
    )
    contents = _linked(pages.contents, readings)
    decided = _decided(readings, pages.facts)
    documents = tuple(_dated(reading, decided).document for reading in readings)
    issue = Issue(
        id=own_id,
        title=pages.facts.title,
        year=pages.facts.year,
        number=pages.facts.number,
        cumulative=pages.facts.cumulative,
        published=pages.facts.published,
        contents=contents,
        appointments=tuple(a for reading in readings for a in decided[reading.document.id]),
        masthead=masthead(pages.front, pages.facts),
    )
    return Edition(issue, documents), _warnings(pages, readings, contents)


def issue_id(facts: Facts, content: str) -> str:
    """The same for every source of the issue; of one that tells too little, its digest's."""
    if facts.title and facts.year and facts.number:
        return f"{facts.title}-{facts.year}-{facts.number:02d}"
    return f"i{content[:12]}"


def _distinct(readings: Sequence[Reading]) -> list[Reading]:
    ids = distinct(reading.document.id for reading in readings)
    return [
        replace(reading, document=replace(reading.document, id=name))
        for reading, name in zip(readings, ids, strict=True)
    ]


def _linked(contents: ContentsList, readings: Iterable[Reading]) -> tuple[ContentsEntry, ...]:
    ids = {id(listed): r.document.id for r in readings for listed in r.listed}
    return tuple(replace(listed.entry, document=ids.get(id(listed))) for listed in contents.listed)


def _decided(readings: Iterable[Reading], facts: Facts) -> dict[str, list[Appointment]]:
    """The appointments of every document, by its id."""
    year = facts.year or (facts.published.year if facts.published else None)
    return {
        r.document.id: appointments(r.document, year) if is_about_posts(r.document) else []
        for r in readings
    }


def _dated(reading: Reading, decided: dict[str, list[Appointment]]) -> Reading:
    """An appointments document without a date of its own has that of its decisions."""
    days = {a.date for a in decided[reading.document.id]}
    if reading.document.issued is not None or len(days) != 1:
        return reading
    return replace(reading, document=replace(reading.document, issued=days.pop()))


def _warnings(
    pages: Pages, readings: Iterable[Reading], contents: Sequence[ContentsEntry]
) -> list[ParseWarning]:
    missing = [
        ParseWarning(listed.line, f"目录所列《{entry.title}》正文不在本文件中", "missing")
        for listed, entry in zip(pages.contents.listed, contents, strict=True)
        if entry.document is None
    ]
    inner = [w for reading in readings for w in reading.warnings]
    empty = [] if pages.segments else [nothing()]
    return [*empty, *missing, *pages.warnings, *inner]


def nothing() -> ParseWarning:
    """The warning of a file without text."""
    return ParseWarning(1, "文件里没有可读的正文", "empty")
