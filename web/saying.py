"""Says things in the language of the page, and keeps apart what is quoted in Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup, escape

from search.sentence import Part, Sentence, Series, Value
from web.speech import filled, gettext, ngettext, speech

#: What a page says: plain text in its language, or text with quotations in it.
Text: TypeAlias = "str | Said"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the language of the page; as a string it is all of its parts."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)

    def without_end(self, quoted: str) -> Said:
        """The same without the quotation that it ends with; itself where it does not."""
        return Said(self.parts[:-1]) if self.ends_with(quoted) else self

    def ends_with(self, quoted: str) -> bool:
        """Whether a quotation is its last part."""
        return self.parts[-1:] == (Part(quoted, quoted=True),)


def said(sentence: Sentence | Series) -> Said:
    """A sentence of the engine, or of a page, in the language of the page."""
    return Said(tuple(sentence.parts(_translated)))


def quoted(text: str) -> Said:
    """Words of a gazette or a query, which stay as they are."""
    return Said((Part(text, quoted=True),))


def in_quotes(text: str) -> Said:
    """Words of a gazette in quotation marks, which are the same in both languages."""
    return Said((Part("“"), Part(text, quoted=True), Part("”")))


def joined(texts: Iterable[Text], between: str) -> Said:
    """Texts one after another, with a mark between them that is looked up."""
    parts: list[Part] = []
    for text in texts:
        mark = (Part(_translated(between)),) if parts else ()
        parts += (*mark, *(text.parts if isinstance(text, Said) else (Part(text),)))
    return Said(tuple(parts))


def said_of(template: str, count: int, **values: Value) -> Said:
    """A template with the number ``%(count)s`` in it and with quotations."""
    words = (("count", numeral(count)), *values.items())
    return Said(tuple(Sentence(_plural(template, count), words).parts(_translated)))


def grouped(number: int) -> str:
    """A number as pages write it: 1,234."""
    return f"{number:,}"


def numeral(number: int) -> Sentence:
    """A number as it stands in a sentence, which is no quotation."""
    return Sentence(grouped(number))


def counted(template: str, count: int, **values: object) -> str:
    """A template with the number ``%(count)s`` in it, as the language says so many."""
    return _plural(template, count) % {"count": grouped(count), **values}


def counted_markup(template: str, count: int, **values: object) -> Markup:
    """The same for a template of a page: values may be markup, and are escaped where not."""
    said = _plural(template, count)
    if not values:
        return Markup(said % {"count": grouped(count)})
    return filled(said, {"count": grouped(count), **values})


def _translated(text: str) -> str:
    # A catalogue has its own headers under the empty text.
    return gettext(text) if text else ""


def _plural(template: str, count: int) -> str:
    return ngettext(template, template, count)


def markup(text: Text) -> Markup:
    """A text for a page, its quotations marked as Chinese."""
    if not isinstance(text, Said):
        return escape(text)
    said = [chinese(part.text) if part.quoted else escape(part.text) for part in text.parts]
    return said[0] if len(said) == 1 else Markup("").join(said)


def code(text: object) -> Markup:
    """What was typed for a program, for a place in a template."""
    return Markup("<code>{}</code>").format(text)


def chinese(text: object) -> Markup:
    """Text that is Chinese whatever the language of the page, for a place in a template."""
    marked = zh()
    return Markup("<span{}>{}</span>").format(marked, text) if marked else escape(text)


def zh() -> Markup:
    """The attribute of an element whose text is Chinese; a Chinese page needs none."""
    return speech().zh


def own() -> Markup:
    """The attribute of an element in the language of the page, inside one that is Chinese."""
    return speech().own
