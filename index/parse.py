"""Reads the text of a gazette issue into an Edition. It never raises: it reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index import furniture
from index.appointments import appointments, is_about_posts
from index.assemble import Reading, read_document
from index.contents import ContentsList, contents_list
from index.front import Facts, issue_facts, masthead
from index.pagenumbers import Start, printed_pages
from index.patterns import TERMINAL, width
from index.plaintext import Layout, Line, layout, read_lines
from index.segments import Segment
from index.split import split
from index.titles import is_titlish, title_run
from search.document import Appointment, ContentsEntry, Edition, Issue, ParseWarning

#: Part of every digest: a reader that reads better reads unchanged files again.
PARSER_VERSION = 3
#: The title of a document that has none.
UNTITLED = "无题"
_PROSE = 30


@dataclass(frozen=True, slots=True)
class _Pages:
    """The lines of a file, told apart; ``printed`` is the printed page by the line's number."""

    front: tuple[Line, ...]
    contents: ContentsList
    segments: tuple[Segment, ...]
    facts: Facts
    layout: Layout
    warnings: tuple[ParseWarning, ...] = ()
    printed: Mapping[int, int] = field(default_factory=dict)


def parse_text(text: str, source: str = "") -> Edition:
    """Read a gazette issue, or a bare document, from its text.

    Raises nothing, whatever the text: what cannot be placed is a paragraph and a warning with
    its line, counted from 1. ``source`` names the file in the issue that comes back.
    """
    pages = _pages(read_lines(text))
    issue_id = _issue_id(pages.facts, text)
    readings = _distinct(
        [
            read_document(segment, issue_id, pages.layout, UNTITLED, pages.printed)
            for segment in pages.segments
        ]
    )
    contents = _linked(pages.contents, readings)
    decided = _decided(readings, pages.facts)
    documents = tuple(_dated(reading, decided).document for reading in readings)
    issue = Issue(
        id=issue_id,
        title=pages.facts.title,
        year=pages.facts.year,
        number=pages.facts.number,
        cumulative=pages.facts.cumulative,
        published=pages.facts.published,
        contents=contents,
        appointments=tuple(a for reading in readings for a in decided[reading.document.id]),
        masthead=masthead(pages.front, pages.facts),
        warnings=_warnings(pages, readings, contents),
        # A file's name need not be UTF-8, but what pages and answers show has to be.
        source=source.encode("utf-8", "replace").decode(),
        digest=digest(text),
    )
    return Edition(issue, documents)


def digest(text: str) -> str:
    """The SHA-256 of a source and of the reader's version, in hexadecimal."""
    return hashlib.sha256(f"{PARSER_VERSION}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _pages(lines: Sequence[Line]) -> _Pages:
    contents = contents_list(lines)
    early = issue_facts(lines[: contents.start]) if contents.listed else Facts()
    title = early.title or issue_facts(lines).title
    body = lines[contents.end :]
    marks = furniture.find(body, title, early.known)
    before, segments = split(furniture.without(body, marks), contents.listed)
    front = [*lines[: contents.start], *contents.strays]
    front, segments, warnings = _unclaimed(front, before, segments)
    facts = issue_facts(front)
    shape = layout([line for s in segments for line in s.lines])
    printed = printed_pages(body, marks, [_start(segment) for segment in segments])
    return _Pages(tuple(front), contents, tuple(segments), facts, shape, warnings, printed)


def _start(segment: Segment) -> Start:
    first = (segment.title or segment.lines)[0]
    page = segment.listed.entry.page if segment.listed else None
    return Start(first.number, page if isinstance(page, int) else None)


def _unclaimed(
    front: list[Line], before: list[Line], segments: list[Segment]
) -> tuple[list[Line], list[Segment], tuple[ParseWarning, ...]]:
    """Lines before the first title are front pages, unless there is text among them."""
    prose = next((i for i, line in enumerate(before) if _is_prose(line)), None)
    if prose is None and (segments or not before or issue_facts(front + before).known):
        return front + before, segments, ()
    start, end = _title_before(before, prose or 0)
    found = Segment(tuple(before[start:end]), tuple(before[end:]))
    warnings = (
        ()
        if end > start
        else (ParseWarning(before[start].number, "没有认出标题，按正文收入", "title"),)
    )
    return front + before[:start], [found, *segments], warnings


def _title_before(lines: Sequence[Line], prose: int) -> tuple[int, int]:
    """The title nearest above the first sentence, from its first line; (0, 0) for none."""
    lowest = max(0, prose - 20)
    runs = [(start, title_run(lines, start)) for start in range(lowest, prose + 1)]
    titles = [(start, end) for start, end in runs if end > start]
    if titles:
        return max(titles, key=lambda title: (title[1], -title[0]))
    if not is_titlish(lines[lowest]):
        return 0, 0
    return lowest, lowest + 1


def _is_prose(line: Line) -> bool:
    return not line.is_row and width(line.text) >= _PROSE and line.text[-1] in TERMINAL + "）)"


def _issue_id(facts: Facts, text: str) -> str:
    if facts.title and facts.year and facts.number:
        return f"{facts.title}-{facts.year}-{facts.number:02d}"
    return "i" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    """No two documents of an issue share an id: the second gets -2."""
    seen: dict[str, int] = {}
    found = []
    for reading in readings:
        name = reading.document.id
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            document = replace(reading.document, id=f"{name}-{seen[name]}")
            reading = replace(reading, document=document)
        found.append(reading)
    return found


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
    pages: _Pages, readings: Iterable[Reading], contents: Sequence[ContentsEntry]
) -> tuple[ParseWarning, ...]:
    missing = [
        ParseWarning(listed.line, f"目录所列《{entry.title}》正文不在本文件中", "missing")
        for listed, entry in zip(pages.contents.listed, contents, strict=True)
        if entry.document is None
    ]
    inner = [w for reading in readings for w in reading.warnings]
    nothing = [] if pages.segments else [ParseWarning(1, "文件里没有可读的正文", "empty")]
    return tuple(sorted([*nothing, *missing, *pages.warnings, *inner], key=lambda w: w.line))
