"""Reads a text that is being typed into a search box: which piece of it is to be completed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import normalize

from search import pinyin
from search.folding import fold, is_han
from search.lexer import FIELD_NAMES
from search.lookup import key

#: Longer texts are pasted rather than typed (characters).
MAX_LENGTH = 100

_CLOSING = {'"': '"', "＂": "＂", "“": "“”", "”": "“”"}
_QUOTE = re.compile('["＂“”]')
# What ends the piece before it, as for the lexer: spaces, brackets, | and quotes.
_BREAK = re.compile(r"[\s()（）|｜\"＂“”]")
_FIELD = re.compile(r"(?:^|[\s()（）|｜])[-－]?(\w{1,12})\s?[:：]\s*[(（]?[\"＂“”]?$")
_OPERATOR = re.compile(r"(?:AND|OR|NOT|NEAR(?:/\d*)?)")
# What is more than a word: an exclusion, a field, a placeholder.
_SPECIAL = re.compile(r"^[-－]|[:：*?？~]")
# What may open a piece and is no part of it; the brackets of a 文号 are.
_OPENING = re.compile(r"[^\w〔\[【〖［]*")
# Read as one run of unquoted text wherever it stands.
_PLAIN = re.compile(r"[^\W_](?:[\w《》、，·—]*[\w》])?")
_LATIN_END = re.compile(r"(.*?)([a-zü][a-zü'’\s]*)", re.DOTALL)
_LATIN = re.compile(r"[a-zü][a-zü'’]*")
_PIECE = re.compile(r"\S+")
_LATIN_PIECES = re.compile(r"(?<![\w'’])[A-Za-züÜ]+(?:\s+[A-Za-züÜ]+)+$")


@dataclass(frozen=True)
class Typed:
    """The last piece of what is typed, and the rest.

    ``before`` stays as it is, ``after`` closes a quote that is open. ``field`` is one of FIELDS
    where the piece is its operand. ``words`` are the earlier pieces (but for a field's name)
    where all of it is nothing but words: no operator, bracket, exclusion or quote; else None.
    """

    before: str
    piece: str
    after: str = ""
    field: str | None = None
    words: tuple[str, ...] | None = None

    @cached_property
    def key(self) -> str:
        """The piece as it is compared; empty where it has not begun."""
        return key(self.piece)

    @cached_property
    def head(self) -> str:
        """What stands in the piece before the letters."""
        return self.piece[: self._letters[0]]

    @cached_property
    def stem(self) -> str:
        """The head as it is compared."""
        return key(self.head)

    @cached_property
    def letters(self) -> str:
        """The letters at the piece's end that may be pinyin: zhi of 人工zhi.

        A letter alone, and letters after anything but a Han character, are none: 5g.
        """
        fits = is_han(self.stem[-1]) if self.stem else len(self._letters[1]) > 1
        return self._letters[1] if fits else ""

    @cached_property
    def _letters(self) -> tuple[int, str]:
        folded = fold(self.piece)
        found = _LATIN_END.fullmatch(folded.text)
        if found is None:
            return len(self.piece), ""
        return folded.span(*found.span(2))[0], _as_pinyin(found[2])

    @property
    def alone(self) -> bool:
        """Whether nothing is asked for but the piece, as a word or as a field's operand."""
        return self.words == () and not self.after

    def respelt(self, written: Callable[[str], str | None]) -> Typed:
        """The same with the earlier pieces as they should be written, where that is known of all.

        Only the words of a plain query are respelt.
        """
        if not self.words or self.after or self.field:
            return self
        better = [each for piece in self.words if (each := written(piece)) is not None]
        if len(better) < len(self.words):
            return self
        spelling = dict(zip(self.words, better, strict=True))
        before = _PIECE.sub(lambda piece: spelling.get(piece[0], piece[0]), self.before)
        return replace(self, before=before, words=tuple(better))

    def completed(self, text: str, kept: str = "") -> str:
        """The whole text with this in the place of the piece, as it would be searched.

        ``kept`` is the beginning of the piece where that stays.
        """
        if self.after:
            return self.before + kept + _QUOTE.sub("", text) + self.after
        return self.before + kept + operand(text)


def operand(text: str) -> str:
    """A text as one operand of a query: in quotes unless it is read as one run anyway."""
    plain = _PLAIN.fullmatch(text) and not _is_operator(text)
    return text if plain else f'"{_QUOTE.sub("", text).strip()}"'


def spoken(piece: str) -> str:
    """A piece as pinyin; empty where it is something else."""
    folded = fold(piece).text
    return _as_pinyin(folded) if _LATIN.fullmatch(folded) else ""


def _as_pinyin(letters: str) -> str:
    spelled = re.sub(r"['\s]+", pinyin.BORDER, pinyin.typed(letters))
    return spelled.strip(pinyin.BORDER)


def readings(text: str) -> Iterator[Typed]:
    """What may be meant by a text: pinyin with spaces as one piece, then what is written."""
    found = _LATIN_PIECES.search(text)
    pieces = re.findall(r"\S+\s*", found[0]) if found else []
    while len(pieces) > 1 and not all(map(_is_syllable, pieces[:-1])):
        pieces.pop(0)
    if len(pieces) > 1:
        start = len(text) - len("".join(pieces))
        yield read(text[:start] + pinyin.BORDER.join("".join(pieces).split()))
    yield read(text)


def read(text: str) -> Typed:
    """What is being typed; the piece is empty where a new one has not begun."""
    opened = _open_quote(text)
    if opened is not None:
        before, piece, after = text[: opened + 1], text[opened + 1 :], _CLOSING[text[opened]][-1]
        return Typed(before, piece, after, _field(before), _words(text[:opened]))
    start = max((match.end() for match in _BREAK.finditer(text)), default=0)
    if _is_operator(text[start:]):
        return Typed(text, "")
    at = _piece_start(text, start)
    return Typed(text[:at], text[at:], "", _field(text[:at]), _words(text[:at]))


def _open_quote(text: str) -> int | None:
    """Where the quote begins that nothing closes yet."""
    opening = _QUOTE.search(text)
    while opening:
        ends = [text.find(quote, opening.end()) for quote in _CLOSING[opening[0]]]
        closed = min((end for end in ends if end >= 0), default=None)
        if closed is None:
            return opening.start()
        opening = _QUOTE.search(text, closed + 1)
    return None


def _piece_start(text: str, start: int) -> int:
    """Where the piece begins: after a minus sign, a field's name and what else opens it."""
    if text[start : start + 1] in ("-", "－"):
        start += 1
    for colon in (":", "："):
        name, found, _ = text[start:].partition(colon)
        if found and fold(name).text in FIELD_NAMES:
            start += len(name) + 1
    opening = _OPENING.match(text, start)
    return opening.end() if opening else start


def _field(before: str) -> str | None:
    named = _FIELD.search(before)
    return FIELD_NAMES.get(fold(named[1]).text) if named else None


def _words(before: str) -> tuple[str, ...] | None:
    """The pieces before the last and before its field's name, where all are nothing but words."""
    named = _FIELD.search(before) if _field(before) else None
    pieces = before[: named.start(1) if named else None].split()
    special = any(_SPECIAL.search(piece) or _is_operator(piece) for piece in pieces)
    return None if special or _BREAK.search("".join(before.split())) else tuple(pieces)


def _is_operator(piece: str) -> bool:
    return _OPERATOR.fullmatch(normalize("NFKC", piece)) is not None


def _is_syllable(piece: str) -> bool:
    return pinyin.typed(piece.strip()) in pinyin.known_syllables()
