"""The texts of the interface in the language of the page, whose catalogue is found once a request.

Flask-Babel finds it anew for every text, and a page of results has two hundred.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import NullTranslations

from flask import Flask, g
from flask_babel import get_locale, get_translations
from markupsafe import Markup, escape

#: The language that the texts are written in.
SOURCE = "zh"
_KEY = "speech"


@dataclass(frozen=True, slots=True)
class Speech:
    """A language (its code) and its translations; ``zh`` and ``own`` are the attributes of
    elements in Chinese and, inside these, in the language of the page.
    """

    language: str
    translations: NullTranslations
    zh: Markup
    own: Markup
    constants: dict[str, Markup] = field(default_factory=dict)


def install(app: Flask) -> None:
    """Let templates take their texts from here."""
    app.jinja_env.globals.update(
        _=_markup, gettext=_markup, ngettext=_markup_of_some, pgettext=_markup_in_context
    )


def speech() -> Speech:
    """The language of the page; Chinese where there is no page."""
    try:
        held = g._get_current_object()
    except RuntimeError:
        return _CHINESE
    found: Speech | None = held.get(_KEY)
    if found is None:
        found = held.speech = _found()
    return found


def gettext(text: str, /, **values: object) -> str:
    """A text in the language of the page, with values in its places such as ``%(page)s``."""
    said = speech().translations.gettext(text)
    return said % values if values else said


def pgettext(context: str, text: str, /, **values: object) -> str:
    """A text that is said in another way elsewhere."""
    said = speech().translations.pgettext(context, text)
    return said % values if values else said


def ngettext(one: str, many: str, number: int) -> str:
    """A template as the language says it of so many."""
    return speech().translations.ngettext(one, many, number)


def filled(template: str, values: dict[str, object]) -> Markup:
    """A template of the interface with values, which are escaped where they are no markup."""
    return Markup(template % {name: escape(value) for name, value in values.items()})


def _found() -> Speech:
    locale = get_locale()
    language = locale.language if locale else SOURCE
    if language == SOURCE:
        return _CHINESE
    zh, own = Markup(' lang="zh-Hans-CN"'), Markup(' lang="{}"').format(language)
    return Speech(language, get_translations(), zh, own)


def _markup(text: str, /, **values: object) -> Markup:
    """What ``_`` is in a template."""
    now = speech()
    if values:
        return filled(now.translations.gettext(text), values)
    said = now.constants.get(text)
    if said is None:
        said = now.constants[text] = filled(now.translations.gettext(text), {})
    return said


def _markup_of_some(one: str, many: str, number: int, /, **values: object) -> Markup:
    return filled(ngettext(one, many, number), {"num": number, **values})


def _markup_in_context(context: str, text: str, /, **values: object) -> Markup:
    return filled(pgettext(context, text), {"context": context, **values})


_CHINESE = Speech(SOURCE, NullTranslations(), Markup(""), Markup(""))
