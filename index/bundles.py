"""Finds contents pages among web pages, and the pages beside them that they list."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from index.gazette.categories import category_name
from index.gazette.front import Facts, issue_facts
from index.gazette.patterns import CATEGORY, CATEGORY_BRACKETS, compact, fold
from index.plaintext import Line
from index.source import Place, SourceError
from index.transcript import Transcript
from search.document import ContentsEntry

#: The endings of web pages.
PAGES = (".html", ".htm", ".shtml", ".xhtml")
# <a href="t20180615_1.html"> · <A HREF=content/1.htm>
_TARGET = re.compile(rb"""href\s*=\s*["']?([^"'>\s#]{1,300})""", re.IGNORECASE)
# A contents page lists at least so many documents.
_FEWEST = 2
# So much of a contents page is looked through for its categories.
_MOST_ENTRIES = 500
_MOST_LINES = 5000


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is read as one source: a file, or a contents page with the pages that it lists."""

    place: Place
    members: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.place.name


def bundles(places: Sequence[Place], read: Callable[[str, bytes], Transcript]) -> list[Bundle]:
    """The places as sources, in their order; pages that a contents page lists are its members.

    ``read`` turns a page's bytes into its transcript.
    """
    pages = {place.name: place for place in places if place.name.lower().endswith(PAGES)}
    members: dict[str, tuple[Place, ...]] = {}
    taken: set[str] = set()
    for name, place in pages.items():
        listed = tuple(p for p in _listed(place, pages, read) if p.name not in taken | {name})
        if len(listed) >= _FEWEST and name not in taken:
            members[name] = listed
            taken |= {each.name for each in listed}
    return [
        Bundle(place, members.get(place.name, ())) for place in places if place.name not in taken
    ]


def _listed(
    place: Place, pages: Mapping[str, Place], read: Callable[[str, bytes], Transcript]
) -> list[Place]:
    """The pages that a contents page of an issue lists; none where it is no such page."""
    try:
        data = place.read()
        targets = {t.decode("ascii", "replace") for t in _TARGET.findall(data)}
        if sum(target_name(place.name, t) in pages for t in targets) < _FEWEST:
            return []
        transcript = read(place.name, data)
    except SourceError:
        return []
    if not page_facts(transcript).known:
        return []
    names = dict.fromkeys(target_name(place.name, link.target) for link in transcript.links)
    return [pages[name] for name in names if name in pages]


def page_facts(transcript: Transcript) -> Facts:
    """What a page tells of the issue that it is the contents page of."""
    title = transcript.stated.title if transcript.stated else None
    lead = [Line(1, title)] if title else []
    return issue_facts([*lead, *transcript.lines])


def target_name(page: str, target: str) -> str:
    """The name of the file that a link on a page leads to; "" where it leads elsewhere."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    archive, bang, inner = page.rpartition("!/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(inner), unquote(parts.path)))
    return f"{archive}{bang}{path}"


def entries(
    page: str, transcript: Transcript, documents: Mapping[str, str]
) -> tuple[ContentsEntry, ...]:
    """The entries of a contents page: its links to pages, under the categories above them.

    ``documents`` has the id of the document by the name of its page.
    """
    found: dict[str, ContentsEntry] = {}
    listed = [(fold(link.text), target_name(page, link.target), link) for link in transcript.links]
    open_ = [each for each in listed if each[0] and each[1] in documents][:_MOST_ENTRIES]
    category = None
    for line in transcript.lines[:_MOST_LINES]:
        category = _category(line) or category
        folded = fold(line.text)
        for title, name, link in [each for each in open_ if each[0] in folded]:
            entry = ContentsEntry(category, link.text, document=documents[name])
            found.setdefault(name, entry)
            open_.remove((title, name, link))
    return (
        *found.values(),
        *(ContentsEntry(None, link.text, document=documents[name]) for _, name, link in open_),
    )


def _category(line: Line) -> str | None:
    if match := CATEGORY_BRACKETS.match(line.text[:40]):
        return category_name(match[1])
    bare = compact(line.text[:40])
    return category_name(bare) if len(bare) <= 14 and CATEGORY.match(bare) else None
