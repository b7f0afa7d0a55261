"""A reading of the passages without any index: slow, plain, and written apart from search/.

It follows the contract of matching step by step and shares no code with the analyser or the
engines; what it says is what every engine has to say.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from itertools import combinations
from pathlib import Path

import jieba
import opencc

_T2S = opencc.OpenCC("t2s")
END = "¶"
_LIST = Path(__file__).parent.parent / "search" / "words" / "abbreviations.txt"


def _short_forms() -> list[str]:
    lines = [line.split("#")[0] for line in _LIST.read_text("utf-8").splitlines()]
    return [line.split("=")[0].strip() for line in lines if "=" in line]


@cache
def cutter() -> jieba.Tokenizer:
    """jieba with the short forms of the bundled list as words."""
    cutter = jieba.Tokenizer()
    cutter.initialize()
    for form in _short_forms():
        han = "".join(c for c in map(fold_character, form) if is_han(c))
        if han == form and 2 <= len(form) <= 6:
            cutter.add_word(form)
    return cutter


@cache
def is_han(char: str) -> bool:
    name = unicodedata.name(char, "")
    return "CJK UNIFIED" in name or "CJK COMPATIBILITY IDEOGRAPH" in name or char in "〇々"


@cache
def fold_character(char: str) -> str:
    lowered = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).lower())
    simple = [_T2S.convert(c) if is_han(c) else c for c in lowered]
    folded = "".join(s if len(s) == 1 else c for s, c in zip(simple, lowered, strict=True))
    if unicodedata.category(char) != "Nd" and any("0" <= c <= "9" for c in folded):
        return f"、{folded}、"  # ① and ㎡ do not join the digits beside them
    return folded


def _folded(text: str) -> list[tuple[str, int]]:
    """Folded characters with the index of the original; full-width commas do not group."""
    return [
        ("、" if char == "，" else folded, i)
        for i, char in enumerate(text)
        for folded in fold_character(char)
    ]


def tokens(text: str) -> list[tuple[str, int, int]]:
    """(token, start, end), one character after the other."""
    chars = _folded(text)
    found: list[tuple[str, int, int]] = []
    at = 0
    while at < len(chars):
        char, start = chars[at]
        end = at + 1
        kind = unicodedata.category(char)
        if kind == "Nd":
            end = _end_of_number(chars, at)
        elif kind[0] in "LN" and not is_han(char):
            while end < len(chars) and unicodedata.category(chars[end][0])[0] in "LNM":
                if unicodedata.category(chars[end][0]) == "Nd" or is_han(chars[end][0]):
                    break
                end += 1
        elif char in "。;!?":
            char = END
        elif not (is_han(char) or kind[0] == "S" or char in "%‰"):
            at += 1
            continue
        token = END if char == END else "".join(c for c, _ in chars[at:end]).replace(",", "")
        last = chars[end - 1][1] + 1
        if token == END and found and found[-1][0] == END:
            found[-1] = (END, found[-1][1], last)
        else:
            found.append((token, start, last))
        at = end
    return found


def _end_of_number(chars: list[tuple[str, int]], at: int) -> int:
    text = "".join(char for char, _ in chars[at : at + 200])

    def digits(i: int) -> int:
        n = 0
        while i + n < len(text) and unicodedata.category(text[i + n]) == "Nd":
            n += 1
        return n

    end = digits(0)
    if end <= 3:
        while text[end : end + 1] == "," and digits(end + 1) == 3:
            end += 4
    while text[end : end + 1] == "." and digits(end + 1):
        end += 1 + digits(end + 1)
    return at + end


def phrase(text: str) -> tuple[str, ...]:
    found = [token for token, _, _ in tokens(text)]
    while found and found[0] == END:
        del found[0]
    while found and found[-1] == END:
        del found[-1]
    return tuple(found)


def phrase_spans(text: str, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where a phrase stands, from the left, none overlapping."""
    read = tokens(text)
    spans, at = [], 0
    while wanted and at + len(wanted) <= len(read):
        window = read[at : at + len(wanted)]
        if tuple(token for token, _, _ in window) == wanted:
            spans.append((window[0][1], window[-1][2]))
            at += len(wanted)
        else:
            at += 1
    return spans


