"""What a gazette holds: issues, documents, their blocks, and the passages that are searched.

Everything here is frozen and depends on the standard library alone: these are the words
that the three rooms (reading, searching, showing) speak with each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from search.sources import ParseWarning, Source

#: A passage is of one of these kinds; the kind facet counts them.
PASSAGE_KINDS = ("paragraph", "heading", "footnote", "table")

#: Kinds of block, in the order in which they are usually printed.
BLOCK_KINDS = (
    "title",  # of the document, or of a part attached to it
    "number",  # the line with the 文号 below the title
    "byline",  # issuing body or date printed below the title
    "addressees",  # 主送机关
    "heading",
    "paragraph",
    "table",
    "figure",  # a figure's caption; the figure itself is not in the text
    "signature",  # 发文机关署名
    "date",  # 成文日期
)

_STOPS = "。；！？\n"
_KIND_OF_BLOCK = {"title": "heading", "heading": "heading", "table": "table"}


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote's mark in running text.

    ``offset`` counts characters of the block's text; the mark itself is not part of the text.
    """

    mark: str
    offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """One printed unit of a document, in reading order; ``anchor`` is unique in the document.

    A table's ``text`` is its caption, its unit and its rows, a line each with tabs between
    cells: what is searched. ``level`` is 0 for a title, 1 and deeper for a heading and for a
    paragraph that opens with one (a run-in heading), else None. ``headings`` is the path of
    headings above the block, outermost first. ``part`` is the title of the attached part that
    the block belongs to, None in the document's own body. ``page`` is the page of the printed
    issue that the block begins on, None where the text does not tell.
    """

    kind: str
    anchor: str
    text: str
    level: int | None = None
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    caption: str = ""
    unit: str = ""
    notes: tuple[NoteRef, ...] = ()
    part: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and the anchors of the blocks whose text refers to it."""

    mark: str
    anchor: str
    text: str
    cited_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What a web page states of the document that it publishes, beside the text.

    ``published`` is the day it went online (发布日期), ``origin`` what it was taken from (来源);
    ``index_number`` and ``topic`` are 索引号 and 主题分类 of the catalogue of government
    information. ``url`` is http or https. Empty where the page does not say.
    """

    url: str = ""
    site: str = ""
    column: str = ""
    origin: str = ""
    published: date | None = None
    index_number: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an issue. ``blocks[0]`` is its title, as printed.

    ``number`` is the 文号 in canonical form, 吉政发〔2017〕34号. ``page`` is a page number, or
    the words printed in its place in the contents list (封底). ``issue`` is the issue's id.
    ``addressees`` are those it was sent to (主送机关), ``copied`` those sent a copy (抄送机关).
    ``publication`` is None for what was read from no web page.
    """

    id: str
    issue: str
    title: str
    category: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    page: int | str | None = None
    addressees: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the printed contents list; ``document`` is None where the text is not there."""

    category: str | None
    title: str
    author: str | None = None
    number: str | None = None
    page: int | str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """One person's appointment to, or removal from, a post; ``act`` is 任命 or 免去."""

    date: date | None
    number: str | None
    person: str
    post: str
    act: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a gazette: what is known of it beside its documents.

    A web page that publishes one document makes an issue of its own: ``online``, its title is the
    site's. ``masthead`` holds the lines of the front pages that are neither contents nor facts of
    the issue (editors, address). ``sources`` are all files that it was read from, best first;
    ``shared`` are the ids of its documents whose text is held from a source of another issue.
    """

    id: str
    title: str | None = None
    year: int | None = None
    number: int | None = None
    cumulative: int | None = None
    published: date | None = None
    contents: tuple[ContentsEntry, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    masthead: tuple[str, ...] = ()
    online: bool = False
    sources: tuple[Source, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[ParseWarning, ...]:
        """What the readers of its sources could not place."""
        return tuple(warning for source in self.sources for warning in source.warnings)

    @property
    def label(self) -> str:
        """The issue as one cites it: 吉林省人民政府公报 2018年第6期."""
        number = f"第{self.number}期" if self.number is not None else ""
        year = f"{self.year}年" if self.year is not None else ""
        return " ".join(part for part in (self.title or "", year + number) if part)


@dataclass(frozen=True, slots=True)
class Edition:
    """An issue together with its documents: an engine's batch unit."""

    issue: Issue
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed, found, linked and counted.

    ``context`` is shown beside a hit and never searched: the sentence a footnote hangs on.
    ``page`` is as the block's; a footnote stands on the page of its first mark.
    """

    anchor: str
    kind: str
    text: str
    headings: tuple[str, ...] = ()
    context: str = ""
    page: int | None = None


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages of a document in reading order: its blocks, then its footnotes.

    A footnote's headings and context are those of its first mark in the text.
    """
    blocks = [
        Passage(b.anchor, _KIND_OF_BLOCK.get(b.kind, "paragraph"), b.text, b.headings, page=b.page)
        for b in document.blocks
        if b.text
    ]
    cited = {block.anchor: block for block in document.blocks if block.notes}
    notes = [_footnote(note, cited) for note in document.footnotes if note.text]
    return tuple(blocks + notes)


def passage_count(document: Document) -> int:
    """How many passages a document has, without making them."""
    blocks = sum(1 for block in document.blocks if block.text)
    return blocks + sum(1 for note in document.footnotes if note.text)


def _footnote(note: Footnote, cited: dict[str, Block]) -> Passage:
    for block in (cited[anchor] for anchor in note.cited_at if anchor in cited):
        offset = next((ref.offset for ref in block.notes if ref.mark == note.mark), 0)
        context = _sentence(block.text, offset)
        return Passage(note.anchor, "footnote", note.text, block.headings, context, block.page)
    return Passage(note.anchor, "footnote", note.text)


def _sentence(text: str, offset: int) -> str:
    """The sentence, or the line of a table, that a mark at an offset stands in."""
    start = max(text.rfind(stop, 0, offset) for stop in _STOPS) + 1
    ends = [text.find(stop, offset) for stop in _STOPS]
    end = min((end for end in ends if end >= 0), default=len(text))
    return " ".join(text[start:end].split())
