"""Reads the word lists: abbreviations with their other forms, and an operator's own words.

The bundled ``words/abbreviations.txt`` explains its format at its top. An operator's folder may
hold a file of the same name, which is read in addition, and ``dictionary.txt``: a word a line,
as jieba's user dictionary has it (the word, then a frequency and a part of speech if wanted).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from search.engine import EngineError
from search.folding import fold, is_han, phrase_tokens

ABBREVIATIONS = "abbreviations.txt"
DICTIONARY = "dictionary.txt"
BUNDLED = Path(__file__).parent / "words" / ABBREVIATIONS
# Only what is short enough to be one word is made a word for the segmenter.
_LONGEST_WORD = 6
_DICTIONARY_LINE = re.compile(r"(\S+)(?:[ \t]+(\d{1,9}))?(?:[ \t]+[A-Za-z]+)?")

Tokens = tuple[str, ...]


class LexiconError(EngineError):
    """A word list cannot be read; the message names the file, the line and what to write."""


@dataclass(frozen=True)
class Lexicon:
    """Groups of forms of the same thing, and words for the segmenter with their frequencies.

    A frequency of None leaves it to jieba to make the word likely enough.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    own_words: tuple[tuple[str, int | None], ...] = ()

    @cached_property
    def words(self) -> tuple[tuple[str, int | None], ...]:
        """What the segmenter has to know: the short forms, then the operator's words."""
        short = dict.fromkeys(fold(group[0]).text for group in self.groups)
        forms = [
            (form, None) for form in short if 2 <= len(form) <= _LONGEST_WORD and _is_han(form)
        ]
        return (*forms, *self.own_words)

    @cached_property
    def forms(self) -> dict[Tokens, tuple[str, ...]]:
        """A form's tokens -> the other forms of the lines it stands on, as they are written.

        A form that is the same but for punctuation (双随机、一公开) is another one in print.
        """
        found: dict[Tokens, dict[str, None]] = {}
        for group in self.groups:
            spelt = [(phrase_tokens(form), form) for form in group]
            for tokens, _ in spelt:
                others = found.setdefault(tokens, {})
                others.update((f, None) for t, f in spelt if t != tokens or not _is_plain(f))
        return {tokens: tuple(others) for tokens, others in found.items()}

    @cached_property
    def longest(self) -> int:
        """The number of tokens of the longest form."""
        return max(map(len, self.forms), default=0)

    @cached_property
    def digest(self) -> str:
        """Changes with any change of the lists."""
        content = repr((self.groups, self.own_words)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(content).hexdigest()[:16]


def load(folder: Path | None = None) -> Lexicon:
    """The bundled abbreviations, with those and the words of an operator's folder.

    Raises LexiconError where the folder is missing, holds neither list, or a line is no entry.
    """
    groups = _groups(BUNDLED)
    if folder is None:
        return Lexicon(groups)
    own, dictionary = folder / ABBREVIATIONS, folder / DICTIONARY
    if not own.is_file() and not dictionary.is_file():
        raise LexiconError(f"{folder} 里没有 {ABBREVIATIONS} 或 {DICTIONARY}；请检查 --words")
    more = _groups(own) if own.is_file() else ()
    words = tuple(_words(dictionary)) if dictionary.is_file() else ()
    return Lexicon((*groups, *more), words)


def _groups(path: Path) -> tuple[tuple[str, ...], ...]:
    groups = []
    for number, line in _lines(path):
        forms = tuple(dict.fromkeys(form.strip() for form in line.split("=")))
        if len(forms) < 2 or not all(map(_is_form, forms)):
            raise LexiconError(
                f"{path} 第 {number} 行不是缩略语；请写成：短的写法 = 全称，每种写法至少两个字"
            )
        groups.append(forms)
    return tuple(groups)


def _words(path: Path) -> Iterable[tuple[str, int | None]]:
    for number, line in _lines(path):
        match = _DICTIONARY_LINE.fullmatch(line)
        word = fold(match[1]).text if match else ""
        if match is None or not _is_han(word):
            raise LexiconError(
                f"{path} 第 {number} 行不是词；请写成：词 频次（频次可省，词只用汉字）"
            )
        yield word, int(match[2]) if match[2] else None


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that say something, with their numbers from 1."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path} 不是 UTF-8 文本；请另存为 UTF-8") from error
    except OSError as error:
        raise LexiconError(f"{path} 无法读取：{error.strerror or error}") from error
    stripped = [(i, line.partition("#")[0].strip()) for i, line in enumerate(text.split("\n"), 1)]
    return [(number, line) for number, line in stripped if line]


def _is_plain(form: str) -> bool:
    """Whether a form is written without punctuation or spaces."""
    return all(char.isalnum() for char in form)


def _is_han(text: str) -> bool:
    return bool(text) and all(map(is_han, text))


def _is_form(text: str) -> bool:
    """Two Han characters or more, or a Latin word: 社保, GDP."""
    tokens = phrase_tokens(text)
    return len(tokens) > 1 or (len(tokens) == 1 and len(tokens[0]) > 1)
