"""Tells on which page of the printed issue its lines stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from index.gazette.pagemarks import FOOT, HEAD, Break, Sheets, sheets
from index.plaintext import Line

#: A bare number is a figure of a list sooner than that of a page which holds fewer characters.
_PAGE_SIZE = 300
#: Text that is so much longer than the longest page may stand on two.
_FULLEST = 1.25
#: So many numbers to each side may confirm one, so that a misread one hides no other.
_NEAR = 2
#: A page has so many breaks at most, where columns have one each.
_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Start:
    """Where a document begins: the number of its first line, and its page by the contents list."""

    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """That a sheet, the text between two page breaks, stands on a page."""

    sheet: int
    page: int
    line: int = 0  # of the document's title, where the contents list claims it

    @property
    def offset(self) -> int:
        return self.page - self.sheet


def printed_pages(
    lines: Sequence[Line], furniture: Set[int], starts: Sequence[Start]
) -> dict[int, int]:
    """The printed page of every line for which the text tells it, by the line's number.

    The rule: the numbers of an issue stand at the foot of all its pages or at the head of all.
    Form feeds tell which; else the contents list, whose page for a document is the number below
    its title or the one above, and whether the text ends or begins with a number; else they
    stand at the foot, as GB/T 9704—2012, 7.5 has it. Nothing is told where that evidence is at
    odds, and without any for bare numbers and those beside or below running heads.

    A number is believed where one near it, or the contents list, counts alike (as many pages as
    page breaks) and where it fits the longest row of ascending ones. Between two believed ones
    stand the pages that fill the breaks exactly; more pages than breaks mean that some were lost,
    and nothing is told. Before the first and behind the last, text is told its page where it is
    about as long as one. What the contents list alone says is told of a title only.

    ``furniture`` holds indices of lines that are no text; ``starts`` are in the lines' order.
    """
    bound = sheets(lines, furniture)
    titles = _titles(bound, starts)
    side = _side(bound, titles)
    believed = _believed(_claims(bound, side), titles, bound.fed) if side else []
    told = _told(bound, side, believed) if side and believed else {}
    if side == FOOT and believed and _opens_the_text(believed[0], titles, starts):
        told[believed[0].sheet] = believed[0].page
    odd = {t.sheet for t in titles if told.get(t.sheet, t.page) != t.page}
    if 2 * len(odd) > len({t.sheet for t in titles if t.sheet in told}):
        told, odd = {}, set()  # another count: of the file, of one document
    told = {sheet: page for sheet, page in told.items() if sheet not in odd}
    return _by_line(bound, told) | _listed(titles, told, odd)


def _titles(bound: Sheets, starts: Iterable[Start]) -> list[_Claim]:
    """What the contents list claims, as far as its pages ascend with the documents."""
    count = Counter(line.number for text in bound.texts for line in text)
    where = {line.number: k for k, text in enumerate(bound.texts) for line in text}
    claims = [
        _Claim(where[start.line], start.page, start.line)
        for start in starts
        if start.page is not None and count[start.line] == 1
    ]
    return _ascending(claims, bisect_right)


# At the foot or at the head?


def _side(bound: Sheets, titles: Sequence[_Claim]) -> str | None:
    """One page in a contents list may be a slip, so that a head needs two witnesses."""
    feeds = _by_feeds(bound)
    votes = feeds or _by_contents(bound, titles) + _by_ends(bound, titles)
    if not votes:
        return _by_custom(bound.breaks)
    side, most = votes.most_common(1)[0]
    enough = feeds or side == FOOT or most > 1
    return side if enough and most > 2 * (votes.total() - most) else None


def _by_feeds(bound: Sheets) -> Counter[str]:
    votes: Counter[str] = Counter()
    for each in bound.breaks:
        foot, head = each.number(FOOT), each.number(HEAD)
        if each.fed and foot and (head is None or head.beside > foot.beside):
            votes[FOOT] += 1
        elif each.fed and head and (foot is None or foot.beside > head.beside):
            votes[HEAD] += 1
    return votes


def _by_contents(bound: Sheets, titles: Iterable[_Claim]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for title in titles:
        below = bound.breaks[title.sheet : title.sheet + 1]
        above = bound.breaks[max(0, title.sheet - 1) : title.sheet]
        votes[FOOT] += any(mark.page == title.page for each in below for mark in each.marks)
        votes[HEAD] += any(mark.page == title.page for each in above for mark in each.marks)
    return +votes


def _by_ends(bound: Sheets, titles: Sequence[_Claim]) -> Counter[str]:
    """Only a foot ends a text, and only a head opens one, if it is not a contents list's foot."""
    opens, ends = not bound.texts[0], not bound.texts[-1]
    if ends and not opens and bound.breaks[-1].marks:
        return Counter({FOOT: 1})
    if opens and not ends and bound.breaks[0].marks:
        return Counter({HEAD: 1 if titles else 2})
    return Counter()


