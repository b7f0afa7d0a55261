"""Endless lines are cut where sentences end, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import longlines
from index.longlines import cut
from index.plaintext import Line
from index.source import SourceError
from index.transcript import Transcript


def texts(transcript: Transcript) -> list[str]:
    return [line.text for line in transcript.lines]


def test_short_lines_stay() -> None:
    transcript = Transcript((Line(1, "供水。" * 5000), Line(2, "完")))
    assert cut(transcript) is transcript


def test_a_long_line_is_cut_where_sentences_end() -> None:
    line = Line(7, "加强供水工作。" * 10_000, cut=True)
    found = cut(Transcript((line, Line(8, "完"))))
    assert "".join(texts(found)[:-1]) == line.text
    assert all(len(text) <= longlines.LONG and text[-1] == "。" for text in texts(found)[:-1])
    assert {piece.number for piece in found.lines} == {7, 8}
    assert [piece.cut for piece in found.lines][:2] == [True, False]


def test_a_row_stays_whole() -> None:
    row = Line(1, "\t".join(["供水工作"] * 9000))
    assert cut(Transcript((row,))).lines == (row,)


def test_what_has_no_sentences_is_no_text() -> None:
    with pytest.raises(SourceError, match="第 3 行"):
        cut(Transcript((Line(3, "供" * 300_000),)))


@given(st.text(alphabet="供水。；\t ", min_size=1, max_size=60))
def test_nothing_is_lost(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(longlines, "LONG", 7)
        found = cut(Transcript((Line(1, text),)))
    assert "".join(texts(found)) == text
