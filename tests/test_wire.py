"""The JSON that other tools rely on: its keys exactly, and its values as JSON knows them."""

from __future__ import annotations

import json
from dataclasses import replace

from search.document import Block, Document, Edition, Issue, Publication
from search.engine import Engine
from search.query import FACETS, Query
from search.results import Results
from tests import gazette, online
from web.wire.documents import document_json, parse_json
from web.wire.results import completions_json, results_json

DOCUMENT = ["id", "category", "title", "number", "issuer", "issued", "page"]
DOCUMENT += ["addressees", "copied", "blocks", "footnotes", "publication", "sources"]
HIT = [
    "document",
    "issue",
    "anchor",
    "kind",
    "headings",
    "text",
    "spans",
    "url",
    "score",
    "context",
    "missing",
    "page",
]
ENTRY = ["category", "title", "author", "number", "page", "document"]
BLOCK = ["kind", "anchor", "level", "text", "rows", "notes", "part", "caption", "unit"]
BLOCK += ["headings", "page"]
EMPTY_FACETS: dict[str, list[object]] = {name: [] for name in FACETS}


def keys(found: dict[str, object]) -> list[str]:
    return list(found)


def test_parse_has_its_keys() -> None:
    found = parse_json(gazette.EDITION)
    assert keys(found) == ["issue", "contents", "documents", "appointments", "warnings"]
    assert {"title", "year", "number", "cumulative", "published"} < set(found["issue"])
    assert set(found["issue"]) - {"id", "label", "masthead", "online"} == {
        "title",
        "year",
        "number",
        "cumulative",
        "published",
    }
    assert keys(found["contents"][0]) == ENTRY
    assert keys(found["appointments"][0]) == ["date", "number", "person", "post", "act"]
    warned = {"line": 7, "message": "没有认出的一行", "kind": "other", "file": "test.txt"}
    assert found["warnings"] == [warned]


def test_values_are_what_json_knows() -> None:
    found = parse_json(gazette.EDITION)
    assert json.loads(json.dumps(found)) == found
    assert found["issue"]["published"] == "2020-01-15"
    assert found["appointments"][0]["date"] == "2020-01-09"
    assert found["contents"][0]["document"] is None
    assert found["contents"][-1]["page"] == "封底"


def test_a_document_has_its_keys() -> None:
    found = document_json(gazette.NOTICE)
    assert keys(found) == DOCUMENT
    assert all(keys(block) == BLOCK for block in found["blocks"])
    assert all(keys(n) == ["mark", "anchor", "text", "cited_at"] for n in found["footnotes"])
    assert (found["issued"], found["page"]) == ("2020-01-09", 3)
    assert found["blocks"][3]["notes"] == [{"mark": "1", "offset": 6}]
    assert found["blocks"][11]["rows"][2] == ["其中：粮食", "97.9", "-5.4"]
    assert found["footnotes"][0]["cited_at"] == ["p4", "p10"]


def test_a_document_tells_its_publication_and_its_sources() -> None:
    found = document_json(online.GRAIN, (online.GRAIN_PAGE.sources[0], online.GAZETTE_SOURCE))
    assert found["publication"] == {
        "url": online.GRAIN_URL,
        "site": online.SITE,
        "column": "政府文件",
        "origin": "省政府办公厅",
        "published": "2021-01-28",
        "index_number": "015000185/2021-00012",
        "topic": "农业、林业、水利",
    }
    assert found["sources"] == [
        {"site": online.SITE, "url": online.GRAIN_URL, "file": "grain.html"},
        {"site": None, "url": None, "file": "hd-2021-03.txt"},
    ]
    bare = document_json(replace(online.GRAIN, publication=Publication(online.BAD_URL)))
    assert set(bare["publication"].values()) == {None}
    assert bare["sources"] == []


def test_parsed_documents_have_the_sources_of_their_issue() -> None:
    parsed = parse_json(Edition(online.ROAD_PAGE, (online.ROAD,)))
    assert parsed["issue"]["online"] is True
    assert [each["file"] for each in parsed["documents"][0]["sources"]] == ["road.htm"]


def test_printed_pages_and_those_sent_a_copy_are_given(engine: Engine) -> None:
    block = replace(gazette.NOTICE.blocks[0], page=3)
    found = document_json(replace(gazette.NOTICE, copied=("省法院",), blocks=(block,)))
    assert (found["copied"], found["blocks"][0]["page"]) == (["省法院"], 3)
    results = engine.search(Query('"民政事业"'))
    (hit,) = results.hits
    (shown,) = results_json(replace(results, hits=(replace(hit, page=7),)))["hits"]
    assert shown["page"] == 7


