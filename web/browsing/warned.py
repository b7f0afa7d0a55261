"""What the readers could not place, by source and by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.sources import ParseWarning, Source
from web.browsing.covered import Covered
from web.browsing.lacks import page_link
from web.issuename import issue_name
from web.labels import warning_kind
from web.link import Link
from web.saying import counted
from web.urls import issue_url


@dataclass(frozen=True, slots=True)
class WarnedKind:
    """The warnings of one kind in a source; ``rest`` more of them are not shown."""

    name: str
    count: int
    lines: tuple[ParseWarning, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Warned:
    """What the reader could not place in a source: ``link`` leads to its issue or document."""

    link: Link
    online: bool
    source: str
    count: int
    kinds: tuple[WarnedKind, ...]


@dataclass(frozen=True, slots=True)
class Warnings:
    """All sources with warnings, those with the most first: how many warnings there are of each
    kind; ``rest`` more sources are not shown.
    """

    kinds: tuple[str, ...]
    sources: tuple[Warned, ...]
    rest: int


def warnings(found: Covered, most: int, lines: int) -> Warnings:
    """The warnings of what is looked at: so many sources, and so many lines of each kind."""
    every = [each for each in _sources(found) if each[2].warnings]
    every.sort(key=lambda each: -len(each[2].warnings))
    counts = Counter(warning.kind for _l, _o, source in every for warning in source.warnings)
    kinds = (f"{warning_kind(k)} {counted('%(count)s 条', n)}" for k, n in counts.most_common())
    shown = tuple(_warned(*each, lines) for each in every[:most])
    return Warnings(tuple(kinds), shown, len(every[most:]))


def _sources(found: Covered) -> Iterator[tuple[Link, bool, Source]]:
    for issue in found.issues:
        link = Link(issue_name(issue, found.catalogue), issue_url(issue.id))
        yield from ((link, False, source) for source in issue.sources)
    for site in found.sites:
        yield from ((page_link(page), True, page.source) for page in site.pages)


def _warned(link: Link, online: bool, source: Source, lines: int) -> Warned:
    kinds = tuple(_kinds(source.warnings, lines))
    # A page without a document is called by its file already.
    file = "" if source.file == link.label else source.file
    return Warned(link, online, file, len(source.warnings), kinds)


def _kinds(found: Iterable[ParseWarning], most: int) -> Iterator[WarnedKind]:
    by_kind: dict[str, list[ParseWarning]] = {}
    for warning in found:
        by_kind.setdefault(warning_kind(warning.kind), []).append(warning)
    for name, members in sorted(by_kind.items(), key=lambda pair: -len(pair[1])):
        yield _kind(name, members, most)


def _kind(name: str, members: Sequence[ParseWarning], most: int) -> WarnedKind:
    return WarnedKind(name, len(members), tuple(members[:most]), len(members[most:]))
