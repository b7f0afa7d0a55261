"""The bundled issue through the pages: nothing of it is lost on the way to the browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from search.document import passages
from search.engine import open_engine
from tests.material import sample_edition
from web import create_app
from web.urls import document_url
from web.wire.documents import parse_json

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('sample') / 'index'}", "write")
    engine.add([sample_edition()])
    yield create_app(engine, {"TESTING": True}).test_client()
    engine.close()


def soup(client: FlaskClient, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("document", sample_edition().documents, ids=lambda d: d.title)
def test_every_passage_stands_whole_at_its_anchor(client: FlaskClient, document) -> None:  # type: ignore[no-untyped-def]
    page = soup(client, document_url(document.id))
    for note in page.select("sup, .sign, .note-mark, .back, .omitted, .table-tools"):
        note.decompose()
    for passage in passages(document):
        found = page.find(id=passage.anchor)
        assert isinstance(found, Tag), passage
        assert bare(found.get_text()) == bare(passage.text)


def test_every_reference_leads_to_its_note_and_back(client: FlaskClient) -> None:
    document = sample_edition().documents[0]
    page = soup(client, document_url(document.id))
    references = page.select("sup.note a")
    assert len(references) == sum(len(block.notes) for block in document.blocks) == 10
    for a in references:
        note = page.find(id=str(a["href"])[1:])
        assert isinstance(note, Tag)
        assert note.select(f'a.back[href="#{a["id"]}"]')


def test_the_price_index_of_the_whole_province_is_not_the_cities(client: FlaskClient) -> None:
    page = soup(client, document_url(sample_edition().documents[0].id))
    table = page.select("table")[0]
    spans = [
        [(th.get_text(), th.get("rowspan")) for th in r.select("th")]
        for r in table.select("thead tr")
    ]
    assert spans == [[("指标", "2"), ("全省", "2")], [("城市", None), ("农村", None)]]


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (
            "年末金融机构本外币存贷款余额",
            ["本外币各项存款余额", "人民币各项存款余额", "本外币各项贷款余额", "…"],
        ),
        ("金融机构 人民币各项贷款余额", ["…", "人民币各项贷款余额"]),
    ],
)
def test_a_table_found_by_its_head_alone_shows_its_first_rows(
    client: FlaskClient, asked: str, rows: list[str]
) -> None:
    hit = soup(client, f"/?q={asked}&kind=table").select(".hit")[0]
    shown = [row.find(["th", "td"]) for row in hit.select("tbody tr")]
    assert [cell.get_text() for cell in shown if isinstance(cell, Tag)][: len(rows)] == rows


def test_a_level_of_the_contents_is_whole(client: FlaskClient) -> None:
    page = soup(client, document_url(sample_edition().documents[3].id))
    labels = [a.get_text() for a in page.select("nav.contents a")]
    assert "（二）消除“僵尸”信息系统" in labels
    assert not any(label.endswith("。") for label in labels)


def test_all_that_is_offered_finds_something(client: FlaskClient) -> None:
    start, guide = soup(client, "/"), soup(client, "/help")
    offered = [*start.select(".examples a"), *guide.select("td a")]
    assert len(start.select(".examples a")) == 5
    for a in offered:
        assert soup(client, str(a["href"])).select(".hit"), a


def test_the_contents_list_says_what_has_no_text(client: FlaskClient) -> None:
    entries = soup(client, "/").select(".issue li")
    missing = [entry for entry in entries if "正文未收录" in entry.get_text()]
    contents = sample_edition().issue.contents
    assert len(entries) == len(contents)
    assert len(missing) == sum(entry.document is None for entry in contents) == 3
    assert not any(entry.select("a") for entry in missing)


def test_the_answers_are_those_of_the_parse(client: FlaskClient) -> None:
    parsed = parse_json(sample_edition())
    for document in parsed["documents"]:
        assert client.get(f"/api/documents/{document['id']}").json == document


#: What makes long pages: tables, words that stand everywhere, many terms, partial hits.
HEAVY = (
    *("/?q=增长", "/?q=指标&kind=table", "/?q=发展 产业 企业 创新 服务 建设&match=some"),
    *(
        "/?q=的&size=20",
        "/?q=数据&view=documents",
        "/?kind=table&kind=footnote",
        "/?q=老年人如何享受",
    ),
)


def test_the_heaviest_pages_of_results_are_light(client: FlaskClient) -> None:
    unpacks = {"Accept-Encoding": "gzip"}
    sizes = {}
    for url in HEAVY:
        answer = client.get(url, headers=unpacks)
        page = gzip.decompress(answer.data).decode()
        assert 'class="hit"' in page, url
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
        assert len(files) > 5
        packed = [client.get(name, headers=unpacks, buffered=True).data for name in files]
        sizes[url] = len(answer.data) + sum(map(len, packed))
    assert max(sizes.values()) < 60_000, sizes
