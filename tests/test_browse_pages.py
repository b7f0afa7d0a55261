"""The pages that one browses, over several gazettes made by hand, with gaps and odd names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from search.document import ContentsEntry, Document, Edition, Issue, passages
from search.engine import Engine, open_engine
from search.query import Query
from search.sources import ParseWarning, Source
from tests import gazette
from tests.material import blocks, sample_edition
from web import create_app
from web.browsing.urls import GazetteYear, gazette_year_url
from web.urls import around_url, cite_url, document_api_url, document_url, issue_url

JI, CHANG = "吉林省人民政府公报", "长春市人民政府公报"
ODD = "a/b c?#%"
ODD_IDS = (ODD, "a//b", "%2F", "期/", "100%25", "é&x=1", "..x", "<b>'\"")


def _edition(
    id: str,
    documents: tuple[Document, ...] = (),
    source: str = "",
    warnings: tuple[ParseWarning, ...] = (),
    **about: object,
) -> Edition:
    sources = (Source(source, warnings=warnings),)
    return Edition(Issue(id, sources=sources, **about), documents)  # type: ignore[arg-type]


def _document(serial: int, issue: str, **about: object) -> Document:
    title = f"第{serial}份文件"
    about["blocks"] = blocks(title, "正文。")
    return Document(f"m{serial}", issue, title, **about)  # type: ignore[arg-type]


def _made() -> tuple[Edition, ...]:
    """Two gazettes with gaps, one without a title, and issues of which little is known."""
    third = (
        _document(31, "j3", category="发展类", issuer="甲局、乙局", issued=date(2017, 5, 1)),
        _document(32, "j3", category="发展类", issuer="甲局", number="吉政发〔2017〕1号"),
        _document(33, "j3", issuer="丙委、甲局"),
    )
    contents = (
        ContentsEntry("发展类", "第31份文件", page=1, document="m31"),
        ContentsEntry("民生类", "只在目录里的文件", "某人", "吉政发〔2017〕2号", 9),
        ContentsEntry("发展类", "第32份文件", page=12, document="m32"),
        ContentsEntry("发展类", "指向别处的文件", document="m404"),
    )
    seventh = (_document(71, "j7", category="民生类", issuer="甲局", issued=date(2017, 7, 1)),)
    return (
        _edition(
            "j3",
            third,
            title=JI,
            year=2017,
            number=3,
            published=date(2017, 5, 15),
            contents=contents,
            cumulative=703,
            warnings=(ParseWarning(7, "<b>没有认出</b>"), ParseWarning(9, "另一处")),
        ),
        _edition("j7", seventh, title=JI, year=2017, number=7, source="seven.txt"),
        _edition("j7-again", (_document(72, "j7-again"),), title=JI, year=2017, number=7),
        _edition("j-extra", (), title=JI, year=2017, published=date(2017, 8, 1)),
        _edition("j2018", (_document(81, "j2018"),), title=JI, year=2018, number=1),
        _edition("j2016", (), title=JI, published=date(2016, 3, 1), number=20),
        _edition(ODD, (_document(91, ODD, issued=date(1999, 1, 1)),), title=JI, number=2),
        _edition("c90", (_document(90, "c90"),), title=CHANG, year=2017, number=90),
        _edition("c92", (), title=CHANG, year=2017, number=92),
        _edition("bare", (_document(99, "bare"),), source="bare.txt"),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('browse') / 'index'}", "write")
    engine.add(_made())
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def browse(made: Engine) -> FlaskClient:
    return create_app(made, {"TESTING": True}).test_client()


def soup(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.text, "html.parser")


def said(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def row(page: BeautifulSoup, name: str) -> list[str]:
    """The cells of the table row that begins with a name."""
    found = [tr for tr in page.select("tr") if tr.th and said(tr.th) == name]
    assert len(found) == 1, name
    return [said(td) for td in found[0].select("td")]


# All issues


def test_gazettes_are_kept_apart_and_years_stand_newest_first(browse: FlaskClient) -> None:
    page = soup(browse, "/issues")
    titles = [said(h2).split()[0] for h2 in page.select(".gazette > h2")]
    assert titles == [JI, CHANG, "刊名不明"]
    years = [said(h3) for h3 in page.select(".gazette")[0].select("h3")]
    assert years == [
        "2018 年 收录 1 期",
        "2017 年 收录 4 期，缺 5 期",
        "2016 年 收录 1 期，缺 19 期",
        "年份不明 收录 1 期",
    ]


def test_the_numbers_of_a_year_with_its_gaps(browse: FlaskClient) -> None:
    year = soup(browse, "/issues").select(".gazette")[0].select(".year")[1]
    cells = [(li.name, said(li)) for li in year.select(".numbers > li > *")]
    gap = "{0}第{0}期未收录"
    assert cells == [
        ("s", gap.format(1)),
        ("s", gap.format(2)),
        ("a", "3"),
        ("s", gap.format(4)),
        ("s", gap.format(5)),
        ("s", gap.format(6)),
        ("a", "7"),
    ]
    assert [a["aria-label"] for a in year.select(".numbers a")] == ["第3期", "第7期"]
    assert [said(li) for li in year.select(".others li")] == ["第7期", "2017-08-01"]


def test_a_long_gap_is_one_cell(browse: FlaskClient) -> None:
    year = soup(browse, "/issues").select(".gazette")[0].select(".year")[2]
    assert [said(li) for li in year.select(".numbers li")] == ["1—19第1—19期未收录", "20"]


def test_numbers_that_run_on_over_the_years_are_missing_only_between(browse: FlaskClient) -> None:
    year = soup(browse, "/issues").select(".gazette")[1].select_one(".year")
    assert said(year) == "2017 年 收录 2 期，缺 1 期 90 91第91期未收录 92"


def test_every_issue_has_a_link_that_opens_it(browse: FlaskClient, made: Engine) -> None:
    links = [str(a["href"]) for a in soup(browse, "/issues").select(".year ul a")]
    assert len(links) == len(set(links)) == len(made.issues())
    for link in links:
        assert said(soup(browse, link).h1)
    assert {unquote(link.removeprefix("/issues/")) for link in links} == {
        issue.id for issue in made.issues()
    }


def test_an_issue_of_which_nothing_is_known_goes_by_its_document(browse: FlaskClient) -> None:
    last = soup(browse, "/issues").select(".gazette")[-1]
    assert [said(li) for li in last.select(".others li")] == ["第99份文件"]
    assert said(soup(browse, "/issues/bare").h1) == "第99份文件"


def test_jumps_lead_to_what_is_there(browse: FlaskClient) -> None:
    page = soup(browse, "/issues")
    jumps = [str(a["href"]) for a in page.select(".jump a")]
    assert len(jumps) == 3 + 4
    assert all(page.find(id=jump[1:]) for jump in jumps)


def test_many_issues_without_a_number_are_on_a_page_of_their_own(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('bare') / 'index'}", "write")
    engine.add(_edition(f"b{i}", source=f"{i}.txt") for i in range(40))
    client = create_app(engine, {"TESTING": True}).test_client()
    links = soup(client, "/issues").select(".others a")
    assert (len(links), said(links[-1])) == (25, "另有 16 期")
    assert len(soup(client, str(links[-1]["href"])).select(".others a")) == 40
    engine.close()


@pytest.mark.parametrize("path", ["/issues", "/coverage"])
def test_one_year_of_a_gazette(browse: FlaskClient, path: str) -> None:
    page = soup(browse, gazette_year_url(path, GazetteYear(JI, 2018)))
    assert "2018 年" in said(page.h1)
    assert len(page.select(".gazette, main table")) == 1
    assert soup(browse, gazette_year_url(path, GazetteYear("", None))).h1
    soup(browse, gazette_year_url(path, GazetteYear(JI, 1066)), 404)
    soup(browse, f"{path}?gazette={JI}", 400)
    soup(browse, f"{path}?gazette={JI}&year=x", 400)


# An issue


def test_contents_as_printed(browse: FlaskClient) -> None:
    page = soup(browse, "/issues/j3")
    assert said(page.h1) == f"{JI} 2017年第3期"
    count = sum(len(passages(document)) for document in _made()[0].documents)
    facts = [said(span) for span in page.select(".facts > span")]
    assert facts == ["2017-05-15 出刊", "总第703期", "3 份文件", f"{count} 个段落", "筛选本期"]
    groups = [
        (said(group.h3), [said(li) for li in group.select("li")])
        for group in page.select(".issue-group")
        if group.h3
    ]
    assert groups == [
        ("发展类", ["第31份文件 第1页"]),
        ("民生类", ["只在目录里的文件 正文未收录某人 · 吉政发〔2017〕2号 第9页"]),
        ("发展类", ["第32份文件 第12页", "指向别处的文件 正文未收录"]),
    ]


def test_what_is_listed_and_not_held_and_what_is_held_and_not_listed(browse: FlaskClient) -> None:
    page = soup(browse, "/issues/j3")
    assert "有 2 项正文未收录" in said(page.main)
    lines = page.select(".issue-group li")
    assert [bool(li.a) for li in lines] == [True, False, True, False, True]
    unlisted = page.find("h2", string="目录未列的文件")
    assert isinstance(unlisted, Tag)
    assert said(unlisted.find_next("li")) == "第33份文件丙委、甲局"


def test_an_issue_without_a_contents_list_says_so(browse: FlaskClient) -> None:
    page = soup(browse, "/issues/j7")
    assert "没有目录，或没有认出" in said(page.main)
    assert [said(li.a) for li in page.select(".issue-group li")] == ["第71份文件"]
    assert "没有收录目录，也没有收录文件" in said(soup(browse, "/issues/j-extra").main)


def test_the_issues_before_and_after(browse: FlaskClient) -> None:
    walked = []
    url = "/issues/j2016"
    while url:
        page = soup(browse, url)
        walked.append(said(page.h1))
        following = page.select_one("a[rel=next]")
        if following:
            back = soup(browse, str(following["href"])).select_one("a[rel=prev]")
            assert back is not None
            assert back["href"] == url
        url = str(following["href"]) if following else ""
    assert walked == [
        f"{JI} 第20期",
        f"{JI} 2017年第3期",
        f"{JI} 2017年第7期",
        f"{JI} 2017年第7期",
        f"{JI} 2017年",
        f"{JI} 2018年第1期",
    ]
    assert not soup(browse, issue_url(ODD)).select(".neighbours")


def test_an_issue_s_box_searches_in_it(browse: FlaskClient) -> None:
    for name in ("j3", ODD):
        box = soup(browse, issue_url(name)).select_one("form.search input[name=issue]")
        assert box is not None
        assert (box["value"], box["type"], box.has_attr("checked")) == (name, "checkbox", True)
    response = browse.get("/", query_string={"q": "正文", "issue": ODD})
    assert "共 1 段" in response.text


def test_appointments_and_masthead(client: FlaskClient) -> None:
    page = soup(client, "/issues/test-2020-01")
    rows = [[said(cell) for cell in tr.select("th, td")] for tr in page.select(".decisions tr")]
    assert rows == [
        ["姓名", "任免", "职务"],
        ["长府任〔2020〕1号 2020-01-09"],
        ["张三", "任命", "局长"],
    ]
    assert said(page.select_one("details li")) == "主编：李四"


@pytest.mark.slow
def test_the_bundled_issue_s_appointments_lead_to_their_document(
    sample: FlaskClient,
) -> None:
    issue = sample_edition().issue
    page = soup(sample, issue_url(issue.id))
    assert len(page.select(".decisions th[scope=row]")) == len(issue.appointments)
    links = {str(a["href"]) for a in page.select(".decisions a")}
    assert len(links) == 1
    assert said(soup(sample, links.pop()).h1) == "吉林省人民政府人事任免"


@pytest.mark.slow
@pytest.mark.parametrize("id", ODD_IDS)
def test_a_document_s_id_may_hold_anything(
    tmp_path_factory: pytest.TempPathFactory, id: str
) -> None:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('odd') / 'index'}", "write")
    engine.add([_edition("j", (replace(_document(1, "j"), id=id),), title=JI)])
    client = create_app(engine, {"TESTING": True}).test_client()
    link = soup(client, "/issues/j").find("a", string="第1份文件")
    assert isinstance(link, Tag)
    assert said(soup(client, str(link["href"])).h1) == "第1份文件"
    for address in (cite_url(id), document_api_url(id), f"{document_api_url(id)}/references"):
        assert client.get(address).status_code == 200, address
    lasting = client.get(around_url(id, "p1")).location
    assert client.get(lasting).status_code == 200
    assert client.get(lasting.removesuffix("/cite")).location.startswith(document_url(id))
    engine.close()


@pytest.mark.slow
@pytest.mark.parametrize("id", ODD_IDS)
def test_an_id_may_hold_anything(tmp_path_factory: pytest.TempPathFactory, id: str) -> None:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('odd') / 'index'}", "write")
    engine.add([_edition(id, (_document(1, id),), title=JI, year=2019, number=1)])
    client = create_app(engine, {"TESTING": True}).test_client()
    (link,) = soup(client, "/issues").select(".year a")
    assert said(soup(client, str(link["href"])).h1) == f"{JI} 2019年第1期"
    assert client.get(client.get("/api/issues").json["issues"][0]["url"]).json["issue"]["id"] == id
    href = soup(client, "/documents/m1").find("a", string="本期目录")
    assert isinstance(href, Tag)
    assert href["href"] == link["href"]
    engine.close()


def test_unknown_issues_are_not_there(browse: FlaskClient) -> None:
    assert "没有编号为 nothing 的刊期" in said(soup(browse, "/issues/nothing", 404).main)
    assert browse.get("/api/issues/nothing").status_code == 404


def test_markup_from_a_gazette_stays_text(client: FlaskClient, browse: FlaskClient) -> None:
    assert gazette.EVIL in soup(client, "/issues/test-2020-01").get_text()
    assert "<b>没有认出</b>" in soup(browse, "/coverage").get_text()


# Categories and issuing bodies


def test_categories_count_documents_and_what_is_only_listed(browse: FlaskClient) -> None:
    page = soup(browse, "/categories")
    assert row(page, "发展类") == ["2", "4", "2017", "1"]
    assert row(page, "民生类") == ["1", "2", "2017", "1"]
    held = sum(len(edition.documents) for edition in _made())
    assert f"另有 {held - 3} 份文件没有类别" in said(page.main)


@pytest.mark.parametrize(("path", "facet"), [("/categories", "category"), ("/issuers", "issuer")])
def test_values_are_those_of_the_facet_and_their_links_find_as_many(
    browse: FlaskClient, made: Engine, path: str, facet: str
) -> None:
    page = soup(browse, path)
    counts = {}
    for tr in page.select("tbody tr"):
        cells = [said(td) for td in tr.select("td")]
        if tr.th and tr.th.a:
            asked = parse_qs(urlsplit(str(tr.th.a["href"])).query)
            assert asked == {facet: [said(tr.th)], "view": ["documents"], "sort": ["newest"]}
            found = made.search(Query(**{facet: tuple(asked[facet])}))  # type: ignore[arg-type]
            assert [f"{found.documents}", f"{found.total}"] == cells[:2]
            counts[said(tr.th)] = int(cells[1])
    values = made.facet(Query(), facet).values
    assert counts == {value.value: value.count for value in values}


def test_joint_issuers_stand_for_themselves_and_with_each_body(
    browse: FlaskClient, made: Engine
) -> None:
    page = soup(browse, "/issuers")
    assert row(page, "甲局") == ["2", "4", "2017", "4"]
    assert row(page, "甲局、乙局") == ["1", "2", "2017", ""]
    assert row(page, "乙局") == ["0", "0", "", "1"]
    link = page.find("a", string="4")
    assert isinstance(link, Tag)
    asked = parse_qs(urlsplit(str(link["href"])).query)
    assert set(asked["issuer"]) == {"甲局", "甲局、乙局", "丙委、甲局"}
    assert made.search(Query(issuer=tuple(asked["issuer"]))).documents == 4


def test_issuers_are_found_by_a_part_of_their_name(browse: FlaskClient) -> None:
    page = soup(browse, "/issuers?find=乙")
    assert [said(th) for th in page.select("tbody th")] == ["甲局、乙局", "乙局"]
    assert "名称含“乙”的有 2 个，共 5 个" in said(page.main)
    assert not soup(browse, "/issuers?find=無此").select("table")
    assert len(soup(browse, f"/issuers?find={'字' * 300}").select("#find")) == 1


def test_issuers_are_listed_by_count_or_by_name(browse: FlaskClient) -> None:
    def names(url: str) -> list[str]:
        return [said(th) for th in soup(browse, url).select("tbody th")]

    assert names("/issuers")[0] == "甲局"
    # bǐng, jiǎ, yǐ
    assert names("/issuers?sort=name") == ["丙委", "丙委、甲局", "甲局", "甲局、乙局", "乙局"]
    soup(browse, "/issuers?sort=size", 400)


@pytest.mark.slow
def test_many_issuers_are_paged(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('many') / 'index'}", "write")
    documents = tuple(_document(i, "x", issuer=f"第{i}局") for i in range(230))
    engine.add([_edition("x", documents, title=JI)])
    client = create_app(engine, {"TESTING": True}).test_client()
    seen, url = [], "/issuers?sort=name&find=局"
    while url:
        page = soup(client, url)
        seen += [said(th) for th in page.select("tbody th")]
        following = page.select_one("a[rel=next]")
        url = str(following["href"]) if following else ""
    assert sorted(seen) == sorted(f"第{i}局" for i in range(230))
    assert "上一页 1 2 3" in said(soup(client, "/issuers?page=99").main)
    for page in ("0", "x", "-1"):
        soup(client, f"/issuers?page={page}", 400)
    engine.close()


# Coverage


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('sample') / 'index'}", "write")
    engine.add([sample_edition()])
    yield create_app(engine, {"TESTING": True}).test_client()
    engine.close()


def counted(editions: tuple[Edition, ...]) -> list[str]:
    """A row of the table, counted from the editions; no words for nothing."""
    issues = [edition.issue for edition in editions]
    held = {d.id for edition in editions for d in edition.documents if d.issue == edition.issue.id}
    numbers = {issue.number for issue in issues if issue.number}
    first = min(numbers, default=1)
    # The made gazettes count on over the years from number 90 on.
    run = range(first if first > 60 else 1, max(numbers, default=0) + 1)
    missing = [n for n in run if n not in numbers]
    if all(issue.year is None and issue.published is None for issue in issues):
        missing = []
    listed = [
        entry
        for edition in editions
        for entry in edition.issue.contents
        if entry.document not in {document.id for document in edition.documents}
    ]
    texts = [p for edition in editions for d in edition.documents for p in passages(d)]
    warnings = [w for issue in issues for w in issue.warnings]
    counts = (issues, missing, held, listed, texts, warnings)
    return [f"{len(each):,}" if each else "" for each in counts]


def test_coverage_counts_what_is_there(browse: FlaskClient) -> None:
    page = soup(browse, "/coverage")
    tables = page.select("main table")
    assert len(tables) == 3
    years: dict[tuple[str, str], list[Edition]] = {}
    for edition in _made():
        issue = edition.issue
        year = issue.year or (issue.published.year if issue.published else None)
        key = (issue.title or "刊名不明", f"{year} 年" if year else "年份不明")
        years.setdefault(key, []).append(edition)
    shown = {}
    for table in tables:
        heading = table.find_previous("h2")
        assert isinstance(heading, Tag)
        for tr in table.select("tbody tr"):
            shown[said(heading), said(tr.th)] = [said(td) for td in tr.select("td")]
    assert shown == {key: counted(tuple(editions)) for key, editions in years.items()}


@pytest.mark.slow
def test_coverage_of_the_bundled_issue(sample: FlaskClient) -> None:
    page = soup(sample, "/coverage")
    assert row(page, "2018 年") == counted((sample_edition(),))
    facts = {said(div.dt): said(div.dd) for div in page.select(".totals > div")}
    texts = [p for d in sample_edition().documents for p in passages(d)]
    assert facts["段落"].startswith(f"{len(texts)} 段（")
    for kind, label in (("paragraph", "正文"), ("table", "表格"), ("footnote", "脚注")):
        assert f"{label} {sum(p.kind == kind for p in texts)}" in facts["段落"]
    issued = sorted(d.issued for d in sample_edition().documents if d.issued)
    assert facts["成文日期"] == f"{issued[0]} 至 {issued[-1]}"


def test_coverage_totals_are_the_sums(browse: FlaskClient) -> None:
    table = soup(browse, "/coverage").select("main table")[0]
    rows = [[said(td) or "0" for td in tr.select("td")] for tr in table.select("tbody tr")]
    sums = [sum(map(int, column)) for column in zip(*rows, strict=True)]
    assert [int(said(td) or "0") for td in table.select("tfoot td")] == sums


def test_coverage_names_the_gaps(browse: FlaskClient) -> None:
    gaps = [said(li) for li in soup(browse, "/coverage").select(".gaps li")]
    assert gaps == [
        "2017 年 第1—2、4—6期 5 期",
        "2016 年 第1—19期 19 期",
        "2017 年 第91期 1 期",
    ]


def test_coverage_says_what_is_not_known(browse: FlaskClient) -> None:
    folds = {
        said(fold.summary): [said(a) for a in fold.select("li a")]
        for fold in soup(browse, "/coverage").select("details")
    }
    documents = [d for edition in _made() for d in edition.documents]
    assert folds["2 份文件没有成文日期，检索时按刊期的日期算"] == ["第32份文件", "第33份文件"]
    nowhere = next(said for said in folds if "没有任何日期" in said)
    assert nowhere.startswith("4 份文件")
    without = sum(d.issuer is None for d in documents)
    assert len(folds[f"{without} 份文件没有认出发文机关，按机关筛选时找不到"]) == without
    assert folds["1 期没有认出刊名"] == ["第99份文件"]
    assert len(folds["9 期没有目录，或没有认出，无从知道是否缺文件"]) == 9


def test_what_dates_cannot_find_is_what_coverage_says(browse: FlaskClient, made: Engine) -> None:
    dated = made.search(Query(since=date(1, 1, 1))).documents
    assert made.stats().documents - dated == 4


def test_coverage_tells_the_warnings_and_what_is_only_listed(browse: FlaskClient) -> None:
    folds = {said(fold.summary): said(fold) for fold in soup(browse, "/coverage").select("details")}
    assert "第 7 行 <b>没有认出</b>" in folds[f"{JI} 2017年第3期 2 条"]
    assert "只在目录里的文件 某人 · 吉政发〔2017〕2号 · 第9页" in folds[f"{JI} 2017年第3期 2 项"]


@pytest.mark.slow
def test_a_large_archive_s_coverage_is_bounded_and_a_year_has_all(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    listed = tuple(ContentsEntry("栏", f"第{i}项") for i in range(30))
    warnings = tuple(ParseWarning(i, f"提示{i}") for i in range(30))
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('large') / 'index'}", "write")
    engine.add(
        _edition(f"{y}-{n}", title=JI, year=y, number=n, contents=listed, warnings=warnings)
        for y in (2001, 2002)
        for n in range(1, 25)
    )
    client = create_app(engine, {"TESTING": True}).test_client()
    whole = soup(client, "/coverage")
    assert "另有 28 期也有" in said(whole.main)
    assert "另有 28 个来源也有" in said(whole.main)
    assert said(whole.main).count("另有 22 项，见本期目录") == 20
    part = said(soup(client, gazette_year_url("/coverage", GazetteYear(JI, 2001))).main)
    assert (part.count("提示29"), part.count("第29项")) == (24, 24)
    assert "另有" not in part
    engine.close()


def test_an_empty_archive_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = open_engine(f"whoosh:{tmp_path_factory.mktemp('empty') / 'index'}", "write")
    client = create_app(empty, {"TESTING": True}).test_client()
    assert "还没有公报" in said(soup(client, "/issues").main)
    assert "0 期" in said(soup(client, "/coverage").main)
    assert "还没有" in said(soup(client, "/categories").main)
    assert "还没有" in said(soup(client, "/issuers").main)
    assert client.get("/api/issues").json == {"total": 0, "issues": []}
    empty.close()


# Ways


@pytest.mark.parametrize(
    "url", ["/", "/?q=正文", "/help", "/documents/m31", "/nothing", "/issues/j3"]
)
def test_every_page_leads_to_them(browse: FlaskClient, url: str) -> None:
    page = BeautifulSoup(browse.get(url).text, "html.parser")
    ways = [str(a["href"]) for a in page.select(".places a")]
    assert ways == ["/issues", "/categories", "/issuers", "/coverage"]


@pytest.mark.parametrize("url", ["/issues", "/categories", "/issuers", "/coverage"])
def test_each_says_where_one_is(browse: FlaskClient, url: str) -> None:
    (here,) = soup(browse, url).select(".places [aria-current=page]")
    assert here["href"] == url
    assert len(soup(browse, url).select(".places")) == 1


def test_a_document_leads_to_its_issue(browse: FlaskClient) -> None:
    for id, issue in (("m31", "j3"), ("m91", ODD), ("m99", "bare")):
        link = soup(browse, f"/documents/{id}").find("a", string="本期目录")
        assert isinstance(link, Tag)
        assert link["href"] == issue_url(issue)


def test_the_start_page_leads_to_the_newest_issue(client: FlaskClient) -> None:
    link = soup(client, "/").select_one("#issue-title a")
    assert link is not None
    assert link["href"] == "/issues/test-2020-01"


# JSON


def test_issues_as_json(browse: FlaskClient, made: Engine) -> None:
    answer = browse.get("/api/issues").json
    assert answer["total"] == len(answer["issues"]) == 10
    assert [each["id"] for each in answer["issues"]] == [issue.id for issue in made.issues()]
    third = next(each for each in answer["issues"] if each["id"] == "j3")
    assert third == {
        "id": "j3",
        "label": f"{JI} 2017年第3期",
        "title": JI,
        "year": 2017,
        "number": 3,
        "published": "2017-05-15",
        "online": False,
        "documents": 3,
        "passages": sum(len(passages(d)) for d in _made()[0].documents),
        "url": "/api/issues/j3",
    }
    assert browse.get("/api/issues?x=1").status_code == 400


def test_an_issue_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/issues/test-2020-01").json
    keys = ["issue", "contents", "documents", "appointments", "warnings", "shared"]
    assert list(answer) == keys
    assert answer["issue"]["cumulative"] == 12
    assert len(answer["contents"]) == len(gazette.ISSUE.contents)
    assert [each["id"] for each in answer["documents"]] == [d.id for d in gazette.EDITION.documents]
    first = answer["documents"][0]
    assert first["passages"] == len(passages(gazette.NOTICE))
    assert client.get(first["url"]).json["title"] == first["title"]
    assert "blocks" not in first
    assert client.get("/api/issues/test-2020-01?q=x").status_code == 400
