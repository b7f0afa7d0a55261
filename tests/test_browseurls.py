"""The addresses of the pages that one browses read back as what was asked for."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from web.arguments import BadParameter
from web.browsing.urls import (
    ORDERS,
    UNKNOWN,
    GazetteYear,
    IssuerList,
    gazette_year_url,
    issuers_url,
    read_gazette_year,
    read_issuers,
)

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(str.strip)


def args(url: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(urlsplit(url).query))


@given(_TEXT.filter(lambda text: text != UNKNOWN), st.none() | st.integers(0, 9999))
def test_a_year_of_a_gazette_reads_back(title: str, year: int | None) -> None:
    part = GazetteYear(title, year)
    assert read_gazette_year(args(gazette_year_url("/coverage", part))) == part


@given(_TEXT, st.sampled_from(tuple(ORDERS)), st.integers(1, 99))
def test_a_page_of_issuers_reads_back(find: str, order: str, page: int) -> None:
    asked = IssuerList(find, order, page)
    assert read_issuers(args(issuers_url(asked))) == asked


@given(st.dictionaries(st.sampled_from(["gazette", "year", "find", "sort", "page"]), st.text()))
def test_whatever_is_asked_is_read_or_named(given: dict[str, str]) -> None:
    refused: list[BadParameter] = []
    for read in (read_gazette_year, read_issuers):
        try:
            read(MultiDict(given))
        except BadParameter as error:
            refused.append(error)
    assert all(each.value == given.get(each.parameter, "").strip() for each in refused)


def test_nothing_asked_for() -> None:
    assert read_gazette_year(MultiDict()) is None
    assert read_issuers(MultiDict()) == IssuerList()
    assert issuers_url(IssuerList()) == "/issuers"


@pytest.mark.parametrize("given", [{"gazette": "公报"}, {"year": "20180"}, {"year": "一八"}])
def test_a_year_that_is_none_is_named(given: dict[str, str]) -> None:
    with pytest.raises(BadParameter) as error:
        read_gazette_year(MultiDict(given))
    assert error.value.parameter == "year"
