"""Reads the corpus of a test collection into editions: JSON lines, or gazettes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count, islice
from pathlib import Path

from index.finding import find
from index.formats import read_transcript
from index.parse import digest, parse_transcript
from index.recordfile import Record, records
from index.source import Place, SourceError
from search.document import Block, Document, Edition, Issue
from search.sources import Source

#: The endings of files that hold a document a line; all else is read as a gazette.
SUFFIXES = (".jsonl", ".jsonl.xz", ".jsonl.gz")
#: So many documents of such a file make an edition: a file has no issues, an engine needs them.
EDITION_DOCUMENTS = 500


def read_corpus(path: str) -> tuple[Edition, ...]:
    """The editions of a file of JSON lines, a gazette file or a folder of gazettes.

    A line holds ``id`` (or ``_id``), ``text`` with its paragraphs on lines of their own, and
    may hold ``title``, ``number`` and ``date`` (ISO 8601; what is none is passed over). The
    title's anchor is p0, the paragraphs' are p1, p2 … without the empty lines. Raises
    SourceError for what cannot be read, a line that is no such object, an id that comes twice,
    and a corpus without documents.
    """
    if path.lower().endswith(SUFFIXES):
        editions = tuple(_made(Path(path).name.split(".")[0], records(path)))
    else:
        editions = tuple(_gazettes(path))
    if not any(edition.documents for edition in editions):
        raise SourceError(f"{path} 里没有文件：请检查 --corpus")
    return editions


def _made(name: str, lines: Iterable[Record]) -> Iterator[Edition]:
    fresh = _once(lines)
    for number in count(1):
        some = tuple(islice(fresh, EDITION_DOCUMENTS))
        if not some:
            return
        issue = Issue(f"{name}-{number}", name, sources=(Source(some[0].line.path),))
        yield Edition(issue, tuple(_document(record, issue.id) for record in some))


def _once(lines: Iterable[Record]) -> Iterator[Record]:
    """The records, as long as no id comes again."""
    first: dict[str, int] = {}
    for record in lines:
        name = record.identity()
        if first.setdefault(name, record.line.number) != record.line.number:
            raise record.line.error(f"的 id 与第 {first[name]} 行相同（{name!r}）：id 不能重复")
        yield record


def _document(record: Record, issue: str) -> Document:
    title = " ".join((record.text("title") or "").split())
    paragraphs = [line.strip() for line in record.required("text").split("\n") if line.strip()]
    return Document(
        record.identity(),
        issue,
        title,
        number=record.text("number") or None,
        issued=_day(record.text("date") or ""),
        blocks=(
            Block("title", "p0", title, level=0),
            *(Block("paragraph", f"p{i}", text) for i, text in enumerate(paragraphs, start=1)),
        ),
    )


def _day(text: str) -> date | None:
    """The day of a date or a date with a time; only the order of equal scores hangs on it."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _gazettes(path: str) -> Iterator[Edition]:
    """Gazettes as an archive holds them: an issue once, and a document once."""
    issues: set[str] = set()
    documents: set[str] = set()
    found = find([path])
    for unread in found.unread:
        raise SourceError(f"{unread.name}：{unread.why}")
    for edition in map(_gazette, found.places):
        if edition.issue.id not in issues:
            fresh = tuple(d for d in edition.documents if d.id not in documents)
            yield replace(edition, documents=fresh)
            issues.add(edition.issue.id)
            documents.update(document.id for document in fresh)


def _gazette(place: Place) -> Edition:
    try:
        data = place.read()
        return parse_transcript(read_transcript(place.name, data), place.name, digest([data]))
    except SourceError as error:
        raise SourceError(f"{place.name}：{error}") from error
