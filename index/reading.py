"""Reads a source into an edition: a file, or a contents page with the pages that it lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from index.bundles import Bundle, entries, page_facts
from index.formats import read_transcript
from index.gazette.issue import issue_id
from index.identity import copy_of, distinct, form_of
from index.parse import content_of, digest, parse_transcript
from index.source import SourceError, place_named
from index.transcript import Transcript
from search.document import Document, Edition, Issue
from search.sources import ParseWarning, Source

#: What is said where a reader fails in a way that it must not.
FAULT = "gongbao 出错，没有读入：这是程序的缺陷，请把这个文件连同括号里的话报告给开发者"
_SAID = 200  # characters


@dataclass(frozen=True, slots=True)
class Taken:
    """The bytes of a source's files, and their digest."""

    names: tuple[str, ...]
    data: tuple[bytes, ...]
    digest: str


def take(bundle: Bundle) -> Taken:
    """The bytes of a source. Raises SourceError where one of its files cannot be read."""
    places = (bundle.place, *bundle.members)
    with _failing_alone():
        data = tuple(place.read() for place in places)
    return Taken(tuple(place.name for place in places), data, digest(data))


def take_again(source: Source) -> Taken:
    """The bytes of a source that was read before. Raises SourceError."""
    names = (source.name, *source.members)
    return take(Bundle(place_named(names[0]), tuple(map(place_named, names[1:]))))


@contextmanager
def _failing_alone() -> Iterator[None]:
    """A reader that fails is at fault itself, and still no other file is to be lost for it."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:_SAID]
        raise SourceError(f"{FAULT}（{said}）") from error


def transcript(name: str, data: bytes) -> Transcript:
    """What a file says. Raises SourceError and nothing else."""
    with _failing_alone():
        return read_transcript(name, data)


def read(taken: Taken) -> Edition:
    """The edition of one source. Raises SourceError where nothing of it can be read."""
    with _failing_alone():
        edition = _read(taken)
    if not edition.documents and not edition.issue.contents:
        raise SourceError("文件里没有可读的正文")
    return edition


def _read(taken: Taken) -> Edition:
    first = read_transcript(taken.names[0], taken.data[0])
    edition = parse_transcript(first, taken.names[0], taken.digest)
    return _bundled(taken, first, edition) if len(taken.names) > 1 else edition


def _bundled(taken: Taken, first: Transcript, listing: Edition) -> Edition:
    """The issue of a contents page with the documents of its pages."""
    facts = page_facts(first)
    issue = issue_id(facts, content_of(taken.digest))
    pages, odd = _pages(taken)
    documents = _documents(pages, issue)
    own = [page.issue.sources[0].name for page in pages for _ in page.documents]
    ids = {name: document.id for name, document in reversed([*zip(own, documents, strict=True)])}
    contents = entries(taken.names[0], first, ids)
    categories = {entry.document: entry.category for entry in contents}
    documents = [replace(d, category=categories.get(d.id) or d.category) for d in documents]
    source = replace(
        listing.issue.sources[0],
        members=taken.names[1:],
        copies=tuple(copy_of(d, True, form_of(taken.names[0], True)) for d in documents),
        warnings=(*odd, *_warnings(listing, pages)),
    )
    found = Issue(
        id=issue,
        title=facts.title,
        year=facts.year,
        number=facts.number,
        cumulative=facts.cumulative,
        published=facts.published,
        contents=contents,
        appointments=tuple(a for page in pages for a in page.issue.appointments),
        sources=(source,),
    )
    return Edition(found, tuple(documents))


def _pages(taken: Taken) -> tuple[list[Edition], list[ParseWarning]]:
    """The pages that a contents page lists; one that cannot be read is warned of."""
    pages, odd = [], []
    for name, data in zip(taken.names[1:], taken.data[1:], strict=True):
        try:
            with _failing_alone():
                pages.append(parse_transcript(read_transcript(name, data), name, ""))
        except SourceError as error:
            odd.append(ParseWarning(1, f"{Source(name).file}：{error}", "damaged"))
    return pages, odd


def _documents(pages: Sequence[Edition], issue: str) -> list[Document]:
    found = [document for page in pages for document in page.documents]
    ids = distinct(document.id for document in found)
    return [replace(d, id=name, issue=issue) for d, name in zip(found, ids, strict=True)]


def _warnings(listing: Edition, pages: Sequence[Edition]) -> Iterable[ParseWarning]:
    """Those of the pages name their file; the contents page lists what the pages have."""
    for page in pages:
        for warning in page.issue.warnings:
            message = f"{page.issue.sources[0].file}：{warning.message}"
            yield replace(warning, message=message)
    yield from (w for w in listing.issue.warnings if w.kind not in ("missing", "empty", "title"))
