"""What a reader makes of a file: its lines in order, and what the file states of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.plaintext import Line
from search.sources import ParseWarning


@dataclass(frozen=True, slots=True)
class Stated:
    """What a web page states of its one document, beside the text; None where it does not.

    The document: ``title``, ``number`` (文号 in canonical form), ``issuer`` (发文机关), ``issued``
    (成文日期), ``index_number`` (索引号), ``topic`` (主题分类, as printed). Its publication:
    ``published`` (发布日期), ``site``, ``column`` (栏目), ``origin`` (来源), ``url`` (http, https).
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    index_number: str | None = None
    topic: str | None = None
    published: date | None = None
    site: str | None = None
    column: str | None = None
    origin: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a page's body: its words, where it leads as written, and its source line."""

    text: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """The lines of a file, whatever its format: what ``index.parse`` reads.

    A table's row is one line with tabs between its cells; a footnote's mark in running text is
    ^[1], its definition a line that opens with [1]. ``stated`` is None for what is no web page.
    """

    lines: tuple[Line, ...]
    stated: Stated | None = None
    links: tuple[Link, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
