"""Which language the pages are in, and how it is changed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_a_page_is_chinese_until_another_language_is_chosen(client: FlaskClient) -> None:
    assert '<html lang="zh-Hans-CN">' in client.get("/", headers={"Accept-Language": "en"}).text
    client.get("/language/en")
    assert '<html lang="en">' in client.get("/").text
    client.get("/language/zh")
    assert '<html lang="zh-Hans-CN">' in client.get("/").text


def test_only_two_languages_are_known(client: FlaskClient) -> None:
    assert client.get("/language/fr").status_code == 404
    client.set_cookie("language", "fr")
    assert '<html lang="zh-Hans-CN">' in client.get("/").text


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/?q=%E6%99%BA%E6%85%A7&page=2", "/?q=%E6%99%BA%E6%85%A7&page=2"),
        ("http://localhost/help", "/help"),
        ("http://localhost/", "/"),
        ("http://elsewhere/help", "/"),
        ("http://localhost//elsewhere/", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[::1", "/"),
        ("http://localhost/\\elsewhere", "/"),
        ("http://localhost@elsewhere/", "/"),
        ("", "/"),
    ],
)
def test_a_choice_leads_back_to_its_page(client: FlaskClient, referrer: str, back: str) -> None:
    response = client.get("/language/en", headers={"Referer": referrer})
    assert (response.status_code, response.location) == (303, back)
    cookie = response.headers["Set-Cookie"]
    assert all(part in cookie for part in ("language=en", "HttpOnly", "SameSite=Lax"))


def test_who_keeps_a_page_keeps_it_by_language(client: FlaskClient) -> None:
    assert "Cookie" in client.get("/").headers["Vary"]
    assert "Cookie" not in client.get("/static/style.css", buffered=True).headers.get("Vary", "")