def test_what_does_not_apply_is_null_or_empty_but_there() -> None:
    found = document_json(Document("a", "b", "题", blocks=(Block("paragraph", "p1", "文"),)))
    assert keys(found) == DOCUMENT
    assert found["number"] is found["issued"] is found["category"] is found["page"] is None
    assert found["addressees"] == found["copied"] == found["footnotes"] == []
    assert found["publication"] is None
    assert found["sources"] == []
    block = found["blocks"][0]
    assert block["part"] is block["level"] is block["page"] is None
    empty = parse_json(Edition(Issue("b")))
    assert empty["contents"] == empty["documents"] == empty["warnings"] == []
    assert empty["issue"]["published"] is None


RESULTS = [
    *["query", "searched", "mode", "total", "complete", "documents", "literal_extra"],
    *["literal_query", "terms", "cards", "offers", "hits", "partial_total", "partial"],
    *["view", "facets", "timeline", "messages"],
]
OFFER = ["kind", "label", "query", "count", "url"]


def test_results_have_their_keys(engine: Engine) -> None:
    found = results_json(engine.search(Query("智慧 农业", category=("发展类",))))
    assert keys(found) == RESULTS
    hit = found["hits"][0]
    assert keys(hit) == HIT
    assert keys(hit["document"]) == ["id", "title", "number", "category", "issuer", "issued"]
    assert keys(found["facets"]) == ["category", "kind", "issuer", "year", "issue", "document"]
    assert keys(found["facets"]["kind"][0]) == ["value", "label", "count", "selected"]
    (period,) = found["timeline"]
    assert period == {
        "first": "2020-01-01",
        "last": "2020-01-31",
        "count": found["total"],
        "selected": False,
    }
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_what_is_said_of_a_query_has_its_keys(engine: Engine) -> None:
    found = results_json(engine.search(Query("(智慧 火星 -农业")))
    assert keys(found["messages"][0]) == ["code", "level", "text", "query"]
    assert found["messages"][0]["query"] == found["searched"] == "智慧 火星 -农业"
    term = ["text", "role", "variants", "count", "exact", "without", "excluded"]
    assert [keys(each) for each in found["terms"]] == [term] * 3
    assert [each["role"] for each in found["terms"]] == ["word", "word", "excluded"]
    words = [offer for offer in found["offers"] if offer["kind"] == "word"]
    assert keys(words[0]) == OFFER
    assert words[1]["count"] == 0
    assert words[0]["url"].startswith("/api/search?q=")
    assert found["hits"][0]["missing"] == ["火星"]


def test_a_card_has_its_keys(engine: Engine) -> None:
    number = gazette.NOTICE.number or ""
    (card,) = results_json(engine.search(Query(number)))["cards"]
    assert keys(card) == ["number", "documents", "listed", "nearest", "cited"]
    assert card["number"] == number
    about = ["id", "title", "number", "category", "issuer", "issued", "issue", "url"]
    assert keys(card["documents"][0]) == about
    (unknown,) = results_json(engine.search(Query(number.replace("号", "9号"))))["cards"]
    assert keys(unknown["nearest"][0]) == OFFER


def test_completions_have_their_keys(engine: Engine) -> None:
    found = completions_json("智", engine.complete("智"))
    assert found["query"] == "智"
    assert keys(found["completions"][0]) == ["text", "kind", "count", "document", "url"]
    for each in found["completions"]:
        path = "/documents/" if each["document"] else "/?q="
        assert each["url"].startswith(path), each


def test_a_hit_says_where_it_stands(engine: Engine) -> None:
    found = results_json(engine.search(Query('"民政事业"')))
    (hit,) = found["hits"]
    assert (
        hit["url"] == "/documents/test-2020-01-01?q=%22%E6%B0%91%E6%94%BF%E4%BA%8B%E4%B8%9A%22#p10"
    )
    assert [hit["text"][a:b] for a, b in hit["spans"]] == ["民政事业"]
    assert hit["issue"] == "长春市人民政府公报 2020年第1期"
    assert hit["headings"] == ["一、总体要求", "1. 思路"]
    assert hit["kind"] == "paragraph"


def test_facets_are_there_even_when_nothing_was_counted() -> None:
    nothing = Results(Query("x"), "words", 0, 0, None, (), (), ())
    found = results_json(nothing)
    assert found["facets"] == EMPTY_FACETS
    assert found["literal_extra"] is None
