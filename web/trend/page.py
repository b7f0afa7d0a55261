"""The trend page's view model: a query's passages by year and category, per thousand of all.

The share is what is drawn: where more gazettes were read in, more is found of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from search.counts import TrendCell
from search.query import Query
from web.changes import with_choice
from web.charts.draw import BarChart, Datum, LineChart, bars, line
from web.speech import gettext as _
from web.urls import search_url, trend_csv_url

_THOUSAND = 1000
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Share:
    """So many passages of all that there are; ``per`` thousand of them, None where none are."""

    hits: int
    passages: int

    @property
    def per(self) -> Decimal | None:
        """Passages found in a thousand, to the tenth."""
        if not self.passages:
            return None
        exact = Decimal(self.hits * _THOUSAND) / self.passages
        return exact.quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of the table: a year, or what has none; ``href`` leads to what was found in it."""

    label: str
    whole: Share
    cells: tuple[Share, ...]
    href: str | None


@dataclass(frozen=True, slots=True)
class TrendPage:
    """Everything that the trend page shows; ``categories`` head the table's last columns."""

    text: str
    total: Share
    by_year: LineChart | None
    by_category: BarChart | None
    categories: tuple[str, ...]
    rows: tuple[YearRow, ...]
    results: str
    csv: str


def trend_page(query: Query, cells: tuple[TrendCell, ...]) -> TrendPage:
    """The page for the counts of a query."""
    years = sorted({cell.year for cell in cells}, key=_dated_first)
    categories = sorted({cell.category for cell in cells}, key=_named_first(cells))
    rows = tuple(_row(query, cells, year, categories) for year in years)
    dated = [each for each, year in zip(rows, years, strict=True) if year]
    return TrendPage(
        text=query.text,
        total=_sum(cells),
        by_year=line(_("各年每千段中的段数"), _by_year(dated), from_zero=True)
        if len(dated) > 1
        else None,
        by_category=bars(_("各类别每千段中的段数"), _by_category(query, cells, categories))
        if len(categories) > 1
        else None,
        categories=tuple(_category(name) for name in categories),
        rows=rows,
        results=search_url(query),
        csv=trend_csv_url(query),
    )


def csv_rows(page: TrendPage) -> list[list[str]]:
    """The page's counts in rows for a spreadsheet: per year and category found and all."""
    parts = [_("合计"), *page.categories]
    head = [_("年份")]
    for part in parts:
        head += [_("%(part)s 段数", part=part), _("%(part)s 全部段落", part=part)]
    body = [
        [each.label, *(str(n) for s in (each.whole, *each.cells) for n in (s.hits, s.passages))]
        for each in page.rows
    ]
    return [head, *body]


def _row(query: Query, cells: Iterable[TrendCell], year: str, categories: list[str]) -> YearRow:
    own = [cell for cell in cells if cell.year == year]
    whole = _sum(own)
    href = search_url(with_choice(query, "year", (year,))) if year and whole.hits else None
    shares = (_sum(cell for cell in own if cell.category == name) for name in categories)
    return YearRow(year or _("年份不明"), whole, tuple(shares), href)


def _by_year(rows: list[YearRow]) -> list[Datum]:
    """Every year from the first to the last: one without a passage is a gap."""
    known = {int(each.label): each for each in rows}
    first, last = min(known), max(known)
    return [
        _datum(known[year].label, known[year].whole, known[year].href)
        if year in known
        else Datum(str(year), None)
        for year in range(first, last + 1)
    ]


def _by_category(query: Query, cells: tuple[TrendCell, ...], categories: list[str]) -> list[Datum]:
    found = []
    for name in categories:
        share = _sum(cell for cell in cells if cell.category == name)
        href = search_url(with_choice(query, "category", (name,))) if name and share.hits else None
        found.append(_datum(_category(name), share, href))
    return found


def _datum(label: str, share: Share, href: str | None) -> Datum:
    return Datum(label, share.per, str(share.per), href)


def _sum(cells: Iterable[TrendCell]) -> Share:
    counted = [(cell.hits, cell.passages) for cell in cells]
    return Share(sum(hits for hits, _all in counted), sum(passages for _hits, passages in counted))


def _category(name: str) -> str:
    return name or _("未分类")


def _dated_first(year: str) -> tuple[bool, str]:
    return not year, year


def _named_first(cells: Iterable[TrendCell]) -> Callable[[str], tuple[bool, int, str]]:
    """Categories by how much there is of each; what has none comes last."""
    sizes: dict[str, int] = {}
    for cell in cells:
        sizes[cell.category] = sizes.get(cell.category, 0) + cell.passages
    return lambda name: (not name, -sizes[name], name)
