"""Finds what a text cites: 文号 and 《titles》, and which documents of an archive these are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.catalogue import SHORTEST_NAME, Catalogue, Holding, names
from search.document import Document, Passage, passages
from search.recognise import document_numbers

# 《新一代人工智能发展规划》; one level of 〈 〉 or 《 》 inside: 《关于印发〈…方案〉的通知》
_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,120}(?:《[^《》\n]{1,120}》[^《》\n]{0,120}){0,3})》")


@dataclass(frozen=True, slots=True)
class Reference:
    """A 文号 or a title that stands at [start, end) of a text.

    ``name`` is the number in canonical form or the title without its marks; ``is_number`` says
    which.
    """

    start: int
    end: int
    name: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference in a passage, and the documents of the archive that it may mean.

    More than one where several documents bear the name; none where it is not held.
    """

    passage: Passage
    reference: Reference
    held: tuple[Holding, ...]


def references(text: str) -> tuple[Reference, ...]:
    """The 文号 and titles that a text cites, in order; none inside another."""
    found = [Reference(n.start, n.end, n.canonical, True) for n in document_numbers(text)]
    taken = {place for each in found for place in range(each.start, each.end)}
    for match in _TITLE.finditer(text):
        if taken.isdisjoint(range(match.start(), match.end())):
            found.append(Reference(match.start(), match.end(), match["title"].strip(), False))
    return tuple(sorted(found, key=lambda each: each.start))


def meant(reference: Reference, catalogue: Catalogue) -> tuple[Holding, ...]:
    """The documents of an archive that a reference may mean."""
    if reference.is_number:
        return catalogue.numbered(reference.name)
    return catalogue.titled(reference.name)


def cites(document: Document, catalogue: Catalogue) -> tuple[Cited, ...]:
    """Every reference of a document's passages to something else, in reading order.

    What a document says of itself (its own number and title, its parts) is no reference.
    """
    found = (
        Cited(passage, reference, meant(reference, catalogue))
        for passage in passages(document)
        for reference in references(passage.text)
    )
    own = set(_own_names(document))
    return tuple(
        each
        for each in found
        if all(holding.document.id != document.id for holding in each.held)
        and (each.reference.is_number or own.isdisjoint(names(each.reference.name)))
    )


def _own_names(document: Document) -> Iterator[str]:
    yield from names(document.title, {block.part for block in document.blocks if block.part})


def citing_query(document: Document, parts: tuple[str, ...] = ()) -> str:
    """The query that finds every passage in which a document may be cited; empty where nothing
    tells it from others. What it finds has to be looked at with ``cites_it``.
    """
    titles = dict.fromkeys(names(document.title, parts))
    named = [document.number] if document.number else []
    # The shortest names are inside the longer ones: one phrase finds them all.
    shortest = [t for t in titles if not any(o != t and o in t for o in titles)]
    return " OR ".join(f'"{name}"' for name in (*named, *shortest) if len(name) >= SHORTEST_NAME)


def cites_it(text: str, document: str, catalogue: Catalogue) -> tuple[Reference, ...]:
    """The references of a text that mean a document, by its id."""
    return tuple(
        reference
        for reference in references(text)
        if any(holding.document.id == document for holding in meant(reference, catalogue))
    )
