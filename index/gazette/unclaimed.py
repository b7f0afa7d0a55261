"""Finds a document in lines that no title opens: what is text, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from index.gazette.front import issue_facts
from index.gazette.lettering import width
from index.gazette.patterns import TERMINAL
from index.gazette.segments import Segment
from index.gazette.titles import is_titlish, title_run
from index.plaintext import Line
from search.sources import ParseWarning

_PROSE = 30


def unclaimed(
    front: list[Line], before: list[Line], segments: list[Segment]
) -> tuple[list[Line], list[Segment], tuple[ParseWarning, ...]]:
    """The front lines, the documents, and what was odd.

    Lines before the first title are front pages, unless there is text among them.
    """
    prose = next((i for i, line in enumerate(before) if _is_prose(line)), None)
    if prose is None and (segments or not before or issue_facts(front + before).known):
        return front + before, segments, ()
    start, end = _title_before(before, prose or 0)
    found = Segment(tuple(before[start:end]), tuple(before[end:]))
    warnings = (
        ()
        if end > start
        else (ParseWarning(before[start].number, "没有认出标题，按正文收入", "title"),)
    )
    return front + before[:start], [found, *segments], warnings


def _title_before(lines: Sequence[Line], prose: int) -> tuple[int, int]:
    """The title nearest above the first sentence, from its first line; (0, 0) for none."""
    lowest = max(0, prose - 20)
    runs = [(start, title_run(lines, start)) for start in range(lowest, prose + 1)]
    titles = [(start, end) for start, end in runs if end > start]
    if titles:
        return max(titles, key=lambda title: (title[1], -title[0]))
    if not is_titlish(lines[lowest]):
        return 0, 0
    return lowest, lowest + 1


def _is_prose(line: Line) -> bool:
    return not line.is_row and width(line.text) >= _PROSE and line.text[-1] in TERMINAL + "）)"
