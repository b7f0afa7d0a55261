"""Finds headings and run-in headings among paragraphs, and gives every unit its heading path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.gazette.patterns import (
    ARTICLE,
    MARKED_NOTE,
    UNNUMBERED_RUN_IN,
    heading_number,
    is_agency,
)
from index.gazette.units import Unit, is_bracketed

#: A run-in heading is a first sentence of no more than so many characters after its number.
RUN_IN_LENGTH = 32
#: A heading that stands alone on its line is no longer than this; a whole sentence with a 。
#: at its end is an item of a list sooner.
HEADING_LENGTH = 60
SENTENCE_LENGTH = 44


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a paragraph opens with: the level of its number and its heading text."""

    level: int
    text: str
    alone: bool


def outline(units: Sequence[Unit], part: str | None = None) -> list[Unit]:
    """The units of a document's body, or of a part of it, with kinds, levels and paths set."""
    openings = _settle([_opening(unit) for unit in units], units)
    if not any(opening and opening.level == 1 for opening in openings):
        openings = [opening or _plain_heading(i, units) for i, opening in enumerate(openings)]
    path: list[tuple[int, str]] = []
    found = []
    for unit, opening in zip(units, openings, strict=True):
        level = opening.level if opening else _ceiling(unit, path)
        while path and path[-1][0] >= level:
            path.pop()
        found.append(_placed(unit, opening, path, part))
        if opening is not None:
            path.append((opening.level, opening.text))
    return _unnumbered(found)


def _ceiling(unit: Unit, path: list[tuple[int, str]]) -> int:
    """The level a unit without heading ends: its number's, where no article holds it; a
    signature and a date stand below no heading.
    """
    if unit.kind in ("signature", "date"):
        return 0
    found = heading_number(unit.text) if unit.kind == "paragraph" else None
    in_article = any(ARTICLE.match(text) for _, text in path)
    return found[0] if found and not in_article else 99


def _opening(unit: Unit) -> _Opening | None:
    if unit.kind != "paragraph" or (found := heading_number(unit.text)) is None:
        return None
    level, end = found
    if article := ARTICLE.match(unit.text):
        return _Opening(level, article[0].strip(), False)
    text = MARKED_NOTE.sub("", unit.text[: HEADING_LENGTH * 3])
    stop = text.find("。", end)
    if stop < 0 or stop == len(text) - 1:
        longest = HEADING_LENGTH if stop < 0 else SENTENCE_LENGTH
        alone = end < len(text) <= longest and text[-1] not in "；;，、,！？"
        return (
            _Opening(level, text, True) if alone and len(unit.text) < HEADING_LENGTH * 2 else None
        )
    if stop - end > RUN_IN_LENGTH or is_bracketed(text[stop + 1 :]):
        return None
    return _Opening(level, text[: stop + 1], False)


def _plain_heading(i: int, units: Sequence[Unit]) -> _Opening | None:
    """总体要求: a short line of words alone above a paragraph, where no 一、 heads the text."""
    unit = units[i]
    if unit.kind != "paragraph" or not (3 <= len(unit.text) <= 14 and unit.text.isalpha()):
        return None
    below = units[i + 1] if i + 1 < len(units) else None
    if below is None or below.kind != "paragraph" or "。" not in below.text[:400]:
        return None
    return (
        None if heading_number(unit.text) or is_agency(unit.text) else _Opening(1, unit.text, True)
    )


def _settle(openings: list[_Opening | None], units: Sequence[Unit]) -> list[_Opening | None]:
    """Drop the openings that are but items of a list."""
    settled: list[_Opening | None] = []
    in_article = False
    for i, opening in enumerate(openings):
        if opening is not None and ARTICLE.match(units[i].text):
            in_article = True
        elif opening is not None and units[i].text.startswith("第"):
            in_article = False
        elif opening is not None and (in_article or _is_item(i, openings, units)):
            opening = None
        settled.append(opening)
    return settled


def _is_item(i: int, openings: Sequence[_Opening | None], units: Sequence[Unit]) -> bool:
    """True for the last of items that ended in ；, and for a lone line with nothing below it."""
    opening = openings[i]
    assert opening is not None
    above = units[i - 1].text if i else ""
    if (
        above.endswith(("；", ";"))
        and (number := heading_number(above))
        and number[0] == opening.level
    ):
        return True
    if not opening.alone:
        return False
    below = next((unit for unit in units[i + 1 : i + 20] if unit.kind != "note"), None)
    if below is None or below.kind not in ("paragraph", "table", "figure", "note"):
        return opening.level > 1 or opening.text.endswith("。")
    number = heading_number(below.text) if below.kind == "paragraph" else None
    return (
        number is not None
        and number[0] <= opening.level
        and (opening.level > 2 or opening.text.endswith("。"))
    )


def _placed(
    unit: Unit, opening: _Opening | None, path: list[tuple[int, str]], part: str | None
) -> Unit:
    above = tuple(text for _, text in path)
    headings = (part, *above) if part else above
    if opening is None:
        return replace(unit, headings=headings, part=part)
    kind = "heading" if opening.alone else unit.kind
    run_in = "" if opening.alone else opening.text
    return replace(
        unit, kind=kind, level=opening.level, run_in=run_in, headings=headings, part=part
    )


def _unnumbered(units: list[Unit]) -> list[Unit]:
    """科技引领。… · ——坚持创新驱动。…: run-ins where two or more stand under one heading."""
    shapes = [
        match if unit.kind == "paragraph" and unit.level is None else None
        for unit in units
        for match in [UNNUMBERED_RUN_IN.match(unit.text)]
    ]
    groups = _groups(units)
    count = Counter(group for group, shape in zip(groups, shapes, strict=True) if shape)
    return [
        replace(unit, level=_depth(unit) + 1, run_in=shape[0])
        if shape and count[group] > 1
        else unit
        for unit, group, shape in zip(units, groups, shapes, strict=True)
    ]


def _groups(units: Sequence[Unit]) -> list[int]:
    """A number for every stretch of units under one heading."""
    groups, group = [], 0
    for unit in units:
        group += unit.level is not None
        groups.append(group)
    return groups


def _depth(unit: Unit) -> int:
    """The level of the heading above; a part's title is none."""
    last = unit.headings[-1] if unit.headings else ""
    found = heading_number(last)
    return found[0] if found else 0
