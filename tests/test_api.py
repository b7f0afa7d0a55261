"""The JSON answers: what they hold, and how they fail."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search.engine import Engine
from search.query import Query
from tests import gazette
from tests.broken import broken_app
from tests.test_urls import WRONG
from web.wire.documents import document_json
from web.wire.results import results_json


def error(client: FlaskClient, url: str, status: int, **query: str) -> dict[str, str]:
    response = client.get(url, query_string=query)
    assert response.status_code == status
    assert response.content_type == "application/json; charset=utf-8"
    assert list(response.json) == ["error"]
    assert list(response.json["error"]) == ["parameter", "value", "message"]
    found: dict[str, str] = response.json["error"]
    return found


def test_search_is_the_engine_s_answer(client: FlaskClient, engine: Engine) -> None:
    response = client.get(
        "/api/search?q=智慧&category=发展类&category=民生类&sort=newest&size=2&page=2"
    )
    wanted = Query("智慧", ("发展类", "民生类"), sort="newest", size=2, page=2)
    assert response.json == results_json(engine.search(wanted))
    assert len(response.json["hits"]) == 2
    assert "智慧" in response.text


def test_an_empty_query_asks_for_everything(client: FlaskClient) -> None:
    found = client.get("/api/search").json
    assert found["total"] == client.get("/api/search?q=").json["total"] > 100


def test_kind_may_be_called_by_its_label(client: FlaskClient) -> None:
    both = client.get("/api/search?kind=脚注"), client.get("/api/search?kind=footnote")
    assert both[0].json == both[1].json
    assert {hit["kind"] for hit in both[0].json["hits"]} == {"footnote"}


def test_an_unknown_choice_finds_nothing_and_is_no_error(client: FlaskClient) -> None:
    found = client.get("/api/search?q=智慧&category=没有&document=nothing").json
    assert (found["total"], found["hits"]) == (0, [])
    assert found["facets"]["category"][-1]["selected"] is True


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named(client: FlaskClient, name: str, value: str) -> None:
    found = error(client, "/api/search", 400, **{name: value})
    assert (found["parameter"], found["value"]) == (name, value)


def test_a_misspelt_parameter_is_named(client: FlaskClient) -> None:
    assert error(client, "/api/search", 400, catgory="x")["parameter"] == "catgory"
    assert error(client, "/api/documents/test-2020-01-01", 400, q="x")["parameter"] == "q"


def test_a_document(client: FlaskClient) -> None:
    response = client.get("/api/documents/test-2020-01-01")
    assert response.json == document_json(gazette.NOTICE, gazette.ISSUE.sources)


def test_unknown_addresses(client: FlaskClient) -> None:
    assert error(client, "/api/documents/nothing", 404)["value"] == "nothing"
    assert error(client, "/api/nothing", 404)["message"]
    assert error(client, "/api", 404)["parameter"] is None
    response = client.post("/api/search")
    assert (response.status_code, response.json["error"]["value"]) == (405, None)
    assert "GET" in response.headers["Allow"]


def test_an_engine_that_fails_speaks_for_itself() -> None:
    client = broken_app("索引正在重建").test_client()
    assert error(client, "/api/search", 503)["message"] == "索引正在重建"
    assert error(client, "/api/documents/x", 503)["message"] == "索引正在重建"


def test_a_slip_of_ours_tells_nothing_of_the_inside() -> None:
    client = broken_app(RuntimeError("secret")).test_client()
    assert "secret" not in error(client, "/api/search", 500)["message"]
