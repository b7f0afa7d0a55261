"""Sentences that can be said in another language: a template, and what stands in its places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

# %(count)s
_PLACE = re.compile(r"%\((\w+)\)s")

#: What stands in a place: text that is quoted as it is, a number, a sentence, a series.
Value: TypeAlias = "str | int | Sentence | Series"
#: A template, or the mark between the parts of a series, in another language.
Translate: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence: ``quoted`` from a query or a gazette, or the program's own."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template in Chinese with places such as ``%(count)s``, and the values of these by name."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def parts(self, translate: Translate = str) -> Iterator[Part]:
        """The sentence in the language that ``translate`` gives its template in."""
        values = dict(self.values)
        pieces = _PLACE.split(translate(self.template))
        for i, piece in enumerate(pieces):
            if i % 2:
                yield from _parts(values[piece], translate)
            elif piece:
                yield Part(piece)

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts())


@dataclass(frozen=True, slots=True)
class Series:
    """Values one after another with a mark between them."""

    values: tuple[Value, ...]
    between: str

    def parts(self, translate: Translate = str) -> Iterator[Part]:
        """The values in the language of ``translate``, and the mark as it is there."""
        for i, value in enumerate(self.values):
            if i:
                yield Part(translate(self.between))
            yield from _parts(value, translate)


def say(template: str, /, **values: Value) -> Sentence:
    """A sentence. The template is looked up by the tool that collects what has to be translated."""
    return Sentence(template, tuple(values.items()))


def quote(text: str) -> Sentence:
    """Words of a query or a gazette, which are the same in every language."""
    return say("%(text)s", text=text)


def plain(name: str) -> Sentence:
    """A name that the program itself has, the same in every language and no quotation."""
    return Sentence(name.replace("%", "％"))


def series(values: Iterable[Value], between: str) -> Series:
    """Values with a mark between them, which is looked up like a template."""
    return Series(tuple(values), between)


def N_(text: str) -> str:  # noqa: N802
    """Mark a text that is translated where it is shown; the name is the usual one."""
    return text


def N_n(text: str) -> str:  # noqa: N802
    """Mark a text that is translated with a number, which some languages say of one and of many."""
    return text


def _parts(value: Value, translate: Translate) -> Iterator[Part]:
    if isinstance(value, Sentence | Series):
        yield from value.parts(translate)
    elif isinstance(value, int):
        yield Part(str(value))
    else:
        yield Part(value, quoted=True)
