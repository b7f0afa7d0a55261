"""The pages, over web pages beside a gazette: what they say of sources, sites and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from search.catalogue import Catalogue, Holding, Origin
from search.counts import Stats
from search.document import Edition, Issue
from search.engine import Engine, open_engine
from search.query import Query
from search.sources import Source
from tests import online
from web import create_app
from web.browsing.sites import sites
from web.reading.facts import facts
from web.sources import host, page_name, web_address


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('online') / 'index'}", "write")
    engine.add(online.EDITIONS)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(engine, {"TESTING": True}).test_client()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An archive of web pages, without a gazette."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('alone') / 'index'}", "write")
    engine.add(online.ONLY_PAGES)
    yield create_app(engine, {"TESTING": True}).test_client()
    engine.close()


def soup(client: FlaskClient, url: str, status: int = 200) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == status, url
    return BeautifulSoup(response.text, "html.parser")


def said(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def told(client: FlaskClient, document: str) -> dict[str, Tag]:
    page = soup(client, f"/documents/{document}")
    found = {said(div.dt): div.dd for div in page.select(".head .facts > div")}
    return {name: dd for name, dd in found.items() if dd}


def site_address(path: str, name: str) -> str:
    return f"{path}?{urlencode({'site': name})}"


# A document and its sources


def test_the_source_of_a_page_is_its_site_and_leads_to_it(client: FlaskClient) -> None:
    link = told(client, "dhealth")["来源"].a
    assert isinstance(link, Tag)
    assert said(link) == f"{online.SITE}（{online.HOST}）"
    assert link["href"] == online.HEALTH_URL
    assert link["rel"] == ["noreferrer", "noopener", "external"]


def test_a_site_without_a_name_goes_by_its_host(client: FlaskClient) -> None:
    facts = told(client, "droad")
    assert said(facts["来源"]) == online.OTHER_HOST
    assert said(facts["发布日期"]) == "2021-04-08"
    assert "成文日期" not in facts
    assert "刊载" not in facts


def test_of_several_sources_it_is_said_which_the_text_is_from(client: FlaskClient) -> None:
    of_gazette, of_page = told(client, "dwater"), told(client, "dgrain")
    site, issue = f"{online.SITE}（{online.HOST}）", f"{online.GAZETTE} 2021年第3期"
    assert said(of_gazette["本文据"]) == f"{issue} 第3页起"
    assert said(of_gazette["另见"]) == site
    assert said(of_page["本文据"]) == site
    assert said(of_page["另见"]) == f"{issue} 第9页起"
    links = [dd.a for dd in (of_gazette["本文据"], of_page["另见"])]
    assert all(link and link["href"] == "/issues/hd-2021-03" for link in links)
    water = of_gazette["另见"].a
    assert water is not None
    assert water["href"] == online.WATER_URL
    for found in (of_gazette, of_page):
        assert not {"来源", "刊载"} & set(found)


def test_a_gazette_alone_is_where_it_is_printed(client: FlaskClient) -> None:
    facts = told(client, "dseed")
    assert said(facts["刊载"]) == f"{online.GAZETTE} 2021年第3期 第15页起"
    assert not {"来源", "本文据", "另见"} & set(facts)


def test_what_a_page_states_is_told_once(client: FlaskClient) -> None:
    facts = {name: said(dd) for name, dd in told(client, "dgrain").items()}
    assert facts["发布日期"] == "2021-01-28"
    assert facts["成文日期"] == "2021-01-25"
    assert facts["索引号"] == "015000185/2021-00012"
    assert facts["栏目"] == "政府文件"
    assert facts["网页所注来源"] == "省政府办公厅"
    # Its subject is the category above the title.
    assert "主题分类" not in facts
    assert "栏目" not in told(client, "dhealth")


@pytest.mark.slow
@pytest.mark.parametrize("url", ["/documents/dgrain", "/documents/droad", "/issues/wempty", "/"])
def test_no_page_tells_of_the_machine(client: FlaskClient, url: str) -> None:
    assert "private" not in client.get(url).text
    assert "javascript:" not in client.get(url).text


@pytest.mark.parametrize("path", ["/issues", "/coverage", "/api/issues/hd-2021-03"])
def test_nor_do_lists_and_answers(client: FlaskClient, path: str) -> None:
    assert "private" not in client.get(path).text


def fact(sources: tuple[Source, ...]) -> list[tuple[str, str, str]]:
    """Name, words and link of what is said of a page's sources."""
    issue = replace(online.ROAD_PAGE, sources=sources)
    origins = [Origin(source, issue) for source in sources]
    found = facts(replace(online.ROAD, publication=None), issue, (), origins)
    return [(f.name, str(link.label), link.href) for f in found for link in f.links]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", "http://",
     "java\nscript:", "http://[", "https://x.example/\u0001", "ftp://x.example", "x.example/a"],
)  # fmt: skip
def test_only_web_addresses_are_links(url: str) -> None:
    assert web_address(url) == ""
    assert fact((Source("/a/page.html", url=url),)) == [("来源", "page.html", "")]
    assert fact((Source("/a/page.html", site="某网", url=url),)) == [("来源", "某网", "")]


