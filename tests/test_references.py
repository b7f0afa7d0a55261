"""What texts cite, what of it is held, what cites a document, and how its page shows it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search.catalogue import Catalogue, Holding
from search.citations import Citation, cites, things
from search.citedby import cited_by
from search.document import Document, Edition, Issue
from search.engine import Engine, open_engine
from search.query import Query
from search.references import Reference, completed, read, references
from tests import citing
from web import create_app


def found(text: str) -> list[tuple[str, str, str]]:
    """What stands in the text, and the title and number it is a reference to."""
    return [(text[r.start : r.end], r.title, r.number) for r in references(text)]


PLAN, NUMBER = "新一代人工智能发展规划", "国发〔2017〕35号"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"根据《{PLAN}》制定", [(f"《{PLAN}》", PLAN, "")]),
        (f"根据{NUMBER}制定", [(NUMBER, "", NUMBER)]),
        ("依國發[2017]３５號办", [("國發[2017]３５號", "", NUMBER)]),
        (f"《{PLAN}》（{NUMBER}）", [(f"《{PLAN}》", PLAN, NUMBER), (NUMBER, PLAN, NUMBER)]),
        (f"《{PLAN}》 ({NUMBER})", [(f"《{PLAN}》", PLAN, NUMBER), (NUMBER, PLAN, NUMBER)]),
        # The number of another document stands in the bracket.
        (
            f"《{PLAN}》（见{NUMBER}、{NUMBER}）",
            [(f"《{PLAN}》", PLAN, ""), *[(NUMBER, "", NUMBER)] * 2],
        ),
        # Titles in titles.
        (
            "《关于印发〈甲项目管理办法〉的通知》",
            [("《关于印发〈甲项目管理办法〉的通知》", "关于印发〈甲项目管理办法〉的通知", "")],
        ),
        (
            "《关于印发《甲项目管理办法》的通知》",
            [("《关于印发《甲项目管理办法》的通知》", "关于印发《甲项目管理办法》的通知", "")],
        ),
        (
            f"《关于转发{NUMBER}文件的通知》",
            [(f"《关于转发{NUMBER}文件的通知》", f"关于转发{NUMBER}文件的通知", "")],
        ),
        # Statutes are short, and everybody knows which is meant.
        ("依照《公司法》", [("《公司法》", "公司法", "")]),
        # Nobody knows which these are.
        ("落实《意见》和《实施方案》《若干政策措施》", []),
        # Nor are these documents of their own.
        ("填写《项目申报备案登记表》，交《行政许可决定书》", []),
        ("见《江源省项目任务细目》（附件1）", []),
        # A mark is missing: what is not closed in its sentence is no title.
        (
            "《甲项目管理办法（国发〔2017〕35号）。《乙项目管理办法》",
            [(NUMBER, "", NUMBER), ("《乙项目管理办法》", "乙项目管理办法", "")],
        ),
        ("《甲项目管理\n办法》和甲项目管理办法》", []),
        ("〈甲项目管理办法〉", []),
        # What stands before the organ's sign is not of it.
        ("教育部国科发财字〔2010〕3号", [("国科发财字〔2010〕3号", "", "国科发财字〔2010〕3号")]),
        ("住宅工程（2015）3号楼", []),
        ("江政任〔2018〕22—24号", [("江政任〔2018〕22—24号", "", "江政任〔2018〕22—24号")]),
        ("", []),
    ],
)
def test_what_a_text_cites(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "given_as",
    [
        f"《{PLAN}》（以下简称《规划》）",
        f"《{PLAN}》（{NUMBER}，以下简称《规划》）",
        f"《{PLAN}》({NUMBER}，简称《规划》)",
        f"《{PLAN}》（{NUMBER}）（以下简称《规划》）",
        f"《{PLAN}》，以下简称《规划》，",
        f"《{PLAN}》（以下简称“《规划》”）",
        f"《另一项目管理办法》和《{PLAN}》（以下简称《规划》）",
    ],
)
def test_a_short_name_stands_for_the_title_before_it(given_as: str) -> None:
    before, given_here, after = read(["见《规划》。", given_as, "按《规划》办，不按《方案》办。"])
    assert before == ()
    number = NUMBER if NUMBER in given_as else ""
    assert [(r.title, r.number) for r in after] == [(PLAN, number)]
    assert (given_here[-1].title, given_here[-1].number) == (PLAN, number)


def test_a_short_name_may_be_given_anew() -> None:
    text = [
        "《甲项目管理办法》（以下简称《办法》）",
        "《办法》",
        "《乙项目管理办法》（以下简称《办法》）",
        "《办法》",
    ]
    titles = [refs[-1].title for refs in read(text)]
    assert titles == ["甲项目管理办法"] * 2 + ["乙项目管理办法"] * 2


def test_a_common_short_name_of_several_titles_is_nobody_s() -> None:
    text = ["《甲项目管理办法》《乙项目管理办法》（以下统称《办法》）", "《办法》"]
    assert read(text)[1] == ()


def test_the_short_name_of_an_attached_paper_is_no_reference() -> None:
    assert read(
        ["《江源省项目任务细目》（附件1）（以下简称《项目细目清单》）", "《项目细目清单》"]
    ) == [(), ()]


def test_a_title_has_the_number_that_the_document_gives_it_elsewhere() -> None:
    first, _, last = completed(read([f"《{PLAN}》", f"《{PLAN}》（{NUMBER}）", NUMBER]))
    assert (first[0].title, first[0].number) == (last[0].title, last[0].number) == (PLAN, NUMBER)


def test_a_title_that_has_two_numbers_has_none_where_none_stands() -> None:
    title = "关于做好毕业生就业工作的通知"
    text = [
        f"《{title}》（国办发〔2011〕1号）",
        f"《{title}》（国办发〔2013〕2号）",
        f"《{title}》",
    ]
    assert [refs[0].number for refs in completed(read(text))] == [
        "国办发〔2011〕1号",
        "国办发〔2013〕2号",
        "",
    ]


ALPHABET = (
    "国发政办號号〔〕[]（）()《》〈〉<>“”2017３５—、，。；\n\t规划意见通知以下简称附件1的㎡①Ａ "
)
PIECES = st.sampled_from(
    [f"《{PLAN}》", NUMBER, "《规划》", "（以下简称《规划》）", "（", "）", "國發[2017]３号"]
)


@given(st.one_of(st.text(ALPHABET, max_size=60), st.lists(PIECES, max_size=8).map("".join)))
def test_references_stand_in_the_text_one_after_another(text: str) -> None:
    at = 0
    for each in references(text):
        assert at <= each.start < each.end <= len(text)
        at = each.end
        stands = text[each.start : each.end]
        assert each.title or each.number
        assert each.key
        if each.is_number:
            assert [r.number for r in references(stands)] == [each.number]
        else:
            assert (stands[0], stands[-1]) == ("《", "》")
            assert "\n" not in stands
            again = references(stands)
            assert not again or again[0].title == stands[1:-1].strip()


@given(st.lists(st.text(ALPHABET, max_size=40), max_size=5))
def test_reading_never_fails_and_answers_each_passage(texts: list[str]) -> None:
    assert len(read(texts)) == len(texts)


# What of it is held


def catalogue(*documents: Document) -> Catalogue:
    issue = Issue("one", citing.GAZETTE, published=date(2020, 1, 1))
    return Catalogue((issue,), (Holding(each, issue, 1) for each in documents))


def held(text: str, *documents: Document, **about: object) -> list[list[str]]:
    """The ids of what is held of each reference of a document with a text."""
    citer = citing.made("citer", "江源省水利厅关于水库的通知", text, **about)
    found = cites(citer, catalogue(citer, *documents))
    return [[holding.document.id for holding in each.held] for each in found]


def stated(citations: tuple[Citation, ...]) -> list[tuple[str, str, list[str], bool]]:
    return [
        (
            each.passage.anchor,
            each.passage.text[each.reference.start : each.reference.end],
            [holding.document.id for holding in each.held],
            each.uncertain,
        )
        for each in citations
    ]


ALL = Catalogue(
    tuple(edition.issue for edition in citing.EDITIONS),
    tuple(
        Holding(d, e.issue, 1, tuple(dict.fromkeys(b.part for b in d.blocks if b.part)))
        for e in citing.EDITIONS
        for d in e.documents
    ),
)
OPINION = "江源省人民政府关于加快智慧农业发展的意见"


def test_what_a_notice_cites() -> None:
    assert stated(cites(citing.NOTICE, ALL)) == [
        ("p4", f"《{OPINION}》", ["opinion"], False),
        ("p4", "江政发〔2018〕5号", ["opinion"], False),
        ("p4", "《意见》", ["opinion"], False),
        ("p4", "《国务院关于数字乡村建设的指导意见》", [], False),
        ("p4", "国发〔2017〕99号", [], False),
        ("p5", "《意见》", ["opinion"], False),
        ("p7", "《中华人民共和国农业法》", ["law"], False),
        ("p7", "《农业法》", ["law"], False),
    ]


def test_what_rules_cite_in_every_form() -> None:
    assert stated(cites(citing.RULES, ALL)) == [
        ("p2", "江政發[2018]５號", ["opinion"], False),
        ("p3", "《关于加快智慧农业发展的意见》", ["opinion"], False),
        ("p4", "《江源省数字乡村建设行动方案》", ["notice"], False),
        ("p5", "江政任〔2018〕4号", ["posts"], False),
        ("p5", "江财农〔2018〕1、2号", ["funds1", "funds2"], False),
        ("p6", "《江源省农业农村工作要点》", [], True),
        ("p7", "《关于印发<江源省数字乡村建设行动方案>的通知》", ["notice"], False),
        ("p8", "江政发〔2018〕5号", ["opinion"], False),
        ("p8", "《江源省“互联网＋”农业规划》", [], False),
        ("n1", "江政办发〔2018〕12号", ["notice"], False),
    ]


@pytest.mark.parametrize("document", [citing.OPINION, citing.AGAIN])
def test_what_a_document_says_of_itself_is_no_reference(document: Document) -> None:
    assert cites(document, ALL) == ()


def test_no_document_cites_a_later_one_by_its_name() -> None:
    assert [(c.held, c.uncertain) for c in cites(citing.OLDER, ALL)] == [((), True), ((), True)]


def test_things_are_named_once_in_the_order_of_their_first_mention() -> None:
    found = [
        ([h.document.id for h in group[0].held], len(group))
        for group in things(cites(citing.NOTICE, ALL))
    ]
    assert found == [(["opinion"], 4), ([], 2), (["law"], 2)]


@pytest.mark.parametrize(
    ("before", "is_held"),
    [
        ("江源省人民政府", True),
        ("根据江源省人民政府印发的", True),
        ("根据省政府", True),
        ("按照我省政府", True),
        ("", False),
        ("国务院", False),
        ("辽源省人民政府", False),
        ("辽源省政府", False),
        ("中共江源省委江源省人民政府", False),
        ("江源省人民政府办公厅", False),
    ],
)
def test_a_title_without_its_issuer_is_that_of_the_issuer_before_it(
    before: str, is_held: bool
) -> None:
    text = f"{before}《关于加快智慧农业发展的意见》"
    about = {"issuer": "江源省水利厅"}
    assert held(text, citing.OPINION, **about) == [["opinion"] if is_held else []]


def test_a_province_without_a_name_is_that_of_the_citer() -> None:
    text, issuer = "根据省政府《关于加快智慧农业发展的意见》", "辽源省水利厅"
    citer = replace(citing.made("citer", f"{issuer}关于水库的通知", text), issuer=issuer)
    issue = Issue("one", "辽源省人民政府公报")
    archive = Catalogue((issue,), [Holding(d, issue, 1) for d in (citer, citing.OPINION)])
    assert [each.held for each in cites(citer, archive)] == [()]


def test_a_number_beside_a_title_decides() -> None:
    one = citing.made("one", "江源省农业工作要点综述", number="江农发〔2017〕1号")
    two = citing.made("two", "江源省农业工作要点综述", number="江农发〔2018〕1号")
    title = "《江源省农业工作要点综述》"
    assert held(f"{title}（江农发〔2018〕1号）", one, two) == [["two"], ["two"]]
    assert held(title, one, two) == [[]]
    assert held(title, one) == [["one"]]
    # A third one, which is not held.
    assert held(f"{title}（江农发〔2019〕1号）", one) == [[], []]
    # The issuer is left out, and a word: the number tells.
    assert (
        held("《关于加快智慧农业的意见》（江政发〔2018〕5号）", citing.OPINION) == [["opinion"]] * 2
    )


def test_what_a_document_replaces_may_have_its_name() -> None:
    title = "关于印发《江源省水库管理规程》的通知"
    new = citing.made(
        "new",
        title,
        "省水利厅修订了《江源省水库管理规程》。",
        "《江源省水库管理规程》（江水发〔2010〕1号）同时废止。",
        issuer="江源省水利厅",
    )
    old = replace(new, id="old", number="江水发〔2010〕1号", blocks=new.blocks[:1])
    found = [
        (each.passage.anchor, [h.document.id for h in each.held])
        for each in cites(new, catalogue(new, old))
    ]
    assert found == [("p3", ["old"]), ("p3", ["old"])]


def test_where_title_and_number_disagree_neither_stands_for_the_other() -> None:
    other = citing.made("other", "江源省水库大坝安全规程", number="江水发〔2018〕1号")
    text = "《江源省水库大坝安全规程》（江政发〔2018〕5号）"
    assert held(text, citing.OPINION, other) == [[], ["opinion"]]


def test_a_trial_is_another_document() -> None:
    trial = citing.made("trial", "江源省水库管理规程（试行）")
    assert held("《江源省水库管理规程》", trial) == [[]]
    assert held("《江源省水库管理规程(试行)》", trial) == [["trial"]]


def test_who_issued_a_document_comes_before_who_printed_or_passed_it_on() -> None:
    title = "国务院办公厅关于水库安全的意见"
    own = citing.made("own", title)
    passed = citing.made("passed", f"江源省人民政府办公厅转发{title}的通知")
    assert held(f"《{title}》", passed, own) == [["own"]]
    assert held(f"《{title}》", passed) == [["passed"]]


def test_a_document_that_is_printed_twice_is_one() -> None:
    assert held("江政发〔2018〕5号", citing.OPINION, citing.AGAIN) in ([["opinion"]], [["again"]])


# What cites a document


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('citing') / 'index'}", "write")
    engine.add(citing.EDITIONS)
    yield engine
    engine.close()


Found = set[tuple[str, str, int]]


def places(document: Document, engine: Engine) -> Found:
    return {
        (each.holding.document.id, citation.passage.anchor, citation.reference.start)
        for each in cited_by(document, engine).documents
        for citation in each.citations
    }


def by_reading_everything(document: Document, documents: list[Document], held: Catalogue) -> Found:
    """What ``places`` has to find: every document is read, and no index is asked."""

    def twin(other: Document) -> bool:
        return (other.title, other.number) == (document.title, document.number)

    return {
        (other.id, citation.passage.anchor, citation.reference.start)
        for other in documents
        if not twin(other)
        for citation in cites(other, held)
        if any(twin(holding.document) for holding in citation.held)
    }


def test_what_cites_the_opinion(archive: Engine) -> None:
    found = cited_by(citing.OPINION, archive)
    assert [each.holding.document.id for each in found.documents] == ["rules", "notice"]
    assert (found.passages, found.unread, found.complete) == (5, 0, True)
    anchors = {a for name, a, _ in places(citing.OPINION, archive) if name == "notice"}
    assert anchors == {"p4", "p5"}


@pytest.mark.parametrize("document", citing.DOCUMENTS, ids=lambda each: each.id)
def test_nothing_that_cites_a_document_is_missed(document: Document, archive: Engine) -> None:
    everything = by_reading_everything(document, list(citing.DOCUMENTS), archive.catalogue())
    assert places(document, archive) == everything


FORMS = (
    "根据《{title}》（{number}）办理。",
    "按{number}办理。",
    "执行《{title}》。",
    "《{title}》（{number}，以下简称《文件》）指出，按《文件》办理。",
    "{issuer}《{rest}》要求落实。",
    "转发《关于印发<{plan}>的通知》。",
    "按《{plan}》办理。",
    "見{loose}。",
)


def _random_archive(seed: int) -> Edition:
    """Documents that cite each other at random, in every form."""
    chance = random.Random(seed)
    titles = []
    for i in range(40):
        issuer = chance.choice(["江源省人民政府", "江源省财政厅", "江源省人民政府办公厅"])
        topic = chance.choice(["水库大坝", "互联网＋政务", "职业教育", "“十三五”旅游"])
        plan = f"江源省{topic}第{i % 30}期规划（{2010 + i % 7}—2020年）"
        about = chance.choice([f"关于{topic}第{i % 30}期的意见", f"关于印发{plan}的通知"])
        number = f"江{chance.choice(['政', '财'])}发〔{2010 + i % 5}〕{i % 20 + 1}号"
        titles.append({"issuer": issuer, "rest": about, "plan": plan, "number": number})
    documents = []
    for i, each in enumerate(titles):
        texts = []
        for _ in range(4):
            other = chance.choice(titles)
            loose = other["number"].replace("〔", "[").replace("〕", "]").replace("号", "號")
            form = chance.choice(FORMS)
            texts.append(form.format(title=other["issuer"] + other["rest"], loose=loose, **other))
        year = date(2010 + chance.randrange(9), 1, 1)
        made = citing.made(
            f"r{i}",
            each["issuer"] + each["rest"],
            *texts,
            number=each["number"],
            issuer=each["issuer"],
            issued=year,
        )
        documents.append(made)
    return Edition(Issue("one", citing.GAZETTE, 2020, 1), tuple(documents))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_missed_in_a_random_archive(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    edition = _random_archive(seed)
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('random') / 'index'}", "write")
    engine.add([edition])
    held, total = engine.catalogue(), 0
    for document in edition.documents:
        found = places(document, engine)
        assert found == by_reading_everything(document, list(edition.documents), held)
        total += len(found)
    engine.close()
    assert total > 50


# How the page shows it


@pytest.fixture(scope="module")
def pages(archive: Engine) -> FlaskClient:
    return create_app(archive, {"TESTING": True}).test_client()


def soup(pages: FlaskClient, path: str) -> BeautifulSoup:
    response = pages.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def test_what_is_held_is_a_link_to_its_page_and_else_to_a_search(pages: FlaskClient) -> None:
    page = soup(pages, "/documents/notice")
    links = {a.text: a for a in page.select("article .passage a.held, article .passage a.sought")}
    assert links[f"《{OPINION}》"]["href"] == "/documents/opinion"
    assert links["江政发〔2018〕5号"]["href"] == "/documents/opinion"
    assert [a["href"] for a in page.select("#p5 a.held")] == ["/documents/opinion"]
    missing = links["国发〔2017〕99号"]
    assert missing["class"] == ["sought"]
    assert "未收录" in missing["title"]
    assert parse_qs(urlsplit(missing["href"]).query) == {"q": ["国发〔2017〕99号"]}
    assert not page.select("#p0 a.held, #p1 a.held, #p2 a.held, #p6 a.sought")


def test_a_title_that_is_not_held_is_searched_to_the_letter(pages: FlaskClient) -> None:
    page = soup(pages, "/documents/rules")
    (link,) = page.select("#p8 a.sought")
    assert parse_qs(urlsplit(link["href"]).query) == {"q": ['"江源省 互联网＋ 农业规划"']}
    (unsure,) = page.select("#p6 a.sought")
    assert "不能确定" in unsure["title"]


def test_every_search_of_a_reference_finds_its_own_passage(
    pages: FlaskClient, archive: Engine
) -> None:
    links = [
        (document.id, link)
        for document in citing.DOCUMENTS
        for link in soup(pages, f"/documents/{document.id}").select("article a.sought")
    ]
    assert links
    for document_id, link in links:
        text = parse_qs(urlsplit(link["href"]).query)["q"][0]
        hits = archive.search(Query(text)).hits
        anchor = link.find_parent(class_="passage")["id"]
        assert (document_id, anchor) in {(hit.document.id, hit.anchor) for hit in hits}, text


def test_marks_are_inside_links_and_notes_are_not(pages: FlaskClient) -> None:
    page = soup(pages, '/documents/rules?q="智慧农业"')
    (link,) = page.select("#p3 a.held")
    assert [mark.text for mark in link.select("mark")] == ["智慧农业"]
    assert link.text == "《关于加快智慧农业发展的意见》"
    first = page.select_one("#p4 a.held")
    assert first is not None
    assert first.text == "《江源省数"
    assert not page.select("a a")


def test_links_in_tables_and_footnotes(pages: FlaskClient) -> None:
    page = soup(pages, "/documents/rules")
    assert [a.text for a in page.select("#p8 th a.held")] == ["江政发〔2018〕5号"]
    assert [a["href"] for a in page.select("#n1 a.held")] == ["/documents/notice"]


def test_text_that_looks_like_markup_stays_text(pages: FlaskClient) -> None:
    page = soup(pages, "/documents/rules")
    assert not page.select("article b, .references b")
    assert "<江源省数字乡村建设行动方案>" in page.select_one("#p7").text  # type: ignore[union-attr]
    cited = soup(pages, "/documents/opinion").select_one("#cited-by")
    assert cited is not None
    assert "<b>本細則</b>" in cited.text


def test_the_head_leads_to_both_lists(pages: FlaskClient) -> None:
    def facts(path: str) -> dict[str, str]:
        return {
            dt.text: f"{dd.text} {dd.a['href']}"
            for dt, dd in ((div.dt, div.dd) for div in soup(pages, path).select("dl.facts > div"))
            if dd.a
        }

    assert facts("/documents/notice")["引用文件"] == "3 项 #cites"
    assert facts("/documents/notice")["被引用"] == "1 份文件，共 3 段 #cited-by"
    assert facts("/documents/opinion").keys() & {"引用文件", "被引用"} == {"被引用"}
    assert not facts("/documents/tasks1").keys() & {"引用文件", "被引用"}


def test_documents_of_an_issue_without_a_contents_list_have_neighbours(
    pages: FlaskClient,
) -> None:
    def ways(path: str) -> list[str]:
        return [str(a["href"]) for a in soup(pages, path).select(".neighbours a")]

    assert ways("/documents/opinion") == ["/documents/notice", "/issues/one"]
    assert ways("/documents/notice") == ["/documents/opinion", "/documents/law", "/issues/one"]


def test_what_is_cited_is_listed_once_with_its_passages(pages: FlaskClient) -> None:
    page = soup(pages, "/documents/notice")
    items = page.select("#cites li")
    titles = [li.select_one(".cited a").text for li in items]  # type: ignore[union-attr]
    assert titles == [OPINION, "国务院关于数字乡村建设的指导意见", "中华人民共和国农业法"]
    assert [a["href"] for a in items[0].select(".places a")] == ["#p4", "#p5"]
    assert "未收录" in items[1].text
    for link in page.select("#cites .places a"):
        assert page.select_one(f"[id='{link['href'][1:]}']")


def test_what_cites_is_listed_with_its_sentences(pages: FlaskClient) -> None:
    page = soup(pages, "/documents/opinion")
    items = page.select("#cited-by > ol > li")
    assert [li.select_one(".cited a")["href"] for li in items] == [  # type: ignore[index]
        "/documents/rules",
        "/documents/notice",
    ]
    hrefs = [a["href"] for a in items[0].select(".citing > a")]
    assert hrefs == ["/documents/rules#p2", "/documents/rules#p3", "/documents/rules#p8"]
    marks = [mark.text for mark in items[1].select(".citing mark")]
    assert marks == [f"《{OPINION}》", "江政发〔2018〕5号", "《意见》", "《意见》"]
    for href in (a["href"] for a in page.select(".citing > a")):
        path, _, anchor = href.partition("#")
        assert soup(pages, path).select_one(f"[id='{anchor}']")


@pytest.mark.slow
def test_long_lists_are_cut_and_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = f"按《{OPINION}》（江政发〔2018〕5号）办理。"
    many = tuple(
        citing.made(f"m{i}", f"江源省第{i}号水库报告", *[text] * (8 if i == 1 else 1))
        for i in range(1, 71)
    )
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('many') / 'index'}", "write")
    engine.add([Edition(Issue("one", citing.GAZETTE), (citing.OPINION, *many))])
    page = soup(create_app(engine, {"TESTING": True}).test_client(), "/documents/opinion")
    assert len(page.select(".citing")) == 50
    heading = page.select_one("#cited-by-title")
    assert heading is not None
    assert re.search(r"70 份文件，共 77 段", heading.text)
    assert "另有 3 段" in page.select_one("#cited-by").text  # type: ignore[union-attr]
    rest = page.select_one("#cited-by > p a")
    assert rest is not None
    asked = parse_qs(urlsplit(rest["href"]).query)["q"][0]
    # The opinion's own four passages are found as well.
    assert engine.search(Query(asked)).total == 77 + 4
    engine.close()


def test_references_as_json(pages: FlaskClient) -> None:
    found = pages.get("/api/documents/notice/references").json
    assert list(found) == ["document", "cites", "cited_by"]
    cited = found["cites"][0]
    assert list(cited) == ["title", "number", "documents", "uncertain", "url", "places"]
    assert (cited["title"], cited["number"]) == (OPINION, "江政发〔2018〕5号")
    assert [each["id"] for each in cited["documents"]] == ["opinion"]
    assert list(cited["places"][0]) == ["anchor", "kind", "start", "end", "text"]
    assert [place["text"] for place in cited["places"]][-1] == "《意见》"
    by = found["cited_by"]
    assert list(by) == ["passages", "unread", "documents", "search"]
    assert (by["passages"], by["unread"]) == (3, 0)
    assert by["documents"][0]["places"][0]["url"] == "/documents/rules#p4"
    assert pages.get("/api/documents/none/references").status_code == 404
    assert pages.get("/api/documents/notice/references?q=x").status_code == 400
    assert pages.get("/api/documents/notice").json["id"] == "notice"


def test_a_key_is_the_same_for_one_thing() -> None:
    one, other = (
        Reference(0, 9, title, "", False) for title in ("《农业 法》", "中华人民共和国农业法")
    )
    assert one.key == other.key
