"""Reads the lines of a web page that publishes one document as that one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.gazette.contents import Listed
from index.gazette.lettering import compact
from index.gazette.patterns import CATEGORY, GENRE_END, TERMINAL, fold
from index.gazette.segments import Part, Segment
from index.gazette.split import split
from index.gazette.titles import joined_title
from index.plaintext import Line
from index.transcript import Stated
from search.document import ContentsEntry, Document, Publication

# The title stands again above the text, below a 文号 or the name of a 令 at most.
_TITLE_PLACE = 12
_TITLE_LINES = 8


def one_document(lines: Sequence[Line], title: str) -> Segment:
    """All lines as one document of that title; what looks like further documents is its parts."""
    start, end = _printed(lines, title)
    head = lines[start:end] or [Line(lines[0].number, title, gap=True)]
    entry = ContentsEntry(None, title)
    listed = Listed(entry, head[0].number, fold(title))
    before, segments = split([*head, *lines[:start], *lines[end:]], [listed])
    if not segments:
        return Segment(tuple(head), tuple([*lines[:start], *lines[end:]]))
    return replace(_joined([*before], segments), listed=None)


def _printed(lines: Sequence[Line], title: str) -> tuple[int, int]:
    """Where the title stands again above the text: first line and the one after it; (0, 0) for
    nowhere. Below the text of a 令 it is the title of what the 令 carries.
    """
    wanted = fold(title)
    prose = next((i for i, line in enumerate(lines) if line.text[-1] in TERMINAL), len(lines))
    for start in range(min(_TITLE_PLACE, prose)):
        for end in range(start + 1, min(start + _TITLE_LINES, len(lines)) + 1):
            folded = fold(joined_title(lines[start:end]))
            if folded == wanted:
                return start, end
            if not wanted.startswith(folded):
                break
    return 0, 0


def _joined(before: Sequence[Line], segments: Sequence[Segment]) -> Segment:
    """Segments as one: the first one's document, the others attached to it."""
    first = segments[0]
    lines = [*before, *first.lines]
    parts = [_moved(part, len(before)) for part in first.parts]
    for _, segment in pairwise(segments):
        at = len(lines)
        parts.append(Part(at, at + len(segment.title)))
        lines += segment.title
        parts += [_moved(part, len(lines)) for part in segment.parts]
        lines += segment.lines
    return replace(first, lines=tuple(lines), parts=tuple(parts))


def _moved(part: Part, by: int) -> Part:
    return replace(part, start=part.start + by, end=part.end + by)


def with_stated(document: Document, stated: Stated) -> Document:
    """A document with what its page states: a metadata table is surer than what the text tells."""
    title = " ".join((stated.title or "").split())
    same = title and fold(title) == fold(document.title)
    blocks = (replace(document.blocks[0], text=title), *document.blocks[1:])
    return replace(
        document,
        # Spaces between its Han characters are meant, and no line break's.
        title=title if same else document.title,
        blocks=blocks if same else document.blocks,
        number=stated.number or document.number,
        issuer=_issuer(stated.issuer, document.issuer),
        issued=stated.issued or document.issued,
        category=document.category or _category(stated),
        publication=publication(stated),
    )


def _issuer(stated: str | None, signed: str | None) -> str | None:
    """What the page states, unless it is a short form of who signed: 市政府 for 丽水市人民政府."""
    if stated and signed:
        rest = iter(signed)
        return signed if all(char in rest for char in stated) else stated
    return stated or signed


def _category(stated: Stated) -> str | None:
    """The first level of 主题分类, else a column that names a sort of document: 市政府文件, and
    not 有关活动 or 2024.
    """
    topic = (stated.topic or "").replace("/", "\\").replace(">", "\\").partition("\\")[0].strip()
    column = compact(stated.column or "")
    is_sort = CATEGORY.match(column) or GENRE_END.search(column)
    return topic or (column if is_sort else None)


def publication(stated: Stated) -> Publication:
    """What a page states of its publication."""
    return Publication(
        url=stated.url or "",
        site=stated.site or "",
        column=stated.column or "",
        origin=stated.origin or "",
        published=stated.published,
        index_number=stated.index_number or "",
        topic=stated.topic or "",
    )
