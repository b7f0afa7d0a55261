"""What an issue is called where it is listed, also one whose title or number is not known."""

from __future__ import annotations

from dataclasses import replace

from search.catalogue import Catalogue
from search.document import Issue
from web.days import iso_day
from web.sources import page_name


def issue_name(issue: Issue, catalogue: Catalogue) -> str:
    """As one cites it; without year and number by what else is known of it. A web page is called
    after its site and its document.
    """
    if issue.online:
        held = catalogue.of_issue(issue.id)
        return " ".join([page_name(issue), *(holding.document.title for holding in held[:1])])
    if issue.label and (issue.year is not None or issue.number is not None):
        return issue.label
    return f"{issue.label} {own_name(issue, catalogue)}".strip()


def short_name(issue: Issue, catalogue: Catalogue) -> str:
    """Without its gazette's name in an archive of one gazette."""
    plain = issue.online or several_gazettes(catalogue)
    short = "" if plain else replace(issue, title=None).label
    return short or issue_name(issue, catalogue)


def several_gazettes(catalogue: Catalogue) -> bool:
    """Whether an archive has issues of several gazettes, or web pages beside them: year and number
    alone then name none of them.
    """
    titles = {issue.title for issue in catalogue.issues if issue.title and not issue.online}
    return len(titles) + any(issue.online for issue in catalogue.issues) > 1


def own_name(issue: Issue, catalogue: Catalogue) -> str:
    """What tells an issue from others of its title and year: its number, else its only document,
    its day, or the file it was read from.
    """
    if issue.number is not None:
        return f"第{issue.number}期"
    held = catalogue.of_issue(issue.id)
    if len(held) == 1:
        return held[0].document.title
    files = [source.file for source in issue.sources]
    return iso_day(issue.published) or next(iter(files), issue.id)
