"""Sets the bundled issue as a PDF: in columns, with running heads, page numbers and tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from search.document import Block, Document
from tests.material import SAMPLE, sample_edition
from tests.pdfmaking import Setter


@cache
def issue_pdf(columns: int, fronted: bool = True) -> bytes:
    """The bundled issue: the front pages as they are, the documents as they were parsed."""
    setter = Setter(columns=columns, head="吉林省人民政府公报 2018·6", first_page=7)
    first = sample_edition().documents[0].title
    for line in _front(first) if fronted else ():
        setter.paragraph(line, indent=0.0, justify=False)
    for document in sample_edition().documents:
        _set(setter, document)
    return setter.pdf()


def _front(first: str) -> Iterator[str]:
    """The lines above the first document's title, which the contents list names too."""
    lines = [line.strip() for line in SAMPLE.read_text("utf-8").split("\n")]
    end = max(i for i, line in enumerate(lines) if line.startswith(first))
    yield from filter(None, lines[:end])


def _set(setter: Setter, document: Document) -> None:
    for block in document.blocks:
        lines = _marked(block).split("\n")
        if block.kind == "title":
            setter.title(lines[0])
        elif block.kind == "table":
            above = len(lines) - len(block.rows)
            for line in lines[:above]:
                setter.paragraph(line, indent=0.0, justify=False)
            setter.table([line.split("\t") for line in lines[above:]])
        elif block.kind in ("signature", "date", "byline"):
            setter.closing(lines[0])
        elif block.kind in ("number", "addressees", "figure"):
            setter.paragraph(lines[0], indent=0.0)
        else:
            setter.paragraph(lines[0])
    for note in document.footnotes:
        setter.paragraph(f"[{note.mark}] {note.text}")


def _marked(block: Block) -> str:
    """The text with its marks."""
    text = block.text
    for note in sorted(block.notes, key=lambda note: -note.offset):
        text = f"{text[: note.offset]}^[{note.mark}]{text[note.offset :]}"
    return text
