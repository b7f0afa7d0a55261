"""The form that asks for a stretch of time, and its presets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search.catalogue import Catalogue, Holding
from search.document import Issue
from search.query import Query
from tests import gazette
from web.arguments import read_query
from web.results.dates import DateForm, date_form

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def archive(oldest: date | None, newest: date | None) -> Catalogue:
    """Two documents, the first of a day, the second of no other day than its issue's."""
    issue = replace(gazette.ISSUE, published=newest)
    documents = (replace(gazette.NOTICE, issued=oldest), replace(gazette.TALENT, issued=None))
    return Catalogue((issue,), (Holding(document, issue, 1) for document in documents))


def presets(form: DateForm) -> dict[str, date | None]:
    """Label -> the first day."""
    return {
        link.label: read_query(MultiDict(parse_qsl(urlsplit(link.href).query))).since
        for link in form.presets
    }


def test_presets_count_back_from_the_newest_issue() -> None:
    form = date_form(Query("x"), archive(date(1950, 1, 1), date(2018, 3, 30)))
    assert form.from_newest == "截至最新一期（2018-03-30）"
    assert presets(form) == {
        "近一年": date(2017, 3, 31),
        "近三年": date(2015, 3, 31),
        "近五年": date(2013, 3, 31),
        "近十年": date(2008, 3, 31),
    }


def test_a_web_page_is_no_issue_to_count_back_from() -> None:
    page = Issue("w", published=date(2018, 4, 1), online=True)
    held = Catalogue((page, *archive(date(1950, 1, 1), date(2018, 3, 30)).issues), ())
    assert date_form(Query("x"), held).from_newest == "截至最新的网页（2018-04-01）"
    assert date_form(Query("x"), Catalogue((), ())).from_newest == ""


def test_only_what_leaves_something_out_is_offered() -> None:
    form = date_form(Query("x"), archive(date(2017, 11, 22), date(2018, 3, 30)))
    assert list(presets(form)) == ["近一月", "近三月"]
    assert not date_form(Query("x"), archive(date(2018, 3, 20), date(2018, 3, 30))).presets
    assert not date_form(Query("x"), Catalogue((), ())).presets
    assert not date_form(Query("x"), archive(date(2000, 1, 1), None)).presets


def test_a_chosen_preset_is_taken_off_by_its_link() -> None:
    held = archive(date(2017, 1, 1), date(2018, 3, 30))
    form = date_form(Query("x", since=date(2017, 9, 30), page=2), held)
    half = next(link for link in form.presets if link.label == "近半年")
    # Half a year before the 30th of March is the 30th of September; it begins a day later.
    assert not half.current
    form = date_form(Query("x", since=date(2017, 10, 1), page=2), held)
    half = next(link for link in form.presets if link.label == "近半年")
    assert half.current
    assert half.href == "/?q=x"
    assert (form.since, form.until, form.kept) == ("2017-10-01", "", (("q", "x"),))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_presets_lie_inside_the_archive(oldest: date, newest: date) -> None:
    form = date_form(Query("x"), archive(oldest, newest))
    starts = list(presets(form).values())
    assert len(starts) <= 4
    assert starts == sorted(starts, reverse=True)  # type: ignore[type-var]
    for start in starts:
        assert start is not None
        assert oldest < start <= newest + timedelta(days=1)


# What cannot be read


def main(client: FlaskClient, url: str, status: int = 400) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


@pytest.mark.parametrize(
    ("asked", "wrong", "said"),
    [
        ("since=去年&until=2020", "since", "“去年”不是日期"),
        ("since=2020&until=2020-02-30", "until", "“2020-02-30”不是日期"),
        ("since=2020-02&until=2020-01", "since", "起始日期晚于截止日期"),
    ],
)
def test_a_wrong_date_is_said_beside_the_results(
    client: FlaskClient, asked: str, wrong: str, said: str
) -> None:
    page = main(client, f"/?q=智慧农业&category=发展类&{asked}")
    typed = dict(pair.split("=") for pair in asked.split("&"))
    for name in ("since", "until"):
        (field,) = page.select(f"input#{name}")
        assert field["value"] == typed[name]
        assert (field.get("aria-invalid") == "true") == (name == wrong)
        assert field["aria-describedby"] == "dates-said"
    assert said in page.select("#dates-said")[0].get_text()
    (note,) = page.select(".message.warning")
    assert said in note.get_text()
    assert "没有按日期筛选" in note.get_text()
    assert len(page.select(".hit")) == 7
    hidden = {str(tag["name"]) for tag in page.select("form[role=search] input[type=hidden]")}
    assert hidden == {"category"}


def test_a_wrong_date_alone_or_beside_another_slip_is_an_error_page(client: FlaskClient) -> None:
    for asked in ("since=去年", "q=智慧&since=去年&sort=x", "q=智慧&sort=x"):
        assert not main(client, f"/?{asked}").select(".hit")


def test_the_form_is_read_as_it_is_filled_in(client: FlaskClient) -> None:
    page = main(client, "/?q=智慧&since=2020&until=2020-01&sort=newest", 200)
    form = page.select("form.between")[0]
    filled = {str(tag["name"]): str(tag.get("value", "")) for tag in form.select("input")}
    assert filled == {"q": "智慧", "sort": "newest", "since": "2020-01-01", "until": "2020-01-31"}
    empty = main(client, "/?q=智慧&since=&until=", 200)
    assert not empty.select(".tags")
