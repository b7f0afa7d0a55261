"""Spots what is matched exactly in an unquoted query: 文号, dates, years, rates and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search import recognise
from search.analysis import cut
from search.cutter import frequency
from search.folding import fold
from search.recognise import DocumentNumber

#: What quotes enclose is exact already and nobody has to recognise it.
_QUOTED = re.compile(r"[\"＂“”][^\"＂“”]*[\"＂“”]?")
# jieba's count of a word that everybody uses: 开发 has 10022, 财税 347, 政办发 3.
_ORDINARY = 100
# 财政部, 人民政府, 吉林省 in 财政部公告〔2018〕5号.
_ORGAN_ENDS = frozenset("部委局厅府院会办署省市县区")
# 2017年底, 2017年12月份: a part of the year or month, not all of it.
_PART_OF_TIME = frozenset("底初末份")


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at [start, end) of a query; ``kind`` is number, moment (with a year), part
    (of a moment), day, ordinal, rate or amount.
    """

    kind: str
    start: int
    end: int


def spots(text: str) -> dict[int, Spot]:
    """What is recognised outside quotes, by where it starts; none overlapping."""
    text = _simplified(text)
    taken = [match.span() for match in _QUOTED.finditer(text)]
    found: dict[int, Spot] = {}
    for spot in _candidates(text):
        if spot.end > spot.start and all(spot.end <= a or b <= spot.start for a, b in taken):
            taken.append((spot.start, spot.end))
            found[spot.start] = spot
    return found


def _candidates(text: str) -> Iterator[Spot]:
    for kind, pattern in _WHOLE:
        yield from (Spot(kind, *match.span()) for match in pattern.finditer(text))
    for number in numbers(text):
        yield Spot("number", number.start, number.end)
    for kind, pattern in _MEASURES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "moment" and text[end : end + 1] in _PART_OF_TIME:
                yield Spot("part", start, end + 1)
            elif _ends_a_word(text, start, end):
                yield Spot(kind, start, end)


_WHOLE = (
    ("moment", recognise.DATE),
    ("moment", recognise.ISO_DAY),
    ("moment", recognise.ISO_MONTH),
    ("day", recognise.MONTH_DAY),
    ("ordinal", recognise.ORDINAL),
)
_MEASURES = (
    ("moment", recognise.MONTH_OR_YEAR),
    ("moment", recognise.HAN_DATE_SHORT),
    ("rate", recognise.PERCENT),
    ("amount", recognise.HAN_AMOUNT),
    ("amount", recognise.AMOUNT),
)


def _simplified(text: str) -> str:
    """The text as it is matched, where that keeps every character in its place: 號 is 号."""
    folded = fold(text).text
    return folded if len(folded) == len(text) else text


def numbers(text: str) -> list[DocumentNumber]:
    """The 文号 in a query, however they are typed."""
    text = _simplified(text)
    strict = [_trimmed(text, number) for number in recognise.document_numbers(text)]
    loose = [_trimmed(text, number) for number in recognise.loose_numbers(text)]
    return strict + [n for n in loose if text[n.end - 1] == "号" or not _is_phrase(n.organ)]


def _trimmed(text: str, number: DocumentNumber) -> DocumentNumber:
    """The number from where the organ's sign begins: 吉 in 人工智能吉政发〔2017〕34号."""
    pieces, start = cut(number.organ), number.start
    while len("".join(pieces[1:])) > 1 and _is_before_sign(pieces[0]):
        start += len(pieces.pop(0))
    organ = text[start : number.start + len(number.organ)]
    tail = number.canonical.removeprefix(number.organ)
    return DocumentNumber(start, number.end, organ, organ + tail)


def _is_before_sign(piece: str) -> bool:
    """Whether a word of a query is no part of the organ's sign behind it, nor the organ."""
    return len(piece) > 2 and piece[-1] not in _ORGAN_ENDS and frequency(piece) > 0


def _is_phrase(organ: str) -> bool:
    """Whether an organ's sign ends with an ordinary word: 科技开发 2017 34 is no 文号."""
    return frequency(organ[-2:]) > _ORDINARY


def _ends_a_word(text: str, start: int, end: int) -> bool:
    """Whether a word ends where the unit does: 2017年 does in 2017年粮食, not in 2017年度."""
    tail = re.match(r"[^\d\s]*", text[end:])
    unit = re.search(r"[^\d\s.,．，]*$", text[start:end])
    if tail is None or unit is None or not tail[0] or not unit[0] or unit[0][-1] in "%％‰℃":
        return True
    borders, length = set(), 0
    for piece in cut(unit[0] + tail[0]):
        length += len(piece)
        borders.add(length)
    return len(unit[0]) in borders
