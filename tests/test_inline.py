"""Marks and footnote marks in running text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.inline import Line, NoteLink, Run, mark_label

NOTE = NoteLink("ref", "[1]", "n1")


def test_marks_and_notes_stand_in_their_places() -> None:
    line = Line("地区生产总值15288亿元", ((0, 6),), ((6, NOTE),))
    assert line.runs() == (Run("地区生产总值", True), Run("", note=NOTE), Run("15288亿元"))


def test_a_note_inside_a_mark_parts_it() -> None:
    line = Line("人工智能", ((0, 4),), ((2, NOTE),))
    assert line.runs() == (Run("人工", True), Run("", note=NOTE), Run("智能", True))


def test_a_stretch_has_its_own_marks_and_the_note_at_its_end() -> None:
    line = Line("粮食\t97.9\t1", ((0, 2), (3, 7)), ((2, NOTE),))
    assert line.runs(0, 2) == (Run("粮食", True), Run("", note=NOTE))
    assert line.runs(3, 7) == (Run("97.9", True),)
    assert line.runs(8, 9) == (Run("1"),)


def test_no_text_has_no_runs_but_may_have_a_note() -> None:
    assert Line("").runs() == ()
    assert Line("", notes=((0, NOTE),)).runs() == (Run("", note=NOTE),)


@given(st.text(max_size=30), st.data())
def test_nothing_is_lost(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = tuple(zip(edges[::2], edges[1::2], strict=False))
    offsets = data.draw(st.lists(st.integers(0, len(text)), max_size=4))
    runs = Line(text, spans, tuple((offset, NOTE) for offset in offsets)).runs()
    assert "".join(run.text for run in runs) == text
    assert "".join(r.text for r in runs if r.matched) == "".join(text[a:b] for a, b in spans)
    assert sum(run.note is not None for run in runs) == len(offsets)


def test_a_bare_mark_is_shown_in_brackets() -> None:
    assert [mark_label(mark) for mark in ("1", "[1]", "①", "*")] == ["[1]", "[1]", "①", "*"]
