"""Finds the element that holds the text of a page's document: by its name, else by density."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.gazette.lettering import compact
from index.gazette.patterns import GENRE_END
from index.html.block import Block
from index.html.furniture import is_furniture, is_furniture_name
from index.html.style import is_hidden
from index.markup import BLOCKS, Tag, attribute, elements

# The names that the publishing systems of governments give the element, without - and _: TRS,
# UCAP, 大汉, 博达, Founder, CMS of universities, and what other sites call it most often.
_NAMES = (
    "ucapcontent trseditor trsueditor trseditorview customunionstyle zoom zoomcon fontzoom"
    " bodylabel articlecontent articlebody articlecon articletext articlemain contentarticle"
    " artcontent arccont artcon arcbody articlebd amarticlebd pagescontent maintext maincontent"
    " newscontent newstext newsbody newscon infocontent infotext detailcontent detailcon"
    " vsbcontent vnewscontent wparticlecontent xxgkcontent zwcontent zwnr zhengwen wenzhang"
    " xxgkbody jscontent artibody entrycontent postcontent textcontent contenttext ivscontent"
    " nrcontent richmediacontent contentbody bodycontent doccontent vsbnewscontent"
)
#: The names of all of them.
WELL_KNOWN = frozenset(_NAMES.split())
# 博达 appends a number: vsb_content_2 · v_news_content_1
_ORNAMENT = re.compile(r"[-_]|\d+$")
_SENTENCE = re.compile(r"[，。；、：！？,;]")
_PROSE = 15
_ENTRY = 8
_FEWEST = 4
# A child that holds so much of the text holds the document; what is less may be a part of it.
_MOST = 0.8
_ALONE = "p span font b strong em i u a li h1 h2 h3 h4 h5 h6 pre blockquote"
_NOT_ALONE = frozenset(_ALONE.split())


@dataclass(frozen=True, slots=True)
class Found:
    """The elements that hold a body, in order; ``named`` where their names say so.

    ``listing`` tells that the page consists of links: a contents page; ``prose`` is how many
    characters of running text the page has.
    """

    tags: tuple[Tag, ...]
    prose: float
    named: bool = False
    listing: bool = False


def find_body(root: Tag, blocks: Sequence[Block]) -> Found:
    """Where the body is, of a page whose lines are ``blocks``."""
    tree = _Tree(root)
    prose = _Totals(tree, _first_copies(blocks), _prose)
    dense = _densest(root, prose)
    named = _named(tree, blocks, prose)
    if named:
        return Found(tuple(named), prose.of(root), named=True)
    entries = _Totals(tree, blocks, _entries)
    if _is_listing(blocks, prose.of(root)):
        return Found((_densest(root, entries),), prose.of(root), listing=True)
    lines = _Totals(tree, blocks, lambda block: 1)
    return Found((_widened(dense, lines),), prose.of(root))


def _prose(block: Block) -> float:
    """The characters of a line that are sentences or cells, and no furniture."""
    bare = compact(block.text)
    if len(bare) < _PROSE or block.linked > len(bare) / 3 or is_furniture(bare):
        return 0
    return len(bare) if _SENTENCE.search(bare) or block.line.is_row else len(bare) / 3


def _first_copies(blocks: Sequence[Block]) -> list[Block]:
    """The lines but those that repeat one: a page may hold its text twice, for print or phones."""
    seen: set[str] = set()
    found = []
    for block in blocks:
        if len(block.text) < _PROSE or block.text not in seen:
            found.append(block)
        seen.add(block.text)
    return found


def _is_listing(blocks: Sequence[Block], prose: float) -> bool:
    """True for a page whose links, not its sentences, are what it is for: a contents list."""
    links = [link.text for block in blocks for link in block.links if len(link.text) >= _ENTRY]
    titles = [text for text in links if GENRE_END.search(compact(text))]
    if len(links) < _FEWEST and len(titles) < 2:
        return False
    return prose < 4 * _PROSE or (len(titles) > len(links) / 2 and sum(map(len, links)) > 2 * prose)


def _entries(block: Block) -> float:
    """How many links a line has that may be entries of a contents list."""
    return sum(len(link.text) >= _ENTRY for link in block.links)


class _Tree:
    """The elements of a page in document order, each with the place of the one around it."""

    def __init__(self, root: Tag) -> None:
        self.tags = [root, *elements(root)]
        self.place = {id(tag): i for i, tag in enumerate(self.tags)}
        self.above = [self.place.get(id(tag.parent), 0) for tag in self.tags]
        self.counts = [not is_furniture_name(tag) for tag in self.tags]


class _Totals:
    """A sum over the lines in every element; what lies in furniture does not count above it."""

    def __init__(
        self, tree: _Tree, blocks: Sequence[Block], value: Callable[[Block], float]
    ) -> None:
        self._place = tree.place
        self._sums = sums = [0.0] * len(tree.tags)
        for block in blocks:
            sums[tree.place[id(block.owner)]] += value(block)
        for i in range(len(sums) - 1, 0, -1):
            if tree.counts[i]:
                sums[tree.above[i]] += sums[i]

    def of(self, tag: Tag) -> float:
        """The sum of what lies in an element."""
        return self._sums[self._place[id(tag)]]


def _densest(root: Tag, totals: _Totals) -> Tag:
    """The innermost element that holds nearly all there is."""
    tag = root
    while True:
        inner = [c for c in tag.contents if isinstance(c, Tag) and not is_furniture_name(c)]
        best = max(inner, key=totals.of, default=None)
        if best is None or totals.of(best) < _MOST * totals.of(tag) or not totals.of(best):
            return tag
        tag = best


def _named(tree: _Tree, blocks: Sequence[Block], prose: _Totals) -> list[Tag]:
    """The elements with a well-known name, innermost, that hold a good part of the text."""
    read = _Totals(tree, blocks, lambda block: len(compact(block.text)))
    root, names = tree.tags[0], defaultdict[str, list[Tag]](list)
    for tag in elements(root, is_hidden):
        for name in _names(tag):
            if name in WELL_KNOWN:
                names[name].append(tag)
    if not names:
        return []
    held = {name: _outermost(tags) for name, tags in names.items()}
    total = prose if prose.of(root) else read
    sums = {name: sum(map(total.of, tags)) for name, tags in held.items()}
    most = max(sums.values())
    near = [name for name in held if sums[name] >= 0.95 * most]
    best = min(near, key=lambda name: sum(map(read.of, held[name])))
    tags = held[best]
    if sums[best] < 0.25 * total.of(root) or not (most or any(tag.find("img") for tag in tags)):
        return []
    again = _Totals(tree, blocks, _prose)
    own = [tag for tag in tags if total.of(tag) > again.of(tag) / 2]
    # One text with its copies; documents that have paragraphs in common are no copies.
    return own if len(own) == 1 else tags


def _names(tag: Tag) -> set[str]:
    names = f"{attribute(tag, 'id')} {attribute(tag, 'class')}".split()
    found = {_ORNAMENT.sub("", name).lower() for name in names}
    if tag.name in ("ucapcontent", "article") or attribute(tag, "itemprop") == "articleBody":
        found.add("articlebody" if tag.name != "ucapcontent" else "ucapcontent")
    return found


def _outermost(tags: Sequence[Tag]) -> list[Tag]:
    held = set(map(id, tags))
    return [tag for tag in tags if not any(id(above) in held for above in tag.parents)]


def _widened(tag: Tag, lines: _Totals) -> Tag:
    """A single paragraph, of whatever element, widened to the one that holds its document."""
    while tag.parent is not None and tag.name not in ("body", "html"):
        if tag.name in BLOCKS and tag.name not in _NOT_ALONE and lines.of(tag) > 1:
            break
        tag = tag.parent
    return tag
