"""Request arguments <-> Query, and every link that a page or an answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict

from search.numerals import read_days
from search.query import DEFAULT_SIZE, FACETS, MATCHES, MAX_SIZE, SORTS, VIEWS, Query
from search.sentence import N_, Sentence, Series, plain, say, series
from search.syntax import MAX_LENGTH
from web import labels

# Every link of a page carries all filters: without a limit pages would grow with their square.
MAX_CHOICES = 50
MAX_CHOICES_TEXT = 1000
PARAMETERS = (
    "q",
    *FACETS,
    "since",
    "until",
    "within",
    "scope",
    "match",
    "expand",
    "sort",
    "view",
    "page",
    "size",
)
#: The two arguments that are dates.
DATES = ("since", "until")
#: The longest text by which a facet's values are looked through.
MAX_FIND = 100
#: What one archive can be searched in at once: every further search within results.
MAX_WITHIN = 5

HOME = "/"
HELP = "/help"
TREND = "/trend"
ISSUES = "/issues"
COMPLETE = "/api/complete"
FACETS_AT = "/facets"

# More digits than any page has: an engine is never asked to skip further.
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"[0-9]{4}")
_KIND_VALUES = {label: kind for kind, label in labels.KINDS.items()} | {
    kind: kind for kind in labels.KINDS
}


class BadParameter(Exception):
    """A request argument that cannot be meant; what is said of it names what could be.

    ``message`` says it in Chinese, for programs.
    """

    def __init__(self, parameter: str, value: str, said: Sentence) -> None:
        self.parameter = parameter
        self.value = value
        self.said = said
        self.message = str(said)
        super().__init__(self.message)


def read_query(args: MultiDict[str, str]) -> Query:
    """The query that request arguments ask for. Raises BadParameter."""
    query = Query(
        text=read_text(args),
        category=_values(args, "category"),
        kind=tuple(dict.fromkeys(map(_kind, _values(args, "kind")))),
        issuer=_values(args, "issuer"),
        year=_years(args),
        issue=_values(args, "issue"),
        document=_values(args, "document"),
        since=_date(args, "since"),
        until=_date(args, "until"),
        within=_within(args),
        scope=_one_of(args, "scope", labels.SCOPES),
        match=_one_of(args, "match", labels.MATCHES),
        expand=_one_of(args, "expand", labels.EXPAND) == "yes",
        sort=_one_of(args, "sort", labels.SORTS),
        view=_one_of(args, "view", labels.VIEWS),
        page=_number(args, "page", 1, None),
        size=_number(args, "size", DEFAULT_SIZE, MAX_SIZE),
    )
    _limit_choices(query)
    _refuse_turned(query)
    return query


def read_find(args: MultiDict[str, str]) -> str:
    """The text by which a list or a document is looked through; a very long one is cut."""
    return args.get("find", "").strip()[:MAX_FIND]


def read_undated(args: MultiDict[str, str]) -> Query:
    """The query without its dates, for who typed a date wrong. Raises BadParameter."""
    return read_query(MultiDict((k, v) for k, v in args.items(multi=True) if k not in DATES))


def read_text(args: MultiDict[str, str]) -> str:
    """The query's text alone. Raises BadParameter."""
    text = args.get("q", "").strip()
    if len(text) > MAX_LENGTH:
        said = say("检索词最长 %(most)s 字，这里有 %(count)s 字", most=MAX_LENGTH, count=len(text))
        raise BadParameter("q", text, said)
    return text


def refuse_unknown(args: MultiDict[str, str], known: Iterable[str] = PARAMETERS) -> None:
    """Raise BadParameter for an argument that nobody reads, such as a misspelt one."""
    known = tuple(known)
    for name in args:
        if name not in known:
            listed = series(map(plain, known), N_("、"))
            said = say("没有 %(name)s 这个参数，可用的是 %(known)s", name=name, known=listed)
            raise BadParameter(name, args[name], said)


def _values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    values = (value.strip() for value in args.getlist(name))
    return tuple(dict.fromkeys(value for value in values if value))


def _limit_choices(query: Query) -> None:
    chosen = [(facet, value) for facet in FACETS for value in query.chosen(facet)]
    if len(chosen) > MAX_CHOICES or sum(len(value) for _, value in chosen) > MAX_CHOICES_TEXT:
        limit = say(
            "筛选最多 %(most)s 项，合计 %(count)s 字", most=MAX_CHOICES, count=MAX_CHOICES_TEXT
        )
        raise BadParameter(*chosen[-1], limit)


def _refuse_turned(query: Query) -> None:
    """Nothing is dated from a day until an earlier one: whoever asks has turned the two round."""
    if query.since and query.until and query.since > query.until:
        turned = say(
            "起止日期颠倒了：since（%(since)s）晚于 until（%(until)s），请对调",
            since=plain(str(query.since)),
            until=plain(str(query.until)),
        )
        raise BadParameter("since", str(query.since), turned)


