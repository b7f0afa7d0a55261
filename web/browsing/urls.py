"""The addresses of the pages that one browses, and the arguments that they read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.sentence import plain, say
from web.arguments import BadParameter, read_find
from web.urls import ISSUES

CATEGORIES = "/categories"
ISSUERS = "/issuers"
COVERAGE = "/coverage"

#: What stands for a title or a year that is not known.
UNKNOWN = "unknown"
#: In what order issuers are listed; the first is the order of who asks for none.
ORDERS = ("count", "name")
_YEAR = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Part:
    """One year (None: unknown) of one gazette (empty: without a title)."""

    title: str
    year: int | None


@dataclass(frozen=True, slots=True)
class IssuerList:
    """Which issuers are listed: those whose name holds ``find``, in which order, which page."""

    find: str = ""
    order: str = ORDERS[0]
    page: int = 1


def read_part(args: MultiDict[str, str]) -> Part | None:
    """The year of a gazette that is asked for; None for all of them. Raises BadParameter."""
    title, year = (args.get(name, "").strip() for name in ("gazette", "year"))
    if not title and not year:
        return None
    if year != UNKNOWN and not _YEAR.fullmatch(year):
        said = say("year 应是年份，例如 2017，或 %(unknown)s（年份不明）", unknown=plain(UNKNOWN))
        raise BadParameter("year", year, said)
    return Part("" if title == UNKNOWN else title, None if year == UNKNOWN else int(year))


def part_url(path: str, part: Part) -> str:
    """One year of a gazette on the page of all issues or of what is covered."""
    year = UNKNOWN if part.year is None else str(part.year)
    return f"{path}?{urlencode({'gazette': part.title or UNKNOWN, 'year': year})}"


def read_issuers(args: MultiDict[str, str]) -> IssuerList:
    """Which issuers are asked for. Raises BadParameter."""
    order, page = (args.get(name, "").strip() for name in ("sort", "page"))
    if order and order not in ORDERS:
        raise BadParameter("sort", order, say("sort 只能是 count（份数）、name（名称）"))
    if page and not (page.isascii() and page.isdigit() and int(page[:9]) > 0):
        raise BadParameter("page", page, say("page 应是 1 或更大的整数"))
    return IssuerList(read_find(args), order or ORDERS[0], int(page[:9] or 1))


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
