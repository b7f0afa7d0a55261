"""Tells which copies in several sources are of one document, and which of them is the best."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import islice

from search.naming import bare
from search.sources import Copy, Source

# Titles of one document differ by what OCR misreads and what a site leaves out.
_ALIKE = 0.6
# 吉林省人民政府办公厅关于印发…的通知: what all documents of an office share
_FRAME = re.compile(r".*?关于(?:印发|转发|批转|公布|发布)?|的(?:通知|意见|决定|批复|函|公告)$")
_COMPARED = 200  # characters
# A title is compared with so many others that bear its 文号; beyond, it has to be the same.
_MOST_TITLES = 50


@dataclass(frozen=True, slots=True)
class PlacedCopy:
    """A copy, the name of its source, and the id of the issue that the source belongs to."""

    copy: Copy
    source: str
    issue: str

    @property
    def rank(self) -> tuple[tuple[int, ...], str, str]:
        """Sorts the better text first; of equal ones the first by name."""
        return tuple(-each for each in self.copy.weight), self.source, self.copy.document

    @property
    def keys(self) -> tuple[str, ...]:
        """What the copies that may be of the same document are found by."""
        return tuple(key for key in (self.copy.document, self.copy.alias) if key)


@dataclass(slots=True)
class _Titles:
    """The documents that bear one 文号: by the title of the best copy, and by all titles."""

    best: dict[str, str] = field(default_factory=dict)
    all: dict[str, str] = field(default_factory=dict)


#: The id of a document -> its copies, the best first.
Resolved = Mapping[str, tuple[PlacedCopy, ...]]


def resolve(copies: Iterable[PlacedCopy]) -> Resolved:
    """The copies by the documents that they are of.

    One 文号 is one document, unless the titles have nothing in common: a misread 文号 must not make
    a text disappear. A copy without 文号 is of the one document that has its title, date and
    issuer, unless its own source has another text of that. The result does not depend on the order
    of the copies.
    """
    found: dict[str, list[PlacedCopy]] = defaultdict(list)
    known: dict[str, _Titles] = defaultdict(_Titles)
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    ranked = sorted(copies, key=lambda each: each.rank)
    for each in ranked:
        if each.copy.numbered:
            document = _numbered(each.copy, known[each.copy.document])
            found[document].append(each)
            aliases[each.copy.alias][document] = None
    for each in ranked:
        if not each.copy.numbered:
            document = _unnumbered(each.copy, aliases)
            if any(other.source == each.source for other in found.get(document, ())):
                document = each.copy.document
            found[document].append(each)
    return {
        document: tuple(sorted(them, key=lambda each: each.rank))
        for document, them in found.items()
    }


def _numbered(copy: Copy, known: _Titles) -> str:
    title = bare(copy.title)
    if title not in known.all:
        like = (known.best[each] for each in islice(known.best, _MOST_TITLES) if alike(each, title))
        known.all[title] = next(like, "") or known.best.setdefault(title, _another(copy, known))
    return known.all[title]


def _another(copy: Copy, known: _Titles) -> str:
    """The id of the first document that bears a 文号, or of a further one."""
    if not known.best:
        return copy.document
    return f"{copy.document}-{sha256(bare(copy.title).encode('utf-8', 'replace')).hexdigest()[:8]}"


def _unnumbered(copy: Copy, aliases: Mapping[str, Mapping[str, None]]) -> str:
    same = tuple(aliases.get(copy.alias, ())) if copy.alias else ()
    return same[0] if len(same) == 1 else copy.document


def alike(one: str, other: str) -> bool:
    """Whether two titles may be of one document: one holds the other, or most letters agree of
    what is their own.
    """
    a, b = bare(one)[:_COMPARED], bare(other)[:_COMPARED]
    if a in b or b in a:
        return True
    a, b = _FRAME.sub("", a), _FRAME.sub("", b)
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def placed(issue: str, source: Source) -> tuple[PlacedCopy, ...]:
    """The copies of a source of an issue."""
    return tuple(PlacedCopy(copy, source.name, issue) for copy in source.copies)