def _years(args: MultiDict[str, str]) -> tuple[str, ...]:
    values = _values(args, "year")
    for value in values:
        if not _YEAR.fullmatch(value):
            raise BadParameter("year", value, say("year 应是四位数的年份，例如 2017"))
    return values


def _kind(value: str) -> str:
    if value not in _KIND_VALUES:
        known = _named((Sentence(label), plain(kind)) for kind, label in labels.KINDS.items())
        raise BadParameter("kind", value, say("段落类型只能是 %(known)s", known=known))
    return _KIND_VALUES[value]


def _one_of(args: MultiDict[str, str], name: str, known: dict[str, str]) -> str:
    """One of several values; the first of them where none is given."""
    value = args.get(name, "").strip() or next(iter(known))
    if value not in known:
        listed = _named((plain(each), Sentence(label)) for each, label in known.items())
        said = say("%(name)s 只能是 %(known)s", name=plain(name), known=listed)
        raise BadParameter(name, value, said)
    return value


def _named(values: Iterable[tuple[Sentence, Sentence]]) -> Series:
    """What may be given, each with its other name: passage（同段）、document（同篇）."""
    named = (say("%(value)s（%(name)s）", value=value, name=name) for value, name in values)
    return series(named, N_("、"))


def _date(args: MultiDict[str, str], name: str) -> date | None:
    """A day, or the first or last day of a month or a year: 2017-12-24, 2017-12, 2017."""
    value = args.get(name, "").strip()
    if not value:
        return None
    days = read_days(value)
    if days is None:
        said = say("%(name)s 应是日期，例如 2017-12-24、2017-12 或 2017", name=plain(name))
        raise BadParameter(name, value, said)
    return days[0 if name == "since" else 1]


def _within(args: MultiDict[str, str]) -> tuple[str, ...]:
    """The searches within which is searched; a text is not searched within its own results."""
    values = tuple(text for text in _values(args, "within") if text != read_text(args))
    if len(values) > MAX_WITHIN or sum(map(len, values)) > MAX_LENGTH:
        limit = say(
            "在结果中检索最多 %(most)s 层，合计 %(count)s 字", most=MAX_WITHIN, count=MAX_LENGTH
        )
        raise BadParameter("within", values[-1], limit)
    return values


def _number(args: MultiDict[str, str], name: str, default: int, most: int | None) -> int:
    value = args.get(name, "").strip()
    if not value:
        return default
    if not _WHOLE_NUMBER.fullmatch(value) or not 1 <= int(value) <= (most or int(value)):
        limit = say("1 到 %(most)s 的整数", most=most) if most else say("1 或更大的整数")
        raise BadParameter(
            name, value, say("%(name)s 应是 %(limit)s", name=plain(name), limit=limit)
        )
    return int(value)


def read_part(args: MultiDict[str, str]) -> str:
    """The piece of a passage's page that a script asks for; "page" is all of it.

    Raises BadParameter.
    """
    return _one_of(args, "part", labels.PARTS)


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
    default = Query()
    for name in ("scope", "match", "sort", "view", "page", "size"):
        if getattr(query, name) != getattr(default, name):
            pairs.append((name, str(getattr(query, name))))
    return pairs


def form_fields(query: Query) -> tuple[tuple[str, str], ...]:
    """What a search form keeps when other words are typed: filters, scope, order and size."""
    return tuple(arguments(replace(query, text="", match=MATCHES[0], page=1)))


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
    return bool(query.text) and query.match == MATCHES[0] and room


def search_url(query: Query) -> str:
    """The page that shows a query's results."""
    pairs = arguments(query)
    return f"{HOME}?{urlencode(pairs)}" if pairs else HOME


def trend_url(query: Query) -> str:
    """The page that counts a query's passages by year and category."""
    pairs = arguments(replace(query, sort=SORTS[0], view=VIEWS[0], page=1, size=DEFAULT_SIZE))
    return f"{TREND}?{urlencode(pairs)}" if pairs else TREND


def trend_csv_url(query: Query) -> str:
    """The same counts as CSV."""
    pairs = arguments(replace(query, sort=SORTS[0], view=VIEWS[0], page=1, size=DEFAULT_SIZE))
    return f"{TREND}.csv?{urlencode(pairs)}"


def facet_url(name: str, query: Query, find: str = "") -> str:
    """The page that lists all values of a facet for a query, or those that hold a text."""
    pairs = [*arguments(query), *([("find", find)] if find else [])]
    return f"{FACETS_AT}/{name}" + (f"?{urlencode(pairs)}" if pairs else "")


def api_url(query: Query) -> str:
    """The same results as JSON."""
    return f"/api/search?{urlencode(arguments(query))}"


def document_url(document_id: str) -> str:
    """A document's page."""
    return found_url(document_id, Query())


def found_url(document_id: str, query: Query, anchor: str = "") -> str:
    """A document's page with what a query finds in it, at a passage; it leads back to them all."""
    asked = carried(query)
    marks = f"?{urlencode(asked)}" if asked else ""
    place = f"#{quote(anchor)}" if anchor else ""
    return f"/documents/{quote(document_id)}{marks}{place}"


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