def test_a_link_says_the_host_that_it_leads_to() -> None:
    assert host("https://www.gov.example@evil.example:8080/x") == "evil.example"
    found = fact((Source("a", site="某网", url="http://u@evil.example/"),))
    assert found == [("来源", "某网（evil.example）", "http://u@evil.example/")]


def test_sources_of_one_name_are_told_apart_by_their_files() -> None:
    two = (Source("/a/1.html", site="某网"), Source("/a.zip!/b/2.html", site="某网"))
    assert [words for _, words, _ in fact(two)] == ["某网 1.html", "某网 2.html"]
    # What nothing tells apart is named once.
    same = (Source("/a/1.html", site="某网"), Source("/b/1.html", site="某网"))
    assert [words for _, words, _ in fact(same)] == ["某网 1.html"]


def test_files_of_one_issue_are_named_below_it() -> None:
    issue = replace(online.ISSUE, sources=(Source("/a/03.txt"), Source("/a/03.pdf")))
    origins = [Origin(source, issue) for source in issue.sources]
    found = [
        f for f in facts(online.SEED, issue, (), origins) if f.name in ("刊载", "本文据", "另见")
    ]
    assert str(found[0].value) == f"{online.GAZETTE} 2021年第3期 第15页起"
    assert [str(link.label) for f in found for link in f.links] == ["03.txt", "03.pdf"]


def test_many_sources_are_folded() -> None:
    many = tuple(Source(f"/a/{i}.html", site=f"第{i}网") for i in range(6))
    issue = replace(online.ROAD_PAGE, sources=many)
    origins = [Origin(source, issue) for source in many]
    other = next(f for f in facts(online.ROAD, issue, (), origins) if f.name == "另见")
    assert (other.folded, other.value, len(other.links)) == (True, "5 处", 5)


def test_a_web_page_has_no_contents_of_an_issue(client: FlaskClient) -> None:
    page = said(soup(client, "/documents/dgrain").main)
    assert "本期" not in page
    # In the gazette it stands between its neighbours all the same.
    following = soup(client, "/documents/dwater").select_one("a[rel=next]")
    assert following is not None
    assert following["href"] == "/documents/dgrain"


# Issues and sites


@pytest.mark.parametrize("issue", ["wwater", "wgrain", "whealth", "wroad"])
def test_a_web_page_leads_to_its_document(client: FlaskClient, issue: str) -> None:
    response = client.get(f"/issues/{issue}")
    assert (response.status_code, response.location) == (302, f"/documents/d{issue[1:]}")


