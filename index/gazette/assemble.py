"""Puts a document together: from its segment of lines to numbered blocks and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.gazette import closing, tables
from index.gazette.contents import Listed
from index.gazette.flow import flow
from index.gazette.head import canonical_number, head_lines, read_head, split_addressees
from index.gazette.headings import outline
from index.gazette.imprint import COPIED
from index.gazette.lettering import compact, drop_han_spaces
from index.gazette.notes import Notes, table_texts, take_marks
from index.gazette.patterns import TERMINAL, is_agency
from index.gazette.segments import Segment
from index.gazette.units import Unit
from index.identity import document_id
from index.plaintext import Layout, Line, join
from search.document import Block, Document, Footnote
from search.recognise import DATE, parse_date
from search.sources import ParseWarning

# （2003年…令第7号公布　根据2018年…修正）: neither date is the decision's that carries the text
_AMENDED = re.compile(r"修正|修订")
# 抄送：…, who printed it, and when
_IMPRINT_LINES = 3
# 吉林省人民政府关于… · 吉林省人民政府人事任免 · 吉林省人民政府令
_ISSUER_IN_TITLE = re.compile(r"(.{3,200}?)(?:关于|印发|转发|批转|人事任免|任免|令$|公告|通告)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, the contents entries it belongs to, and what was odd about it."""

    document: Document
    listed: tuple[Listed, ...]
    warnings: tuple[ParseWarning, ...] = ()


def read_document(
    segment: Segment, issue: str, shape: Layout, untitled: str, printed: Mapping[int, int]
) -> Reading:
    """Read one segment; ``untitled`` is the title of a document without one, ``printed`` the
    page of the printed issue by the line's number.
    """
    if not segment.title:
        line = segment.lines[0].number if segment.lines else 1
        segment = replace(segment, title=(Line(line, untitled),))
    units = list(_units(segment, shape))
    blocks, footnotes, warnings = _number(units)
    blocks = list(_paged(units, blocks, printed))
    listed = (segment.listed, *segment.also) if segment.listed else segment.also
    return Reading(_document(segment, issue, units, blocks, footnotes), listed, warnings)


def _units(segment: Segment, shape: Layout) -> Iterator[Unit]:
    head, end = read_head(segment)
    limit = min((part.start for part in segment.parts), default=len(segment.lines))
    yield from head
    yield from _body(segment.lines[end:limit], shape, None)
    for i, part in enumerate(segment.parts):
        until = segment.parts[i + 1].start if i + 1 < len(segment.parts) else len(segment.lines)
        yield from _part(segment.lines, part.start + part.mark, part.end, until, part.mark, shape)


def _part(
    lines: Sequence[Line], start: int, end: int, until: int, mark: bool, shape: Layout
) -> Iterator[Unit]:
    """An attached part: its mark (附件1), its title, what stands below the title, its body."""
    first = start - mark
    printed = drop_han_spaces(join(line.text for line in lines[start:end]) or lines[first].text)
    title = take_marks(printed, frozenset())[0]
    if mark and end > start:
        yield Unit("paragraph", lines[first].text, lines[first].number, part=title)
    yield Unit("title", printed, lines[first].number, 0, part=title)
    head, after = head_lines(lines, end, until)
    yield from (replace(unit, part=title, headings=(title,)) for unit in head)
    yield from _body(lines[after:until], shape, title)


def _body(lines: Sequence[Line], shape: Layout, part: str | None) -> list[Unit]:
    return outline(flow(closing.mark(tables.gather(lines)), shape), part)