def _by_custom(breaks: Iterable[Break]) -> str | None:
    marks = [mark for each in breaks if (mark := each.number(FOOT))]
    doubtful = sum(mark.beside or mark.bare or mark.below for mark in marks)
    return FOOT if 2 * doubtful < len(marks) else None


# Which numbers are to be believed?


def _claims(bound: Sheets, side: str) -> Iterator[_Claim]:
    for k, each in enumerate(bound.breaks):
        sheet = k if side == FOOT else k + 1
        mark = each.number(side)
        if mark and (each.fed or not mark.bare or bound.size(sheet) >= _PAGE_SIZE):
            yield _Claim(sheet, mark.page)


def _believed(claims: Iterable[_Claim], titles: Iterable[_Claim], fed: bool) -> list[_Claim]:
    """The claims of marks that others confirm and none contradicts, in order."""
    every = sorted([*claims, *titles])
    kept = [c for i, c in enumerate(every) if not c.line and _is_confirmed(every, i, fed)]
    return _ascending(kept, bisect_left)


def _is_confirmed(every: Sequence[_Claim], i: int, fed: bool) -> bool:
    """True where one nearby counts alike, or where the next number stands at the next one: a
    break between them may be none, unless form feeds tell the pages apart.
    """
    claim = every[i]
    near = [*every[max(0, i - _NEAR) : i], *every[i + 1 : i + 1 + _NEAR]]
    follows = any(_is_next(a, b) for a, b in pairwise(every[max(0, i - 1) : i + 2]))
    return (follows and not fed) or any(other.offset == claim.offset for other in near)


def _is_next(a: _Claim, b: _Claim) -> bool:
    return 0 < b.sheet - a.sheet <= _COLUMNS and b.page - a.page == 1


def _ascending(claims: Sequence[_Claim], bisect: Callable[[list[int], int], int]) -> list[_Claim]:
    """The claims whose pages every longest ascending row holds; ``bisect_right`` lets pages
    repeat.
    """
    pages = [claim.page for claim in claims]
    up = _lengths(pages, bisect)
    down = _lengths([-page for page in reversed(pages)], bisect)[::-1]
    longest = max(up, default=0)
    places = [u if u + d - 1 == longest else 0 for u, d in zip(up, down, strict=True)]
    count = Counter(places)
    return [c for c, place in zip(claims, places, strict=True) if place and count[place] == 1]


def _lengths(pages: Iterable[int], bisect: Callable[[list[int], int], int]) -> list[int]:
    """How long the longest ascending row is that ends at each page."""
    ends: list[int] = []
    lengths = []
    for page in pages:
        at = bisect(ends, page)
        ends[at : at + 1] = [page]
        lengths.append(at + 1)
    return lengths


# Which pages do they tell?


def _told(bound: Sheets, side: str, believed: Sequence[_Claim]) -> dict[int, int]:
    """The page of every sheet that surely stands on just one."""
    fed = bound.fed
    told = {claim.sheet: claim.page for claim in believed if fed}
    for a, b in pairwise(believed):
        shift = 1 if side == FOOT else 0
        between = range(a.sheet + shift, b.sheet + shift)
        if a.offset == b.offset:
            told |= {sheet: sheet + a.offset for sheet in between}
        elif _is_next(a, b) and not fed:  # a column's end, or a false running head
            told |= dict.fromkeys(between, a.page + shift)
    edge = believed[0] if side == FOOT else believed[-1]
    longest = max(map(bound.size, told), default=0)
    if bound.size(edge.sheet) <= _FULLEST * longest or (side == FOOT and edge.page == 1):
        told.setdefault(edge.sheet, edge.page)
    return told


def _opens_the_text(claim: _Claim, titles: Sequence[_Claim], starts: Sequence[Start]) -> bool:
    """True for the page that the contents list gives to the first document."""
    return any(
        (title.sheet, title.page) == (claim.sheet, claim.page)
        for title in titles
        if title.line == starts[0].line
    )


def _by_line(bound: Sheets, told: dict[int, int]) -> dict[int, int]:
    """By the lines' numbers; two lines of one number, with a form feed between, may differ."""
    found: dict[int, int | None] = {}
    for sheet, text in enumerate(bound.texts if told else ()):
        page = told.get(sheet)
        for line in text:
            if found.setdefault(line.number, page) != page:
                found[line.number] = None
    return {number: page for number, page in found.items() if page is not None}


def _listed(titles: Iterable[_Claim], told: dict[int, int], odd: Set[int]) -> dict[int, int]:
    """The titles whose page only the contents list tells, where it fits those around them."""
    known = sorted(told)
    found = {}
    for title in titles:
        at = bisect_left(known, title.sheet)
        above = [told[sheet] for sheet in known[max(0, at - 1) : at]]
        below = [told[sheet] for sheet in known[at : at + 1]]
        around = [*above, title.page, *below]
        if title.sheet not in odd and around == sorted(around):
            found[title.line] = title.page
    return found