def test_a_page_that_could_not_be_read_says_so(client: FlaskClient) -> None:
    page = soup(client, "/issues/wempty")
    assert "没有读出文件" in said(page.main)
    assert "文件里没有可读的正文" in said(page.main)
    assert said(page.h1) == "empty.html"
    assert "期" not in said(page.main)
    assert client.get("/api/issues/wempty").json["issue"]["online"] is True


def test_an_issue_lists_what_is_held_from_elsewhere(client: FlaskClient) -> None:
    page = soup(client, "/issues/hd-2021-03")
    lines = [(said(li.a), li.a["href"]) for li in page.select(".issue-group li") if li.a]
    assert lines == [
        (d.title, f"/documents/{d.id}") for d in (online.WATER, online.GRAIN, online.SEED)
    ]
    facts = [said(span) for span in page.select(".facts > span")]
    assert facts == ["2021-02-10 出刊", "3 份文件", "7 个段落", "筛选本期"]
    assert "其中 1 份文件的正文取自另一来源" in said(page.main)
    assert "目录所列有 1 项正文未收录" in said(page.main)
    answer = client.get("/api/issues/hd-2021-03").json
    assert [each["id"] for each in answer["documents"]] == ["dwater", "dseed"]
    assert [each["id"] for each in answer["shared"]] == ["dgrain"]
    assert [w["file"] for w in answer["warnings"]] == ["hd-2021-03.txt"] * 2
    assert [w["kind"] for w in answer["warnings"]] == ["missing", "mark"]


def test_a_file_whose_document_is_another_source_s_leads_to_it(tmp_path: Path) -> None:
    bare = Issue("bare", published=online.ISSUE.published, sources=(online.GAZETTE_SOURCE,))
    home = replace(online.ISSUE, sources=(replace(online.GAZETTE_SOURCE, name="/0"),))
    one = replace(bare.sources[0], copies=bare.sources[0].copies[:1])
    bare = replace(bare, sources=(one,), shared=("dwater",))
    engine = made(tmp_path, Edition(home, (online.WATER,)), Edition(bare))
    client = create_app(engine, {"TESTING": True}).test_client()
    assert client.get("/issues/bare").location == "/documents/dwater"
    engine.close()


def made(folder: Path, *editions: Edition) -> Engine:
    engine = open_engine(f"whoosh:{folder / 'index'}", "write")
    engine.add(editions)
    return engine


def test_sites_are_listed_as_sites(client: FlaskClient) -> None:
    page = soup(client, "/issues")
    assert said(page.h1) == "来源"
    assert [said(h2) for h2 in page.select(".gazette > h2")] == [
        f"{online.GAZETTE} 2021 年 · 1 期",
        "网页 5 个网页",
    ]
    rows = [[said(cell) for cell in tr.select("th, td")] for tr in page.select("tbody tr")]
    assert rows == [
        [f"{online.SITE} {online.HOST}", "3", "3", "2021"],
        [online.OTHER_HOST, "1", "1", "2021"],
        ["网站不明", "1", "0", ""],
    ]
    for link in page.select("tbody th a"):
        assert said(soup(client, str(link["href"])).h1) == said(link)


def test_a_site_lists_its_documents_newest_first(client: FlaskClient) -> None:
    page = soup(client, site_address("/issues", online.SITE))
    assert [said(a) for a in page.select(".page-list a")] == [
        each.title for each in (online.HEALTH, online.GRAIN, online.WATER)
    ]
    assert [said(li).count("正文取自另一来源") for li in page.select(".page-list li")] == [0, 0, 1]
    unknown = soup(client, "/issues?site=unknown")
    assert said(unknown.select_one(".page-list li")) == "empty.html 没有读出文件"
    soup(client, "/issues?site=无此网站", 404)
    soup(client, "/coverage?site=无此网站", 404)
    soup(client, f"{site_address('/issues', online.SITE)}&page=x", 400)


