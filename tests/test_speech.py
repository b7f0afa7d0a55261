"""Texts of the interface: what Flask-Babel and Jinja make of them, found once a page."""

from __future__ import annotations

import flask_babel
import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.translating import kept
from web import speech
from web.saying import zh

TEXTS = [message.id for message in kept()]
CONSTANTS = sorted(text for text in TEXTS if isinstance(text, str) and text and "%" not in text)
TEMPLATE = "{% for text in texts %}{{ _(text) }}\n{% endfor %}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_is_said_as_flask_babel_says_it(app: Flask, language: str) -> None:
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        for text in CONSTANTS:
            assert speech.gettext(text) == flask_babel.gettext(text)
        # Once looked up and once remembered.
        page = render_template_string(TEMPLATE, texts=CONSTANTS * 2)
        assert page.split("\n")[:-1] == [flask_babel.gettext(text) for text in CONSTANTS * 2]
        for number in (0, 1, 2, 1000):
            for one, many in (text for text in TEXTS if isinstance(text, tuple)):
                given = speech.ngettext(one, many, number)
                assert given == flask_babel.get_translations().ungettext(one, many, number)
        assert speech.pgettext("places", "类别") == flask_babel.pgettext("places", "类别")


def test_each_page_has_its_own_language(app: Flask) -> None:
    for language, help_, mark in (("en", "Syntax", ' lang="zh-Hans-CN"'), ("zh", "语法", "")) * 2:
        with app.test_request_context(headers={"Cookie": f"language={language}"}):
            assert speech.gettext("语法") == help_
            assert zh() == mark


def test_without_a_page_all_is_chinese() -> None:
    assert speech.gettext("第%(page)s页", page=3) == "第3页"
    assert speech.pgettext("places", "类别") == "类别"
    assert speech.ngettext("%(count)s 段", "%(count)s 段", 1) == "%(count)s 段"


@given(st.text(), st.integers())
def test_values_are_escaped_once(text: str, number: int) -> None:
    template = "<b>%(text)s</b> %(number)s %(marked)s 100%%"
    values = {"text": text, "number": number, "marked": Markup("<i>x</i>")}
    assert speech.filled(template, values) == Markup(template) % values
