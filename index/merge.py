"""Makes one edition of what several sources have of an issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.ledger import Ledger, keys
from search.document import ContentsEntry, Document, Edition, Issue
from search.naming import bare
from search.sources import Source


@dataclass(frozen=True, slots=True)
class Shares:
    """Which document each copy in some sources is of, and which copy its text is taken from.

    A copy is known by the name of its source and the id that it gives by itself: ``ids`` has the
    document's id by the copy, ``homes`` the best copy by the document's id.
    """

    ids: Mapping[tuple[str, str], str]
    homes: Mapping[str, tuple[str, str]]

    def is_home(self, source: str, own: str) -> bool:
        """Whether a document's text is taken from a copy."""
        return self.homes.get(self.ids.get((source, own), "")) == (source, own)


def shares(ledger: Ledger, sources: Iterable[Source]) -> Shares:
    """What a ledger knows of the copies in some sources, and of all other copies of these."""
    resolved = ledger.resolve(keys(sources))
    return Shares(
        {(c.source, c.copy.document): d for d, copies in resolved.items() for c in copies},
        {d: (copies[0].source, copies[0].copy.document) for d, copies in resolved.items()},
    )


def merged(editions: Sequence[Edition], known: Shares) -> Edition:
    """One edition of editions of one issue, each read from one source that ``known`` covers.

    A document whose text is taken from a source of another issue is left out. What is known of
    the issue is taken from the source with the most text, else from the next.
    """
    ranked = sorted(editions, key=lambda each: (-_size(each), _source(each).name))
    sources = tuple(_source(each) for each in ranked)
    documents = tuple(document for each in ranked for document in _kept(each, known))
    contents = max((_contents(each, known) for each in ranked), key=len)
    issue = replace(
        _filled([each.issue for each in ranked]),
        contents=_linked(contents, sources, known),
        appointments=tuple(dict.fromkeys(a for e in ranked for a in e.issue.appointments)),
        sources=sources,
        shared=_shared(sources, known, documents),
    )
    return Edition(issue, documents)


def _source(edition: Edition) -> Source:
    return edition.issue.sources[0]


def _size(edition: Edition) -> int:
    return sum(len(block.text) for document in edition.documents for block in document.blocks)


def _kept(edition: Edition, known: Shares) -> list[Document]:
    source = _source(edition).name
    return [
        replace(document, id=known.ids[source, document.id], issue=edition.issue.id)
        for document in edition.documents
        if known.is_home(source, document.id)
    ]


def _shared(
    sources: Sequence[Source], known: Shares, documents: Sequence[Document]
) -> tuple[str, ...]:
    here = {document.id for document in documents}
    every = (known.ids[source.name, copy.document] for source in sources for copy in source.copies)
    return tuple(name for name in dict.fromkeys(every) if name not in here)


def _contents(edition: Edition, known: Shares) -> tuple[ContentsEntry, ...]:
    source = _source(edition).name
    return tuple(
        replace(entry, document=known.ids.get((source, entry.document or "")))
        for entry in edition.issue.contents
    )


def _linked(
    contents: Sequence[ContentsEntry], sources: Sequence[Source], known: Shares
) -> tuple[ContentsEntry, ...]:
    """Entries whose text is in another source of the issue lead there, if it is the only one."""
    if len(sources) == 1:
        return tuple(contents)
    titled: dict[str, set[str]] = {}
    for source in sources:
        for copy in source.copies:
            titled.setdefault(bare(copy.title), set()).add(known.ids[source.name, copy.document])
    taken = {entry.document for entry in contents}
    return tuple(
        replace(entry, document=_only(titled.get(bare(entry.title), set()) - taken))
        if entry.document is None
        else entry
        for entry in contents
    )


def _only(documents: set[str]) -> str | None:
    return next(iter(documents)) if len(documents) == 1 else None


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