def _number(
    units: Sequence[Unit],
) -> tuple[list[Block], tuple[Footnote, ...], tuple[ParseWarning, ...]]:
    """Number the blocks p0, p1 … in reading order and link the notes."""
    notes = Notes.of(units)
    blocks: list[Block] = []
    places: dict[str, int] = {}
    plain: dict[tuple[str, ...], tuple[str, ...]] = {}
    for position, unit in enumerate(units):
        if unit.kind == "note":
            notes.define(position, unit)
            continue
        if unit.headings not in plain:
            plain[unit.headings] = tuple(_plain(text, notes.defined) for text in unit.headings)
        block = _block(unit, f"p{len(blocks)}", plain[unit.headings], notes.defined)
        blocks.append(block)
        notes.cite(position, block)
        for note in block.notes:
            places.setdefault(note.mark, unit.line)
    odd = [ParseWarning(places[m], f"注号 [{m}] 没有对应的脚注", "mark") for m in notes.undefined()]
    odd += [
        ParseWarning(u.line, f"脚注 [{u.mark}] 在正文中没有注号", "note") for u in notes.uncited()
    ]
    return blocks, notes.footnotes(), tuple(odd)


def _paged(
    units: Sequence[Unit], blocks: Sequence[Block], printed: Mapping[int, int]
) -> Iterator[Block]:
    """The blocks with their pages. A 文号 above its title is read behind it, with no page where
    that would lead back to the page before.
    """
    last = 0
    for unit, block in zip((u for u in units if u.kind != "note"), blocks, strict=True):
        page = printed.get(unit.line)
        if page is not None and page >= last:
            block, last = replace(block, page=page), page
        yield block


def _block(unit: Unit, anchor: str, headings: tuple[str, ...], defined: frozenset[str]) -> Block:
    if unit.kind == "table":
        block, refs = table_texts(unit, defined)
        return replace(block, anchor=anchor, headings=headings, notes=tuple(refs), part=unit.part)
    text, notes = take_marks(unit.text, defined)
    return Block(unit.kind, anchor, text, unit.level, headings, notes=notes, part=unit.part)


def _plain(text: str, defined: frozenset[str]) -> str:
    return take_marks(text, defined)[0].strip()


def _document(
    segment: Segment,
    issue: str,
    units: list[Unit],
    blocks: list[Block],
    footnotes: tuple[Footnote, ...],
) -> Document:
    own = [unit for unit in units if unit.part is None]
    entry = segment.listed.entry if segment.listed else None
    title = blocks[0].text
    number = canonical_number(title, own) or (entry.number if entry else None)
    issued = _issued(own) or _issued([unit for unit in units if not _AMENDED.search(unit.text)])
    addressed = next((unit.text for unit in own if unit.kind == "addressees"), "")
    document = Document(
        id="",
        issue=issue,
        title=title,
        category=entry.category if entry else segment.category,
        number=number,
        issuer=_issuer(title, own, units),
        issued=issued,
        page=entry.page if entry else None,
        addressees=split_addressees(addressed),
        copied=_copied(own, units),
        blocks=tuple(blocks),
        footnotes=footnotes,
    )
    return replace(document, id=document_id(document, issue))


def _copied(own: Sequence[Unit], units: Sequence[Unit]) -> tuple[str, ...]:
    """抄送机关: named in the document's own body, or at its very end, below what is attached."""
    lines = [u.text for u in (*own, *units[-_IMPRINT_LINES:]) if u.kind == "paragraph"]
    named = next((match for text in lines if (match := COPIED.match(text))), None)
    return split_addressees(named.string[named.end() :].rstrip(TERMINAL)) if named else ()


def _issuer(title: str, own: Sequence[Unit], units: Sequence[Unit]) -> str | None:
    signed = closing.signed_by(own)
    bylines = [compact(u.text) for u in own if u.kind == "byline" and is_agency(u.text)]
    if signed or bylines:
        return signed or "、".join(bylines)
    opening = _ISSUER_IN_TITLE.match(title)
    bodies = opening[1].split() if opening else []
    return "、".join(bodies) if all(map(is_agency, bodies)) and bodies else closing.signed_by(units)


def _issued(units: Sequence[Unit]) -> date | None:
    """The date under the signature, else the one under the title; of a text that was amended,
    the last one.
    """
    kinds = ("date", "byline")
    found = [(kinds.index(u.kind), d) for u in units if u.kind in kinds and (d := _day(u.text))]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _day(text: str) -> date | None:
    dates = [match[0] for match in DATE.finditer(text)]
    return parse_date(dates[-1 if _AMENDED.search(text) else 0]) if dates else None
