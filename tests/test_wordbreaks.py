"""Where a title's line may end: between words, and the title is the same without the places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from web.text.wordbreaks import breakable


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        (
            "关于落实新一代人工智能发展规划的实施意见",
            "关于|落实|新一代|人工智能|发展|规划的|实施|意见",
        ),
        ("关于印发《吉林省方案》的通知", "关于|印发《吉林省|方案》的|通知"),
        ("<b>2017年</b>", "&lt;|b&gt;|2017|年&lt;/|b&gt;"),
        ("", ""),
    ],
)
def test_words_stay_whole(title: str, broken: str) -> None:
    assert str(breakable(title)).replace("<wbr>", "|") == broken


@given(st.text())
def test_nothing_is_added_but_places(title: str) -> None:
    assert str(breakable(title)).replace("<wbr>", "") == str(escape(title))
