"""The run of a gazette's numbers: what is held, what must have been printed, what comes next."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from search.document import Issue
from web.browsing.runs import Gap, around, gazettes, year_of

_ISSUES = st.lists(
    st.builds(
        Issue,
        id=st.uuids().map(str),
        title=st.sampled_from([None, "甲公报", "乙公报"]),
        year=st.sampled_from([None, 2016, 2017]),
        number=st.none() | st.integers(0, 30) | st.integers(55, 70) | st.integers(400, 999),
        published=st.none() | st.dates(date(2016, 1, 1), date(2018, 12, 31)),
    ),
    max_size=30,
)


@given(_ISSUES)
def test_every_issue_stands_in_one_place(issues: list[Issue]) -> None:
    placed = [
        (gazette.title, year.year, issue)
        for gazette in gazettes(issues)
        for year in gazette.years
        for issue in year.issues
    ]
    assert sorted(issue.id for _, _, issue in placed) == sorted(issue.id for issue in issues)
    for title, year, issue in placed:
        assert (title, year) == (issue.title or "", year_of(issue))


@given(_ISSUES)
def test_gaps_and_held_numbers_make_up_the_run(issues: list[Issue]) -> None:
    for year in (year for gazette in gazettes(issues) for year in gazette.years):
        held = [issue.number or 0 for issue in year.numbered]
        missing = [n for gap in year.gaps for n in range(gap.first, gap.last + 1)]
        assert len(missing) == year.missing
        assert held == sorted(set(held))
        if year.year is None or not held:
            assert not missing
        else:
            first = 1 if held[0] <= 60 else held[0]
            assert sorted(held + missing) == list(range(first, held[-1] + 1))


@given(_ISSUES)
def test_walking_on_meets_every_issue_of_the_gazette_once(issues: list[Issue]) -> None:
    for gazette in gazettes(issues):
        dated = [issue for issue in gazette.issues if year_of(issue) is not None]
        starts = [issue for issue in dated if around(issue, issues)[0] is None]
        assert len(starts) == bool(dated)
        walked: list[Issue] = []
        at = starts[0] if starts else None
        while at is not None:
            walked.append(at)
            before, at = around(at, issues)[1], around(at, issues)[1]
            assert before is None or around(before, issues)[0] == walked[-1]
        assert sorted(issue.id for issue in walked) == sorted(issue.id for issue in dated)
        years = [year_of(issue) or 0 for issue in walked]
        assert years == sorted(years)


def test_a_gap_counts_both_its_ends() -> None:
    assert (Gap(3, 3).size, Gap(4, 11).size) == (1, 8)
    assert gazettes(()) == ()
    assert around(Issue("x"), [Issue("x")]) == (None, None)
