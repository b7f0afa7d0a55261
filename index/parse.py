"""Reads what a file holds into an Edition. It never raises: it reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.gazette.appointments import appointments, is_about_posts
from index.gazette.assemble import read_document
from index.gazette.issue import UNTITLED, is_issue, nothing, read_issue, read_pages
from index.gazette.onepage import one_document, with_stated
from index.gazette.segments import Segment
from index.gazette.split import split
from index.gazette.titles import joined_title
from index.gazette.unclaimed import unclaimed
from index.identity import copy_of, document_id, form_of
from index.plaintext import Line, layout, read_lines
from index.transcript import Stated, Transcript
from search.document import Appointment, Document, Edition, Issue
from search.sources import ParseWarning, Source

#: Part of every digest: a reader that reads better reads unchanged files again.
PARSER_VERSION = 6


def parse_text(text: str, source: str = "") -> Edition:
    """Read a gazette issue, or a bare document, from its text.

    Raises nothing, whatever the text: what cannot be placed is a paragraph and a warning with
    its line, counted from 1. ``source`` names the file in the issue that comes back.
    """
    transcript = Transcript(tuple(read_lines(text)))
    return parse_transcript(transcript, source, digest([text.encode("utf-8", "surrogatepass")]))


def parse_transcript(transcript: Transcript, name: str, hashed: str) -> Edition:
    """Read what a file holds: an issue, a bare document, or the one document of a web page.

    Raises nothing. ``name`` and ``hashed`` are those of the source in the issue that comes back.
    """
    stated = transcript.stated
    content = content_of(hashed)
    pages = read_pages(transcript.lines)
    if stated is not None and not is_issue(pages):
        edition, odd = _page(transcript, stated, content)
    else:
        edition, odd = read_issue(pages, content)
    warnings = tuple(sorted([*transcript.warnings, *odd], key=lambda w: w.line))
    return _sourced(edition, stated or Stated(), name, hashed, warnings)


def _page(
    transcript: Transcript, stated: Stated, content: str
) -> tuple[Edition, list[ParseWarning]]:
    """The one document of a web page, in an issue of its own."""
    site = Issue("", title=stated.site, published=stated.published, online=True)
    if not transcript.lines:
        return Edition(replace(site, id=f"w{content[:12]}")), [nothing()]
    title = stated.title or ""
    segment = one_document(transcript.lines, title) if title else _untitled(transcript.lines)
    reading = read_document(segment, content, layout(list(segment.lines)), UNTITLED, {})
    document = with_stated(reading.document, stated)
    document = replace(document, id=document_id(document, stated.url or content))
    issue = replace(site, id=f"w{document.id[1:]}", appointments=_posts(document))
    return Edition(issue, (replace(document, issue=issue.id),)), list(reading.warnings)


def _untitled(lines: Sequence[Line]) -> Segment:
    """A page that states no title: that of its first document, else none."""
    before, segments = split(lines, ())
    _, segments, _ = unclaimed([], before, segments)
    title = joined_title(segments[0].title) if segments else ""
    return one_document(lines, title) if title else Segment((), tuple(lines))


def _posts(document: Document) -> tuple[Appointment, ...]:
    year = document.issued.year if document.issued else None
    return tuple(appointments(document, year)) if is_about_posts(document) else ()


def _sourced(
    edition: Edition, stated: Stated, name: str, hashed: str, warnings: tuple[ParseWarning, ...]
) -> Edition:
    """The edition with its source, which knows the copies that it has."""
    form = form_of(name, edition.issue.online)
    copies = tuple(copy_of(d, not edition.issue.online, form) for d in edition.documents)
    source = Source(
        # A file's name need not be UTF-8, but what pages and answers show has to be.
        name=name.encode("utf-8", "replace").decode(),
        digest=hashed,
        site=stated.site or "",
        url=stated.url or "",
        copies=copies,
        warnings=warnings,
    )
    return replace(edition, issue=replace(edition.issue, sources=(source,)))


def digest(data: Iterable[bytes]) -> str:
    """The reader's version and the SHA-256 of a source's files, in hexadecimal: 6.9f86d0…"""
    whole = hashlib.sha256()
    for each in data:
        whole.update(hashlib.sha256(each).digest())
    return f"{PARSER_VERSION}.{whole.hexdigest()}"


def content_of(hashed: str) -> str:
    """What of a digest stays the same when the reader does not: ids hang on it."""
    return hashed.rpartition(".")[2]
