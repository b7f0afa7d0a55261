"""Request arguments -> Query; what cannot be meant is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from werkzeug.datastructures import MultiDict

from search.numerals import read_days
from search.query import DEFAULT_SIZE, FACETS, MAX_SIZE, Query
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
# More digits than any page has: an engine is never asked to skip further.
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
# 2017
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
        scope=read_one_of(args, "scope", labels.SCOPES),
        match=read_one_of(args, "match", labels.MATCHES),
        expand=read_one_of(args, "expand", labels.EXPAND) == "yes",
        sort=read_one_of(args, "sort", labels.SORTS),
        view=read_one_of(args, "view", labels.VIEWS),
        page=read_number(args, "page", 1),
        size=read_number(args, "size", DEFAULT_SIZE, MAX_SIZE),
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


def read_one_of(args: MultiDict[str, str], name: str, known: dict[str, str]) -> str:
    """One of several values, ``known`` with their labels; the first where none is given.

    Raises BadParameter.
    """
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


def read_number(args: MultiDict[str, str], name: str, default: int, most: int | None = None) -> int:
    """A whole number from 1 on. Raises BadParameter."""
    value = args.get(name, "").strip()
    if not value:
        return default
    if not _WHOLE_NUMBER.fullmatch(value) or not 1 <= int(value) <= (most or int(value)):
        limit = say("1 到 %(most)s 的整数", most=most) if most else say("1 或更大的整数")
        raise BadParameter(
            name, value, say("%(name)s 应是 %(limit)s", name=plain(name), limit=limit)
        )
    return int(value)


def read_piece(args: MultiDict[str, str]) -> str:
    """The piece of a passage's page that a script asks for; "page" is all of it.

    Raises BadParameter.
    """
    return read_one_of(args, "part", labels.PIECES)
