"""Request arguments <-> Query, and every link that a page or an answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.query import DEFAULT_SIZE, FACETS, MAX_SIZE, SORTS, Query
from search.syntax import MAX_LENGTH
from web import labels

# Every link of a page carries all filters: without a limit pages would grow with their square.
MAX_CHOICES = 50
MAX_CHOICES_TEXT = 1000
PARAMETERS = ("q", *FACETS, "sort", "page", "size")

HOME = "/"
HELP = "/help"

# More digits than any page has: an engine is never asked to skip further.
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_KIND_VALUES = {label: kind for kind, label in labels.KINDS.items()} | {
    kind: kind for kind in labels.KINDS
}


class BadParameter(Exception):
    """A request argument that cannot be meant; the message says what could be."""

    def __init__(self, parameter: str, value: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.value = value
        self.message = message


def read_query(args: MultiDict[str, str]) -> Query:
    """The query that request arguments ask for. Raises BadParameter."""
    query = Query(
        text=read_text(args),
        category=_values(args, "category"),
        kind=tuple(dict.fromkeys(map(_kind, _values(args, "kind")))),
        issuer=_values(args, "issuer"),
        document=_values(args, "document"),
        sort=_sort(args.get("sort", "").strip() or SORTS[0]),
        page=_number(args, "page", 1, None),
        size=_number(args, "size", DEFAULT_SIZE, MAX_SIZE),
    )
    _limit_choices(query)
    return query


def read_text(args: MultiDict[str, str]) -> str:
    """The query's text alone. Raises BadParameter."""
    text = args.get("q", "").strip()
    if len(text) > MAX_LENGTH:
        raise BadParameter("q", text, f"检索词最长 {MAX_LENGTH} 字，这里有 {len(text)} 字")
    return text


def refuse_unknown(args: MultiDict[str, str], known: Iterable[str] = PARAMETERS) -> None:
    """Raise BadParameter for an argument that nobody reads, such as a misspelt one."""
    known = tuple(known)
    for name in args:
        if name not in known:
            raise BadParameter(
                name, args[name], f"没有 {name} 这个参数，可用的是 {'、'.join(known)}"
            )


def _values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    values = (value.strip() for value in args.getlist(name))
    return tuple(dict.fromkeys(value for value in values if value))


def _limit_choices(query: Query) -> None:
    chosen = [(facet, value) for facet in FACETS for value in query.chosen(facet)]
    if len(chosen) > MAX_CHOICES or sum(len(value) for _, value in chosen) > MAX_CHOICES_TEXT:
        limit = f"筛选最多 {MAX_CHOICES} 项，合计 {MAX_CHOICES_TEXT} 字"
        raise BadParameter(*chosen[-1], limit)


def _kind(value: str) -> str:
    if value not in _KIND_VALUES:
        known = "、".join(f"{label}（{kind}）" for kind, label in labels.KINDS.items())
        raise BadParameter("kind", value, f"段落类型只能是 {known}")
    return _KIND_VALUES[value]


def _sort(value: str) -> str:
    if value not in SORTS:
        known = "、".join(f"{sort}（{labels.SORTS[sort]}）" for sort in SORTS)
        raise BadParameter("sort", value, f"排序只能是 {known}")
    return value


def _number(args: MultiDict[str, str], name: str, default: int, most: int | None) -> int:
    value = args.get(name, "").strip()
    if not value:
        return default
    if not _WHOLE_NUMBER.fullmatch(value) or not 1 <= int(value) <= (most or int(value)):
        limit = f"1 到 {most} 的整数" if most else "1 或更大的整数"
        raise BadParameter(name, value, f"{name} 应是 {limit}")
    return int(value)


def is_blank(query: Query) -> bool:
    """Whether nothing is asked for: no text and no filter."""
    return not query.text and not any(query.chosen(facet) for facet in FACETS)


def arguments(query: Query) -> list[tuple[str, str]]:
    """The arguments that read_query reads back as this query; defaults are left out."""
    pairs = [("q", query.text)] if query.text else []
    pairs += [(facet, value) for facet in FACETS for value in query.chosen(facet)]
    default = Query()
    for name in ("sort", "page", "size"):
        if getattr(query, name) != getattr(default, name):
            pairs.append((name, str(getattr(query, name))))
    return pairs


def form_fields(query: Query) -> tuple[tuple[str, str], ...]:
    """What a search form keeps when other words are typed: filters, order and size."""
    return tuple(arguments(replace(query, text="", page=1)))


def search_url(query: Query) -> str:
    """The page that shows a query's results."""
    pairs = arguments(query)
    return f"{HOME}?{urlencode(pairs)}" if pairs else HOME


def text_url(text: str) -> str:
    """The page that shows the results of a text without filters."""
    return search_url(Query(text=text))


def api_url(query: Query) -> str:
    """The same results as JSON."""
    return f"/api/search?{urlencode(arguments(query))}"


def document_url(document_id: str, text: str = "", anchor: str = "") -> str:
    """A document's page, with the marks of a query, at a passage."""
    marks = f"?{urlencode({'q': text})}" if text else ""
    place = f"#{quote(anchor)}" if anchor else ""
    return f"/documents/{quote(document_id)}{marks}{place}"


def mark_id(anchor: str) -> str:
    """The id of a passage's first mark."""
    return f"{anchor}-m"


def document_api_url(document_id: str) -> str:
    """A document as JSON."""
    return f"/api/documents/{quote(document_id)}"


def with_choice(query: Query, facet: str, values: tuple[str, ...]) -> Query:
    """The query with other values chosen in one facet, from its first page."""
    changes: dict[str, Any] = {facet: values, "page": 1}
    return replace(query, **changes)


def toggled(query: Query, facet: str, value: str) -> Query:
    """The query with a value added to its facet's choice, or taken from it."""
    chosen = query.chosen(facet)
    if value in chosen:
        return with_choice(query, facet, tuple(v for v in chosen if v != value))
    return with_choice(query, facet, (*chosen, value))


def without_filters(query: Query) -> Query:
    """The query's text alone with its order and size, from the first page."""
    for facet in FACETS:
        query = with_choice(query, facet, ())
    return query


def sorted_by(query: Query, sort: str) -> Query:
    """The query in another order, from its first page."""
    return replace(query, sort=sort, page=1)


def at_page(query: Query, page: int) -> Query:
    """Another page of the same results."""
    return replace(query, page=page)
