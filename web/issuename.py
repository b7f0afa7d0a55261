"""What an issue is called where it is listed, also one whose title or number is not known."""

from __future__ import annotations

from dataclasses import replace

from search.catalogue import Catalogue
from search.document import Issue
from web.days import iso_day


def issue_name(issue: Issue, catalogue: Catalogue) -> str:
    """As one cites it; without year and number by what else is known of it."""
    if issue.label and (issue.year is not None or issue.number is not None):
        return issue.label
    return f"{issue.label} {own_name(issue, catalogue)}".strip()


def short_name(issue: Issue, catalogue: Catalogue) -> str:
    """Without its gazette's name in an archive of one gazette."""
    short = "" if several_gazettes(catalogue) else replace(issue, title=None).label
    return short or issue_name(issue, catalogue)


def several_gazettes(catalogue: Catalogue) -> bool:
    """Whether an archive has issues of several gazettes: year and number then name none of them."""
    return len({issue.title for issue in catalogue.issues if issue.title}) > 1


def own_name(issue: Issue, catalogue: Catalogue) -> str:
    """What tells an issue from others of its title and year: its number, else its only document,
    its day, or the file it was read from.
    """
    if issue.number is not None:
        return f"第{issue.number}期"
    held = catalogue.of_issue(issue.id)
    if len(held) == 1:
        return held[0].document.title
    return iso_day(issue.published) or issue.source or issue.id