@pytest.mark.slow
def test_a_large_site_is_paged(tmp_path: Path) -> None:
    documents = [
        replace(online.ROAD, id=f"d{i}", title=f"第{i}号", issue=f"w{i}") for i in range(230)
    ]
    issues = [
        replace(online.ROAD_PAGE, id=d.issue, sources=(Source(f"/{d.id}.html"),)) for d in documents
    ]
    editions = (Edition(i, (d,)) for i, d in zip(issues, documents, strict=True))
    engine = made(tmp_path, *editions)
    client = create_app(engine, {"TESTING": True}).test_client()
    seen, url = [], "/issues?site=unknown"
    while url:
        page = soup(client, url)
        seen += [said(a) for a in page.select(".page-list a")]
        following = page.select_one("a[rel=next]")
        url = str(following["href"]) if following else ""
    assert sorted(seen) == sorted(d.title for d in documents)
    assert len(soup(client, "/").select(".page-list li")) == 8
    # Not a value of a facet for each page.
    assert "issue" not in [s["id"][6:] for s in soup(client, "/?q=监测").select(".facet h2")]
    engine.close()


def test_pages_of_one_issue_may_be_of_several_sites() -> None:
    first, second = Source("/1.html", site="甲网"), Source("/2.html", site="乙网")
    copies = online.ROAD_PAGE.sources[0].copies
    issue = replace(
        online.ROAD_PAGE, sources=(replace(first, copies=copies), replace(second, copies=copies))
    )
    catalogue = Catalogue((issue,), [Holding(online.ROAD, issue, 2)])
    found = {site.name: site for site in sites((issue,), catalogue)}
    assert set(found) == {"甲网", "乙网"}
    assert [len(site.holdings) for site in found.values()] == [1, 1]
    # The text is counted once.
    assert sum(len(site.own) for site in found.values()) == 1


@pytest.mark.slow
def test_archives_of_web_pages_alone_say_nothing_of_issues(alone: FlaskClient) -> None:
    for url in ("/", "/issues", "/coverage", "/?q=监测"):
        page = said(soup(alone, url).body)
        for word in ("往期", "刊期", "出刊", " 期", "最新一期"):
            assert word not in page, (url, word)
    assert "4 个网页" in said(soup(alone, "/").select_one(".holdings"))
    assert alone.get("/help").status_code == 200


# What is counted


def test_issues_pages_and_documents_are_counted_apart(engine: Engine) -> None:
    passages = sum(len(d.blocks) for e in online.EDITIONS for d in e.documents)
    assert engine.stats() == Stats(issues=1, pages=5, documents=5, passages=passages)


def test_the_start_page_says_what_is_in(client: FlaskClient) -> None:
    page = soup(client, "/")
    assert [said(span) for span in page.select(".holdings > span:first-child > span")] == [
        "1 期", "5 个网页", "2021 年", "5 份文件", "11 个段落"
    ]  # fmt: skip
    assert f"最新一期：{online.GAZETTE} 2021年第3期" in said(page.main)
    assert [said(a) for a in page.select(".page-list a")] == [
        each.title for each in (online.ROAD, online.HEALTH, online.GRAIN)
    ]


def test_coverage_counts_every_text_once(client: FlaskClient) -> None:
    page = soup(client, "/coverage")
    facts = {said(div.dt): said(div.dd) for div in page.select(".totals > div")}
    assert (facts["刊期"], facts["网页"], facts["文件"]) == ("1 期", "5 个", "5 份")
    assert facts["出刊日期"] == "2021-02-10"
    assert facts["发布日期"] == "2021-01-22 至 2021-04-08"
    tables = page.select("main table")
    assert [
        [said(cell) for cell in tr.select("th, td")] for tr in tables[1].select("tbody tr")
    ] == [
        [online.SITE, "3", "2", "5", ""],
        [online.OTHER_HOST, "1", "1", "2", ""],
        ["网站不明", "1", "", "", "1"],
    ]
    folds = {said(fold.summary): said(fold) for fold in page.select("details")}
    assert "1 份文件没有成文日期，检索时按网页的发布日期算" in folds
    assert "1 个网页没有读出文件" in folds
    assert not any("没有目录" in name for name in folds)
    assert (
        "第 40 行 注号〔3〕没有脚注" in folds[f"{online.GAZETTE} 2021年第3期 2 条 · hd-2021-03.txt"]
    )
    kinds = [said(span) for span in page.select(".kinds span")]
    assert kinds == ["目录所列正文不在文件中 1 条", "注号没有脚注 1 条", "没有可读的正文 1 条"]


