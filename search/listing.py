"""Finds what is only listed: entries of printed contents lists whose text the archive lacks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import islice

from search.catalogue import Number, read_number
from search.document import Issue
from search.query import Field, Node, Not, Nothing
from search.results import Listed, Message
from search.sentence import say
from search.shorttexts import ShortTexts

#: So many entries are named.
_MOST = 3


class Listing:
    """What the contents lists of issues name and the archive does not hold, in their order."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        listed = ((entry, issue) for issue in issues for entry in issue.contents)
        self._entries = [Listed(*each) for each in listed if each[0].document is None]

    def messages(self, node: Node) -> list[Message]:
        """A message for each of the first entries that answer a query by title and author."""
        if isinstance(node, Nothing | Not | Field):
            return []
        found = islice(self._texts.holding(node), _MOST)
        return [_said(self._entries[number]) for number in found]

    def numbered(self, canonical: str) -> tuple[Listed, ...]:
        """The entries that bear a 文号, a range that it lies in, or one of those it names."""
        wanted = read_number(canonical)
        series = self._series.get(wanted.series, ()) if wanted else ()
        return tuple(listed for number, listed in series if wanted and number.meets(wanted))

    @cached_property
    def _texts(self) -> ShortTexts:
        entries = (listed.entry for listed in self._entries)
        return ShortTexts(f"{entry.title}，{entry.author or ''}" for entry in entries)

    @cached_property
    def _series(self) -> dict[tuple[str, int], list[tuple[Number, Listed]]]:
        found: dict[tuple[str, int], list[tuple[Number, Listed]]] = {}
        for listed in self._entries:
            number = read_number(listed.entry.number or "")
            if number:
                found.setdefault(number.series, []).append((number, listed))
        return found


def _said(found: Listed) -> Message:
    entry = found.entry
    title, issue = entry.title, found.issue.label
    if entry.page is None:
        said = say("目录列有“%(title)s”（%(issue)s），正文未收录。", title=title, issue=issue)
        return Message("listed", "info", said)
    page = say("第%(page)s页", page=entry.page) if isinstance(entry.page, int) else entry.page
    said = say(
        "目录列有“%(title)s”（%(issue)s%(page)s），正文未收录。",
        title=title,
        issue=issue,
        page=page,
    )
    return Message("listed", "info", said)
