"""Reads the text of a Markdown line: without its marks, with footnote marks as ^[1]."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from index.gazette.patterns import FIGURE_CAPTION
from index.markdown.latex import plain_latex
from index.raised import raised

#: Parts of a line that are lines of their own.
BREAK = "\n"
# Tags that show nothing themselves; any other <…> is text: <5% · <<民法典>>
_INLINE = (
    "a abbr b big bdi cite code del em font i ins kbd mark nobr s small span strike strong tt u"
)
_BLOCKS = (
    "address article aside blockquote body br caption center dd details div dl dt figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr html li main nav ol p page page_number pre section"
    " summary tbody td tfoot th thead tr ul watermark"
)
_IMAGES = "img image svg"
_TAGS = "|".join(f"{_INLINE} {_BLOCKS} {_IMAGES} sup sub".split())
_BREAKING = frozenset(_BLOCKS.split())

# In this order, whatever stands first in the line: \\(5^2\\) · \\* · `x` · $10 \\%$ · ![](x.jpg) ·
# [^1] · [正文](x.html) · <http://x.cn> · <sup>1</sup> · </div> · <!-- x --> · &nbsp;
_PIECE = re.compile(
    r"\\\((?P<inline>(?:(?!\\\()[^\n]){1,500}?)\\\)"
    r"|\\\[(?P<block>(?:(?!\\\[)[^\n]){1,500}?)\\\]"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,8})(?!`)(?P<code>[^`\n]{1,500})(?P=ticks)(?!`)"
    r"|\$\$(?P<display>[^$\n]{1,500})\$\$"
    r"|\$(?P<formula>[^$\n]{1,500})\$(?![0-9])"
    r"|(?P<image>!\[(?P<alt>[^\[\]\n]{0,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\))"
    r"|\[\^(?P<note>[^\]\s]{1,40})\](?P<defined>:?)"
    r"|\[(?P<link>[^\[\]\n]{1,500})\]\((?:<[^<>\n]{0,2000}>|(?P<target>[^()<>\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?))"
    r"(?:\s{1,9}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\)"
    r"|\[(?P<span>[^\[\]\n]{0,500})\]\{(?:[.#]|custom-style)[^{}\n]{0,200}\}"
    r"|<(?P<address>https?://[^<>\s]{1,2000})>"
    r"|<\|ref\|>(?P<label>[^<>\n]{0,500})<\|/ref\|>(?:<\|det\|>[^<>\n]{0,500}<\|/det\|>)?"
    r"|\\textsuperscript\{(?P<raised>[^{}\n]{1,40})\}"
    r"|(?<=\S)\^(?P<power>[+-]?[0-9]{1,3}|[*＊①-⑳])\^"
    r"|(?<=[A-Za-z])~(?P<low>[0-9]{1,3})~(?!~)"
    r"|<sup[^<>]{0,200}>(?P<sup>[^<>\n]{0,200})</sup\s{0,9}>"
    rf"|<(?P<close>/?)(?P<tag>{_TAGS})(?=[\s/>])[^<>]{{0,4000}}>"
    r"|<!--(?:(?!<!--)[^\n]){0,2000}?-->"
    r"|&(?P<entity>\#?[A-Za-z0-9]{1,31});",
    re.IGNORECASE,
)
# **重点：** · ***粗斜*** · __粗__ · ~~删~~, but ____ is a blank to fill in
_STRONG = re.compile(r"(?<!\*)(\*{2,3})(?=[^\s*])([^*\n]{1,5000}?)(?<=\S)\1(?!\*)")
_UNDERLINED = re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,5000})(?<=\S)__(?![\w_])")
_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])([^~\n]{1,5000})(?<=\S)~~(?!~)")
_SLANTED_WORD = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,500})(?<=\S)_(?![\w_])")
# 《*民法典*》
_BRACKETED = re.compile(r"(?<=[《〈“‘（(【「])\*([^*\n]{1,500})\*(?=[》〉”’）)】」])")
_SLANTED = re.compile(r"\*(?=[^\s*])([^*\n]{1,5000})(?<=\S)\*$")
_STARS = re.compile(r"[*_~]")
_PROTECTED = 0xE000  # escaped characters wait in the private use area while stars are read

_NO_NOTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Inline:
    """What a line says; ``image``: a picture stands in it, of which nothing is said."""

    text: str
    image: bool = False


def inline(line: str, notes: Mapping[str, str] = _NO_NOTES, tagged: bool = True) -> Inline:
    """Read a line of Markdown; tags that break it leave BREAK in its text.

    ``notes``: the numbers of the notes whose names are none. ``tagged``: its tags and entities
    are still to be read.
    """
    if "\\" not in line and not re.search(r"[`$!\[<&*_~^]", line):
        return Inline(line)
    reader = _Reader(notes, tagged)
    at = 0
    for found in _PIECE.finditer(line):
        reader.say(line[at : found.start()])
        reader.read(found)
        at = found.end()
    reader.say(line[at:])
    text = "".join(reader.parts)
    return Inline(_unprotected(_without_marks(text)), reader.image)


def _without_marks(text: str) -> str:
    if not _STARS.search(text):
        return text
    text = _STRONG.sub(r"\2", text)
    for pattern in (_UNDERLINED, _STRUCK, _SLANTED_WORD, _BRACKETED):
        text = pattern.sub(r"\1", text)
    slanted = _SLANTED.match(text)
    return slanted[1] if slanted else text


def _protected(char: str) -> str:
    return chr(_PROTECTED + ord(char)) if char in "*_~" else char


def _unprotected(text: str) -> str:
    for char in "*_~":
        text = text.replace(chr(_PROTECTED + ord(char)), char)
    return text


class _Reader:
    """The parts of a line that were read so far."""

    def __init__(self, notes: Mapping[str, str], tagged: bool) -> None:
        self.tagged = tagged
        self.parts: list[str] = []
        self.notes = notes
        self.image = False
        self.tail = ""

    def say(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.tail = (self.tail + text)[-12:]

    def read(self, found: re.Match[str]) -> None:
        kind = next((k for k in _READERS if found[k] is not None), "")
        if not self.tagged and (kind in _TAGGED or found[0].startswith("<!--")):
            self.say(found[0])
        elif kind:
            self.say(_READERS[kind](self, found))
        elif found["image"] is not None or found[0].startswith("<!-- image"):
            self.image = True
            self.say(found["alt"] if FIGURE_CAPTION.match(found["alt"] or "") else "")

    def escaped(self, found: re.Match[str]) -> str:
        return _protected(found["escaped"])

    def formula(self, found: re.Match[str]) -> str:
        inside = found["display"] or found["formula"] or found["inline"] or found["block"]
        if found["block"] and not re.search(r"[\\^_{]", inside):
            return f"[{inside}]"  # \[1\] is a bracket
        amount = found["formula"] and not re.search(r"[\\^_{]", inside)  # $10 and 20$
        plain = None if amount and re.search(r"[^\d\s.,+\-=<>%/()\[\]A-Za-z]", inside) else inside
        text = plain_latex(plain, self.tail) if plain else None
        return "".join(map(_protected, found[0] if text is None else text))

    def note(self, found: re.Match[str]) -> str:
        name = self.notes.get(found["note"], found["note"])
        if found["defined"] and not "".join(self.parts).strip():
            return f"[{name}]"
        return f"^[{name}]{found['defined']}"

    def label(self, found: re.Match[str]) -> str:
        """The words that a place on the page belongs to, but for the name of a kind: title."""
        return "" if found["label"].isascii() else found["label"]

    def sup(self, found: re.Match[str]) -> str:
        written = found["sup"] or found["raised"] or found["power"] or ""
        inside = inline(html.unescape(written)).text
        return inside if inside.startswith("^[") else raised(inside, self.tail)

    def tag(self, found: re.Match[str]) -> str:
        name = found["tag"].lower()
        if name in _IMAGES.split():
            self.image = True
        return BREAK if name in _BREAKING else ""

    def entity(self, found: re.Match[str]) -> str:
        return html.unescape(found[0]).replace("\xa0", " ").replace(BREAK, " ")


_TAGGED = ("address", "sup", "tag", "entity")
_READERS: Mapping[str, Callable[[_Reader, re.Match[str]], str]] = {
    "escaped": _Reader.escaped,
    "code": lambda _, found: "".join(map(_protected, found["code"])),
    "block": _Reader.formula,
    "display": _Reader.formula,
    "formula": _Reader.formula,
    "inline": _Reader.formula,
    "note": _Reader.note,
    "link": lambda _, found: inline(found["link"]).text,
    "address": lambda _, found: found["address"],
    "span": lambda _, found: inline(found["span"]).text,
    "label": _Reader.label,
    "raised": _Reader.sup,
    "power": _Reader.sup,
    "low": lambda _, found: found["low"],
    "sup": _Reader.sup,
    "tag": _Reader.tag,
    "entity": _Reader.entity,
}
