"""Marks and footnote marks in running text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from web.text.inline import Line, NoteLink, Run, Target, mark_label

NOTE = NoteLink("ref", "[1]", "n1")
TARGET = Target("/documents/a", True, "题")


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


@given(st.text(min_size=1, max_size=30), st.data())
def test_a_text_cut_in_pieces_has_the_same_marks(text: str, data: st.DataObject) -> None:
    """As a table is, cell by cell."""
    places = st.integers(0, len(text))
    edges = sorted(data.draw(st.sets(places, max_size=8)))
    spans = tuple(zip(edges[::2], edges[1::2], strict=False))
    line = Line(text, spans, names=tuple(f"m{i}" for i in range(len(spans))))
    cuts = sorted({0, *data.draw(st.sets(places, max_size=6)), len(text)})
    runs = [run for start, end in pairwise(cuts) for run in line.runs(start, end)]
    marked = [run.matched for run in runs for _ in run.text]
    assert marked == [any(a <= i < b for a, b in spans) for i in range(len(text))]
    assert [run.id for run in runs if run.id] == list(line.names)


def test_a_bare_mark_is_shown_in_brackets() -> None:
    assert [mark_label(mark) for mark in ("1", "[1]", "①", "*")] == ["[1]", "[1]", "①", "*"]


def test_a_mark_stands_inside_a_link() -> None:
    runs = Line("见《农业法》。", ((2, 4),), links=((1, 6, TARGET),)).runs()
    inside = (Run("《"), Run("农业", True), Run("法》"))
    assert runs == (Run("见"), Run("《农业法》", True, target=TARGET, inside=inside), Run("。"))


def test_a_link_ends_before_a_note_and_two_links_stay_two() -> None:
    line = Line("《农业法》", notes=((3, NOTE),), links=((0, 5, TARGET),))
    linked = Run("《农业", target=TARGET, inside=(Run("《农业"),))
    assert line.runs() == (linked, Run("", note=NOTE), Run("法》"))
    side_by_side = Line("甲乙", links=((0, 1, TARGET), (1, 2, TARGET))).runs()
    assert [run.text for run in side_by_side] == ["甲", "乙"]


def test_a_note_at_a_link_s_edge_leaves_it_whole() -> None:
    runs = Line("《农业法》", notes=((0, NOTE), (5, NOTE)), links=((0, 5, TARGET),)).runs()
    assert [run.text for run in runs] == ["", "《农业法》", ""]


@given(st.text(max_size=30), st.data())
def test_links_lose_nothing(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    edges = sorted(data.draw(st.sets(places, max_size=6)))
    links = tuple((a, b, TARGET) for a, b in zip(edges[::2], edges[1::2], strict=False))
    cuts = sorted(data.draw(st.sets(places, max_size=6)))
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    notes = tuple((offset, NOTE) for offset in data.draw(st.lists(places, max_size=3)))
    runs = Line(text, spans, notes, links=links).runs()
    assert "".join(run.text for run in runs) == text
    assert sum(run.note is not None for run in runs) == len(notes)
    flat = [inner for run in runs for inner in run.inside or (run,)]
    assert "".join(r.text for r in flat if r.matched) == "".join(text[a:b] for a, b in spans)
    linked = "".join(run.text for run in runs if run.target)
    assert len(linked) <= sum(b - a for a, b, _ in links)
    if not notes:
        assert linked == "".join(text[a:b] for a, b, _ in links)
