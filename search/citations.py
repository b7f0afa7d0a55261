"""Which documents of an archive a document cites, passage by passage.

Nothing is claimed that is not certain: a number names its bearers; a title names the one
document that bears it, of the issuer that stands before it, and no document that came later;
where a number stands beside a title, it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from search.catalogue import Catalogue, Holding, Named, read_number
from search.document import Document, Passage, passages
from search.naming import OWN, PRINTED, bare, is_statute, names
from search.references import Reference, completed, read

# So many of a title's pairs of characters are in the title of the document that it is.
_ALIKE = 0.6
# What stands before these words is in the titles of all that an organ issues.
_ABOUT = re.compile("关于|印发|转发")
# 国务院印发的《…》, 国务院关于印发《…》
_ISSUED = re.compile(r"(?:联合)?(?:印发|下发|发布|公布|制定|出台|颁布)[的了]?$")
# What may stand before an issuer: 根据国务院《…》; 辽宁省政府 is not 省政府.
_BORDER = re.compile(
    r"(?:^|[\W_]|根据|按照|依照|依据|贯彻|落实|执行|遵照|对照|参照|和|与|及|以及|由|将|经|按|我|以|对|至|现)$"
)
# 吉林 in 吉林省财政厅, 长春 in 长春市人民政府
_REGION = re.compile(r"[\u4e00-\u9fff]{2,8}?(?=省|自治区|市|自治州|州|盟|地区|自治县|县|区)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in a passage, and the documents of the archive that it means: several where a
    number names several (34、35号); none where it is not held, or where that is ``uncertain``,
    for there are documents that it may mean.
    """

    passage: Passage
    reference: Reference
    held: tuple[Holding, ...]
    uncertain: bool = False


def cites(document: Document, catalogue: Catalogue) -> tuple[Citation, ...]:
    """Every reference of a document to something else, in reading order.

    What a document says of itself (its own number and title, its parts) is no reference.
    """
    citer = _Citer(document, catalogue)
    found = passages(document)
    # What a document replaces often has its name: only the number that stands there tells.
    said = [
        tuple(each for each in references if not citer.is_own(each))
        for references in read(passage.text for passage in found)
    ]
    return tuple(
        Citation(passage, reference, held, uncertain=not held and citer.may_mean(reference))
        for passage, references in zip(found, completed(said), strict=True)
        for reference in references
        for held in citer.meant(reference)
    )


def same(one: Document, other: Document) -> bool:
    """Whether two are one document, printed twice perhaps: of one title, number and date, of
    which one at least is known.
    """
    if one.id == other.id:
        return True
    known = (one.number, one.issued)
    alike = any(known) and known == (other.number, other.issued)
    return alike and bare(one.title) == bare(other.title)


def things(citations: Iterable[Citation]) -> tuple[tuple[Citation, ...], ...]:
    """Citations of one thing each, by document or else by number or title, as first mentioned."""
    found: dict[object, list[Citation]] = {}
    for each in citations:
        held = tuple(holding.document.id for holding in each.held)
        found.setdefault(held or each.reference.key, []).append(each)
    return tuple(map(tuple, found.values()))


class _Citer:
    """Says what the references of one document mean."""

    def __init__(self, document: Document, catalogue: Catalogue) -> None:
        self._document = document
        self._catalogue = catalogue
        holding = catalogue.holding(document.id)
        parts = dict.fromkeys(block.part for block in document.blocks if block.part)
        own = names(document.title, document.issuer, parts)
        self._own = {bare(document.title), *map(bare, parts)}
        self._own |= {name.text for name in own if name.rank <= PRINTED}
        self._place = f"{document.issuer or ''} {holding.issue.label if holding else ''}"

    def meant(self, reference: Reference) -> Iterator[tuple[Holding, ...]]:
        """The documents that a reference means; nothing at all where it means its own."""
        held = _once(self._held(reference))
        if not any(same(self._document, each.document) for each in held):
            yield held

    def may_mean(self, reference: Reference) -> bool:
        """Whether some document may be meant, though it is not certain that it is."""
        return bool(reference.title) and any(self._named(reference.title))

    def is_own(self, reference: Reference) -> bool:
        """Whether a reference names the document itself, or a part of it."""
        number = read_number(reference.number)
        own = read_number(self._document.number or "")
        if number:
            return bool(own and number.names(own))
        return bare(reference.title) in self._own

    def _held(self, reference: Reference) -> Iterable[Holding]:
        if not reference.number:
            return self._titled(reference)
        numbered = self._catalogue.numbered(reference.number)
        if not reference.title or any(_is_called(held, reference.title) for held in numbered):
            return numbered
        # The number is another document's: one of the two has a slip in it.
        return numbered if reference.is_number else self._titled(reference)

    def _titled(self, reference: Reference) -> Iterable[Holding]:
        """The one document that a title names, as far as that is certain."""
        fitting = (
            [each for each in named if self._fits(each, reference)]
            for named in self._named(reference.title)
        )
        named = next(filter(None, fitting), [])
        best = min((each.name.rank for each in named), default=OWN)
        found = _once(each.holding for each in named if each.name.rank == best)
        return found if len(found) == 1 else ()

    def _named(self, title: str) -> Iterator[tuple[Named, ...]]:
        """By the title itself, then by what a notice of that title prints."""
        yield self._catalogue.named(title)
        for printed in _printed_by(title):
            found = self._catalogue.named(printed)
            yield tuple(each for each in found if each.name.rank <= PRINTED)

    def _fits(self, named: Named, reference: Reference) -> bool:
        held, issued = named.holding.document, self._document.issued
        if reference.number and held.number:
            return False
        if held.issued and issued and held.issued > issued and not is_statute(named.name.text):
            return False
        issuer = named.name.issuer
        return not issuer or any(_ends_with(reference.before, form) for form in self._forms(issuer))

    def _forms(self, issuer: str) -> Iterator[str]:
        """How an issuer is called, in its own region without the region's name."""
        region = _REGION.match(issuer)
        local = region is not None and issuer[: region.end() + 1] in self._place
        for form in (issuer, issuer[region.end() :]) if region and local else (issuer,):
            yield form
            yield form.replace("人民政府", "政府")


@lru_cache(maxsize=4096)
def _printed_by(title: str) -> tuple[str, ...]:
    """What a notice of a title prints."""
    return tuple(name.printed for name in names(title) if name.rank == PRINTED)


def _ends_with(before: str, issuer: str) -> bool:
    """Whether a text ends with an issuer, not with the end of a longer name."""
    text = _ISSUED.sub("", "".join(before.split()))
    left = len(issuer)
    at = len(text)
    while at and left:
        at -= 1
        left -= text[at].isalnum()
    return not left and bare(text[at:]) == issuer and bool(_BORDER.search(text[:at]))


def _is_called(holding: Holding, title: str) -> bool:
    """Whether a title may be the document's, words left out or slips in it: most pairs of
    characters of what it is about are in the titles of the document and its parts.
    """
    titles = (holding.document.title, *holding.parts)
    known = {pair for each in titles for pair in pairwise(bare(each))}
    wanted = set(pairwise(bare(_ABOUT.split(title)[-1]))) or set(pairwise(bare(title)))
    return len(wanted & known) >= _ALIKE * len(wanted)


def _once(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    """Each document once, as it was first printed."""
    found: list[Holding] = []
    for holding in sorted(holdings, key=_printed):
        if not any(same(holding.document, each.document) for each in found):
            found.append(holding)
    return tuple(found)


def _printed(holding: Holding) -> tuple[date, str]:
    return holding.issue.published or date.max, holding.document.id
