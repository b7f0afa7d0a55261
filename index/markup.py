"""Parses HTML with BeautifulSoup into a tree of bounded depth and size that knows its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, Protocol

from bs4 import BeautifulSoup, Tag

# lxml: of the parsers that BeautifulSoup knows it alone is linear in unclosed comments, quotes
# and CDATA (html.parser is quadratic), raises nothing, closes
# <p>, <li> and <td> that are left open, and keeps what lies ten thousand elements deep.
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import NavigableString

from index.plaintext import clean

__all__ = [
    "BLOCKS",
    "BREAK",
    "Page",
    "Tag",
    "Visitor",
    "attribute",
    "elements",
    "parse",
    "text_of",
    "visit",
]

#: Stands in text where a <br> was; ``clean`` has taken this control out of the source.
BREAK = "\x1e"
#: Elements below this depth, and elements beyond this many, are left out; their text stays.
DEEPEST = 200
MOST_TAGS = 300_000
_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr"
    " html legend li main menu nav ol optgroup option p pre section summary table tbody td"
    " tfoot th thead tr ul ucapcontent"
)
#: Elements that begin a line of their own, wherever a style does not say otherwise.
BLOCKS = frozenset(_BLOCKS.split())
_RAW = frozenset(["script", "style", "template"])
_CHUNK = 8192
# <?xml version="1.0" encoding="UTF-8"?> · <?mso-application …?>
_TITLE = re.compile(r"<title[^<>]*>", re.IGNORECASE)
_INSTRUCTION = re.compile(r"<\?[^<>]*>")


class _Text(NavigableString):
    """A text of the tree; ``line`` is where it begins in the source."""

    line: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. ``complete`` is False where elements were left out for their number."""

    root: Tag
    complete: bool


class Visitor(Protocol):
    """What ``visit`` calls, in document order."""

    def enter(self, tag: Tag) -> bool:
        """An element begins; False passes over what is in it, and over its end."""

    def leave(self, tag: Tag) -> None:
        """An element that was entered ends."""

    def text(self, text: str, line: int) -> None:
        """A text, with the source line on which it begins."""


class _Builder(LXMLTreeBuilder):
    """Feeds lxml line by line, so that elements know theirs, and bounds the tree."""

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes=None)
        self.line = self.text_line = 1
        self.made = 0
        self._depth = 0
        self._raw = 0
        self._open: list[bool] = []

    def feed(self, markup: Any) -> None:
        assert self.soup is not None
        self.parser = self.parser_for(None)
        for self.line, line in enumerate(StringIO(markup, newline="\n"), start=1):
            for start in range(0, len(line), _CHUNK):
                self.parser.feed(line[start : start + _CHUNK])
        self.parser.close()

    def start(self, tag: Any, attrib: Any, nsmap: Any = None) -> None:
        assert self.soup is not None
        made = tag != "br" and self._depth < DEEPEST and self.made < MOST_TAGS
        self._open.append(made)
        if made:
            self.made += 1
            self._depth += 1
            self.soup.handle_starttag(tag, None, None, dict(attrib), self.line)
        elif tag in _RAW:
            self._raw += 1
        elif tag == "br" or tag in BLOCKS:
            self.data(BREAK)

    def end(self, tag: Any) -> None:
        assert self.soup is not None
        if self._open.pop():
            self._depth -= 1
            self.soup.handle_endtag(tag)
        elif tag in _RAW:
            self._raw -= 1
        elif tag in BLOCKS:
            self.data(BREAK)

    def data(self, data: Any) -> None:
        assert self.soup is not None
        if self._raw:
            return
        if not self.soup.current_data:
            self.text_line = max(self.text_line, self.line - data.count("\n"))
        self.soup.handle_data(data)

    def comment(self, text: Any) -> None:
        """Comments are not text, nor do they part it."""

    def pi(self, target: str, data: str) -> None:
        """Nor are processing instructions."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Nor is the document's type."""


class _Soup(BeautifulSoup):
    """A soup that writes the line of a text down."""

    def object_was_parsed(self, o: Any, *args: Any, **kwargs: Any) -> None:
        if isinstance(o, _Text) and isinstance(self.builder, _Builder):
            o.line = self.builder.text_line
        super().object_was_parsed(o, *args, **kwargs)


def parse(source: str) -> Page:
    """The tree of an HTML text: elements, and texts with BREAK for <br>; no comments.

    Raises nothing, whatever the text. Time and memory are linear in its length.
    """
    builder = _Builder()
    # With a document type before it no text is taken for a file's name or for XML.
    text = "<!DOCTYPE html>" + _mended(clean(source))
    root = _Soup(text, builder=builder, element_classes={NavigableString: _Text})
    return Page(root, builder.made < MOST_TAGS)


def _mended(text: str) -> str:
    """A text without the marks that would swallow all that stands below them.

    These are processing instructions, a comment or <title> that is never closed, and a quote that
    opens an attribute and is the last one of its sort.
    """
    text = _INSTRUCTION.sub("", text)
    closed, end, rest = text.rpartition("-->")
    text = closed + end + rest.replace("<!--", "")
    if "</title" not in text.lower():
        text = _TITLE.sub("", text)
    for quote in "\"'":
        before, found, after = text.rpartition(quote)
        if found and before.rstrip().endswith("=") and ">" in after and "<" in after:
            text = before + after
    return text


def visit(root: Tag, visitor: Visitor) -> None:
    """Walk a tree in document order, however deep it is; ``root`` itself is entered, too."""
    if not visitor.enter(root):
        return
    stack: list[tuple[Tag, Iterator[Any]]] = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            visitor.leave(tag)
        elif isinstance(child, Tag):
            if visitor.enter(child):
                stack.append((child, iter(child.contents)))
        elif isinstance(child, _Text):
            visitor.text(child, child.line)


def elements(root: Tag, skip: Callable[[Tag], bool] = lambda tag: False) -> Iterator[Tag]:
    """The elements below ``root`` in document order, without those that ``skip`` names."""
    stack = [root]
    while stack:
        tag = stack.pop()
        if tag is not root:
            if skip(tag):
                continue
            yield tag
        stack.extend(child for child in reversed(tag.contents) if isinstance(child, Tag))


def text_of(tag: Tag) -> str:
    """All texts in an element as they stand in the source, BREAK for <br>."""
    return "".join(each for each in tag.descendants if isinstance(each, _Text))


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute, "" where it has none."""
    attributes: Mapping[str, Any] = tag.attrs
    return str(attributes.get(name) or "")
