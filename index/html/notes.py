"""Reads the marks of footnotes in web pages and their definitions; exponents stay text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from index.gazette.patterns import NOTE_DEFINITION
from index.raised import power

#: Stand around a raised text until it is known whether it is a mark; controls, so not in a source.
RAISED, LOWERED = "\x0e", "\x0f"
#: Stands in a raised text that is linked with a note.
LINKED = "\x11"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# [1] · ［12］ · 〔3〕 · （1） · 1 · * · ①
_MARK = re.compile(
    rf"\s*[\[［〔(（【]?\s*([0-9０-９]{{1,3}}|[*＊]|[{_CIRCLED}])\s*[\]］〕)）】]?\s*"
)
_BRACKETED = re.compile(r"\s*[\[［〔【]")
_RAISED_TEXT = re.compile(f"{RAISED}([^{RAISED}{LOWERED}]*){LOWERED}")
# m² · 5 km³ · 10⁸ · (a+b)² · 立方厘米³ · 公里²
_UNIT = re.compile(r"(?:(?<![A-Za-z])[kcdhmμ]?m|(?<![A-Za-z])[sLl]|[0-9)）]|[米里升])$")
# x² · CO₂ · GDP¹: a footnote only where one of that mark is defined
_LATIN = re.compile(r"[A-Za-zα-ωΑ-Ω°℃]$")
_LEFT_OVER = re.compile(f"[{RAISED}{LOWERED}{LINKED}]")
_CIRCLE = re.compile(f"[{_CIRCLED}]")
# ①本表数据为初步核算数。 · 注：①… · 注①：…
_CIRCLED_NOTE = re.compile(rf"(?:注\s*[:：]?\s*)?([{_CIRCLED}])\s*[:：]?\s*(?=\S)")
# A list goes on with these; a note's mark stands behind a word: 包括：①农村；②城市
_BEFORE_ITEM = "：:；;。，,、！？!?（(和及与或即为是有 \u3000"


def defined(texts: Sequence[str]) -> dict[int, str]:
    """The lines that define a footnote, by their place, with the mark; raised marks only."""
    found: dict[int, str] = {}
    cited = set(_cited(texts))
    for i, text in enumerate(texts):
        match = _RAISED_TEXT.match(text.lstrip(" \u3000"))
        mark = _mark(match[1]) if match else None
        if (
            match
            and mark
            and text.rstrip()[-1] != LOWERED
            and (LINKED in match[1] or mark in cited)
        ):
            found[i] = mark
    return found


def is_note_line(text: str) -> bool:
    """True for a line that opens with a raised mark and says something."""
    match = _RAISED_TEXT.match(text)
    return bool(match and _mark(match[1]) and match.end() < len(text))


def without_marks(text: str) -> str:
    """A text without its footnote marks; other raised text stays."""
    plain = _RAISED_TEXT.sub(lambda m: "" if LINKED in m[1] or _mark(m[1]) else m[1], text)
    return _LEFT_OVER.sub("", plain)


def _cited(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for match in _RAISED_TEXT.finditer(text):
            mark = _mark(match[1])
            if mark and match.start():
                yield mark


def _mark(text: str) -> str | None:
    match = _MARK.fullmatch(text.replace(LINKED, ""))
    return normalize("NFKC", match[1]) if match else None


def with_notes(texts: Sequence[str]) -> list[str]:
    """The texts with ^[1] for the marks in them and ``[1] …`` for the lines that define them."""
    definitions = defined(texts)
    plain = (m[1] for text in texts if text[:1] in "[［" and (m := NOTE_DEFINITION.match(text)))
    known = frozenset([*definitions.values(), *plain])
    found = []
    for i, text in enumerate(texts):
        opening = ""
        if i in definitions:
            text = _RAISED_TEXT.sub("", text, count=1).lstrip(" \u3000:：")
            opening = f"[{definitions[i]}] "
        if RAISED in text or LOWERED in text:
            text = _RAISED_TEXT.sub(lambda m: _resolved(m, known), text)
            text = _LEFT_OVER.sub("", text)
        found.append(opening + text)
    return _circled(found)


def _resolved(match: re.Match[str], known: frozenset[str]) -> str:
    mark, raised = _mark(match[1]), match[1].replace(LINKED, "")
    before = match.string[max(0, match.start() - 8) : match.start()].rstrip()
    if mark is None or not before:
        return raised
    if LINKED in match[1] or _BRACKETED.match(raised) or not mark.isdigit():
        return f"^[{mark}]"
    if _UNIT.search(before) or (_LATIN.search(before) and mark not in known):
        return power(raised.strip())
    return f"^[{mark}]"


def _circled(texts: Sequence[str]) -> list[str]:
    """Circled figures are marks where a note with that figure stands at the end of all text."""
    start = _notes_below(texts)
    if start == len(texts):
        return list(texts)
    notes = {m[1] for text in texts[start:] if (m := _CIRCLED_NOTE.match(text))}
    cited: set[str] = set()

    def cite(match: re.Match[str]) -> str:
        before = match.string[match.start() - 1 : match.start()]
        if match[0] not in notes or not before or before in _BEFORE_ITEM:
            return match[0]
        cited.add(match[0])
        return f"^[{normalize('NFKC', match[0])}]"

    body = [_CIRCLE.sub(cite, text) for text in texts[:start]]
    if not cited:
        return list(texts)
    return [*body, *(_definition(text, cited) for text in texts[start:])]


def _notes_below(texts: Sequence[str]) -> int:
    """Where the notes begin that stand below all text, the first of them ①."""
    start = len(texts)
    while start and _CIRCLED_NOTE.match(texts[start - 1]):
        start -= 1
    first = _CIRCLED_NOTE.match(texts[start]) if start < len(texts) else None
    return start if first and first[1] == "①" else len(texts)


def _definition(text: str, cited: set[str]) -> str:
    match = _CIRCLED_NOTE.match(text)
    if match is None or match[1] not in cited:
        return text
    return f"[{normalize('NFKC', match[1])}] {text[match.end() :]}"