def test_coverage_of_one_site(client: FlaskClient) -> None:
    page = soup(client, site_address("/coverage", online.SITE))
    facts = {said(div.dt): said(div.dd) for div in page.select(".totals > div")}
    assert (facts["网页"], facts["文件"], facts["段落"]) == (
        "3 个",
        "2 份",
        "5 段（正文 3，标题 2）",
    )
    assert "刊期" not in facts
    assert len(page.select("main table")) == 1


# Hits, filters, citations


def test_hits_name_the_site_and_the_issue(client: FlaskClient) -> None:
    page = soup(client, "/?q=监测")
    facts = {
        said(g.h2): [said(s) for s in g.select(".facts > span")] for g in page.select(".group")
    }
    assert facts[online.GRAIN.title][-2:] == ["2021-01-25", online.SITE]
    assert facts[online.ROAD.title] == ["平安市交通运输局", "2021-04-08 发布", online.OTHER_HOST]
    assert facts[online.WATER.title][-1] == f"{online.GAZETTE} 2021年第3期 第3页起"
    assert "截至最新的网页（2021-04-08）" in said(page.body)


def test_a_filter_by_a_web_page_still_works(client: FlaskClient, engine: Engine) -> None:
    assert engine.search(Query("监测", issue=("whealth",))).total == 2
    page = soup(client, "/?q=监测&issue=whealth")
    called = f"{online.SITE} {online.HEALTH.title}"
    assert said(page.select_one(".tags .tag")) == f"去掉网页：{called} ×"
    chosen = page.select_one("[aria-labelledby=facet-issue] [aria-current]")
    assert said(chosen) == f"{called} 2 段，已选，点击取消"


def test_issues_and_pages_are_told_apart_in_json(client: FlaskClient) -> None:
    listed = {each["id"]: each["online"] for each in client.get("/api/issues").json["issues"]}
    assert listed == {
        "hd-2021-03": False, "wgrain": True, "whealth": True, "wroad": True, "wempty": True
    }  # fmt: skip
    found = client.get("/api/documents/dwater").json
    assert [each["file"] for each in found["sources"]] == ["hd-2021-03.txt", "water.html"]
    assert found["publication"] is None


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("dgrain", f"海政发〔2021〕6号[EB/OL]. (2021-01-28)[DAY]. {online.GRAIN_URL}"),
        ("dwater", f"海政发〔2021〕5号[J/OL]. {online.GAZETTE}, 2021(3): 3[DAY]. HERE"),
    ],
)
def test_a_web_page_is_cited_by_its_own_address(
    client: FlaskClient, document: str, line: str
) -> None:
    page = soup(client, f"/documents/{document}/cite")
    cited = said(page.select_one("#way-gbt7714"))
    day = cited.partition("[20")[2][:8]
    line = line.replace("DAY", f"20{day}").replace("HERE", f"http://localhost/documents/{document}")
    assert cited.endswith(line)
    link = said(page.select_one("#way-link"))
    assert link == f"http://localhost/documents/{document}"


def test_a_page_is_called_by_what_is_known() -> None:
    source = Source("/a.zip!/x/page.html", url="http://h.example/")
    assert page_name(Issue("w", "某网", online=True, sources=(source,))) == "某网"
    assert page_name(Issue("w", online=True, sources=(source,))) == "h.example"
    assert page_name(Issue("w", online=True, sources=(replace(source, url=""),))) == "page.html"
    assert page_name(Issue("w", online=True)) == ""
