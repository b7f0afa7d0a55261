"""The links that pages and answers carry; rooms with pages of their own have a urls.py, too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote, quote_plus

from search.query import ALL_WORDS, DEFAULT_SIZE, FACETS, PASSAGES, RELEVANCE, Query
from search.syntax import MAX_LENGTH
from web.arguments import MAX_WITHIN

HOME = "/"
HELP = "/help"
TREND = "/trend"
ISSUES = "/issues"
COMPLETE = "/api/complete"
FACETS_AT = "/facets"
_DEFAULTS = tuple(
    (name, getattr(Query(), name)) for name in ("scope", "match", "sort", "view", "page", "size")
)
# The names of one archive stand in the links of page after page.
_quoted = lru_cache(maxsize=1024)(quote_plus)
_path = lru_cache(maxsize=1024)(quote)


def is_blank(query: Query) -> bool:
    """Whether nothing is asked for: no text and no filter."""
    return not query.text and not is_narrowed(query)


def is_narrowed(query: Query) -> bool:
    """Whether a filter is set."""
    dated = query.since or query.until
    return bool(dated or query.within or any(query.chosen(facet) for facet in FACETS))


def arguments(query: Query) -> list[tuple[str, str]]:
    """The arguments that read_query reads back as this query; defaults are left out."""
    pairs = [("q", query.text)] if query.text else []
    pairs += [(facet, value) for facet in FACETS for value in query.chosen(facet)]
    pairs += [
        (name, day.isoformat()) for name in ("since", "until") if (day := getattr(query, name))
    ]
    pairs += [("within", text) for text in query.within]
    if not query.expand:
        pairs.append(("expand", "no"))
    for name, default in _DEFAULTS:
        if (value := getattr(query, name)) != default:
            pairs.append((name, str(value)))
    return pairs


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Arguments as they stand in an address."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in pairs])


def form_fields(query: Query) -> tuple[tuple[str, str], ...]:
    """What a search form keeps when other words are typed: filters, scope, order and size."""
    return tuple(arguments(replace(query, text="", match=ALL_WORDS, page=1)))


def kept_beside(query: Query, *names: str) -> tuple[tuple[str, str], ...]:
    """What a form keeps that asks for the arguments of these names: all else but the page."""
    pairs = arguments(replace(query, page=1))
    return tuple((name, value) for name, value in pairs if name not in names)


def can_go_within(query: Query) -> bool:
    """Whether this query's results can be searched: a text within which is searched asks for all
    of its words, and there is room for so many.
    """
    texts = (*query.within, query.text)
    room = len(texts) <= MAX_WITHIN and sum(map(len, texts)) <= MAX_LENGTH
    return bool(query.text) and query.match == ALL_WORDS and room


def search_url(query: Query) -> str:
    """The page that shows a query's results."""
    pairs = arguments(query)
    return f"{HOME}?{written(pairs)}" if pairs else HOME


def trend_url(query: Query) -> str:
    """The page that counts a query's passages by year and category."""
    pairs = arguments(replace(query, sort=RELEVANCE, view=PASSAGES, page=1, size=DEFAULT_SIZE))
    return f"{TREND}?{written(pairs)}" if pairs else TREND


def trend_csv_url(query: Query) -> str:
    """The same counts as CSV."""
    pairs = arguments(replace(query, sort=RELEVANCE, view=PASSAGES, page=1, size=DEFAULT_SIZE))
    return f"{TREND}.csv?{written(pairs)}"


def facet_url(name: str, query: Query, find: str = "") -> str:
    """The page that lists all values of a facet for a query, or those that hold a text."""
    pairs = [*arguments(query), *([("find", find)] if find else [])]
    return f"{FACETS_AT}/{name}" + (f"?{written(pairs)}" if pairs else "")


def api_url(query: Query) -> str:
    """The same results as JSON."""
    return f"/api/search?{written(arguments(query))}"


def document_url(document_id: str) -> str:
    """A document's page."""
    return f"/documents/{_path(document_id)}"


def found_url(document_id: str, query: Query, anchor: str = "") -> str:
    """A document's page with what a query finds in it, at a passage; it leads back to them all."""
    asked = carried(query)
    marks = f"?{written(asked)}" if asked else ""
    place = f"#{quote(anchor)}" if anchor else ""
    return f"{document_url(document_id)}{marks}{place}"


def carried(query: Query) -> list[tuple[str, str]]:
    """What a document's page takes with it of the query it was opened with."""
    return arguments(replace(query, page=1, size=DEFAULT_SIZE))


def mark_id(anchor: str, number: int = 0) -> str:
    """The id of the mark in a passage that links lead to; with a number, of another one."""
    return f"{anchor}-m{number or ''}"


def passage_url(document_id: str, code: str) -> str:
    """A passage's address that lasts, by its code (``search.permalink``)."""
    return f"/p/{quote(document_id)}-{quote(code)}"


def cite_url(document_id: str, code: str = "") -> str:
    """The page that cites a passage; without a code, the one that cites the document."""
    return f"{passage_url(document_id, code) if code else document_url(document_id)}/cite"


def around_url(document_id: str, anchor: str) -> str:
    """The same page by a passage's anchor, which a new index may change: for links on pages
    that are made anew each time. ``?part=around`` and ``?part=ways`` give pieces of it.
    """
    return f"{document_url(document_id)}/around/{quote(anchor)}"


def number_url(number: str) -> str:
    """Where a 文号 leads."""
    return f"/d/{quote(number)}"


def issue_url(issue_id: str) -> str:
    """An issue's page."""
    return f"{ISSUES}/{quote(issue_id)}"


def document_api_url(document_id: str) -> str:
    """A document as JSON."""
    return f"/api/documents/{quote(document_id)}"