def occurrences(read: list[str], wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """[first, last) tokens of every place a phrase stands; ``*`` is up to ten that end nothing."""
    found = []
    for start in (i for i, token in enumerate(read) if token == wanted[0]):
        end = _end_of_match(read, start, wanted)
        if end is not None:
            found.append((start, end))
    return found


def _end_of_match(read: list[str], at: int, wanted: tuple[str, ...]) -> int | None:
    if not wanted:
        return at
    if wanted[0] != "*":
        held = at < len(read) and read[at] == wanted[0]
        return _end_of_match(read, at + 1, wanted[1:]) if held else None
    for skipped in range(11):
        end = _end_of_match(read, at + skipped, wanted[1:])
        if end is not None:
            return end
        if at + skipped >= len(read) or read[at + skipped] == END:
            return None
    return None


@cache
def word_places(text: str) -> list[tuple[str, int, int]]:
    """Each word and part of a word with the [first, last) tokens it stands in."""
    read = tokens(text)
    found, at = [], 0
    for run in runs(text):
        size = len(run) if is_han(run[0]) else 1
        while "".join(token for token, _, _ in read[at : at + size]) != run:
            at += 1
        for cut in cutter().lcut(run) if size > 1 or is_han(run[0]) else [run]:
            count = len(cut) if is_han(cut[0]) else 1
            found.append((cut, at, at + count))
            if is_han(cut[0]):
                inner = ((a, b) for a in range(count) for b in range(a + 2, count + 1))
                found += [
                    (cut[a:b], at + a, at + b) for a, b in inner if (a, b) in part_places(cut)
                ]
            at += count
    return found


@cache
def part_places(cut: str) -> frozenset[tuple[int, int]]:
    borders, at = {0}, 0
    for piece in finest(cut):
        at += len(piece)
        borders.add(at)
    pairs = combinations(sorted(borders), 2)
    return frozenset((a, b) for a, b in pairs if cut[a:b] in parts(cut))


def chained(
    read: list[str], places: list[list[tuple[int, int]]], gaps: list[int]
) -> list[tuple[tuple[int, int], ...]]:
    """Every choice of one place for each link in which neighbours are near and do not overlap."""
    chains: list[tuple[tuple[int, int], ...]] = [(place,) for place in places[0]]
    for link, gap in zip(places[1:], gaps, strict=True):
        chains = [(*c, place) for c in chains for place in link if _near(read, c[-1], place, gap)]
    return chains


def _near(read: list[str], one: tuple[int, int], other: tuple[int, int], gap: int) -> bool:
    first, second = sorted([one, other])
    between = [token for token in read[first[1] : second[0]] if token != END]
    return first[1] <= second[0] and len(between) <= gap


def words(text: str) -> set[str]:
    """The words of a passage: every cut, and its parts."""
    found: set[str] = set()
    for run in runs(text):
        for cut in cutter().lcut(run) if is_han(run[0]) else [run]:
            found |= {cut} | parts(cut)
    return found


def cuts(text: str) -> list[str]:
    return [cut for run in runs(text) for cut in (cutter().lcut(run) if is_han(run[0]) else [run])]


def runs(text: str) -> list[str]:
    """Runs of Han characters (spaces between them dropped), numbers and Latin words."""
    found: list[str] = []
    previous_end, open_run = 0, False
    for token, start, end in tokens(text):
        between = text[previous_end:start]
        joined = open_run and all(_is_nothing(c) for c in between)
        han = is_han(token[0])
        if han and joined:
            found[-1] += token
        elif han or token[0].isalnum():
            found.append(token)
        previous_end, open_run = end, han
    return found


def _is_nothing(char: str) -> bool:
    """Whether a character between two Han characters does not part them."""
    if unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F:
        return True
    return char.isspace() and char not in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@cache
def parts(cut: str) -> set[str]:
    borders = {0}
    at = 0
    for piece in finest(cut):
        at += len(piece)
        borders.add(at)
    inside = {cut[a:b] for a, b in combinations(sorted(borders), 2) if b - a >= 2}
    return {part for part in inside - {cut} if cutter().FREQ.get(part)}


def finest(word: str) -> list[str]:
    if len(word) < 3:
        return [word]
    best = _likeliest(word)
    if all(len(piece) == 1 for piece in best):
        return [word]
    return [finer for piece in best for finer in finest(piece)]


def _likeliest(word: str) -> tuple[str, ...]:
    """Of all ways to cut a word in two or more, the one with the best product of frequencies."""
    ways: dict[int, list[tuple[float, tuple[str, ...]]]] = {0: [(0.0, ())]}
    for end in range(1, len(word) + 1):
        ways[end] = [
            (
                score
                + math.log(cutter().FREQ.get(word[start:end]) or 1)
                - math.log(cutter().total),
                (*way, word[start:end]),
            )
            for start in range(end)
            if (end - start == 1 or cutter().FREQ.get(word[start:end]))
            and (start, end) != (0, len(word))
            for score, way in ways[start][:1]
        ]
        ways[end].sort(key=lambda each: -each[0])
    return ways[len(word)][0][1]
