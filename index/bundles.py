"""Finds contents pages among web pages, and the pages beside them that they list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from index.beside import Beside
from index.gazette.categories import category_name, named_category
from index.gazette.front import Facts, issue_facts
from index.gazette.lettering import compact
from index.gazette.patterns import CONTENTS_HEAD, fold, is_issue_line
from index.plaintext import Line
from index.source import Place, SourceError
from index.transcript import Transcript
from search.document import ContentsEntry

#: The endings of web pages.
PAGES = (".html", ".htm", ".shtml", ".xhtml")
# "t20180615_1.html" · =content/1.htm · ('show.asp?id=1'): what may be a link's target
_TARGET = re.compile(rb"""[="'(]\s*([^"'()<>=\s#][^"'()<>\s#]{0,299})""")
_MAY_BE_PAGE = re.compile(rb"\.(?:s|x)?html?|\?|\.(?:asp|jsp|php|do|action)", re.IGNORECASE)
# 江南省人民政府公报2020年第4期目录: the gazette, and which issue
_TITLE_END = re.compile(r"(.{2,40}?(?:公报|政报))(.{2,40})$")
_TO_ISSUES = ("上一期", "下一期", "上期", "下期", "往期", "往期公报", "往期回顾", "更多", "首页")
# 法规规章 · 县区之声 · 人事、机构
_WORDS = re.compile(r"[\u4e00-\u9fff、和与·]{2,12}")
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
    beside = Beside(pages)
    found = {name: _listed(place, pages, beside, read) for name, place in pages.items()}
    contents = {name for name, listed in found.items() if len(listed) >= _FEWEST}
    members: dict[str, tuple[Place, ...]] = {}
    taken: set[str] = set()
    for name in (each for each in pages if each in contents):
        listed = tuple(p for p in found[name] if p.name not in taken | contents)
        if len(listed) >= _FEWEST:
            members[name] = listed
            taken |= {each.name for each in listed}
    return [
        Bundle(place, members.get(place.name, ())) for place in places if place.name not in taken
    ]


def _listed(
    place: Place,
    pages: Mapping[str, Place],
    beside: Beside,
    read: Callable[[str, bytes], Transcript],
) -> list[Place]:
    """The pages that a contents page of an issue lists; none where it is no such page."""
    try:
        data = place.read()
        if not _links_to_pages(place.name, data, beside):
            return []
        transcript = read(place.name, data)
    except SourceError:
        return []
    if not page_facts(transcript).known:
        return []
    links = (link for link in transcript.links if not _is_other_issue(link.text))
    names = dict.fromkeys(beside.page(place.name, link.target) for link in links)
    return [pages[name] for name in names if name in pages and name != place.name]


def _links_to_pages(name: str, data: bytes, beside: Beside) -> bool:
    """True for a page with links to pages beside it, before it is read."""
    targets = {t for t in _TARGET.findall(data) if _MAY_BE_PAGE.search(t)}
    said = (target.decode("utf-8", "replace") for target in targets)
    found = {beside.page(name, unescape(each)) for each in said} - {"", name}
    return len(found) >= _FEWEST


def _is_other_issue(text: str) -> bool:
    """True for a link to another issue, and not to a document of this one: 2020年第3期."""
    return is_issue_line(text) or compact(text) in _TO_ISSUES


def page_facts(transcript: Transcript) -> Facts:
    """What a page tells of the issue that it is the contents page of."""
    stated = transcript.stated
    title = stated.title or "" if stated else ""
    cut = _TITLE_END.match(title)
    pieces = (title, *(cut.groups() if cut else ()), stated.column or "" if stated else "")
    lead = [Line(1, piece.strip()) for piece in pieces if piece.strip()]
    return issue_facts([*lead, *transcript.lines])


def entries(
    page: str, transcript: Transcript, documents: Mapping[str, str]
) -> tuple[ContentsEntry, ...]:
    """The entries of a contents page: its links to pages, under the categories above them.

    ``documents`` has the id of the document by the name of its page.
    """
    beside = Beside(documents)
    found: dict[str, ContentsEntry] = {}
    listed = [(fold(link.text), beside.page(page, link.target), link) for link in transcript.links]
    open_ = [each for each in listed if each[0] and each[1] in documents][:_MOST_ENTRIES]
    category, above = None, ""
    for line in transcript.lines[:_MOST_LINES]:
        folded = fold(line.text)
        here = [each for each in open_ if each[0] in folded]
        if here:
            category = named_category(_before(line, here[0][2].text)) or _heading(above) or category
        else:
            category = named_category(line.text) or category
        above = "" if here else line.text
        for title, name, link in here:
            found.setdefault(name, ContentsEntry(category, link.text, document=documents[name]))
            open_.remove((title, name, link))
    return (
        *found.values(),
        *(ContentsEntry(None, link.text, document=documents[name]) for _, name, link in open_),
    )


def _before(line: Line, title: str) -> str:
    """What stands before an entry in its row: 省政府文件."""
    cell = line.text.split("\t")[0] if line.is_row else ""
    return cell if fold(title) not in fold(cell) else ""


def _heading(text: str) -> str | None:
    """A short line of Han directly above entries, whatever it says, is their category."""
    known = named_category(text)
    bare = compact(text).strip("【】[]〖〗·◆●■★▲※：:")
    if known or not _WORDS.fullmatch(bare) or is_issue_line(text) or CONTENTS_HEAD.match(text):
        return known
    return category_name(bare)
