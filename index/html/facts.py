"""Puts together what a page states of its document: meta tags block, lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from index.gazette.lettering import compact
from index.gazette.patterns import fold
from index.html.block import Block
from index.html.dates import day_of, day_of_address
from index.html.furniture import is_source_line
from index.html.labels import Labelled, labelled
from index.html.meta import meta_facts
from index.html.title import completes, is_cut, is_dated, is_site, title_of_page
from index.markup import Tag
from index.transcript import Stated
from search.recognise import document_numbers

_ABOVE = 15
_BELOW = 6
_WEB = ("http://", "https://")
# No government had a site before; 1970-01-01 is what systems write for nothing.
_FIRST_SITES = 1994


def page_facts(
    root: Tag, blocks: Sequence[Block], start: int, end: int, block: Sequence[Labelled]
) -> Stated:
    """What a page states. ``blocks`` are its lines, [start, end) the body's, and ``block`` what
    its metadata block says.
    """
    meta = meta_facts(root)
    facts = _first(block)
    title = _title(meta.get("title", ""), facts.get("title", ""), root, blocks, start)
    near = _near(blocks, start, end, fold(title))
    lines = _first(labelled(near))
    url = meta.get("url", "")
    return Stated(
        title=title or None,
        number=_number(facts.get("number") or meta.get("number", "")),
        issuer=facts.get("issuer"),
        issued=day_of(facts.get("issued", "")),
        index_number=facts.get("index_number") or meta.get("index_number"),
        topic=facts.get("topic"),
        published=_published(meta, facts, lines, near),
        site=meta.get("site"),
        column=meta.get("column"),
        origin=meta.get("origin") or facts.get("origin") or lines.get("origin") or None,
        url=url if url.lower().startswith(_WEB) else None,
    )


def _title(meta: str, stated: str, root: Tag, blocks: Sequence[Block], start: int) -> str:
    """The title that a page states, unless that is a site's name or was cut: 关于加强供水管…"""
    title = meta or stated
    if title and not is_cut(title) and not is_site(title):
        return title
    shown = stated if meta and stated else title_of_page(root, blocks, start)
    if not title or (is_site(title) and not is_site(shown)):
        return shown or title
    return next(
        (text for text in (shown, *(b.text for b in blocks)) if completes(text, title)), title
    )


def _first(found: Sequence[Labelled]) -> dict[str, str]:
    """The first value of every label that has one."""
    facts: dict[str, str] = {}
    for each in found:
        if each.value:
            facts.setdefault(each.kind, each.value)
    return facts


def _near(blocks: Sequence[Block], start: int, end: int, title: str) -> list[Block]:
    """The lines from the title to the beginning of the body, then those below its end."""
    first = max(0, start - _ABOVE)
    above = (i for i in range(min(start, len(blocks)) - 1, first, -1))
    at = next((i for i in above if _is_part(blocks[i].text, title)), first)
    return [*blocks[at : start + _BELOW], *blocks[end : end + _BELOW]]


def _is_part(text: str, title: str) -> bool:
    folded = fold(text)
    return len(folded) >= 4 and (folded in title or title in folded)


def _published(
    meta: Mapping[str, str],
    facts: Mapping[str, str],
    lines: Mapping[str, str],
    near: Sequence[Block],
) -> date | None:
    stated = (meta.get("published", ""), facts.get("published", ""), lines.get("published", ""))
    others = (lines.get(kind, "") for kind in ("时间", "日期", "issued", "更新时间", "更新日期"))
    texts = (block.text for block in near)
    bare = (text for text in texts if is_source_line(text) or is_dated(text))
    found = (day_of(text) for text in (*stated, *others, *bare) if text)
    days = [day for day in found if day and day.year >= _FIRST_SITES]
    days += filter(None, (day_of_address(meta.get("url", "")), day_of(meta.get("made", ""))))
    made = day_of(facts.get("issued", ""))
    # The day of a site's launch may stand for that of its documents: no page is older than those.
    return next((day for day in days if not made or day >= made), None) or next(iter(days), None)


def _number(text: str) -> str | None:
    """A 文号 in its canonical form; another number, such as 国务院令第698号, as printed."""
    found = document_numbers(text)
    if found:
        return found[0].canonical
    return compact(text) or None
