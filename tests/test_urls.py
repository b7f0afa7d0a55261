"""Request arguments become queries and queries become links; neither loses anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search.document import PASSAGE_KINDS
from search.query import DEFAULT_SIZE, FACETS, MATCHES, SCOPES, SORTS, VIEWS, Query
from search.syntax import MAX_LENGTH
from web import arguments, changes, labels, nearby, urls


def read(*pairs: tuple[str, str]) -> Query:
    return arguments.read_query(MultiDict(pairs))


def test_nothing_asked_for_is_the_default_query() -> None:
    assert read() == Query()
    assert read(("q", "  "), ("category", ""), ("sort", ""), ("page", "")) == Query()
    assert urls.is_blank(read(("q", " "), ("sort", "newest")))
    assert not urls.is_blank(read(("kind", "table")))


def test_every_argument_is_read() -> None:
    assert read(
        ("q", " 人工智能 "),
        ("category", "发展类"),
        ("category", "民生类"),
        ("category", "发展类"),
        ("kind", "脚注"),
        ("kind", "footnote"),
        ("kind", "table"),
        ("issuer", "省政府"),
        ("year", "2017"),
        ("year", "2017"),
        ("issue", "甲-2018-06"),
        ("document", "a-1"),
        ("since", "2017-12"),
        ("until", "2018"),
        ("within", "财政"),
        ("within", " 人工智能 "),
        ("scope", "document"),
        ("match", "some"),
        ("expand", "no"),
        ("sort", "oldest"),
        ("view", "documents"),
        ("page", "3"),
        ("size", "100"),
        ("other", "x"),
    ) == Query(
        "人工智能",
        category=("发展类", "民生类"),
        kind=("footnote", "table"),
        issuer=("省政府",),
        year=("2017",),
        issue=("甲-2018-06",),
        document=("a-1",),
        since=date(2017, 12, 1),
        until=date(2018, 12, 31),
        within=("财政",),
        scope="document",
        match="some",
        expand=False,
        sort="oldest",
        view="documents",
        page=3,
        size=100,
    )


def test_labels_name_all_there_is() -> None:
    assert tuple(labels.SORTS) == SORTS
    assert tuple(labels.FACETS) == FACETS
    assert tuple(labels.SCOPES) == SCOPES
    assert tuple(labels.MATCHES) == MATCHES
    assert tuple(labels.VIEWS) == VIEWS
    assert set(labels.KINDS) == set(PASSAGE_KINDS)


WRONG = [
    ("sort", "foo"),
    ("page", "0"),
    ("page", "abc"),
    ("page", "-1"),
    ("page", "1.5"),
    ("page", "１"),
    ("page", "9" * 5000),
    ("size", "0"),
    ("size", "101"),
    ("kind", "bogus"),
    ("q", "字" * 1001),
    ("since", "去年"),
    ("until", "2017-02-30"),
    ("scope", "page"),
    ("match", "none"),
    ("expand", "maybe"),
    ("view", "pages"),
    ("year", "17"),
    ("year", "２０１７"),
    ("within", "字" * 1001),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    with pytest.raises(arguments.BadParameter) as caught:
        read((name, value))
    assert (caught.value.parameter, caught.value.value) == (name, value)
    assert caught.value.message


def test_the_longest_text_is_still_read() -> None:
    assert len(read(("q", "字" * MAX_LENGTH)).text) == MAX_LENGTH


def test_filters_have_a_limit() -> None:
    allowed = read(*(("category", f"c{i}") for i in range(arguments.MAX_CHOICES)))
    assert len(allowed.category) == arguments.MAX_CHOICES
    for pairs in ([("category", f"c{i}") for i in range(51)], [("issuer", "字" * 1001)]):
        with pytest.raises(arguments.BadParameter) as caught:
            read(*pairs)
        assert (caught.value.parameter, caught.value.value) == pairs[-1]


words = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)
values = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
queries = st.builds(
    Query,
    text=st.just("") | words,
    category=values,
    kind=st.lists(st.sampled_from(PASSAGE_KINDS), unique=True).map(tuple),
    issuer=values,
    year=st.lists(st.from_regex(r"[0-9]{4}", fullmatch=True), max_size=3, unique=True).map(tuple),
    issue=values,
    document=values,
    since=st.none() | days,
    until=st.none() | days,
    within=values,
    scope=st.sampled_from(SCOPES),
    match=st.sampled_from(MATCHES),
    expand=st.booleans(),
    sort=st.sampled_from(SORTS),
    view=st.sampled_from(VIEWS),
    page=st.integers(1, 999),
    size=st.integers(1, 100),
).filter(
    lambda query: (
        query.text not in query.within and (query.since or date.min) <= (query.until or date.max)
    )
)


@pytest.mark.slow
@given(queries)
def test_a_link_reads_back_as_its_query(query: Query) -> None:
    parts = urlsplit(urls.search_url(query))
    pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    assert parts.path == "/"
    assert arguments.read_query(MultiDict(pairs)) == query


def test_links_leave_defaults_out() -> None:
    assert urls.search_url(Query()) == "/"
    assert urls.search_url(Query("a&b", page=2)) == "/?q=a%26b&page=2"
    assert urls.api_url(Query(kind=("table",))) == "/api/search?kind=table"


def test_a_document_link_carries_marks_and_place() -> None:
    assert urls.document_url("a/b?") == "/documents/a/b%3F"
    assert urls.found_url("a", Query('"x" #'), "p1") == "/documents/a?q=%22x%22+%23#p1"
    marked = urls.found_url("a", Query("x", expand=False, within=("y", "z")))
    assert marked == "/documents/a?q=x&within=y&within=z&expand=no"


@given(queries)
def test_a_document_link_carries_the_query_but_not_its_page(query: Query) -> None:
    parts = urlsplit(urls.found_url("a", query, "p1"))
    assert (parts.path, parts.fragment) == ("/documents/a", "p1")
    pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    read = arguments.read_query(MultiDict(pairs))
    assert read == replace(query, page=1, size=DEFAULT_SIZE)
    assert urls.found_url("a", Query()) == "/documents/a"


@settings(deadline=None)
@given(queries, st.sampled_from(FACETS), words, st.dates())
def test_what_is_near_has_the_addresses_of_the_queries_meant(
    query: Query, facet: str, value: str, day: date
) -> None:
    near = nearby.Nearby(query)
    for each in (value, *query.chosen(facet)):
        assert near.toggled(facet, each) == urls.search_url(changes.toggled(query, facet, each))
    dated = changes.dated(changes.untimed(query), day, date.max)
    assert near.at(day, date.max) == urls.search_url(dated)
    passages = changes.viewed(changes.with_choice(query, "document", (value,)), "passages")
    assert near.of_document(value) == urls.search_url(passages)
    assert near.found(value, "p1-m") == urls.found_url(value, query, "p1-m")
    # Nothing that was asked of it changes it.
    assert near.toggled(facet, value) == urls.search_url(changes.toggled(query, facet, value))


def test_dates_the_wrong_way_round_are_refused_in_a_line() -> None:
    with pytest.raises(arguments.BadParameter, match="颠倒") as caught:
        read(("since", "2018"), ("until", "2017"))
    assert (caught.value.parameter, caught.value.value) == ("since", "2018-01-01")
    assert "\n" not in caught.value.message
    assert read(("since", "2017"), ("until", "2017")).since == date(2017, 1, 1)


def test_toggling_adds_takes_away_and_goes_to_the_first_page() -> None:
    query = Query("x", category=("a",), page=4)
    both = changes.toggled(query, "category", "b")
    assert (both.category, both.page) == (("a", "b"), 1)
    assert changes.toggled(both, "category", "a").category == ("b",)


def test_forms_keep_filters_but_neither_text_nor_page() -> None:
    query = Query("x", issuer=("甲",), match="some", expand=False, sort="newest", page=2, size=50)
    assert urls.form_fields(query) == (
        ("issuer", "甲"),
        ("expand", "no"),
        ("sort", "newest"),
        ("size", "50"),
    )


def test_all_tags_come_off_at_once() -> None:
    query = Query(
        "x",
        issuer=("甲",),
        since=date(2017, 1, 1),
        within=("y",),
        match="some",
        expand=False,
        scope="document",
        sort="newest",
        page=2,
        size=50,
    )
    assert changes.untagged(query) == Query("x", scope="document", sort="newest", size=50)


def test_there_is_room_for_so_many_searches_within_results() -> None:
    assert urls.can_go_within(Query("x", within=("a", "b", "c", "d")))
    assert not urls.can_go_within(Query("x", within=("a", "b", "c", "d", "e")))
    assert not urls.can_go_within(Query("字" * 600, within=("字" * 401,)))
    assert not urls.can_go_within(Query(category=("x",)))
    # What is searched within asks for all of its words.
    assert not urls.can_go_within(Query("x", match="some"))


def test_unknown_names_can_be_refused() -> None:
    with pytest.raises(arguments.BadParameter, match="catgory"):
        arguments.refuse_unknown(MultiDict([("catgory", "x")]))
    arguments.refuse_unknown(MultiDict((name, "x") for name in arguments.PARAMETERS))


@settings(deadline=None)
@given(queries, words)
def test_a_facet_s_page_reads_back_as_its_query(query: Query, find: str) -> None:
    parts = urlsplit(urls.facet_url("issuer", query, find))
    args = MultiDict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
    assert parts.path == "/facets/issuer"
    assert arguments.read_query(args) == query
    assert arguments.read_find(args) == find


def test_what_is_looked_for_in_a_facet_is_short() -> None:
    assert (
        arguments.read_find(MultiDict([("find", f" {'厅' * 200} ")])) == "厅" * arguments.MAX_FIND
    )
    assert arguments.read_find(MultiDict()) == ""


@settings(deadline=None)
@given(queries)
def test_a_form_keeps_all_else(query: Query) -> None:
    kept = urls.kept_beside(query, "since", "until")
    assert arguments.read_query(MultiDict(kept)) == replace(query, since=None, until=None, page=1)


def test_dates_can_be_left_unread() -> None:
    args = MultiDict([("q", "x"), ("since", "去年"), ("until", "2017"), ("year", "2017")])
    assert arguments.read_undated(args) == Query("x", year=("2017",))


def test_time_is_set_and_taken_off() -> None:
    query = Query("x", year=("2017",), page=3)
    dated = changes.dated(query, date(2017, 1, 1), None)
    assert (dated.since, dated.until, dated.year, dated.page) == (
        date(2017, 1, 1),
        None,
        ("2017",),
        1,
    )
    assert changes.untimed(dated) == Query("x")
    assert changes.viewed(query, "documents") == replace(query, view="documents", page=1)


@settings(deadline=None)
@given(st.integers(1, 500), st.integers(1, 100), st.integers(1, 100))
def test_another_size_keeps_what_is_in_view(page: int, size: int, other: int) -> None:
    sized = changes.sized(Query("x", page=page, size=size), other)
    first = (page - 1) * size
    assert (sized.page - 1) * other <= first < sized.page * other
