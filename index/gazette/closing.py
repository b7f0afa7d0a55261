"""Recognises the signature and date that close a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gazette.lettering import compact
from index.gazette.patterns import PERSON_SIGNATURE, is_agency, is_date_line, is_signed
from index.gazette.units import Item, Unit, is_open
from index.plaintext import Line
from search.recognise import DATE

_JOINT = 20
_SPACE = re.compile(r"\s+")


def mark(items: Sequence[Item]) -> list[Item]:
    """The items with signatures and dates made into units; one line of both becomes two."""
    kinds: dict[int, str] = {}
    for i, item in enumerate(items):
        if isinstance(item, Line) and len(item.text) < 80:
            if is_date_line(item.text) and _may_close(items, i):
                kinds |= {i: "date"} | dict.fromkeys(_signatures(items, i), "signature")
            elif PERSON_SIGNATURE.match(item.text) or (
                _ends_here(items, i) and _is_signature(item)
            ):
                kinds.setdefault(i, "signature")
    marked: list[Item] = []
    for i, item in enumerate(items):
        marked += _units(item, kinds.get(i))
    return marked


def _units(item: Item, kind: str | None) -> list[Item]:
    if isinstance(item, Unit):
        return [item]
    if kind is None:
        both = _signed_and_dated(item.text)
        if both is None:
            return [item]
        return [Unit("signature", both[0], item.number), Unit("date", both[1], item.number)]
    return [Unit(kind, item.text, item.number)]


def _signed_and_dated(text: str) -> tuple[str, str] | None:
    """吉林省财政厅 2018年1月2日."""
    match = DATE.search(text) if len(text) < 60 else None
    if match is None or match.end() != len(text) or not is_agency(text[: match.start()]):
        return None
    return text[: match.start()].strip(), match[0]


def _may_close(items: Sequence[Item], i: int) -> bool:
    """A date closes below a signature or a finished sentence, not within a cut one; the last
    line closes whatever stands above.
    """
    above = items[i - 1] if i else None
    return (
        i + 1 == len(items)
        or not isinstance(above, Line)
        or _is_signature(above)
        or not is_open(above.text)
    )


def _signatures(items: Sequence[Item], date: int) -> list[int]:
    found = []
    for i in range(date - 1, max(-1, date - _JOINT), -1):
        item = items[i]
        if not isinstance(item, Line) or not _is_signature(item):
            break
        found.append(i)
    return found


def _ends_here(items: Sequence[Item], i: int) -> bool:
    """The last line of a document or part, below a finished sentence."""
    last = i + 1 == len(items)
    above = items[i - 1] if i else None
    return last and i > 0 and (not isinstance(above, Line) or not is_open(above.text))


def _is_signature(line: Line) -> bool:
    if line.is_row or len(line.text) > 60:
        return False
    if is_signed(line.text) or is_agency(line.text):
        return True
    names = _SPACE.split(line.text)
    return len(names) > 1 and all(is_agency(name) for name in names)


def signed_by(units: Sequence[Unit]) -> str | None:
    """The bodies that signed, joined by 、; persons are passed over."""
    names: list[str] = []
    for unit in units:
        if unit.kind == "signature" and not is_signed(unit.text):
            whole = compact(unit.text)
            parts = _SPACE.split(unit.text)
            names += parts if len(parts) > 1 and all(map(is_agency, parts)) else [whole]
    return "、".join(dict.fromkeys(names)) or None
