"""Makes one edition of what several sources have of an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.ledger import Ledger, keys
from search.document import ContentsEntry, Document, Edition, Issue
from search.sources import Source

#: (name of a source, id that its copy gives by itself) -> the id of the document it is of.
Names = Mapping[tuple[str, str], str]
#: The other way round: the copy that a document's text is taken from.
Homes = Mapping[str, tuple[str, str]]


def merged(editions: Sequence[Edition], ledger: Ledger) -> Edition:
    """One edition of editions of one issue, each read from one source that the ledger knows.

    A document whose text is taken from a source of another issue is left out. What is known of
    the issue is taken from the source with the most text, else from the next.
    """
    resolved = ledger.resolve(keys(map(_source, editions)))
    homes = {d: (copies[0].source, copies[0].copy.document) for d, copies in resolved.items()}
    names = {
        (copy.source, copy.copy.document): document
        for document, copies in resolved.items()
        for copy in copies
    }
    ranked = sorted(editions, key=lambda each: (-_size(each), _source(each).name))
    sources = tuple(_source(each) for each in ranked)
    documents = tuple(document for each in ranked for document in _kept(each, names, homes))
    contents = max((_contents(each, names) for each in ranked), key=len)
    issue = replace(
        _filled([each.issue for each in ranked]),
        contents=contents,
        appointments=tuple(dict.fromkeys(a for e in ranked for a in e.issue.appointments)),
        sources=sources,
        shared=_shared(ranked, names, documents),
    )
    return Edition(issue, documents)


def _source(edition: Edition) -> Source:
    return edition.issue.sources[0]


def _size(edition: Edition) -> int:
    return sum(len(block.text) for document in edition.documents for block in document.blocks)


def _kept(edition: Edition, names: Names, home: Homes) -> list[Document]:
    source = _source(edition).name
    return [
        replace(document, id=names[source, document.id], issue=edition.issue.id)
        for document in edition.documents
        if home.get(names[source, document.id]) == (source, document.id)
    ]


def _shared(
    ranked: Sequence[Edition], names: Names, documents: Sequence[Document]
) -> tuple[str, ...]:
    here = {document.id for document in documents}
    every = (names[_source(each).name, d.id] for each in ranked for d in each.documents)
    return tuple(name for name in dict.fromkeys(every) if name not in here)


def _contents(edition: Edition, names: Names) -> tuple[ContentsEntry, ...]:
    source = _source(edition).name
    return tuple(
        replace(entry, document=names.get((source, entry.document), entry.document))
        if entry.document
        else entry
        for entry in edition.issue.contents
    )


def _filled(issues: Sequence[Issue]) -> Issue:
    """The first issue, with what it does not tell from the others."""
    first = issues[0]
    for other in issues[1:]:
        first = replace(
            first,
            title=first.title or other.title,
            year=first.year or other.year,
            number=first.number or other.number,
            cumulative=first.cumulative or other.cumulative,
            published=first.published or other.published,
            masthead=first.masthead or other.masthead,
        )
    return first
