"""The addresses of the pages that one browses, and the arguments that they read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.sentence import N_, plain, say
from web.arguments import BadParameter, read_find, read_number, read_one_of
from web.urls import ISSUES

CATEGORIES = "/categories"
ISSUERS = "/issuers"
COVERAGE = "/coverage"

#: What stands for a title or a year that is not known.
UNKNOWN = "unknown"
BY_COUNT, BY_NAME = "count", "name"
#: In what order issuers are listed; the first is the order of who asks for none.
ORDERS = {BY_COUNT: N_("份数"), BY_NAME: N_("名称")}
# No gazette is of a year with more figures.
_YEAR = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class GazetteYear:
    """One year (None: unknown) of one gazette (empty: without a title)."""

    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class IssuerList:
    """Which issuers are listed: those whose name holds ``find``, in which order, which page."""

    find: str = ""
    order: str = BY_COUNT
    page: int = 1


def read_gazette_year(args: MultiDict[str, str]) -> GazetteYear | None:
    """The year of a gazette that is asked for; None for all of them. Raises BadParameter."""
    title, year = (args.get(name, "").strip() for name in ("gazette", "year"))
    if not title and not year:
        return None
    if year != UNKNOWN and not _YEAR.fullmatch(year):
        said = say("year 应是年份，例如 2017，或 %(unknown)s（年份不明）", unknown=plain(UNKNOWN))
        raise BadParameter("year", year, said)
    return GazetteYear("" if title == UNKNOWN else title, None if year == UNKNOWN else int(year))


def gazette_year_url(path: str, part: GazetteYear) -> str:
    """One year of a gazette on the page of all issues or of what is covered."""
    year = UNKNOWN if part.year is None else str(part.year)
    return f"{path}?{urlencode({'gazette': part.title or UNKNOWN, 'year': year})}"


def read_site(args: MultiDict[str, str]) -> str | None:
    """The name of the site that is asked for, empty for pages of unknown sites; None for all."""
    name = args.get("site", "").strip()
    return ("" if name == UNKNOWN else name) if name else None


def site_url(path: str, name: str, page: int = 1) -> str:
    """One site on the page of all sources or of what is covered."""
    pairs = [("site", name or UNKNOWN), *([("page", str(page))] if page > 1 else [])]
    return f"{path}?{urlencode(pairs)}"


def read_issuers(args: MultiDict[str, str]) -> IssuerList:
    """Which issuers are asked for. Raises BadParameter."""
    return IssuerList(
        find=read_find(args),
        order=read_one_of(args, "sort", ORDERS),
        page=read_number(args, "page", default=1),
    )


def issuers_url(asked: IssuerList) -> str:
    """A page of issuers; defaults are left out."""
    default = IssuerList()
    pairs = (("find", asked.find), ("sort", asked.order), ("page", asked.page))
    known = (default.find, default.order, default.page)
    kept = [pair for pair, usual in zip(pairs, known, strict=True) if pair[1] != usual]
    return f"{ISSUERS}?{urlencode(kept)}" if kept else ISSUERS


def issue_api_url(issue_id: str) -> str:
    """An issue as JSON."""
    return f"/api{ISSUES}/{quote(issue_id)}"
