"""Cuts an unquoted run of a query into what it requires: words, exact numbers, known forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.analysis import Word as Cut
from search.analysis import cut, size, words
from search.cutter import lexicon
from search.folding import SENTENCE_END, is_han, phrase_tokens
from search.lexer import Lexeme
from search.numerals import spellings
from search.query import And, Node, Nothing, Phrase, Run, Variants, Word
from search.spotting import numbers

Part = Word | Phrase | Variants

_FIGURES = "〇零一二三四五六七八九十百千万点"


def run(pieces: list[Lexeme], expand: bool) -> Node:
    """The run that neighbouring lexemes make, with other forms of its parts if ``expand``."""
    text = "".join(piece.raw for piece in pieces)
    parts: list[Part] = []
    for piece in pieces:
        parts += [_exact(piece, expand)] if piece.kind == "EXACT" else _cuts(piece.value, expand)
    found = tuple(dict.fromkeys(parts))
    return Run(text, found, phrase_tokens(text)) if found else Nothing()


def _exact(piece: Lexeme, expand: bool) -> Part:
    """A number, a date or a rate: matched exactly, in whichever figures it is printed."""
    typed = _phrase(piece.value)
    others = [*_canonical(piece.value), *(spellings(piece.value) if expand else ())]
    forms = dict.fromkeys(map(_alone, [typed, *map(_phrase, others)]))
    return Variants(tuple(forms), typed.typed) if len(forms) > 1 else next(iter(forms))


def _alone(phrase: Phrase) -> Phrase:
    """A number in Chinese figures does not count inside a longer one: 百分之五 in 百分之五十."""
    tokens = phrase.tokens
    longer = [(*tokens, figure) for figure in _FIGURES if tokens[-1] in _FIGURES]
    longer += [(figure, *tokens) for figure in _FIGURES if tokens[0] in _FIGURES + "百千"]
    return replace(phrase, without=tuple(longer))


def _canonical(text: str) -> list[str]:
    """The canonical form of a 文号, and what was typed of it: 国发2017年35号, 国发 2017 35."""
    found = [number.canonical for number in numbers(text)[:1]]
    return found if "号" in text else [*(each.removesuffix("号") for each in found), *found]


def _phrase(text: str) -> Phrase:
    return Phrase(phrase_tokens(text), quoted=False, typed=text.strip())


def _cuts(text: str, expand: bool) -> list[Part]:
    """Words as the analyser cuts them; one Han character and a symbol are matched exactly."""
    found = [word for word in words(text) if not word.part]
    parts = list(_with_forms(found)) if expand else list(map(_single, found))
    symbols = [t for t in phrase_tokens(text) if t != SENTENCE_END and not t[0].isalnum()]
    return [*parts, *(Phrase((symbol,), quoted=False) for symbol in symbols)]


def _single(word: Cut) -> Word | Phrase:
    alone = len(word.text) == 1 and is_han(word.text)
    return Phrase((word.text,), quoted=False) if alone else Word(word.text)


def _with_forms(found: list[Cut]) -> Iterator[Part]:
    """The words, those that together are a known form of something as one part."""
    at = 0
    while at < len(found):
        count, others = _longest_form(found[at:])
        typed = list(map(_single, found[at : at + count]))
        if others:
            text = "".join(word.text for word in found[at : at + count])
            form = typed[0] if count == 1 else _together(typed, text)
            yield Variants(tuple(dict.fromkeys([form, *map(_form, others)])), text)
        else:
            yield typed[0]
        at += count


def _together(typed: list[Word | Phrase], text: str) -> Phrase | And:
    """Words that are a known form together; single characters are one only side by side."""
    lone = all(isinstance(part, Phrase) for part in typed)
    return _phrase(text) if lone else And(tuple(typed))


def _longest_form(found: list[Cut]) -> tuple[int, tuple[str, ...]]:
    """How many of the first words make the longest known form, and its other forms."""
    known = lexicon()
    tokens: tuple[str, ...] = ()
    best: tuple[int, tuple[str, ...]] = (1, ())
    for count, word in enumerate(found, 1):
        tokens += tuple(word.text) if is_han(word.text[0]) else (word.text,)
        if len(tokens) > known.longest:
            break
        if tokens in known.forms:
            best = (count, known.forms[tokens])
    return best


def _form(text: str) -> Word | Phrase:
    """A form to look for: a word where it is one, so that nothing is cut through; else exact."""
    pieces, tokens = cut(text), phrase_tokens(text)
    is_word = len(pieces) == 1 and size(pieces[0]) == len(tokens) and text.isalnum()
    return Word(pieces[0]) if is_word else replace(_phrase(text), whole=True)
