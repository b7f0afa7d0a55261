"""Keeps account of which source has which documents, and whose text of each is the one held.

What is held hangs only on the set of sources, never on the order in which they were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from search.copies import PlacedCopy, Resolved, placed, resolve
from search.document import Issue
from search.sources import Source


class Ledger:
    """All sources of an archive, by name, with the issue that each belongs to.

    ``torn`` are the ids of issues that name a source which is another issue's: a run was killed
    after it had written a source's new issue and before it had removed the old one.
    """

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._sources: dict[str, Source] = {}
        self._issue: dict[str, str] = {}
        self._of_issue: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, tuple[PlacedCopy, ...]] = {}
        self.torn: set[str] = set()
        for issue in issues:
            for source in issue.sources:
                if source.name in self:
                    self.torn |= {issue.id, self._issue[source.name]}
                self.put(source, issue.id)

    def __contains__(self, name: str) -> bool:
        return name in self._sources

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all sources."""
        return tuple(self._sources)

    def source(self, name: str) -> Source | None:
        """A source by its name."""
        return self._sources.get(name)

    def issue(self, name: str) -> str | None:
        """The id of the issue that a source belongs to."""
        return self._issue.get(name)

    def of_issue(self, issue: str) -> tuple[Source, ...]:
        """The sources of an issue, by name."""
        return tuple(self._sources[name] for name in sorted(self._of_issue.get(issue, ())))

    def put(self, source: Source, issue: str) -> None:
        """A source belongs to an issue; it takes the place of one of the same name."""
        self.drop(source.name)
        self._sources[source.name] = source
        self._issue[source.name] = issue
        self._of_issue[issue].add(source.name)
        for copy in placed(issue, source):
            for key in dict.fromkeys(copy.keys):
                self._by_key[key] = (*self._by_key.get(key, ()), copy)

    def drop(self, name: str) -> None:
        """A source is gone; nothing happens where it is not known."""
        source = self._sources.pop(name, None)
        if source is None:
            return
        self._of_issue[self._issue.pop(name)].discard(name)
        for key in keys([source]):
            left = tuple(copy for copy in self._by_key.pop(key) if copy.source != name)
            if left:
                self._by_key[key] = left

    def resolve(self, wanted: Iterable[str]) -> Resolved:
        """The documents that the copies under some keys are of, each with all its copies."""
        return resolve(self._closed(set(wanted)))

    def _closed(self, wanted: set[str]) -> list[PlacedCopy]:
        """All copies that share a key, or a key with one that does, and so on."""
        found: dict[tuple[str, str], PlacedCopy] = {}
        seen: set[str] = set()
        while wanted:
            key = wanted.pop()
            seen.add(key)
            for each in self._by_key.get(key, ()):
                found[each.source, each.copy.document] = each
                wanted.update(own for own in each.keys if own not in seen)
        return list(found.values())


def keys(sources: Iterable[Source]) -> set[str]:
    """What the copies of some sources may be found by: their ids and aliases."""
    copies = (copy for source in sources for copy in source.copies)
    return {key for copy in copies for key in (copy.document, copy.alias) if key}
